"""Drafts of suggestions: written by one, confirmed by those invited, seen by nobody else, and filed as they stand."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, PROPOSALS, TITLE, a_draft, bench, cosigned, filed, seen, written

from huiyin.congress.drafts import (
    STREAM,
    answer,
    attachments_of,
    drop_draft,
    drop_file,
    invitations,
    invite,
    own_drafts,
    start_draft,
    to_confirm,
    withdraw_invitation,
    write_draft,
)
from huiyin.congress.filing import file_draft, occasion, signers_of, text_of
from huiyin.congress.models import Cosigning, SuggestionDraft
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.files import keep_file
from huiyin.ledger.image import Image
from huiyin.ledger.models import Case, CaseDeputy, Event, Passage, Source
from huiyin.ledger.projections import image_of_events, image_of_rows, with_rows
from huiyin.ledger.verify import verify

pytestmark = pytest.mark.django_db


def test_a_changed_text_asks_cosigners_to_confirm_anew(people: Cast) -> None:
    """A confirmation is of one text; a changed wish or consent is no changed text."""
    sits = bench(people)
    draft = cosigned(a_draft(sits), sits.deputies[1:3])
    at = timezone.now()
    draft = write_draft(draft=draft, written=written(wish="请市住建局主办"), at=at, expected=draft.revision)
    assert [each.stands for each in draft.cosignings.all()] == [True, True]
    draft = write_draft(draft=draft, written=written(title="关于停车难的建议"), at=at, expected=draft.revision)
    assert [each.stands for each in draft.cosignings.all()] == [False, False]
    assert [each.draft_id for each in to_confirm(seen(sits.deputies[1]))] == [draft.pk]


def test_nobody_confirms_a_text_that_has_changed_since_he_read_it(people: Cast) -> None:
    sits = bench(people)
    draft = a_draft(sits)
    (asked,) = invite(draft=draft, deputies=[sits.deputies[1]], at=timezone.now())
    changed = write_draft(draft=draft, written=written(grounds=GROUNDS * 2), at=timezone.now(), expected=draft.revision)
    with pytest.raises(StaleWrite):
        answer(cosigning=asked, confirms=True, revision=changed.revision - 1, at=timezone.now())
    assert Cosigning.objects.get(pk=asked.pk).state == Cosigning.State.INVITED


def test_two_places_at_once_lose_nothing_that_was_written(people: Cast) -> None:
    """The second one to save is told that the text has changed, and the first text stays."""
    sits = bench(people)
    draft = a_draft(sits)
    first = write_draft(
        draft=draft, written=written(title="手机上改的题目"), at=timezone.now(), expected=draft.revision
    )
    with pytest.raises(StaleWrite):
        write_draft(draft=draft, written=written(title="电脑上改的题目"), at=timezone.now(), expected=draft.revision)
    assert SuggestionDraft.objects.get(pk=draft.pk).title == first.title


def test_a_draft_is_seen_by_its_drafter_and_those_invited_only(people: Cast) -> None:
    sits = bench(people)
    draft = a_draft(sits)
    (asked,) = invite(draft=draft, deputies=[sits.deputies[1]], at=timezone.now())
    assert list(own_drafts(seen(sits.filer))) == [draft]
    assert list(invitations(seen(sits.deputies[1]))) == [asked]
    for other in (sits.deputies[2].account, people.secretary, people.auditor, people.administrator, people.nobody):
        assert other is not None
        assert not own_drafts(seen(other)).exists()
        assert not invitations(seen(other)).exists()
    withdraw_invitation(cosigning=asked)
    assert not invitations(seen(sits.deputies[1])).exists()


@pytest.mark.parametrize("which", ["drafter", "no seat"])
def test_only_another_deputy_with_a_seat_can_be_invited(people: Cast, which: str) -> None:
    sits = bench(people)
    draft = a_draft(sits)
    deputy = sits.filer
    if which == "no seat":
        deputy = sits.deputies[1]
        deputy.mandates.update(to_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(CongressError) as refused:
        invite(draft=draft, deputies=[deputy], at=timezone.now())
    assert refused.value.code == ("cosigner.is_drafter" if which == "drafter" else "mandate.none")


def test_who_has_no_seat_today_starts_no_draft(people: Cast) -> None:
    sits = bench(people)
    sits.filer.mandates.update(to_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(CongressError, match=r"mandate\.none"):
        start_draft(congress=sits.congress, drafter=sits.filer, by=seen(sits.filer), at=timezone.now())


def test_filing_makes_a_source_a_case_and_a_receipt(people: Cast) -> None:
    """The case rests on both parts of the text; who confirmed is a co-signer, who only was asked is not."""
    sits = bench(people)
    draft = cosigned(a_draft(sits, wish="希望由市住建局主办"), sits.deputies[1:3])
    invite(draft=draft, deputies=[sits.deputies[3]], at=timezone.now())
    done = file_draft(draft=draft, by=seen(sits.filer), at=timezone.now())
    case = Case.objects.get(pk=done.case.pk)
    assert (case.case_type, case.stage, case.turn, case.title) == ("suggestion", "filed", "secretariat", TITLE)
    assert (case.house, case.policy, case.issued) == ("congress", "suggestion.general", False)
    quotes = Passage.objects.filter(entry=case.entry).order_by("pk").values_list("quote", flat=True)
    assert list(quotes) == [GROUNDS, PROPOSALS]
    signed = CaseDeputy.objects.filter(case=case).order_by("pk").values_list("deputy__name", "part")
    assert list(signed) == [("陆闻舟", "filer"), ("周砚秋", "cosigner"), ("何若棠", "cosigner")]
    assert (case.filing.session, case.filing.at_session, case.filing.paper) == (sits.session.key, True, False)
    assert (done.source.text_kind, done.source.house, done.source.home) == ("suggestion", "congress", people.city)
    assert "附议代表：周砚秋、何若棠\n" in done.source.text
    first = Event.objects.get(stream="case", stream_key=case.key, position=1)
    assert done.receipt.event_hash == first.hash
    assert GROUNDS not in str(first.payload)
    assert "希望" not in str(first.payload)
    assert SuggestionDraft.objects.get(pk=draft.pk).case == case
    assert not own_drafts(seen(sits.filer)).exists()


def test_filing_is_told_by_its_events_alone(people: Cast) -> None:
    """What the rows say of filing and evaluation is what the events say; a changed row is found."""
    sits = bench(people)
    case = filed(sits, cosigners=2, wish="请主办").case
    told, rows = image_of_events(case.key), image_of_rows(with_rows(Case.objects.filter(pk=case.pk)).get())
    assert told == rows != Image()
    assert verify().clean
    case.filing.publish = False
    case.filing.save()
    assert [each.values["columns"] for each in verify().problems] == ["filed.publish"]


def test_the_last_day_of_handing_over_is_the_end_of_the_session(people: Cast) -> None:
    """At a session the closing day counts, between two the days of the policy."""
    sits = bench(people)
    at_session = filed(sits).case
    assert at_session.due_on == sits.session.closes_on
    sits.session.closes_on = timezone.localdate() - timedelta(days=1)
    sits.session.save()
    between = filed(sits, title="关于另一件事的建议").case
    assert not between.filing.at_session
    assert between.filing.session == sits.session.key
    assert between.due_on is not None
    assert between.due_on > timezone.localdate() + timedelta(days=6)


def test_before_any_session_the_year_is_that_of_the_day(people: Cast) -> None:
    sits = bench(people)
    when = occasion(sits.congress, on=sits.session.opens_on - timedelta(days=400))
    assert (when.session, when.at_session) == (None, False)


@pytest.mark.parametrize(
    ("gap", "missing"),
    [
        ({"title": " "}, "title"),
        ({"grounds": "短"}, "grounds"),
        ({"proposals": ""}, "proposals"),
        ({"publish": None}, "publish"),
    ],
    ids=["title", "grounds", "proposals", "consent"],
)
def test_what_is_not_filled_in_is_named(people: Cast, gap: dict[str, object], missing: str) -> None:
    sits = bench(people)
    with pytest.raises(CongressError) as refused:
        file_draft(draft=a_draft(sits, **gap), by=seen(sits.filer), at=timezone.now())
    assert refused.value.values == {"missing": missing}
    assert not Source.objects.exists()


def test_the_same_text_is_filed_once(people: Cast) -> None:
    sits = bench(people)
    filed(sits)
    with pytest.raises(CongressError, match=r"draft\.twice"):
        filed(sits)
    assert Case.objects.count() == 1


def test_a_filed_draft_is_no_draft_any_more(people: Cast) -> None:
    sits = bench(people)
    draft = a_draft(sits)
    file_draft(draft=draft, by=seen(sits.filer), at=timezone.now())
    for act in (
        lambda: write_draft(draft=draft, written=written(title="改"), at=timezone.now(), expected=draft.revision),
        lambda: file_draft(draft=draft, by=seen(sits.filer), at=timezone.now()),
        lambda: drop_draft(draft=draft),
    ):
        with pytest.raises(CongressError, match=r"draft\.filed"):
            act()


@pytest.mark.parametrize(("level", "least"), [("prefecture", 10), ("township", 5)])
def test_a_motion_takes_as_many_deputies_as_its_level(people: Cast, level: str, least: int) -> None:
    """The filing deputy counts; below the threshold it says how many are missing, and may be filed as a suggestion."""
    sits = bench(people, n=least, level=level)
    draft = cosigned(a_draft(sits, kind="motion"), sits.deputies[1 : least - 1])
    assert signers_of(draft, on=timezone.localdate()).missing == 1
    with pytest.raises(CongressError) as refused:
        file_draft(draft=draft, by=seen(sits.filer), at=timezone.now())
    assert refused.value.values == {"least": least, "missing": 1}
    cosigned(draft, sits.deputies[-1:])
    case = file_draft(draft=draft, by=seen(sits.filer), at=timezone.now()).case
    assert case.case_type == "motion"
    assert case.policy == ("motion.township" if level == "township" else "motion.general")


def test_who_lost_the_seat_since_confirming_does_not_count(people: Cast) -> None:
    sits = bench(people)
    draft = cosigned(a_draft(sits), sits.deputies[1:3])
    sits.deputies[1].mandates.update(to_on=timezone.localdate() - timedelta(days=1))
    assert signers_of(draft, on=timezone.localdate()).cosigners == [sits.deputies[2]]


def test_on_paper_the_signatures_stand_already(people: Cast) -> None:
    """The secretariat enters it for the deputy; the case says so."""
    sits = bench(people)
    by, at = seen(people.secretary), timezone.now()
    draft = start_draft(congress=sits.congress, drafter=sits.filer, by=by, at=at, paper=True)
    draft = write_draft(draft=draft, written=written(), at=at, expected=draft.revision)
    invite(draft=draft, deputies=sits.deputies[1:3], at=at)
    assert list(own_drafts(by)) == [draft]
    case = file_draft(draft=draft, by=by, at=at).case
    assert case.filing.paper
    assert case.deputies.count() == 3


def test_a_dropped_draft_leaves_nothing(people: Cast) -> None:
    sits = bench(people)
    draft = cosigned(a_draft(sits), sits.deputies[1:2])
    drop_draft(draft=draft)
    assert not SuggestionDraft.objects.exists()
    assert not Cosigning.objects.exists()
    assert not attachments_of(draft).exists()


def test_a_file_is_taken_out_of_a_draft_and_off_the_disk(people: Cast, django_capture_on_commit_callbacks: Any) -> None:
    sits = bench(people)
    draft = a_draft(sits)
    upload = SimpleUploadedFile("说明.txt", "路段清单".encode())
    kept = keep_file(upload, stream=STREAM, stream_key=draft.key, by=people.deputy, at=timezone.now())
    assert list(attachments_of(draft)) == [kept]
    with django_capture_on_commit_callbacks(execute=True):
        drop_file(draft=draft, file=kept)
    assert not attachments_of(draft).exists()
    assert not kept.file.storage.exists(str(kept.file.name))


def test_the_text_as_filed_names_its_parts(people: Cast) -> None:
    sits = bench(people)
    text, spans = text_of(a_draft(sits), [sits.deputies[1]])
    assert [text[start:end] for start, end in spans] == [GROUNDS, PROPOSALS]
    assert text.startswith("代表建议、批评和意见\n标题：" + TITLE)
