"""What the list calls its filters and their values."""

from functools import lru_cache

from django.utils.translation import get_language, gettext, pgettext

from huiyin.ledger import policies
from huiyin.ledger.lexicon import lexicons
from huiyin.policy import name_of, shipped
from huiyin.render.words import Language
from huiyin.render.words import Names as CodeNames
from huiyin.web.cases.words import supervision_words
from huiyin.web.sentences import light_words, named

LIGHTS = ("late", "near", "on_time", "no_word", "provisional", "done")


def filter_names() -> dict[str, str]:
    """Return what each filter is called, in the order in which they stand."""
    return {
        "q": pgettext("filter", "Words"),
        "mine": pgettext("filter", "Waits for"),
        "unit": pgettext("filter", "Unit"),
        "lead": pgettext("filter", "Leads"),
        "turn": pgettext("filter", "In whose hands"),
        "leader": pgettext("filter", "In charge"),
        "light": pgettext("filter", "Light"),
        "stage": pgettext("filter", "Stage"),
        "type": pgettext("filter", "Type"),
        "policy": pgettext("filter", "Rules"),
        "year": pgettext("filter", "Year"),
        "topic": pgettext("filter", "Topic"),
        "place": pgettext("filter", "Place"),
        "source": pgettext("filter", "Source"),
        "vague": pgettext("filter", "Target"),
        "supervision": pgettext("filter", "Supervision"),
        "due_from": pgettext("filter", "Due not before"),
        "due_to": pgettext("filter", "Due not after"),
        "issued_from": pgettext("filter", "Assigned not before"),
        "issued_to": pgettext("filter", "Assigned not after"),
        "closed": pgettext("filter", "Closed"),
        "issued": pgettext("filter", "Assigned"),
        "accepted": pgettext("filter", "Accepted"),
        "sent_back": pgettext("filter", "Sent back"),
        "extended": pgettext("filter", "Extended"),
        "in_time": pgettext("filter", "Finished in time"),
        "counted": pgettext("filter", "Counted"),
    }


def yes_no(name: str, *, yes: bool) -> str:
    """Return a filter's yes or no in words."""
    special = {
        ("mine", True): pgettext("filter", "me"),
        ("vague", True): gettext("To be refined"),
        ("vague", False): gettext("Clear"),
        ("counted", True): gettext("as statistics do: assigned, not withdrawn or declined"),
    }
    return special.get((name, yes)) or (pgettext("filter", "yes") if yes else pgettext("filter", "no"))


def lights() -> list[tuple[str, str]]:
    """Return the lights that can be asked for."""
    return [("open", gettext("All but done")), *((code, light_words(code)) for code in LIGHTS)]


def types() -> list[tuple[str, str]]:
    """Return the types of cases; each type has a shipped policy."""
    return [(code, type_words(code)) for code in sorted({each.partition(".")[0] for each in shipped()})]


def type_words(code: str) -> str:
    """Return what a type of case is called."""
    return named(name_of("case_type", code))


def stages() -> list[tuple[str, str]]:
    """Return the stages of all shipped policies."""
    return _stages(get_language() or "zh")


@lru_cache(maxsize=2)
def _stages(_language: str) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for each in shipped():
        for stage in policies.current_policy(each).stages:
            found.setdefault(stage.code, named(stage.names))
    return list(found.items())


def topics() -> list[tuple[str, str]]:
    """Return the topics of the reader."""
    return _topics("zh" if (get_language() or "zh").startswith("zh") else "en")


@lru_cache(maxsize=2)
def _topics(language: Language) -> list[tuple[str, str]]:
    names = CodeNames(language, lexicons())
    return [(code, names.of("topic", code)) for code in names.table("topic")]


def supervisions() -> list[tuple[str, str]]:
    """Return how far supervision can have gone, at least."""
    return [(str(level), supervision_words(level)) for level in (1, 2, 3)]


def orders() -> list[tuple[str, str]]:
    """Return the orders of the list."""
    return [
        ("due", pgettext("order", "by last day")),
        ("new", pgettext("order", "newest first")),
        ("changed", pgettext("order", "last changed first")),
    ]
