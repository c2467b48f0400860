"""Files that are not read: each is told for what it is, before it costs memory or time."""

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from huiyin.errors import ReadingError
from huiyin.reading.sources import open_path, open_source, open_stream
from sources.builders import SPEECH, docx, p, package, page, pdf, typeset, wrapped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    """Return the beginning of an OLE file with the name of a stream in its directory."""
    return OLE + (stream + "\0").encode("utf-16-le") + bytes(100)


def locked(content: bytes) -> bytes:
    """Return an archive whose members claim to be encrypted."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")


def lying(content: bytes) -> bytes:
    """Return an archive whose directory is said to be at the end of the world."""
    at = content.rindex(b"PK\x05\x06")
    return content[: at + 16] + struct.pack("<L", 0xFFFFFFF0) + content[at + 20 :]


DOCUMENT = docx(p(SPEECH[0]))
ENTITIES = '<!DOCTYPE a [<!ENTITY a "长"><!ENTITY b "&a;&a;">]>' + wrapped("document", "<w:body>&b;</w:body>")[38:]

REFUSED = {
    "legacy word": (ole("WordDocument"), "a.doc", "source.legacy_word", {}),
    "legacy word by name": (ole("Contents"), "a.wps", "source.legacy_word", {}),
    "legacy workbook": (ole("Workbook"), "a.xls", "source.unsupported", {"format": "xls"}),
    "older legacy workbook": (ole("Book"), "a.xls", "source.unsupported", {"format": "xls"}),
    "legacy slides": (ole("PowerPoint Document"), "", "source.unsupported", {"format": "ppt"}),
    "other ole": (ole("x"), "", "source.unsupported", {"format": "ole"}),
    "encrypted docx": (ole("EncryptedPackage"), "a.docx", "source.encrypted", {"format": "docx"}),
    "archive with a password": (locked(DOCUMENT), "", "source.encrypted", {"format": "zip"}),
    "workbook": (package({"xl/workbook.xml": "<x/>"}), "a.xlsx", "source.unsupported", {"format": "xlsx"}),
    "slides": (package({"ppt/presentation.xml": "<x/>"}), "", "source.unsupported", {"format": "pptx"}),
    "ofd": (package({"OFD.xml": "<x/>"}), "a.ofd", "source.unsupported", {"format": "ofd"}),
    "epub": (package({"mimetype": "application/epub+zip"}), "", "source.unsupported", {"format": "epub"}),
    "odt": (
        package({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "",
        "source.unsupported",
        {"format": "odt"},
    ),
    "odt that does not say so": (package({"content.xml": "<x/>"}), "a.odt", "source.unsupported", {"format": "odt"}),
    "pages": (package({"Index/Document.iwa": "x"}), "公告.Pages", "source.unsupported", {"format": "pages"}),
    "slides of another office": (package({"a.xml": "<x/>"}), "a.dps", "source.unsupported", {"format": "dps"}),
    "half an odt": (package({"content.xml": "<x/>"})[:40], "a.odt", "source.truncated", {"format": "odt"}),
    "archive by its name": (package({"a.odt": "x"}), "a.zip", "source.unsupported", {"format": "zip"}),
    "other archive": (package({"a.txt": "x"}), "", "source.unsupported", {"format": "zip"}),
    "archive of nothing": (package({}), "", "source.unsupported", {"format": "zip"}),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(20), "a.png", "source.unsupported", {"format": "png"}),
    "photograph named txt": (b"\xff\xd8\xff\xe0" + bytes(20), "a.txt", "source.unsupported", {"format": "jpeg"}),
    "rich text": (b"{\\rtf1\\ansi}", "a.doc", "source.unsupported", {"format": "rtf"}),
    "word 2003 xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "a.doc",
        "source.unsupported",
        {"format": "word-xml"},
    ),
    "saved web archive": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
        "a.mht",
        "source.unsupported",
        {"format": "mhtml"},
    ),
    "saved web archive in capitals": (
        b"MIME-Version: 1.0\r\nContent-Type: MULTIPART/RELATED\r\n",
        "a.mht",
        "source.unsupported",
        {"format": "mhtml"},
    ),
    "film, whose sign stands behind four bytes": (
        b"\0\0\0\x18ftypmp42" + bytes(20),
        "a.mp4",
        "source.unsupported",
        {"format": "mp4"},
    ),
    "half a docx": (DOCUMENT[: len(DOCUMENT) // 2], "a.docx", "source.truncated", {"format": "docx"}),
    "a quarter of a docx": (DOCUMENT[:60], "公告.docx", "source.truncated", {"format": "docx"}),
    "another archive called docx": (package({"a.txt": "x"}), "a.docx", "source.truncated", {"format": "docx"}),
    "half a workbook": (package({"xl/workbook.xml": "<a/>"})[:40], "a.xlsx", "source.truncated", {"format": "xlsx"}),
    "half an archive": (package({"a.txt": "x"})[:40], "a.zip", "source.truncated", {"format": "zip"}),
    "directory out of the file": (lying(DOCUMENT), "a.docx", "source.truncated", {"format": "docx"}),
    "broken xml": (docx("<w:p>"), "a.docx", "source.truncated", {"format": "docx"}),
    "damaged part": (
        package({"word/document.xml": b"<a>" + bytes(range(1, 255)) * 9}),
        "",
        "source.truncated",
        {"format": "docx"},
    ),
    "bomb by ratio": (
        package({"word/document.xml": bytes(20_000_000)}),
        "a.docx",
        "source.zip_bomb",
        {"reason": "ratio", "value": 1028, "limit": 200},
    ),
    "bomb by members": (
        package({f"word/{at}": "" for at in range(10_001)}),
        "a.docx",
        "source.zip_bomb",
        {"reason": "members", "value": 10_001, "limit": 10_000},
    ),
    "bomb by entities": (
        package({"word/document.xml": ENTITIES}),
        "a.docx",
        "source.zip_bomb",
        {"reason": "entities", "value": 1, "limit": 0},
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_read_is_told_for_what_it_is(case: str) -> None:
    """Content decides, then the name; every refusal has a stable code and the values that its sentence needs."""
    content, name, code, values = REFUSED[case]
    with pytest.raises(ReadingError) as caught:
        open_source(content, name=name)
    assert (caught.value.code, caught.value.values) == (code, {**values, "name": name})


def test_the_size_an_archive_declares_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum of all members counts, and a part counts while it unpacks, whatever it declares."""
    monkeypatch.setattr("huiyin.reading.sources.limits.ZIP_TOTAL_BYTES", 500)
    with pytest.raises(ReadingError) as caught:
        open_source(DOCUMENT)
    assert (caught.value.code, caught.value.values["reason"]) == ("source.zip_bomb", "size")
    monkeypatch.undo()
    monkeypatch.setattr("huiyin.reading.sources.limits.ZIP_PART_BYTES", 200)
    with pytest.raises(ReadingError) as caught:
        open_source(DOCUMENT)
    assert caught.value.code == "source.zip_bomb"


