"""What the page of a suggestion shows beside what every case has: who filed it and how, its replies, what was found."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from huiyin import policy
from huiyin.congress.evaluating import evaluating_steps
from huiyin.congress.fills import followed_up_by
from huiyin.congress.handlers import Proposed, Reason, propose_handlers
from huiyin.congress.inquiries import Round, respondent_of, rounds_of
from huiyin.congress.models import Kind, Session
from huiyin.congress.promises import Reply, replies_of
from huiyin.congress.similar import similar_to
from huiyin.ledger.last_reports import last_reports
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Attachment, Case, CaseDeputy, Event, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Deputy, Role
from huiyin.people.permissions import may
from huiyin.web.cases.uses import reported_words
from huiyin.web.cases.view import CaseView
from huiyin.web.cases.words import occasion_words, opinions, outcome_words
from huiyin.web.files import shown_files
from huiyin.web.lights import why
from huiyin.web.links import link
from huiyin.web.sentences import named

HANDING = ("assign", "forward", "reassign", "assign_parts")


def suggestion_shown(view: CaseView) -> dict[str, Any] | None:
    """Return what is shown of a deputy's item; None for any other case."""
    case, viewer = view.case, view.viewer
    if case.case_type not in Kind.values:
        return None
    signed = list(case.deputies.filter(active=True).select_related("deputy").order_by("pk"))
    replies = replies_of(case)
    hands_out = viewer.has(Role.SECRETARY, Role.SUPERVISOR)
    to_hand = hands_out and any(step.action in HANDING for step in view.steps)
    stage = view.rules.stage(case.stage)
    back = case.lead_unit if stage is not None and stage.returned else None
    handlers = propose_handlers(case, viewer, on=view.today, without=back) if to_hand else []
    sees = visible_cases(viewer)
    return {
        "filer": [each.deputy for each in signed if each.part == CaseDeputy.Part.FILER],
        "cosigners": [each.deputy for each in signed if each.part == CaseDeputy.Part.COSIGNER],
        **_filing(case),
        **_inquiry(case),
        "category": case.category,
        "files": shown_files(_files(case)),
        "contacts": contacts(case),
        "replies": [_reply(each, view) for each in replies],
        "evaluations": evaluations_of(case),
        "evaluate_url": link("evaluate_one", case.key) if evaluating_steps(case, viewer, at=view.at) else "",
        "merged_into": case.merged_into if case.merged_into and sees.filter(pk=case.merged_into.pk).exists() else None,
        "merged": list(sees.filter(merged_into=case)),
        **_followed_up(view),
        "promises_url": link("reply_promises", case.key) if replies and may(viewer, "promise.view") else "",
        "handlers": [_handler(each) for each in handlers],
        "similar": _similar(view) if hands_out and case.stage in ("filed", "registered", "forwarded") else [],
    }


def _followed_up(view: CaseView) -> dict[str, Any]:
    """Return promises and tasks that came of an item, each with what its unit reported last (一次填，处处用)."""
    cases = list(followed_up_by(view.case, view.viewer))
    reports = last_reports(cases)
    found: dict[str, list[dict[str, Any]]] = {"promises": [], "tasks": []}
    for each in cases:
        row = {
            "case": each,
            "light": case_light(each, view.today),
            "why": why(each, view.today),
            "reported": reported_words(each, reports.get(each.pk)),
        }
        found["promises" if each.promised_in_id == view.case.pk else "tasks"].append(row)
    return found


def _inquiry(case: Case) -> dict[str, Any]:
    """Return whom an inquiry is put to, and what the presidium decided; None for `rounds` of anything else."""
    if case.case_type != Kind.INQUIRY:
        return {"respondent": None, "rounds": None}
    return {"respondent": respondent_of(case), "rounds": [round_words(each) for each in rounds_of([case])[case.key]]}


def round_words(each: Round) -> dict[str, Any]:
    """Return a round of answers with its codes in words."""
    told = {name: getattr(each, name) for name in Round.__dataclass_fields__}
    forms = {name: named(policy.name_of("answer", told[name])) for name in ("form", "answered_form") if told[name]}
    return told | forms


