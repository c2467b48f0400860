"""Passwords that are refused: names of the place, and what stands in a list of breached ones."""

import hashlib
import logging
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from tests.cast import Cast

from huiyin.errors import HuiyinError
from huiyin.people.breached import check_list, is_breached
from huiyin.people.models import Place
from huiyin.people.passwords import LongEnough, words_of

KNOWN = [f"password number {n}" for n in range(300)]


def digest(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest().upper()  # noqa: S324  the form of the list


def written(path: Path, passwords: list[str], *, end: str = "\r\n", shift: Any = sorted) -> Path:
    lines = [f"{each}:{n % 9000 + 1}" for n, each in enumerate(shift(map(digest, passwords)))]
    path.write_text(end.join(lines) + end, encoding="ascii", newline="")
    return path


def codes(password: str) -> list[str]:
    try:
        validate_password(password)
    except ValidationError as error:
        return [each.code for each in error.error_list]
    return []


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("我在云汀市上班 2026", True),
        ("my 云汀 password", True),
        ("临溪的水很清 2026", True),
        ("HuiYin is great", True),
        ("Ｈｕｉｙｉｎ ｆｏｒ ａｌｌ", True),
        ("回音壁前站一站 2026", True),
        ("东边日出西边雨 2026", False),
        ("青石桥下的水 2026", False),
    ],
)
def test_names_of_the_place_and_of_the_system_are_refused(people: Cast, password: str, refused: bool) -> None:
    """Whole, short, without what kind of place it is, in full-width signs and capitals; a name of one sign is none."""
    Place.objects.create(code="990103", name="东区", short_name="东")
    assert codes(password) == (["password_of_the_place"] if refused else [])


def test_a_place_goes_by_its_bare_name_too() -> None:
    assert words_of(["云汀市", "", "东", "Longmen 区"]) == {"云汀市", "云汀", "longmen 区", "longmen "}


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("count", [1, 2, 3, 300])
def test_each_of_a_list_is_found_and_no_other(tmp_path: Path, end: str, count: int) -> None:
    """The first and the last line, too, whatever ends them."""
    path = written(tmp_path / "list.txt", KNOWN[:count], end=end)
    check_list(path)
    assert all(is_breached(each, path) for each in KNOWN[:count])
    assert not any(is_breached(f"{each}?", path) for each in KNOWN)


def test_a_list_without_counts_and_an_end_will_do(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("\n".join(sorted(digest(each).lower() for each in KNOWN)), encoding="ascii")
    check_list(path)
    assert all(is_breached(each, path) for each in KNOWN)


def test_the_list_is_not_read_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few lines of many: the real one has some forty gigabytes."""
    path = written(tmp_path / "list.txt", [str(n) for n in range(20_000)])
    real, looked = Path.open, []

    class Counting:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> "Counting":
            return self

        def __exit__(self, *_fault: object) -> None:
            self.file.close()

        def readline(self, most: int) -> bytes:
            looked.append(most)
            line: bytes = self.file.readline(most)
            return line

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

    monkeypatch.setattr(Path, "open", lambda self, *arguments: Counting(real(self, *arguments)))
    assert is_breached("777", path)
    assert 2 < len(looked) < 60


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "breached.unreadable"),
        ("", "breached.shape"),
        ("password1\npassword2\n", "breached.shape"),
        ("x" * 100_000, "breached.shape"),
        ("0" * 32 + ":3\n", "breached.shape"),
        ("turned", "breached.order"),
    ],
)
def test_a_list_that_cannot_be_searched_is_named(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "list.txt"
    if content == "turned":
        written(path, KNOWN, shift=lambda each: sorted(each, reverse=True))
    elif content is not None:
        path.write_text(content, encoding="ascii")
    with pytest.raises(HuiyinError) as caught:
        check_list(path)
    assert (caught.value.code, caught.value.values["path"]) == (code, str(path))


def test_a_breached_password_cannot_be_chosen(client: Client, people: Cast, tmp_path: Path, settings: Any) -> None:
    """The form says why; without a list the same password is taken."""
    path = written(tmp_path / "list.txt", [*KNOWN, "青石桥下的水 2026"])
    client.force_login(people.supervisor)
    asked = {"oldpassword": "correct horse 云汀", "password1": "青石桥下的水 2026", "password2": "青石桥下的水 2026"}
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, breached_passwords=path)
    assert "已泄露" in client.post("/account/password/", asked).content.decode()
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, breached_passwords=None)
    assert client.post("/account/password/", asked).status_code == 302


@pytest.mark.django_db
def test_a_list_that_has_gone_shuts_nobody_out(tmp_path: Path, settings: Any, caplog: Any) -> None:
    """The other rules hold, and the log says so."""
    gone = tmp_path / "gone.txt"
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, breached_passwords=gone)
    caplog.set_level(logging.ERROR, "huiyin.security")
    assert codes("青石桥下的水 2026") == []
    assert codes("password") != []
    assert "gone.txt" in caplog.text


def test_a_short_password_is_refused_in_our_words() -> None:
    """In the language of the page, also where Django has no Chinese for it."""
    with override("zh-hans"), pytest.raises(ValidationError, match="请至少用 10 个字符"):
        LongEnough(10).validate("鹭洲 2026")
    assert LongEnough(10).validate("鹭洲的水车 2026") is None
