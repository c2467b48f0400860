"""Codes of cases as words: state words of the works, outcomes, refusals, faults of files; pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, pgettext

from huiyin import policy
from huiyin.congress.models import Kind
from huiyin.errors import HuiyinError
from huiyin.ledger.last_reports import LastReport
from huiyin.policy.model import Refusal, Transition
from huiyin.web import days
from huiyin.web.numbers import grouped, size
from huiyin.web.secret_words import secret_words
from huiyin.web.sentences import named, refusal_words, scan_words

QUARTERS = (1, 2, 3, 4)


def forms() -> tuple[tuple[str, str], ...]:
    """Return the state words of the works (形象进度), from best to worst."""
    return (
        ("done", pgettext("state of the works", "Done")),
        ("exceeded", pgettext("state of the works", "More than done")),
        ("on_schedule", pgettext("state of the works", "On schedule or ahead")),
        ("nearly", pgettext("state of the works", "Nearly on schedule")),
        ("behind", pgettext("state of the works", "Behind schedule")),
        ("not_started", pgettext("state of the works", "Not started")),
        ("hard", pgettext("state of the works", "Hard to complete")),
        ("adjusted", pgettext("state of the works", "Adjusted")),
    )


def form_words(code: str) -> str:
    """Return the word for a state of the works; one that we do not know stays as it is."""
    return dict(forms()).get(code, code)


def opinions() -> tuple[tuple[str, str], ...]:
    """Return what somebody may find of how a thing was handled."""
    return (
        ("satisfied", pgettext("opinion", "Satisfied")),
        ("basically", pgettext("opinion", "Basically satisfied")),
        ("unsatisfied", pgettext("opinion", "Not satisfied")),
    )


def levels(rules: policy.Policy) -> tuple[tuple[str, str], ...]:
    """Return the levels of supervision; a policy's setting `levels` names its own codes."""
    setting = rules.settings.get("levels")
    codes = str(setting.value).split() if setting else ["blue", "yellow", "red"]
    names = {
        "blue": pgettext("level of supervision", "Blue: to remind"),
        "yellow": pgettext("level of supervision", "Yellow: to warn"),
        "red": pgettext("level of supervision", "Red: to press"),
    }
    return tuple((code, names.get(code, code)) for code in codes)


def outcomes(rules: policy.Policy, transition: Transition) -> Sequence[tuple[str, str]]:
    """Return the outcomes of a transition with the place's words and letters."""
    return [(code, outcome_words(rules, code)) for code in transition.outcomes]


def outcome_words(rules: policy.Policy, code: str) -> str:
    """Return what an outcome is called, with the letter that the place uses."""
    for outcome in rules.outcomes:
        if outcome.code == code:
            letter = f" {outcome.letter}" if outcome.letter else ""
            return named(outcome.names) + letter
    return named(policy.name_of("outcome", code))


def replied_words(rules: policy.Policy, code: str) -> str:
    """Return what an outcome is called among those of replies; none yet where several units each reply for a part."""
    return outcome_words(rules, code) if code else gettext("Handled in parts, not all of them replied yet")


def period_words(period: str) -> str:
    """Return a period in words: 2026年5月, the second quarter of 2026."""
    year, _dash, rest = period.partition("-")
    if rest.startswith("Q"):
        return gettext("Quarter %(quarter)s of %(year)s") % {"quarter": rest[1:], "year": year}
    if rest.isdigit() and 1 <= int(rest) <= 12:
        return pgettext("month of a year", "%(month)s %(year)s") % {"month": days.month(int(rest)), "year": year}
    return period


def quarter_head(number: int) -> str:
    """Return the head of the column in which a quarter of a table of the year stands."""
    return (
        gettext("Progress, first quarter"),
        gettext("Progress, second quarter"),
        gettext("Progress, third quarter"),
        gettext("Progress, fourth quarter"),
    )[number - 1]


def quarter_words(last: LastReport, number: int, unit: str) -> str:
    """Return what was reported of a quarter in one cell: the value reached, the state of the works, the words."""
    told = last.quarters.get(number)
    return report_words(told.value, unit, told.form, told.said) if told else ""


