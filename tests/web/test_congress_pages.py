"""The pages of the congress: what a secretary does with them, what a deputy sees, the sheet with and without script."""

import io
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.cast import Cast
from tests.congress.seated import BY, CLOSES, OPENS, Seated, seated
from tests.congress.test_roster_import import book
from tests.web.sure import sign_in

from huiyin.congress import attendance, roster, sessions
from huiyin.congress.attendance import roll_of
from huiyin.congress.models import Congress, Mandate, Meeting, Session
from huiyin.ledger.models import Event
from huiyin.people import vault
from huiyin.people.models import Account

PHONE = "13800990006"


@pytest.fixture
def town(people: Cast) -> Seated:
    return seated(people)


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    return sign_in(client, people.secretary)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def import_of(clerk: Client, town: Seated, *rows: list[Any], on: str = "2026-01-08") -> Any:
    held = io.BytesIO(book(*rows))
    held.name = "名册.xlsx"
    return clerk.post(f"/congress/{town.congress.key}/deputies/import/", {"table": held, "on": on})


def hidden(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'name="(rows|seen)" value="([^"]+)"', answer.content.decode()))


def test_from_nothing_to_a_session(clerk: Client, people: Cast) -> None:
    """The pages lead on: found the congress, open the session, and the overview offers the import."""
    assert "先录入届次" in text(clerk.get("/congress/"))
    first = {"place": people.city.code, "level": "prefecture", "number": 17, "from_on": "2022-01-06"}
    url = clerk.post("/congress/new/", first).url
    congress = Congress.objects.get()
    assert url == f"/congress/{congress.key}/sessions/new/"
    again = clerk.post("/congress/new/", first)
    assert again.status_code == 422
    assert "这个行政区已有这一届" in text(again)
    opened = {"number": 5, "year": 2026, "opens_on": "2026-01-08", "closes_on": "2026-01-11"}
    url = clerk.post(f"/congress/{congress.key}/sessions/new/", opened).url
    page = text(clerk.get(url))
    assert "云汀市第十七届人民代表大会第五次会议" in page
    assert f"/congress/{congress.key}/deputies/import/" in page
    turned = clerk.post(f"/sessions/{Session.objects.get().key}/edit/", {**opened, "closes_on": "2026-01-01"})
    assert "截止日期早于起始日期" in text(turned)
    following = clerk.post("/congress/new/", {**first, "number": 18, "from_on": "2027-01-06"}).url
    assert following in text(clerk.get(url))  # nothing else leads to a congress without a session


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (
            {"opens_on": "2026-03-09", "closes_on": "2026-03-12"},
            "会期设为 2026年1月8日至2026年3月12日，再改会议日期",
        ),
        ({"opens_on": "2026-03-09", "closes_on": ""}, "会期设为 2026年1月8日起、不填闭幕日期，再改会议日期"),
        ({"opens_on": "2026-01-08", "closes_on": "2026-01-08"}, "请先改会议日期，或更正会期"),
    ],
)
def test_the_page_tells_how_a_session_is_postponed(
    clerk: Client, town: Seated, days: dict[str, str], words: str
) -> None:
    """At the first day, in the order in which it can be done."""
    town.meeting(on=CLOSES)
    answer = clerk.post(f"/sessions/{town.session.key}/edit/", {"number": 5, "year": 2026, **days})
    assert list(answer.context["form"].errors) == ["opens_on"]
    assert words in text(answer)


def test_the_overview_counts_as_of_a_day_of_the_session(clerk: Client, town: Seated) -> None:
    """Long after the session, its last day; delegations lead to their pages."""
    sessions.add_item(session=town.session, title="关于2026年预算（草案）的报告", treatment="examine", by=BY)
    page = text(clerk.get(f"/sessions/{town.session.key}/"))
    assert "审查和批准" in page
    assert "截至" in page
    assert f"/delegations/{town.river.key}/" in page
    assert re.search(r"合计.*?<td class=\"n\"[^>]*>5</td>", page)


