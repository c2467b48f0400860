"""Formal inquiries (质询案) at the session of January 2026: about a promise of the year before, answered in two rounds.

Everything is invented: the deputies, the unit, the road.
"""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from huiyin.congress.drafts import Written, invite, start_draft, write_draft
from huiyin.congress.filing import file_draft
from huiyin.congress.models import Congress, Kind
from huiyin.demo.city.steps import City
from huiyin.ledger import cases
from huiyin.ledger.filling import given_of
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Case, Statement
from huiyin.people.models import Deputy

ABOUT = "环湖南路年底前通车"
SIGNERS = ("沈𣲗", "周砚秋", "韩砺行", "温如岚", "林疏影", "沈远帆", "祝穗", "晏文舒", "晏屏")
WRITTEN = {
    "title": "关于环湖南路未按期通车的质询案",
    "grounds": (
        "一是2025年《政府工作报告》提出环湖南路年底前通车，为什么到年底没有通车？\n"
        "二是还剩哪些路段没有完成，原因分别是什么？\n三是什么时候通车，谁负责？"
    ),
    "proposals": (
        "环湖南路关系沿湖三个乡镇出行。2025年《政府工作报告》明确年底前通车，今年的报告又提出6月底前通车，对没有按期的原因只字未提。"
        "据沿线代表走访，至2025年12月底仍有两处桥涵没有合龙，三公里路面没有铺筑，过往群众只能绕行。"
        "请市交通运输局如实说明进度、原因和责任，给出可以核对的完成时间。"
    ),
}
ORAL = (
    "环湖南路全长18.6公里，已完成15.6公里。没有按期通车，主要是汛期以后两处桥涵地基处理增加工程量，我局对困难估计不足，"
    "调度不够有力，向各位代表致歉。下一步增加施工力量，争取尽早通车。"
)
AGAIN = "十名联名代表中六名对答复不满意：没有说明具体的通车日期，也没有说明由谁负责。"
WRITTEN_ANSWER = (
    "一、关于剩余工程。两处桥涵3月底前合龙，三公里路面5月底前铺筑完成。二、关于通车时间。2026年6月30日前全线通车，"
    "由市交通运输局分管负责人包保，每月5日前向社会公布进度。三、关于原因。前期地质勘察深度不够，已对设计、监理单位作出处理。"
)
CLOSED = "联名代表对再次答复表示满意，按主席团决定办结，通车情况由常委会跟踪监督。"


def load_inquiries(city: City) -> None:
    """File the inquiry on the second day of the session, let it be answered twice, and close it."""
    congress = Congress.objects.get(place=city.places["YT00"])
    statement = Statement.objects.filter(
        source=city.sources["report-2025.txt"], text__contains=ABOUT, gone=False
    ).latest("pk")
    case = _filed(city, congress, statement)
    secretary, filer = city.viewer("secretary"), city.viewer("deputy")
    unit = city.units["jtj"]
    head = city.of_unit(unit, "unit_head")
    decided: dict[str, Any] = {"unit": unit, "answer_form": "oral_presidium", "answer_by": date(2026, 1, 10)}
    in_writing = {**decided, "answer_form": "written", "answer_by": date(2026, 1, 11)}
    told: dict[str, Any] = {"answer_form": "oral_presidium", "letter_on": date(2026, 1, 10), "text": ORAL}
    again = {"discontent_share": 60, "reason": AGAIN, "decide_by": date(2026, 1, 11)}
    letter = {**told, "answer_form": "written", "letter_on": date(2026, 1, 11), "text": WRITTEN_ANSWER}
    for who, action, at, filled in (
        (secretary, "register", _at(9, 11), {"signers": 10, "respondent": unit.name, "text": WRITTEN["grounds"]}),
        (secretary, "have_answered", _at(9, 18), decided),
        (head, "answer", _at(10, 10), told),
        (filer, "ask_again", _at(10, 15), again),
        (secretary, "have_answered", _at(10, 19), in_writing),
        (head, "answer", _at(11, 9), letter),
        (secretary, "close", _at(11, 16), {"text": CLOSED}),
    ):
        given = given_of(case, action, filled)
        case = cases.act(case=case, action=action, given=given, by=who, at=at, expected=case.version)


def _filed(city: City, congress: Congress, statement: Statement) -> Case:
    deputies = {row.name: row for row in Deputy.objects.filter(mandates__congress=congress)}
    by, at = city.viewer("secretary"), _at(9, 8)  # handed in on paper, with all signatures
    filer = deputies[city.accounts["deputy"].name]
    kind = Kind.INQUIRY.value
    draft = start_draft(congress=congress, drafter=filer, by=by, at=at, paper=True, kind=kind, statement=statement)
    written = Written(kind=kind, publish=True, respondent=city.units["jtj"], **WRITTEN)
    draft = write_draft(draft=draft, written=written, at=at, expected=draft.revision)
    invite(draft=draft, deputies=[deputies[name] for name in SIGNERS], at=at)
    filed = file_draft(draft=draft, by=by, at=_at(9, 10))
    read_source(filed.source.key)
    return filed.case


def _at(day: int, hour: int) -> datetime:
    """Return a moment of the session, which sat from 8 to 11 January 2026."""
    return timezone.make_aware(datetime.combine(date(2026, 1, day), time(hour, 20)))
