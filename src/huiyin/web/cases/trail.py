"""The trail made ready for its component: each event as one sentence, with what was said and what it set going."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from huiyin import policy
from huiyin.congress.letter_text import without_marks
from huiyin.congress.models import Kind
from huiyin.ledger import policies
from huiyin.ledger.milestones import kept
from huiyin.ledger.models import Case, Event, PolicyVersion
from huiyin.ledger.trail import Person, Row, people_of
from huiyin.people.models import Account, Unit
from huiyin.policy.model import Deadline, Transition
from huiyin.web import days
from huiyin.web.cases import words
from huiyin.web.cases.task_fields import milestone_words
from huiyin.web.files import shown_files
from huiyin.web.links import link
from huiyin.web.numbers import grouped
from huiyin.web.sentences import limited, named

BAD = ("send_back", "refuse_return", "refuse_extension", "reject_completion", "decline", "withdraw")
SHOWN = 12
SETTLING = ("assign", "reassign", "amend", "name_contact")  # steps that say columns of the 台账 beside units and days


def trail_shown(
    rows: list[Row], case: Case, rules: policy.Policy, *, today: date, everything: bool = False
) -> list[dict[str, Any]]:
    """Return the rows of the trail, newest first, with the coming step on top."""
    units = _names(rows)
    shown = rows if everything else rows[:SHOWN]
    found = [_row(row, then, units, case) for row, then in _with_rules(shown, rules)]
    if found and not case.closed:
        found[0]["mark"] = found[0]["mark"] or "now"
    coming = _coming(case, rules, today)
    return [coming, *found] if coming else found


def _with_rules(rows: Iterable[Row], rules: policy.Policy) -> Iterable[tuple[Row, policy.Policy]]:
    """Yield rows, the newest first, with the rules under which each step was taken: before a move, those of before."""
    for row in rows:
        yield row, rules
        if row.action == policy.MOVE and (before := row.payload.get("from")):
            rules = policies.policy_version(before["policy"], before["policy_version"])


def who_words(person: Person, acting_for: Person | None = None) -> str:
    """Return a person with the unit, and for whom he or she acted."""
    if not person.name:
        return gettext("System")
    words_ = f"{person.unit} {person.name}".strip()
    if acting_for and acting_for.name:
        return gettext("%(who)s for %(absent)s") % {"who": words_, "absent": acting_for.name}
    return words_


def action_words(rules: policy.Policy, action: str, event: str = "") -> str:
    """Return what a step is called by the policy; the first one and those of the system have our own words.

    Of several transitions of one action the one that made the event is meant.
    """
    own = {
        "open": pgettext("step", "Filed") if rules.case_type in Kind.values else gettext("Put on record"),
        "recompute": gettext("Deadline computed anew by the new notice"),
        policy.MOVE: gettext("Moved to another version of the rules"),
        "import": gettext("Taken over from the older system"),
        "hand_over": gettext("Handed over to a successor"),
    }
    if action in own:
        return own[action]
    fitting = [each for each in rules.transitions if each.action == action]
    meant = [each for each in fitting if each.event == event] or fitting or _known_before(rules, action)
    return named(meant[0].names) if meant else action


def _known_before(rules: policy.Policy, action: str) -> list[Transition]:
    """Return how rules that were kept for this type of case knew a step that these do not have any more."""
    kept = PolicyVersion.objects.filter(policy__startswith=f"{rules.case_type}.").order_by("-loaded_at")
    for row in kept:
        earlier = policies.policy_version(row.policy, row.version)
        if found := [each for each in earlier.transitions if each.action == action]:
            return found
    return []


def _row(row: Row, rules: policy.Policy, units: Mapping[str, str], case: Case) -> dict[str, Any]:
    action = row.action or ("import" if row.type == "case.imported" else row.type)
    details = pgettext("between items", ", ").join(_details(row.payload, rules, units, case))
    text = action_words(rules, action, row.type)
    return {
        "mark": "bad" if action in BAD else "",
        "at": row.at,
        "when": days.moment(row.at),
        "who": who_words(row.actor, row.acting_for),
        "text": gettext("%(step)s: %(details)s") % {"step": text, "details": details} if details else text,
        "sayings": [(_saying(name), _plain(text_, case)) for name, text_ in row.texts.items()],
        "note": _started(row.payload, rules, today=timezone.localdate(row.at)),
        "files": shown_files(row.files),
        "position": row.position,
    }


def _plain(text: str, case: Case) -> str:
    """Return a text as the trail quotes it: replies to suggestions without the marks of their emphasis."""
    return without_marks(text) if case.case_type == "suggestion" else text


def _saying(name: str) -> str:
    """Return what a text is, where that must be told."""
    if name in ("text", "reason"):
        return ""
    return named(policy.name_of("need", name))


def _details(payload: Mapping[str, Any], rules: policy.Policy, units: Mapping[str, str], case: Case) -> Iterable[str]:
    added = [(part, units.get(unit, "")) for unit, part, change in payload.get("parties", ()) if change == "add"]
    for part in dict.fromkeys(part for part, _name in added):
        names = "、".join(name for each, name in added if each == part and name)
        yield gettext("%(part)s %(names)s") % {"part": words.part_words(part, case.entry.kind), "names": names}
    given = payload.get("given", {})
    fields = payload.get("fields", {}) if payload.get("step", {}).get("action") in SETTLING else {}
    yield from _settled(fields, units, case)
    for name in ("due_on", "until", "signed_on"):
        if given.get(name):
            day = days.full_day(date.fromisoformat(given[name]))
            yield gettext("%(what)s %(day)s") % {"what": named(policy.name_of("need", name)), "day": day}
    report = payload.get("report", {})
    if report:
        yield words.period_words(str(report.get("period", "")))
    form = str(report.get("form") or given.get("form") or "")
    if form:
        yield words.form_words(form)
    value = report.get("value") or given.get("value")
    if value:
        yield f"{grouped(Decimal(str(value)))}{case.unit_of_measure}"
    if given.get("milestones_done"):
        told = {"part": named(policy.name_of("need", "milestones_done")), "names": "、".join(given["milestones_done"])}
        yield gettext("%(part)s %(names)s") % told
    if given.get("outcome"):
        yield words.outcome_words(rules, str(given["outcome"]))
    if given.get("level"):
        yield dict(words.levels(rules)).get(str(given["level"]), str(given["level"]))
    if given.get("year"):
        yield str(given["year"])
    if "from" in payload:
        was, now = payload["from"]["policy_version"], payload.get("moved", {}).get("policy_version", "")
        yield gettext("from %(before)s to %(after)s") % {"before": was[:8], "after": now[:8]}
    aim = payload.get("fields", {})
    if payload.get("step", {}).get("action") == "refine" and aim.get("target_value"):
        value = grouped(Decimal(aim["target_value"]))
        yield f"{aim.get('indicator', '')} {value}{aim.get('unit_of_measure', '')}".strip()


def _settled(fields: Mapping[str, Any], names: Mapping[str, str], case: Case) -> Iterable[str]:
    """Yield what columns of the 台账 a step settled."""
    told = {
        "task_leader": names.get(fields.get("leader", ""), ""),
        "contact": names.get(fields.get("contact", ""), ""),
        "category": fields.get("category", ""),
        "starts_on": days.full_day(date.fromisoformat(fields["starts_on"])) if fields.get("starts_on") else "",
        "base_value": f"{grouped(Decimal(fields['base_value']))}{case.unit_of_measure}"
        if fields.get("base_value")
        else "",
        "milestones": "；".join(milestone_words(each) for each in kept(fields.get("milestones", ()))),
    }
    for need, words_ in told.items():
        if words_:
            yield gettext("%(part)s %(names)s") % {"part": named(policy.name_of("need", need)), "names": words_}


def _started(payload: Mapping[str, Any], rules: policy.Policy, *, today: date) -> str:
    """Return which clocks a step started or moved, with their last days."""
    parts = []
    for change in payload.get("step", {}).get("clocks", ()):
        if change["change"] not in ("start", "extend", "recompute"):
            continue
        clock = rules.clock(change["run"]["clock"])
        due = msgspec.convert(change["run"]["deadline"], Deadline)
        name = named(clock.names) if clock else change["run"]["clock"]
        run = change["run"]
        before = payload.get("before", {}).get(f"{run['clock']}:{run['key']}:{run['ordinal']}")
        if isinstance(before, Mapping) and before["due_on"] != run["deadline"]["due_on"]:
            told = {"clock": limited(name), "day": days.day(due.due_on, today)}
            told["before"] = days.day(date.fromisoformat(before["due_on"]), today)
            parts.append(gettext("%(clock)s until %(day)s, before until %(before)s") % told)
            continue
        parts.append(gettext("%(clock)s until %(day)s") % {"clock": limited(name), "day": days.day(due.due_on, today)})
    return pgettext("between items", ", ").join(dict.fromkeys(parts))


def _coming(case: Case, rules: policy.Policy, today: date) -> dict[str, Any] | None:
    """Return the step that comes next, by the clock that ends first."""
    if case.closed or case.due_on is None:
        return None
    runs = [run for run in case.state.get("runs", ()) if run.get("stopped_at") is None]
    first = min(runs, key=lambda run: run["deadline"]["late_on"], default=None)
    clock = rules.clock(first["clock"]) if first else None
    if clock is None:
        return None
    when = gettext("by %(day)s") % {"day": days.day(case.due_on, today)}
    return {"mark": "next", "when": when, "text": named(clock.names), "sayings": (), "files": ()}


def _names(rows: Sequence[Row]) -> dict[str, str]:
    """Return the names of the units and persons that rows name by key."""
    keys = {unit for row in rows for unit, _part, _change in row.payload.get("parties", ())}
    people = {row.payload.get("fields", {}).get(name) for row in rows for name in ("leader", "contact")} - {None, ""}
    names = {unit.key: unit.label for unit in Unit.objects.filter(key__in=keys)} if keys else {}
    return names | dict(Account.objects.filter(key__in=people).values_list("key", "name")) if people else names


def since_words(rows: Iterable[Row], rules: policy.Policy, units_of: Case) -> list[dict[str, Any]]:
    """Return what others did since a page was shown, for the note of a conflict."""
    known = list(rows)
    names = _names(known)
    return [_row(row, rules, names, units_of) for row in known]


def last_actor(rows: list[Row]) -> str:
    """Return who acted last."""
    return who_words(rows[0].actor, rows[0].acting_for) if rows else ""


def changes_shown(events: list[Event], *, today: date) -> list[dict[str, Any]]:
    """Return events of several cases as lines that name their case."""
    cases = {case.key: case for case in Case.objects.filter(key__in={event.stream_key for event in events})}
    people = people_of(each for event in events for each in (event.actor, event.acting_for))
    found = []
    for event in events:
        case = cases.get(event.stream_key)
        if case is None:
            continue
        rules = policies.policy_version(case.policy, case.policy_version)
        row = Row(
            position=event.position,
            type=event.type,
            action=str(event.payload.get("step", {}).get("action", "")),
            at=event.at,
            actor=people.get(event.actor, Person()),
            acting_for=people.get(event.acting_for),
            payload=event.payload,
        )
        line = _row(row, rules, _names([row]), case)
        found.append({**line, "title": f"{case.number} {case.title}".strip(), "url": link("case", case.key)})
    return found
