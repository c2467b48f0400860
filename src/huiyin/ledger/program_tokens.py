"""Tokens of programs with their events (令牌变动): each made and each ended is one event of the account it acts for."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from huiyin.ledger.models import Stream
from huiyin.ledger.record import Actor, NewEvent, record
from huiyin.people import tokens
from huiyin.people.models import Account, Token


@transaction.atomic
def make_token(
    *,
    name: str,
    account: Account,
    scopes: Collection[str],
    expires_on: date,
    made_by: Account,
    today: date,
    by: Actor,
    at: datetime,
) -> tuple[Token, str]:
    """Make a token for a program; return it with its secret, to be shown once."""
    token, secret = tokens.add_token(
        name=name, account=account, scopes=scopes, expires_on=expires_on, made_by=made_by, today=today
    )
    told: dict[str, object] = {"token": token.key, "scopes": list(token.scopes), "expires": expires_on.isoformat()}
    _tell(token, "account.token_made", told, by, at)
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: Actor, at: datetime) -> None:
    """End a token for good; ending one twice is no second event."""
    if tokens.end_token(token, at=at):
        _tell(token, "account.token_revoked", {"token": token.key}, by, at)


def _tell(token: Token, event: str, told: Mapping[str, object], by: Actor, at: datetime) -> None:
    record(stream=Stream.ACCOUNT, key=token.account.key, events=[NewEvent(event, told)], by=by, at=at)
