"""Makes the Word templates that are shipped; they may be edited in Word as well, so run it only to begin anew.

    python tools/word_templates.py [FOLDER]

The look follows official documents (GB/T 9704): A4, title in 小标宋 2号, text in 仿宋; wide tables lie on their side.
"""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from word_briefing import briefing
from word_letter import reply_letter

from huiyin.documents.docx_parts import add_field, add_run, set_indent, set_normal
from huiyin.documents.word_package import same_each_time

FOLDER = Path(__file__).parent.parent / "src" / "huiyin" / "documents" / "templates"
TITLE, BODY, FIRST, SECOND = "title", "body", "first", "second"
Column = tuple[str, str, float]  # head, tag (or the whole text with tags), width in mm
FOOT = "截至 {{ 截至 }}，共 {{ 件数 }} 行{% if 未列件数 %}，另有 {{ 未列件数 }} 件保密，未列、未计{% endif %}"
OTHERS = "{{{{ {0}.责任单位 }}}}{{% if {0}.责任单位 and {0}.配合单位 %}}、{{% endif %}}{{{{ {0}.配合单位 }}}}"
FILTERS = ("{%p if 条件 %}", "条件：{{ 条件 }}", "{%p endif %}")


def run(paragraph: Any, words: str, size: float, font: str = BODY) -> None:
    """Add words in a font that Word takes for Chinese signs."""
    add_run(paragraph, words, Pt(size), font)


def page(*, wide: bool) -> Any:
    """Return an empty document: A4, on its side for wide tables."""
    document = Document()
    lie(document.sections[0], wide=wide)
    set_normal(document, Pt(10.5 if wide else 16))
    return document


def lie(section: Any, *, wide: bool) -> None:
    """Lay the pages of a section: A4 upright, or on its side."""
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    margins = (18, 20, 15, 15) if wide else (37, 35, 28, 26)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.footer_distance = Mm(9 if wide else 20)


def foot(document: Any, *lines: str) -> None:
    """Write the foot of each page: lines, then page and pages."""
    footer = document.sections[0].footer
    paragraph = footer.paragraphs[0]
    for line in lines:
        run(paragraph, line, 9)
        paragraph = footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, code in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES")):
        run(paragraph, words, 9)
        add_field(paragraph, code, Pt(9), BODY)
    run(paragraph, " 页", 9)


def title(document: Any, words: str, size: float = 22) -> None:
    """Write the title."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    run(paragraph, words, size, TITLE)


def line(
    document: Any, words: str, size: float = 10.5, *, indent: float = 0, font: str = BODY, before: float = 0
) -> None:
    """Write a line; one in the font of heads stays with what it heads."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = font != BODY
    paragraph.paragraph_format.first_line_indent = Pt(indent)
    if indent:
        set_indent(paragraph, 2)
    run(paragraph, words, size, font)


def chapter(document: Any, words: str) -> None:
    """Write the head of a chapter."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    run(paragraph, words, 16, FIRST)


def table(document: Any, loop: str, columns: Sequence[Column], *, size: float = 9, centred: str = "") -> None:
    """Write a table that repeats a row for each record of a list; its head stands on every page.

    Columns whose heads are among `centred`, parted by blanks, hold short words or figures, in their middle.
    """
    made = document.add_table(rows=4, cols=len(columns))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for cell, (head, _tag, _width) in zip(made.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(cell.paragraphs[0], head, size, FIRST)
        shade(cell)
    run(made.rows[1].cells[0].paragraphs[0], "{%tr for " + loop + " %}", size)
    for cell, (head, tag, _width) in zip(made.rows[2].cells, columns, strict=True):
        if head in centred.split():
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(cell.paragraphs[0], tag if "{{" in tag else "{{ " + tag + " }}", size)
    run(made.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", size)
    for row in made.rows:
        for cell, (_head, _tag, width) in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
    for at, (_head, _tag, width) in enumerate(columns):
        made.columns[at].width = Mm(width)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 60), ("bottom", 40), ("right", 60)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    made._tbl.tblPr.append(margins)


def shade(cell: Any) -> None:
    """Give the cell of a head a light ground."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EFEFEF")):
        ground.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(ground)


def when(document: Any, field: str, words: str) -> None:
    """Write a line that stands only where a field is filled."""
    for each in ("{%p if " + field + " %}", words, "{%p endif %}"):
        line(document, each)


def none(document: Any, of: str, words: str, size: float = 10.5) -> None:
    """Write what stands where a list is empty."""
    for each in ("{%p if not " + of + " %}", words, "{%p endif %}"):
        line(document, each, size)


