"""Records of deliberation: writing, handing over, who spoke, what about, what may follow; and what never does."""

from datetime import date

import pytest
from tests.cast import Cast
from tests.congress.recorded import AT, DAY, REPORT, TEXT, Recorded, confirmed_statement, recorded, remark_of, seen_as
from tests.congress.seated import BY

from huiyin.congress import offers, record_selectors, records, remarks, roster
from huiyin.congress.models import Offer, Question, Record, Remark, SuggestionDraft
from huiyin.congress.roster import Seat
from huiyin.congress.speaking_time import speaking_time
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.models import Case, Event, Notice, Source

SRT = (
    "1\n00:00:00,000 --> 00:01:00,000\n陆闻舟代表：停车泊位不够。\n\n"
    "2\n00:01:00,000 --> 00:01:30,000\n闻一苇代表：厂房要盘活。\n\n"
    "3\n00:01:30,000 --> 00:02:40,000\n陆闻舟代表：我补充一句，公交也要延长。\n"
)


@pytest.fixture
def scene(people: Cast) -> Recorded:
    return recorded(people)


def events(record: Record) -> list[str]:
    return list(Event.objects.filter(stream_key=record.key).order_by("position").values_list("type", flat=True))


def test_two_writers_are_told_apart(scene: Recorded, people: Cast) -> None:
    """The same text changes nothing; a text for an older revision is refused and nothing is overwritten."""
    record = scene.begin("陆闻舟代表：一。")
    assert records.save_text(record=record, text="陆闻舟代表：一。", expected=99, by=scene.by, at=AT).revision == 1
    saved = records.save_text(record=record, text="陆闻舟代表：一。\r\n二。", expected=1, by=scene.by, at=AT)
    assert (saved.text, saved.revision) == ("陆闻舟代表：一。\n二。", 2)
    with pytest.raises(StaleWrite):
        records.save_text(record=record, text="别的", expected=1, by=scene.by, at=AT)
    record.refresh_from_db()
    assert record.text == "陆闻舟代表：一。\n二。"


@pytest.mark.parametrize("way", ["begin", "save", "file", "title"])
def test_a_secret_text_leaves_nothing_behind(scene: Recorded, way: str) -> None:
    """Whichever way a text with a mark of secrecy comes, it is refused, and neither row nor event nor file is kept."""
    record = scene.begin("陆闻舟代表：一。") if way == "save" else None
    before = (Record.objects.count(), Event.objects.count(), Source.objects.count())
    marked = "机密★1年\n陆闻舟代表：一。"
    ways = {
        "begin": lambda: scene.begin(marked),
        "save": lambda: records.save_text(record=record, text=marked, expected=1, by=scene.by, at=AT),
        "file": lambda: records.open_file(marked.encode(), "发言.txt"),
        "title": lambda: scene.begin("好", title="机密★发言记录"),
    }
    with pytest.raises(CongressError) as refused:
        ways[way]()
    assert (refused.value.code, refused.value.values["mark"]) == ("text.secret", "机密★")
    assert (Record.objects.count(), Event.objects.count(), Source.objects.count()) == before
    if record is not None:
        record.refresh_from_db()
        assert record.text == "陆闻舟代表：一。"


def test_handing_over_makes_a_source_once(scene: Recorded, people: Cast) -> None:
    """The text becomes a source of the congress's house; then it is neither written nor handed over nor dropped."""
    record = scene.handed()
    source = record.source
    assert source is not None
    assert (source.text, source.text_kind, source.house, source.published_on) == (TEXT, "deliberation", "congress", DAY)
    for act in (records.hand_to_reader, records.drop_record):
        with pytest.raises(CongressError, match=r"record\.handed"):
            act(record=record, by=scene.by, at=AT)
    with pytest.raises(CongressError, match=r"record\.handed"):
        records.save_text(record=record, text="别的", expected=1, by=scene.by, at=AT)
    with pytest.raises(CongressError, match=r"record\.twice"):
        records.hand_to_reader(record=scene.begin(), by=scene.by, at=AT)
    with pytest.raises(CongressError, match=r"record\.empty"):
        records.hand_to_reader(record=scene.begin(" \n"), by=scene.by, at=AT)
    assert events(record) == ["record.begun", "record.handed", "record.split"]


