"""Reading the fields of one table of a policy file, each checked for its shape; what is left over is a typing error."""

import re
from collections.abc import Iterable
from typing import Any

from huiyin.errors import PolicyError
from huiyin.policy.files import Tables
from huiyin.policy.lengths import parse_limit
from huiyin.policy.model import Limit, Names, Need
from huiyin.policy.names import codes

NEED = re.compile(
    r"(?P<name>[a-z_]+)(?P<optional>\?)?(?:>=(?P<least>\d+|[a-z_]+))?(?:=(?P<choices>[a-z_]+(?:\|[a-z_]+)*))?"
    r"(?: if (?P<when>[a-z_]+)=(?P<when_is>[a-z_]+))?"
)
CHOICES = {"ground": "ground", "contact_form": "contact", "answer_form": "answer"}  # needs with codes of their own
SCALES = {"attitude": "opinion", "result": "opinion", "class": "class", **CHOICES}  # the codes that a need may have
GIVEN = Limit(0, "given")
ORDINARY = "ordinary"  # the class of an item that has no limits of its own
MISSING = object()


class Fields:
    """One table: every field is asked for once, and `done` refuses those that nobody asked for."""

    def __init__(self, tables: Tables, *where: str) -> None:
        self.tables, self.where = tables, where
        held: Any = tables.content
        for key in where:
            held = held[key]
        if not isinstance(held, dict):
            raise tables.fault("policy.shape", *where, reason="table")
        self.held: dict[str, Any] = held
        self.asked: set[str] = set()

    def text(self, key: str, default: Any = MISSING) -> str:
        """Return a text; without a default it must be there and not be empty."""
        value = self._value(key, default)
        if not isinstance(value, str) or (default is MISSING and not value.strip()):
            raise self.fault("policy.shape", key, reason="text")
        return value

    def yes(self, key: str, default: Any = MISSING) -> bool:
        """Return true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.fault("policy.shape", key, reason="boolean")
        return value

    def number(self, key: str, default: Any = MISSING) -> int:
        """Return a whole number that is not negative."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault("policy.shape", key, reason="number")
        return value

    def texts(self, key: str, default: Any = ()) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._value(key, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
            raise self.fault("policy.shape", key, reason="list")
        twice = next((each for each in value if value.count(each) > 1), None)
        if twice is not None:
            raise self.fault("policy.twice", key, given=twice)
        return tuple(value)

    def code(self, key: str, group: str, known: Iterable[str], default: Any = MISSING) -> str:
        """Return a code that must be one of those known; the default need not be."""
        value = self.text(key, default)
        if value or default is MISSING:
            self.known(key, group, (value,), known)
        return value

    def code_list(self, key: str, group: str, known: Iterable[str], default: Any = ()) -> tuple[str, ...]:
        """Return a list of codes that must be among those known."""
        values = self.texts(key, default)
        self.known(key, group, values, known)
        return values

    def known(self, key: str, group: str, values: Iterable[str], known: Iterable[str]) -> None:
        """Refuse a code that is none."""
        known = tuple(known)
        for value in values:
            if value not in known:
                raise self.fault(f"policy.unknown_{group}", key, given=value, known=known)

    def limit(self, key: str, default: Any = MISSING, *, given: bool = False) -> Limit:
        """Return a length of time written as `5 wd`, or `given` where that is allowed."""
        if key not in self.held and isinstance(default, Limit):
            return default
        value = self.text(key)
        if given and value == "given":
            return GIVEN
        found = parse_limit(value)
        if found is None:
            raise self.fault("policy.limit", key, given=value)
        return found

    def limits(self, key: str, group: str, known: Iterable[str]) -> dict[str, Limit]:
        """Return the lengths of time of a table by their codes."""
        if not isinstance(self._value(key, {}), dict):
            raise self.fault("policy.shape", key, reason="table")
        inner = Fields(self.tables, *self.where, key) if key in self.held else None
        if inner is None:
            return {}
        for code in inner.held:
            inner.known(code, group, (code,), known)
        return {code: inner.limit(code) for code in inner.held}

    def needs(self, key: str) -> tuple[Need, ...]:
        """Return what must be given.

        Written as `unit`, `evidence?` (may be left out), `reason>=10` (shortest), `signers>=signers_least` (the least,
        by a setting), `result=satisfied|basically` (codes), `reason>=10 if attitude=unsatisfied` (needed then only).
        """
        found = [self._need(key, value) for value in self.texts(key)]
        names = [each.name for each in found]
        for each in found:
            if each.when:
                self.known(key, "need", (each.when,), names)
        return tuple(found)

    def _need(self, key: str, value: str) -> Need:
        each = NEED.fullmatch(value)
        if each is None:
            raise self.fault("policy.need", key, given=value)
        name = each["name"]
        self.known(key, "need", (name,), codes("need"))
        choices = tuple(each["choices"].split("|")) if each["choices"] else self._choices(name)
        if each["choices"]:
            self.known(key, "choice", choices, codes(SCALES[name]) if name in SCALES else ())
        if each["when"]:
            self.known(key, "choice", (each["when_is"],), codes(SCALES.get(each["when"], "")))
        return Need(
            name=name,
            required=not each["optional"],
            min_length=self._least(key, each["least"] or "0"),
            choices=choices,
            when=each["when"] or "",
            when_is=each["when_is"] or "",
        )

    def _choices(self, name: str) -> tuple[str, ...]:
        """Return the codes that a need may be where it does not say: a class that some clock knows, a known ground."""
        if name == "class":
            clocks: dict[str, Any] = self.tables.content["clocks"]
            return (ORDINARY, *dict.fromkeys(code for held in clocks.values() for code in held.get("classes", ())))
        return codes(CHOICES[name]) if name in CHOICES else ()

    def _least(self, key: str, least: str) -> int:
        """Return the least that a need must be: a number, or that of a setting."""
        if least.isdigit():
            return int(least)
        held = self.tables.content["settings"]
        self.known(key, "setting", (least,), held)
        value = held[least].get("value")
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.tables.fault("policy.shape", "settings", least, "value", reason="number")
        return value

    def names(self) -> Names:
        """Return the table's own names, `zh` and `en`."""
        return Names(self.text("zh"), self.text("en"))

    def done(self) -> None:
        """Refuse a key that nobody asked for."""
        for key in self.held:
            if key not in self.asked:
                raise self.fault("policy.unknown_key", key, known=tuple(sorted(self.asked)))

    def fault(self, code: str, key: str, **values: object) -> PolicyError:
        """Return the error for one key of this table."""
        return self.tables.fault(code, *filter(None, (*self.where, key)), **values)

    def _value(self, key: str, default: Any) -> Any:
        self.asked.add(key)
        if key in self.held:
            return self.held[key]
        if default is MISSING:
            raise self.fault(f"policy.{key}_missing" if key in ("source", "confirmed") else "policy.key_missing", key)
        return default
