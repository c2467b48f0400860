"""Digests: points of confirmed statements, the same point once, and an account that always adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast
from tests.congress.heard import AT, Hall, day, hall

from huiyin.congress import digests
from huiyin.congress.briefings import drop_item
from huiyin.congress.briefings_checking import findings_of
from huiyin.congress.briefings_issuing import issue, ready
from huiyin.congress.briefings_sheet import COMMON, sheet_of
from huiyin.congress.digests_accounting import account
from huiyin.congress.digests_grouping import Point, Said, alike, points_of, sentence
from huiyin.congress.models import Briefing, BriefingItem
from huiyin.errors import CongressError
from huiyin.ledger.models import Event, Statement

pytestmark = pytest.mark.django_db
IDS = st.sets(st.integers(0, 30))
SAME = "报告总结成绩客观全面，部署工作目标明确，是一份鼓舞人心的好报告。"


@pytest.fixture
def told(people: Cast) -> Hall:
    return hall(people)


@pytest.fixture
def digest(told: Hall) -> Briefing:
    return digests.start_digest(session=told.town.session, by=told.by, at=AT)


def shown(digest: Briefing) -> dict[str, list[str]]:
    return {block.heading: [line.lead + line.text for line in block.lines] for block in sheet_of(digest).blocks}


def point(digest: Briefing, words: str) -> BriefingItem:
    return next(row for row in digest.items.all() if words in row.text)


def test_a_block_a_delegation_and_what_two_say_once(digest: Briefing) -> None:
    """Appraisal, last year, this year, suggestions; in the words of the record, a sentence a point."""
    assert shown(digest) == {
        COMMON: [f"临溪、青石2个代表团：{SAME}"],
        "临溪区代表团代表认为": [
            "过去一年，临溪区经济稳中有进，新增省级专精特新企业3家。",
            "2026年，临溪区将推进12个重点项目建设。",
            "意见建议：建议在老旧小区新增停车泊位5000个以上。",
        ],
        "青石区代表团代表认为": [
            "青石区去年关停“散乱污”企业17家，空气优良天数增加11天。",
            "意见建议：建议在青石大道增设2个以上公交站点。",
        ],
    }
    assert findings_of(digest) == []
    assert {len(row.passages.all()) for row in digest.items.all()} >= {2}


def test_only_confirmed_words_and_no_official_s(told: Hall, digest: Briefing) -> None:
    """What is not confirmed is not there; what an official said is on the list, but in no delegation's block."""
    spoken = told.statement("认真研究")
    found = digests.account_of(digest)
    assert found.open == {spoken.pk}
    assert (found.total, len(found.used), found.out) == (Statement.objects.count(), Statement.objects.count() - 1, 1)
    with pytest.raises(CongressError, match=r"digest\.nobody"):
        digests.bring_in(briefing=digest, statements=[spoken.pk], at=AT)
    Statement.objects.filter(pk=told.statement("17家").pk).update(state="draft")
    again = digests.start_digest(session=told.town.session, by=told.by, at=AT)
    assert "17家" not in str(shown(again))
    assert digests.account_of(digest).stale == {told.statement("17家").pk}
    assert [error.code for error in ready(digest).hinders] == ["digest.open", "digest.stale"]


def test_each_statement_is_used_or_left_out_for_a_reason(told: Hall, digest: Briefing) -> None:
    """A point that is taken out opens its statements; they come back, or stay out with a word."""
    stop = point(digest, "公交站点")
    pk = stop.passages.get().statement_id
    drop_item(item=stop, at=AT)
    assert pk in digests.account_of(digest).open
    with pytest.raises(CongressError, match=r"digest\.reason"):
        digests.leave_out(briefing=digest, statements=[pk or 0], reason=" ", by=told.by, at=AT)
    open_now = digests.account_of(digest).open
    assert digests.leave_out(briefing=digest, statements=open_now, reason="与本次摘编主题无关", by=told.by, at=AT) == 2
    assert (digests.account_of(digest).open, len(digests.account_of(digest).left)) == (frozenset(), 2)
    assert digests.bring_in(briefing=digest, statements=[pk or 0], at=AT) == 1
    assert (len(digests.account_of(digest).left), point(digest, "公交站点").part) == (1, "suggestion")


def test_a_person_splits_and_joins(digest: Briefing) -> None:
    """A passage goes back to the block of its delegation; joined, two points are said once in the words of one."""
    common = point(digest, "鼓舞人心")
    river, stone = (each for each in common.passages.all() if "好报告" in each.original)
    made = digests.split_out(passage=stone, at=AT)
    assert (made.delegation, made.text) == (stone.delegation, "是一份催人奋进的好报告。")
    common.refresh_from_db()
    assert (common.text, river.delegation) == (SAME, river.delegation)
    digests.join_points(item=made, into=common, at=AT)
    assert shown(digest)[COMMON] == [f"临溪、青石2个代表团：{SAME}"]
    alone = point(digest, "公交站点")
    with pytest.raises(CongressError, match=r"digest\.alone"):
        digests.split_out(passage=alone.passages.get(), at=AT)


