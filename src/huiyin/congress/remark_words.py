"""Words by which records are split and remarks matched; they are data (`remark_words.toml`)."""

import tomllib
from pathlib import Path

_WORDS = tomllib.loads((Path(__file__).parent / "remark_words.toml").read_text(encoding="utf-8"))

NO_NAMES, COMMON = frozenset(_WORDS["no_names"].split()), frozenset(_WORDS["common"].split())
POSTS = tuple(_WORDS["posts"].split())
