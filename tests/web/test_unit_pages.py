"""The pages of units and their import: the tree, names over time, and a preview before anything is written."""

import io
import re
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.people.test_unit_import import book
from tests.web.sure import sign_in

from huiyin.ledger.models import Event
from huiyin.people.models import House, Place, Unit


@pytest.fixture
def admin(client: Client, people: Cast) -> Client:
    return sign_in(client, people.administrator)


def send(client: Client, *rows: list[Any]) -> Any:
    held = io.BytesIO(book(*rows))
    held.name = "units.xlsx"
    return client.post("/units/import/", {"table": held})


def hidden(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'name="(rows|seen)" value="([^"]+)"', answer.content.decode()))


def test_the_tree_stands_in_steps_and_a_search_finds_any_name(admin: Client, people: Cast) -> None:
    """A unit stands below the one that it belongs to; former names are found, too."""
    Unit.objects.create(name="住建执法队", house=House.GOVERNMENT, place=people.city, parent=people.housing)
    page = admin.get("/units/").content.decode()
    assert page.index(people.housing.name) < page.index("住建执法队")
    assert 'class="deep-1"' in page
    admin.post(
        f"/units/{people.housing.key}/rename/", {"name": "云汀市建设局", "short_name": "市建设局", "on": "2026-05-01"}
    )
    found = admin.get("/units/?q=住房和城乡").content.decode()
    assert "云汀市建设局" in found
    assert people.finance.name not in found
    shown = admin.get(f"/units/{people.housing.key}/").content.decode()
    assert "曾用名" in shown
    assert "云汀市住房和城乡建设局 → 云汀市建设局" in shown


def test_the_preview_writes_nothing_and_the_button_all(admin: Client, people: Cast) -> None:
    """Row by row: added, changed from what to what."""
    preview = send(
        admin,
        ["云汀市水务局", "市水务局", "水务局", "政府", None, None, None],
        ["云汀市财政局", "市财政", None, None, None, None, None],
    )
    page = preview.content.decode()
    assert "<del>市财政局</del> → <ins>市财政</ins>" in page
    assert not Event.objects.exists()
    assert admin.post("/units/import/carry-out/", hidden(preview)).url == "/units/"
    assert Unit.objects.get(name="云汀市财政局").short_name == "市财政"
    assert Unit.objects.filter(name="云汀市水务局").exists()


def test_refused_rows_stop_all_until_they_are_skipped(admin: Client, people: Cast) -> None:
    """Nothing of the file is written; with the tick, the others are."""
    preview = send(
        admin,
        ["云汀市水务局", None, None, "政府", None, None, None],
        ["云汀市林草局", None, None, "林业", None, None, None],
    )
    assert "没有这个系统：林业" in preview.content.decode()
    refused = admin.post("/units/import/carry-out/", hidden(preview))
    assert refused.status_code == 422
    assert not Unit.objects.filter(name="云汀市水务局").exists()
    admin.post("/units/import/carry-out/", hidden(preview) | {"skip": "1"})
    assert Unit.objects.filter(name="云汀市水务局").exists()
    assert not Unit.objects.filter(name="云汀市林草局").exists()


def test_what_changed_meanwhile_is_shown_before_it_is_written(admin: Client, people: Cast) -> None:
    """A preview that no longer tells the truth is not carried out."""
    preview = send(admin, ["云汀市水务局", None, None, "政府", None, None, None])
    Unit.objects.create(name="云汀市水务局", house=House.GOVERNMENT, place=people.city)
    late = admin.post("/units/import/carry-out/", hidden(preview))
    assert late.status_code == 409
    assert "再看一遍预览" in late.content.decode()


def test_rows_are_signed_for_one_person(admin: Client, people: Cast) -> None:
    """Made up or passed on, they are not taken."""
    preview = send(admin, ["云汀市水务局", None, None, "政府", None, None, None])
    other = sign_in(Client(), people.administrator)
    forged = hidden(preview) | {"rows": hidden(preview)["rows"][:-4] + "aaaa"}
    assert other.post("/units/import/carry-out/", forged).status_code == 409
    assert not Unit.objects.filter(name="云汀市水务局").exists()


def test_the_present_units_come_as_a_table_that_changes_nothing(admin: Client, people: Cast) -> None:
    """What is downloaded, mended nowhere and sent back is all as it is."""
    table = io.BytesIO(admin.get("/units/table/?filled=1").content)
    table.name = "units.xlsx"
    page = admin.post("/units/import/", {"table": table}).content.decode()
    assert "没有可导入的内容" in page


@pytest.mark.parametrize("name", ["handler", "auditor", "supervisor"])
def test_only_administrators_change_units(client: Client, people: Cast, name: str) -> None:
    """The others look."""
    sign_in(client, getattr(people, name))
    assert client.get("/units/").status_code == 200
    assert client.get(f"/units/{people.housing.key}/").status_code == 200
    assert client.post("/units/new/").status_code == 403
    assert client.post(f"/units/{people.housing.key}/end/").status_code == 403