def report_words(value: Decimal | None, unit: str, form: str, said: str) -> str:
    """Return a report of progress as one line."""
    reached = f"{grouped(value)}{unit}" if value is not None else ""
    return pgettext("between clauses", "; ").join(filter(None, (reached, form_words(form) if form else "", said)))


def use_words(code: str) -> str:
    """Return what a form is called that a report fills."""
    return {
        "ledger": gettext("the ledger"),
        "yearly_table": gettext("the table of the year"),
        "project": gettext("the project"),
        "reply": gettext("the reply to the suggestion"),
        "promise": gettext("the promise to the deputies"),
        "briefing": gettext("the briefing"),
        "public": gettext("the public page"),
    }.get(code, code)


ANSWERED = frozenset({"suggestion", "motion", "inquiry", "opinion"})  # of which units are 主办, 会办, 分办


def part_words(part: str, kind: str) -> str:
    """Return what a unit's part in a case of this kind is called: a task has other words than a suggestion."""
    if kind == Kind.INQUIRY and part == "lead_unit":
        return pgettext("part of an inquiry", "Whoever answers")
    if kind in ANSWERED and part == "lead_unit":
        return pgettext("part of a suggestion", "Lead unit")
    if kind in ANSWERED and part == "co_handler":
        return pgettext("part of a suggestion", "Co-handlers")
    return {
        "lead_unit": pgettext("part", "Lead unit"),
        "responsible_unit": pgettext("part", "Responsible units"),
        "co_handler": pgettext("part", "Co-handlers"),
        "part_handler": pgettext("part", "Part handlers"),
        "supervisor": pgettext("part", "Supervision"),
        "office": pgettext("part", "Handed out by"),
        "proposed": pgettext("part", "Proposed to"),
    }.get(part, part)


def step_words(step: Transition) -> str:
    """Return what a step is called by whoever is about to take it, or to enter it from paper."""
    name = named(step.names)
    return gettext("From paper: %(step)s") % {"step": name} if step.entered else name


def occasion_words(at_session: bool | None) -> str:
    """Return when something was filed."""
    if at_session is None:
        return ""
    return pgettext("filed", "At the session") if at_session else pgettext("filed", "Between sessions")


def supervision_words(level: int) -> str:
    """Return how far supervision has gone, or ""."""
    return {
        1: pgettext("supervision", "Reminded"),
        2: pgettext("supervision", "Under supervision"),
        3: pgettext("supervision", "Listed for supervision"),
    }.get(level, "")


def refused_words(error: HuiyinError, *, today: date, rules: policy.Policy | None = None) -> str:
    """Return why something was not done, whatever refused it."""
    if rules is not None and error.code.startswith("step."):
        values = {name: value for name, value in error.values.items() if isinstance(value, (str, int, date))}
        return refusal_words(Refusal(error.code.removeprefix("step."), values), policy=rules, today=today)
    return fault_words(error) or gettext("This cannot be done: %(code)s") % {"code": error.code}


def fault_words(error: HuiyinError) -> str:
    """Return what is wrong with a file or a task, and what to do."""
    values = error.values
    name = str(values.get("name", ""))
    sentences = {
        "file.too_large": gettext(
            "“%(name)s” is %(size)s; the limit is %(limit)s. Split it or make its pictures smaller."
        )
        % {
            "name": name,
            "size": size(int(str(values.get("size") or 0))),
            "limit": size(int(str(values.get("limit") or 0))),
        },
        "file.empty": gettext("“%(name)s” is empty; choose another file.") % {"name": name},
        "file.ending": gettext("Files like “%(name)s” are not taken. Taken are: %(endings)s.")
        % {"name": name, "endings": values.get("endings", "")},
        "file.content": gettext(
            "“%(name)s” is not what its ending says, or is damaged. Open it, save it anew and try again."
        )
        % {"name": name},
        "file.macros": gettext("“%(name)s” holds macros. Save it without them, as docx, xlsx or PDF.") % {"name": name},
        "file.picture": gettext("The picture “%(name)s” has too many points. Make it smaller.") % {"name": name},
        "reply.empty": gettext(
            "The reply says nothing yet: it is only the form it begins with. Write what was done and what will be done."
        ),
        "reply.unfilled": gettext(
            "Still empty in the reply: %(missing)s. Fill this in, or take the heading out where it is not needed."
        )
        % {"missing": values.get("missing", "")},
        "move.unknown": gettext(
            "These rules are not kept here for this type of case; load the page anew and choose again."
        ),
        "move.same": gettext("The case runs by these rules already."),
        "task.house": gettext("You hand out no tasks for the house that this source belongs to."),
        "task.government": gettext("Only the government of a place can take a commitment up."),
    }
    return sentences.get(error.code, "") or scan_words(error) or secret_words(error)


