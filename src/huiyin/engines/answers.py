"""What is asked of a model and how its answer is taken apart: the prompt, the schema of the answer, its items."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from huiyin.engines.results import Dropped, Usage
from huiyin.reading.model import Kind, MentionType, Period, Record
from huiyin.reading.validate import RELATIONS, ROLES

_PROMPTS = Path(__file__).parent / "prompts.toml"
_SHOWN = 40  # characters of a dropped quote that are kept for whoever looks at what went wrong

T = TypeVar("T")


class MeasureItem(Record, frozen=True, gc=False):
    """A figure in an answer: where it stands is not known yet, nor whether it is true."""

    quote: str
    value: Decimal
    unit: str
    relation: str
    role: str


class MentionItem(Record, frozen=True, gc=False):
    """A name in an answer."""

    quote: str
    type: str


class StatementItem(Record, frozen=True, gc=False):
    """A statement in an answer."""

    quote: str
    kind: str
    period: str
    speaker: str | None
    measures: tuple[MeasureItem, ...]
    mentions: tuple[MentionItem, ...]


class Answer(Record, frozen=True, gc=False):
    """The statements of one answer that have the right shape, and what had not."""

    items: tuple[StatementItem, ...]
    dropped: tuple[Dropped, ...]


class _Content(Record, frozen=True, gc=False):
    statements: list[msgspec.Raw]


class _Statement(Record, frozen=True, gc=False):
    quote: str
    kind: str
    period: str
    speaker: str | None = None
    measures: tuple[msgspec.Raw, ...] = ()
    mentions: tuple[msgspec.Raw, ...] = ()


class _Message(Record, frozen=True, gc=False):
    content: str | None = None


class _Choice(Record, frozen=True, gc=False):
    message: _Message
    finish_reason: str | None = None


class _Tokens(Record, frozen=True, gc=False):
    prompt_tokens: int
    completion_tokens: int


class _Completion(Record, frozen=True, gc=False):
    choices: tuple[_Choice, ...]
    usage: msgspec.Raw = msgspec.Raw(b"null")


class Completion(Record, frozen=True, gc=False):
    """A server's answer: the model's words, whether they break off, and what they cost in tokens."""

    content: str
    cut_off: bool
    usage: Usage


def read_completion(body: bytes) -> Completion | None:
    """Return what a server's answer holds, None if it is no chat completion."""
    completion = _decoded(body, _Completion)
    if completion is None or not completion.choices:
        return None
    tokens = _decoded(bytes(completion.usage), _Tokens)
    if tokens is None or min(tokens.prompt_tokens, tokens.completion_tokens) < 0:
        usage = Usage(answers=1, uncounted=1)
    else:
        usage = Usage(1, 0, tokens.prompt_tokens, tokens.completion_tokens)
    choice = completion.choices[0]
    return Completion(choice.message.content or "", choice.finish_reason == "length", usage)


def read_answer(content: str) -> Answer | None:
    """Return the statements in a model's words, None if they are not the JSON object that was asked for."""
    answer = _decoded(_bare_json(content), _Content)
    if answer is None:
        return None
    items: list[StatementItem] = []
    dropped: list[Dropped] = []
    for raw in answer.statements:
        statement = _decoded(bytes(raw), _Statement)
        if statement is None:
            dropped.append(left_out("statement", "shape", _words(raw)))
            continue
        measures = _items(statement.measures, MeasureItem, "measure", dropped)
        mentions = _items(statement.mentions, MentionItem, "mention", dropped)
        items.append(
            StatementItem(statement.quote, statement.kind, statement.period, statement.speaker, measures, mentions)
        )
    return Answer(tuple(items), tuple(dropped))


def left_out(part: str, reason: str, quote: str) -> Dropped:
    """Return a note of something dropped, with the beginning of its words."""
    return Dropped(part, reason, quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "…")


def _items(raws: tuple[msgspec.Raw, ...], sort: type[T], part: str, dropped: list[Dropped]) -> tuple[T, ...]:
    found: list[T] = []
    for raw in raws:
        item = _decoded(bytes(raw), sort)
        if item is None:
            dropped.append(left_out(part, "shape", _words(raw)))
        else:
            found.append(item)
    return tuple(found)


def _decoded(body: bytes, sort: type[T]) -> T | None:
    try:
        return msgspec.json.decode(body, type=sort)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def _words(raw: msgspec.Raw) -> str:
    return bytes(raw).decode("utf-8", "replace")


def _bare_json(content: str) -> bytes:
    """Take away what models like to put around JSON: their thoughts, and a fence."""
    text = content.rpartition("</think>")[2].strip()
    if text.startswith("```") and text.endswith("```"):
        text = text[3:-3].removeprefix("json")
    return text.encode("utf-8", "replace")


@lru_cache(maxsize=1)
def prompts() -> dict[str, Any]:
    """Return the prompts in Chinese (`prompts.toml`)."""
    found: dict[str, Any] = tomllib.loads(_PROMPTS.read_text(encoding="utf-8"))["zh"]
    return found


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer, in the strict form that structured output wants."""

    def listing(**fields: Any) -> dict[str, Any]:
        item = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
        return {"type": "array", "items": item}

    words = {"type": "string"}
    figure = listing(
        quote=words,
        value={"type": "number"},
        unit=words,
        relation={"type": "string", "enum": list(RELATIONS)},
        role={"type": "string", "enum": list(ROLES)},
    )
    statements = listing(
        quote=words,
        kind={"type": "string", "enum": [str(kind) for kind in Kind]},
        period={"type": "string", "enum": [str(period) for period in Period]},
        speaker={"type": ["string", "null"]},
        measures=figure,
        mentions=listing(quote=words, type={"type": "string", "enum": [str(sort) for sort in MentionType]}),
    )
    return {
        "type": "object",
        "properties": {"statements": statements},
        "required": ["statements"],
        "additionalProperties": False,
    }
