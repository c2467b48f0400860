"""A receipt as PDF, text and QR code; the words are given, so that both languages and tests can have their own."""

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pylopdf_fonts_zh_cn
import qrcode
import typst
from qrcode.image.svg import SvgPathImage

TEMPLATE = Path(__file__).parent / "templates" / "receipt.typ"
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


class Words(NamedTuple):
    """What a receipt says: title, a line below it, pairs of label and value, notes at the foot."""

    place: str
    title: str
    subtitle: str
    rows: Sequence[tuple[str, str]]
    notes: Sequence[str]


def qr_svg(address: str) -> str:
    """Return the QR code of an address as SVG without style attributes or scripts."""
    image = qrcode.make(address, image_factory=SvgPathImage, box_size=10, border=2)
    out = io.BytesIO()
    image.save(out)
    return out.getvalue().decode()


def receipt_pdf(words: Words, address: str) -> bytes:
    """Return a receipt as one page of PDF/A-2b, in the free fonts that are shipped."""
    data = {**words._asdict(), "qr": qr_svg(address)}
    pdf: bytes = typst.compile(
        TEMPLATE,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
    return pdf


def receipt_text(words: Words, address: str) -> str:
    """Return a receipt as lines of text, for a message or a note."""
    lines = [words.title, words.subtitle, "", *(f"{label}：{value}" for label, value in words.rows), "", address, ""]
    return "\n".join([*lines, *words.notes]) + "\n"


@lru_cache(maxsize=1)
def fonts() -> Path:
    """Return the folder of the shipped fonts."""
    return next((path.parent for path in FONTS.rglob("*.otf")), FONTS)
