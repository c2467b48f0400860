"""Documents made by code for the tests of the file openers: pages, Word packages, pdf files, broken archives."""

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SPEECH = (
    "今年以来，全市地区生产总值增长5.1%，一般公共预算收入完成81.5亿元，新增城镇就业3.2万人。",
    "临江区完成老旧小区改造65个，惠及居民1.2万户，群众满意度持续提高。",
    "下一步，将加快建设云汀港综合枢纽，力争年底前建成通车，切实方便群众出行。",
)


# Pages


def page(
    article: str, *, title: str = "云汀市加快港区建设_云汀市人民政府", head: str = "", charset: str = "utf-8"
) -> bytes:
    """Return a government site's page around an article: menu, crumbs, share box, related news, footer."""
    markup = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>{head}
<style>p {{ margin: 0 }}</style></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>
<li><a href="/hd">互动交流</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/yw">要闻</a></div>
<div class="main">{article}</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="side"><h3>相关新闻</h3><ul><li><a href="1">青石区召开经济工作会议，部署全年任务</a></li>
<li><a href="2">云汀县推进春季植树</a></li></ul></div>
<div class="footer"><p>主办单位：云汀市人民政府办公室　云ICP备00000000号</p></div>
<script>var words = "脚本里的字，不是正文。";</script></body></html>"""
    return markup.encode("gb18030" if charset.startswith("gb") else charset)


def paragraphs(*texts: str, tag: str = "p") -> str:
    """Return the texts as elements one after another."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


# Word packages


def package(parts: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of the parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx(body: str, *, word: str = W, **more: str) -> bytes:
    """Return a docx with this body; `more` holds the contents of other word parts by name, as `footnotes=`."""
    kinds = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for at, name in enumerate(more)
    )
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="{_PACKAGE}/'
            'relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>重点工作分工方案</dc:title></cp:coreProperties>",
            "word/document.xml": wrapped("document", f"<w:body>{body}</w:body>", word),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{kinds}</Relationships>',
            **{f"word/{name}.xml": wrapped(name, content, word) for name, content in more.items()},
        }
    )


def relabelled(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of loose word parts with the relations that a docx needs."""
    kinds = [name.removeprefix("word/").removesuffix(".xml") for name in parts if name.startswith("word/")]
    relations = "".join(f'<Relationship Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    return package(
        {
            "_rels/.rels": f'<Relationships><Relationship Type="{_RELATIONS}/officeDocument" '
            'Target="word/document.xml"/><Relationship Type="x/core-properties" Target="docProps/core.xml"/>'
            "</Relationships>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **parts,
        }
    )


def wrapped(root: str, content: str, word: str = W) -> str:
    """Return a word part with its namespaces declared."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{word}" xmlns:wps="urn:wps" xmlns:v="urn:v" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        f"{content}</w:{root}>"
    )


def p(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table; a cell that is not XML yet becomes one paragraph."""
    cells = [[cell if cell.startswith("<") else p(cell) for cell in row] for row in rows]
    return (
        "<w:tbl>"
        + "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
        + "</w:tbl>"
    )


# Pdf files

Shown = tuple[float, float, float, str]  # left, baseline, size, text

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    b"/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>"
)
_IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)
PAGE_WIDTH, PAGE_HEIGHT = 595, 842


def pdf(pages: Sequence[Sequence[Shown]], *, image: bool = False, title: str = "", trailer: bytes = b"") -> bytes:
    """Return a pdf that shows the texts where it is told, every character as wide as it is high."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _IMAGE]
    objects.append(b"<< /Title <FEFF" + title.encode("utf-16-be").hex().encode() + b"> >>")
    kids = []
    for shown in pages:
        drawing = b"q 500 0 0 700 40 60 cm /I Do Q\n" if image else b""
        for left, baseline, size, text in shown:
            hexed = text.encode("utf-16-be").hex().encode()
            drawing += b"BT /F %g Tf %g %g Td <%b> Tj ET\n" % (size, left, baseline, hexed)
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawing), drawing))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> "
            b"/XObject << /I 4 0 R >> >> >>" % (PAGE_WIDTH, PAGE_HEIGHT, len(objects))
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _numbered(objects, trailer)


def _numbered(objects: Sequence[bytes], trailer: bytes) -> bytes:
    parts, offsets, length = [b"%PDF-1.5\n"], [], 9
    for number, body in enumerate(objects, 1):
        offsets.append(length)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    table_of_objects = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, entries)
    summary = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %b >>\n" % (len(objects) + 1, trailer)
    return b"".join([*parts, table_of_objects, summary, b"startxref\n%d\n%%%%EOF\n" % length])


def typeset(
    texts: Sequence[str], *, size: float = 12, left: float = 72, characters: int = 36, top: float = 780
) -> list[Shown]:
    """Return paragraphs as lines of a page: the first line indented by two characters, each line filled."""
    shown: list[Shown] = []
    baseline = top
    for text in texts:
        rest, indent = text, 2
        while rest:
            line, rest = rest[: characters - indent], rest[characters - indent :]
            shown.append((left + indent * size, baseline, size, line))
            baseline, indent = baseline - 1.5 * size, 0
    return shown