def test_a_record_is_split_and_nothing_is_decided(scene: Recorded) -> None:
    """Each speaker is a remark with proposals; head matter is none; nobody is confirmed by the machine."""
    record = scene.handed()
    rows = list(record.remarks.order_by("start"))
    why = [[each["why"] for each in row.proposed] for row in rows]
    assert [row.named for row in rows] == ["陆闻舟", "闻一苇", "简文清", "王代表"]
    assert why == [["exact"], ["exact"], ["exact"], []]
    assert {(row.state, row.mandate, row.observer, row.decided_by) for row in rows} == {("draft", None, None, None)}
    report = {row.named: row.about_start is not None and REPORT[row.about_start : row.about_end] for row in rows}
    assert str(report["陆闻舟"]).startswith("今年改造老旧小区")
    assert str(report["王代表"]).startswith("汀江航道")
    assert not any(row.about_confirmed for row in rows)
    again = records.split(record=record, by=scene.by, at=AT)
    assert [row.named for row in again] == ["陆闻舟", "闻一苇", "简文清", "王代表"]


def test_all_exact_ones_are_confirmed_at_once(scene: Recorded) -> None:
    """Of the others nothing is decided; who sits in has no delegation; a decided record is not split anew."""
    record = scene.handed()
    assert remarks.confirm_exact(record=record, by=scene.by, at=AT) == 3
    told = {
        row.named: (row.state, row.mandate and row.mandate.deputy.name, row.delegation) for row in record.remarks.all()
    }
    river = scene.town.river
    assert told["陆闻舟"] == ("confirmed", "陆闻舟", river)
    assert told["简文清"] == ("confirmed", None, None)
    assert told["王代表"] == ("draft", None, river)
    with pytest.raises(CongressError, match=r"record\.decided"):
        records.split(record=record, by=scene.by, at=AT)


def test_a_person_says_who_it_was_or_that_it_was_nobody(scene: Recorded) -> None:
    """Any deputy of that day can be named; nobody of the roster, too; an older version is refused."""
    record = scene.handed()
    remark = remark_of(record, "王代表")
    miao = scene.town.mandates["苗向晚"]
    said = remarks.confirm_speaker(remark=remark, expected=1, mandate=miao, by=scene.by, at=AT)
    assert (said.mandate, said.delegation, said.version) == (miao, scene.town.stone, 2)
    with pytest.raises(StaleWrite):
        remarks.confirm_speaker(remark=remark, expected=1, by=scene.by, at=AT)
    nobody = remarks.confirm_speaker(remark=remark, expected=2, by=scene.by, at=AT)
    assert (nobody.mandate, nobody.delegation, nobody.state) == (None, None, "confirmed")
    assert remarks.reopen(remark=remark, expected=3, by=scene.by, at=AT).state == "draft"


def test_the_delegation_is_that_of_the_day(scene: Recorded) -> None:
    """Who moves to another delegation later stays where the words were said; whose seat had ended cannot be named."""
    record = scene.handed()
    mover, gone = scene.town.mandates["陆闻舟"], scene.town.mandates["苗向晚"]
    roster.move(mandate=mover, seat=Seat(scene.town.stone), on=date(2026, 1, 10), by=BY)
    roster.end_mandate(mandate=gone, on=date(2026, 1, 8), ended_by="moved", by=BY)
    said = remarks.confirm_speaker(remark=remark_of(record, "陆闻舟"), expected=1, mandate=mover, by=scene.by, at=AT)
    assert said.delegation == scene.town.river
    with pytest.raises(CongressError, match=r"remark\.not_sitting"):
        remarks.confirm_speaker(remark=remark_of(record, "王代表"), expected=1, mandate=gone, by=scene.by, at=AT)


def test_remarks_are_split_and_joined(scene: Recorded) -> None:
    """What is cut off is a new draft; joined again it is one remark; a cut needs words on both sides."""
    record = scene.handed()
    first = remark_of(record, "陆闻舟")
    at = TEXT.index("老旧小区停车")
    for bad in (first.start, first.end, first.end + 3):
        with pytest.raises(CongressError, match=r"remark\.offset"):
            remarks.split_remark(remark=first, offset=bad, expected=1, by=scene.by, at=AT)
    second = remarks.split_remark(remark=first, offset=at, expected=1, by=scene.by, at=AT)
    first.refresh_from_db()
    assert TEXT[first.start : first.end] == "陆闻舟代表：报告总结成绩实事求是。"
    assert (second.start, second.named, second.state, second.proposed) == (at, "", "draft", [])
    joined = remarks.join_next(remark=first, expected=2, by=scene.by, at=AT)
    assert TEXT[joined.start : joined.end].endswith("500个。")
    with pytest.raises(CongressError, match=r"remark\.last"):
        remarks.join_next(remark=remark_of(record, "王代表"), expected=1, by=scene.by, at=AT)


