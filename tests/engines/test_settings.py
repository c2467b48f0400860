"""An engine exists only where the environment says so in full, and what is wrong there is named without its value."""

import sys
from decimal import Decimal

import pytest

from huiyin.engines import NAMES, Settings, reader_named
from huiyin.errors import EngineError

BASE = {"HUIYIN_ENGINE_URL": "http://127.0.0.1:8000/v1", "HUIYIN_ENGINE_MODEL": "fake"}


def test_all_settings_come_from_the_environment() -> None:
    """Address, model, key, time limit, prices and currency."""
    found = Settings.from_environment(
        BASE
        | {
            "HUIYIN_ENGINE_KEY": " sk-1 ",
            "HUIYIN_ENGINE_TIMEOUT": "7.5",
            "HUIYIN_ENGINE_PRICE_IN": "0.8",
            "HUIYIN_ENGINE_PRICE_OUT": "2",
            "HUIYIN_ENGINE_CURRENCY": "USD",
        }
    )
    assert (found.key, found.timeout, found.currency) == ("sk-1", 7.5, "USD")
    assert (found.price_in, found.price_out) == (Decimal("0.8"), Decimal(2))
    assert found.host == "127.0.0.1:8000"


@pytest.mark.parametrize("name", ["URL", "MODEL"])
def test_without_address_or_model_there_is_no_engine(name: str) -> None:
    """What is missing is named; a blank value is as good as none."""
    for environ in ({k: v for k, v in BASE.items() if not k.endswith(name)}, BASE | {f"HUIYIN_ENGINE_{name}": " "}):
        with pytest.raises(EngineError) as caught:
            reader_named("chat", environ)
        assert caught.value.code == "engine.not_configured"
        assert caught.value.values == {"variable": f"HUIYIN_ENGINE_{name}"}


INVALID = [
    ("URL", "ftp://127.0.0.1/v1"),
    ("URL", "127.0.0.1:8000"),
    ("URL", "http://"),
    ("URL", "http://name:secret@127.0.0.1/v1"),
    ("URL", "http://127.0.0.1/v1?key=secret"),
    ("URL", "http://127.0.0.1:99999/v1"),
    ("URL", "http://[::1/v1"),
    ("KEY", "sécret"),
    ("KEY", "secret\nX-Other: 1"),
    ("TIMEOUT", "0"),
    ("TIMEOUT", "soon"),
    ("TIMEOUT", "NaN"),
    ("TIMEOUT", "1e9"),
    ("PRICE_IN", "-1"),
    ("PRICE_OUT", "free"),
]


@pytest.mark.parametrize(("name", "value"), INVALID)
def test_an_unusable_value_is_refused_by_its_variable(name: str, value: str) -> None:
    """The variable is named; its value, which may hold a secret, is not repeated."""
    with pytest.raises(EngineError) as caught:
        Settings.from_environment(BASE | {f"HUIYIN_ENGINE_{name}": value})
    assert caught.value.code == "engine.setting_invalid"
    assert caught.value.values == {"variable": f"HUIYIN_ENGINE_{name}"}


@pytest.mark.parametrize("end", ["", "/", "/chat/completions"])
def test_the_address_may_be_given_with_or_without_its_end(end: str) -> None:
    """Base address or full address: requests go to the same place."""
    assert Settings(BASE["HUIYIN_ENGINE_URL"] + end, "fake").endpoint == "http://127.0.0.1:8000/v1/chat/completions"


def test_an_unknown_engine_is_refused_with_the_known_ones() -> None:
    """A name that is none is told together with the names that are."""
    with pytest.raises(EngineError) as caught:
        reader_named("oracle", BASE)
    assert (caught.value.code, caught.value.values["known"]) == ("engine.unknown", NAMES)


def test_without_the_extra_it_is_said_which_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The core installs without httpx; asking for the engine then names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(EngineError, match=r"engine\.extra_missing"):
        reader_named("chat", BASE)
    assert reader_named("rules", {})
