"""Writing a briefing (简报): what it is of, its head and foot, remarks chosen, shortened, put in order.

A draft is the paper of those who write it and makes no events; that it was begun, issued or withdrawn does.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from huiyin.congress.events import tell
from huiyin.congress.letters import numeral
from huiyin.congress.models import Briefing, BriefingItem, Delegation, ItemPassage, Meeting, Remark, Session
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.cases import actor_of
from huiyin.people.models import Place, Role, Unit
from huiyin.people.viewer import Viewer
from huiyin.reading.secrecy import refuse_secret, refuse_secret_words

HEAD = frozenset({"masthead", "title", "organ", "note", "report_to", "send_to", "issue_to", "copies"})
LONGEST = 10_000  # characters of one item
MOST = 500  # items of one briefing
POST = r"[\u4e00-\u9fff]{0,8}?(?:代表|委员|同志|长|主任|书记|主席|经理)"  # 代表, 同志, 局长, 副主任 before the colon
ORGAN = "大会秘书处"


@transaction.atomic
def start_briefing(
    *,
    session: Session,
    form: str,
    by: Viewer,
    at: datetime,
    meeting: Meeting | None = None,
    delegation: Delegation | None = None,
    on: date | None = None,
    title: str = "",
    replaces: Briefing | None = None,
) -> Briefing:
    """Begin a briefing or a digest of a meeting, a delegation or a day; of the whole session where none is named."""
    of = [name for name, value in (("meeting", meeting), ("delegation", delegation), ("day", on)) if value is not None]
    if len(of) > 1:
        raise ValueError(f"of one thing only: {of}")
    refuse_secret(title)
    briefing = Briefing.objects.create(
        form=form,
        session=session,
        place=session.congress.place,
        scope=of[0] if of else Briefing.Scope.SESSION,
        meeting=meeting,
        delegation=delegation,
        on=on,
        masthead=masthead_of(session, form),
        title=title.strip(),
        organ=_organ_of(form, by),
        replaces=replaces,
        started_by_id=by.account_id,
        started_at=at,
        changed_at=at,
    )
    tell(briefing.key, actor_of(by), "briefing.started", at=at, session=session.key, form=form)
    return briefing


def masthead_of(session: Session, form: str) -> str:
    """Return the masthead: 云汀市第十七届人民代表大会第五次会议简报."""
    congress, place = session.congress, Place.objects.get(pk=session.congress.place_id)
    what = "简报" if form == Briefing.Form.BRIEFING else "审议发言摘编"
    return f"{place.name}第{numeral(congress.number)}届人民代表大会第{numeral(session.number)}次会议{what}"


def _organ_of(form: str, by: Viewer) -> str:
    """Return who issues it: a digest the editor's own house, a briefing the secretariat of the session."""
    unit = Unit.objects.filter(pk__in=by.unit_ids(Role.EDITOR)).order_by("pk").first()
    return unit.name if unit is not None and form == Briefing.Form.DIGEST else ORGAN


@transaction.atomic
def change_head(*, briefing: Briefing, changes: Mapping[str, Any], at: datetime, expected: int) -> Briefing:
    """Change masthead, title, note and foot of a draft.

    Raises:
        StaleWrite: somebody has changed them since version `expected` was shown.
        CongressError: `briefing.issued`.
    """
    if unknown := set(changes) - HEAD:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    refuse_secret_words(changes)
    briefing = held(briefing)
    changed = [name for name, value in changes.items() if getattr(briefing, name) != value]
    if not changed:
        return briefing
    if briefing.version != expected:
        raise StaleWrite("stale", expected=expected, found=briefing.version)
    for name in changed:
        setattr(briefing, name, changes[name])
    briefing.version += 1
    briefing.changed_at = at
    briefing.save(update_fields=[*changed, "version", "changed_at"])
    return briefing


@transaction.atomic
def choose_remarks(*, briefing: Briefing, remarks: Iterable[Remark], at: datetime) -> list[BriefingItem]:
    """Put remarks at the end of a briefing, in the order given; one that is in it already stays where it is.

    Raises:
        CongressError: `briefing.issued`, `briefing.too_many`.
    """
    briefing = held(briefing)
    there = set(briefing.passages.values_list("remark_id", flat=True))
    made = []
    for remark in remarks:
        if remark.pk in there:
            continue
        start, words = words_of(remark)
        delegation = remark.delegation or remark.record.meeting.delegation
        item = BriefingItem.objects.create(
            briefing=briefing, position=_next(briefing), delegation=delegation, text=words
        )
        ItemPassage.objects.create(
            briefing=briefing,
            item=item,
            remark=remark,
            delegation=delegation,
            source=source_of(remark),
            start=start,
            end=start + len(words),
            original=words,
        )
        made.append(item)
    if briefing.items.count() > MOST:
        raise CongressError("briefing.too_many", most=MOST)
    touch(briefing, at)
    return made


