"""Where somebody is signed in (登录位置): when a session was last seen, and from where; rows of the library."""

from datetime import datetime

from allauth.usersessions.models import UserSession

from huiyin.people.models import Account

AGENT_LENGTH = UserSession._meta.get_field("user_agent").max_length


def last_seen(key: str) -> datetime | None:
    """Return when somebody last did something in a session; None where that was never noted."""
    found: datetime | None = UserSession.objects.filter(session_key=key).values_list("last_seen_at", flat=True).first()
    return found


def note_seen(key: str, account: Account, *, at: datetime, ip: str, agent: str, known: bool) -> None:
    """Write when and from where a session was seen; the library takes twice the statements for the same."""
    noted = {"last_seen_at": at, "ip": ip, "user_agent": agent[:AGENT_LENGTH]}
    if known:
        UserSession.objects.filter(session_key=key).update(**noted)
    else:  # another request of the same session may write it at the same moment
        row = UserSession(user=account, session_key=key, **noted)
        UserSession.objects.bulk_create([row], ignore_conflicts=True)


def drop(key: str) -> None:
    """Take a session that has ended off the list of places."""
    UserSession.objects.filter(session_key=key).delete()