def ledger_table() -> Any:
    """Return the template of the ledger table."""
    document = page(wide=True)
    title(document, "{{ 标题 }}")
    when(document, "条件", "条件：{{ 条件 }}")
    table(
        document,
        "事项 in 事项表",
        [
            ("序号", "事项.序号", 10),
            ("编号", "事项.链接", 25),
            ("任务内容", "事项.标题", 46),
            ("量化目标", "事项.目标", 20),
            ("完成值", "事项.完成值", 20),
            ("牵头单位", "事项.牵头单位", 24),
            (
                "责任、配合单位",
                OTHERS.format("事项"),
                26,
            ),
            ("完成时限", "事项.时限", 29),
            ("当前进展", "事项.当前进展", 27),
            ("存在问题及下一步措施", "{{ 事项.存在问题 }}{{ 事项.下一步措施 }}", 24),
            ("状态", "事项.状态", 16),
        ],
        centred="序号 编号 量化目标 完成值 完成时限 状态",
    )
    none(document, "事项表", "没有符合条件的事项。")
    foot(document, FOOT, *FILTERS)
    return document


def decomposition() -> Any:
    """Return the template of the plan of tasks."""
    document = page(wide=True)
    title(document, "{{ 标题 }}")
    line(document, "依据：《{{ 报告 }}》（{{ 报告单位 }}）。原文后的数字是它在报告中的位置。")
    table(
        document,
        "任务 in 任务表",
        [
            ("序号", "任务.序号", 10),
            ("编号", "任务.链接", 27),
            ("报告原文", "{{ 任务.原文 }} {{ 任务.位置 }}", 71),
            ("量化目标", "任务.目标", 28),
            ("牵头领导", "任务.牵头领导", 19),
            ("牵头单位", "任务.牵头单位", 28),
            (
                "责任、配合单位",
                OTHERS.format("任务"),
                50,
            ),
            ("完成时限", "任务.时限", 34),
        ],
        size=10,
        centred="序号 编号 量化目标 牵头领导 完成时限",
    )
    none(document, "任务表", "这份报告还没有立任务。")
    foot(document, FOOT, "{%p if 未交办件数 %}", "其中 {{ 未交办件数 }} 件尚未交办，没有牵头单位", "{%p endif %}")
    return document


def hand_over_list() -> Any:
    """Return the template of the hand-over list."""
    document = page(wide=True)
    title(document, "{{ 标题 }}")
    when(document, "会议", "{{ 会议 }}")
    when(document, "交办日", "{{ 交办日 }}交办")
    table(
        document,
        "建议 in 建议表",
        [
            ("序号", "建议.序号", 10),
            ("编号", "建议.链接", 20),
            ("建议题目", "{{ 建议.标题 }}{% if 建议.并案 %}（与 {{ 建议.并案 }} 并案办理）{% endif %}", 73),
            ("类别", "建议.类别", 22),
            ("领衔代表", "建议.领衔代表", 20),
            ("附议代表", "建议.附议代表", 32),
            ("主办单位", "建议.主办单位", 28),
            ("会办单位", "建议.会办单位", 26),
            ("答复时限", "建议.答复时限", 34),
        ],
        size=10,
        centred="序号 编号 类别 领衔代表 答复时限",
    )
    none(document, "建议表", "没有符合条件的建议。")
    line(document, "各单位承办件数", 12, font=FIRST, before=12)
    table(
        document,
        "单位 in 单位表",
        [("承办单位", "单位.单位", 90), ("主办（分办）件数", "单位.主办件数", 40), ("会办件数", "单位.会办件数", 40)],
        size=10,
        centred="主办（分办）件数 会办件数",
    )
    foot(document, FOOT, *FILTERS)
    return document


RATE = [
    ("指标", "项.名称", 28.0),
    ("算法", "项.算法", 62.0),
    ("分子", "项.分子", 16.0),
    ("分母", "项.分母", 16.0),
    ("比例", "项.比例", 18.0),
    ("未计", "项.未计", 16.0),
]
FIGURES = "分子 分母 比例 未计"
LIST = [
    ("编号", "件.编号", 24.0),
    ("建议题目", "件.标题", 58.0),
    ("主办单位", "件.主办单位", 28.0),
    ("说明", "件.说明", 46.0),
]


