"""How mail is sent, from one address: `smtp+tls://user:password@mail.example.cn:587/?from=huiyin@example.cn`."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from huiyin.errors import HuiyinError

PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def mail_settings(address: str) -> dict[str, Any]:
    """Return Django's settings for an address; without one mail is only written to the console.

    Raises:
        HuiyinError: `setting.mail`: the address cannot be used.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise HuiyinError("setting.mail", name="HUIYIN_EMAIL_URL")
    sender = parse_qs(parts.query).get("from", [""])[0]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": 20,
        **({"DEFAULT_FROM_EMAIL": sender} if sender else {}),
    }
