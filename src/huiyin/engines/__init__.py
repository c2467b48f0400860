"""Other readers (其他引擎) behind the `Reader` protocol; the one place below the faces that may use a network.

Off by default: nothing is sent anywhere unless an address is configured in the environment (`settings.py`) *and*
the engine is asked for by its name. `rules`, the reader of `huiyin.reading`, needs neither.

Errors are `EngineError` with one of these codes; none of them carries the key, or a word that the server sent:

- `engine.unknown` (`name`, `known`); `engine.not_configured` and `engine.setting_invalid` (`variable`);
  `engine.extra_missing` (`extra`): nothing was sent;
- `engine.unreachable`, `engine.timeout`, `engine.busy`: given up after several tries (`host`, `tries`; `status` of the
  last answer; `wait` in seconds, where the server asks for more patience than the time limit leaves);
- `engine.unauthorised`, `engine.rejected`, `engine.redirect` (`host`, `status`): refused, not tried again. A redirect
  is never followed, because it would carry the text and the key to an address that nobody configured;
- `engine.too_large` (`host`, `limit` in bytes); `engine.malformed`, `engine.truncated` (`start`, `end` of the passage
  that was asked about): an answer that cannot be used;
- `engine.invalid` (`fault`): what was left of an answer did not hold to the rules of a reading; a fault of ours.
"""

import os
from collections.abc import Mapping

import huiyin.reading
from huiyin.engines.chat import ChatReader
from huiyin.engines.results import Bill, Dropped, EngineReading, Usage, bill_of
from huiyin.engines.settings import Settings
from huiyin.errors import EngineError
from huiyin.reading.protocol import Reader

NAMES = ("rules", "chat")
"""The readers that can be asked for by name."""


def reader_named(name: str, environ: Mapping[str, str] = os.environ) -> Reader:
    """Return a reader by its name: `rules` (our own, no network) or `chat` (an OpenAI-compatible address).

    Raises:
        EngineError: `engine.unknown`, `engine.not_configured`, `engine.setting_invalid`, `engine.extra_missing`.
    """
    if name == "rules":
        return huiyin.reading
    if name == "chat":
        return chat_reader(environ)
    raise EngineError("engine.unknown", name=name, known=NAMES)


def chat_reader(environ: Mapping[str, str] = os.environ) -> ChatReader:
    """Return the reader behind the configured address, with what its readings cost (errors as above)."""
    return ChatReader(Settings.from_environment(environ))


__all__ = [
    "NAMES",
    "Bill",
    "ChatReader",
    "Dropped",
    "EngineReading",
    "Settings",
    "Usage",
    "bill_of",
    "chat_reader",
    "reader_named",
]
