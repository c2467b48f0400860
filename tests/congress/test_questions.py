"""Questions in a meeting: who may ask whom, the answer, corrections that the trail keeps, and who owes an answer."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import seen
from tests.congress.said import a_record, line, remark
from tests.congress.seated import BY, CLOSES, OPENS, SHANGHAI, Seated

from huiyin.congress import meetings, questions, roster, sessions
from huiyin.congress.models import Meeting, Question
from huiyin.congress.questions import Answering, Asking
from huiyin.congress.roster import Seat
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.models import Event
from huiyin.ledger.notes import note_bodies

TEXT = "供热管网改造为何三年没有完成？"
ANSWER = "主要受资金到位影响，今年采暖期前完成剩余31公里。"
ASKED_AT = datetime(2026, 1, 9, 10, tzinfo=SHANGHAI)


@pytest.fixture
def meeting(town: Seated) -> Meeting:
    on = OPENS + timedelta(days=1)
    return town.meeting("delegation", delegation=town.river, on=on, ends_at=ASKED_AT + timedelta(hours=1))


def asking(town: Seated, people: Cast, **more: Any) -> Asking:
    told = {"text": TEXT, "asked_at": ASKED_AT, "asked_by": town.mandates["闻一苇"], "unit": people.housing, **more}
    return Asking(**told)


def asked(town: Seated, people: Cast, **more: Any) -> Question:
    return questions.ask_question(
        session=town.session, asking=asking(town, people, **more), by=seen(people.secretary, ASKED_AT)
    )


def answering(**more: Any) -> Answering:
    return Answering(**{"answer": ANSWER, "how": "orally", "answered_at": ASKED_AT, "answered_by": "简文清", **more})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"text": "为何"}, "question.short", id="says nothing"),
        pytest.param({"text": f"机密★1年\n{TEXT}"}, "text.secret", id="secret"),
        pytest.param({"asked_by": None}, "question.nobody", id="by nobody"),
        pytest.param({"unit": None}, "question.of_nobody", id="of nobody"),
        pytest.param({"asked_at": ASKED_AT - timedelta(days=20)}, "question.outside_session", id="before"),
        pytest.param({"asked_at": ASKED_AT + timedelta(days=20)}, "question.outside_session", id="after"),
    ],
)
def test_what_cannot_be_a_question(town: Seated, people: Cast, changed: dict[str, Any], code: str) -> None:
    """Asked by somebody, of somebody, on a day of the session; refused, nothing is kept."""
    with pytest.raises(CongressError, match=f"^{code}"):
        asked(town, people, **changed)
    assert not Question.objects.exists()


def test_who_does_not_sit_on_that_day_asks_nothing(town: Seated, people: Cast) -> None:
    """The seat of the day counts, and so does the delegation of the day."""
    gone = town.mandates["阮青禾"]
    roster.end_mandate(mandate=gone, on=OPENS, ended_by="resigned", by=BY)
    gone.refresh_from_db()
    with pytest.raises(CongressError, match=r"^question.stranger"):
        asked(town, people, asked_by=gone)
    roster.move(mandate=town.mandates["闻一苇"], seat=Seat(town.stone), on=CLOSES, by=BY)
    assert asked(town, people).delegation == town.river
    assert asked(town, people, asked_by=None, delegation=town.stone).delegation == town.stone


def test_a_question_stands_in_its_record(town: Seated, people: Cast, meeting: Meeting) -> None:
    """Its place lies in the remark, else it is refused."""
    record = a_record(meeting, people, f"闻一苇：{TEXT}", "岑望川：好。")
    said = remark(record, "闻一苇", town.river)
    start, end = line(record, TEXT)
    told = {"session": town.session, "asking": asking(town, people, meeting=meeting), "by": seen(people.secretary)}
    row = questions.ask_question(**told, remark=said, span=(start + 4, end))
    assert record.source is not None
    assert record.source.text[row.start : row.end] == TEXT
    for wrong in ((start, end + 2), (end, end)):
        with pytest.raises(CongressError, match=r"^question.elsewhere"):
            questions.ask_question(**told, remark=said, span=wrong)


def test_an_answer_and_its_correction_stay_in_the_trail(town: Seated, people: Cast) -> None:
    """What it said before can still be read; an older page changes nothing."""
    by = seen(people.secretary, ASKED_AT)
    row = asked(town, people)
    questions.answer_question(question=row, answering=answering(), by=by, expected=1)
    row.refresh_from_db()
    assert (row.is_open, row.version, row.how) == (False, 2, "orally")
    with pytest.raises(StaleWrite):
        questions.answer_question(question=row, answering=answering(answer="另一答复内容"), by=by, expected=1)
    mended = answering(answer=ANSWER.replace("31", "13"))
    assert questions.answer_question(question=row, answering=mended, by=by, expected=2) == ["answer"]
    assert questions.answer_question(question=row, answering=mended, by=by, expected=3) == []
    events = list(Event.objects.filter(stream_key=row.key).order_by("position"))
    assert [each.type for each in events] == ["question.asked", "question.answered", "question.answer_corrected"]
    notes = [each.payload["answer"]["note"] for each in events[1:]]
    assert [note_bodies(notes)[each] for each in notes] == [ANSWER, mended.answer]
    with pytest.raises(CongressError, match=r"^question.answered"):
        questions.remove_question(question=row, by=by, expected=3)


def test_nothing_was_asked_on_a_day_to_come(town: Seated, people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: ASKED_AT - timedelta(days=1))
    with pytest.raises(CongressError, match=r"^question\.later"):
        asked(town, people)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"answer": "好"}, "answer.short", id="says nothing"),
        pytest.param({"answer": f"密级：秘密\n{ANSWER}"}, "text.secret", id="secret"),
        pytest.param({"how": ""}, "answer.how", id="not how"),
        pytest.param({"answered_by": " "}, "answer.by_nobody", id="by nobody"),
        pytest.param({"answered_at": ASKED_AT - timedelta(minutes=1)}, "answer.before", id="before it was asked"),
        pytest.param({"answered_at": timezone.now() + timedelta(days=2)}, "answer.later", id="still to come"),
    ],
)
def test_what_cannot_be_an_answer(town: Seated, people: Cast, changed: dict[str, Any], code: str) -> None:
    row = asked(town, people)
    with pytest.raises(CongressError, match=f"^{code}"):
        questions.answer_question(question=row, answering=answering(**changed), by=seen(people.secretary), expected=1)
    row.refresh_from_db()
    assert row.is_open


def test_a_question_is_corrected_or_taken_out(town: Seated, people: Cast) -> None:
    """Not to a moment after its answer; one that was entered by mistake leaves its words with the session."""
    by = seen(people.secretary, ASKED_AT)
    row, twin = asked(town, people), asked(town, people)
    told = asking(town, people, text=TEXT + "还差多少？", unit=people.finance)
    assert questions.correct_question(question=row, asking=told, by=by, expected=1) == ["text", "unit"]
    questions.answer_question(question=row, answering=answering(), by=by, expected=2)
    late = asking(town, people, asked_at=ASKED_AT + timedelta(hours=1))
    with pytest.raises(CongressError, match=r"^question.answered_before"):
        questions.correct_question(question=row, asking=late, by=by, expected=3)
    questions.remove_question(question=twin, by=by, expected=1)
    last = Event.objects.filter(stream_key=town.session.key).latest("position")
    assert last.type == "session.question_removed"
    assert note_bodies([last.payload["text"]["note"]]) == {last.payload["text"]["note"]: TEXT}


@pytest.mark.parametrize(
    ("in_meeting", "later", "awaits"),
    [
        pytest.param(True, timedelta(minutes=30), False, id="the meeting goes on"),
        pytest.param(True, timedelta(hours=1), True, id="the meeting is over"),
        pytest.param(False, timedelta(hours=8), False, id="the same day"),
        pytest.param(False, timedelta(days=1), True, id="the next day"),
    ],
)
def test_what_a_meeting_leaves_open_waits_for_writing(
    town: Seated, people: Cast, meeting: Meeting, in_meeting: bool, later: timedelta, awaits: bool
) -> None:
    """No day is counted; an answered one waits for nothing."""
    row = asked(town, people, meeting=meeting if in_meeting else None)
    assert questions.awaits_writing(row, ASKED_AT + later) is awaits
    row.answered_at = ASKED_AT
    assert not questions.awaits_writing(row, ASKED_AT + later)


def test_what_was_asked_keeps_its_meeting_and_its_people(town: Seated, people: Cast, meeting: Meeting) -> None:
    """Neither the meeting nor who sat in can be taken away under a question."""
    observer = sessions.add_observer(session=town.session, name="简文清", post="", by=BY)
    asked(town, people, meeting=meeting, observer=observer)
    with pytest.raises(CongressError, match=r"^meeting.has_words"):
        meetings.cancel_meeting(meeting=meeting, by=BY)
    with pytest.raises(CongressError, match=r"^observer.recorded"):
        sessions.remove_observer(observer=observer, by=BY)


def test_open_ones_come_first_with_who_owes(town: Seated, people: Cast) -> None:
    """The unit that was asked, else that of the person, else the person; another place sees none."""
    observer = sessions.add_observer(session=town.session, name="简文清", post="市发展改革委主任", by=BY)
    by = seen(people.secretary, ASKED_AT)
    answered = asked(town, people)
    questions.answer_question(question=answered, answering=answering(), by=by, expected=1)
    of_person = asked(town, people, unit=None, observer=observer)
    rows = list(questions.questions_visible_to(by, town.session))
    assert rows == [of_person, answered]
    assert [questions.owing(row) for row in rows] == ["简文清", people.housing.label]
    observer.unit = people.finance
    observer.save()
    assert questions.owing(questions.questions_visible_to(by).first()) == people.finance.label
    assert not questions.questions_visible_to(seen(people.nobody)).exists()
