"""The preview: what would go out field by field, releasing many at once, withholding and withdrawing with a reason."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.cast import account
from tests.congress.deputies import seen
from tests.congress.published import Published

from huiyin.congress import public
from huiyin.congress.publishing import hold_back, publication_of, release
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.models import Case, Event, Publication, Source, Stream
from huiyin.people.models import Deputy, Role


@pytest.fixture
def secretary(client: Client, place: Published) -> Client:
    client.force_login(place.people.secretary)
    return client


def at(of: Any, act: str = "") -> str:
    sort = "cases" if isinstance(of, Case) else "reports"
    return f"/publication/{sort}/{of.key}/{act}"


def test_the_preview_says_field_by_field_what_would_go_out(secretary: Client, place: Published) -> None:
    """What is masked is marked, what never goes out is not even there, what the deputy refused is said."""
    page = secretary.get(at(place.hidden)).content.decode()
    assert "请联系〔电话〕" in page
    assert "1 处号码、地址或姓名以标记代替" in page
    assert "13912345678" not in page
    assert "代表不同意公开" in secretary.get(at(place.refused)).content.decode()
    assert "按规则此环节不公开" in secretary.get(at(place.early)).content.decode()


def test_the_preview_names_no_deputy_whom_the_release_withholds(secretary: Client, place: Published) -> None:
    """Neither among the fields nor in title and text: it shows what the public will see, word for word."""
    signed = place.hidden.deputies.select_related("deputy").get(part="filer")
    Deputy.objects.filter(pk=signed.deputy_id).update(name="充电设施")
    assert secretary.get(at(place.hidden)).content.decode().count("关于充电设施的建议") > 1
    release(thing=place.hidden, held=["filer", "state"], by=seen(place.people.secretary), at=timezone.now())
    page = secretary.get(at(place.hidden)).content.decode()
    assert "充电设施" not in page
    assert page.count('<span class="sub">不公开</span>') == 2
    row = publication_of(place.hidden)
    item = public.snapshot(timezone.localdate()).item(row.key) if row else None
    assert item is not None
    assert item.title.startswith("关于〔姓名〕的建议")
    shown = (item.title, *item.text, *(line for each in item.replies for line in each.plain.splitlines()))
    assert [each for each in shown if each not in page] == []
    assert f'class="btn" href="/public/p/{item.key}/"' in page  # and leads to what the public does see


def test_what_waits_is_listed_and_released_at_once(secretary: Client, place: Published) -> None:
    """Picked ones go out; what cannot says why and stays in."""
    listed = secretary.get("/publication/").content.decode()
    assert place.hidden.key in listed
    assert place.refused.key not in listed
    keys = [place.hidden.key, place.refused.key, place.early.key, "zzz"]
    answer = secretary.post("/publication/release/", {"id": keys, "back": "//evil.example/"}, follow=True)
    assert answer.redirect_chain == [("/publication/", 302)]
    said = answer.content.decode()
    assert "已公开 1 件" in said
    assert "代表不同意公开，而规则要求征得同意" in said
    assert "按规则目前环节不公开" in said
    row = publication_of(place.hidden)
    assert row is not None
    assert (row.state, row.decided_for, row.version) == ("released", place.people.congress, 1)
    assert (publication_of(place.refused), publication_of(place.early)) == (None, None)


def test_a_release_keeps_fields_back_and_is_told_in_the_stream(secretary: Client, place: Published) -> None:
    """The event names who, what and which fields; the page shows the rest."""
    version = publication_of(place.shown).version  # type: ignore[union-attr]
    held = {"held": ["reply", "filer", "no_such"], "version": version}
    assert secretary.post(at(place.shown, "release/"), held).status_code == 302
    row = publication_of(place.shown)
    assert row is not None
    assert row.held == ["filer", "reply"]
    event = Event.objects.filter(stream=Stream.CONGRESS, stream_key=row.key).last()
    assert event is not None
    assert (event.type, event.actor) == ("publication.released", place.people.secretary.key)
    assert event.payload == {
        "case": place.shown.key,
        "reason": "",
        "held": ["filer", "reply"],
        "unit": place.people.congress.key,
    }


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({}, 422, "1"),
        ({"reason": "other"}, 422, "请用一句话说明原因"),
        ({"reason": "nonsense"}, 422, ""),
        ({"reason": "privacy", "words": "涉及第三人"}, 302, ""),
    ],
)
def test_withdrawing_asks_for_a_reason(
    secretary: Client, place: Published, given: dict[str, str], status: int, said: str
) -> None:
    """What was public is withdrawn, what never was is withheld; what was typed stays on the page."""
    for of, state in ((place.shown, "withdrawn"), (place.hidden, "withheld")):
        answer = secretary.post(at(of, "hold/"), given)
        assert answer.status_code == status
        assert said in answer.content.decode()
        row = publication_of(of)
        assert (row is not None and row.state == state) is (status == 302)


def test_two_who_decide_at_once(secretary: Client, place: Published) -> None:
    """The second is told, and sees how it stands now."""
    before = publication_of(place.shown).version  # type: ignore[union-attr]
    hold_back(thing=place.shown, reason="privacy", by=seen(place.people.editor), at=timezone.now())
    answer = secretary.post(at(place.shown, "release/"), {"version": before})
    assert answer.status_code == 409
    assert "（或您自己在另一个窗口里）作过决定" in answer.content.decode()
    with pytest.raises(StaleWrite):
        release(thing=place.shown, by=seen(place.people.secretary), at=timezone.now(), expected=before)


def test_nobody_decides_of_what_is_not_theirs_to_see(client: Client, place: Published) -> None:
    """A secretary does not see the government's tasks; an editor of another place sees nothing."""
    client.force_login(place.people.secretary)
    assert client.get(at(place.open_task)).status_code == 404
    assert client.post(at(place.open_task, "hold/"), {"reason": "privacy"}).status_code == 404
    client.post("/publication/release/", {"id": [place.hidden_task.key]})
    assert publication_of(place.hidden_task) is None
    stranger = account("stranger", "外地编辑", (Role.EDITOR, place.people.district))
    client.force_login(stranger)
    assert client.get(at(place.shown)).status_code == 404
    assert place.hidden.key not in client.get("/publication/").content.decode()


