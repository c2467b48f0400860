"""What a page says where nothing is there: what it is for and what comes first; behind a filter, the way out."""

import re

import pytest
from django.test import Client
from tests.cast import Cast
from tests.congress.seated import seated
from tests.ledger.works import a_source
from tests.web.sure import sign_in

from huiyin.people.models import Account

pytestmark = pytest.mark.django_db


def empty(person: Account, address: str) -> tuple[str, list[str]]:
    """Return the words of the empty place of a page, and the addresses that it leads to."""
    client = Client(headers={"accept-language": "zh-hans"})
    page = sign_in(client, person).get(address).content.decode()
    found = re.search(r'<div class="empty">(.*?)</div>', page, re.DOTALL)
    assert found, page[-3000:]
    return re.sub(r"<[^>]+>", "", found[1]), re.findall(r'href="([^"]*)"', found[1])


@pytest.mark.parametrize(
    ("who", "address", "words", "leads_to"),
    [
        ("secretary", "/suggestions/", "还没有建议、议案", ["/suggestions/paper/"]),
        ("supervisor", "/suggestions/", "还没有建议、议案", []),
        ("secretary", "/suggestions/?q=班车", "没有符合条件的建议、议案", ["/suggestions/"]),
        ("secretary", "/suggestions/hand-over/", "还没有交办过", ["/suggestions/"]),
        ("secretary", "/suggestions/paper/", "还没有录入任期已开始的届次", ["/congress/"]),
        ("secretary", "/suggestions/import/", "还没有可以录入建议的届次", ["/congress/"]),
        ("secretary", "/congress-opinions/new/", "还没有录入任期已开始的届次", ["/congress/"]),
        ("supervisor", "/statistics/", "本年度还没有交办事项", ["/statistics/?by=unit"]),
        ("supervisor", "/statistics/?by=unit", "还没有交办事项", []),
        ("supervisor", "/statistics/?type=commitment", "没有符合条件的交办件", ["/statistics/?by=unit"]),
        ("supervisor", "/ledger/", "还没有您可以查看的事项", ["/sources/"]),
        ("supervisor", "/ledger/?due_from=2026-12-01&due_to=2026-01-31", "截止日期早于起始日期", ["/ledger/"]),
        (
            "supervisor",
            "/statistics/?issued_from=2026-12-01&issued_to=2026-01-31",
            "截止日期早于起始日期",
            ["/statistics/?by=unit"],
        ),
        ("handler", "/ledger/", "还没有您可以查看的事项", []),
        ("supervisor", "/imports/plan/", "还没有收录过可供分解的报告", ["/sources/new/"]),
        ("supervisor", "/sources/", "还没有来源", ["/sources/new/"]),
        ("supervisor", "/sources/?view=open", "没有待审阅的文本", ["?"]),
        ("supervisor", "/sources/?view=reading", "所有文本都已读取", ["?"]),
        ("supervisor", "/sources/?view=withdrawn", "没有退出审阅的文本", ["?"]),
        ("supervisor", "/sources/?q=供热", "没有来源含有这些字", ["?"]),
        ("handler", "/notices/", "没有通知", []),
        ("handler", "/notices/?unread=1", "没有未读通知", ["?"]),
        ("auditor", "/vault/openings/", "尚无查阅记录", []),
        ("auditor", "/vault/openings/?person=abc", "没有这个编号的查阅记录", ["/vault/openings/"]),
        ("auditor", "/audit/?who=没有此人", "没有符合条件的记录", ["/audit/"]),
        ("secretary", "/publication/", "没有等待审定的事项", []),
        ("secretary", "/publication/?state=withdrawn", "目前没有这样的事项", []),
        ("secretary", "/publication/?state=withdrawn&q=班车", "没有符合条件的事项", ["?state=withdrawn"]),
    ],
)
def test_an_empty_page_says_what_comes_next(
    people: Cast, who: str, address: str, words: str, leads_to: list[str]
) -> None:
    """Nothing there is no filter too many, and a filter too many is taken away by one link."""
    said, urls = empty(getattr(people, who), address)
    assert words in said
    assert urls == leads_to


def test_what_comes_first_makes_room_for_the_form(people: Cast) -> None:
    """With a congress, or a report, the page asks what it is there to ask."""
    seated(people)
    a_source(people, home=people.city, text_kind="report")
    client = Client()
    client.force_login(people.secretary)
    for address in ("/suggestions/paper/", "/congress-opinions/new/"):
        assert 'name="congress"' in client.get(address).content.decode()
    client.force_login(people.supervisor)
    assert 'name="source"' in client.get("/imports/plan/").content.decode()


def test_an_administrator_is_offered_what_an_administrator_can_bring_in(people: Cast) -> None:
    """Reports belong to the offices, so that it is running cases; the ledger, which is not open, is no crumb."""
    client = sign_in(Client(headers={"accept-language": "zh-hans"}), people.administrator)
    assert 'href="/imports/cases/"' in client.get("/desk/").content.decode()
    page = client.get("/imports/cases/").content.decode()
    assert 'href="/ledger/"' not in page
    assert 'href="/desk/"' in page
    client.force_login(people.supervisor)
    assert 'href="/imports/plan/"' in client.get("/desk/").content.decode()
    assert 'href="/ledger/"' in client.get("/imports/plan/").content.decode()
