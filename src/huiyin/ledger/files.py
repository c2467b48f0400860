"""Files that are handed in (附件): checked by their content, images made anew, kept under random names out of reach.

What may be handed in is data (`file_types.toml`). A name is only what people read; nothing is ever opened by it.
"""

import hashlib
import io
import secrets
import tomllib
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

import filetype  # type: ignore[import-untyped]
from django.conf import settings
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, UnidentifiedImageError

from huiyin.errors import LedgerError, ReadingError
from huiyin.ledger.models import Attachment, Stream
from huiyin.ledger.scanning import LOOKED_AT, look
from huiyin.people.models import Account
from huiyin.reading.secrecy import refuse_secret
from huiyin.reading.sources import open_source
from huiyin.reading.sources.packed import packed_words
from huiyin.reading.sources.pdf import stated_in

TYPES = Path(__file__).parent / "file_types.toml"
NAME_LENGTH = 120
MOST_AT_ONCE = 20
MOST_PIXELS = 60_000_000
MOST_PARTS = 5000  # of an office file
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = (b"_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T", b"V\x00B\x00A\x00\x00\x00")


@cache
def types() -> dict[str, dict[str, str]]:
    """Return what may be handed in, by ending."""
    return tomllib.loads(TYPES.read_text(encoding="utf-8"))


def keep_file(
    upload: "File[bytes]", *, stream_key: str, by: Account, at: datetime, stream: str = Stream.CASE
) -> Attachment:
    """Check a file and keep it.

    Raises:
        SecretText: its name, or what of it can be read, bears a mark of secrecy.
        LedgerError: `file.too_large`, `file.empty`, `file.ending`, `file.content`, `file.macros`, `file.picture`;
            `name` and the limit are among the values; `file.infected`, `file.unscanned` (`huiyin.ledger.scanning`).
    """
    name, kind = at_sight(upload)
    limit = settings.UPLOAD_LIMIT_BYTES
    content = upload.read(limit + 1)
    if not content:
        raise LedgerError("file.empty", name=name)
    if len(content) > limit:
        raise LedgerError("file.too_large", name=name, size=len(content), limit=limit)
    if not getattr(upload, LOOKED_AT, False):
        look(content, name)
    content = checked(content, kind, name)
    refuse_secret(name, *readable(content, kind["check"], name))
    attachment = Attachment(
        stream=stream,
        stream_key=stream_key,
        name=name,
        content_type=kind["type"],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
        added_at=at,
    )
    random = secrets.token_hex(20)
    attachment.file.save(f"attachments/{random[:2]}/{random}", ContentFile(content), save=False)
    attachment.save()
    return attachment


def at_sight(upload: "File[bytes]") -> tuple[str, dict[str, str]]:
    """Return the name and kind of a file; what needs no look into it is refused.

    Raises:
        LedgerError: `file.too_large`, `file.empty`, `file.ending`.
    """
    name, limit = clean_name(upload.name or ""), settings.UPLOAD_LIMIT_BYTES
    kind = types().get(ending(name))
    if kind is None:
        raise LedgerError("file.ending", name=name, endings=" ".join(types()))
    if upload.size == 0:
        raise LedgerError("file.empty", name=name)
    if (upload.size or 0) > limit:
        raise LedgerError("file.too_large", name=name, size=upload.size, limit=limit)
    return name, kind


def readable(content: bytes, check: str, name: str) -> tuple[str, ...]:
    """Return what can be read of a file, with its page heads and properties; of a scan the properties alone.

    Of a picture, and of what is locked, nothing can be read.
    """
    if check not in ("pdf", "office", "ofd", "ole", "text"):
        return ()
    try:
        if check in ("pdf", "text") or name.lower().endswith(".docx"):
            opened = open_source(content, name=name, kind="txt" if check == "text" else None)
            return (opened.text, opened.margins)
        return (packed_words(content),)
    except ReadingError:  # not for us to read, a scan perhaps; it is kept as it was handed in
        return (stated_in(content),) if check == "pdf" else ()


def discard(attachments: Iterable[Attachment]) -> None:
    """Remove the files of attachments whose step was not taken in the end; their rows went with the transaction."""
    for attachment in attachments:
        if attachment.file.name:
            attachment.file.storage.delete(attachment.file.name)


def clean_name(name: str) -> str:
    """Return a name fit to be shown and downloaded: no path, nothing invisible, nothing that turns the direction."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(each for each in " ".join(name.split()) if _harmless(each))
    stem, dot, end = name.strip(" .").rpartition(".")
    if not dot:
        return (end or "file")[:NAME_LENGTH]
    return f"{stem.strip(' .')[: NAME_LENGTH - len(end) - 1] or 'file'}.{end}"


def _harmless(sign: str) -> bool:
    """Say whether a sign may stand in a name: seen by people, and no mark of paths or shells."""
    return sign == " " or (unicodedata.category(sign)[0] not in "CZ" and sign not in '<>:"|?*')


def ending(name: str) -> str:
    """Return the ending of a name in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def checked(content: bytes, kind: dict[str, str], name: str) -> bytes:
    """Return the content as it is kept; an image is made anew, so that nothing but the picture is in it."""
    check = kind["check"]
    if check == "image":
        return _picture(content, kind["format"], name)
    if not _fits(content, kind, name):
        raise LedgerError("file.content", name=name)
    if check == "ole" and any(mark in content for mark in MACROS):
        raise LedgerError("file.macros", name=name)
    return content


def _fits(content: bytes, kind: dict[str, str], name: str) -> bool:
    """Say whether content is what its ending says."""
    check = kind["check"]
    if check == "pdf":
        return content.lstrip()[:5] == b"%PDF-"
    if check == "ole":
        return content.startswith(OLE)
    if check == "text":
        return _is_text(content)
    if check == "media":
        return (filetype.guess_mime(content[:8192]) or "") == kind["type"]
    wanted = "OFD.xml" if check == "ofd" else "[Content_Types].xml"
    return _zip_holds(content, wanted, kind.get("part", ""), name=name)


def _zip_holds(content: bytes, wanted: str, part: str, *, name: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise LedgerError("file.macros", name=name)
    return len(names) <= MOST_PARTS and wanted in names and any(each.startswith(part) for each in names)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _picture(content: bytes, form: str, name: str) -> bytes:
    """Return a picture without what else was in the file: place, camera, hidden bytes after its end."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise LedgerError("file.picture", name=name, most=MOST_PIXELS)
                if opened.format != form:
                    raise LedgerError("file.content", name=name)
                turned = ImageOps.exif_transpose(opened)
                return _drawn(turned, form)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise LedgerError("file.content", name=name) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LedgerError("file.picture", name=name, most=MOST_PIXELS) from error


def _drawn(picture: Image.Image, form: str) -> bytes:
    """Return the pixels alone, encoded anew."""
    mode = "RGB" if form == "JPEG" or ("A" not in picture.getbands() and picture.mode != "P") else "RGBA"
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    out = io.BytesIO()
    if form == "PNG":
        plain.save(out, form, optimize=True)
    else:
        plain.save(out, form, quality=92)
    return out.getvalue()
