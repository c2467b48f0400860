"""The page of a check (HTML): the draft on the left, the source's passage and both figures on the right.

One file that needs neither network nor script. Nothing of the texts reaches the page unescaped, and the content
policy allows only this page's own style, by its hash.
"""

import hashlib
import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from huiyin import __version__
from huiyin.checking import Item, Passage, Sentence
from huiyin.render.checks import SIGNS, VERDICTS, Checked, both, summary, wanting
from huiyin.render.page import HTML_LANG
from huiyin.render.passage import plain_html
from huiyin.render.words import Language, gettext, noted

WORDS = {
    "brand": noted("Huiyin"),
    "skip": noted("Skip to the text"),
    "only": noted("Only what is unsupported"),
    "draft": noted("Draft"),
    "source": noted("Source"),
    "nearest": noted("Nearest passage"),
    "none": noted("No passage comes near."),
    "note": noted("A program's comparison. What has no source may be true; nobody has looked yet."),
}


def page_bytes(checked: Checked, language: Language = "zh") -> bytes:
    """Return the page in a language."""
    style = _static("reading.css") + _static("check.css")
    values = {
        "html_lang": HTML_LANG[language],
        "version": __version__,
        "title": plain_html(checked.title),
        "style": style,
        "style_hash": "sha256-" + b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "summary": escape(summary(checked, language)),
        "rows": "\n".join(_rows(checked, language)),
        "sources": " · ".join(plain_html(name) for name in checked.opened if name),
    }
    values |= {f"w_{key}": escape(gettext(message, language)) for key, message in WORDS.items()}
    return Template(_template()).substitute(values).encode()


@lru_cache(maxsize=4)
def _static(name: str) -> str:
    return files("huiyin.render").joinpath("static", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> str:
    return files("huiyin.render").joinpath("templates", "check.html").read_text(encoding="utf-8")


def _rows(checked: Checked, language: Language) -> Iterator[str]:
    """Yield a block for each line of the draft, with a row for each of its sentences."""
    ends = [found.start() for found in re.finditer("\n", checked.opened[""].text)]
    numbered = enumerate(checked.report.sentences, 1)
    for _line, group in groupby(numbered, key=lambda pair: bisect_right(ends, pair[1].start)):
        rows = "".join(_row(checked, number, sentence, language) for number, sentence in group)
        yield f'<ol class="lines">{rows}</ol>'


def _row(checked: Checked, number: int, sentence: Sentence, language: Language) -> str:
    """Return one sentence beside what supports it, or beside what comes nearest."""
    verdict = sentence.verdict
    name = escape(gettext(VERDICTS[verdict], language))
    badge = f'<span class="verdict"><i aria-hidden="true">{SIGNS[verdict]}</i>{name}</span>'
    differences = "".join(f"<li>{plain_html(both(item, language))}</li>" for item in wanting(sentence))
    shown = sentence.place or sentence.nearest
    head = "source" if sentence.place else "nearest"
    if shown is None:
        beside = f'<p class="sub">{escape(gettext(WORDS["none"], language))}</p>'
    else:
        where = plain_html(checked.where(shown, language))
        beside = (
            f'<p class="sub">{escape(gettext(WORDS[head], language))} · {where}</p>'
            f'<blockquote lang="zh-CN">{_passage(shown, sentence.items)}</blockquote>'
        )
    listed = f'<ul class="differences">{differences}</ul>' if differences else ""
    return (
        f'<li class="pair v-{verdict}" id="s-{number}" value="{number}"><div class="said">'
        f'<p lang="zh-CN">{_marked(sentence)}</p></div><div class="found">{badge}{listed}{beside}</div></li>'
    )


def _marked(sentence: Sentence) -> str:
    """Return a sentence with its items marked; of items that overlap, the one without a source shows."""
    bound = [item for item in sentence.items if item.binding]
    spans = [(item.start - sentence.start, item.end - sentence.start, item.source is None) for item in bound]
    lost = [(start, end) for start, end, is_lost in spans if is_lost]
    held = [(start, end) for start, end, is_lost in spans if not is_lost]
    return _with_marks(sentence.text, lost, held)


def _passage(passage: Passage, items: Sequence[Item]) -> str:
    """Return a passage with what the items were held against marked."""
    near = [item.nearest for item in items if item.nearest and item.binding]
    held = [item.source for item in items if item.source and item.binding]
    spans: list[list[tuple[int, int]]] = []
    for places in (near, held):
        inside = [p for p in places if p.source == passage.source and passage.start <= p.start and p.end <= passage.end]
        whole = passage.end - passage.start
        spans.append([(p.start - passage.start, p.end - passage.start) for p in inside if p.end - p.start < whole])
    return _with_marks(passage.text, *spans)


def _with_marks(text: str, bad: list[tuple[int, int]], good: list[tuple[int, int]]) -> str:
    """Return a text escaped, with one kind of mark around the spans of each list; those of the first come before."""
    kinds = ["" for _ in text]
    for spans, kind in ((good, "hold"), (bad, "lost")):
        for start, end in spans:
            kinds[start:end] = [kind] * (end - start)
    pieces = []
    for kind, group in groupby(range(len(text)), key=lambda at: kinds[at]):
        places = list(group)
        piece = plain_html(text[places[0] : places[-1] + 1])
        pieces.append(f'<mark class="{kind}">{piece}</mark>' if kind else piece)
    return "".join(pieces)
