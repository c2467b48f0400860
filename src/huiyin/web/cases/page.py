"""What the page of a case shows: whose turn it is first, then the passage, the step, the progress, the trail."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.utils.translation import gettext, ngettext, pgettext

from huiyin import policy
from huiyin.ledger import policies
from huiyin.ledger.cases import possible_steps
from huiyin.ledger.consequences import done_share, schedule
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Attachment, Case, Event, Passage, Watch
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.tasks import due_named
from huiyin.ledger.trail import Row, trail_of
from huiyin.people.models import Account, Unit
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Hand, Run, State, Transition
from huiyin.web import days
from huiyin.web.cases import words
from huiyin.web.cases.forms import Setting, StepForm
from huiyin.web.cases.trail import action_words, last_actor, since_words, trail_shown, who_words
from huiyin.web.due import days_left, due_shown
from huiyin.web.files import shown_files
from huiyin.web.links import link
from huiyin.web.numbers import grouped, share
from huiyin.web.sentences import left_words, light_words, named

AROUND = 120  # characters shown before and after a passage in its paragraph
FIRST = ("accept", "take_up", "confirm", "assign", "reassign", "grant_extension", "report", "opinion", "refine")


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that its page is reckoned from."""

    case: Case
    rules: policy.Policy
    state: State
    viewer: Viewer
    today: date
    at: datetime
    steps: tuple[Transition, ...]

    @classmethod
    def of(cls, case: Case, viewer: Viewer, *, today: date, at: datetime) -> "CaseView":
        """Return the view of a case for somebody at a moment."""
        rules = policies.policy_version(case.policy, case.policy_version)
        state = msgspec.convert(case.state, State) if case.state else policy.NOTHING
        steps = possible_steps(case, viewer, at=at)
        return cls(case, rules, state, viewer, today, at, steps)

    def transition(self, action: str) -> Transition | None:
        """Return the transition of an action: the one that may be taken, else one that keeps what was typed."""
        fitting = [each for each in self.steps if each.action == action]
        return next(iter(fitting or [each for each in self.rules.transitions if each.action == action]), None)

    def form(self, transition: Transition, *args: Any, **options: Any) -> StepForm:
        """Return the form of a step."""
        setting = Setting(self.case, transition, self.rules, self.viewer, self.today)
        initial = {"version": self.case.version, **_proposed(self.case, transition), **options.pop("initial", {})}
        return StepForm(setting, *args, initial=initial, prefix=None, auto_id=f"step_{transition.action}_%s", **options)


BESIDE = {  # the other answer that stands beside the likely one
    "accept": "send_back",
    "take_up": "decline",
    "confirm": "reject_completion",
    "grant_extension": "refuse_extension",
    "reassign": "refuse_return",
    "report": "complete",
}


def _proposed(case: Case, transition: Transition) -> dict[str, Any]:
    """Return what is proposed for a step: the day that was asked for, or the last day that the text names."""
    if transition.action == "grant_extension":
        asked = Event.objects.filter(stream_key=case.key, payload__step__action="ask_extension").last()
        return {"until": asked.payload.get("given", {}).get("until")} if asked else {}
    if not any(need.name == "due_on" for need in transition.needs):
        return {}
    first = Passage.objects.filter(entry_id=case.entry_id).select_related("statement").first()
    due = due_named(first.statement) if first else None
    return {"due_on": due} if due else {}


