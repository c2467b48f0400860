"""The vault: nothing legible in the database, every opening on record, forgotten for good, keys that can be changed."""

import dataclasses
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import Cast

from huiyin.errors import PeopleError
from huiyin.people import master_keys, vault
from huiyin.people.models import Person, VaultOpening, VaultRecord
from huiyin.people.openings import Broken, verify_openings

AT = datetime(2026, 4, 12, 1, 30, tzinfo=UTC)
WHY = "回访来电人，核对地址"
VALUES = {
    "name": "穆青禾",
    "phone": "13800990099",
    "address": "云汀市临溪区溪畔路 6 号",
    "id_number": "99010219700101001X",
    "email": "muqinghe@example.org",
    "words": "我家楼下的路灯坏了三个月",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """Give each test a home folder, and so a master key, of its own."""
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, home=tmp_path, vault_key=tmp_path / "vault.key"
    )
    return tmp_path


@pytest.fixture
def person(people: Cast) -> Person:
    known = vault.add_person()
    for field, value in VALUES.items():
        vault.put(person=known, field=field, value=value, mark="〔姓名1〕" if field == "name" else "")
    return known


def opened(person: Person, people: Cast, *fields: str, reason: str = WHY) -> dict[str, str]:
    found = vault.open_fields(person=person, fields=fields or VALUES, reason=reason, by=people.operator, at=AT)
    return {each.field: each.text for each in found}


def everything_stored() -> bytes:
    """Return all rows of all tables of the vault as one heap of bytes."""
    heap = b""
    for model in (Person, VaultRecord, VaultOpening):
        for row in model.objects.values():
            heap += b"|".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row.values())
    return heap


def test_what_is_put_in_comes_out_and_stands_nowhere_in_the_database(person: Person, people: Cast) -> None:
    """Values come back as they were; no table holds one of them, nor the keys."""
    assert opened(person, people) == VALUES
    stored = everything_stored()
    for value in VALUES.values():
        assert value.encode() not in stored
    for key in master_keys.load(may_make=False).values():
        assert key not in stored


def test_the_same_value_never_looks_the_same(people: Cast) -> None:
    """Two persons with one telephone number cannot be told to have it."""
    for _ in range(2):
        vault.put(person=vault.add_person(), field="phone", value="13800990099")
    first, second = VaultRecord.objects.values_list("sealed", flat=True)
    assert bytes(first) != bytes(second)


def test_an_opening_is_on_record_with_who_whose_which_and_why(person: Person, people: Cast) -> None:
    """The record holds names of fields, never values."""
    vault.open_fields(
        person=person, fields=["phone", "name"], reason=WHY, by=people.operator, acting_for=people.secretary, at=AT
    )
    entry = VaultOpening.objects.get()
    assert (entry.account, entry.acting_for, entry.person) == (people.operator, people.secretary, person)
    assert (entry.fields, entry.act, entry.reason, entry.at) == (["name", "phone"], "open", WHY, AT)


@pytest.mark.parametrize("reason", ["", "核对", "         x", "长" * 401])
def test_without_a_reason_nothing_opens(person: Person, people: Cast, reason: str) -> None:
    """Ten characters at least, of which white space does not count; four hundred at most."""
    with pytest.raises(PeopleError, match=r"vault\.reason"):
        opened(person, people, reason=reason)
    assert not VaultOpening.objects.exists()


def test_whoever_is_forgotten_can_never_be_read_again(person: Person, people: Cast, home: Path) -> None:
    """Key and rows are gone, the list outside the database names the person, the record of openings stays whole."""
    opened(person, people)
    vault.forget(person=person, reason="本人要求删除个人信息", by=people.administrator, at=AT)
    person.refresh_from_db()
    assert (person.wrapped_key, person.forgotten_at) == (None, AT)
    assert not VaultRecord.objects.exists()
    assert (home / "forgotten.txt").read_text() == f"2026-04-12T01:30:00+00:00 {person.key}\n"
    for attempt in (lambda: opened(person, people), lambda: vault.put(person=person, field="name", value="x")):
        with pytest.raises(PeopleError, match=r"vault\.forgotten"):
            attempt()
    assert list(verify_openings()) == []