def test_a_remark_on_which_a_question_rests_stays(scene: Recorded) -> None:
    """It is neither split anew nor split nor joined to another away."""
    record = scene.handed()
    first, second = remark_of(record, "陆闻舟"), remark_of(record, "闻一苇")
    chief = scene.town.session.observers.get()
    asked = {"session": scene.town.session, "delegation": scene.town.river, "text": "何时公布？", "asked_at": AT}
    Question.objects.create(remark=second, observer=chief, entered_by_id=scene.by.account_id, **asked)
    with pytest.raises(CongressError, match=r"record\.decided"):
        records.split(record=record, by=scene.by, at=AT)
    with pytest.raises(CongressError, match=r"remark\.offered"):
        remarks.join_next(remark=first, expected=1, by=scene.by, at=AT)
    assert record.remarks.count() == 4


def test_a_passage_must_be_of_a_report_on_the_agenda(scene: Recorded) -> None:
    """It is confirmed, changed or taken off by a person."""
    record = scene.handed()
    remark = remark_of(record, "陆闻舟")
    said = remarks.set_about(remark=remark, expected=1, source=scene.report, start=0, end=9, by=scene.by, at=AT)
    assert (said.about, said.about_confirmed) == (scene.report, True)
    with pytest.raises(CongressError, match=r"remark\.passage"):
        remarks.set_about(remark=remark, expected=2, source=record.source, start=0, end=9, by=scene.by, at=AT)
    with pytest.raises(CongressError, match=r"remark\.passage"):
        remarks.set_about(remark=remark, expected=2, source=scene.report, start=0, end=10_000, by=scene.by, at=AT)
    assert remarks.set_about(remark=remark, expected=2, by=scene.by, at=AT).about is None


def test_a_suggestion_is_offered_taken_and_still_no_suggestion(scene: Recorded, people: Cast) -> None:
    """The deputy is told and gets a draft that quotes the passage; no case is opened; an answer stands."""
    record = scene.handed()
    remark, deputy = remark_of(record, "陆闻舟"), scene.town.mandates["陆闻舟"].deputy
    deputy.account = people.deputy
    deputy.save(update_fields=["account"])
    row = confirmed_statement(record, "新增停车泊位500个", scene.by)
    told = {"remark": remark, "statement": row, "deputy": deputy, "by": scene.by, "at": AT}
    with pytest.raises(CongressError, match=r"offer\.not_confirmed"):
        offers.offer(**told)
    remarks.confirm_exact(record=record, by=scene.by, at=AT)
    remark.refresh_from_db()
    offered = offers.offer(**told)
    with pytest.raises(CongressError, match=r"offer\.twice"):
        offers.offer(**told)
    assert Notice.objects.get(account=people.deputy).code == "offer"
    own = seen_as(people.deputy)
    assert list(offers.own_offers(own)) == [offered]
    assert not offers.own_offers(scene.by).exists()
    draft = offers.take(offer=offered, by=own, at=AT)
    assert draft.grounds.startswith(f"“{row.text}”\n（来源：{record.title}，2026年1月9日 [{row.start}:{row.end}]）")
    assert not Case.objects.exists()
    with pytest.raises(CongressError, match=r"offer\.answered"):
        offers.decline(offer=offered, by=own, at=AT)
    with pytest.raises(CongressError, match=r"remark\.offered"):
        remarks.reopen(remark=remark, expected=remark.version, by=scene.by, at=AT)
    SuggestionDraft.objects.get(pk=draft.pk).delete()
    offered.refresh_from_db()
    assert (offered.state, offered.draft) == (Offer.State.TAKEN, None)


