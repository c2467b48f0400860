"""Sending a request to the configured address and taking its answer: time limits, retries, nothing else let in.

Every limit is there because the other side is not ours: it may be slow, drip, overflow, redirect or repeat the key
in its words. So its words never enter an error, its redirects are not followed, and its bytes are counted as they come.
"""

import ssl
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from types import ModuleType, TracebackType
from typing import Any

import msgspec

from huiyin.engines.settings import Settings
from huiyin.errors import EngineError

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})  # may well be gone at the next try
_REFUSED_KEY = frozenset({401, 403})
_FIRST_WAIT = 1.0  # seconds before the second try; doubled from try to try


class FormatRefusedError(Exception):
    """The server knows no `response_format` of this sort (400 or 422): ask in another form."""


class Transport:
    """One connection to an engine, for the length of one text.

    Args:
        settings: where and how.
        sleep, clock: waiting and monotonic time in seconds; replaced in tests.
    Raises:
        EngineError: `engine.extra_missing` where httpx is not installed, `engine.setting_invalid` for an odd address.
    """

    def __init__(
        self,
        settings: Settings,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self.sleep = sleep
        self.clock = clock
        self.httpx = load_httpx()
        try:
            self.address = self.httpx.URL(settings.endpoint)
        except self.httpx.InvalidURL as error:
            raise EngineError("engine.setting_invalid", variable="HUIYIN_ENGINE_URL") from error
        self.ends = clock() + settings.total_timeout
        # The environment's proxies are not for this: the text goes to the configured address and nowhere else.
        self.client = self.httpx.Client(
            follow_redirects=False,
            trust_env=False,
            verify=ssl.create_default_context(),
            headers={"Accept-Encoding": "identity", "Content-Type": "application/json"},
        )

    def __enter__(self) -> "Transport":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def post(self, body: Mapping[str, Any]) -> bytes:
        """Return the body of a good answer (status 200).

        Raises:
            FormatRefusedError: status 400 or 422.
            EngineError: see `huiyin.engines`.
        """
        content = msgspec.json.encode(body)
        wait = _FIRST_WAIT
        for number in range(1, self.settings.tries + 1):
            pause, failure = wait, EngineError("engine.unreachable", host=self.settings.host, tries=number)
            try:
                status, headers, answer = self._once(content)
            except self.httpx.TimeoutException:
                failure = EngineError("engine.timeout", host=self.settings.host, tries=number)
            except self.httpx.TransportError:
                pass
            else:
                if status == 200:
                    return answer
                self._refuse(status)
                failure = EngineError("engine.busy", host=self.settings.host, tries=number, status=status)
                asked = retry_after(headers)
                if asked is not None:
                    pause = asked
                    failure.values["wait"] = asked
            if number == self.settings.tries or self.clock() + pause >= self.ends:
                raise failure from None  # the client's own error holds the request, and with it the key
            self.sleep(pause)
            wait *= 2
        raise EngineError("engine.setting_invalid", variable="tries")

    def _once(self, content: bytes) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request once; its whole answer has `timeout` seconds, however it drips."""
        began = self.clock()
        limit = min(self.settings.timeout, self.ends - began)
        if limit <= 0:
            raise self.httpx.ReadTimeout("no time left")
        headers = {"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {}
        with self.client.stream("POST", self.address, content=content, headers=headers, timeout=limit) as response:
            if response.status_code != 200:
                return response.status_code, response.headers, b""
            if response.headers.get("Content-Encoding", "identity") != "identity":
                # It was asked not to: a packed answer could unpack to any size.
                raise self.httpx.RemoteProtocolError("packed answer")
            answer = bytearray()
            for chunk in response.iter_raw():
                answer += chunk
                if len(answer) > self.settings.most_bytes:
                    raise EngineError("engine.too_large", host=self.settings.host, limit=self.settings.most_bytes)
                if self.clock() - began > limit:
                    raise self.httpx.ReadTimeout("answer drips")
            return 200, response.headers, bytes(answer)

    def _refuse(self, status: int) -> None:
        """Raise what no second try would mend."""
        if status in _PASSING:
            return
        if status in (400, 422):
            raise FormatRefusedError
        if status in _REFUSED_KEY:
            code = "engine.unauthorised"
        else:
            code = "engine.redirect" if 300 <= status < 400 else "engine.rejected"
        raise EngineError(code, host=self.settings.host, status=status)


def load_httpx() -> ModuleType:
    """Return httpx, which only the `engines` extra brings; imported here so that nothing else pays for it."""
    try:
        import httpx
    except ImportError as error:
        raise EngineError("engine.extra_missing", extra="engines") from error
    return httpx


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a `Retry-After` asks for: a number, or a date set against the answer's own `Date`."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        seconds = (parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))).total_seconds()
    except (TypeError, ValueError):
        return None
    return max(0.0, seconds)
