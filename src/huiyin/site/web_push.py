"""Web push (浏览器推送): notices shown by a person's own browser, even while no page of the site is open.

A channel of `huiyin.ledger.channels`, registered where the operator names a contact (docs/notices.md, decision 35).
Addresses are asked again here whether they are a push service's: what is allowed may have been narrowed since.
"""

import json
import logging
import ssl
import time
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from huiyin.ledger.channels import KEPT_FOR, Message
from huiyin.people import push_devices
from huiyin.people.models import Account, PushDevice
from huiyin.site.web_push_key import ServerKey
from huiyin.site.web_push_sealing import sealed

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
GONE = (404, 410)
BUSY = (429, 503)
AWAY_SECONDS = 300  # a service that does not answer is left alone for so long: others must not wait for it
LONGEST_WAIT_SECONDS = 3600
logger = logging.getLogger("huiyin.push")


class WebPush:
    """One message a notice to each of the person's devices; it says that something waits, and which page has it."""

    code = "web_push"

    def __init__(self, key: ServerKey, contact: str, *, trusted: ssl.SSLContext | None = None) -> None:
        self.key, self.contact = key, contact
        self.trusted = trusted or httpx.create_ssl_context()
        self.away_until: dict[str, float] = {}

    def reaches(self, account: Account) -> bool:
        """Say whether the person turned it on on any device."""
        return push_devices.devices_of(account).exists()

    def send(self, account: Account, message: Message) -> bool:
        """Send to every device; True where one took it, or where the notice is older than all of them.

        What came about before a device was turned on is read on the page: it would all be shown at once.
        """
        devices = list(push_devices.devices_of(account))
        wanted = [each for each in devices if message.at is None or each.added_at <= message.at]
        if devices and not wanted:
            return True
        words = _words(account, message)
        return bool([each for each in wanted if self._taken(each, words)])

    def _taken(self, device: PushDevice, words: bytes) -> bool:
        """Hand over to one device; one that is gone, or whose service is no longer allowed, is forgotten."""
        if not push_devices.taken_from(device.endpoint):
            device.delete()
            return False
        origin = "https://" + urlsplit(device.endpoint).netloc
        if self.away_until.get(origin, 0) > time.monotonic():
            return False
        answer = self._post(device, origin, words)
        if answer is None:
            self.away_until[origin] = time.monotonic() + AWAY_SECONDS
            return False
        if answer.status_code in GONE:
            device.delete()
        elif answer.status_code in BUSY:
            self.away_until[origin] = time.monotonic() + _seconds_asked(answer)
        elif not answer.is_success:
            logger.warning("a push service refused a message: %d", answer.status_code)
        return answer.is_success

    def _post(self, device: PushDevice, origin: str, words: bytes) -> httpx.Response | None:
        """Return what a push service answered, None where it is away; nothing is raised, and no address logged."""
        headers = {
            "Authorization": self.key.authorization(origin, contact=self.contact, at=timezone.now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int(KEPT_FOR.total_seconds())),
        }
        body = sealed(words, p256dh=device.p256dh, auth=device.auth)
        try:
            with (
                httpx.Client(timeout=TIMEOUT, trust_env=False, verify=self.trusted, follow_redirects=False) as client,
                client.stream("POST", device.endpoint, content=body, headers=headers) as answer,
            ):
                return answer
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            logger.warning("a push service is away: %s", type(error).__name__)
            return None


def _words(account: Account, message: Message) -> bytes:
    """Return what a device shows: nothing of the case; a screen lies open, and others look at it, too."""
    with translation.override(account.language or settings.LANGUAGE_CODE):
        said = {
            "title": gettext("Huiyin"),
            "body": gettext("Something new waits for you."),
            "url": urlsplit(message.url).path or reverse("notices"),
        }
    return json.dumps(said, ensure_ascii=False).encode()


def _seconds_asked(answer: httpx.Response) -> float:
    """Return for how long a service that is busy wants to be left alone."""
    asked = answer.headers.get("Retry-After", "")
    return float(min(int(asked), LONGEST_WAIT_SECONDS)) if asked.isdecimal() else 0.0
