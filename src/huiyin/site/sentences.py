"""Sentences for errors (说明): the pages' own words, lent to the interface of programs, which knows no pages."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from huiyin.errors import HuiyinError
from huiyin.ledger import policies
from huiyin.policy import Refusal
from huiyin.web.cases.words import fault_words
from huiyin.web.people.words import said
from huiyin.web.sentences import refusal_words
from huiyin.web.sources.words import refusal
from huiyin.web.template_words import said as said_of_template


def sentence(error: HuiyinError) -> str:
    """Return why something was refused in the reader's language, or "" where no page has words for it."""
    if error.code.startswith("step."):
        return _step(error)
    found = (words(error) for words in TELLERS)
    return next((each for each in found if each and each != error.code), "")


def _step(error: HuiyinError) -> str:
    """Return why the policy refuses a step."""
    values = {name: value for name, value in error.values.items() if isinstance(value, (str, int, date))}
    told = Refusal(error.code.removeprefix("step."), values)
    words = refusal_words(
        told, policy=policies.current_policy(policies.policy_id("commitment")), today=timezone.localdate()
    )
    return "" if words == told.code else words


TELLERS: tuple[Callable[[HuiyinError], str], ...] = (fault_words, said, refusal, said_of_template)
