"""What a template may ask for (模板标签): fields by their Chinese and English names, and values under both.

A field is a text, a record (`事项.编号`) or a list of records (`{% for 事项 in 事项表 %}`). The description is the one
list that pages show, that templates are checked against, and that values are put under.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from huiyin.documents.word_marks import clean, marked


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its names, what it gives, a sample; of records the fields, and `many` for a list of them."""

    zh: str
    en: str
    gives: str | Promise
    sample: str = ""
    fields: tuple["Field", ...] = ()
    many: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """Both names."""
        return (self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, where the document can show that."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Values under the names of fields, with the addresses of links among them, in order."""

    context: dict[str, Any]
    addresses: list[str]


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Return fields by each of their names."""
    return {name: field for field in fields for name in field.names}


def filled(fields: Iterable[Field], values: Mapping[str, Any]) -> Filled:
    """Return values, given under English names, as a template asks for them; what is missing is empty."""
    addresses: list[str] = []
    return Filled(_record(fields, values, addresses), addresses)


def _record(fields: Iterable[Field], values: Mapping[str, Any], addresses: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.en)
        if field.many:
            value = [_record(field.fields, each, addresses) for each in value or ()]
        elif field.fields:
            value = _record(field.fields, value or {}, addresses)
        elif isinstance(value, Link):
            addresses.append(value.address)
            value = marked(clean(value.words), len(addresses) - 1)
        else:
            value = "" if value is None else clean(str(value))
        found[field.zh] = found[field.en] = value
    return found


def sample(fields: Iterable[Field], *, rows: int = 2) -> dict[str, Any]:
    """Return sample values under English names, with so many rows in each list."""
    told: dict[str, Any] = {}
    for field in fields:
        if field.many:
            told[field.en] = [sample(field.fields, rows=rows) for _ in range(rows)]
        else:
            told[field.en] = sample(field.fields, rows=rows) if field.fields else field.sample
    return told
