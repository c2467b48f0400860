"""What was handed in and is not yet a source (待收录): kept for a day, for the person who handed it in."""

from dataclasses import dataclass
from datetime import timedelta

import msgspec
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from huiyin.people.keys import new_key
from huiyin.reading.sources import Source as Opened

FOLDER = "incoming"
KEPT = timedelta(days=1)


class Told(msgspec.Struct, frozen=True):
    """What is kept beside the file; `name` is "" for a pasted text."""

    account: str
    name: str
    opened: Opened
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that waits for its description; `content` is the file, None for a pasted text."""

    token: str
    told: Told
    content: bytes | None


def keep(told: Told, content: bytes | None) -> str:
    """Keep what was handed in; return the token by which its owner finds it again."""
    clear()
    token = new_key() + new_key()
    if content is not None:
        default_storage.save(f"{FOLDER}/{token}.file", ContentFile(content))
    default_storage.save(f"{FOLDER}/{token}.json", ContentFile(msgspec.json.encode(told)))
    return token


def find(token: str, account: str) -> Incoming | None:
    """Return what a person handed in, None where there is no such thing of his."""
    path = f"{FOLDER}/{token}.json"
    if not token.isalnum() or not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        told = msgspec.json.decode(file.read(), type=Told)
    if told.account != account:
        return None
    content = None
    if told.name:
        with default_storage.open(f"{FOLDER}/{token}.file") as file:
            content = file.read()
    return Incoming(token, told, content)


def drop(token: str) -> None:
    """Forget what was handed in; it has become a source, or was not wanted."""
    for ending in ("json", "file"):
        path = f"{FOLDER}/{token}.{ending}"
        if default_storage.exists(path):
            default_storage.delete(path)


def clear() -> None:
    """Forget what nobody came back for."""
    if not default_storage.exists(FOLDER):
        return
    before = timezone.now() - KEPT
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < before:
            default_storage.delete(path)