def test_an_unknown_compression_is_damage_not_a_password() -> None:
    """A method that the standard library lacks is not mistaken for encryption."""
    content = package({"word/document.xml": "<a/>"}, compression=zipfile.ZIP_STORED)
    with pytest.raises(ReadingError) as caught:
        open_source(content.replace(b"PK\x01\x02\x14\x03\x14\0\0\0\0\0", b"PK\x01\x02\x14\x03\x14\0\0\0\x61\0"))
    assert caught.value.code == "source.truncated"


FORMS = {
    "txt": SPEECH[0].encode(),
    "html": page(f"<p>{SPEECH[0]}</p>"),
    "docx": DOCUMENT,
    "pdf": pdf([typeset(SPEECH[:1])]),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["", "a.txt", "a.pdf", "a.docx", "无后缀"])
def test_content_counts_before_the_name(form: str, name: str) -> None:
    """A renamed file is still what it is."""
    source = open_source(FORMS[form], name=name)
    assert (source.format, source.text) == (form, SPEECH[0])


def test_a_page_without_its_usual_beginning_is_known_by_its_name() -> None:
    """Where the content leaves a choice the suffix decides, and the caller's word before it."""
    fragment = f"会议<b>听取</b>报告。{SPEECH[0]}".encode()
    assert open_source(fragment).format == "txt"
    assert open_source(fragment, name="a.shtml").text == f"会议听取报告。{SPEECH[0]}"
    assert open_source(fragment, kind="html").format == "html"
    assert open_source(FORMS["html"], kind="txt").text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("form", "kind"), [("txt", "pdf"), ("pdf", "txt"), ("docx", "html"), ("html", "docx"), ("txt", "xlsx")]
)
def test_a_wrong_word_of_the_caller_is_refused(form: str, kind: str) -> None:
    """Bytes that cannot be what the caller says are not forced into it."""
    with pytest.raises(ReadingError) as caught:
        open_source(FORMS[form], kind=kind)
    assert caught.value.code == "source.unsupported"


