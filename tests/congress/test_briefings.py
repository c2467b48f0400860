"""Briefings: whose words they print, what an editor changed, what nobody said, and how one is issued for good."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast
from tests.congress.heard import AT, Hall, begun, day, hall, issued

from huiyin.congress import briefings, briefings_issuing
from huiyin.congress.briefings_changes import added, changes
from huiyin.congress.briefings_checking import findings_of
from huiyin.congress.briefings_issuing import correct, issue, issue_faults, next_numbers, ready, withdraw
from huiyin.congress.briefings_selectors import briefings_visible_to, choices_of, remarks_of
from huiyin.congress.briefings_sheet import sheet_of
from huiyin.congress.models import Briefing, BriefingItem, Record, Remark
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.models import Event, Source
from huiyin.people.models import Account
from huiyin.people.viewer import viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(people: Cast) -> Hall:
    return hall(people)


def item(draft: Briefing, n: int) -> BriefingItem:
    return list(draft.items.all())[n]


def write(heard: Hall, row: BriefingItem, text: str, **more: object) -> BriefingItem:
    return briefings.write_item(item=row, text=text, by=heard.by, at=AT, expected=row.version, **more)  # type: ignore[arg-type]


def test_it_prints_who_spoke_as_confirmed_and_nobody_else(heard: Hall) -> None:
    """The name that leads a remark in is not said twice; who is not confirmed, or shall not be named, is 有的代表."""
    draft = begun(heard, "岑望川", "简文清", "阮青禾", "陆闻舟")
    write(heard, item(draft, 3), item(draft, 3).text, unnamed=True)
    sheet = sheet_of(draft)
    assert sheet.masthead == "云汀市第十七届人民代表大会第五次会议简报"
    assert [block.heading for block in sheet.blocks] == ["临溪区代表团", "青石区代表团", "临溪区代表团"]
    lines = [(line.lead, line.text[:6]) for block in sheet.blocks for line in block.lines]
    assert lines == [
        ("岑望川代表：", "过去一年，临"),
        ("简文清（市发展和改革委员会主任）：", "市发展改革委"),
        ("有的代表：", "青石区去年关"),
        ("有的代表：", "报告总结成绩"),
    ]
    only_one = begun(heard, "岑望川", delegation=heard.town.river)
    assert [block.heading for block in sheet_of(only_one).blocks] == [""]


@pytest.mark.parametrize(
    ("of", "names"),
    [
        ("day", ["岑望川", "陆闻舟", "简文清", "苗向晚", "阮青禾"]),
        ("stone", ["苗向晚", "阮青禾"]),
        ("meeting", ["岑望川", "陆闻舟", "简文清"]),
    ],
)
def test_what_can_be_chosen(heard: Hall, of: str, names: list[str]) -> None:
    """The remarks of the day, of the delegation, of the meeting, in the order in which they were made."""
    named = {"day": {"on": day()}, "stone": {"delegation": heard.town.stone}}
    draft = begun(heard, **named.get(of, {"meeting": heard.records["river"].meeting}))
    assert [remark.named for remark in remarks_of(draft)] == names
    found = choices_of(heard.town.session)
    assert (len(found.meetings), len(found.delegations), found.days) == (2, 2, (day(),))


def test_the_order_changes_by_one_place(heard: Hall) -> None:
    """At the ends nothing moves; a remark that is in already is not put in again."""
    draft = begun(heard, "岑望川", "陆闻舟", "苗向晚")
    briefings.move_item(item=item(draft, 2), up=True, at=AT)
    briefings.move_item(item=item(draft, 0), up=True, at=AT)
    briefings.choose_remarks(briefing=draft, remarks=[heard.remarks["岑望川"]], at=AT)
    assert [row.passages.get().remark.named for row in draft.items.all()] == ["岑望川", "苗向晚", "陆闻舟"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("过去一年，临溪区经济稳中有进，新增省级专精特新企业3家。", []),
        ("过去一年，临溪区经济稳中有进，新增省级专精特新企业5家。", [("figure", "5家")]),
        ("2026年，青石区将推进12个重点项目建设。", [("date", "2026年"), ("words", "青石"), ("figure", "12个")]),
        ("临溪区将推进12个重点项目建设，群众十分期待满意。", [("words", "群众十分期待满意")]),
    ],
)
def test_what_no_passage_supports_is_marked(heard: Hall, text: str, found: list[tuple[str, str]]) -> None:
    """A shortened remark is held against its own words only, not those of others."""
    draft = begun(heard, "岑望川", "阮青禾")
    assert findings_of(draft) == []
    row = write(heard, item(draft, 0), text)
    marked = findings_of(draft)
    assert [(each.type, each.text) for each in marked] == found
    assert all(row.text[each.start : each.end] == each.text and each.where == row.key for each in marked)


def test_the_note_may_say_what_the_ledger_knows(heard: Hall) -> None:
    """The day, the session, the delegations; a figure that nobody said is marked."""
    draft = begun(heard, "岑望川", "苗向晚")
    note = "1月8日，云汀市第十七届人民代表大会第五次会议各代表团审议报告。临溪区代表团、青石区代表团发言踊跃。"
    draft = briefings.change_head(briefing=draft, changes={"note": note}, at=AT, expected=draft.version)
    assert findings_of(draft) == []
    briefings.change_head(briefing=draft, changes={"note": "共有86名代表发言。"}, at=AT, expected=draft.version)
    assert [(each.where, each.text) for each in findings_of(Briefing.objects.get())] == [("note", "86名")]


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("编者按：各代表团认真审议。", "各代表团认真审议。"),
        ("编者按认真审议。", "编者按认真审议。"),
        ("审议。", "审议。"),
    ],
)
def test_the_lead_of_a_note_is_printed_once(heard: Hall, note: str, printed: str) -> None:
    """The sheet writes 编者按 itself; an editor may have written it, too."""
    draft = begun(heard, "岑望川")
    draft = briefings.change_head(briefing=draft, changes={"note": note}, at=AT, expected=draft.version)
    assert (sheet_of(draft).note_lead, sheet_of(draft).note) == ("编者按：", printed)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("罗某某局长：今年建成两条路。", "今年建成两条路。"),
        ("罗某某副主任：今年建成两条路。", "今年建成两条路。"),
        ("【罗某某代表】今年建成两条路。", "今年建成两条路。"),
        ("罗某某认为今年很好：两条路。", "罗某某认为今年很好：两条路。"),
    ],
)
def test_the_name_that_leads_in_is_cut_with_its_post(said: str, words: str) -> None:
    """罗某某局长： is no word of the speaker's."""
    source = Source(text=said)
    remark = Remark(record=Record(source=source), named="罗某某", start=0, end=len(said))
    assert briefings.words_of(remark) == (len(said) - len(words), words)


