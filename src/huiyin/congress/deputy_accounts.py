"""Log-ins of deputies (代表账号): made for many at once from the roster, or tied to an account that is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from huiyin.congress.events import tell, write
from huiyin.congress.models import Congress, Mandate
from huiyin.congress.seats import mandates_on
from huiyin.errors import CongressError, PeopleError
from huiyin.ledger import accounts
from huiyin.ledger.record import Actor
from huiyin.people.models import Account, Deputy, Role, RoleGrant

MOST = 60  # at once: a good hash of a password takes its time


@dataclass(frozen=True, slots=True)
class Slip:
    """What a deputy is handed: the log-in, and the one-time password that is kept nowhere."""

    mandate: Mandate
    account: Account
    told: str


def without_account(congress: Congress, on: date) -> QuerySet[Mandate]:
    """Return the sitting deputies who cannot log in yet, by number."""
    rows = mandates_on(congress, on).filter(deputy__account__isnull=True)
    return rows.select_related("deputy").order_by("number", "deputy__name", "pk")


@transaction.atomic
def make_accounts(*, mandates: Iterable[Mandate], prefix: str, on: date, by: Actor) -> list[Slip]:
    """Make a log-in for each deputy, with the role of a deputy for the place of the congress; all or none.

    The user name is the prefix with the number of the card; of a deputy without a number, the name itself.

    Raises:
        CongressError: somebody has an account already, or they are too many at once.
        PeopleError: a user name is taken or cannot be one (`username.…`); its values name it.
    """
    mandates = list(mandates)
    if len(mandates) > MOST:
        raise CongressError("accounts.too_many", most=MOST)
    slips = []
    for mandate in mandates:
        deputy = Deputy.objects.select_for_update().get(pk=mandate.deputy_id)
        if deputy.account_id is not None:
            raise CongressError("deputy.has_account")
        username = f"{prefix}{mandate.number}" if mandate.number else deputy.name
        try:
            account, told = accounts.create_account(username=username, name=deputy.name, by=by)
        except PeopleError as error:
            raise PeopleError(error.code, username=username) from error
        _tie(deputy, account, mandate.congress, on, by)
        slips.append(Slip(mandate, account, told))
    return slips


@transaction.atomic
def tie_account(*, deputy: Deputy, account: Account, congress: Congress, on: date, by: Actor) -> None:
    """Let a deputy log in by an account that is there; it gets the role of a deputy where it lacks it.

    Raises:
        CongressError: the deputy has an account, the account is another deputy's, or it is closed.
    """
    if deputy.account_id is not None:
        raise CongressError("deputy.has_account")
    if Deputy.objects.filter(account=account).exists():
        raise CongressError("account.of_another_deputy")
    if not account.is_active:
        raise CongressError("account.closed")
    _tie(deputy, account, congress, on, by)


@transaction.atomic
def untie_account(*, deputy: Deputy, by: Actor) -> None:
    """Undo a tie that was a mistake; the account and its roles stay as they are."""
    account = deputy.account
    if account is None:
        raise CongressError("deputy.no_account")
    write(deputy, {"account": None})
    tell(deputy.key, by, "deputy.account_untied", account=account.key)


def _tie(deputy: Deputy, account: Account, congress: Congress, on: date, by: Actor) -> None:
    write(deputy, {"account": account})
    held = RoleGrant.objects.filter(account=account, role=Role.DEPUTY, place=congress.place)
    if not held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).exists():
        accounts.grant_role(account=account, role=Role.DEPUTY, place=congress.place, from_on=on, by=by)
    tell(deputy.key, by, "deputy.account_tied", account=account.key)
