"""Records for tests: read at once by hand, so that each statement and remark is where a test says."""

from datetime import UTC, datetime
from typing import Any

from tests.cast import Cast
from tests.congress.deputies import seen
from tests.congress.seated import Seated

from huiyin.congress.models import Delegation, Meeting, Record, Remark
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.sources import Description, add_source, open_pasted

AT = datetime(2026, 1, 9, 8, tzinfo=UTC)
ONE = "苗向晚：建议加快老旧小区停车泊位建设，城市书房项目群众很满意。"
TWO = "岑望川：农村公路养护投入不够。"


def a_record(meeting: Meeting, people: Cast, *lines: str, read: bool = True) -> Record:
    """Return a record of these lines, handed to the reader; what was read of it, tests say themselves."""
    source = add_source(
        opened=open_pasted("\n".join(lines) + "\n"),
        described=Description(title="审议发言记录", text_kind="deliberation", place=people.city),
        house="congress",
        home=people.city,
        by=seen(people.secretary),
        at=AT,
    )
    if read:
        Source.objects.filter(pk=source.pk).update(state=Source.State.READ)
    return Record.objects.create(
        meeting=meeting,
        title="审议发言记录",
        origin=Record.Origin.PASTED,
        text=source.text,
        source=source,
        written_by=people.secretary,
        created_at=AT,
        changed_at=AT,
    )


def of_two(town: Seated, people: Cast) -> Record:
    """Return the record of a delegation in which two spoke: two statements are confirmed, one is not."""
    made = a_record(town.meeting("delegation", delegation=town.stone), people, ONE, TWO)
    remark(made, "苗向晚", town.stone, mandate=town.mandates["苗向晚"], named="苗向晚")
    remark(made, "岑望川", town.river)
    statement(made, "建议加快老旧小区停车泊位建设", "transport", "housing")
    statement(made, "城市书房项目群众很满意", "culture", kind="appraisal", names=[("城市书房", "project")])
    statement(made, "农村公路养护投入不够", "transport", state="draft")
    return made


def remark(record: Record, words: str, delegation: Delegation | None, **more: Any) -> Remark:
    """Return a remark that is the line with these words; confirmed where nothing else is said."""
    start, end = line(record, words)
    told = {"state": Remark.State.CONFIRMED, "delegation": delegation, **more}
    return Remark.objects.create(record=record, start=start, end=end, **told)


def statement(record: Record, words: str, *topics: str, state: str = "confirmed", **more: Any) -> Statement:
    """Return a statement of exactly these words."""
    assert record.source is not None
    start = record.source.text.index(words)
    told: dict[str, Any] = {"kind": "suggestion", "period": "current", **more}
    told["mentions"] = [
        {"text": name, "type": kind, "start": start, "end": start + 1, "rule": ""}
        for name, kind in told.pop("names", ())
    ]
    return Statement.objects.create(
        source=record.source, start=start, end=start + len(words), text=words, topics=list(topics), state=state, **told
    )


def line(record: Record, words: str) -> tuple[int, int]:
    """Return the span of the line that has these words."""
    assert record.source is not None
    text = record.source.text
    at = text.index(words)
    return text.rfind("\n", 0, at) + 1, text.index("\n", at)