def test_a_restore_forgets_again(person: Person, people: Cast) -> None:
    """An older backup brings key and rows back; the list takes them away anew, and once only."""
    other = vault.add_person()
    backup = [(Person, list(Person.objects.values())), (VaultRecord, list(VaultRecord.objects.values()))]
    vault.forget(person=person, reason="本人要求删除个人信息", by=people.administrator, at=AT)
    for row in backup[0][1]:
        Person.objects.filter(pk=row["id"]).update(**{k: v for k, v in row.items() if k != "id"})
    for row in backup[1][1]:
        VaultRecord.objects.create(**row)
    person.refresh_from_db()
    assert opened(person, people) == VALUES
    assert vault.replay_forgotten(at=AT) == 1
    assert vault.replay_forgotten(at=AT) == 0
    person.refresh_from_db()
    with pytest.raises(PeopleError, match=r"vault\.forgotten"):
        opened(person, people)
    other.refresh_from_db()
    assert other.wrapped_key is not None


def test_a_row_cannot_be_passed_off_as_anothers(person: Person, people: Cast) -> None:
    """A sealed value belongs to its person and its field; moved elsewhere, it does not open."""
    stranger = vault.add_person()
    VaultRecord.objects.filter(person=person, field="phone").update(person=stranger)
    with pytest.raises(PeopleError, match=r"vault\.tampered"):
        opened(stranger, people, "phone")
    VaultRecord.objects.filter(person=person, field="name").update(field="address", mark="x")
    with pytest.raises(PeopleError, match=r"vault\.tampered"):
        opened(person, people, "address")


def test_the_master_key_can_be_changed_and_the_change_taken_up_again(
    person: Person, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rotation that was cut off goes on with the key that it began with; afterwards the old one may be retired."""
    others = [vault.add_person() for _ in range(3)]
    rewrap, done = vault._rewrap, []

    def cut_off(pk: int, keys: master_keys.Keys) -> int:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(pk)
        return rewrap(pk, keys)

    monkeypatch.setattr(vault, "_rewrap", cut_off)
    with pytest.raises(KeyboardInterrupt):
        vault.rotate_master_key(at=AT)
    monkeypatch.setattr(vault, "_rewrap", rewrap)
    assert sorted(Person.objects.values_list("master_version", flat=True)) == [1, 1, 2, 2]
    assert vault.rotate_master_key(at=AT, retire=True) == 2
    assert set(master_keys.load(may_make=False)) == {2}
    person.refresh_from_db()
    assert opened(person, people) == VALUES
    assert [e.act for e in VaultOpening.objects.all()] == ["rotate", "open"]
    assert len(others) == 3


def test_a_lost_key_file_is_not_replaced_by_a_fresh_one(person: Person, people: Cast, home: Path) -> None:
    """A new key would open nothing; the operator is told which file is missing."""
    (home / "vault.key").unlink()
    with pytest.raises(PeopleError, match=r"vault\.key_missing"):
        opened(person, people)
    assert not (home / "vault.key").exists()


def test_the_key_file_is_for_its_owner_only(person: Person, people: Cast, home: Path) -> None:
    """It is made so, and refused once others can read it."""
    path = home / "vault.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o604)
    with pytest.raises(PeopleError, match=r"vault\.key_open"):
        opened(person, people)


@pytest.mark.parametrize("text", ["", "1 abc\n", "x " + "A" * 44 + "\n", "1\n"])
def test_a_damaged_key_file_is_named(person: Person, people: Cast, home: Path, text: str) -> None:
    """No traceback, and no new key in its place."""
    (home / "vault.key").write_text(text)
    with pytest.raises(PeopleError, match=r"vault\.key_damaged"):
        opened(person, people)


def test_the_record_of_openings_cannot_be_changed(person: Person, people: Cast) -> None:
    """Triggers refuse both; the chain shows what got past them."""
    opened(person, people)
    opened(person, people, "name")
    for sql in ("UPDATE people_vaultopening SET reason = 'x'", "DELETE FROM people_vaultopening"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert list(verify_openings()) == []


def test_a_changed_record_is_found(person: Person, people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first entry that does not fit is named by its position."""
    for _ in range(3):
        opened(person, people, "name")
    rows = list(VaultOpening.objects.order_by("position"))
    rows[1].reason = "另一个理由，与原来不同"

    class Rows:
        def order_by(self, *_names: str) -> "Rows":
            return self

        select_related = order_by

        def iterator(self, chunk_size: int) -> Iterator[VaultOpening]:
            assert chunk_size > 0
            yield from rows

    monkeypatch.setattr(VaultOpening, "objects", Rows())
    assert list(verify_openings()) == [Broken(2, "hash")]
    del rows[1]
    assert [dataclasses.astuple(each) for each in verify_openings()] == [(2, "gap")]
