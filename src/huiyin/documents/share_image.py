"""The image that a link shows where it is shared (分享图): title, unit and state on the colours of the site, as PNG."""

import io
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
GROUND, INK, SOFT, ACCENT, MARK = "#f7f6f2", "#1b1e22", "#4a4f57", "#14507d", "#a3211b"
FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
LEFT, RIGHT, LINES = 90, 90, 4


@lru_cache(maxsize=128)
def share_image(title: str, below: str, place: str) -> bytes:
    """Return the image, the same bytes for the same words; a long title is cut after four lines."""
    canvas = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((0, 0, SIZE[0], 14), fill=ACCENT)
    draw.rectangle((LEFT, 86, LEFT + 54, 140), outline=ACCENT, width=6)
    draw.rectangle((LEFT + 18, 104, LEFT + 36, 122), fill=ACCENT)
    draw.text((LEFT + 74, 113), f"回音　{place}", font=_font(34), fill=SOFT, anchor="lm")
    draw.rectangle((LEFT, 190, LEFT + 60, 198), fill=MARK)
    for n, line in enumerate(_lines(title, _font(60), SIZE[0] - LEFT - RIGHT)):
        draw.text((LEFT, 226 + n * 82), line, font=_font(60), fill=INK)
    draw.text(
        (LEFT, SIZE[1] - 64), _cut(below, _font(32), SIZE[0] - LEFT - RIGHT), font=_font(32), fill=SOFT, anchor="lm"
    )
    file = io.BytesIO()
    canvas.quantize(16).save(file, "PNG", optimize=True)
    return file.getvalue()


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return a text in lines that fit, broken between characters as Chinese is."""
    lines, line = [], ""
    for character in " ".join(text.split()):
        if font.getlength(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    lines.append(line)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], _cut(lines[LINES - 1] + "…" * 3, font, width)]
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return a text on one line, with an ellipsis where it is too long."""
    text = text.rstrip("…") + ("…" if text.endswith("…") else "")
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"
