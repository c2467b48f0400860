"""`python bench/briefing.py [--pages 40] [--rounds 5]`: a long briefing as DOCX and PDF, beside bare python-docx.

The peer writes the same paragraphs with python-docx, with no fonts, lines or indents, and saves them: what any DOCX of
that text costs. Both take turns in one process; processor time is counted, and the clock for what a person waits.
"""

import argparse
import io
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import django
import pypdfium2
from docx import Document

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")
django.setup()

from huiyin.congress.briefings_sheet import Block, Line, Sheet, paragraphs  # noqa: E402  after the setup
from huiyin.demo import texts  # noqa: E402
from huiyin.documents.briefing import briefing_docx, briefing_pdf  # noqa: E402

ON = date(2026, 1, 9)
LIMIT = 5.0  # seconds for both files of 40 pages
EMPTY = Sheet(
    masthead="云汀市第十七届人民代表大会第五次会议简报",
    number="第3期（总第21期）",
    organ="大会秘书处",
    day="2026年1月9日",
    title="各代表团审议《政府工作报告》",
    note_lead="编者按：",
    note="现将各代表团审议发言摘登如下。",
    blocks=(),
    report_to="市人大常委会主任、副主任",
    send_to="市政府办公室",
    issue_to="各代表团",
    copies=260,
    draft=False,
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    sheet, pages = sheet_of_pages(asked.pages)
    jobs: dict[str, Callable[[Sheet], bytes]] = {"docx": docx, "pdf": pdf, "bare": bare}
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for job in jobs.values():
        job(replace(sheet, blocks=sheet.blocks[:1]))
    for number in range(1, asked.rounds + 1):
        of_round = fresh(sheet, number)
        for name, job in jobs.items():
            wall, cpu = time.perf_counter(), time.process_time()
            job(of_round)
            spent[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    both = [one[0] + other[0] for one, other in zip(spent["docx"], spent["pdf"], strict=True)]
    ratios = [
        (one[1] + other[1]) / peer[1]
        for one, other, peer in zip(spent["docx"], spent["pdf"], spent["bare"], strict=True)
    ]
    n = sum(len(paragraphs(line.text)) for block in sheet.blocks for line in block.lines)
    print(f"{pages} pages, {n} paragraphs, {asked.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    for name, rounds in spent.items():
        print(f"  {name:5} {statistics.median(r[0] for r in rounds):6.3f} s on the clock")
    worst = f"{min(both):.2f}–{max(both):.2f}"
    print(f"  both  {statistics.median(both):6.3f} s ({worst}); must reach {LIMIT} s for 40 pages")
    print(f"  both by bare python-docx {statistics.median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f})")


def sheet_of_pages(pages: int) -> tuple[Sheet, int]:
    """Return a briefing of at least so many pages, of the demo's report, and how many it has."""
    report = next(path for path in texts() if path.name == "report-2026.txt").read_text(encoding="utf-8")
    said = [words for words in paragraphs(report) if len(words) > 30]
    blocks: list[Block] = []
    found = 0
    while found < pages:
        first = len(blocks) * 7
        for n in range(max((pages - found) // 3, 1)):
            lines = (Line("某某代表：", said[(first + n * 7 + at) % len(said)]) for at in range(7))
            blocks.append(Block(f"第{len(blocks) + 1}代表团", tuple(lines)))
        with pypdfium2.PdfDocument(pdf(replace(EMPTY, blocks=tuple(blocks)))) as made:
            found = len(made)
    return replace(EMPTY, blocks=tuple(blocks)), found


def fresh(sheet: Sheet, number: int) -> Sheet:
    """Return the sheet with other words in each paragraph: typst keeps what it has set in an earlier round."""
    blocks = tuple(
        replace(block, lines=tuple(replace(line, text=f"{number}{line.text}") for line in block.lines))
        for block in sheet.blocks
    )
    return replace(sheet, title=f"{sheet.title}（{number}）", blocks=blocks)


def docx(sheet: Sheet) -> bytes:
    """Return our DOCX."""
    return briefing_docx(sheet, on=ON)


def pdf(sheet: Sheet) -> bytes:
    """Return our PDF."""
    return briefing_pdf(sheet, on=ON)


def bare(sheet: Sheet) -> bytes:
    """Return the paragraphs as python-docx writes them by itself."""
    document = Document()
    for block in sheet.blocks:
        document.add_paragraph(block.heading)
        for line in block.lines:
            for words in paragraphs(line.text):
                document.add_paragraph(line.lead + words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
