"""A handed-over record as its page shows it: remarks, who may have spoken, what they are about, their statements.

Statements stand in the order of the text, whatever their kind; nothing is ordered or filtered by tone (代表法).
"""

from collections.abc import Sequence
from typing import Any

from huiyin.congress.models import Mandate, Observer, Record, Remark
from huiyin.congress.offers import COMMITMENT, SUGGESTION, may_offer
from huiyin.congress.record_selectors import Said, remarks_of, said_in
from huiyin.congress.remark_matching import EXACT
from huiyin.congress.remark_passages import nearest_sentence
from huiyin.congress.remarks import exact_drafts
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.source_selectors import visible_sources
from huiyin.ledger.tasks import cases_of
from huiyin.people.models import Role
from huiyin.people.permissions import may
from huiyin.web.congress.meetings import crumbs_of
from huiyin.web.congress.record_forms import named
from huiyin.web.congress.record_words import duration, speaker, why
from huiyin.web.congress.trail import steps_of
from huiyin.web.congress.words import meeting_title
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sources.words import names

SHOWN = 140  # characters of a passage of the report; of a longer one the nearest sentence is shown


def handed_context(request: PageRequest, record: Record) -> dict[str, Any]:
    """Return what the page of a record shows."""
    rows = list(remarks_of(record))
    return {
        "record": record,
        "title": record.title,
        "text": meeting_title(record.meeting),
        "cards": cards_of(request, record, rows),
        "n_all": len(rows),
        "n_confirmed": sum(row.state == Remark.State.CONFIRMED for row in rows),
        "n_about": sum(row.about_confirmed for row in rows),
        "n_exact": len(exact_drafts(record)),
        "can_split": not any(row.decided_at for row in rows),
        "may_write": writes(request, record),
        "source_url": _source_url(request, record),
        "review_url": link("review", record.source.key) if _reviews(request, record) and record.source else "",
        "crumbs": crumbs_of(record.meeting, (record.title, "")),
        "versions": _versions(record) if writes(request, record) else [],
        "trail": steps_of(record.key),
    }


def cards_of(request: PageRequest, record: Record, rows: Sequence[Remark]) -> list[dict[str, Any]]:
    """Return remarks as cards; the people proposed for all of them are looked up at once."""
    people = _people(rows)
    told = said_in(record, rows)
    held = cases_of([each for said in told for each in said.statements])
    reviews = link("review", record.source.key) if record.source and _reviews(request, record) else ""
    seen = _seen(request, rows)
    return [_card(said, people, held, reviews, seen, record) for said in told]


def _card(
    said: Said,
    people: dict[str, dict[str, str]],
    held: dict[int, Any],
    reviews: str,
    seen: set[int],
    record: Record,
) -> dict[str, Any]:
    remark = said.remark
    source = record.source
    text = source.text[remark.start : remark.end] if source else ""
    proposed = [
        {**people[value], "value": value, "key": number, "why": why(each["why"]), "exact": each["why"] == EXACT}
        for number, each in enumerate(remark.proposed, 1)
        if (value := _value(each)) in people
    ]
    return {
        "remark": remark,
        "text": text,
        "speaker": speaker(remark),
        "confirmed": remark.state == Remark.State.CONFIRMED,
        "nobody": remark.state == Remark.State.CONFIRMED and remark.mandate is None and remark.observer is None,
        "proposed": proposed,
        "about": passage(remark, text, linked=remark.about_id in seen),
        "seconds": duration(remark.seconds) if remark.seconds is not None else "",
        "statements": [_statement(remark, each, held, reviews) for each in said.statements],
    }


def passage(remark: Remark, said: str, *, linked: bool) -> dict[str, Any] | None:
    """Return the passage of the report that a remark speaks about."""
    if remark.about is None or remark.about_start is None or remark.about_end is None:
        return None
    words = remark.about.text[remark.about_start : remark.about_end]
    first, last = nearest_sentence(said, words) if len(words) > SHOWN else (0, len(words))
    url = link("source", remark.about.key)
    return {
        "words": ("…" if first else "") + words[first:last].strip() + ("…" if last < len(words) else ""),
        "title": remark.about.title,
        "start": remark.about_start,
        "end": remark.about_end,
        "url": f"{url}?at={remark.about_start}-{remark.about_end}#at" if linked and url else "",
        "confirmed": remark.about_confirmed,
    }


def _statement(remark: Remark, row: Statement, held: dict[int, Any], reviews: str) -> dict[str, Any]:
    ready = row.state == Statement.State.CONFIRMED and remark.state == Remark.State.CONFIRMED
    offers = [offer for offer in remark.offers.all() if offer.statement_id == row.pk]
    case = held.get(row.pk)
    return {
        "row": row,
        "kind": names().of("kind", row.kind),
        "state": row.get_state_display(),
        "review_url": f"{reviews}?at={row.key}#s-{row.key}" if reviews else "",
        "offers": [{"name": each.deputy.name, "state": each.get_state_display()} for each in offers],
        "offer_url": link("remark_offer", remark.key, row.key) if may_offer(remark, row) else "",
        "propose_url": link("remark_propose", remark.key, row.key)
        if ready and row.kind == COMMITMENT and case is None
        else "",
        "waits": row.kind in (SUGGESTION, COMMITMENT) and not ready and row.state != Statement.State.REJECTED,
        "case_url": link("case", case.key) if case is not None else "",
    }


def _people(rows: Sequence[Remark]) -> dict[str, dict[str, str]]:
    """Return the people proposed for remarks, by the value of their button."""
    told = [each for row in rows for each in row.proposed]
    mandates = Mandate.objects.filter(pk__in={each["mandate"] for each in told if "mandate" in each})
    observers = Observer.objects.filter(pk__in={each["observer"] for each in told if "observer" in each})
    found = {
        named("mandate", row.pk): {"name": row.deputy.name, "post": row.deputy.post, "number": row.number}
        for row in mandates.select_related("deputy")
    }
    return found | {named("observer", row.pk): {"name": row.name, "post": row.post, "number": ""} for row in observers}


def _value(each: dict[str, Any]) -> str:
    return named("mandate", each["mandate"]) if "mandate" in each else named("observer", each["observer"])


def _seen(request: PageRequest, rows: Sequence[Remark]) -> set[int]:
    """Return which reports the viewer may open."""
    wanted = {row.about_id for row in rows if row.about_id}
    return set(visible_sources(request.viewer).filter(pk__in=wanted).values_list("pk", flat=True))


def _versions(record: Record) -> list[Any]:
    return list(record.versions.select_related("written_by", "replaced_by").defer("text"))


def _source_url(request: PageRequest, record: Record) -> str:
    seen = visible_sources(request.viewer).filter(record=record).exists()
    return link("source", record.source.key) if seen and record.source else ""


def _reviews(request: PageRequest, record: Record) -> bool:
    return (
        may(request.viewer, "review.view")
        and record.source is not None
        and record.source.state == Source.State.READ
        and visible_sources(request.viewer).filter(record=record).exists()
    )


def writes(request: PageRequest, record: Record) -> bool:
    """Return whether the viewer serves the secretariat of a record's congress."""
    place = record.meeting.session.congress.place_id
    return may(request.viewer, "record.write") and place in request.viewer.place_ids(Role.SECRETARY)
