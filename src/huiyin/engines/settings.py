"""Where an engine is and how it is used, from the environment.

HUIYIN_ENGINE_URL        base address, for instance http://127.0.0.1:8000/v1; without it no engine exists
HUIYIN_ENGINE_MODEL      name of the model, as the server calls it
HUIYIN_ENGINE_KEY        key, where the server wants one
HUIYIN_ENGINE_TIMEOUT    seconds for one answer (120)
HUIYIN_ENGINE_PRICE_IN   price of a million tokens sent; with the next one, the cost is shown
HUIYIN_ENGINE_PRICE_OUT  price of a million tokens received
HUIYIN_ENGINE_CURRENCY   what the prices are in (CNY)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from huiyin.errors import EngineError

PREFIX = "HUIYIN_ENGINE_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach and use one engine; shown or logged, it does not tell its key.

    `url` is the base address; `timeout` and `total_timeout` are seconds for one answer and for a whole text;
    `tries` counts the first request too; `budget` is how many characters of the text go into one request;
    `most_bytes` is the largest answer that is taken; prices are for a million tokens, None if unknown.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    total_timeout: float = 3600.0
    tries: int = 4
    budget: int = 2000
    most_bytes: int = 4_000_000
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    currency: str = "CNY"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Return the settings that the environment gives.

        Raises:
            EngineError: `engine.not_configured`, `engine.setting_invalid`; both name the variable, never its value.
        """
        given = {
            name: value.strip()
            for name in ("URL", "MODEL", "KEY", "TIMEOUT", "PRICE_IN", "PRICE_OUT", "CURRENCY")
            if (value := environ.get(PREFIX + name, "")).strip()
        }
        for name in ("URL", "MODEL"):
            if name not in given:
                raise EngineError("engine.not_configured", variable=PREFIX + name)
        timeout = _number(given, "TIMEOUT")
        if timeout is not None and not 0 < timeout <= 3600:
            raise EngineError("engine.setting_invalid", variable=PREFIX + "TIMEOUT")
        return cls(
            url=_address(given["URL"]),
            model=given["MODEL"],
            key=_key(given.get("KEY")),
            timeout=float(timeout) if timeout is not None else 120.0,
            price_in=_number(given, "PRICE_IN"),
            price_out=_number(given, "PRICE_OUT"),
            currency=given.get("CURRENCY", "CNY"),
        )

    @property
    def endpoint(self) -> str:
        """The address that requests go to."""
        return self.url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"

    @property
    def host(self) -> str:
        """The server's name and port, for messages."""
        return urlsplit(self.url).netloc


def _address(text: str) -> str:
    """Return a plain http(s) address; one with a name and password, a query or a fragment in it is refused."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or "@" in parts.netloc or parts.query or parts.fragment:
        raise EngineError("engine.setting_invalid", variable=PREFIX + "URL")
    return text


def _key(text: str | None) -> str | None:
    """Return the key if it can stand in a header; checked here because a client's own error would show it."""
    if text is not None and not (text.isascii() and text.isprintable() and " " not in text):
        raise EngineError("engine.setting_invalid", variable=PREFIX + "KEY")
    return text


def _number(given: Mapping[str, str], name: str) -> Decimal | None:
    if name not in given:
        return None
    try:
        number = Decimal(given[name])
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise EngineError("engine.setting_invalid", variable=PREFIX + name)
    return number
