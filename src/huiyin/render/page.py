"""The page of a reading (HTML): one file that needs no network, with the text, its statements, figures and names.

The text is marked up here and readable without script; the script adds filters, lists and the way between a row
and its passage. Nothing of the source reaches the page unescaped, and the content policy allows only this page's
own style and script, by their hashes.
"""

import hashlib
from base64 import b64encode
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import msgspec

from huiyin import __version__
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import Kind, Measure, Period, Statement
from huiyin.render.document import Document
from huiyin.render.legend import MEANINGS
from huiyin.render.page_words import WORDS
from huiyin.render.passage import anchors_of, plain_html, text_html
from huiyin.render.words import LANGUAGES, Language, Names, gettext

HTML_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
GROUPS = ("kind", "period", "relation", "role", "mention", "speaker", "topic", "text_kind", "label")


def page_bytes(document: Document, language: Language = "zh", lexicons: Lexicons = DEFAULT) -> bytes:
    """Return the page; it opens in `language` and can be switched to the other."""
    names = Names(language, lexicons)
    style, script = _static("reading.css") + _marks(lexicons), _static("reading.js")
    other: Language = "en" if language == "zh" else "zh"
    statements = document.reading.statements
    values = {
        "html_lang": HTML_LANG[language],
        "other_lang": HTML_LANG[other],
        "other_name": {"zh": "中文", "en": "English"}[other],
        "version": __version__,
        "title": plain_html(document.title),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "kinds": _kind_boxes(statements, names),
        "legend": _legend(names),
        "outline": _outline(document, language),
        "source_line": _source_line(document, names),
        "n_statements": f"{len(statements):,}",
        "n_measures": f"{sum(len(each.measures) for each in statements):,}",
        "n_mentions": f"{sum(len(each.mentions) for each in statements):,}",
        "text": text_html(document),
        "data": _data(document, lexicons),
        "foot": _foot(document, language),
    }
    values |= {f"w_{key}": _word(key, language) for key in WORDS}
    return Template(_template()).substitute(values).encode()


