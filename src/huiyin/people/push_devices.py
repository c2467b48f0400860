"""Devices that show notices (接收通知的设备): which addresses are taken, whose they are, and when they go.

An address comes from a browser, and the site will call it: only the push services of browsers' makers are taken, and
those that the operator names, over TLS. Nobody makes this site ask another machine.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from huiyin.errors import PeopleError, refuse
from huiyin.people.models import Account, PushDevice

SERVICES = ("fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com")
MOST = 10  # devices of one person
LONGEST = 1500  # of an address
# Stricter than any parser of addresses, so that two of them cannot read two hosts: no name, mark or line break in it.
ADDRESS = re.compile(r"https://([a-z0-9.-]+(?::[0-9]{1,5})?)/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*", re.ASCII)
PUBLIC_KEY_BYTES, AUTH_BYTES = 65, 16


def is_on() -> bool:
    """Say whether the operator set web push up."""
    return bool(settings.PUSH_SERVER_KEY)


def taken_from(endpoint: str) -> bool:
    """Say whether an address is one of a push service that is known here."""
    found = ADDRESS.fullmatch(endpoint)
    if found is None or len(endpoint) > LONGEST:
        return False
    host = found.group(1)
    return any(_fits(host, each) for each in (*SERVICES, *settings.PUSH_HOSTS))


def _fits(host: str, allowed: str) -> bool:
    """Say whether a host with its port is the allowed one; `*.` stands for one name or several below."""
    if allowed.startswith("*."):
        return host.endswith(allowed[1:]) and len(host) > len(allowed) - 1
    return host == allowed


def unpacked(key: str) -> bytes:
    """Return the bytes of a key as browsers write them (base64 for addresses, without padding).

    Raises:
        ValueError: it is none.
    """
    if not re.fullmatch(r"[A-Za-z0-9_-]+", key, re.ASCII):
        raise ValueError("no base64url")
    return base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))


def faults_of(*, endpoint: str, p256dh: str, auth: str) -> Iterator[PeopleError]:
    """Yield what hinders a device from being taken: `push.service`, `push.keys`."""
    if not taken_from(endpoint):
        yield PeopleError("push.service")
    if not _are_keys(p256dh, auth):
        yield PeopleError("push.keys")


def _are_keys(p256dh: str, auth: str) -> bool:
    try:
        public, secret = unpacked(p256dh), unpacked(auth)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    except (ValueError, binascii.Error):
        return False
    return len(public) == PUBLIC_KEY_BYTES and len(secret) == AUTH_BYTES


@transaction.atomic
def add_device(
    *,
    account: Account,
    endpoint: str,
    p256dh: str,
    auth: str,
    at: datetime,
    agent: str = "",
    session_key: str = "",
    instead_of: str = "",
) -> PushDevice:
    """Let notices of an account be shown on a device; a browser that changed hands serves its last owner only.

    Args:
        instead_of: the key by which this browser was known until now.
    Raises:
        PeopleError: `push.off`, `push.service`, `push.keys`, `push.most`.
    """
    if not is_on():
        raise PeopleError("push.off")
    refuse(faults_of(endpoint=endpoint, p256dh=p256dh, auth=auth))
    Account.objects.select_for_update().get(pk=account.pk)  # two at once are counted one after the other
    digest = sha256(endpoint.encode()).hexdigest()
    (PushDevice.objects.filter(digest=digest) | PushDevice.objects.filter(key=instead_of)).delete()
    if devices_of(account).count() >= MOST:
        raise PeopleError("push.most", most=MOST)
    return PushDevice.objects.create(
        account=account,
        endpoint=endpoint,
        digest=digest,
        p256dh=p256dh,
        auth=auth,
        server_key=settings.PUSH_SERVER_KEY,
        agent=agent[:200],
        session_key=session_key,
        added_at=at,
    )


def renew_device(key: str, *, endpoint: str, p256dh: str, auth: str) -> bool:
    """Note the address and keys that the browser's push service has given a device anew; say whether it is known.

    Whoever has the key is that browser: it was given to it alone, and no script reads it.

    Raises:
        PeopleError: `push.service`, `push.keys`.
    """
    refuse(faults_of(endpoint=endpoint, p256dh=p256dh, auth=auth))
    known = PushDevice.objects.filter(key=key, server_key=settings.PUSH_SERVER_KEY, account__is_active=True)
    known = known.exclude(server_key="")
    if not key or not known.exists():
        return False  # before the database is held for writing: anybody may ask
    with transaction.atomic():
        device = known.select_for_update().first()
        if device is None:
            return False
        digest = sha256(endpoint.encode()).hexdigest()
        PushDevice.objects.filter(digest=digest).exclude(pk=device.pk).delete()
        device.endpoint, device.digest, device.p256dh, device.auth = endpoint, digest, p256dh, auth
        device.save(update_fields=["endpoint", "digest", "p256dh", "auth"])
    return True


def devices_of(account: Account) -> QuerySet[PushDevice]:
    """Return the devices of an account that a notice can still reach: those made under the present key."""
    return PushDevice.objects.filter(account=account, server_key=settings.PUSH_SERVER_KEY).exclude(server_key="")


def signed_in(key: str, account: Account, session_key: str) -> None:
    """Note in which session a device is used now; where somebody else signs in on it, its last owner leaves it."""
    if not key:
        return
    PushDevice.objects.filter(key=key, account=account).update(session_key=session_key)
    PushDevice.objects.filter(key=key).exclude(account=account).delete()


def drop(account: Account, key: str) -> bool:
    """Let a device show nothing any more; say whether it was there."""
    gone, _by_model = PushDevice.objects.filter(account=account, key=key).delete()
    return bool(gone)


def drop_session(account: Account, session_key: str) -> None:
    """Let the devices of a session that somebody ended show nothing any more."""
    if session_key:
        PushDevice.objects.filter(account=account, session_key=session_key).delete()


def drop_others(account: Account, *, but: str = "") -> None:
    """Let all devices of an account but one show nothing any more."""
    PushDevice.objects.filter(account=account).exclude(key=but).delete()
