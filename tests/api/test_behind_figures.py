"""What stands behind figures, by programs: passages of what was said, suggestions of a rate, the whole trail."""

from typing import Any

import pytest
from django.utils import timezone
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.deputies import bench, filed, handled, replied
from tests.congress.said import a_record, line, of_two
from tests.congress.seated import Seated, seated

from huiyin.congress.models import Record, Remark
from huiyin.ledger.step_choices import CATEGORIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(people: Cast) -> Seated:
    return seated(people)


@pytest.fixture
def record(town: Seated, people: Cast) -> Record:
    return of_two(town, people)


def test_every_number_of_what_was_said_has_its_passages(people: Cast, town: Seated, record: Record) -> None:
    """As many as the number says, each with its place, page by page; drafts only where they are counted."""
    clerk = Program(people.secretary)
    path = f"/sessions/{town.session.key}/said"
    for drafts in (True, False):
        said = clerk.get(path, {"drafts": drafts}).json()
        for row in said["topics"]:
            for delegation, n in row["counts"].items():
                asked = {"drafts": drafts, "topic": row["topic"], "delegation": delegation}
                assert clerk.get(f"{path}/passages", asked).json()["count"] == n
        every = clerk.get(f"{path}/passages", {"drafts": drafts}).json()
        assert every["count"] == said["statements"] == len(every["items"])
    (named,) = clerk.get(f"{path}/passages", {"name": "城市书房"}).json()["items"]
    assert (named["text"], named["delegation"]) == ("城市书房项目群众很满意", town.stone.key)
    assert record.source is not None
    assert record.source.text[named["start"] : named["end"]] == named["text"]
    first = clerk.get(f"{path}/passages", {"drafts": True, "limit": 2}).json()
    rest = clerk.get(f"{path}/passages", {"drafts": True, "limit": 2, "after": first["next"]}).json()
    texts = [each["text"] for each in (*first["items"], *rest["items"])]
    assert (len(set(texts)), rest["next"]) == (3, None)
    assert Program(people.handler).get(f"{path}/passages").status_code == 403


def test_remarks_about_a_paragraph(people: Cast, town: Seated, record: Record) -> None:
    report = a_record(town.meeting("plenary", hour=10), people, "政府工作报告", "停车难仍然突出。").source
    assert report is not None
    start, end = line(Record.objects.get(source=report), "停车")
    Remark.objects.filter(record=record).update(about=report, about_start=start, about_end=end)
    clerk = Program(people.secretary)
    path = f"/sessions/{town.session.key}/said"
    (drew,) = clerk.get(path).json()["drew"]
    found = clerk.get(f"{path}/remarks", {"about": drew["source"], "at": drew["start"]}).json()
    assert found["count"] == drew["confirmed"] + drew["proposed"] == 2
    assert [each["confirmed"] for each in found["items"]] == [False, False]
    assert clerk.get(f"{path}/remarks", {"about": report.key, "at": 0}).status_code == 404
    assert clerk.get(f"{path}/remarks", {"about": report.key}).status_code == 422


def test_what_a_figure_of_suggestions_is_made_of(people: Cast) -> None:
    """The lists add up to the figure; one unit alone; a figure that there is not is refused."""
    sits = bench(people)
    answered = replied(sits, people)
    filed(sits, title="关于加强农村道路养护的建议", proposals="建议市交通运输局逐村修补，三年内完成。")
    clerk = Program(people.secretary)
    figures = clerk.get("/statistics/suggestions").json()
    for rate in figures["rates"]:
        made: Any = clerk.get("/statistics/suggestions/made-of", {"code": rate["code"]}).json()
        counts = [len(made[name]) for name in ("part", "rest", "left_out")]
        assert counts == [rate["part"], rate["whole"] - rate["part"], rate["left_out"]]
    asked = {"code": "replied", "unit": people.housing.key}
    made = clerk.get("/statistics/suggestions/made-of", asked).json()
    assert [each["key"] for each in made["part"]] == [answered.key]
    counts = {
        each: len(clerk.get("/statistics/suggestions/made-of", {"code": "replied", "category": each}).json()["part"])
        for each in ("-", CATEGORIES[0])
    }
    assert counts == {"-": 1, CATEGORIES[0]: 0}, "it has no category"
    by_unit = [
        clerk.get("/statistics/suggestions/made-of", {"code": "assigned", "unit": each}).json()
        for each in (people.housing.key, "parts", "-")
    ]
    (assigned,) = (each for each in figures["rates"] if each["code"] == "assigned")
    assert sum(len(each["part"]) for each in by_unit) == assigned["part"], "each stands in one line"
    assert sum(len(each["part"]) + len(each["rest"]) for each in by_unit) == assigned["whole"]
    unknown = clerk.get("/statistics/suggestions/made-of", {"code": "evil"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "figure.unknown")


def test_the_trail_of_everything_is_for_who_audits(people: Cast) -> None:
    """By kind, by name and by day; what was said is not among it."""
    case = handled(bench(people), people)
    auditor = Program(people.auditor)
    found = auditor.get("/audit/events", {"kind": "case", "limit": 200}).json()["items"]
    assert {each["stream"] for each in found} == {"case"}
    assert case.key in {each["key"] for each in found}
    assert not {"payload", "texts"} & set(found[0])
    of_one = auditor.get("/audit/events", {"who": people.secretary.name, "limit": 200}).json()["items"]
    assert {each["actor"]["name"] for each in of_one} == {people.secretary.name}
    (kind,) = {each["type"] for each in auditor.get("/audit/events", {"kind": found[0]["type"]}).json()["items"]}
    assert kind == found[0]["type"]
    tomorrow = timezone.localdate().replace(year=timezone.localdate().year + 1)
    assert auditor.get("/audit/events", {"since": tomorrow.isoformat()}).json()["items"] == []
    assert Program(people.supervisor).get("/audit/events").status_code == 403