def test_a_file_is_shown_before_it_is_taken_in_and_no_page_shows_a_telephone_number(
    clerk: Client, town: Seated
) -> None:
    """Neither in words nor in the hidden field; afterwards the number lies in the vault."""
    rows = [
        ["006", "沈未晞", "白鹭县代表团", "第一小组", "召集人", "湖心镇 教师", PHONE],
        ["005", "阮青禾", "临溪区代表团"],
    ]
    before = Event.objects.count()
    preview = import_of(clerk, town, *rows)
    page = text(preview)
    assert "新建 1 个代表团：白鹭县代表团" in page
    assert "<del>青石区代表团</del> → <ins>临溪区代表团</ins>" in page
    assert "将存入保密库" in page
    assert PHONE not in page
    assert Event.objects.count() == before
    done = clerk.post(f"/congress/{town.congress.key}/deputies/import/carry-out/", hidden(preview))
    assert done.url == f"/congress/{town.congress.key}/deputies/"
    deputy = Mandate.objects.get(number="006").deputy
    assert vault.kept_fields(deputy.person) == [("phone", "")]
    shown = text(clerk.get(f"/deputies/{deputy.key}/"))
    assert "保密库中已有" in shown
    assert PHONE not in shown


def test_refused_rows_stop_the_import_until_they_are_skipped(clerk: Client, town: Seated) -> None:
    """Each with its reason; with the tick, the others are taken in."""
    preview = import_of(clerk, town, ["006", "沈未晞", "青石区"], ["007", "林行止", "青石区", None, "团长"])
    assert "青石区代表团会有两名团长" in text(preview)
    url = f"/congress/{town.congress.key}/deputies/import/carry-out/"
    assert clerk.post(url, hidden(preview)).status_code == 422
    assert not Mandate.objects.filter(number="006").exists()
    clerk.post(url, hidden(preview) | {"skip": "1"})
    assert Mandate.objects.filter(number="006").exists()
    assert not Mandate.objects.filter(number="007").exists()


def test_a_preview_that_no_longer_holds_is_shown_anew(clerk: Client, town: Seated, people: Cast) -> None:
    """What changed meanwhile, and what was made for somebody else or for another congress, is not written."""
    preview = import_of(clerk, town, ["006", "沈未晞", "青石区"])
    url = f"/congress/{town.congress.key}/deputies/import/carry-out/"
    other = sign_in(Client(), people.administrator)
    assert other.post(url, hidden(preview)).status_code == 409
    new = roster.add_deputy(name="沈未晞")
    seat = roster.Seat(town.stone)
    roster.elect(congress=town.congress, deputy=new, seat=seat, from_on=OPENS, number="006", by=BY)
    late = clerk.post(url, hidden(preview))
    assert late.status_code == 409
    assert "请再看一遍预览" in text(late)


def test_a_deputy_moves_and_leaves_over_the_pages(clerk: Client, town: Seated) -> None:
    """The page of the delegation tells who left, and why."""
    deputy = town.mandates["闻一苇"].deputy
    seat = {"delegation": town.stone.key, "office": "member", "on": "2026-01-09"}
    refused = clerk.post(f"/deputies/{deputy.key}/move/", {**seat, "group": town.first.key})
    assert "这个小组属于另一代表团" in text(refused)
    assert clerk.post(f"/deputies/{deputy.key}/move/", seat).url == f"/deputies/{deputy.key}/"
    assert "转到其他席位" in text(clerk.get(f"/delegations/{town.river.key}/"))
    ended = clerk.post(f"/deputies/{deputy.key}/end/", {"on": "2026-01-10", "ended_by": "resigned"})
    assert ended.status_code == 302
    page = text(clerk.get(f"/delegations/{town.stone.key}/"))
    assert "曾在本团的代表" in page
    assert "辞职" in page
    assert clerk.get(f"/deputies/{deputy.key}/end/").status_code == 404


def test_a_meeting_is_planned_with_words_for_what_is_missing(clerk: Client, town: Seated) -> None:
    """The group says whose group meeting it is; errors stand at their fields."""
    url = f"/sessions/{town.session.key}/meetings/new/"
    planned = {"kind": "delegation", "on": "2026-01-09", "starts": "14:30", "room": "会堂"}
    refused = clerk.post(url, planned)
    assert refused.status_code == 422
    assert "请选开会的代表团" in text(refused)
    group = {**planned, "kind": "group", "group": town.first.key}
    assert "这个小组属于另一代表团" in text(clerk.post(url, {**group, "delegation": town.stone.key}))
    assert clerk.post(url, group).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.delegation, meeting.starts_at.hour) == (town.river, 6)
    page = text(clerk.get(f"/sessions/{town.session.key}/meetings/?delegation={town.stone.key}"))
    assert "请去掉一个筛选条件" in page
    page = text(clerk.get(f"/sessions/{town.session.key}/meetings/?day=2026-01-09&kind=group"))
    assert "临溪区代表团第一小组会议" in page
    assert "应到 2 人，实到 0 人" in page