def test_changes_are_shown_and_the_original_is_kept() -> None:
    """Without what came in they make the original, without what went out the text."""
    original, text = "过去一年，临溪区经济稳中有进，新增企业3家。", "去年，临溪区经济稳中有进。"
    found = changes(original, text)
    assert "".join(each.words for each in found if each.how != "in") == original
    assert "".join(each.words for each in found if each.how != "out") == text
    assert added([original], text) == []
    assert [each.words for each in added([original], "临溪区经济稳中有进，值得肯定。")] == ["值得肯定"]
    assert [each.words for each in added([original], "过去一年，青溪区经济稳中有进，新增企业3家。")] == ["青"]


@given(st.text(alphabet="临溪区经济，。3家\n", max_size=30), st.text(alphabet="临溪区经济，。3家\n", max_size=30))
def test_any_two_texts_have_their_changes(original: str, text: str) -> None:
    """Nothing of either is lost, and what counts as added stands where it is said to stand."""
    found = changes(original, text)
    assert "".join(each.words for each in found if each.how != "in") == original
    assert "".join(each.words for each in found if each.how != "out") == text
    assert all(text[each.start : each.end] == each.words for each in added([original], text))


def test_nobody_overwrites_what_another_has_just_written(heard: Hall) -> None:
    """Of an item, and of the head."""
    draft = begun(heard, "岑望川")
    stale = item(draft, 0)
    write(heard, stale, "临溪区经济稳中有进。")
    with pytest.raises(StaleWrite):
        write(heard, stale, "新增省级专精特新企业3家。")
    briefings.change_head(briefing=draft, changes={"title": "审议发言"}, at=AT, expected=1)
    with pytest.raises(StaleWrite):
        briefings.change_head(briefing=draft, changes={"title": "代表发言"}, at=AT, expected=1)
    with pytest.raises(CongressError, match=r"item\.empty"):
        write(heard, item(draft, 0), "  \n")


def test_issuing_freezes_every_word(heard: Hall) -> None:
    """Numbers go up; what becomes of the remark afterwards changes nothing; nothing can be changed any more."""
    draft = begun(heard, "岑望川", "陆闻舟")
    first = issued(heard, draft)
    kept = sheet_of(first)
    assert (kept.number, kept.day, kept.draft) == ("第1期（总第1期）", "2026年1月8日", False)
    heard.remarks["岑望川"].delete()
    assert sheet_of(Briefing.objects.get()) == kept
    with pytest.raises(CongressError, match=r"briefing\.issued"):
        write(heard, item(first, 0), "别的话。")
    told = Event.objects.get(type="briefing.issued").payload
    assert (told["number"], told["items"], told["edited"], told["findings"]) == (1, 2, 0, 0)
    assert told["sha256"] == briefings_issuing.digest_of(first.sheet or {})
    second = begun(heard, "苗向晚")
    assert next_numbers(second) == (2, 2)
    with pytest.raises(CongressError, match=r"briefing\.number_taken"):
        issue(briefing=second, on=day(), number=1, total=2, by=heard.by, at=AT, seen=ready(second).seen)


