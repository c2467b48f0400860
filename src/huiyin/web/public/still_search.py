"""Search in an export (静态检索): which items hold which pairs of signs, in parts small enough to be fetched singly.

The script that reads them is `web/public-search.js`; both say in which part a pair lies by the same sum.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from django.utils import translation

from huiyin.congress.public import Snapshot
from huiyin.congress.public_items import Item
from huiyin.web.public import parts, words
from huiyin.web.public.links import PREFIX
from huiyin.web.sentences import named

SMALL, LARGE = 16, 256  # parts of the index, of a small town and of a city
MANY = 1000  # items from which an index is large


def files(shown: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index by their names in an export; they hold what the pages show, and nothing else."""
    shards = LARGE if len(shown.items) >= MANY else SMALL
    for language, prefix in PREFIX.items():
        with translation.override(language):
            items = [[item.key, item.title or item.number or words.kind_words(item.kind), _about(item)]
                     for item in shown.items]  # fmt: skip
        yield f"{prefix}search/items.json", _json({"shards": shards, "items": items})
    found: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(shards)]
    for at, item in enumerate(shown.items):
        for pair in sorted(_pairs(item.words())):
            found[shard(pair, shards)][pair].append(at)
    for n, each in enumerate(found):
        yield f"public/search/pairs/{n}.json", _json(dict(sorted(each.items())))


def shard(pair: str, shards: int) -> int:
    """Return the part in which a pair lies."""
    return (ord(pair[0]) * 31 + ord(pair[1])) % shards


def _pairs(text: str) -> set[str]:
    """Return the pairs of a text, as the script cuts a query: signs beyond the first plane are two halves there."""
    pairs: set[str] = set()
    for word in unicodedata.normalize("NFKC", text).lower().split():
        units = _units(word)
        pairs.update(units[at : at + 2] for at in range(len(units) - 1))
    return {pair for pair in pairs if not any("\ud800" <= sign <= "\udfff" for sign in pair)}


def _units(word: str) -> str:
    """Return a word with a sign beyond the first plane as one that belongs to no pair."""
    return "".join(sign if ord(sign) < 0x10000 else "\ud800" for sign in word)


def _about(item: Item) -> str:
    state = words.light_of(item)[1] or named(item.stage)
    said = (words.kind_words(item.kind), item.number, item.lead.name if item.lead else "", state)
    return parts.between().join(each for each in said if each)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
