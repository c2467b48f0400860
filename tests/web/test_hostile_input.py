"""What people may type and hand in to do harm: markup in every field, signs that hide or turn, formulas, paths, XML."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.web.sure import sign_in
from tests.web.test_access_table import OURS, nothing_counted
from tests.web.world import World

import huiyin
from huiyin.errors import HuiyinError
from huiyin.ledger.files import clean_name
from huiyin.ledger.imports import tables as imported
from huiyin.people.lines import seen
from huiyin.people.tables import read_table, write_table
from huiyin.people.unit_tables import LAYOUT
from huiyin.render.tables import csv_text
from huiyin.web.forms import Form
from huiyin.web.workbooks import Sheet, written

SOURCE = Path(huiyin.__path__[0])
MARKUP = "<img src=x onerror=alert(7)>\"'{{ 7 }}"
RAW, ESCAPED = "<img src=x", "&lt;img src=x"
LEFT_ALONE = ("account_logout", "account_change_password", "usersessions_list", "set_language", "mfa_")
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]


def fields_of(form: Any) -> tuple[dict[str, str], int]:
    """Return what a browser would send of a form with markup in every text, and in how many fields it stands."""
    told, marked = {}, 0
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        kind = field.get("type", "text") if field.tag == "input" else field.tag
        if kind in ("text", "search", "textarea") and field.get("name") != "idempotency_key":
            told[field.get("name")], marked = MARKUP, marked + 1
        elif kind == "select":
            values = [each.get("value") for each in field.xpath(".//option") if each.get("value")]
            told[field.get("name")] = values[0] if values else ""
        elif kind in ("radio", "checkbox"):
            told.setdefault(field.get("name"), field.get("value", "on"))
        elif kind == "date":
            told[field.get("name")] = field.get("value") or "2026-05-13"
        elif kind not in ("file", "submit", "button", "password"):
            told[field.get("name")] = field.get("value") or ""
    return told, marked


def looked_at(client: Client, addresses: Iterable[str]) -> dict[str, str]:
    """Return the pages that are HTML, by address."""
    pages = {}
    for address in addresses:
        nothing_counted(client)
        answer = client.get(address)
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            pages[address] = answer.content.decode()
    return pages


@pytest.mark.parametrize(("who", "least"), [("secretary", 40), ("administrator", 15), ("deputy", 6)])
def test_markup_in_every_text_of_every_form_is_shown_as_text(
    client: Client, world: World, who: str, least: int
) -> None:
    """Each form that a role finds is filled with markup and sent; no page shows it as anything but words."""
    sign_in(client, getattr(world.people, who))
    named = {str(each.name): each for _route, each in OURS if not str(each.name).startswith(LEFT_ALONE)}
    free = [reverse(name) for name, each in named.items() if not each.pattern.converters]
    addresses = [*free, *(reverse(name, kwargs=world.there[name]) for name in named if name in world.there)]
    sent, raw = 0, []
    for address, text in looked_at(client, addresses).items():
        for form in lxml.html.fromstring(text).xpath("//main//form[translate(@method, 'POST', 'post')='post']"):
            told, marked = fields_of(form)
            to = form.get("action") or address
            if not marked or "logout" in to:
                continue
            answer = client.post(to if urlsplit(to).path else address + to, told, follow=True)
            sent += marked
            if not answer.streaming and RAW in answer.content.decode(errors="ignore"):
                raw.append(f"POST {to}")
    shown = looked_at(client, addresses)
    assert raw + [address for address, text in shown.items() if RAW in text] == []
    assert sent >= least
    assert sum(ESCAPED in text for text in shown.values()) >= 2  # it was kept, and is shown as words


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("林\u202e砚秋", "林砚秋"),
        ("林\u200b砚\u2060秋\ufeff", "林砚秋"),
        ("\u2067市住建局\u2069", "市住建局"),
        ("市住\x07建局\x1b[31m", "市住建局[31m"),
        ("第一行\n第二行\u2028第三行", "第一行 第二行 第三行"),
        ("a\u0301 𠮷 ・ é", "a\u0301 𠮷 ・ é"),
    ],
)
def test_a_line_is_what_people_see(typed: str, taken: str) -> None:
    """Signs that hide or turn the direction are no part of a name; letters of any script stay."""
    assert seen(typed) == taken


def test_every_form_takes_lines_as_people_see_them() -> None:
    """No form of the pages stands on Django's own class: ours clean what is typed and say what to do."""
    bare = re.compile(r"^class \w+\((?:django_)?forms\.(?:Form|ModelForm)\)", re.MULTILINE)
    wrong = [path.name for path in (SOURCE / "web").rglob("*.py") if bare.search(path.read_text(encoding="utf-8"))]
    assert sorted(wrong) == ["forms.py", "forms.py"]  # the base itself, and the step's, which rewords what it makes


