"""Pages of the import of suggestions: shown before anything is filed, then all of it; and a form that is sent twice."""

import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, TITLE, Bench, a_draft, bench, filed
from tests.congress.test_suggestion_import import line, table
from tests.web.sure import sign_in

from huiyin.congress.models import SuggestionDraft
from huiyin.congress.suggestion_desk import with_people
from huiyin.congress.suggestion_import_tables import MOST_ON_PAGE
from huiyin.ledger.models import Case, Event, Receipt
from huiyin.ledger.projections import with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people)


@pytest.fixture
def clerk(client: Client, people: Cast) -> Client:
    return sign_in(client, people.secretary)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def preview(clerk: Client, sits: Bench, *rows: list[Any], name: str = "建议.xlsx") -> Any:
    held = io.BytesIO(table(*rows))
    held.name = name
    return clerk.post(reverse("suggestion_import"), {"table": held, "congress": sits.congress.key})


def hidden(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'name="(rows|seen)" value="([^"]+)"', answer.content.decode()))


def test_from_the_desk_to_the_filed_items(clerk: Client, sits: Bench) -> None:
    """The desk leads to the import, the preview says what each row does, and the filed items wait on the desk."""
    there = filed(sits, title="关于在案一件的建议").case
    assert reverse("suggestion_import") in text(clerk.get(reverse("suggestions")))
    assert reverse("suggestion_template") in text(clerk.get(reverse("suggestion_import")))
    before = Event.objects.count()
    answer = preview(
        clerk,
        sits,
        line(附议代表="周砚秋", 编号=12, 类别="城建环资", 主办单位="市住建局"),
        line("关于乙的建议", 领衔代表="无此人"),
        line("关于在案一件的建议"),
        line("关于丙的建议", 公开意见=None),
    )
    page = text(answer)
    for words in (
        "第0012号",
        "主办单位：市住建局",
        "本届没有叫“无此人”的代表",
        "已在案",
        "按不同意公开录入",
        "录入 2 件",
    ):
        assert words in page, words
    assert reverse("case", args=[there.key]) in page
    assert GROUNDS not in page  # the rows travel sealed
    assert Event.objects.count() == before
    take = reverse("suggestion_take")
    stopped = clerk.post(take, hidden(answer))
    assert (stopped.status_code, Case.objects.count()) == (422, 1)
    done = clerk.post(take, hidden(answer) | {"skip": "1"}, follow=True)
    assert "已录入 2 件，待登记" in text(done)
    assert TITLE in text(done)
    assert Case.objects.get(number="第0012号").filing.paper
    again = clerk.post(take, hidden(answer) | {"skip": "1"})  # a second click, or the page gone back to
    assert (again.status_code, Case.objects.count()) == (409, 3)
    assert "请再看一遍预览" in text(again)


def test_a_preview_is_for_who_made_it_and_for_an_hour(clerk: Client, people: Cast, sits: Bench) -> None:
    """Anything else is sent back with nothing written."""
    answer = preview(clerk, sits, line())
    assert clerk.post(reverse("suggestion_take"), {"rows": "x", "seen": "y"}).status_code == 409
    people.secretary.grants.update(valid_to="2020-01-02")
    assert clerk.post(reverse("suggestion_take"), hidden(answer)).status_code == 403
    assert not Case.objects.exists()


WRONG = {
    "no file": ({}, "请选择文件"),
    "no table": ({"table": ("建议.xlsx", b"PK no workbook")}, "不完整或已损坏"),
    "no heads": ({"table": ("建议.csv", "甲,乙\n一,二\n".encode())}, "标题"),
    "too many rows": ({"table": ("建议.csv", ("标题\n" + "关于某事的建议\n" * (MOST_ON_PAGE + 1)).encode())}, "500"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_file_that_cannot_be_read_is_refused_in_words(clerk: Client, sits: Bench, what: str) -> None:
    """The sentence stands at the field, and names the remedy."""
    sent, words = WRONG[what]
    files: dict[str, Any] = {"congress": sits.congress.key}
    for field, (name, content) in sent.items():
        files[field] = io.BytesIO(content)
        files[field].name = name
    answer = clerk.post(reverse("suggestion_import"), files)
    assert answer.status_code == 422
    assert words in text(answer)


def test_a_long_list_looks_nothing_up_by_a_thousand_keys(sits: Bench) -> None:
    """Deputies and units are joined: SQLite takes no more than 999 in one lookup, and hand-over lists have more.

    So does `ledger verify`, which reads many cases at once.
    """
    filed(sits, cosigners=3)
    for rows, queries in ((with_people(Case.objects.all()), 3), (with_rows(Case.objects.all()), 5)):
        with CaptureQueriesContext(connection) as asked:
            names = [each.deputy.name for each in next(rows.iterator(chunk_size=500)).deputies.all()]
        assert (len(names), len(asked)) == (4, queries)


def test_a_form_of_filing_that_is_sent_twice_files_once(client: Client, people: Cast, sits: Bench) -> None:
    """A double click, or the page gone back to and sent again: one item, one receipt, the same page."""
    draft = a_draft(sits)
    sign_in(client, people.deputy)
    address = reverse("suggestion_file", args=[draft.key])
    first, second = client.post(address), client.post(address)
    assert first.url == second.url == reverse("case", args=[Case.objects.get().key])  # type: ignore[attr-defined]
    assert Case.objects.count() == Receipt.objects.count() == 1
    assert Event.objects.filter(type="case.opened").count() == 1
    assert SuggestionDraft.objects.get().case == Case.objects.get()
    assert timezone.localdate(Case.objects.get().opened_at) == timezone.localdate()
