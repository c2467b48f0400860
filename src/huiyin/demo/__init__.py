"""The sample texts (示例文本) of the fictional city 云汀市: all invented, written for `huiyin demo` and the tests.

They are plain UTF-8 files in `texts/`: a work report, a deliberation article, a deputy's suggestion with its reply,
a hotline record and a decomposition plan. How each should be read stands in `tests/golden`.
"""

from importlib.resources import files
from pathlib import Path

__all__ = ["texts"]


def texts() -> list[Path]:
    """Return the sample texts, sorted by name; the package is always installed as plain files."""
    return sorted(
        Path(str(entry)) for entry in files(__name__).joinpath("texts").iterdir() if entry.name.endswith(".txt")
    )