def test_a_list_to_choose_from_begins_with_words(admin: Client) -> None:
    """Django's row of dashes says nothing."""
    form = admin.get("/units/new/").context["form"]
    firsts = [str(next(iter(form.fields[name].choices))[1]) for name in ("house", "place")]
    assert firsts == ["请选择", "请选择"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("short_name", "市住建局", "云汀市住房和城乡建设局”已用这个简称"),
        ("credit_code", "９１１１", "18"),
        ("valid_from", "20265-01-01", "2026-05-13"),
    ],
)
def test_what_would_mislead_later_is_refused(admin: Client, people: Cast, field: str, typed: str, words: str) -> None:
    """Whoever typed a short name that two units have would mean both; a code that is none is found nowhere."""
    given = {"name": "云汀市园林局", "house": "government", "place": people.city.pk, field: typed}
    answer = admin.post("/units/new/", given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert words in answer.content.decode()


def test_a_successor_takes_over_the_short_name(admin: Client, people: Cast) -> None:
    """It exists before the other one ends: sharing the name is asked about, and asked only once."""
    old = people.housing
    given = {"name": "云汀市住房城乡建设委员会", "short_name": old.short_name, "house": "government"}
    given["place"] = str(people.city.pk)
    asked = admin.post("/units/new/", given)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["short_name"])
    names = [field.name for field in asked.context["form"]]
    assert names[names.index("short_name") + 1] == "sure"
    assert 'name="sure"' in asked.content.decode()
    again = admin.post("/units/new/", {**given, "sure": "on", "valid_from": "2026"})
    assert list(again.context["form"].errors) == ["valid_from"]
    assert again.context["form"]["sure"].value() is True
    assert admin.post("/units/new/", {**given, "sure": "on"}).status_code == 302
    new = Unit.objects.get(name=given["name"])
    assert admin.post(f"/units/{new.key}/edit/", {**given, "duties": "住房"}).status_code == 302
    assert admin.post(f"/units/{old.key}/end/", {"on": "2026-05-01", "successor": new.name}).status_code == 302
    assert admin.post(f"/units/{old.key}/edit/", {**given, "duties": "至五月"}).status_code == 302
    assert set(Unit.objects.filter(pk__in=(old.pk, new.pk)).values_list("duties", flat=True)) == {"住房", "至五月"}


@pytest.mark.parametrize("page", ["rename", "edit"])
def test_a_running_unit_is_asked_before_it_shares_a_short_name(admin: Client, people: Cast, page: str) -> None:
    """When it is renamed, too."""
    unit = people.finance
    told = {"name": "云汀市财税局", "short_name": people.housing.short_name, "on": "2026-05-01", "house": unit.house}
    told["place"] = str(unit.place_id)
    url = f"/units/{unit.key}/{page}/"
    asked = admin.post(url, told)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["short_name"])
    assert admin.post(url, {**told, "sure": "on"}).status_code == 302
    unit.refresh_from_db()
    assert unit.short_name == people.housing.short_name


def test_what_was_kept_before_hinders_no_other_change(admin: Client, people: Cast) -> None:
    """A code that is none and a short name that two units have, as an import or a program may leave them."""
    unit = people.finance
    Unit.objects.filter(pk=unit.pk).update(short_name=people.housing.short_name, credit_code="9111")
    told = {"short_name": people.housing.short_name, "credit_code": "9111", "house": unit.house}
    told |= {"place": str(unit.place_id), "duties": "财政"}
    assert admin.post(f"/units/{unit.key}/edit/", told).status_code == 302
    unit.refresh_from_db()
    assert (unit.duties, unit.credit_code) == ("财政", "9111")
    refused = admin.post(f"/units/{unit.key}/edit/", {**told, "credit_code": "9112"})
    assert list(refused.context["form"].errors) == ["credit_code"]


def test_a_code_typed_in_full_width_is_kept_in_plain_letters(admin: Client, people: Cast) -> None:
    given = {
        "name": "云汀市园林局",
        "house": "government",
        "place": people.city.pk,
        "credit_code": "１１9900000000000００a",
    }
    assert admin.post("/units/new/", given).status_code == 302
    assert Unit.objects.get(name="云汀市园林局").credit_code == "11990000000000000A"


def test_a_place_is_added_and_then_its_government(admin: Client, people: Cast) -> None:
    """A delegation whose county nobody thought of at the start: the county first, then its government in it."""
    county = {"name": "白鹭县", "short_name": "白鹭", "code": "990106", "parent": people.city.code}
    assert admin.post("/units/places/", county).url == "/units/places/"
    assert "/units/new/?place=990106" in admin.get("/units/places/").content.decode()
    asked = admin.get("/units/new/?place=990106").context["form"]
    place = Place.objects.get(code="990106")
    assert (asked["place"].value(), asked["is_government"].value(), asked["house"].value()) == (
        place.pk,
        True,
        House.GOVERNMENT,
    )
    event = Event.objects.get(type="unit.place_added")
    assert (event.stream_key, event.payload["place"], event.actor) == ("places", "990106", people.administrator.key)
    for field, changed in (("code", {"name": "青石区"}), ("name", {"code": "990107"})):
        refused = admin.post("/units/places/", {**county, **changed})
        assert list(refused.context["form"].errors) == [field]
    assert Event.objects.filter(type="unit.place_added").count() == 1


def test_who_may_not_change_units_reads_the_places(client: Client, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = client.get("/units/places/")
    assert people.district.name in page.content.decode()
    assert '<form class="form' not in page.content.decode()
    assert client.post("/units/places/", {}).status_code == 403
