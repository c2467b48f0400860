"""The congress by programs: terms and sessions, rosters over time, meetings, records, remarks, questions, opinions."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.recorded import TEXT, confirmed_statement, recorded, remark_of
from tests.congress.seated import Seated, seated

from huiyin.congress.models import Congress, Record, Session
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Case

pytestmark = pytest.mark.django_db
MORNING = "2026-01-09T09:00:00+08:00"


@pytest.fixture
def town(people: Cast) -> Seated:
    return seated(people)


@pytest.fixture
def secretary(people: Cast) -> Program:
    return Program(people.secretary)


def test_a_congress_is_founded_and_its_session_opened(people: Cast, secretary: Program) -> None:
    founded = {"place": people.city.code, "level": "prefecture", "number": 17, "from_on": "2022-01-06"}
    congress = secretary.post("/congresses", founded)
    assert congress.status_code == 201, congress.content
    assert secretary.post("/congresses", founded).json()["code"] == "congress.number_taken"
    path = f"/congresses/{congress.json()['key']}"
    assert secretary.patch(path, {"size": 350}).json()["size"] == 350
    session = {"number": 5, "year": 2026, "opens_on": "2026-01-08", "closes_on": "2026-01-11"}
    opened = secretary.post(f"{path}/sessions", session).json()
    assert secretary.patch(f"/sessions/{opened['key']}", {"closes_on": None}).json()["closes_on"] is None
    late = secretary.patch(f"/sessions/{opened['key']}", {"closes_on": "2026-01-01"})
    assert (late.status_code, late.json()["code"], late.json()["faults"]) == (
        *(422, "days.turned_round"),
        [{"where": "closes_on", "code": "days.turned_round"}],
    )
    wrong = {**session, "opens_on": "2021-01-08", "closes_on": "2021-01-07"}
    faults = secretary.post(f"{path}/sessions", wrong).json()["faults"]
    assert [(each["where"], each["code"]) for each in faults] == [
        ("closes_on", "days.turned_round"),
        ("opens_on", "session.outside_term"),
        ("number", "session.number_taken"),
    ]
    assert [each["key"] for each in secretary.get("/sessions").json()["items"]] == [opened["key"]]
    assert secretary.post("/congresses", {**founded, "place": "zz", "number": 3}).json()["code"] == "reference.unknown"
    assert Program(people.supervisor).post("/congresses", founded).status_code == 403


def test_the_agenda_and_who_presides_and_sits_in(secretary: Program, town: Seated) -> None:
    path = f"/sessions/{town.session.key}"
    for title in ("政府工作报告", "财政预算报告"):
        agenda = secretary.post(f"{path}/agenda", {"title": title, "treatment": "deliberate"}).json()["items"]
    moved = secretary.post(f"/agenda/{agenda[1]['key']}/move", {"up": True}).json()["items"]
    assert [each["title"] for each in moved] == ["财政预算报告", "政府工作报告"]
    changed = secretary.patch(f"/agenda/{agenda[1]['key']}", {"treatment": "examine"}).json()["items"]
    assert changed[0]["treatment"] == "examine"
    assert len(secretary.delete(f"/agenda/{agenda[0]['key']}").json()["items"]) == 1
    members = [town.mandates[name].deputy.key for name in ("岑望川", "苗向晚")]
    assert [each["name"] for each in secretary.put(f"{path}/presidium", {"members": members}).json()["members"]] == [
        "岑望川",
        "苗向晚",
    ]
    seen = secretary.post(f"{path}/observers", {"name": "简文清", "delegation": town.river.key}).json()["items"]
    assert secretary.post(f"{path}/observers", {"name": "简文清"}).json()["code"] == "observer.twice"
    assert secretary.delete(f"/observers/{seen[0]['key']}").json()["items"] == []


def test_the_roster_over_time(people: Cast, secretary: Program, town: Seated) -> None:
    path = f"/congresses/{town.congress.key}"
    group = secretary.post(f"/delegations/{town.stone.key}/groups", {"name": "第一小组"}).json()["groups"][0]
    assert secretary.patch(f"/groups/{group['key']}", {"name": "一组"}).json()["groups"][0]["name"] == "一组"
    elected = {
        "name": "桑知夏",
        "number": "006",
        "delegation": town.stone.key,
        "group": group["key"],
        "on": "2025-03-01",
    }
    deputy = secretary.post(f"{path}/deputies", elected)
    assert deputy.status_code == 201, deputy.content
    mine = f"/deputies/{deputy.json()['key']}"
    moved = secretary.post(f"{mine}/move", {"delegation": town.river.key, "on": "2025-06-01"}).json()["mandates"][0]
    assert [(seat["delegation"], seat["to_on"]) for seat in moved["seats"]] == [
        (town.river.key, None),
        (town.stone.key, "2025-05-31"),
    ]
    assert secretary.patch(mine, {"number": "001"}).json()["code"] == "mandate.number_taken"
    assert secretary.patch(mine, {"post": "教师"}).json()["post"] == "教师"
    sealed = secretary.post(f"{mine}/contacts", {"phone": "138-0000-0000"})
    assert sealed.json() == {"sealed": ["phone"]}
    assert "13800000000" not in secretary.get(mine).content.decode()
    ended = secretary.post(f"{mine}/end", {"on": "2025-12-31", "ended_by": "moved"}).json()["mandates"][0]
    assert (ended["to_on"], ended["ended_by"]) == ("2025-12-31", "moved")
    listed = secretary.get(f"{path}/deputies", {"on": "2026-01-09", "delegation": town.river.key}).json()["items"]
    assert [each["name"] for each in listed] == ["岑望川", "陆闻舟", "闻一苇"]
    assert len(secretary.get(f"{path}/deputies", {"state": ""}).json()["items"]) == 6
    assert Program(people.handler).post(f"{path}/deputies", elected).status_code == 403


def test_a_roster_asks_no_more_of_the_database_the_longer_it_is(
    secretary: Program, town: Seated, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        assert len(secretary.get(f"/congresses/{town.congress.key}/deputies").json()["items"]) == 5


def test_a_meeting_is_planned_attended_and_then_cannot_be_cancelled(
    people: Cast, secretary: Program, town: Seated
) -> None:
    path = f"/sessions/{town.session.key}/meetings"
    body = {"kind": "delegation", "delegation": town.river.key, "starts_at": MORNING, "room": "一会议室"}
    assert secretary.post(path, {**body, "delegation": None}).json()["code"] == "meeting.delegation"
    meeting = secretary.post(path, body).json()
    mine = f"/meetings/{meeting['key']}"
    assert secretary.patch(mine, {"room": "二会议室"}).json()["room"] == "二会议室"
    deputy = town.mandates["陆闻舟"].deputy.key
    sheet = secretary.post(f"{mine}/attendance", {"marks": {deputy: "leave"}, "rest_present": True}).json()
    assert (sheet["count"]["leave"], sheet["count"]["present"], sheet["count"]["unrecorded"]) == (1, 2, 0)
    assert secretary.post(f"{mine}/attendance", {"marks": {"zz": "leave"}}).json()["code"] == "attendance.stranger"
    assert secretary.delete(mine).json()["code"] == "meeting.recorded"
    other = secretary.post(path, {**body, "kind": "plenary", "delegation": None}).json()
    gone = secretary.delete(f"/meetings/{other['key']}", Idempotency_Key="m-1")
    assert gone.json() == {"key": other["key"]}
    assert secretary.delete(f"/meetings/{other['key']}", Idempotency_Key="m-1").json() == gone.json()
    assert [each["key"] for each in secretary.get(path, {"kind": "delegation"}).json()["items"]] == [meeting["key"]]
    assert Program(people.supervisor).get(f"{mine}/attendance").status_code == 403


def test_a_record_is_written_handed_over_and_its_speakers_confirmed(
    people: Cast, secretary: Program, town: Seated
) -> None:
    meeting = recorded(people, town).meeting
    begun = secretary.post(f"/meetings/{meeting.key}/records", {"title": "临溪区代表团发言记录"}).json()
    path = f"/records/{begun['key']}"
    tag = secretary.tag(path)
    assert secretary.patch(path, {"text": TEXT}, If_Match=tag).json()["revision"] == 2
    assert secretary.patch(path, {"text": "别的"}, If_Match=tag).status_code == 412
    secret = secretary.patch(path, {"text": "机密★\n" + TEXT}, If_Match=secretary.tag(path))
    assert (secret.status_code, secret.json()["code"]) == (422, "text.secret")
    handed = secretary.post(f"{path}/hand-over").json()
    assert handed["source"]
    read_source(handed["source"])
    assert secretary.patch(path, {"text": TEXT}, If_Match=secretary.tag(path)).json()["code"] == "record.handed"
    assert secretary.post(f"{path}/confirm").json()["confirmed"] == 3
    rows = secretary.get(f"{path}/remarks").json()["items"]
    assert [(each["named"], each["state"]) for each in rows] == [
        ("陆闻舟", "confirmed"),
        ("闻一苇", "confirmed"),
        ("简文清", "confirmed"),
        ("王代表", "draft"),
    ]
    last = rows[-1]
    who = {"deputy": town.mandates["苗向晚"].deputy.key}
    told = secretary.post(f"/remarks/{last['key']}/speaker", who, If_Match=f'"{last["version"]}"').json()["items"][-1]
    assert (told["deputy"]["name"], told["state"]) == ("苗向晚", "confirmed")
    assert secretary.post(f"/remarks/{last['key']}/reopen", If_Match=f'"{last["version"]}"').status_code == 412
    again = secretary.post(f"/remarks/{last['key']}/reopen", If_Match=f'"{told["version"]}"').json()["items"][-1]
    assert again["state"] == "draft"
    assert "text" not in Program(people.editor).get(f"/sessions/{town.session.key}/records").json()["items"][0]
    assert Program(people.deputy).get(path).status_code == 403


def test_a_remark_is_split_joined_and_about_a_passage(people: Cast, secretary: Program, town: Seated) -> None:
    scene = recorded(people, town)
    record = scene.handed()
    row = remark_of(record, "陆闻舟")
    offset = record.source.text.index("老旧小区停车泊位还是不够")
    rows = secretary.post(f"/remarks/{row.key}/split", {"offset": offset}, If_Match=f'"{row.version}"').json()["items"]
    assert rows[1]["text"].startswith("老旧小区停车泊位还是不够")
    joined = secretary.post(f"/remarks/{row.key}/join", If_Match=f'"{rows[0]["version"]}"').json()["items"]
    assert len(joined) == len(rows) - 1
    about = {"source": scene.report.key, "start": 0, "end": 9}
    told = secretary.post(f"/remarks/{row.key}/about", about, If_Match=f'"{joined[0]["version"]}"').json()["items"][0]
    assert told["about"] == {**about, "confirmed": True}
    wrong = secretary.post(f"/remarks/{row.key}/seconds", {"seconds": 5}, If_Match=f'"{told["version"]}"')
    assert wrong.json()["code"] == "remark.not_timed"
    both = {"deputy": town.mandates["陆闻舟"].deputy.key, "observer": scene.town.session.observers.get().key}
    refused = secretary.post(f"/remarks/{row.key}/speaker", both, If_Match=f'"{told["version"]}"')
    assert refused.json()["code"] == "remark.one_speaker"


def test_a_suggestion_of_a_remark_is_offered_and_taken(people: Cast, secretary: Program, town: Seated) -> None:
    scene = recorded(people, town)
    record = scene.handed()
    deputy = town.mandates["陆闻舟"].deputy
    deputy.account = people.deputy
    deputy.save()
    row = remark_of(record, "陆闻舟")
    secretary.post(f"/remarks/{row.key}/speaker", {"deputy": deputy.key}, If_Match=f'"{row.version}"')
    statement = confirmed_statement(record, "新增停车泊位500个", scene.by)
    body = {"statement": statement.key, "deputy": deputy.key}
    offered = secretary.post(f"/remarks/{row.key}/offers", body)
    assert offered.status_code == 201, offered.content
    mine = Program(people.deputy)
    assert [each["state"] for each in mine.get("/offers").json()["items"]] == ["offered"]
    taken = mine.post(f"/offers/{offered.json()['key']}/take").json()
    assert taken["state"] == "taken"
    assert statement.text in mine.get(f"/drafts/{taken['draft']}").json()["grounds"]
    assert mine.post(f"/offers/{offered.json()['key']}/decline").json()["code"] == "offer.answered"
    assert not Case.objects.exists()


def test_a_transcript_keeps_its_times(people: Cast, secretary: Program, town: Seated) -> None:
    meeting = recorded(people, town).meeting
    first = "1\n00:00:01,000 --> 00:00:31,000\n陆闻舟代表：停车泊位不够。\n\n"
    srt = f"{first}2\n00:00:31,000 --> 00:01:01,000\n闻一苇代表：同意。\n"
    file = SimpleUploadedFile("发言.srt", srt.encode())
    begun = secretary.send(f"/meetings/{meeting.key}/record-files", {"file": file, "title": "发言", "timed": "true"})
    assert begun.status_code == 201, begun.content
    assert begun.json()["origin"] == "uploaded"
    assert Record.objects.get().time_marks
    assert secretary.delete(f"/records/{begun.json()['key']}").status_code == 200


def test_a_question_is_asked_corrected_and_answered(people: Cast, secretary: Program, town: Seated) -> None:
    path = f"/sessions/{town.session.key}/questions"
    body = {
        "text": "停车泊位今年新增多少？",
        "asked_at": MORNING,
        "asked_by": town.mandates["陆闻舟"].deputy.key,
        "unit": people.housing.key,
    }
    asked = secretary.post(path, body)
    assert asked.status_code == 201, asked.content
    mine = f"/questions/{asked.json()['key']}"
    assert (asked.json()["delegation"], asked.json()["owing"]) == (town.river.key, people.housing.label)
    stale = secretary.tag(mine)
    assert secretary.put(mine, {**body, "text": "停车泊位今年新增多少个？"}, If_Match=stale).json()["version"] == 2
    answer = {"answer": "今年新增1800个。", "how": "orally", "answered_at": "2026-01-09T10:00:00+08:00"}
    answer["answered_unit"] = people.housing.key
    assert secretary.put(f"{mine}/answer", answer, If_Match=stale).status_code == 412
    told = secretary.put(f"{mine}/answer", answer, If_Match=secretary.tag(mine)).json()
    assert (told["answer"], told["owing"], told["answered_unit"]["key"]) == (
        "今年新增1800个。",
        "",
        people.housing.key,
    )
    assert secretary.delete(mine, If_Match=secretary.tag(mine)).json()["code"] == "question.answered"
    assert secretary.get(path, {"open": "true"}).json()["items"] == []
    assert Program(people.supervisor).put(mine, body, If_Match='"1"').status_code == 403


def test_an_opinion_of_the_committee_opens_a_case_for_each_body(people: Cast, secretary: Program, town: Seated) -> None:
    body = {
        "congress": town.congress.key,
        "title": "对供热工作情况报告的审议意见",
        "meeting": "市十七届人大常委会第三十次会议",
        "held_on": timezone.localdate().isoformat(),
        "text": "要加快供热管网改造，按期完成年度任务，并向社会公布进度。",
        "to": [people.office.key],
    }
    made = secretary.post("/committee-opinions", body)
    assert made.status_code == 201, made.content
    assert len(made.json()["cases"]) == 1
    listed = secretary.get("/committee-opinions", {"closed": "false"}).json()["items"]
    assert [(each["meeting"], each["title"]) for each in listed] == [(body["meeting"], body["title"])]
    assert secretary.post("/committee-opinions", {**body, "text": ""}).json()["code"] == "opinion.one_text"


def test_another_places_congress_is_seen_and_not_changed(people: Cast, town: Seated) -> None:
    """A secretary of the district sees the city's congress above it, and changes nothing of it."""
    from tests.cast import account

    from huiyin.people.models import House, Role, Unit

    unit = Unit.objects.create(
        name="临溪区人大常委会", short_name="区人大", house=House.CONGRESS, place=people.district
    )
    there = Program(account("district", "区秘书", (Role.SECRETARY, unit)))
    assert there.get(f"/sessions/{town.session.key}").status_code == 200
    assert there.patch(f"/sessions/{town.session.key}", {"number": 6}).status_code == 404
    assert there.post(f"/congresses/{town.congress.key}/sessions", {}).status_code in (404, 422)
    assert (Congress.objects.count(), Session.objects.get().number) == (1, 5)