def case_context(
    view: CaseView,
    *,
    chosen: str = "",
    form: StepForm | None = None,
    refused: str = "",
    stale_since: int | None = None,
    everything: bool = False,
) -> dict[str, Any]:
    """Return the context of the page.

    Args:
        chosen: the action whose form is open; the most likely one where "".
        form: that form as it was sent, with its errors.
        refused: why the step was not taken.
        stale_since: the version that the person saw, where somebody else has since acted.
        everything: show the whole trail and open every derivation, for print.
    """
    case = view.case
    rows = trail_of(case)
    units = _units(view.state)
    step = view.transition(chosen) if chosen else _likely(view)
    if step is not None and form is None:
        form = view.form(step)
    return {
        "case": case,
        "light": case_light(case, view.today),
        "light_of": _light_of(view, units),
        "stage": _stage(view),
        "outcome": words.outcome_words(view.rules, case.outcome) if case.outcome else "",
        "supervision": words.supervision_words(case.supervision),
        "crumbs": _crumbs(case),
        "turn": _turn(view, units, step),
        "step": step,
        "step_name": named(step.names) if step else "",
        "form": form,
        "uses": [words.use_words(code) for code in _uses(case)] if step and step.action == "report" else [],
        "refused": refused,
        "conflict": _conflict(view, rows, stale_since) if stale_since is not None else None,
        "passages": [_passage(each, view) for each in _passages(case)],
        "dues": _dues(view, opened=everything),
        "hands": _hands(view, units),
        "hands_sum": _hands_sum(view),
        "aim": _aim(case),
        "schedule": _schedule(view),
        "reports": _reports(case),
        "parties": _parties(case),
        "trail": trail_shown(rows, case, view.rules, today=view.today, everything=everything),
        "trail_total": len(rows),
        "trail_more": 0 if everything else max(len(rows) - 12, 0),
        "receipt_url": link("case_receipt", case.key),
        "watched": Watch.objects.filter(case=case, account_id=view.viewer.account_id).exists(),
        "unit_names": _names_to_pick(view, step),
        "rules": view.rules,
        "everything": everything,
        "previous": case.previous,
        "next_cases": list(case.rolled_into.all()) if case.closed else [],
        "who_leads": Account.objects.filter(key=case.leader).first() if case.leader else None,
    }


def _uses(case: Case) -> tuple[str, ...]:
    from huiyin.ledger.uses import uses_of

    return uses_of(case)


def _likely(view: CaseView) -> Transition | None:
    """Return the step that is most likely wanted; none where it is nobody's or another's turn and nothing presses."""
    by_action = {each.action: each for each in view.steps}
    return next((by_action[action] for action in FIRST if action in by_action), None)


def _stage(view: CaseView) -> str:
    stage = view.rules.stage(view.case.stage)
    return named(stage.names) if stage else view.case.stage


def _light_of(view: CaseView, units: dict[str, Unit]) -> str:
    """Return which clock, in whose hand, gives the case its light: a delay is laid where it arose."""
    if view.case.closed:
        return ""
    first = min(_running(view), key=lambda run: run.deadline.late_on, default=None)
    clock = view.rules.clock(first.clock) if first else None
    if first is None or clock is None or first.hand == "whole":
        return ""
    return gettext("%(clock)s (%(who)s)") % {
        "clock": named(clock.names),
        "who": hand_words(first.hand, first.key, units),
    }


def _crumbs(case: Case) -> list[dict[str, str]]:
    crumbs = [{"label": pgettext("navigation", "Ledger"), "url": link("ledger")}] if link("ledger") else []
    if case.year:
        label = gettext("Tasks of %(year)s") % {"year": case.year}
        crumbs.append({"label": label, "url": link("ledger") and f"{link('ledger')}?year={case.year}"})
    return [*crumbs, {"label": case.number or gettext("without a number"), "url": ""}]


def _units(state: State) -> dict[str, Unit]:
    keys = {run.key for run in state.runs} | {turn.key for turn in state.turns}
    return {unit.key: unit for unit in Unit.objects.filter(key__in=keys)}


def hand_words(hand: str, key: str, units: dict[str, Unit]) -> str:
    """Return who a hand is: the unit where it is one, else the hand's own name."""
    return units[key].label if key in units else named(policy.name_of("hand", hand))


def _turn(view: CaseView, units: dict[str, Unit], step: Transition | None) -> dict[str, Any]:
    case, stage = view.case, _stage(view)
    if case.closed:
        ended = gettext("%(stage)s: %(outcome)s") % {
            "stage": stage,
            "outcome": words.outcome_words(view.rules, case.outcome),
        }
        text = ended if case.outcome else stage
        when = gettext("on %(day)s") % {"day": days.full_day(case.closed_at.date())} if case.closed_at else ""
        return {"text": text, "detail": when, "actions": [], "more": _other_steps(view, None)}
    key = view.state.turns[-1].key if view.state.turns else ""
    if not key and case.turn in ("lead_unit", "unit_head") and case.lead_unit:
        key = case.lead_unit.key
        units.setdefault(key, case.lead_unit)
    if not key and case.turn == "government":
        proposed = case.parties.filter(part="proposed", active=True).select_related("unit").first()
        key = proposed.unit.key if proposed else ""
        units |= {key: proposed.unit} if proposed else {}
    text = gettext("It is the turn of %(who)s: %(stage)s") % {"who": hand_words(case.turn, key, units), "stage": stage}
    return {
        "text": text,
        "detail": _turn_detail(view),
        "actions": _first_action(view, step),
        "more": _other_steps(view, step),
    }