def test_all_that_hinders_an_issue_is_told_at_once(heard: Hall) -> None:
    """Numbers, day and reason each for itself; what a form could not read says nothing."""
    issued(heard, begun(heard, "岑望川"))
    draft = begun(heard, "苗向晚")
    write(heard, item(draft, 0), "新增省级专精特新企业9999家。")
    now, late = ready(draft), AT.date() + timedelta(days=1)

    def told(**given: Any) -> list[str]:
        values = {"on": None, "number": None, "total": None, "reason": None, **given}
        return [each.code for each in issue_faults(draft, **values, at=AT, now=now)]

    assert told(on=late, number=1, total=1, reason="好") == [
        *("briefing.reason", "briefing.number_taken", "briefing.total_taken", "briefing.later"),
    ]
    assert told(on=day(), number=2, total=0, reason="核对过原件") == ["briefing.number"]
    assert told() == []


def test_a_briefing_bears_a_day_from_its_meeting_to_today(heard: Hall) -> None:
    """Neither a day to come nor one before what it tells of."""
    draft = begun(heard, "岑望川")
    for on, code in ((AT.date() + timedelta(days=1), "later"), (day() - timedelta(days=1), "before")):
        with pytest.raises(CongressError, match=rf"briefing\.{code}"):
            issue(briefing=draft, on=on, number=1, total=1, by=heard.by, at=AT, seen=ready(draft).seen)
    last = AT.date()
    assert (
        issue(briefing=draft, on=last, number=1, total=1, by=heard.by, at=AT, seen=ready(draft).seen).issued_on == last
    )


def test_what_is_marked_takes_a_reason_that_the_trail_keeps(heard: Hall) -> None:
    """It is no block: with a reason it goes out; an empty one does not, nor one that nobody has seen as it is."""
    draft = begun(heard, "岑望川")
    seen = ready(draft).seen
    write(heard, item(draft, 0), "临溪区新增省级专精特新企业5家。")
    with pytest.raises(StaleWrite):
        issue(briefing=draft, on=day(), number=1, total=1, by=heard.by, at=AT, seen=seen)
    with pytest.raises(CongressError, match=r"briefing\.reason"):
        issued(heard, draft)
    assert issued(heard, draft, "发言人会后更正为5家").state == "issued"
    told = Event.objects.get(type="briefing.issued").payload
    assert told["findings"] > 0
    assert set(told["why"]) == {"note", "digest"}
    empty = begun(heard)
    with pytest.raises(CongressError, match=r"briefing\.empty"):
        issued(heard, empty)


def test_withdrawing_and_superseding(heard: Hall) -> None:
    """A corrected one has the same items and takes the place of the first when it is issued, not before."""
    first = issued(heard, begun(heard, "岑望川", "陆闻舟"))
    draft = correct(briefing=first, by=heard.by, at=AT)
    with pytest.raises(CongressError, match=r"briefing\.being_corrected"):
        correct(briefing=first, by=heard.by, at=AT)
    assert [row.text for row in draft.items.all()] == [row.text for row in first.items.all()]
    assert Briefing.objects.get(pk=first.pk).state == "issued"
    second = issued(heard, draft)
    assert (Briefing.objects.get(pk=first.pk).state, second.number) == ("superseded", 2)
    with pytest.raises(CongressError, match=r"briefing\.why_withdrawn"):
        withdraw(briefing=second, reason="", by=heard.by, at=AT)
    assert withdraw(briefing=second, reason="第二条发言人有误", by=heard.by, at=AT).state == "withdrawn"
    with pytest.raises(CongressError, match=r"briefing\.not_issued"):
        withdraw(briefing=first, reason="再撤一次", by=heard.by, at=AT)
    third = issued(heard, correct(briefing=second, by=heard.by, at=AT))
    assert (Briefing.objects.get(pk=second.pk).state, third.number, third.replaces_id) == ("withdrawn", 3, second.pk)
    with pytest.raises(CongressError, match=r"briefing\.not_issued"):
        correct(briefing=second, by=heard.by, at=AT)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("secretary", {"draft", "issued"}),
        ("editor", {"draft", "issued"}),
        ("leader", {"issued"}),
        ("auditor", {"issued"}),
        ("handler", set()),
        ("deputy", set()),
    ],
)
def test_readers_see_what_was_issued(heard: Hall, people: Cast, who: str, sees: set[str]) -> None:
    """Drafts are for those who write them."""
    issued(heard, begun(heard, "岑望川"))
    begun(heard, "陆闻舟")
    person: Account = getattr(people, who)
    assert {row.state for row in briefings_visible_to(viewer_of(person, today=day()))} == sees