@lru_cache(maxsize=4)
def _static(name: str) -> str:
    return files("huiyin.render").joinpath("static", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> str:
    return files("huiyin.render").joinpath("templates", "reading.html").read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return the hash by which the content policy knows an inline style or script."""
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _marks(lexicons: Lexicons) -> str:
    """Return the rules that put a kind's sign before its statements, in either language."""
    rules = []
    for language in LANGUAGES:
        names = Names(language, lexicons)
        for kind in Kind:
            mark = names.mark(kind).replace("\\", "").replace('"', "").replace("<", "")
            rules.append(f':root[lang="{HTML_LANG[language]}"] .lead.k-{kind}::before{{content:"{mark}"}}')
    return "@layer components{" + "".join(rules) + "}"


def _word(key: str, language: Language) -> str:
    """Return a word of the page, escaped."""
    return escape(gettext(WORDS[key], language))


def _badge(kind: str, names: Names) -> str:
    """Return sign and name of a kind; both change with the page's language."""
    return (
        f'<span class="kind k-{kind}"><i aria-hidden="true" data-mark="{kind}">{escape(names.mark(kind))}</i>'
        f'<span data-name="kind.{kind}">{escape(names.of("kind", kind))}</span></span>'
    )


def _kind_boxes(statements: tuple[Statement, ...], names: Names) -> str:
    """Return a tick box for each kind, with its count in this text."""
    counts = Counter(each.kind for each in statements)
    return "".join(
        f'<label class="tick k-{kind}"><input type="checkbox" name="kind" value="{kind}">'
        f'{_badge(kind, names)} <span class="num">{counts[kind]:,}</span></label>'
        for kind in Kind
    )


def _legend(names: Names) -> str:
    return "".join(_badge(kind, names) for kind in Kind)


def _outline(document: Document, language: Language) -> str:
    """Return the headings of the text as links, closed at first; nothing where there are fewer than two."""
    sections = [section for section in document.reading.sections if section.heading]
    if len(sections) < 2:
        return ""
    links = "".join(
        f'<li class="level-{min(max(section.level, 1), 3)}"><a href="#h-{section.start}">'
        f"{plain_html(section.heading)}</a></li>"
        for section in sections
    )
    title = _word("outline", language)
    return f'<details class="outline"><summary data-w="outline">{title}</summary><ol>{links}</ol></details>'


def _source_line(document: Document, names: Names) -> str:
    """Return what is known of the source, in one line."""
    source = document.reading.source
    code = source.text_kind
    known = [f'<span data-name="text_kind.{escape(code)}">{escape(names.of("text_kind", code))}</span>']
    known += [plain_html(each) for each in (source.publisher, source.published) if each]
    length = _word("characters", names.language)
    known.append(f'<span class="num">{source.length:,}</span> <span data-w="characters">{length}</span>')
    if document.file != document.title:
        known.append(plain_html(document.file))
    if source.url and source.url.startswith(("http://", "https://")):
        url = escape(source.url)
        known.append(f'<a href="{url}" rel="noreferrer">{plain_html(source.url)}</a>')
    return " · ".join(known)


def _foot(document: Document, language: Language) -> str:
    draft = _word("draft", language)
    digest = escape(document.reading.source.sha256)
    return f'<span data-w="draft">{draft}</span> Huiyin {__version__} · <span class="mono">SHA-256 {digest}</span>'


def _data(document: Document, lexicons: Lexicons) -> str:
    """Return what the script needs as JSON that is safe inside a script element."""
    anchors = anchors_of(document.reading.statements)
    spoken = {section.speaker.name: section.speaker.type for section in document.reading.sections if section.speaker}
    content = {
        "words": {each: {key: gettext(message, each) for key, message in WORDS.items()} for each in LANGUAGES},
        "names": {each: _names(Names(each, lexicons)) for each in LANGUAGES},
        "periods": list(Period),
        "speakers": spoken,
        "anchors": [[document.anchor_text(each), each.from_year, each.to_year] for each in anchors],
        "statements": [_statement(document, each, anchors) for each in document.reading.statements],
    }
    return msgspec.json.encode(content).decode().replace("<", "\\u003c")


def _names(names: Names) -> dict[str, Any]:
    """Return the names of all codes in one language, with what they mean where that is said."""
    found: dict[str, Any] = {group: {code: names.of(group, code) for code in names.table(group)} for group in GROUPS}
    found["mark"] = {kind: names.mark(kind) for kind in Kind}
    means = {kind: MEANINGS["kind", kind] for kind in Kind}
    found["means"] = {kind: gettext(said, names.language) for kind, said in means.items()}
    return found


def _statement(document: Document, statement: Statement, anchors: dict[Any, int]) -> dict[str, Any]:
    """Return one statement for the script: texts and ready figures, no offsets to be counted."""
    return {
        "id": statement.id,
        "text": statement.text,
        "kind": statement.kind,
        "speaker": statement.speaker or "",
        "period": statement.period,
        "anchor": anchors[statement.anchor] if statement.anchor else None,
        "places": [place.name for place in statement.places],
        "topics": statement.topics,
        "check": statement.checkable,
        "rules": statement.rules,
        "where": document.place_of(statement.start),
        "why": [msgspec.to_builtins(each) for each in document.explanations.get(statement.id, ())],
        "m": [_measure(each) for each in statement.measures],
        "n": [[each.text, each.type, each.rule] for each in statement.mentions],
    }


def _measure(measure: Measure) -> list[str]:
    return [
        measure.text,
        measure.subject,
        measure.relation,
        grouped(measure.value),
        measure.unit,
        measure.role,
        measure.rule,
    ]


def grouped(value: Decimal) -> str:
    """Return a number with thousands separators and no exponent, without trailing zeros of a fraction."""
    shown = f"{value:,f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