def words_of(remark: Remark) -> tuple[int, str]:
    """Return where the words of a remark begin in its source, and the words: without the name that leads them in."""
    text = source_of(remark).text[remark.start : remark.end]
    at = 0
    if remark.named:
        name, brackets = re.escape(remark.named), r"（[^）\n]*）|\([^)\n]*\)|[】\]]"
        label = re.match(
            rf"\s*[【\[（(]?{name}(?:{brackets}|{POST})*(?:说|表示|认为|发言)?[】\]）)]?\s*[：:】]\s*", text
        )
        at = label.end() if label else 0
    at += len(text[at:]) - len(text[at:].lstrip())
    return remark.start + at, text[at:].rstrip()


def source_of(remark: Remark) -> Any:
    """Return the source that a remark lies in; remarks are made of a record only when it has one."""
    if remark.record.source is None:
        raise LookupError(f"remark {remark.key} lies in no source")
    return remark.record.source


@transaction.atomic
def write_item(
    *, item: BriefingItem, text: str, by: Viewer, at: datetime, expected: int, unnamed: bool | None = None
) -> BriefingItem:
    """Keep what the editor made of an item; what was said stays in its passages.

    Raises:
        StaleWrite: somebody has changed it since version `expected` was shown.
        CongressError: `briefing.issued`, `item.empty`, `item.too_long`.
    """
    refuse_secret(text)
    held(item.briefing)
    row = BriefingItem.objects.select_for_update().get(pk=item.pk)
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise CongressError("item.empty")
    if len(words) > LONGEST:
        raise CongressError("item.too_long", length=len(words), most=LONGEST)
    hidden = row.unnamed if unnamed is None else unnamed
    if (row.text, row.unnamed) == (words, hidden):
        return row
    if row.version != expected:
        raise StaleWrite("stale", expected=expected, found=row.version)
    row.text, row.unnamed, row.version = words, hidden, row.version + 1
    row.edited_by_id, row.edited_at = by.account_id, at
    row.save(update_fields=["text", "unnamed", "version", "edited_by", "edited_at"])
    return row


@transaction.atomic
def move_item(*, item: BriefingItem, up: bool, at: datetime) -> None:
    """Let an item change places with the one before or after it; in a digest within its part of its block."""
    briefing = held(item.briefing)
    rows = list(briefing.items.order_by("position", "pk"))
    if briefing.form == Briefing.Form.DIGEST:
        rows = [row for row in rows if (row.delegation_id, row.part) == (item.delegation_id, item.part)]
    places = sorted(row.position for row in rows)
    here = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, row in zip(places, rows, strict=True):
        if row.position != place:
            BriefingItem.objects.filter(pk=row.pk).update(position=place)
    touch(briefing, at)


@transaction.atomic
def drop_item(*, item: BriefingItem, at: datetime) -> None:
    """Take an item out; in a digest its statements are open again."""
    briefing = held(item.briefing)
    BriefingItem.objects.filter(pk=item.pk).delete()
    touch(briefing, at)


@transaction.atomic
def drop_briefing(*, briefing: Briefing, by: Viewer, at: datetime) -> None:
    """Throw a draft away."""
    briefing = held(briefing)
    key = briefing.key
    briefing.delete()
    tell(key, actor_of(by), "briefing.dropped", at=at)


def held(briefing: Briefing) -> Briefing:
    """Return a draft that is held until the end of the transaction.

    Raises:
        CongressError: `briefing.issued`: it is no draft any more.
    """
    rows = Briefing.objects.select_for_update(of=("self",)).select_related("session__congress", "meeting", "delegation")
    row = rows.filter(pk=briefing.pk).first()
    if row is None or not row.is_draft:
        raise CongressError("briefing.issued")
    return row


def touch(briefing: Briefing, at: datetime) -> None:
    """Say that a draft was changed."""
    Briefing.objects.filter(pk=briefing.pk).update(changed_at=at)


def _next(briefing: Briefing) -> int:
    return int(briefing.items.aggregate(last=Max("position"))["last"] or 0) + 1