def _turn_detail(view: CaseView) -> str:
    """Return the days in this hand, and what is left in all."""
    calendar = policies.calendar()
    last = view.state.turns[-1] if view.state.turns else None
    parts = []
    if last is not None:
        used = max(calendar.working_days_between(last.from_at.astimezone().date(), view.today), 0)
        parts.append(ngettext("%(n)d working day in this hand", "%(n)d working days in this hand", used) % {"n": used})
    for run in _running(view):
        if run.hand in (view.case.turn, "whole"):
            clock = view.rules.clock(run.clock)
            parts.append(
                gettext("%(clock)s by %(day)s, %(left)s")
                % {
                    "clock": named(clock.names) if clock else run.clock,
                    "day": days.day(run.deadline.due_on, view.today),
                    "left": left_words(days_left(run.deadline, view.today, calendar)),
                }
            )
    for action in view.state.pending:
        parts.append(gettext("waiting for an answer: %(step)s") % {"step": action_words(view.rules, action)})
    return pgettext("between parts", "; ").join(parts)


def _running(view: CaseView) -> list[Run]:
    running = [run for run in view.state.runs if run.stopped_at is None]
    return sorted(running, key=lambda run: (run.hand == "whole", run.deadline.late_on))


def _first_action(view: CaseView, step: Transition | None) -> list[dict[str, Any]]:
    if step is None or step not in view.steps:
        return []
    bare = not step.needs
    url = link("case_step", view.case.key, step.action) if bare else "#step"
    actions = [{"label": named(step.names), "url": url, "primary": True, "post": bare}]
    other = next((each for each in view.steps if each.action == BESIDE.get(step.action)), None)
    if other is not None:
        actions.append({"label": named(other.names), "url": _opens(view, other), "primary": False, "post": False})
    return actions


def _opens(view: CaseView, step: Transition) -> str:
    """Return the address at which the form of a step is open."""
    return f"{link('case', view.case.key)}?step={step.action}#step"


def _other_steps(view: CaseView, step: Transition | None) -> list[dict[str, Any]]:
    return [
        {
            "label": named(each.names),
            "url": _opens(view, each),
            "note": gettext("A reason must be given")
            if any(need.name == "reason" and need.required for need in each.needs)
            else "",
        }
        for each in view.steps
        if each is not step and (step is None or each.action != BESIDE.get(step.action))
    ]


def _conflict(view: CaseView, rows: list[Row], since: int) -> dict[str, Any]:
    """Return what others did since the page was shown."""
    fresh = [row for row in rows if row.position > since]
    return {"who": last_actor(fresh), "steps": since_words(fresh, view.rules, view.case), "stage": _stage(view)}


def _passages(case: Case) -> list[Passage]:
    return list(Passage.objects.filter(entry_id=case.entry_id).select_related("source", "statement"))


def _passage(passage: Passage, view: CaseView) -> dict[str, Any]:
    """Return a passage in its paragraph; beyond its house only the words on which the case rests."""
    source = passage.source
    at_home = source.house in view.viewer.houses()
    before, after = _around(source.text, passage.start, passage.end) if at_home else ("", "")
    page_of = link("source", source.key) if at_home else ""
    statement = link("statement", passage.statement.key) if passage.statement and at_home else ""
    return {
        "pieces": [
            {"text": before, "marked": False},
            {"text": passage.quote, "marked": True},
            {"text": after, "marked": False},
        ],
        "source": " ".join(filter(None, (source.publisher, gettext("“%(title)s”") % {"title": source.title}))),
        "on": source.published_on,
        "start": passage.start,
        "end": passage.end,
        "url": statement,
        "full_url": page_of,
        "length": source.length,
    }


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a span in its paragraph, cut where it is long."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    if len(before) > AROUND:
        before = "…" + before[-AROUND:]
    return before, after[:AROUND] + "…" if len(after) > AROUND else after