def _filing(case: Case) -> dict[str, Any]:
    filing = getattr(case, "filing", None)
    if filing is None:
        return {"occasion": "", "paper": False, "publish": None, "wish": "", "session": None}
    return {
        "occasion": occasion_words(filing.at_session),
        "session": Session.objects.filter(key=filing.session).select_related("congress__place").first(),
        "paper": filing.paper,
        "publish": filing.publish,
        "wish": note_bodies([filing.wish]).get(filing.wish, ""),
    }


def _files(case: Case) -> list[Attachment]:
    """Return the files with which it was filed."""
    first = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, position=1).first()
    keys = [each["attachment"] for each in (first.payload.get("attachments", ()) if first else ())]
    return list(Attachment.objects.filter(key__in=keys, stream_key=case.key).order_by("pk"))


def contacts(case: Case) -> list[dict[str, Any]]:
    """Return the log of contacts with the deputies: how, when, with whom, and what was said."""
    events = Event.objects.filter(stream=Stream.CASE, stream_key=case.key, payload__step__action="contact")
    rows = list(events.order_by("-position"))
    notes = {event.pk: event.payload.get("notes", {}).get("text", {}).get("note", "") for event in rows}
    texts = note_bodies(notes.values())
    keys = {key for event in rows for key in event.payload.get("given", {}).get("contact_with") or ()}
    names = dict(Deputy.objects.filter(key__in=keys).values_list("key", "name"))
    return [
        {
            "form": named(policy.name_of("contact", event.payload["given"]["contact_form"])),
            "on": date.fromisoformat(event.payload["given"]["contacted_on"]),
            "with": "、".join(names.get(key, "") for key in event.payload["given"].get("contact_with") or ()),
            "text": texts.get(notes[event.pk], ""),
        }
        for event in rows
    ]


def _reply(reply: Reply, view: CaseView) -> dict[str, Any]:
    return {
        "text": reply.text,
        "number": reply.number,
        "on": reply.on,
        "position": reply.position,
        "outcome": outcome_words(view.rules, reply.outcome) if reply.outcome else "",
        "url": link("reply_letter", view.case.key, reply.position),
    }


def evaluations_of(case: Case) -> list[dict[str, Any]]:
    """Return what deputies found, round by round."""
    rows = list(case.evaluations.select_related("deputy"))
    texts = note_bodies(each.reason for each in rows)
    said = dict(opinions())
    return [
        {
            "round": each.round,
            "who": each.deputy.name if each.deputy else gettext("written down by the office"),
            "attitude": said.get(each.attitude, ""),
            "result": said.get(each.result, ""),
            "reason": texts.get(each.reason, ""),
            "at": each.evaluated_at,
            "signed_on": each.signed_on,
        }
        for each in rows
    ]


def _handler(each: Proposed) -> dict[str, Any]:
    return {"unit": each.unit, "reasons": [reason_words(reason) for reason in each.reasons]}


def reason_words(reason: Reason) -> dict[str, str]:
    """Return why a unit is proposed, with the address of what it rests on."""
    if reason.code == "led" and reason.case is not None:
        words = gettext("led %(number)s “%(title)s”, %(n)d%% alike")
        told = {"number": reason.case.number, "title": reason.case.title, "n": reason.share}
        return {"words": words % told, "url": link("case", reason.case.key)}
    if reason.code == "named":
        return {"words": gettext("the text names “%(name)s”") % {"name": reason.name}, "url": ""}
    if reason.code == "duty":
        return {"words": gettext("“%(duty)s” is among its duties") % {"duty": reason.name}, "url": ""}
    from huiyin.web.sources.words import names

    topic = names().of("topic", reason.topic)
    told = {"n": reason.count, "of": reason.of, "topic": topic}
    return {"words": gettext("leads %(n)d of the %(of)d cases on “%(topic)s”") % told, "url": ""}


def _similar(view: CaseView) -> list[dict[str, Any]]:
    case = view.case
    beside = [case.pk, *case.merged.values_list("pk", flat=True)]
    found = similar_to(view.viewer, case.place, title=case.title, beside=beside)
    return [{"each": each, "url": link("case", each.case.key)} for each in found]