def yearly_report() -> Any:
    """Return the template of the yearly report."""
    document = page(wide=False)
    title(document, "{{ 标题 }}")
    line(
        document,
        "{{ 年度 }}年共收到代表建议{{ 收到件数 }}件。办理情况报告如下。每个数都写明分子、分母和未计件数，数字可点开，"
        "对应的建议逐件列出；附件列出全部建议，可据以复算。只统计生成报告的人员看得到的建议。",
        16,
        indent=32,
    )
    for each in ("{%p if 规则说明 %}", "{{ 规则说明 }}", "{%p endif %}"):
        line(document, each, 16, indent=32)
    chapter(document, "一、总体情况")
    table(document, "项 in 指标表", RATE, centred=FIGURES)
    chapter(document, "二、分类情况")
    heads: tuple[str, ...] = ("类别", "收到", "交办", "答复")
    widths: tuple[int, ...] = (66, 30, 30, 30)
    table(
        document,
        "类 in 类别表",
        [(head, f"类.{head}", width) for head, width in zip(heads, widths, strict=True)],
        centred="收到 交办 答复",
    )
    chapter(document, "三、承办单位情况")
    heads = ("单位", "交办", "签收", "答复", "按期答复", "见面", "满意", "不满意")
    widths = (42, 14, 14, 14, 20, 14, 20, 18)
    table(
        document,
        "行 in 单位表",
        [(head, f"行.{head}", width) for head, width in zip(heads, widths, strict=True)],
        centred=" ".join(heads[1:]),
    )
    line(
        document, "“按期答复”“满意”两栏为分子/分母；“满意”含基本满意，以最近一轮评价计，未评价的不计。", 10.5, before=4
    )
    for each in ("{%p if 单位说明 %}", "{{ 单位说明 }}", "{%p endif %}"):
        line(document, each, 10.5)
    chapter(document, "四、答复结果")
    line(document, "按答复时适用的规则分别统计；不同规则的结果分类不相加、不比较。", 10.5)
    for each in ("{%p for 规 in 答复结果表 %}", "{{ 规.规则 }}：已答复 {{ 规.答复件数 }} 件"):
        line(document, each, 12, font=SECOND)
    for each in (
        "{%p for 果 in 规.结果表 %}",
        "{{ 果.结果 }}：{{ 果.件数 }}/{{ 规.答复件数 }}（{{ 果.比例 }}）",
    ):
        line(document, each, 12, indent=24)
    for each in ("{%p endfor %}", "{%p endfor %}"):
        line(document, each, 12)
    none(document, "答复结果表", "尚无答复。")
    chapter(document, "五、代表评价")
    line(document, "首次评价", 12, font=SECOND)
    table(document, "项 in 首次评价表", RATE, centred=FIGURES)
    line(document, "最近一轮评价", 12, font=SECOND, before=6)
    table(document, "项 in 最近评价表", RATE, centred=FIGURES)
    chapter(document, "六、承诺事项落实情况")
    line(
        document,
        "{{ 承诺.名称 }}：{{ 承诺.分子 }}/{{ 承诺.分母 }}（{{ 承诺.比例 }}），"
        "未计 {{ 承诺.未计 }} 件。{{ 承诺.算法 }}。",
        12,
    )
    table(document, "件 in 承诺表", LIST, centred="编号")
    none(document, "承诺表", "没有未落实或仍在落实的承诺。")
    chapter(document, "七、重点督办建议")
    table(document, "件 in 重点建议表", LIST, centred="编号")
    none(document, "重点建议表", "没有列为重点督办的建议。")
    chapter(document, "八、不满意件")
    table(document, "件 in 不满意表", LIST, centred="编号")
    none(document, "不满意表", "最近一轮评价中没有不满意的。")
    chapter(document, "九、结转情况")
    table(document, "件 in 结转表", LIST, centred="编号")
    none(document, "结转表", "没有结转的建议。")
    lie(document.add_section(WD_SECTION.NEW_PAGE), wide=True)  # ten columns
    chapter(document, "附件　各项数字的构成")
    heads = ("编号", "标题", "主办单位", "交办日期", "答复日期", "按期", "见面", "结果", "首次评价", "最近评价")
    widths = (22, 66, 30, 28, 28, 14, 14, 29, 18, 18)
    table(
        document,
        "件 in 构成表",
        [(head, f"件.{head}", width) for head, width in zip(heads, widths, strict=True)],
        centred="编号 交办日期 答复日期 按期 见面 结果 首次评价 最近评价",
    )
    foot(document, FOOT)
    return document


def main() -> None:
    """Write the templates into a folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for make in (ledger_table, decomposition, hand_over_list, yearly_report, reply_letter, briefing):
        out = io.BytesIO()
        make().save(out)
        (folder / f"{make.__name__}.docx").write_bytes(same_each_time(out.getvalue()))
        print(folder / f"{make.__name__}.docx")


if __name__ == "__main__":
    main()
