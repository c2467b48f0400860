"""The frame of every page: who one is, where one may go, colours, language, notices."""

import re
from typing import Any

import pytest
from django.test import Client
from msgspec import structs
from tests.cast import Cast

from huiyin.people.models import Role
from huiyin.web import navigation
from huiyin.web.forms import Form, forms

GALLERY = "/-/components/"


@pytest.fixture
def client(people: Cast) -> Client:
    signed_in = Client(headers={"accept-language": "zh-hans"})
    signed_in.force_login(people.supervisor)
    return signed_in


def shown(client: Client, **more: str) -> str:
    return client.get(GALLERY, more).content.decode()


def test_the_frame_names_place_and_person(client: Client) -> None:
    """The place, the demo, who is signed in with which role, the way out."""
    page = shown(client)
    assert '<html lang="zh-CN">' in page
    assert '<small class="hide-s">云汀市</small>' in page
    assert "演示环境" in page
    assert "林砚秋" in page
    assert "督查人员" in page
    assert "退出登录" in page
    assert page.count("<main") == page.count("<h1>") == 1


def test_colours_are_written_by_the_server(client: Client) -> None:
    """The choice is in the first byte of the next page, so that nothing flashes; an odd choice is none."""
    back = client.post("/-/theme/", {"theme": "dark", "next": GALLERY})
    assert (back.status_code, back["Location"]) == (302, GALLERY)
    assert '<html lang="zh-CN" data-theme="dark">' in shown(client)
    client.post("/-/theme/", {"theme": "purple", "next": GALLERY})
    assert '<html lang="zh-CN">' in shown(client)
    assert client.post("/-/theme/", {"theme": "dark", "fetch": "1"}).status_code == 204
    assert client.get("/-/theme/").status_code == 405


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_colours_lead_back_to_this_site_only(client: Client, back: str) -> None:
    """An address elsewhere is answered by the first page."""
    assert client.post("/-/theme/", {"theme": "dark", "next": back})["Location"] == "/"


def test_the_language_changes_by_a_plain_form(client: Client) -> None:
    """Everything of the frame follows; words of a source keep their language."""
    client.post("/i18n/setlang/", {"language": "en", "next": GALLERY})
    page = shown(client)
    assert '<html lang="en">' in page
    assert "Skip to the content" in page
    assert 'lang="zh-CN"' in page


def test_a_stranger_is_asked_to_sign_in(people: Cast) -> None:
    """The gallery is no public page."""
    response = Client().get(GALLERY)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_the_page_keeps_the_policy_of_content(client: Client) -> None:
    """Nothing inline is allowed, and nothing inline is there."""
    response = client.get(GALLERY)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert re.search(r"<script(?![^>]*src=)", response.content.decode()) is None
    assert " style=" not in response.content.decode()


def test_the_draft_of_a_form_that_was_taken_is_named(client: Client) -> None:
    """The cookie names the form; no other answer sets it."""
    key = "0f8fad5b-d9cb-469f-a165-70867728950e"
    taken = client.post("/-/components/taken/", {"idempotency_key": key})
    assert taken.cookies["huiyin_taken"].value == key
    for address, posted in (
        ("/-/components/errors/409/", {"idempotency_key": key}),
        ("/-/components/taken/", {"idempotency_key": "a b; c"}),
        ("/-/components/taken/", {}),
    ):
        assert "huiyin_taken" not in client.post(address, posted).cookies
    client.logout()
    assert "huiyin_taken" not in client.post("/-/components/taken/", {"idempotency_key": key}).cookies


def test_every_role_has_its_entries() -> None:
    """No role is without a way, and every entry has words."""
    assert set(navigation.ENTRIES) == set(Role.values)
    named = {view for views in navigation.ENTRIES.values() for view in views} | {view for view, _ in navigation.ACCOUNT}
    assert all(navigation.words(view) for view in named)


