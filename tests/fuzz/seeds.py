"""Seeds for the fuzzer, made by the builders of the tests."""

from collections.abc import Iterator

import builders
from builders import SPEECH, docx, p, page, paragraphs, pdf, table, typeset, wrapped

_TEXT_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
    "</mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_LIST = '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_STYLES = (
    '<w:style w:styleId="H"><w:basedOn w:val="B"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def seeds(kind: str) -> Iterator[bytes]:
    """Yield inputs for one opener, or for all of them."""
    if kind in ("txt", "any"):
        text = "\r\n".join(SPEECH)
        yield from (
            text.encode(name) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5hkscs") if _fits(text, name)
        )
    if kind in ("html", "any"):
        yield page(f"<h1>加快港区建设</h1>{paragraphs(*SPEECH)}")
        yield page("<br>".join(SPEECH), charset="gb2312")
        rows = "<tr><th>指标</th><th>目标</th></tr><tr><td>粮食</td><td>10万吨</td></tr>"
        yield page(
            f"<pre>{SPEECH[0]}\n二</pre><table>{rows}</table><a href=x>链接</a>",
            head='<meta name="PubDate" content="2026-01-20">',
        )
    if kind in ("docx", "any"):
        facts = table(["指标", "目标"], ["粮食", "10万吨"])
        body = f"<w:body>{p(SPEECH[0], _LIST)}{facts}{_TEXT_BOX.format(p('框内文字'))}</w:body>"
        notes = f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("注释")}</w:footnote>'
        parts = [
            wrapped("document", body),
            wrapped("numbering", _NUMBERING),
            wrapped("styles", _STYLES),
            wrapped("footnotes", notes),
        ]
        if kind == "docx":
            yield b"\n#part#\n".join(part.encode() for part in parts)
        yield builders.docx(p(SPEECH[0]))
    if kind in ("pdf", "any"):
        yield pdf([typeset(SPEECH), [*typeset(SPEECH[1:]), (290, 40, 10, "— 2 —")]], title="工作报告")
        yield pdf([typeset(SPEECH), []], image=True)
    if kind == "any":
        yield docx(p("一")) + b"junk"
        yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
