"""What stands in the letter of a reply (答复函): organ, number, mark, title, to whom, the words as issued, copies.

Only the frame is ours; the text is what the head of the unit issued, word for word.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huiyin.congress.models import Session
from huiyin.congress.promises import Reply, replies_of
from huiyin.ledger import policies
from huiyin.ledger.models import Attachment, Case, CaseDeputy, CaseParty, Event
from huiyin.people.models import Role, Unit

ENDING = re.compile(r"(?<=.)\.[0-9A-Za-z]{1,8}$")
DIGITS = "〇一二三四五六七八九"
NAMED = 3  # deputies who are all named above a letter; of more the first, and how many


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of reply, ready to be set; `mark` is the local letter of the outcome (A, B, C, D), or ""."""

    organ: str
    number: str
    mark: str
    title: str
    addressed: str
    text: str
    on: date | None
    copies: tuple[str, ...]
    attachments: tuple[str, ...] = ()


def letter_of(case: Case, position: int) -> Letter | None:
    """Return the letter of an issued reply; None where that event issued none."""
    reply = next((each for each in replies_of(case) if each.position == position), None)
    if reply is None:
        return None
    unit = Unit.objects.filter(key=reply.unit_key).first() if reply.unit_key else case.lead_unit
    return Letter(
        organ=unit.name if unit else "",
        number=reply.number,
        mark=_mark(case, reply),
        title=title_of(case),
        addressed=addressed_to(case),
        text=reply.text,
        on=reply.on,
        copies=tuple(dict.fromkeys(_copies(case))),
        attachments=attached_to(reply.event),
    )


def attached_to(event: Event) -> tuple[str, ...]:
    """Return the names of the files that were handed in with a step, without their endings, in that order."""
    keys = [str(each["attachment"]) for each in event.payload.get("attachments", ())]
    names = dict(Attachment.objects.filter(key__in=keys, stream_key=event.stream_key).values_list("key", "name"))
    return tuple(ENDING.sub("", names[key]) for key in keys if key in names)


def title_of(case: Case) -> str:
    """Return the title: 关于云汀市十七届人大五次会议第0087号建议的答复."""
    filing = getattr(case, "filing", None)
    session = Session.objects.filter(key=filing.session).select_related("congress").first() if filing else None
    where = case.place.name
    if session is not None:
        where += f"{numeral(session.congress.number)}届人大"
        where += f"{numeral(session.number)}次会议" if filing and filing.at_session else "闭会期间"
    return f"关于{where}{case.number}建议的答复"


def addressed_to(case: Case) -> str:
    """Return to whom it is written: 陆闻舟代表, 陆闻舟、周砚秋代表, 陆闻舟等10位代表."""
    signed = case.deputies.filter(active=True).select_related("deputy").order_by("pk")
    names = [each.deputy.name for each in sorted(signed, key=lambda each: each.part != CaseDeputy.Part.FILER)]
    if len(names) > NAMED:
        return f"{names[0]}等{len(names)}位代表"
    return "、".join(names) + "代表"


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as congresses count: 5 → 五, 10 → 十, 17 → 十七, 20 → 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "") if number else DIGITS[0]


def _mark(case: Case, reply: Reply) -> str:
    rules = policies.policy_version(case.policy, case.policy_version)
    return next((each.letter for each in rules.outcomes if each.code == reply.outcome), "") or ""


def _copies(case: Case) -> list[str]:
    """Return who gets a copy: the office of the congress that handed it over, and the government's office."""
    home = Q(house=case.house, place=case.place, grants__role=Role.SECRETARY)
    offices = Q(parties__case=case, parties__part=CaseParty.Part.OFFICE)
    return [*_names(home), *_names(offices)]


def _names(which: Q) -> list[str]:
    return list(
        Unit.objects.filter(which, valid_to__isnull=True).order_by("pk").values_list("name", flat=True).distinct()
    )
