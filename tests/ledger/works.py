"""What tests of cases start from: a source with reviewed statements, and cases brought to a stage by real steps."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.cast import Cast

from huiyin.ledger.cases import Given, act, actor_of, open_case
from huiyin.ledger.models import Case, Source, Statement
from huiyin.people.models import Account, Place
from huiyin.people.viewer import Viewer, viewer_of

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
EVIDENCE = ({"attachment": "f" * 14, "sha256": "0" * 64},)
TEXT = "2026年，改造老旧小区供热二次管网85公里以上。进一步提升政务服务便利度。去年完成供热改造60公里。"
SENTENCES = dict(zip(("figure", "vague", "past"), TEXT.split("。"), strict=False))
SPANS = {name: (TEXT.index(words), TEXT.index(words) + len(words)) for name, words in SENTENCES.items()}


def seen_by(account: Account, today: date = TODAY) -> Viewer:
    return viewer_of(account, today=today)


def a_source(people: Cast, *, text: str = TEXT, text_kind: str = "report", **more: Any) -> Source:
    fields: dict[str, Any] = {
        "title": "2026年云汀市政府工作报告",
        "publisher": "云汀市人民政府",
        "house": "government",
        "home": people.city,
        "place": people.city,
        "year": 2026,
        **more,
    }
    return Source.objects.create(
        **fields,
        text=text,
        text_kind=text_kind,
        sha256="0" * 64,
        length=len(text),
        added_by=people.supervisor,
        added_at=AT,
        state=Source.State.READ,
    )


THE_YEAR = {"start": 0, "end": 2, "from": "2026-01-01", "to": "2026-12-31"}


def a_statement(source: Source, span: tuple[int, int], **more: Any) -> Statement:
    start, end = span
    fields: dict[str, Any] = {
        "kind": "commitment",
        "period": "current",
        "state": Statement.State.CONFIRMED,
        "checkable": 2,
        "proposal": {"start": start, "end": end, "kind": "commitment", "anchor": THE_YEAR},
    }
    return Statement.objects.create(
        source=source, start=start, end=end, text=source.text[start:end], **{**fields, **more}
    )


def a_measure(**more: Any) -> Mapping[str, Any]:
    start = TEXT.index("85公里以上")
    told = {"value": 85, "unit": "公里", "relation": ">=", "role": "level", "subject": "供热二次管网"}
    return {"start": start, "end": start + 6, "text": "85公里以上", **told, **more}


def statements(people: Cast) -> dict[str, Statement]:
    source = a_source(people)
    return {
        "figure": a_statement(source, SPANS["figure"], measures=[a_measure()], topics=["utilities"]),
        "vague": a_statement(source, SPANS["vague"], checkable=0),
        "past": a_statement(source, SPANS["past"], kind="achievement"),
    }


def opened(people: Cast, *, place: Place | None = None, **fields: Any) -> Case:
    return open_case(
        kind="commitment",
        policy_id="commitment.general",
        house="government",
        place=place or people.city,
        title="改造老旧小区供热二次管网85公里",
        year=2026,
        number="任务 2026-061",
        fields={
            "indicator": "改造里程",
            "unit_of_measure": "公里",
            "target_value": "85",
            "target_relation": ">=",
            **fields,
        },
        by=actor_of(seen_by(people.supervisor)),
        at=AT,
    )


def step(case: Case, action: str, by: Account, given: Given | None = None, *, days: int = 0, at: Any = None) -> Case:
    at = at or AT + timedelta(days=days)
    return act(
        case=case, action=action, given=given or Given(), by=seen_by(by, at.date()), at=at, expected=case.version
    )


def assigned(people: Cast, *, at: datetime | None = None, **fields: Any) -> Case:
    given = Given(unit=people.housing, co_units=[people.finance], values={"due_on": date(2026, 12, 31)})
    return step(opened(people, **fields), "assign", people.supervisor, given, at=at)


def brought_to(people: Cast, stage: str, *, at: datetime | None = None) -> Case:
    """Return a case at a stage, all of its steps taken now (or at a moment), so that no limit is over."""
    at = at or timezone.now()
    case = assigned(people, at=at) if stage != "draft" else opened(people)
    ways: dict[str, tuple[tuple[str, Account, Given], ...]] = {
        "draft": (),
        "assigned": (),
        "returned": (("send_back", people.handler, Given(words={"reason": "供热管理职责已划入另一单位办理"})),),
        "handling": (("accept", people.handler, Given()),),
        "awaiting_confirmation": (
            ("accept", people.handler, Given()),
            ("complete", people.head, Given(words={"text": "全部完成"}, attachments=EVIDENCE)),
        ),
        "closed": (
            ("accept", people.handler, Given()),
            ("complete", people.head, Given(words={"text": "全部完成"}, attachments=EVIDENCE)),
            ("confirm", people.supervisor, Given(values={"outcome": "kept"})),
        ),
    }
    for action, by, given in ways[stage]:
        case = step(case, action, by, given, at=at)
    return case
