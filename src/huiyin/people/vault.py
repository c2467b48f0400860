"""The vault (保密库): what is known of a citizen, or privately of a deputy, encrypted under a key of that person.

A value is sealed under the person's key (AES-256-GCM), that key under the master key of `huiyin.people.master_keys`.
Each seal is bound to its place, so that no row can be passed off as another's. Forgetting a person destroys the key and
the rows, and writes the person's id into a list outside the database, which a restore replays.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from django.dispatch import Signal

from huiyin.errors import PeopleError
from huiyin.people import master_keys
from huiyin.people.models import Account, Person, VaultRecord
from huiyin.people.openings import note_opening

FIELDS = ("name", "phone", "address", "id_number", "email", "words", "attachment")
SHORTEST_REASON, LONGEST_REASON = 10, 400
NONCE = 12
BATCH = 500
person_forgotten = Signal()  # sent with `person`, in the transaction; whoever holds a trace of the person clears it


@dataclass(frozen=True, slots=True)
class Opened:
    """One value of a person, as it was put in; `mark` stands for it in texts (〔姓名1〕)."""

    field: str
    mark: str
    value: bytes

    @property
    def text(self) -> str:
        """The value as words."""
        return self.value.decode()


def add_person() -> Person:
    """Make a person of whom nothing is known yet, with a key of the own."""
    person = Person()
    _wrap(person, AESGCM.generate_key(256), _keys())
    person.save()
    return person


def put(*, person: Person, field: str, value: str | bytes, mark: str = "") -> VaultRecord:
    """Seal a value of a person; one of the same field and mark is replaced.

    Raises:
        PeopleError: the person was forgotten, or the master key is missing.
    """
    if field not in FIELDS:
        raise ValueError(f"no field of the vault: {field}")
    plain = value.encode() if isinstance(value, str) else value
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(_unwrap(person)).encrypt(nonce, plain, _place(person, field, mark))
    record, _made = VaultRecord.objects.update_or_create(
        person=person, field=field, mark=mark, defaults={"sealed": sealed}
    )
    return record


def kept_fields(person: Person) -> list[tuple[str, str]]:
    """Return which fields are kept, with their marks; never the values."""
    return list(person.records.order_by("field", "mark").values_list("field", "mark"))


def open_fields(
    *,
    person: Person,
    fields: Iterable[str],
    reason: str,
    by: Account,
    at: datetime,
    acting_for: Account | None = None,
) -> tuple[Opened, ...]:
    """Record an opening, then return the values; the record stands even where the values cannot be read.

    Raises:
        PeopleError: the reason is too short, the person was forgotten, or a value was tampered with.
    """
    wanted = sorted(set(fields))
    reason = checked_reason(reason)
    if person.wrapped_key is None:
        raise PeopleError("vault.forgotten")
    note_opening(act="open", reason=reason, at=at, person=person, fields=wanted, by=by, acting_for=acting_for)
    key = _unwrap(person)
    rows = person.records.filter(field__in=wanted).order_by("field", "mark")
    return tuple(Opened(row.field, row.mark, _open(key, row, person)) for row in rows)


def forget(*, person: Person, reason: str, at: datetime, by: Account | None = None) -> None:
    """Destroy a person's key and rows for good, and put the person on the list of the forgotten.

    The list is written first: should the rest fail, a restore forgets rather than remembers.
    """
    reason = checked_reason(reason)
    if person.wrapped_key is None:
        raise PeopleError("vault.forgotten")
    _put_on_list(person.key, at)
    _destroy(person, at=at, reason=reason, by=by)


def replay_forgotten(*, at: datetime) -> int:
    """Forget again, after a restore, whoever is on the list; return how many had come back."""
    came_back = Person.objects.filter(key__in=forgotten_keys(), wrapped_key__isnull=False)
    count = 0
    for person in came_back:
        _destroy(person, at=at, reason="replayed after a restore", by=None)
        count += 1
    return count


def forgotten_list() -> Path:
    """Return where the list of the forgotten lies: outside the database and outside its backups."""
    home: Path = settings.ENVIRONMENT.home
    return home / "forgotten.txt"


def forgotten_keys() -> frozenset[str]:
    """Return the ids on the list of the forgotten."""
    try:
        lines = forgotten_list().read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line.split()[-1] for line in lines if line.strip())


def rotate_master_key(*, at: datetime, retire: bool = False) -> int:
    """Wrap all persons under a fresh master key; return how many were wrapped anew.

    It can be stopped at any time and started again: it first goes on with a rotation that was not finished.

    Args:
        retire: whether the old keys are taken out of the file afterwards; older backups are then lost for good.
    """
    keys = _keys()
    if not _behind(max(keys)):
        keys = master_keys.add_version(keys)
        note_opening(act="rotate", reason=f"version {max(keys)}", at=at)
    count = 0
    while batch := _behind(max(keys)):
        count += sum(_rewrap(pk, keys) for pk in batch)
    if retire:
        master_keys.retire_old(keys)
    return count


def checked_reason(reason: str) -> str:
    """Return a reason as it is recorded.

    Raises:
        PeopleError: it is shorter than 10 characters or longer than 400.
    """
    reason = " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise PeopleError("vault.reason", shortest=SHORTEST_REASON, longest=LONGEST_REASON)
    return reason


def _keys() -> master_keys.Keys:
    return master_keys.load(may_make=not Person.objects.exists())


def _behind(newest: int) -> Sequence[int]:
    rows = Person.objects.filter(wrapped_key__isnull=False, master_version__lt=newest)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _rewrap(pk: int, keys: master_keys.Keys) -> int:
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=pk)
        if person.wrapped_key is None or person.master_version == max(keys):
            return 0  # forgotten or wrapped by another process meanwhile
        _wrap(person, _unwrap(person, keys), keys)
        person.save(update_fields=["wrapped_key", "master_version"])
    return 1


def _wrap(person: Person, key: bytes, keys: master_keys.Keys) -> None:
    person.master_version = max(keys)
    nonce = os.urandom(NONCE)
    bound = f"{person.key}|{person.master_version}".encode()
    person.wrapped_key = nonce + AESGCM(keys[person.master_version]).encrypt(nonce, key, bound)


def _unwrap(person: Person, keys: master_keys.Keys | None = None) -> bytes:
    if person.wrapped_key is None:
        raise PeopleError("vault.forgotten")
    master = (keys or _keys()).get(person.master_version)
    if master is None:
        raise PeopleError("vault.key_version", version=person.master_version, path=str(master_keys.key_file()))
    return _decrypt(master, bytes(person.wrapped_key), f"{person.key}|{person.master_version}".encode())


def _open(key: bytes, row: VaultRecord, person: Person) -> bytes:
    return _decrypt(key, bytes(row.sealed), _place(person, row.field, row.mark))


def _decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound)
    except (InvalidTag, ValueError):
        raise PeopleError("vault.tampered") from None


def _place(person: Person, field: str, mark: str) -> bytes:
    return f"{person.key}|{field}|{mark}".encode()


def _destroy(person: Person, *, at: datetime, reason: str, by: Account | None) -> None:
    with transaction.atomic():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten in the file, too
        fields = sorted({field for field, _mark in kept_fields(person)})
        person.records.all().delete()
        person.wrapped_key, person.forgotten_at = None, at
        person.save(update_fields=["wrapped_key", "forgotten_at"])
        note_opening(act="forget", reason=reason, at=at, person=person, fields=fields, by=by)
        person_forgotten.send(sender=Person, person=person)


def _put_on_list(key: str, at: datetime) -> None:
    path = forgotten_list()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="ascii") as file:
        file.write(f"{at.isoformat(timespec='seconds')} {key}\n")
        file.flush()
        os.fsync(file.fileno())