def test_one_mark_is_saved_at_once_and_the_counts_come_back(clerk: Client, town: Seated) -> None:
    """What htmx sends is one name; the answer is the counts alone."""
    meeting, deputy = town.meeting(), town.mandates["闻一苇"].deputy
    url = f"/meetings/{meeting.key}/attendance/"
    answer = clerk.post(url, {f"mark-{deputy.key}": "present"}, headers={"HX-Request": "true"})
    page = text(answer)
    assert page.strip().startswith('<div id="counts"')
    assert "法定人数待定，还须 3 名出席" in page
    assert "未经核定" in page
    assert roll_of(meeting).count.present == 1
    stranger = clerk.post(url, {"mark-zzzzzzzzzzzzzz": "present"}, headers={"HX-Request": "true"})
    assert stranger.status_code == 409
    assert "请刷新页面后再登记" in text(stranger)


def test_the_sheet_works_as_a_form_and_overwrites_nothing_that_others_marked(clerk: Client, town: Seated) -> None:
    """Each line says what stood there before; only what differs from it is a mark of this person."""
    meeting = town.meeting()
    mine, theirs = town.mandates["闻一苇"].deputy.key, town.mandates["阮青禾"].deputy.key
    attendance.take(meeting=meeting, marks={theirs: "leave"}, by=BY)
    sent = {f"was-{mine}": "", f"mark-{mine}": "absent", f"was-{theirs}": "", f"mark-{theirs}": "none"}
    assert clerk.post(f"/meetings/{meeting.key}/attendance/", sent).status_code == 302
    count = roll_of(meeting).count
    assert (count.absent, count.leave, count.unrecorded) == (1, 1, 3)
    clerk.post(f"/meetings/{meeting.key}/attendance/", {"act": "rest"})
    count = roll_of(meeting).count
    assert (count.present, count.absent, count.leave, count.unrecorded) == (3, 1, 1, 0)


