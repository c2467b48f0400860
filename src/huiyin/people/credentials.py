"""What opens an account (凭证): one-time passwords, the second factor, the places where somebody is signed in."""

import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from huiyin.people.models import Account

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper
GROUPS, GROUP = 4, 4  # 79 bits


def one_time_password() -> str:
    """Return a password to be told once, in groups that can be read out: `k7mp-2xqa-9dhr-w4tz`."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def has_second_factor(account: Account) -> bool:
    """Return whether codes from a phone are asked at log-in."""
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def drop_second_factor(account: Account) -> int:
    """Remove the second factor with its recovery codes; return how many things were removed."""
    removed, _by_model = Authenticator.objects.filter(user=account).delete()
    return int(removed)


def end_sessions(account: Account) -> int:
    """Sign an account out everywhere; return at how many places."""
    found = list(UserSession.objects.filter(user=account))
    for session in found:
        session.end()
    return len(found)
