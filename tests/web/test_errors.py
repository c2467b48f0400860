"""Pages of errors say what happened and what to do, give back what was typed, and never say a secret."""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import Client, override_settings
from django.urls import path
from django.utils.translation import gettext_lazy
from tests.cast import Cast

from huiyin.web import errors

TYPED = {
    "reason": "供热行业管理职责已划入市住建局",
    "password": "correct horse 云汀",
    "vault_phone": "13800000000",
    "csrfmiddlewaretoken": "abcdefgh",
    "next": "/desk/",
}
AGE = {  # what a view may do, and the status that it becomes
    "denied": (PermissionDenied, 403),
    "large": (RequestDataTooBig, 413),
    "locked": (lambda: OperationalError("attempt to write a readonly database"), 503),
    "full": (lambda: OSError(28, "No space left on device"), 503),
    "broken": (lambda: RuntimeError(f"secret detail of {gettext_lazy('Huiyin')}"), 500),
}


def raising(make: Callable[[], Exception]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise make()

    return view


def only_get(request: HttpRequest) -> HttpResponse:
    return HttpResponseNotAllowed(["GET"])


urlpatterns = [path(f"{name}/", raising(make)) for name, (make, _status) in AGE.items()] + [
    path("only-get/", only_get),
    path("things/", only_get),
    path("things/act/now/", lambda _request: HttpResponseNotAllowed(["POST"])),
    path("api/only-get/", only_get),
    path("slow/", errors.too_many),
    path("api/slow/", errors.too_many),
]
handler400, handler403, handler404 = errors.bad_request, errors.forbidden, errors.not_found
handler500 = errors.server_error


@pytest.fixture
def client(db: None) -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False, headers={"accept-language": "zh-hans"})