def test_the_sheet_prints_and_goes_out_as_a_workbook(clerk: Client, town: Seated) -> None:
    """With every state in words; not recorded is a state of its own. No telephone number anywhere."""
    sessions.add_observer(session=town.session, name="简文清", post="市发展改革委主任", by=BY)
    meeting, deputy = town.meeting(), town.mandates["闻一苇"].deputy
    attendance.take(meeting=meeting, marks={deputy.key: "leave"}, by=BY)
    assert "签名" in text(clerk.get(f"/meetings/{meeting.key}/attendance/print/"))
    found = load_workbook(io.BytesIO(content_of(clerk.get(f"/meetings/{meeting.key}/attendance/table/"))))
    states = {row[1]: row[6] for row in found.worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert states == {"岑望川": "未登记", "陆闻舟": "未登记", "闻一苇": "请假", "苗向晚": "未登记", "阮青禾": "未登记"}
    assert [row[0] for row in found.worksheets[1].iter_rows(min_row=2, values_only=True)] == ["简文清"]
    sheet = load_workbook(
        io.BytesIO(content_of(clerk.get(f"/congress/{town.congress.key}/deputies/table/")))
    ).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == list(town.mandates)


def test_a_deputy_sees_the_session_and_the_own_meetings_only(client: Client, town: Seated, people: Cast) -> None:
    """Neither counts nor the sheet, and another delegation's meeting is not there."""
    deputy = town.mandates["陆闻舟"].deputy
    deputy.account = people.deputy
    deputy.save()
    own, other = town.meeting("delegation", delegation=town.river), town.meeting("delegation", delegation=town.stone)
    sign_in(client, people.deputy)
    assert client.get(f"/sessions/{town.session.key}/").status_code == 200
    page = text(client.get(f"/sessions/{town.session.key}/meetings/"))
    assert "临溪区代表团全体会议" in page
    assert "青石区代表团全体会议" not in page
    assert "应到" not in page
    assert client.get(f"/meetings/{own.key}/").status_code == 200
    assert client.get(f"/meetings/{other.key}/").status_code == 404
    assert client.get(f"/meetings/{own.key}/attendance/").status_code == 403
    shown = text(client.get(f"/deputies/{town.mandates['苗向晚'].deputy.key}/"))
    assert "登录账号" not in shown
    assert client.get(f"/deputies/{deputy.key}/edit/").status_code == 403


def test_a_secretary_of_another_place_changes_nothing_here(client: Client, town: Seated, people: Cast) -> None:
    """A district's own secretariat sees the city's session, and finds no page to change it."""
    from tests.cast import account

    from huiyin.people.models import House, Unit

    office = Unit.objects.create(name="临溪区人大常委会办公室", house=House.CONGRESS, place=people.district)
    sign_in(client, account("linxi", "祁安", ("secretary", office)))
    assert client.get(f"/sessions/{town.session.key}/").status_code == 200
    for path in (
        f"/sessions/{town.session.key}/edit/",
        f"/sessions/{town.session.key}/agenda/",
        f"/congress/{town.congress.key}/deputies/import/",
        f"/deputies/{town.mandates['闻一苇'].deputy.key}/move/",
        f"/delegations/{town.river.key}/edit/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(f"/meetings/{town.meeting().key}/attendance/", {"act": "rest"}).status_code == 404


def test_slips_are_shown_once(client: Client, town: Seated, people: Cast) -> None:
    """Made for those picked, never stored by a browser; the second time they are not on the list."""
    sign_in(client, people.administrator)
    url = f"/congress/{town.congress.key}/deputies/accounts/"
    chosen = [town.mandates["闻一苇"].pk, town.mandates["阮青禾"].pk]
    made = client.post(url, {"start": "rd", "chosen": chosen})
    assert made["Cache-Control"] == "no-store"
    page = text(made)
    for username in ("rd003", "rd005"):
        assert username in page
        assert Account.objects.get(username=username).must_change_password
    assert "闻一苇" not in text(client.get(url))
    refused = client.post(url, {"start": "rd"})
    assert refused.status_code == 422


def test_contacts_go_into_the_vault_by_hand_too(clerk: Client, town: Seated) -> None:
    """A wrong number is refused without being kept; a right one is never shown again."""
    deputy = town.mandates["闻一苇"].deputy
    url = f"/deputies/{deputy.key}/contacts/"
    assert clerk.post(url, {"vault_phone": "12"}).status_code == 422
    assert clerk.post(url, {"vault_phone": PHONE}).status_code == 302
    deputy.refresh_from_db()
    assert vault.kept_fields(deputy.person) == [("phone", "")]
    assert PHONE not in text(clerk.get(url))


@pytest.mark.django_db
def test_lists_cost_the_same_for_more_rows(clerk: Client, town: Seated, django_assert_max_num_queries: Any) -> None:
    """Meetings with their counts, the roster, the sheet: no query a row."""
    for hour in range(8, 20):
        town.meeting(hour=hour)
    paths = (
        f"/sessions/{town.session.key}/meetings/",
        f"/congress/{town.congress.key}/deputies/",
        f"/meetings/{Meeting.objects.first().key}/attendance/",  # type: ignore[union-attr]
    )
    for path in paths:
        clerk.get(path)
        with django_assert_max_num_queries(30):
            clerk.get(path)


def test_the_trail_of_everything_tells_of_the_congress(client: Client, town: Seated, people: Cast) -> None:
    """By the names of deputies, delegations, sessions and meetings, each led to."""
    meeting = town.meeting()
    attendance.mark_rest_present(meeting=meeting, by=BY)
    sign_in(client, people.auditor)
    page = text(client.get("/audit/"))
    assert "登记出席情况" in page
    for path in (f"/meetings/{meeting.key}/", f"/deputies/{town.mandates['闻一苇'].deputy.key}/"):
        assert path in page


def test_what_cannot_be_put_back_as_it_was_is_asked_about(clerk: Client, town: Seated) -> None:
    """An item leaves the agenda, and somebody the list of those who sit in, only once that was meant."""
    key = town.session.key
    clerk.post(f"/sessions/{key}/agenda/", {"title": "审议《云汀市湿地保护条例（草案）》", "treatment": "deliberate"})
    clerk.post(f"/sessions/{key}/observers/", {"name": "简文清", "post": "市发展改革委主任"})
    item, observer = town.session.agenda.get(), town.session.observers.get()
    for address, pressed, words in (
        (f"/agenda/{item.key}/act/", {"act": "remove"}, "湿地保护条例（草案）"),
        (f"/observers/{observer.key}/remove/", {}, "简文清"),
    ):
        asked = clerk.post(address, pressed)
        page = asked.content.decode()
        assert asked.status_code == 200
        assert words in page
        assert 'name="sure" value="1"' in page
        assert clerk.post(address, {**pressed, "sure": "1"}).status_code == 302
    assert not town.session.agenda.exists()
    assert not town.session.observers.exists()
