"""Pages of sources and review: who sees what, what is done by forms alone, and what a collision says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.ledger.reviewing import AT, TEXT, about, seen_by, taken_in

from huiyin.ledger import review
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Source, Statement
from huiyin.people.models import Account

pytestmark = pytest.mark.django_db


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def press(client: Client, row: Statement, act: str, **given: str) -> "object":
    url = reverse("statement_act", args=[row.key, act])
    return client.post(url, {"version": str(row.version), **given})


def test_a_pasted_text_becomes_a_source_with_what_it_says_of_itself(people: Cast) -> None:
    client = signed_in(people.supervisor)
    answer = client.post(reverse("source_new"), {"text": TEXT})
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.context["form"].initial["title"] == "云汀市2026年政府工作报告"
    assert (page.context["form"].initial["year"], page.context["form"].initial["place"]) == (2026, people.city)
    described = {"title": "报告", "text_kind": "report", "year": "2026", "place": str(people.city.pk)}
    answer = client.post(answer.url, described)
    source = Source.objects.get()
    assert answer.url == reverse("source", args=[source.key])
    assert (source.title, source.text, source.state) == ("报告", TEXT, "queued")


def test_a_file_is_kept_and_can_be_fetched(people: Cast) -> None:
    client = signed_in(people.supervisor)
    file = SimpleUploadedFile("报告.txt", TEXT.encode("gb18030"))
    answer = client.post(reverse("source_new"), {"file": file})
    client.post(answer.url, {"title": "报告", "text_kind": "report"})
    source = Source.objects.get()
    got = client.get(reverse("source_original", args=[source.key]))
    assert b"".join(got.streaming_content) == TEXT.encode("gb18030")
    assert "attachment" in got.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "请选择文件或粘贴文本"),
        ({"text": " \n "}, "请选择文件或粘贴文本"),
        ({"file": SimpleUploadedFile("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)}, ".docx"),
        ({"file": SimpleUploadedFile("x.txt", b"")}, "空"),
    ],
    ids=["nothing", "blank", "old-word", "empty"],
)
def test_what_cannot_be_taken_says_why(people: Cast, given: dict[str, object], said: str) -> None:
    answer = signed_in(people.supervisor).post(reverse("source_new"), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_somebody_handed_in_is_his_until_it_is_kept(people: Cast) -> None:
    answer = signed_in(people.supervisor).post(reverse("source_new"), {"text": TEXT})
    assert signed_in(people.second_supervisor).get(answer.url).status_code == 404


def test_a_text_that_waits_no_longer_gives_the_description_back(people: Cast) -> None:
    """It was kept in another tab, or left too long: what was typed is there, and the list is one link away."""
    client = signed_in(people.supervisor)
    url = client.post(reverse("source_new"), {"text": TEXT}).url
    client.post(url, {"drop": "1"})
    answer = client.post(url, {"title": "云汀市政府工作报告（送审稿）", "text_kind": "report"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "打开的文本已不在待收录之列" in page
    assert "云汀市政府工作报告（送审稿）" in page
    assert 'href="/sources/">到来源与审阅' in page


def test_a_nearly_equal_text_is_told_before_it_is_kept(people: Cast) -> None:
    source = taken_in(people.supervisor)
    client = signed_in(people.supervisor)
    answer = client.post(reverse("source_new"), {"text": TEXT})
    assert "这篇文本已经收录" in client.get(answer.url).content.decode()
    assert client.post(answer.url, {"title": "又一次", "text_kind": "report"}).status_code == 422
    assert Source.objects.get() == source


def test_a_nearly_equal_text_can_be_kept_as_a_new_version(people: Cast) -> None:
    text = "".join(f"今年，新建第{n}小学，改造道路{n * 7}公里，建成口袋公园{n * 3}处。\n" for n in range(80))
    source = taken_in(people.supervisor, text)
    client = signed_in(people.supervisor)
    answer = client.post(reverse("source_new"), {"text": text.replace("道路70公里", "道路71公里")})
    page = client.get(answer.url).content.decode()
    assert f"?supersedes={source.key}" in page
    client.post(f"{answer.url}?supersedes={source.key}", {"title": "修订稿", "text_kind": "plan"})
    newer = Source.objects.get(title="修订稿")
    assert newer.supersedes == source
    assert "修订稿" in client.get(reverse("source", args=[source.key])).content.decode()


PAGES = ("source", "review", "statement", "source_gold", "source_reread", "review_differences")
SEEN = {  # person: (list, source, review, statement, gold, reread, differences, figures, new)
    "supervisor": (200, 200, 200, 200, 302, 200, 200, 200, 200),
    "second_supervisor": (200, 200, 200, 200, 302, 200, 200, 200, 200),
    "secretary": (200, 404, 404, 404, 404, 404, 404, 200, 200),
    "leader": (200, 200, 403, 200, 403, 403, 403, 403, 403),
    "handler": (200, 404, 403, 404, 403, 403, 403, 403, 403),
    "editor": (200, 404, 404, 404, 403, 404, 404, 200, 200),
    "analyst": (200, 404, 404, 404, 404, 404, 404, 200, 200),
    "auditor": (200, 200, 200, 200, 302, 200, 200, 200, 403),
    "deputy": (403, 403, 403, 403, 403, 403, 403, 403, 403),
    "administrator": (403, 403, 403, 403, 403, 403, 403, 403, 403),
    "nobody": (403, 403, 403, 403, 403, 403, 403, 403, 403),
}


@pytest.mark.parametrize("who", SEEN)
def test_who_sees_which_page(people: Cast, who: str) -> None:
    source = taken_in(people.supervisor)
    row = about(source, "社区食堂")
    client = signed_in(getattr(people, who))
    urls = [reverse("sources")]
    urls += [reverse(name, args=[row.key if name == "statement" else source.key]) for name in PAGES]
    urls += [reverse("review_figures"), reverse("source_new")]
    assert tuple(client.get(url).status_code for url in urls) == SEEN[who]


DECIDING = {"auditor": 403, "leader": 403, "secretary": 404, "supervisor": 302}


@pytest.mark.parametrize(("who", "status"), DECIDING.items())
def test_who_may_decide(people: Cast, who: str, status: int) -> None:
    source = taken_in(people.supervisor)
    answer = press(signed_in(getattr(people, who)), about(source, "社区食堂"), "confirm")
    assert answer.status_code == status
    assert about(source, "社区食堂").state == ("confirmed" if status == 302 else "draft")


def test_everything_is_done_by_forms_alone(people: Cast) -> None:
    source = taken_in(people.supervisor)
    client = signed_in(people.supervisor)
    row = about(source, "85公里")
    press(client, row, "label", kind="background")
    assert about(source, "85公里").kind == "background"
    press(client, about(source, "85公里"), "span", start=str(row.start + 3), end=str(row.end))
    assert about(source, "85公里").start == row.start + 3
    press(client, about(source, "85公里"), "split", cut=str(row.start + 5))
    assert source.statements.filter(gone=False).count() == source.statements.count()
    press(client, about(source, "85公里"), "join")
    press(client, about(source, "85公里"), "reject", reason="套话")
    client.post(reverse("review_undo", args=[source.key]))
    assert about(source, "85公里").state == "draft"
    client.post(reverse("review_redo", args=[source.key]))
    assert about(source, "85公里").state == "rejected"
    page = client.get(reverse("review", args=[source.key]))
    section = page.context["bench"].sections[-1]
    client.post(reverse("section_confirm", args=[source.key]), {"seen": section.seen})
    assert about(source, "社区食堂").state == "confirmed"


def test_figures_and_names_are_mended_by_their_words(people: Cast) -> None:
    source = taken_in(people.supervisor)
    client = signed_in(people.supervisor)
    row = about(source, "社区食堂")
    measure = {"m0-text": "12座", "m0-value": "12", "m0-unit": "座", "m0-relation": ">=", "m0-role": "level"}
    names = {"n0-text": "社区食堂", "n0-type": "project", "n1-text": ""}
    press(client, row, "findings", **measure, **{"m0-subject": "社区食堂"}, **names)
    row = about(source, "社区食堂")
    assert [(m["text"], m["relation"], m["rule"]) for m in row.measures] == [("12座", ">=", "hand")]
    assert [(m["text"], m["type"]) for m in row.mentions] == [("社区食堂", "project")]
    answer = press(client, row, "findings", **{"n0-text": "不在文中", "n0-type": "project"})
    assert answer.status_code == 422
    assert "不在文中" in answer.content.decode()


def test_rows_that_are_refused_stay_as_they_were_typed(people: Cast) -> None:
    """Without script the page comes anew: every row, its choices and ticks are there again, and its form is open."""
    source = taken_in(people.supervisor)
    client, row = signed_in(people.supervisor), about(source, "社区食堂")
    wrong = {"m0-text": "十二座", "m0-value": "12", "m0-unit": "座", "m0-relation": ">=", "m0-role": "level"}
    names = {"n0-text": "社区食堂", "n0-type": "project", "n0-drop": "1", "n1-text": "不在文中", "n1-type": "unit"}
    answer = press(client, row, "findings", **wrong, **{"m0-subject": "老年食堂"}, **names, **{"n2-text": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    form = page[page.index('data-fold="findings" open') :].partition("</details>")[0]
    for name, value in {
        "m0-text": "十二座",
        "m0-subject": "老年食堂",
        "n0-text": "社区食堂",
        "n1-text": "不在文中",
    }.items():
        assert f'name="{name}" value="{value}"' in form
    assert 'name="n0-drop" value="1" checked' in form
    assert form.count("-text") == 5  # each list ends with one empty row
    assert '<option value="&gt;=" selected>' in form
    answer = press(client, row, "span", start=str(row.start), end="999999")
    assert 'name="end" min="0"' in answer.content.decode()
    assert 'value="999999"' in answer.content.decode()


def test_a_collision_shows_both_versions_in_place(people: Cast) -> None:
    source = taken_in(people.supervisor)
    row = about(source, "社区食堂")
    by = seen_by(people.second_supervisor)
    review.set_label(source=source, key=row.key, version=1, kind="background", by=by, at=AT)
    client = signed_in(people.supervisor)
    url = reverse("statement_act", args=[row.key, "reject"])
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(url, {"version": "1", "reason": "只是套话"}, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "沈知微 刚改过这一条" in page
        assert "只是套话" in page
        mine = page[page.index("您的版本") :]
        assert mine.index("部署") < mine.index("社区食堂")  # as it was seen, not as it is now
    assert about(source, "社区食堂").kind == "background"


def test_a_collision_with_oneself_names_nobody(people: Cast) -> None:
    source = taken_in(people.supervisor)
    row = about(source, "社区食堂")
    client = signed_in(people.supervisor)
    press(client, row, "confirm")
    page = client.post(reverse("statement_act", args=[row.key, "reject"]), {"version": "1", "reason": "只是套话"})
    assert page.status_code == 409
    assert "您自己刚在另一个窗口里改过这一件" in page.content.decode()
    assert "刚改过这一条" not in page.content.decode()


def test_others_see_a_change_without_reloading(people: Cast) -> None:
    source = taken_in(people.supervisor)
    mine, row = signed_in(people.supervisor), about(source, "社区食堂")
    press(signed_in(people.second_supervisor), row, "confirm")
    url = reverse("review_changes", args=[source.key])
    page = mine.get(url, {"since": source.version}).content.decode()
    assert f"沈知微 确认了 #{number_of(source, row)}" in page
    assert f'id="s-{row.key}"' in page
    held = mine.get(url, {"since": source.version, "current": row.key}).content.decode()
    assert f'id="s-{row.key}"' not in held
    assert f'id="moved-{row.key}"' in held
    assert signed_in(people.second_supervisor).get(url, {"since": source.version}).status_code == 204


def number_of(source: Source, row: Statement) -> int:
    return source.statements.filter(gone=False, start__lte=row.start).count()


def test_a_blind_reviewer_sees_nothing_of_the_first(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    row = about(source, "社区食堂")
    press(signed_in(people.supervisor), row, "label", kind="background")
    press(signed_in(people.supervisor), row, "confirm")
    other = signed_in(people.second_supervisor).get(reverse("review", args=[source.key]) + f"?at={row.key}")
    (card,) = (c for s in other.context["bench"].sections for c in s.cards if c.key == row.key)
    assert (card.kind, card.state) == ("commitment", "draft")
    mine = signed_in(people.supervisor).get(reverse("review", args=[source.key]) + f"?at={row.key}")
    (card,) = (c for s in mine.context["bench"].sections for c in s.cards if c.key == row.key)
    assert (card.kind, card.state) == ("background", "confirmed")


def test_what_the_text_shows_is_what_stands_in_it(people: Cast) -> None:
    source = taken_in(people.supervisor)
    page = signed_in(people.supervisor).get(reverse("review", args=[source.key]))
    for section in page.context["bench"].sections:
        for paragraph in section.paragraphs:
            shown = "".join(bit.text for piece in paragraph.pieces for bit in piece.bits)
            assert shown == source.text[paragraph.start : paragraph.end]


def test_a_large_source_stays_quick(people: Cast, django_assert_max_num_queries: object) -> None:
    lines = [f"今年，新建第{n}小学{n}所，改造道路{n * 7}公里，建成口袋公园{n * 3}处。" for n in range(1, 1001)]
    source = taken_in(people.supervisor, "二、2026年重点工作\n" + "\n".join(lines))
    assert source.statements.count() == 3000
    client = signed_in(people.supervisor)
    client.get(reverse("review", args=[source.key]))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        page = client.get(reverse("review", args=[source.key]))
    assert sum(len(section.cards) for section in page.context["bench"].sections) <= 125
    assert page.content.count(b'class="stmt ') <= 125
    assert page.content.count(b"data-opened") == 1


def test_a_withdrawn_source_takes_no_decision(people: Cast) -> None:
    source = taken_in(people.supervisor)
    client = signed_in(people.supervisor)
    url = reverse("source_withdraw", args=[source.key])
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "另有正式版"})
    assert press(client, about(source, "社区食堂"), "confirm").status_code == 422
    client.post(url)
    assert press(client, about(source, "社区食堂"), "confirm").status_code == 302


def test_a_failed_reading_says_why_and_can_be_tried_again(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(people.supervisor)
    answer = client.post(reverse("source_new"), {"text": TEXT})
    client.post(answer.url, {"title": "报告", "text_kind": "report"})
    source = Source.objects.get()

    def out_of_memory(*_args: object, **_more: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("huiyin.reading.read", out_of_memory)
        read_source(source.key)
    page = client.get(reverse("source", args=[source.key])).content.decode()
    assert "再试一次" in page
    client.post(reverse("source_retry", args=[source.key]))
    read_source(source.key)
    assert Source.objects.get().state == "read"