def import_words(error: HuiyinError) -> str:
    """Return why a table cannot be brought in."""
    values = error.values
    return {
        "import.unreadable": gettext("This file cannot be opened. Save it anew as XLSX or DOCX and try again."),
        "import.too_long": gettext("The table is too long: at most %(n)s rows. Split it.")
        % {"n": values.get("most", "")},
        "import.nothing": gettext(
            "No tasks were found: no table with a head like 任务内容 and 牵头单位, and no brackets that name units. "
            "Add them to the file and send it again."
        ),
        "import.refused": gettext(
            "Nothing was written: %(n)s rows are refused. Mend them in the file, or tick that they are to be skipped."
        )
        % {"n": values.get("rows", "")},
        "import.step": gettext(
            "Nothing was written: row %(row)s cannot be brought to its stage (%(why)s). "
            "Correct the row and send the file again."
        )
        % {"row": values.get("row", ""), "why": values.get("why", "")},
    }.get(
        error.code,
        fault_words(error) or gettext("This file cannot be opened. Save it anew as XLSX or DOCX and try again."),
    )


def does_words(code: str) -> str:
    """Return what taking a row in does."""
    return {
        "open": pgettext("row of an import", "Becomes a task"),
        "assign": pgettext("row of an import", "Task is there: hand it over"),
        "present": pgettext("row of an import", "Task is there: nothing to do"),
        "refused": pgettext("row of an import", "Refused"),
    }.get(code, code)


def row_words(code: str, name: str) -> str:
    """Return what is wrong with a row, or what is to be known of it."""
    sentences = {
        "no_content": gettext("It says no task."),
        "no_lead": gettext("It names no unit that could lead."),
        "unit_unknown": gettext("No unit is called “%(name)s”; correct the name."),
        "unit_several": gettext("Several units are called “%(name)s”; write the full name."),
        "twice": gettext("The same words stand in row %(name)s."),
        "no_year": gettext("“%(name)s” is no year; write it like 2026."),
        "no_day": gettext("The day of the hand-over is missing or unclear: “%(name)s”."),
        "stage_unknown": gettext(
            "The state “%(name)s” is not known; write 待交办, 已交办, 已退回, 办理中, 待销号 or 已销号."
        ),
        "number_taken": gettext("The number %(name)s is taken; correct it, or leave it empty."),
        "collective": gettext("“%(name)s” is no single unit and is left out."),
        "first_leads": gettext("Nobody is said to lead: the first that is listed does."),
        "due_not_a_day": gettext("“%(name)s” names no day: the limit stays open."),
        "no_match": gettext("No commitment of the report fits: it rests on its place in the plan."),
        "leader_unknown": gettext("“%(name)s” is no one account of a leader: nobody is entered as leader in charge."),
        "contact_unknown": gettext("“%(name)s” is no one account of the lead unit: nobody is entered as contact."),
    }
    sentence = sentences.get(code, code)
    return sentence % {"name": name} if "%(name)s" in sentence else sentence


def why_no_task(code: str) -> str:
    """Return why a statement cannot become a task."""
    return {
        "gone": gettext("It was withdrawn from the review."),
        "not_commitment": gettext("It is not read as a commitment."),
        "not_confirmed": gettext("Nobody has confirmed it yet."),
        "voiced": gettext("It was voiced in a delegation: it can be proposed to the government of that place."),
        "not_voiced": gettext("It was not voiced in a delegation: make it a task of your own."),
    }.get(code, code)