@pytest.mark.parametrize(
    ("of", "held", "code"),
    [
        ("refused", (), "publication.consent"),
        ("early", (), "publication.stage"),
        ("shown", ("wish",), "publication.field"),
        ("draft", (), "publication.not_shared"),
    ],
)
def test_a_release_that_the_rules_refuse(place: Published, of: str, held: tuple[str, ...], code: str) -> None:
    """Whoever asks, by whatever way."""
    thing = Source(pk=place.report.pk, text_kind="report") if of == "draft" else getattr(place, of)
    with pytest.raises(CongressError, match=code.replace(".", r"\.")):
        release(thing=thing, held=held, by=seen(place.people.secretary), at=timezone.now())


def test_a_report_that_is_no_longer_shared_is_out_of_the_public_pages(client: Client, place: Published) -> None:
    """A draft of its house never goes out, whatever was decided before."""
    url = f"/public/p/{publication_of(place.report).key}/"  # type: ignore[union-attr]
    assert client.get(url).status_code == 200
    Source.objects.filter(pk=place.report.pk).update(shared=False)
    public.forget()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("fields", [{"state": "released"}, {"state": "withheld"}])
def test_the_database_keeps_a_decision_whole(place: Published, fields: dict[str, str]) -> None:
    """It is of one thing, and what is not released says why."""
    of = {} if fields["state"] == "released" else {"case": place.hidden}
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(decided_by=place.people.editor, decided_at=timezone.now(), **of, **fields)