def test_figures_of_what_was_said_have_no_speaker(people: Cast, secretary: Program, town: Seated) -> None:
    scene = recorded(people, town)
    record = scene.handed()
    confirmed_statement(record, "新增停车泊位500个", scene.by)
    told = secretary.get(f"/sessions/{town.session.key}/said").json()
    assert told["statements"] == 1
    assert set(told["topics"][0]) == {"topic", "counts", "total"}
    assert secretary.get(f"/sessions/{town.session.key}/speaking-time").json() == {"measured": False, "items": []}


def test_a_replaced_text_is_had_again(people: Cast, secretary: Program, town: Seated) -> None:
    """What another's saving took the place of is listed, shown and put back; the text before it is kept as well."""
    record = recorded(people, town).begin()
    kept = record.versions.create(
        title="旧题", text="先前写下的发言", revision=1, written_by=people.secretary, written_at=timezone.now(),
        replaced_by=people.secretary, replaced_at=timezone.now(),
    )  # fmt: skip
    path = f"/records/{record.key}"
    (row,) = secretary.get(f"{path}/versions").json()["items"]
    assert (row["key"], row["title"], row["replaced_by"]) == (kept.key, "旧题", people.secretary.key)
    assert secretary.get(f"{path}/versions/{kept.key}").json()["text"] == "先前写下的发言"
    stale = secretary.post(f"{path}/versions/{kept.key}/restore", {}, If_Match='"999"')
    assert stale.status_code == 412
    back = secretary.post(f"{path}/versions/{kept.key}/restore", {}, If_Match=secretary.tag(path))
    assert (back.status_code, back.json()["text"]) == (200, "先前写下的发言")
    assert TEXT.strip() in {each.text.strip() for each in record.versions.all()}
    assert secretary.get(f"{path}/versions/zzzzzz").status_code == 404
    assert Program(people.auditor).get(f"{path}/versions").status_code == 403