def test_what_is_confirmed_later_comes_to_its_like(told: Hall) -> None:
    """A sentence like one that is there already is counted, not printed again."""
    late = [row.pk for row in Statement.objects.filter(source=told.records["stone"].source, kind="appraisal")]
    Statement.objects.filter(pk__in=late).update(state="draft")
    digest = digests.start_digest(session=told.town.session, by=told.by, at=AT)
    assert COMMON not in shown(digest)
    Statement.objects.filter(pk__in=late).update(state="confirmed")
    assert digests.bring_in(briefing=digest, statements=late, at=AT) == len(late)
    assert shown(digest)[COMMON] == [f"临溪、青石2个代表团：{SAME}"]


def test_a_digest_goes_out_with_its_account(told: Hall, digest: Briefing) -> None:
    """Nothing open; no number of its own; the trail says how many were used and left out."""
    digests.leave_out(
        briefing=digest, statements=digests.account_of(digest).open, reason="列席人员的话", by=told.by, at=AT
    )
    done = issue(briefing=digest, on=day(), by=told.by, at=AT, seen=ready(digest).seen)
    told_of = Event.objects.get(type="briefing.issued").payload
    assert (done.number, told_of["statements"]) == (None, told_of["used"] + told_of["left"])
    assert told_of["statements"] == Statement.objects.count()


@given(IDS, IDS, IDS)
def test_the_account_adds_up(pool: set[int], used: set[int], left: set[int]) -> None:
    """Whatever is confirmed, used, left out: each confirmed statement counts once, and nothing else counts."""
    found = account(pool, used, left)
    assert found.total == len(pool) == len(found.used) + found.out
    assert found.used | found.left | found.open == pool
    assert found.stale == (used | left) - pool


def a_point(text: str, part: str = "current", *, names: str = "", figures: str = "") -> Point:
    said = Said(1, 1, (), 1, 1, 0, len(text), part, frozenset(names.split()), frozenset(figures.split()))
    return Point((said,), text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            a_point("持续优化营商环境，激发市场活力。"),
            a_point("不断优化营商环境，激发市场活力。"),
            False,
        ),  # 不 may deny
        (a_point("持续优化营商环境，激发市场活力。"), a_point("持续优化营商环境，激发企业活力。"), True),
        (a_point("新增停车泊位5000个。"), a_point("新增停车泊位6000个。"), False),
        (a_point("推进十二个项目建设。", figures="十二个"), a_point("推进十三个项目建设。", figures="十三个"), False),
        (a_point("推进鹭江大桥建设。", names="鹭江大桥"), a_point("推进青石大桥建设。", names="青石大桥"), False),
        (a_point("持续优化营商环境。", "past"), a_point("持续优化营商环境。"), False),
        (a_point("加强农村道路养护。"), a_point("发展稻渔综合种养。"), False),
    ],
)
def test_what_counts_as_the_same_point(one: Point, other: Point, same: bool) -> None:
    """Another figure, name, part or a denial is another point, however like the rest is."""
    assert alike(one, other) is same


TEXT = "2026年，临溪区将推进项目建设，优化环境；“抓落实”，提效率。"


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("parts", "texts"),
    [
        (("2026年，临溪区将推进项目建设", "优化环境"), ["2026年，临溪区将推进项目建设，优化环境。"]),
        (("2026年，临溪区将推进项目建设", "“抓落实”"), ["2026年，临溪区将推进项目建设。", "“抓落实”。"]),
        (("优化环境", "“抓落实”"), ["优化环境。", "“抓落实”。"]),
    ],
)
def test_statements_of_one_sentence_are_one_point(parts: tuple[str, ...], texts: list[str]) -> None:
    """A semicolon or words between them part two statements; a comma does not."""
    said = [Said(n, 1, (n,), 1, 1, *place(words), "current", frozenset(), frozenset()) for n, words in enumerate(parts)]
    assert [each.text for each in points_of(said, {1: TEXT})] == texts


@pytest.mark.parametrize(("words", "text"), [("“抓落实”，", "“抓落实”。"), ("“抓落实", "抓落实。")])
def test_a_sentence_has_whole_marks(words: str, text: str) -> None:
    """A quotation that is cut loses its mark."""
    assert sentence(TEXT, *place(words)) == text
