"""Tokens of programs (令牌): made, looked up by their secret, ended. The secret has 256 bits, so one digest will do."""

import hashlib
import secrets
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from huiyin.errors import PeopleError, refuse
from huiyin.people.models import Account, Token

PREFIX = "huiyin_"  # so that scanners of leaked secrets know one
LONGEST = timedelta(days=366)
SCOPES = (
    "sources:read",
    "sources:write",
    "statements:read",
    "statements:write",
    "cases:read",
    "cases:act",
    "events:read",
    "statistics:read",
    "suggestions:read",
    "suggestions:write",
    "congress:read",
    "congress:write",
    "briefings:read",
    "briefings:write",
    "publication:read",
    "publication:write",
    "people:read",
    "people:write",
    "policies:read",
    "policies:write",
)


def add_token(
    *, name: str, account: Account, scopes: Collection[str], expires_on: date, made_by: Account, today: date
) -> tuple[Token, str]:
    """Make a token; return it with its secret, which is kept nowhere.

    Raises:
        PeopleError: `token.name`, `token.scopes`, `token.expiry` (not after today, or later than a year),
            `token.account` (closed).
    """
    refuse(faults_of(name=name, account=account, scopes=scopes, expires_on=expires_on, today=today))
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        name=name.strip()[:60],
        account=account,
        digest=digest_of(secret),
        scopes=[each for each in SCOPES if each in scopes],
        expires_on=expires_on,
        made_by=made_by,
    )
    return token, secret


def faults_of(
    *, name: str | None, account: Account | None, scopes: Collection[str] | None, expires_on: date | None, today: date
) -> Iterator[PeopleError]:
    """Yield all that hinders a token (`add_token`); None is what a form could not read, of which nothing is said."""
    if name is not None and not name.strip():
        yield PeopleError("token.name")
    if scopes is not None and (not scopes or not set(scopes) <= set(SCOPES)):
        yield PeopleError("token.scopes", given=" ".join(sorted(set(scopes) - set(SCOPES))))
    if expires_on is not None and not today < expires_on <= today + LONGEST:
        yield PeopleError("token.expiry", latest=(today + LONGEST).isoformat())
    if account is not None and not account.is_active:
        yield PeopleError("token.account")


def end_token(token: Token, *, at: datetime) -> bool:
    """End a token for good; return False where it had been ended already."""
    return bool(Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at))


def token_of(secret: str, *, today: date) -> Token | None:
    """Return the token of a secret, if it works today and its account is open."""
    token = Token.objects.select_related("account").filter(digest=digest_of(secret)).first()
    if token is None or token.revoked_at is not None or token.expires_on < today or not token.account.is_active:
        return None
    return token


def note_use(token: Token, *, today: date) -> None:
    """Note the day on which a token was used last."""
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