def test_a_path_is_opened(tmp_path: Path) -> None:
    """A file is opened by its path, a name with blanks and Chinese characters included."""
    path = tmp_path / "工作 报告.txt"
    path.write_bytes(FORMS["txt"])
    assert open_path(path).text == SPEECH[0]


def test_a_path_that_is_no_file_is_told(tmp_path: Path) -> None:
    """Nothing there, a folder, and a name that no file can have."""
    for path, code in (
        (tmp_path / "无", "source.missing"),
        (tmp_path, "source.is_folder"),
        (tmp_path / "a\0b", "source.missing"),
    ):
        with pytest.raises(ReadingError) as caught:
            open_path(path)
        assert (caught.value.code, caught.value.values) == (code, {"path": str(path)})


@pytest.mark.skipif(os.name != "posix", reason="names and rights as POSIX has them")
def test_a_path_that_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing right and a name too long give the system's own reason."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no", str(path))

    with pytest.raises(ReadingError) as caught:
        open_path(tmp_path / ("长" * 300))
    assert (caught.value.code, caught.value.values["reason"]) == ("source.unreadable", "ENAMETOOLONG")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadingError) as caught:
        open_path(path)
    assert (caught.value.code, caught.value.values) == ("source.unreadable", {"path": str(path), "reason": "EACCES"})


def test_a_file_of_500_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    """A file above the limit is not read at all: memory stays as it was."""
    path = tmp_path / "大.txt"
    with path.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(ReadingError) as caught:
        open_path(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    limit = 64 * 1024 * 1024
    assert caught.value.code == "source.too_large"
    assert caught.value.values == {"name": "大.txt", "what": "bytes", "size": 500 * 1024 * 1024, "limit": limit}
    assert peak < 1024 * 1024


def test_a_file_as_large_as_the_limit_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    path = tmp_path / "a.txt"
    path.write_bytes(FORMS["txt"])
    assert open_path(path, limit_bytes=len(FORMS["txt"])).text == SPEECH[0]


def test_a_part_counts_over_all_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that is unpacked piece by piece is bounded as a whole."""
    monkeypatch.setattr("huiyin.reading.sources.archive._CHUNK", 100)
    monkeypatch.setattr("huiyin.reading.sources.limits.ZIP_PART_BYTES", 200)
    with pytest.raises(ReadingError) as caught:
        open_source(DOCUMENT)
    assert (caught.value.code, caught.value.values["reason"]) == ("source.zip_bomb", "size")


def test_a_stream_is_read_up_to_the_limit() -> None:
    """Standard input has no size: one byte more than the limit is taken, then it is refused."""
    assert open_stream(io.BytesIO(FORMS["txt"])).text == SPEECH[0]
    stream = io.BytesIO(b"x" * 1000)
    with pytest.raises(ReadingError) as caught:
        open_stream(stream, limit_bytes=100)
    assert caught.value.values == {"name": "", "what": "bytes", "size": None, "limit": 100}
    assert stream.tell() == 101
