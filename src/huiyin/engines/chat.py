"""A reader behind an OpenAI-compatible address (对话模型接口): asks passage by passage, believes nothing unchecked."""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from huiyin.engines.answers import Answer, answer_schema, prompts, read_answer, read_completion
from huiyin.engines.assemble import placed_statements, sound
from huiyin.engines.pieces import halves, pieces
from huiyin.engines.results import Dropped, EngineReading, Usage, cost_of
from huiyin.engines.settings import Settings
from huiyin.engines.transport import FormatRefusedError, Transport, load_httpx
from huiyin.errors import EngineError, ReadingError
from huiyin.reading.fold import fold
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import SCHEMA, Reading, SourceInfo, Statement, TextKind
from huiyin.reading.text_kinds import recognise

_SURROGATE = re.compile("[\ud800-\udfff]")
_MALFORMED_TRIES = 2  # a model that twice answers something else will do so a third time
_SHORTEST = 200  # characters of a passage that is not cut in two any more
_TITLE = 60


class ChatReader:
    """Reads with a model behind an OpenAI-compatible address; a `huiyin.reading.protocol.Reader`.

    Args:
        settings: where the model is and what it costs.
        sleep, clock: waiting and monotonic time in seconds; replaced in tests.
    Raises:
        EngineError: `engine.extra_missing`.
    """

    def __init__(
        self,
        settings: Settings,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        load_httpx()
        self.settings = settings
        self.sleep = sleep
        self.clock = clock

    def read(
        self,
        text: str,
        *,
        year: int | None = None,
        place: str | None = None,
        text_kind: str | None = None,
        lexicons: Lexicons = DEFAULT,
        source: SourceInfo | None = None,
    ) -> Reading:
        """Return the reading alone (see `read_with_cost`)."""
        return self.read_with_cost(
            text, year=year, place=place, text_kind=text_kind, lexicons=lexicons, source=source
        ).reading

    def read_with_cost(
        self,
        text: str,
        *,
        year: int | None = None,
        place: str | None = None,
        text_kind: str | None = None,
        lexicons: Lexicons = DEFAULT,
        source: SourceInfo | None = None,
    ) -> EngineReading:
        """Send the text to the configured address, passage by passage, and return what of the answers holds.

        All or nothing: if one passage gets no usable answer, there is no reading.

        Raises:
            ReadingError: `text.surrogate`, `text.kind`.
            EngineError: see `huiyin.engines`.
        """
        surrogate = _SURROGATE.search(text)
        if surrogate:
            raise ReadingError("text.surrogate", offset=surrogate.start())
        if text_kind is not None and text_kind not in set(TextKind):
            raise ReadingError("text.kind", given=text_kind, known=[str(kind) for kind in TextKind])
        kind = text_kind or str(recognise(fold(text)))
        info = _source(text, kind, source)
        about = {"title": info.title or _first_line(text), "text_kind": kind, "year": year, "place": place}
        with Transport(self.settings, self.sleep, self.clock) as transport:
            task = _Task(transport, text, about)
            for start, end in pieces(text, self.settings.budget):
                task.read(start, end)
        drafted = Reading(SCHEMA, info, (), tuple(task.statements))
        reading, faulty = sound(drafted, text, lexicons, place)
        return EngineReading(
            reading=reading,
            model=self.settings.model,
            dropped=(*task.dropped, *faulty),
            usage=task.usage,
            cost=cost_of(task.usage, self.settings.price_in, self.settings.price_out),
            currency=self.settings.currency,
        )


class _Task:
    """One text on its way through: what has been read, dropped and used up to now."""

    def __init__(self, transport: Transport, text: str, about: dict[str, Any]) -> None:
        self.transport = transport
        self.text = text
        self.folded = fold(text)
        self.about = about
        self.statements: list[Statement] = []
        self.dropped: list[Dropped] = []
        self.usage = Usage()
        self.formats = _formats()
        self.format = next(self.formats)

    def read(self, start: int, end: int) -> None:
        """Read one passage; in two halves, if the answer about the whole does not fit."""
        answer = self._answer(start, end)
        if answer is None:
            if end - start < 2 * _SHORTEST:
                raise EngineError("engine.truncated", start=start, end=end)
            for half in halves(self.text, start, end):
                self.read(*half)
            return
        statements, dropped = placed_statements(answer.items, self.text, self.folded, start, end)
        self.statements += statements
        self.dropped += [*answer.dropped, *dropped]

    def _answer(self, start: int, end: int) -> Answer | None:
        """Return the model's answer about a passage, None if it breaks off at its length limit."""
        for _ in range(_MALFORMED_TRIES):
            completion = read_completion(self._post(start, end))
            if completion is None:
                self.usage += Usage(answers=1, uncounted=1)
                continue
            self.usage += completion.usage
            if completion.cut_off:
                return None
            answer = read_answer(completion.content)
            if answer is not None:
                return answer
        raise EngineError("engine.malformed", start=start, end=end)

    def _post(self, start: int, end: int) -> bytes:
        """Ask about a passage; where the server refuses the form of the question, in the next form."""
        messages = self._messages(start, end)
        while True:
            body = {"model": self.transport.settings.model, "messages": messages, "temperature": 0, "stream": False}
            try:
                return self.transport.post({**body, "response_format": self.format})
            except FormatRefusedError:
                following = next(self.formats, None)
                if following is None:
                    raise EngineError("engine.rejected", host=self.transport.settings.host, status=400) from None
                self.format = following

    def _messages(self, start: int, end: int) -> list[dict[str, str]]:
        words = prompts()
        unknown = words["unknown"]
        kinds = DEFAULT.table("names")["text_kind"]
        said = self.statements[-1].speaker if self.statements else None
        user = words["user"].format(
            title=self.about["title"],
            text_kind=kinds[self.about["text_kind"]]["zh"],
            year=self.about["year"] or unknown,
            place=self.about["place"] or unknown,
            speaker=said or unknown,
            passage=self.text[start:end],
        )
        return [{"role": "system", "content": words["system"].strip()}, {"role": "user", "content": user.strip()}]


def _formats() -> Iterator[dict[str, Any]]:
    """The forms in which structured output can be asked for, the strictest first."""
    yield {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": answer_schema()}}
    yield {"type": "json_object"}


def _source(text: str, kind: str, source: SourceInfo | None) -> SourceInfo:
    """Return what is known of the source, with the digest and length of this text."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if source is None:
        return SourceInfo(None, None, None, None, digest, len(text), kind)
    return msgspec.structs.replace(source, sha256=digest, length=len(text), text_kind=kind)


def _first_line(text: str) -> str:
    return text.lstrip()[: _TITLE * 4].split("\n", 1)[0][:_TITLE]
