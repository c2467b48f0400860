"""Notices put into words: who did what in which case, or which last day comes."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from huiyin.ledger import policies
from huiyin.ledger.models import Notice
from huiyin.ledger.trail import SYSTEM, people_of
from huiyin.web import days
from huiyin.web.cases.trail import action_words, who_words
from huiyin.web.sentences import limited, named


def notice_words(notice: Notice) -> str:
    """Return a notice as one line."""
    case = notice.case
    if case is None:
        return bare_words(notice.code)
    name = f"{case.number} {case.title}".strip()
    rules = policies.policy_version(case.policy, case.policy_version)
    if "milestone" in notice.values:
        due = date.fromisoformat(notice.values["due_on"])
        return due_words(notice.code) % {"what": gettext("a milestone"), "day": days.day(due), "case": name}
    if "clock" in notice.values:
        clock = rules.clock(notice.values["clock"])
        what = named(clock.names) if clock else notice.values["clock"]
        due = date.fromisoformat(notice.values["due_on"])
        what = limited(what) if notice.code == "near" else what
        return due_words(notice.code) % {"what": what, "day": days.day(due), "case": name}
    people = people_of([notice.values.get("actor", ""), notice.values.get("acting_for", "")])
    actor, absent = notice.values.get("actor", ""), notice.values.get("acting_for", "")
    who = who_words(people.get(actor, SYSTEM), people.get(absent))
    step = action_words(rules, str(notice.values.get("action", "")))
    return step_words(notice.code) % {"who": who, "step": step, "case": name}


def bare_words(code: str) -> str:
    """Return the sentence of a notice that is about no case."""
    return {"offer": gettext("A passage of a remark is offered to you as a draft of a suggestion")}.get(code, code)


def due_words(code: str) -> str:
    """Return the sentence of a last day."""
    return {
        "near": gettext("Due soon: %(what)s by %(day)s, %(case)s"),
        "due_today": gettext("Due today: %(what)s, %(case)s"),
        "late": gettext("Late: %(what)s was due on %(day)s, %(case)s"),
    }.get(code, gettext("Due soon: %(what)s by %(day)s, %(case)s"))


def step_words(code: str) -> str:
    """Return the sentence of a step that somebody took."""
    return {
        "turn": gettext("It is your turn: %(who)s, %(step)s, %(case)s"),
        "asked": gettext("Something is asked of you: %(who)s, %(step)s, %(case)s"),
    }.get(code, gettext("%(who)s, %(step)s, %(case)s"))


def digest_subject(n: int) -> str:
    """Return the subject of the daily mail."""
    return ngettext("Huiyin: %(n)d notice", "Huiyin: %(n)d notices", n) % {"n": n}


def notice_url(notice: Notice) -> str:
    """Return the whole address of a notice's case, for what leaves this site."""
    path = reverse("case", args=[notice.case.key]) if notice.case else bare_path(notice.code)
    environment = settings.ENVIRONMENT
    scheme = "https" if environment.behind_tls else "http"
    return f"{scheme}://{environment.hosts[0]}{path}" if path else ""


def bare_path(code: str) -> str:
    """Return the page of a notice that is about no case, "" where it has none."""
    return reverse("my_offers") if code == "offer" else ""