def test_the_bar_has_six_entries_and_the_rest_goes_under_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no address is left out; the entry that is open is marked, the innermost one alone."""

    monkeypatch.setattr(navigation, "address", lambda view: "" if view == "briefings" else f"/{view}/")
    bar = navigation.navigation(["secretary", "supervisor"], "/suggestions/0087/")
    assert [item.url for item in bar if item.current] == ["/suggestions/"]
    assert len(bar) == navigation.MOST
    assert "/briefings/" not in [item.url for item in bar]
    rest = [item.url for item in navigation.account_menu(["secretary", "supervisor"])]
    assert "/statistics/" in rest
    assert not {item.url for item in bar} & set(rest)


@pytest.mark.parametrize(
    ("path", "role", "view"),
    [
        ("/congress/2/", "secretary", "meetings"),
        ("/congress/2/", "leader", "congress"),
        ("/records/7/", "secretary", "meetings"),
        ("/delegations/3/", "secretary", "deputies"),
        ("/cases/2026-001/", "unit_handler", "ledger"),
        ("/deputies/9/", "secretary", "deputies"),
        ("/help/", "secretary", None),
    ],
)
def test_a_page_below_an_entry_marks_it(path: str, role: str, view: str | None, db: None) -> None:
    """A page whose address begins otherwise marks the entry that it belongs to; one of no entry marks none."""
    marked = [item.url for item in navigation.navigation([role], path) if item.current]
    assert marked == ([navigation.address(view)] if view else [])


def test_roles_come_in_one_order() -> None:
    """Not in that of a set."""
    assert navigation.in_order({"auditor", "supervisor", "deputy"}) == ("supervisor", "deputy", "auditor")


class Sample(Form):
    """A field of each kind whose errors are ours."""

    reason = forms.CharField(min_length=10, max_length=20)
    unit = forms.ChoiceField(choices=[("a", "A")])
    evidence = forms.FileField()
    until = forms.DateField()
    value = forms.DecimalField()
    sure = forms.BooleanField()
    mail = forms.EmailField()
    page = forms.URLField(assume_scheme="https")


@pytest.mark.parametrize(
    ("posted", "field", "words"),
    [
        ({}, "reason", "请填写"),
        ({"reason": "短"}, "reason", "请至少写 10 个字"),
        ({"reason": "长" * 21}, "reason", "至多 20 个字，现有 21 个"),
        ({}, "unit", "请选一项"),
        ({"unit": "b"}, "unit", "请从所列各项中选取"),
        ({}, "evidence", "请选择文件"),
        ({"until": "明天"}, "until", "请填写日期，如 2026-05-13"),
        ({"value": "许多"}, "value", "请填写数字"),
        ({}, "sure", "请勾选后再提交"),
        ({"mail": "不是邮箱"}, "mail", "请填写电子邮箱，如 name@example.org"),
        ({"page": "不是 网址"}, "page", "请填写网址，如 https://example.org/page"),
        ({"page": "http://["}, "page", "请填写网址，如 https://example.org/page"),
    ],
)
def test_an_error_says_what_to_do(posted: dict[str, str], field: str, words: str) -> None:
    """In the words of the pages, not of the framework."""
    from django.utils.translation import override

    with override("zh-hans"):
        assert list(Sample(posted).errors[field]) == [words]


def test_nothing_is_cut_off_without_a_word() -> None:
    """A browser would cut what is pasted to the limit; the form takes it all and says how much is too much."""
    assert "maxlength" not in str(Sample()["reason"])
    assert "maxlength" not in Sample().as_p()


def test_a_field_ties_its_words_to_its_input() -> None:
    """Label, help, error, input stand in this order and are joined by their ids."""
    from django.utils.translation import override

    from huiyin.web.views.samples import SampleForm

    form = SampleForm({"reason": "短"})
    with override("zh-hans"):
        drawn = form["reason"].as_field_group()
    order = ['<label for="id_reason">', 'id="id_reason_helptext"', 'id="id_reason_error"', "<textarea"]
    places = [drawn.index(each) for each in order]
    assert places == sorted(places)
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "选填" not in drawn
    with override("zh-hans"):
        assert "选填" in form["until"].as_field_group()


def test_a_name_without_an_address_leads_nowhere() -> None:
    """It is left out, not an error."""
    assert navigation.address("no_such_view") == ""
    assert navigation.address("home") == "/"


def test_the_gallery_is_for_the_demo(client: Client, settings: Any) -> None:
    """Elsewhere it is not there, unless somebody is developing."""
    settings.ENVIRONMENT = structs.replace(settings.ENVIRONMENT, demo=False)
    assert client.get(GALLERY).status_code == 404
    settings.DEBUG = True
    assert client.get(GALLERY).status_code == 200


def test_what_is_printed_names_its_page_in_words(client: Client) -> None:
    """Of a list that was searched, the words; codes of three signs for each are read by nobody."""
    page = client.get("/ledger/?q=%E5%BA%B7%E5%A4%8D").content.decode()
    printed = page[page.index('class="printed"') :].partition("</p>")[0]
    assert "?q=康复" in printed
