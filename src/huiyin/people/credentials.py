"""What opens an account (凭证): one-time passwords, the second factor, the places where somebody is signed in."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings

from huiyin.errors import HuiyinError
from huiyin.people import push_devices
from huiyin.people.models import Account, Role
from huiyin.people.viewer import Viewer

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper
GROUPS, GROUP = 4, 4  # 79 bits
EVERYBODY = "all"  # in place of names of roles


def one_time_password() -> str:
    """Return a password to be told once, in groups that can be read out: `k7mp-2xqa-9dhr-w4tz`."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def one_time_limit(at: datetime) -> datetime:
    """Return until when a one-time password holds that is made now.

    A slip of paper lies about: a week lets somebody be away for a few days, and a lost slip is soon worth nothing.
    """
    return at + timedelta(days=settings.ENVIRONMENT.one_time_days)


def one_time_password_over(account: Account, at: datetime) -> bool:
    """Return whether an account's password is a one-time one whose time is over."""
    until = account.one_time_until
    return account.must_change_password and until is not None and at > until


def check_forced_roles(names: Iterable[str]) -> None:
    """Make sure that the setting names roles that there are.

    Raises:
        HuiyinError: it names something else (`setting.role`).
    """
    for name in names:
        if name not in (EVERYBODY, *Role.values):
            raise HuiyinError("setting.role", name="HUIYIN_SECOND_FACTOR", value=name, known=", ".join(Role.values))


def must_have_second_factor(viewer: Viewer) -> bool:
    """Return whether one of the viewer's roles asks for a second factor; an administrator's does in every place."""
    forced = settings.ENVIRONMENT.second_factor
    return EVERYBODY in forced or viewer.has(Role.ADMINISTRATOR, *forced)


def has_second_factor(account: Account) -> bool:
    """Return whether codes from a phone are asked at log-in."""
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def drop_second_factor(account: Account) -> int:
    """Remove the second factor with its recovery codes; return how many things were removed."""
    removed, _by_model = Authenticator.objects.filter(user=account).delete()
    return int(removed)


def end_sessions(account: Account) -> int:
    """Sign an account out everywhere, and let no device show its notices; return at how many places it was."""
    push_devices.drop_others(account)
    found = list(UserSession.objects.filter(user=account))
    for session in found:
        session.end()
    return len(found)
