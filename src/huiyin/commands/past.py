"""The site's own cases for `huiyin policy replay`; the one way of that command to the ledger."""

import sys

import click

from huiyin.commands.django_setup import start_django
from huiyin.policy.replay import PastCase
from huiyin.render.words import gettext as _


def own_cases(case_type: str, year: int | None) -> list[PastCase]:
    """Return the cases of a type as they went, with a progress bar on a terminal."""
    start_django()
    from huiyin.ledger.past import as_they_went, past_cases

    cases = past_cases(case_type, year=year)
    if not sys.stderr.isatty():
        return list(as_they_went(cases))
    with click.progressbar(length=cases.count(), label=_("Reading the cases"), file=sys.stderr) as bar:
        return list(as_they_went(cases, tick=bar.update))
