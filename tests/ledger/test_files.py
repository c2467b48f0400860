"""Files are known by their content, pictures are made anew, names are harmless."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.cast import Cast
from tests.ledger.works import AT

from huiyin.errors import LedgerError
from huiyin.ledger import files


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **more)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


OFFICE = ("[Content_Types].xml", "word/document.xml")
GOOD = [
    ("a.pdf", b"%PDF-1.7\n"),
    ("a.jpg", picture()),
    ("a.PNG", picture("PNG")),
    ("a.webp", picture("WEBP")),
    ("a.docx", archive(*OFFICE)),
    ("a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml")),
    ("a.ofd", archive("OFD.xml")),
    ("a.doc", files.OLE + b"\x00" * 600),
    ("a.txt", "进展情况".encode("gb18030")),
    ("a.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"),
]
BAD = [
    ("a.exe", b"MZ", "file.ending"),
    ("a", b"%PDF-1.7", "file.ending"),
    ("a.svg", b"<svg onload=alert(1)>", "file.ending"),
    ("a.html", b"<html>", "file.ending"),
    ("a.pdf", b"", "file.empty"),
    ("a.pdf", b"MZ\x90\x00", "file.content"),
    ("a.jpg", picture("PNG"), "file.content"),
    ("a.png", b"\x89PNG\r\n\x1a\nbroken", "file.content"),
    ("a.jpg", b"<script>alert(1)</script>", "file.content"),
    ("a.docx", archive("word/document.xml"), "file.content"),
    ("a.docx", archive("evil.txt"), "file.content"),
    ("a.docx", archive(*OFFICE, "word/vbaProject.bin"), "file.macros"),
    ("a.xls", files.OLE + b"\x00" * 64 + files.MACROS[0], "file.macros"),
    ("a.txt", b"MZ\x00\x00", "file.content"),
    ("a.mp4", b"not a film", "file.content"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), GOOD, ids=[name for name, _ in GOOD])
def test_a_file_that_is_what_it_says_is_kept(people: Cast, name: str, content: bytes) -> None:
    kept = files.keep_file(SimpleUploadedFile(name, content), stream_key="k" * 14, by=people.head, at=AT)
    assert kept.size == len(kept.file.open("rb").read())
    assert not kept.file.name.endswith(name)
    files.discard([kept])
    assert not kept.file.storage.exists(kept.file.name)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "code"), BAD, ids=[f"{name} {code}" for name, _, code in BAD])
def test_any_other_file_is_refused(people: Cast, name: str, content: bytes, code: str) -> None:
    with pytest.raises(LedgerError) as caught:
        files.keep_file(SimpleUploadedFile(name, content), stream_key="k" * 14, by=people.head, at=AT)
    assert caught.value.code == code


@pytest.mark.django_db
def test_a_file_above_the_limit_is_refused(people: Cast, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    with pytest.raises(LedgerError, match=r"file\.too_large"):
        files.keep_file(SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 10), stream_key="k", by=people.head, at=AT)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_stays_in_a_picture(form: str) -> None:
    """Place, camera, comments and what was hung behind the end are gone; the turn that the camera noted is made."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "SECRET-CAMERA", {1: "N"}
    dirty = picture(form, exif=exif) + b"HIDDEN-PAYLOAD"
    clean = files.checked(dirty, {"check": "image", "format": form}, "a")
    assert b"SECRET-CAMERA" not in clean
    assert b"HIDDEN-PAYLOAD" not in clean
    opened = Image.open(io.BytesIO(clean))
    assert (opened.size, dict(opened.getexif())) == ((30, 40), {})


def test_a_picture_that_would_burst_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_PIXELS", 100)
    with pytest.raises(LedgerError, match=r"file\.picture"):
        files.checked(picture(), {"check": "image", "format": "JPEG"}, "a")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\佐证.pdf", "佐证.pdf"),
        ("照\u202efdp.exe", "照fdp.exe"),
        ("a\u200bb\x00c.pdf", "abc.pdf"),
        ("  .pdf", "pdf"),
        ("", "file"),
        ("甲" * 300 + ".pdf", "甲" * 116 + ".pdf"),
    ],
)
def test_a_name_is_harmless(name: str, clean: str) -> None:
    assert files.clean_name(name) == clean


@given(st.text(max_size=300))
def test_any_name_can_be_shown_and_stored(name: str) -> None:
    clean = files.clean_name(name)
    assert 0 < len(clean) <= files.NAME_LENGTH
    assert clean.isprintable()
    assert not set(clean) & set('/\\<>:"|?*')