def test_a_commitment_is_proposed_to_the_government_of_its_place(scene: Recorded, people: Cast) -> None:
    """It is a case only as a proposal; without a government of the place nothing happens."""
    record = scene.handed()
    remarks.confirm_exact(record=record, by=scene.by, at=AT)
    remark = remark_of(record, "闻一苇")
    row = confirmed_statement(record, "闲置厂房", scene.by)
    case = offers.propose_commitment(remark=remark, statement=row, by=scene.by, at=AT)
    assert (case.stage, case.number) == ("proposed", "")
    assert case.parties.get(active=True, part="proposed").unit == people.district_government
    with pytest.raises(CongressError, match=r"offer\.twice"):
        offers.propose_commitment(remark=remark, statement=row, by=scene.by, at=AT)
    other = confirmed_statement(record, "新增停车泊位500个", scene.by)
    with pytest.raises(CongressError, match=r"offer\.elsewhere"):
        offers.propose_commitment(remark=remark, statement=other, by=scene.by, at=AT)
    scene.town.river.place = None
    scene.town.river.save(update_fields=["place"])
    remark.refresh_from_db()
    with pytest.raises(CongressError, match=r"offer\.no_government"):
        offers.propose_commitment(remark=remark, statement=row, by=scene.by, at=AT)


def test_speaking_time_counts_for_the_delegation_of_the_day(scene: Recorded) -> None:
    """Times are those of a transcript, or typed; the order is the roster's; what has no time is counted apart."""
    opened = records.open_file(SRT.encode(), "转写.srt")
    record = scene.handed("", opened=opened, timed=True, origin="uploaded")
    assert [(row.named, row.seconds) for row in record.remarks.order_by("start")] == [
        ("陆闻舟", 60),
        ("闻一苇", 30),
        ("陆闻舟", 70),
    ]
    remarks.confirm_exact(record=record, by=scene.by, at=AT)
    mover = scene.town.mandates["陆闻舟"]
    roster.move(mandate=mover, seat=Seat(scene.town.stone), on=date(2026, 1, 10), by=BY)
    scene.meeting = scene.town.meeting("delegation", on=date(2026, 1, 10), hour=9, delegation=scene.town.stone)
    later = scene.handed("陆闻舟代表：换了代表团。\n苗向晚代表：好。", timed=True)
    remarks.confirm_exact(record=later, by=scene.by, at=AT)
    typed = remark_of(later, "陆闻舟")
    remarks.set_seconds(remark=typed, seconds=45, expected=typed.version, by=scene.by, at=AT)
    told = [
        (
            group.delegation,
            [(each.name, each.remarks, each.timed, each.seconds) for each in group.people],
            group.seconds,
        )
        for group in speaking_time(scene.town.session)
    ]
    assert told == [
        (scene.town.river, [("陆闻舟", 2, 2, 130), ("闻一苇", 1, 1, 30)], 160),
        (scene.town.stone, [("陆闻舟", 1, 1, 45), ("苗向晚", 1, 0, 0)], 45),
    ]


def test_times_follow_a_split_and_are_not_kept_where_they_are_not_measured(scene: Recorded) -> None:
    """A split divides the time by the marks; a record that does not measure holds no seconds."""
    opened = records.open_file(SRT.encode(), "转写.srt")
    plain = scene.handed("", opened=opened, origin="uploaded")
    assert {row.seconds for row in plain.remarks.all()} == {None}
    remark = remark_of(plain, "闻一苇")
    with pytest.raises(CongressError, match=r"remark\.not_timed"):
        remarks.set_seconds(remark=remark, seconds=9, expected=1, by=scene.by, at=AT)


@pytest.mark.parametrize(
    ("role", "handed", "written"),
    [
        ("secretary", True, True),
        ("auditor", True, True),
        ("editor", True, False),
        ("deputy", False, False),
        ("head", False, False),
    ],
)
def test_who_sees_records(scene: Recorded, people: Cast, role: str, handed: bool, written: bool) -> None:
    """The secretariat and auditors see all, editors what is handed over, deputies and units none."""
    done, open_still = scene.handed(), scene.begin("陆闻舟代表：还在写。")
    seen = set(record_selectors.records_visible_to(seen_as(getattr(people, role))))
    assert seen == {row for row, wanted in ((done, handed), (open_still, written)) if wanted}


def test_nothing_is_kept_that_would_rank_remarks() -> None:
    """Neither remarks nor offers have a column for tone, score or blame (代表法); a new column is looked at here."""
    assert {field.name for field in Remark._meta.get_fields() if not field.auto_created} == {
        *("key", "record", "start", "end", "named", "mandate", "observer", "delegation", "proposed", "state"),
        *("about", "about_start", "about_end", "about_confirmed", "seconds", "version", "decided_by", "decided_at"),
    }
