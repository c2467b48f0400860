"""Rows of a source: written from its events, and read back into an image for `ledger verify`."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huiyin.errors import LedgerError
from huiyin.ledger.models import Confirmation, Event, Note, Source, SourceReading, Statement, Stream
from huiyin.ledger.record import PROJECTORS
from huiyin.ledger.search import index_sources, index_statements
from huiyin.ledger.source_image import SourceImage, StatementImage, advanced, fold, reading_digest, touched
from huiyin.people.models import Account

PLAIN = (
    "start", "end", "kind", "speaker", "period", "topics", "places", "measures", "mentions", "checkable", "state",
    "proposal", "reader", "reason", "version", "decided_at", "gone",
)  # fmt: skip  # columns that an image holds as they are
BATCH = 500
DESCRIBED = ("title", "publisher")  # words of a source that events know by a note


def project_source(event: Event, _rows: object = None) -> None:
    """Bring the rows of a source up to date with one event that has just been written; writers have read none."""
    source = Source.objects.get(key=event.stream_key)
    payload = event.payload
    wanted = touched(payload)
    present = {row.key: row for row in source.statements.select_related("decided_by").filter(key__in=wanted)}
    before = {key: image_of_row(row) for key, row in present.items()}
    readings = _readings(source) if "read" in payload else {}
    changed = advanced(before, event, key=source.key, text=source.text, readings=readings)
    _write_statements(source, changed, present)
    _write_given(source, event)
    fields: dict[str, Any] = {"version": event.position}
    if "read" in payload:
        fields["state"] = Source.State.READ
    if "withdrawn" in payload:
        fields["withdrawn_at"] = event.at if payload["withdrawn"] else None
    if "shared" in payload:
        fields["shared"] = payload["shared"]
    Source.objects.filter(pk=source.pk).update(**fields)
    if "added" in payload:
        index_sources([source])


def project_first_sources(events: Sequence[Event]) -> None:
    """Bring the rows of sources that have just been added up to date, many at once."""
    keys = [each.stream_key for each in events]
    Source.objects.filter(key__in=keys).update(version=events[0].position)
    index_sources(Source.objects.filter(key__in=keys).only("pk", "title", "publisher"))


def image_of_row(row: Statement) -> StatementImage:
    """Return the image that the row of a statement tells."""
    values = {name: getattr(row, name) for name in PLAIN}
    return StatementImage(key=row.key, decided_by=row.decided_by.key if row.decided_by else "", **values)


def source_image_of_events(key: str, *, source: Source | None = None) -> SourceImage:
    """Return what the events of a source add up to, from its text and its readings; `source` is its row if at hand.

    Raises:
        LedgerError: `source.reading_altered`: what was read is no longer what its event says.
    """
    source = source or Source.objects.get(key=key)
    events = list(Event.objects.filter(stream=Stream.SOURCE, stream_key=key).order_by("position"))
    readings = _readings(source)
    for event in events:
        told = event.payload.get("read")
        if told and reading_digest(readings.get(told["reader"], {})) != told["reading"]:
            raise LedgerError("source.reading_altered", source=key, reader=told["reader"])
    return fold(events, key=key, text=source.text, readings=readings)


def source_image_of_rows(source: Source) -> SourceImage:
    """Return the image that the rows of a source tell; equals `source_image_of_events` unless somebody changed one."""
    added = _added(source)
    statements = source.statements.select_related("decided_by").order_by("pk")
    given = Confirmation.objects.filter(statement__source=source).select_related("statement", "account")
    last = source.readings.order_by("-pk").values_list("reader", flat=True).first()
    return SourceImage(
        added=added,
        reader=last if last and source.state == Source.State.READ else "",
        withdrawn=source.withdrawn_at is not None,
        shared=source.shared,
        statements={row.key: image_of_row(row) for row in statements},
        given={(row.statement.key, row.account.key): row.decision for row in given},
        version=source.version,
    )


def rebuild_source(key: str) -> SourceImage:
    """Write the rows of a source anew from its events; return what they tell."""
    source = Source.objects.get(key=key)
    image = source_image_of_events(key)
    rows = {row.key: row for row in source.statements.all()}
    _write_statements(source, image.statements, rows)
    Confirmation.objects.filter(statement__source=source).delete()
    _write_decisions(source, image.given)
    return image


def added_of(source: Source) -> dict[str, Any]:
    """Return what the event of adding says of a source, its words apart; digests, codes and days only."""
    return {
        "sha256": hashlib.sha256(source.text.encode("utf-8")).hexdigest(),
        "length": len(source.text),
        "original_sha256": source.original_sha256,
        "text_kind": source.text_kind,
        "year": source.year,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "place": source.place.code if source.place else "",
        "house": source.house,
        "home": source.home.code if source.home else "",
        "supersedes": source.supersedes.key if source.supersedes else "",
        "blind_review": source.blind_review,
    }


def _added(source: Source) -> dict[str, Any]:
    """Return the same from the rows, with the notes of its words where these still say the same."""
    event = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key, type="source.added").first()
    words = event.payload["added"].get("words", {}) if event else {}
    notes = Note.objects.filter(key__in=[told["note"] for told in words.values()])
    said = dict(notes.values_list("key", "body"))
    kept = {name: told for name, told in words.items() if said.get(told["note"]) == getattr(source, name)}
    return {**added_of(source), "words": kept}


def _readings(source: Source) -> dict[str, Mapping[str, Any]]:
    return dict(SourceReading.objects.filter(source=source).values_list("reader", "reading"))


def _write_statements(source: Source, images: Mapping[str, StatementImage], rows: Mapping[str, Statement]) -> None:
    if not images:
        return
    accounts = _accounts(image.decided_by for image in images.values())
    fresh, known = [], []
    for key, image in images.items():
        row = rows.get(key)
        if row is None:
            row = Statement(source=source, key=key)
            fresh.append(row)
        else:
            known.append(row)
        for name in PLAIN:
            setattr(row, name, getattr(image, name))
        row.text = source.text[image.start : image.end]
        row.changed_by_hand = image.changed_by_hand
        row.decided_by = accounts.get(image.decided_by)
    Statement.objects.bulk_create(fresh, batch_size=BATCH)
    columns = [*PLAIN, "text", "changed_by_hand", "decided_by"]
    # Thirty times as fast as `bulk_update`: a whole report is confirmed at once.
    Statement.objects.bulk_create(
        known, update_conflicts=True, update_fields=columns, unique_fields=["pk"], batch_size=BATCH
    )
    index_statements([*fresh, *known])


def _write_given(source: Source, event: Event) -> None:
    told = event.payload.get("given", ())
    dropped = [key for key, decision in told if decision is None]
    if dropped:
        Confirmation.objects.filter(statement__key__in=dropped, account__key=event.actor).delete()
    kept = {(key, event.actor): decision for key, decision in told if decision is not None}
    if kept:
        keys = [key for key, _account in kept]
        Confirmation.objects.filter(statement__key__in=keys, account__key=event.actor).delete()
        _write_decisions(source, kept, at=event.at)


def _write_decisions(source: Source, given: Mapping[tuple[str, str], Mapping[str, Any]], at: Any = None) -> None:
    accounts = _accounts(account for _key, account in given)
    rows = dict(source.statements.filter(key__in=[key for key, _account in given]).values_list("key", "pk"))
    Confirmation.objects.bulk_create(
        Confirmation(statement_id=rows[key], account=accounts[account], decision=decision, at=at or source.added_at)
        for (key, account), decision in given.items()
    )


def _accounts(keys: Iterable[str]) -> dict[str, Account]:
    wanted = {key for key in keys if key}
    return {account.key: account for account in Account.objects.filter(key__in=wanted)} if wanted else {}


PROJECTORS[Stream.SOURCE] = project_source