def sheet_cells(content: bytes) -> list[Any]:
    return [cell for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=2) for cell in row]


def by_pages(words: str) -> bytes:
    return written([Sheet("表", [("名称", 20)], [[words]])]).read()


def by_templates(words: str) -> bytes:
    return write_table(LAYOUT, [dict.fromkeys(LAYOUT.columns, words)])


@pytest.mark.parametrize("words", FORMULAS)
@pytest.mark.parametrize("write", [by_pages, by_templates])
def test_no_workbook_holds_a_formula(write: Callable[[str], bytes], words: str) -> None:
    """What begins like a formula is a text."""
    cells = [cell for cell in sheet_cells(write(words)) if cell.value is not None]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("words", FORMULAS)
def test_no_csv_holds_a_formula(words: str) -> None:
    """What begins like a formula, behind white space and signs without a width too, gets an apostrophe."""
    [[cell]] = csv.reader(io.StringIO(csv_text([[words]]), newline=""))
    assert cell == "'" + words


def test_no_other_module_writes_tables() -> None:
    """A new writer of workbooks or CSV gets its row above (the reader's own: tests/render)."""
    writes = re.compile(r"\bWorkbook\(|csv\.writer\(|csv\.DictWriter\(")
    found = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if writes.search(path.read_text())}
    own = {"render/tables.py", "render/workbook.py", "render/targets.py"}
    assert found == {"web/workbooks.py", "people/tables.py", *own}


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.ini.txt", "boot.ini.txt"),
        ("C:\\a\\b.pdf", "b.pdf"),
        ("答复\u202efdp.exe.pdf", "答复fdp.exe.pdf"),
        ('a"\r\nSet-Cookie: x=1.pdf', "a Set-Cookie x=1.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ("....pdf", "pdf"),
    ],
)
def test_a_name_of_a_file_leads_nowhere(name: str, clean: str) -> None:
    """No path, no line of a header, nothing that hides the ending."""
    assert clean_name(name) == clean


def with_entity(part: str, declared: str) -> bytes:
    """Return a workbook one part of which declares an entity and uses it."""
    book = Workbook()
    book.active.append(["单位全称", "简称", "系统", "行政区"])
    book.active.append(["INSERTED", "x", "政府", "云汀市"])
    held, out = io.BytesIO(), io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == part:
                head, _, rest = content.partition("?>") if content.startswith("<?xml") else ("", "", content)
                content = (head + "?>" if head else "") + declared + rest.replace("INSERTED", "&e;")
            new.writestr(name, content)
    return out.getvalue()


def by_people(content: bytes) -> Any:
    return read_table(content, "a.xlsx", LAYOUT)


def by_plans(content: bytes) -> Any:
    return imported.table_rows(content, group="plan")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize(
    "reads",
    [lambda content: read_table(content, "a.xlsx", LAYOUT), lambda content: imported.table_rows(content, group="plan")],
)
def test_an_entity_of_a_workbook_brings_nothing_in(tmp_path: Path, reads: Callable[[bytes], Any], part: str) -> None:
    """A file named by an entity is not read; such a workbook is refused, or taken without it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("VERTRAULICH")
    content = with_entity(part, f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]>')
    try:
        told = reads(content)
    except HuiyinError:
        return
    assert "VERTRAULICH" not in repr(told)


def test_an_attachment_is_never_rendered(client: Client, world: World) -> None:
    """A text that is HTML as well goes out as a file, of a sort that no browser guesses anew."""
    sign_in(client, world.people.handler)
    answer = client.get(reverse("attachment", kwargs=world.there["attachment"]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_form_takes_what_is_seen() -> None:
    """The base of all forms drops what is invisible from fields of one line, and nothing from texts."""
    from django import forms

    class Both(Form):
        name, text = forms.CharField(), forms.CharField(widget=forms.Textarea)

    filled = Both({"name": " 林\u202e砚秋\u200b ", "text": "第一\n第二"})
    assert filled.is_valid()
    assert filled.cleaned_data == {"name": "林砚秋", "text": "第一\n第二"}
    assert not Both({"name": "\u200b", "text": "x"}).is_valid()
