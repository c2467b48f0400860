"""Pages of documents in Chromium: access, width, and a template that is refused and mended by keyboard alone."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from tests.congress.deputies import bench, replied
from tests.documents.words import docx
from tests.ledger.works import a_source

from browser.site import DESK, PHONE, Site, violations

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_documents_are_in_order(site: Site, people: "Cast", axe: str, tmp_path: "Path") -> None:
    """axe finds nothing and nothing stands out beyond the edge, on a desk and on a phone; a faulty template is told."""
    replied(bench(people), people)
    source = a_source(people, house="congress", home=people.city)
    paths = [
        reverse("word_templates"),
        reverse("hand_over"),
        reverse("yearly"),
        reverse("yearly_made") + "?code=replied",
        reverse("plan", args=[source.key]),
        reverse("word_template", args=["hand_over_list"]),
    ]
    file = tmp_path / "清单.docx"
    for size in (DESK, PHONE):
        page = site.open(paths[0], people.secretary, size=size)
        for path in paths:
            page.goto(path)
            assert size is DESK or violations(page, axe) == [], path  # once is enough: the same elements
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        file.write_bytes(docx("{{ 标题 }}", "{{ 建议.标题 }}"))
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="检查并启用").press("Enter")
        page.get_by_text("第2段：标签 {{ 建议.标题 }}").wait_for()
        assert size is DESK or violations(page, axe) == []
        site.messages[:] = [each for each in site.messages if "422" not in each]  # Chromium tells of every 4xx
        file.write_bytes(docx("{{ 标题 }}", f"{size['width']}"))
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="检查并启用").press("Enter")
        page.get_by_text("模板已启用").wait_for()
    assert violations(page, axe) == []
