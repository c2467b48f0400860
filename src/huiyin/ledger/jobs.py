"""Work that is done behind the pages (后台任务): plain functions that may run twice, and the way to ask for one.

`later` asks for a job within the transaction in force, so that a crash leaves neither work without its job nor a job
without its work. Which queue takes it is the site's to say (`huiyin.site.apps` fills `RUNNERS`: a queue in the same
database); where there is none, the job is done at once after the commit.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from huiyin import reading
from huiyin.errors import HuiyinError
from huiyin.ledger.lexicon import lexicons, reader_name
from huiyin.ledger.models import Source, SourceReading, Stream
from huiyin.ledger.record import SYSTEM, NewEvent, hold, record
from huiyin.ledger.source_image import reading_digest
from huiyin.reading.validate import validate

GRAVE = ("shape", "span.", "schema")  # a reading with such a fault does not hold to its text at all
RUNNERS: dict[str, Callable[..., Any]] = {}
_log = logging.getLogger(__name__)


def later(job: str, *args: Any) -> None:
    """Ask for a job of this module by its name; it begins after the commit."""
    runner = RUNNERS.get(job)
    if runner is None:
        transaction.on_commit(partial(JOBS[job], *args))
    else:
        runner(*args)


@transaction.atomic
def read_again(source: Source) -> None:
    """Put a source back into the queue, the state and the job together; one that is read stays as it is."""
    waiting = Source.objects.filter(pk=source.pk).exclude(state=Source.State.READ)
    if waiting.update(state=Source.State.QUEUED, fault=None, parts_done=0):
        later("read_source", source.key)


def read_source(source_key: str) -> None:
    """Read a source that waits, and store its statements as drafts; one that is read already is left alone."""
    source = Source.objects.get(key=source_key)
    if source.state == Source.State.READ:
        return
    Source.objects.filter(pk=source.pk).update(state=Source.State.READING, fault=None, parts_done=0)
    try:
        kept = reading_of(source, done=partial(_parts_done, source))
    except HuiyinError as error:
        fail(source, error.code, dict(error.values))
        return
    except (MemoryError, RecursionError):
        _log.exception("reading %s", source_key)
        fail(source, "source.reading_failed", {})
        return
    with transaction.atomic():
        hold(Stream.SOURCE, source.key)
        if not Source.objects.filter(pk=source.pk, state=Source.State.READ).exists():
            told = {
                "reader": kept.reader,
                "schema": kept.schema,
                "reading": reading_digest(kept.reading),
                "statements": len(kept.reading["statements"]),
            }
            events = [NewEvent("source.read", {"read": told})]
            record(stream=Stream.SOURCE, key=source.key, events=events, by=SYSTEM, at=timezone.now())
            Source.objects.filter(pk=source.pk).update(parts_done=source.parts)


def reading_of(source: Source, *, reader: str = "", done: Callable[[int], None] = lambda _n: None) -> SourceReading:
    """Return what this version of the reader reads in a source; kept, and made only once.

    Args:
        reader: that of now with the words of now where "" (`lexicon.reader_name`).
    Raises:
        HuiyinError: the text cannot be read, or the reading does not hold to it (`source.reading_invalid`); the
            place's own words cannot be used (`lexicon.invalid`).
    """
    reader = reader or reader_name()
    kept = SourceReading.objects.filter(source=source, reader=reader).first()
    if kept is not None:
        done(2)
        return kept
    place = source.place.name if source.place else None
    words = lexicons()
    found = reading.read(source.text, year=source.year, place=place, text_kind=source.text_kind, lexicons=words)
    done(1)
    faults = [fault.code for fault in validate(found, source.text, words) if fault.code.startswith(GRAVE)]
    if faults:
        raise HuiyinError("source.reading_invalid", fault=faults[0])
    done(2)
    told = msgspec.to_builtins(found)
    kept, _made = SourceReading.objects.get_or_create(
        source=source, reader=reader, defaults={"schema": found.schema, "reading": told, "made_at": timezone.now()}
    )
    return kept


def fail(source: Source, code: str, values: dict[str, object]) -> None:
    """Keep why a source could not be read; it can be tried again."""
    with transaction.atomic():
        events = [NewEvent("source.failed", {"failed": code})]
        record(stream=Stream.SOURCE, key=source.key, events=events, by=SYSTEM, at=timezone.now())
        fault = {"code": code, "values": {name: str(value) for name, value in values.items()}}
        Source.objects.filter(pk=source.pk).update(state=Source.State.FAILED, fault=fault)


def give_up_reading(source_key: str) -> None:
    """Keep that the reading of a source came to no end, however often it was begun; a person may try it again."""
    source = Source.objects.filter(key=source_key).exclude(state=Source.State.READ).first()
    if source is not None:
        fail(source, "source.reading_failed", {})


def _parts_done(source: Source, done: int) -> None:
    Source.objects.filter(pk=source.pk).update(parts_done=done)


JOBS: dict[str, Callable[..., Any]] = {"read_source": read_source}