@pytest.mark.parametrize("name", AGE)
def test_an_exception_becomes_a_page(client: Client, name: str) -> None:
    """It has its status, a heading, the number of the request, what was typed, and no secret or trace."""
    response = client.post(f"/{name}/", TYPED)
    shown = response.content.decode()
    assert response.status_code == AGE[name][1]
    assert "<h1>" in shown
    assert response["X-Request-ID"] in shown
    assert TYPED["reason"] in shown
    assert not any(TYPED[secret] in shown for secret in ("password", "vault_phone", "csrfmiddlewaretoken"))
    assert "Traceback" not in shown
    assert "secret detail" not in shown
    assert response["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there(client: Client) -> None:
    """The page says so; a name that is not visible says the same."""
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


def test_what_a_form_was_sent_for_is_gone(client: Client) -> None:
    """The page says so, has the words, and leads back to where the form stood; never to another site or to itself."""
    sent = {**TYPED, "text_kind": "report"}
    shown = client.post("/nowhere/act/", sent, headers={"referer": "http://testserver/things/?page=2"}).content.decode()
    assert "要办的内容已经不在" in shown
    assert TYPED["reason"] in shown
    assert ">report<" not in shown
    assert 'href="http://testserver/things/?page=2"' in shown
    for elsewhere in ("https://example.org/things/", "http://testserver/nowhere/act/", ""):
        shown = client.post("/nowhere/act/", sent, headers={"referer": elsewhere}).content.decode()
        assert "重新打开页面" not in shown
    assert TYPED["reason"] not in client.get("/nowhere/", TYPED).content.decode()


def test_a_refused_form_leads_to_the_page_it_stood_on(client: Client) -> None:
    """Many targets of forms are no pages themselves."""
    shown = client.post("/denied/", TYPED, headers={"referer": "http://testserver/things/"}).content.decode()
    assert 'href="http://testserver/things/"' in shown
    assert 'href="/denied/"' in client.post("/denied/", TYPED).content.decode()


def test_a_method_that_is_not_taken(client: Client) -> None:
    """An empty 405 gets a page and keeps its Allow; programs get theirs as it is."""
    response = client.post("/only-get/", TYPED)
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert "<h1>" in response.content.decode()
    assert client.post("/api/only-get/").content == b""


def test_the_target_of_a_form_leads_to_the_page_above(client: Client) -> None:
    """Whoever opens such an address is offered the nearest page; a fault while looking asks nobody to copy a text."""
    assert 'href="/things/"' in client.get("/things/act/now/").content.decode()
    shown = client.get("/locked/?page=2").content.decode()
    assert 'href="/locked/?page=2"' in shown
    assert "复制下来" not in shown


def test_too_many_requests_say_when_to_come_back(client: Client) -> None:
    """With the header that programs read."""
    response = client.post("/slow/", TYPED)
    assert (response.status_code, response["Retry-After"]) == (429, "30")
    assert "30 秒" in response.content.decode()
    assert TYPED["reason"] in response.content.decode()


def test_a_fragment_gets_a_notice_alone(client: Client) -> None:
    """htmx has no use for a whole page."""
    shown = client.post("/locked/", TYPED, headers={"hx-request": "true"}).content.decode()
    assert shown.lstrip().startswith('<div class="note bad">')
    assert "<html" not in shown


def test_a_form_without_its_token_gives_the_text_back(db: None) -> None:
    """The page says that the form was open too long."""
    response = Client(enforce_csrf_checks=True, headers={"accept-language": "zh-hans"}).post("/-/theme/", TYPED)
    assert response.status_code == 403
    assert "表单打开太久" in response.content.decode()
    assert response["X-Form-Outdated"] == "1"  # by which the script of the page tells it from a refusal
    assert TYPED["reason"] in response.content.decode()


def test_files_that_were_not_kept_are_named_and_what_nobody_typed_is_not(client: Client) -> None:
    """Whoever sent them has them still, and is told so."""
    fields = {"version": "17", "idempotency_key": "0123456789abcdef", "evidence": SimpleUploadedFile("佐证.pdf", b"x")}
    shown = client.post("/full/", {**TYPED, **fields}).content.decode()
    assert "佐证.pdf" in shown
    assert "仍在您的电脑上" in shown
    assert TYPED["reason"] in shown
    assert not any(f">{fields[name]}<" in shown for name in ("version", "idempotency_key"))


def test_the_code_of_a_choice_is_not_given_back_as_words(client: Client) -> None:
    """What was picked from a list is picked again; words in a field of such a name are kept."""
    shown = client.post(
        "/locked/", {**TYPED, "do": "file", "outcome": "in_progress", "kind": "夜间公交"}
    ).content.decode()
    assert not any(f">{code}<" in shown for code in ("file", "in_progress"))
    assert TYPED["reason"] in shown
    assert "夜间公交" in shown


@pytest.mark.parametrize("path", ["/slow/", "/api/slow/"])
def test_a_file_without_room_takes_no_words_with_it(db: None, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """It is left out on its way in; the page has the words, programs get their fault."""

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile.write", full, raising=False)
    token = "a" * 32
    with override_settings(ROOT_URLCONF=__name__, FILE_UPLOAD_MAX_MEMORY_SIZE=1):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"accept-language": "zh-hans"})
        client.cookies["csrftoken"] = token
        file = SimpleUploadedFile("佐证.pdf", b"x" * 100)
        response = client.post(path, {**TYPED, "csrfmiddlewaretoken": token, "evidence": file})
    assert response.status_code == 503
    assert ("佐证.pdf" in response.content.decode()) == (path == "/slow/")
    assert (TYPED["reason"] in response.content.decode()) == (path == "/slow/")


def test_what_was_typed_is_text_and_no_markup(client: Client) -> None:
    """It cannot end its own box."""
    shown = client.post("/locked/", {"reason": "</textarea><script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in shown


def test_a_page_whose_frame_fails_is_still_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bare page needs no database; the last resort needs no template."""

    def fail(*arguments: object, **more: object) -> str:
        raise OperationalError("gone")

    monkeypatch.setattr("huiyin.web.context.place_name", fail)
    monkeypatch.setattr("huiyin.web.context.cache.get", fail)
    assert "没有这一页" in client.get("/nowhere/").content.decode()
    monkeypatch.setattr("django.template.loader.render_to_string", fail)
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "<h1>没有这一页，或编号有误</h1>" in response.content.decode()


@pytest.mark.parametrize("status", errors.STATUSES)
def test_every_status_has_words(status: int) -> None:
    """What happened and what to do."""
    title, text = errors.words(status)
    assert title
    assert text


def test_a_file_that_is_too_large_says_both_sizes() -> None:
    """The size and the limit, where they are known."""
    assert "86 MB" in errors.words(413, size="86 MB", limit="50 MB")[1]


def test_who_may_not_learns_whom_to_ask() -> None:
    """The name of the administrator, where it is known."""
    assert "韩既明" in errors.words(403, who="韩既明")[1]


def test_the_gallery_shows_each_page(people: Cast) -> None:
    """Those who build pages can look at them all; an unknown status is not there."""
    client = Client()
    client.force_login(people.supervisor)
    for status in errors.STATUSES:
        assert client.get(f"/-/components/errors/{status}/").status_code == status
    assert client.get("/-/components/errors/418/").status_code == 404