def _dues(view: CaseView, *, opened: bool) -> list[dict[str, Any]]:
    calendar = policies.calendar()
    found: list[dict[str, Any]] = []
    for run in reversed(_running(view)):
        clock = view.rules.clock(run.clock)
        light = policy.light_of(run, view.today)
        due = due_shown(run.deadline, today=view.today, light=light, calendar=calendar, clock=clock)
        unit = Unit.objects.filter(key=run.key).first() if run.key else None
        found.append(
            {
                "name": named(clock.names) if clock else run.clock,
                "whose": unit.label if unit else "",
                "due": due,
                "what_if": _if_returned(view) if run.clock == "accept" else "",
                "opened": opened or not found,
            }
        )
    return found


def _if_returned(view: CaseView) -> str:
    """Return what would follow if the case were sent back today (如果今天退回？)."""
    step = policy.what_if(view.rules, view.state, "send_back", at=view.at, calendar=policies.calendar())
    if isinstance(step, policy.Refusal):
        if step.code != "limit_over":
            return ""
        over = step.values["due_on"]
        day = days.day(over, view.today) if isinstance(over, date) else ""
        return gettext("If it were returned today? No longer: the limit for returning ended on %(day)s.") % {"day": day}
    begun = [change.run for change in step.clocks if change.change == "start"]
    if not begun:
        return gettext("If it were returned today? Possible.")
    clock = view.rules.clock(begun[0].clock)
    return gettext("If it were returned today? It would be the turn of %(who)s: %(clock)s by %(day)s.") % {
        "who": named(policy.name_of("hand", step.turn)),
        "clock": named(clock.names) if clock else begun[0].clock,
        "day": days.day(begun[0].deadline.due_on, view.today),
    }


def _hands(view: CaseView, units: dict[str, Unit]) -> list[dict[str, Any]]:
    calendar = policies.calendar()
    rows = []
    for hand in policy.relay(view.state, calendar=calendar, today=view.today):
        counted = [each for each in hand.stretches if each.due_on]
        used, limit = hand.used, None
        if counted and counted[-1].due_on:
            used = counted[-1].used
            limit = calendar.working_days_between(counted[-1].from_on, counted[-1].due_on)
        clock = view.rules.clock(counted[-1].clock) if counted else None
        rows.append(
            {
                "name": hand_words(hand.hand, hand.key, units),
                "role": named(clock.names) if clock else "",
                "used": used,
                "limit": limit,
                "light": hand.light,
                "now": hand.turn,
                "note": _hand_note(hand, used),
            }
        )
    return rows


def _hand_note(hand: Hand, used: int) -> str:
    notes = []
    if hand.used != used:
        in_all = ngettext("%(n)d working day in all", "%(n)d working days in all", hand.used)
        notes.append(in_all % {"n": hand.used})
    if hand.over:
        notes.append(
            ngettext(
                "%(n)d working day over; it counts against nobody else",
                "%(n)d working days over; they count against nobody else",
                hand.over,
            )
            % {"n": hand.over}
        )
    if hand.parallel:
        notes.append(gettext("runs beside, is not added"))
    return pgettext("between parts", "; ").join(notes)


def _hands_sum(view: CaseView) -> str:
    whole = next((run for run in view.state.runs if run.clock == "whole"), None)
    if whole is None:
        return ""
    calendar = policies.calendar()
    start = whole.started_at.astimezone().date()
    end = min(view.today, view.case.closed_at.date()) if view.case.closed_at else view.today
    used = max(calendar.working_days_between(start, end), 0)
    total = calendar.working_days_between(start, whole.deadline.due_on)
    return gettext("%(used)d of %(total)d working days used in all. Hands that work side by side are not added.") % {
        "used": used,
        "total": total,
    }


def _aim(case: Case) -> str:
    """Return the target in words: 改造里程 ≥ 85 公里."""
    if case.target_value is None:
        return ""
    sign = {">=": "≥", "<=": "≤", "~": "≈"}.get(case.target_relation, case.target_relation or "=")
    return f"{case.indicator} {sign} {grouped(case.target_value)}{case.unit_of_measure}".strip()


def _schedule(view: CaseView) -> dict[str, Any] | None:
    """Return progress against the time that has passed (序时进度), with how it was reckoned."""
    case, span = view.case, schedule(view.case)
    done = done_share(case, case.reached_value)
    if span is None:
        return None
    elapsed = policy.elapsed_share(span[0], span[1], view.today)
    gone = gettext("%(gone)s%% of the time from %(from)s to %(to)s has passed") % {
        "gone": _percent(elapsed),
        "from": days.full_day(span[0]),
        "to": days.full_day(span[1]),
    }
    if done is None or case.target_value is None:
        return {"elapsed": share(elapsed.numerator, elapsed.denominator), "light": "", "gone": gone, "done": ""}
    light = policy.progress_light(elapsed, done, view.rules.settings)
    behind = (elapsed - done) * 100
    yellow, red = view.rules.settings["light_yellow_pp"], view.rules.settings["light_red_pp"]
    reached = gettext("%(value)s of %(target)s %(unit)s reached, %(share)s%%") % {
        "value": grouped(case.reached_value),
        "target": grouped(case.target_value),
        "unit": case.unit_of_measure,
        "share": _percent(done),
    }
    rule = gettext(
        "%(behind)s percentage points behind; yellow from %(yellow)s, red above %(red)s. Rule: %(source)s"
    ) % {
        "behind": grouped(Decimal(behind.numerator) / Decimal(behind.denominator) if behind > 0 else 0)[:5].rstrip("."),
        "yellow": yellow.value,
        "red": red.value,
        "source": red.source,
    }
    return {
        "elapsed_pct": float(elapsed * 100),
        "parts": [{"code": light, "count": float(done * 100)}],
        "light": light,
        "light_words": light_words(light),
        "gone": gone,
        "done": reached,
        "rule": rule,
        "unconfirmed": not red.confirmed,
    }


def _percent(part: Any) -> str:
    whole = Decimal(part.numerator) * 100 / Decimal(part.denominator)
    return f"{whole:.1f}".rstrip("0").rstrip(".")


def _reports(case: Case) -> list[dict[str, Any]]:
    rows = list(case.reports.select_related("unit").order_by("-position"))
    texts = note_bodies(key for row in rows for key in (row.said, row.problem, row.next_step))
    keys = {key for row in rows for key in row.evidence}
    files = {each.key: each for each in Attachment.objects.filter(key__in=keys, stream_key=case.key)}
    return [
        {
            "period": words.period_words(row.period),
            "on": row.reported_at,
            "unit": row.unit.label if row.unit else "",
            "form": words.form_words(row.form),
            "value": f"{grouped(row.value)}{case.unit_of_measure}" if row.value is not None else "",
            "of": share(row.value, case.target_value) if row.value is not None and case.target_value else "",
            "said": texts.get(row.said, ""),
            "problem": texts.get(row.problem, ""),
            "next": texts.get(row.next_step, ""),
            "files": shown_files(files[key] for key in row.evidence if key in files),
            "uses": pgettext("between items", ", ").join(map(words.use_words, row.uses)),
        }
        for row in rows
    ]


def _parties(case: Case) -> list[dict[str, Any]]:
    order = {part: n for n, part in enumerate(("lead_unit", "responsible_unit", "co_handler", "proposed"))}
    rows = sorted(case.parties.select_related("unit"), key=lambda row: (order.get(row.part, 9), row.pk))
    return [
        {
            "part": words.part_words(row.part),
            "unit": row.unit.name,
            "note": gettext("accepted") if row.accepted and row.active else "" if row.active else gettext("no longer"),
        }
        for row in rows
    ]


def _names_to_pick(view: CaseView, step: Transition | None) -> list[dict[str, str]]:
    """Return the names that the fields for units propose; empty where the open step asks for none."""
    if step is None or not any(need.name in ("unit", "co_units") for need in step.needs):
        return []
    from huiyin.ledger.unit_names import units_to_pick

    return [{"name": unit.name, "short": unit.short_name} for unit in units_to_pick(view.case.place, on=view.today)]


__all__ = ["CaseView", "case_context", "hand_words", "who_words"]
