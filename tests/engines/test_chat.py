"""A model's answers are held to the text: what it lacks is dropped and counted, what breaks is refused."""

import json
import logging
import threading
from decimal import Decimal
from typing import Any

import httpx
import pytest

from engines.server import Reply, breaks_off, chat, drips, endless, plain, serving, statements, waits
from huiyin.engines import ChatReader, Settings, reader_named
from huiyin.errors import EngineError, ReadingError
from huiyin.reading.protocol import Reader
from huiyin.reading.validate import validate

TEXT = (
    "临江区代表团认为，报告客观全面。\n"
    "去年临江区新建云汀大桥，完成投资3.5亿元，同比增长15%。\n"
    "今年将新增学位1200个以上。"
)
KEY = "sk-geheim-0815"


def item(quote: str, kind: str = "achievement", **fields: Any) -> dict[str, Any]:
    """A statement as a model gives it."""
    return {"quote": quote, "kind": kind, "period": "past", "speaker": None, "measures": [], "mentions": [], **fields}


def figure(quote: str, value: Any, unit: str, relation: str = "=", role: str = "level") -> dict[str, Any]:
    """A figure as a model gives it."""
    return {"quote": quote, "value": value, "unit": unit, "relation": relation, "role": role}


BRIDGE = item(
    "去年临江区新建云汀大桥",
    mentions=[{"quote": "临江区", "type": "place"}, {"quote": "云汀大桥", "type": "project"}],
)
INVESTED = item(
    "完成投资3.5亿元,同比增长15%。",
    measures=[figure("3.5亿元", 350000000, "元"), figure("15%", 15, "%", role="change")],
)
SCHOOL = item("今年将新增学位1200个以上", "commitment", period="current", measures=[figure("1200个", 1200, "个", ">=")])
GOOD = (item("临江区代表团认为，报告客观全面", "appraisal", speaker="临江区代表团"), BRIDGE, INVESTED, SCHOOL)


class Waits:
    """Stands for `time.sleep` and `time.monotonic`: time passes only by sleeping."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def clock(self) -> float:
        return sum(self.slept)


def settings(url: str, **changes: Any) -> Settings:
    """Settings for the fake server."""
    return Settings(**{"url": url, "model": "fake", "key": KEY, "timeout": 5.0, "total_timeout": 600.0, **changes})


def chat_reader(url: str, waits: Waits | None = None, **changes: Any) -> ChatReader:
    """A reader of the fake server that does not really wait."""
    waits = waits or Waits()
    return ChatReader(settings(url, **changes), waits.sleep, waits.clock)


def read(*replies: Reply, text: str = TEXT, **changes: Any) -> Any:
    """Read a text with a server that gives these replies."""
    with serving(*replies) as server:
        return chat_reader(server.url, **changes).read_with_cost(text)


def refused(*replies: Reply, waits: Waits | None = None, **changes: Any) -> EngineError:
    """The error that these replies lead to."""
    with serving(*replies) as server, pytest.raises(EngineError) as caught:
        chat_reader(server.url, waits, **changes).read(TEXT)
    return caught.value


def test_a_good_answer_becomes_a_reading() -> None:
    """Every quote is found at its place, and the reading holds to the text."""
    found = read(statements(*GOOD))
    reading = found.reading
    assert validate(reading, TEXT) == []
    assert found.dropped == ()
    assert [(s.text, s.kind, s.speaker) for s in reading.statements] == [
        ("临江区代表团认为，报告客观全面", "appraisal", "临江区代表团"),
        ("去年临江区新建云汀大桥", "achievement", None),
        ("完成投资3.5亿元，同比增长15%", "achievement", None),
        ("今年将新增学位1200个以上", "commitment", None),
    ]
    invested = reading.statements[2]
    assert [(m.text, m.value, m.unit, m.relation) for m in invested.measures] == [
        ("3.5亿元", Decimal(350000000), "元", "="),
        ("15%", Decimal(15), "%", "="),
    ]
    assert [(m.text, m.type) for m in reading.statements[1].mentions] == [("临江区", "place"), ("云汀大桥", "project")]
    assert reading.source.length == len(TEXT)
    assert {rule for s in reading.statements for rule in s.rules} == {"engine.chat"}


def test_the_second_of_two_equal_names_is_found_by_its_statement() -> None:
    """临江区 stands twice; the one in the second statement is placed there, not at its first place in the text."""
    (statement,) = read(statements(BRIDGE)).reading.statements
    assert statement.mentions[0].start == TEXT.index("临江区新建")


def invested(*figure_fields: Any, **more: Any) -> dict[str, Any]:
    """The statement about the investment with one figure."""
    return {**INVESTED, "measures": [figure(*figure_fields, **more)]}


def bridge(name: str, sort: str) -> dict[str, Any]:
    """The statement about the bridge with one name."""
    return {**BRIDGE, "mentions": [{"quote": name, "type": sort}]}


DROPPED = {  # a bad statement, why it or a part of it is dropped, how many statements of it are left
    "invented-statement": (item("去年临江区新建东方大桥"), "statement not_found", 0),
    "empty-quote": (item(""), "statement not_found", 0),
    "quote-with-two-places": (item("5"), "statement ambiguous", 0),
    "fields-missing": ({"quote": "去年临江区新建云汀大桥"}, "statement shape", 0),
    "a-number-for-a-statement": (17, "statement shape", 0),
    "unknown-kind": ({**BRIDGE, "kind": "praise"}, "statement kind", 0),
    "unknown-period": ({**BRIDGE, "period": "yesterday"}, "statement period", 0),
    "invented-speaker": ({**BRIDGE, "speaker": "李某某"}, "speaker speaker.absent", 1),
    "invented-figure": (invested("8.5亿元", 850000000, "元"), "measure not_found", 1),
    "falsified-value": (invested("3.5亿元", 850000000, "元"), "measure figure.value", 1),
    "falsified-unit": (invested("15%", 15, "百分点"), "measure figure.unit", 1),
    "figure-inside-a-longer-one": (invested("5%", 5, "%"), "measure not_found", 1),
    "figure-without-its-unit": (invested("3.5亿", 350000000, ""), "measure figure.span", 1),
    "no-figure-at-all": (invested("同比", 1, ""), "measure figure.unread", 1),
    "value-no-number": (invested("15%", "NaN", "%"), "measure figure.value", 1),
    "value-signalling": (invested("15%", "sNaN", "%"), "measure figure.value", 1),
    "value-endless": (invested("15%", Decimal("1e9999999"), "%"), "measure figure.value", 1),
    "value-a-word": (invested("15%", "many", "%"), "measure shape", 1),
    "unknown-relation": (invested("15%", 15, "%", "about"), "measure relation", 1),
    "unknown-role": (invested("15%", 15, "%", role="speed"), "measure role", 1),
    "invented-name": (bridge("云汀隧道", "project"), "mention not_found", 1),
    "unknown-type": (bridge("云汀大桥", "bridge"), "mention type", 1),
}


@pytest.mark.parametrize(("bad", "reason", "kept"), DROPPED.values(), ids=DROPPED.keys())
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(bad: Any, reason: str, kept: int) -> None:
    """An invented, falsified or unknown thing is left out with its reason; the rest of the answer stays."""
    found = read(statements(GOOD[0], bad, SCHOOL))
    assert found.reasons == {reason: 1}
    assert validate(found.reading, TEXT) == []
    assert len(found.reading.statements) == 2 + kept


def test_a_statement_out_of_order_is_dropped() -> None:
    """An answer that jumps back loses as few statements as possible."""
    found = read(statements(BRIDGE, SCHOOL, INVESTED, GOOD[0]))
    assert found.reasons == {"statement out_of_order": 2}
    assert found.reading.statements[0].text == "去年临江区新建云汀大桥"


def test_the_cost_is_the_sum_of_all_answers() -> None:
    """Tokens of useless answers are paid for too, and counted."""
    found = read(
        chat("sorry", tokens=(900, 100)),
        statements(*GOOD),
        price_in=Decimal("2.5"),
        price_out=Decimal(10),
        currency="CNY",
    )
    assert (found.usage.answers, found.usage.uncounted) == (2, 0)
    assert (found.usage.tokens_in, found.usage.tokens_out) == (1900, 300)
    assert (found.cost, found.currency) == (Decimal("0.00775"), "CNY")


def test_without_prices_there_is_no_cost_and_without_usage_it_is_said() -> None:
    """A cost that cannot be known is not shown as nought."""
    assert read(statements(*GOOD)).cost is None
    silent = read(chat(json.dumps({"statements": []}), tokens=None), price_in=Decimal(1), price_out=Decimal(1))
    assert (silent.usage.uncounted, silent.usage.tokens_in) == (1, 0)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("```json\n{body}\n```", id="fence"),
        pytest.param("<think>{{</think>\n{body}", id="thoughts"),
        pytest.param("\n{body} ", id="blanks"),
    ],
)
def test_json_in_its_wrapping_is_understood(content: str) -> None:
    """What models put around their JSON does no harm."""
    body = json.dumps({"statements": GOOD}, ensure_ascii=False)
    assert len(read(chat(content.format(body=body))).reading.statements) == 4


MALFORMED = [
    pytest.param(chat("{"), id="half-an-object"),
    pytest.param(chat("[]"), id="a-list"),
    pytest.param(chat("[" * 50_000), id="a-deep-list"),
    pytest.param(chat('{"statements": [' + "[" * 50_000), id="a-deep-statement"),
    pytest.param(chat('{"statements": [{"quote": "\\ud800"'), id="half-a-character"),
    pytest.param(plain(200, b"<html>"), id="a-page"),
    pytest.param(plain(200, b'{"choices": []}'), id="no-choice"),
    pytest.param(plain(200, b'{"choices": [{"message": {"content": null}}]}'), id="no-words"),
    pytest.param(plain(200, b"\xff\xfe"), id="no-text"),
]


@pytest.mark.parametrize("reply", MALFORMED)
def test_words_that_are_no_answer_are_asked_for_twice(reply: Reply) -> None:
    """An answer that is not the JSON that was asked for is refused, after a second try."""
    with serving(reply) as server, pytest.raises(EngineError, match=r"engine\.malformed"):
        chat_reader(server.url).read(TEXT)
    assert len(server.asked) == 2
    assert len(read(reply, statements(*GOOD)).reading.statements) == 4


def test_too_many_requests_waits_as_long_as_asked() -> None:
    """After 429 the next try waits for what `Retry-After` says, in seconds or by a date."""
    waits = Waits()
    dated = plain(429, Retry_After="Wed, 21 Oct 2026 07:28:30 GMT", Date="Wed, 21 Oct 2026 07:28:00 GMT")
    with serving(plain(429, Retry_After="7"), dated, statements(*GOOD)) as server:
        assert len(chat_reader(server.url, waits).read(TEXT).statements) == 4
    assert waits.slept[0] == 7.0
    assert len(waits.slept) == 2


def test_a_wait_beyond_the_time_limit_is_not_begun() -> None:
    """A server that asks for more patience than there is time is given up at once, and the wait is told."""
    waits = Waits()
    error = refused(plain(429, Retry_After="3600"), waits=waits)
    assert (error.code, error.values["wait"], waits.slept) == ("engine.busy", 3600.0, [])


def test_a_fault_of_the_server_is_tried_again_with_growing_waits() -> None:
    """500 may pass: two failures, then a good answer; four failures end it."""
    waits = Waits()
    with serving(plain(500), plain(503), statements(*GOOD)) as server:
        assert len(chat_reader(server.url, waits).read(TEXT).statements) == 4
    assert waits.slept == [1.0, 2.0]
    error = refused(plain(500))
    assert (error.code, error.values["status"], error.values["tries"]) == ("engine.busy", 500, 4)


def test_a_server_that_does_not_answer_is_given_up() -> None:
    """The time limit of one answer ends each try."""
    over = threading.Event()
    error = refused(waits(over), timeout=0.1, tries=2)
    over.set()
    assert (error.code, error.values["tries"]) == ("engine.timeout", 2)


def test_a_server_that_drips_is_given_up() -> None:
    """An answer whose bytes each come in time, but never all of them, is held to the same limit."""
    over = threading.Event()
    with serving(drips(over, 0.02)) as server, pytest.raises(EngineError, match=r"engine\.timeout"):
        ChatReader(settings(server.url, timeout=0.2, tries=1)).read(TEXT)
    over.set()


def test_an_address_where_nobody_listens_is_told() -> None:
    """No server at all: unreachable, with its host."""
    with serving(plain(200)) as server:
        url = server.url
    with pytest.raises(EngineError, match=r"engine\.unreachable") as caught:
        chat_reader(url, tries=1).read(TEXT)
    assert str(caught.value.values["host"]).startswith("127.0.0.1:")


def test_the_total_time_limit_holds_across_tries() -> None:
    """Waiting ends before the time for the whole text does, whatever the number of tries."""
    waits = Waits()
    assert refused(plain(503), waits=waits, tries=50, total_timeout=60.0).code == "engine.busy"
    assert sum(waits.slept) < 60


def test_a_body_that_breaks_off_is_asked_for_again() -> None:
    """A connection that closes before the promised end gives no half answer."""
    with serving(breaks_off(b'{"choices"'), statements(*GOOD)) as server:
        assert len(chat_reader(server.url).read(TEXT).statements) == 4
    assert refused(breaks_off(b"{"), tries=2).code == "engine.unreachable"


def test_a_huge_body_is_refused_while_it_comes() -> None:
    """An endless answer is cut at the limit, and not asked for again."""
    with serving(endless(b" " * 65536)) as server, pytest.raises(EngineError) as caught:
        chat_reader(server.url, most_bytes=1_000_000).read(TEXT)
    assert (caught.value.code, caught.value.values["limit"]) == ("engine.too_large", 1_000_000)
    assert len(server.asked) == 1


def test_a_packed_body_is_refused() -> None:
    """A compressed answer, which may unpack to any size, is not unpacked."""
    assert refused(plain(200, b"\x1f\x8b", Content_Encoding="gzip"), tries=1).code == "engine.unreachable"


def test_a_redirect_is_refused() -> None:
    """The text goes to the configured address and to no other."""
    with (
        serving(statements(*GOOD)) as elsewhere,
        serving(plain(307, Location=elsewhere.url + "/chat/completions")) as server,
        pytest.raises(EngineError) as caught,
    ):
        chat_reader(server.url).read(TEXT)
    assert (caught.value.code, caught.value.values["status"]) == ("engine.redirect", 307)
    assert elsewhere.asked == []
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(401, "engine.unauthorised"), (403, "engine.unauthorised"), (404, "engine.rejected")]
)
def test_a_refusal_is_not_tried_again(status: int, code: str) -> None:
    """What a second try would not mend ends at the first, without the server's words."""
    body = f"Incorrect API key provided: {KEY}".encode()
    with serving(plain(status, body)) as server, pytest.raises(EngineError) as caught:
        chat_reader(server.url).read(TEXT)
    assert caught.value.code == code
    assert KEY not in str(caught.value)
    assert len(server.asked) == 1


def test_a_server_without_schemas_is_asked_for_plain_json() -> None:
    """400 to a JSON schema: asked again, from then on, for a JSON object."""
    text = TEXT.replace("\n", "。\n")
    with serving(plain(400), statements(*GOOD[:1]), statements()) as server:
        reading = chat_reader(server.url, budget=20).read(text)
    assert [asked.body["response_format"]["type"] for asked in server.asked][:3] == [
        "json_schema",
        "json_object",
        "json_object",
    ]
    assert len(reading.statements) == 1
    assert refused(plain(400)).code == "engine.rejected"


def test_a_long_text_goes_in_passages_that_join_without_loss() -> None:
    """Each passage is asked about once, within the budget; a quote is looked for in its own passage only."""
    with serving(statements(GOOD[0], SCHOOL), statements(BRIDGE, INVESTED), statements(SCHOOL)) as server:
        found = chat_reader(server.url, budget=45).read_with_cost(TEXT)
    passages = [asked.passage for asked in server.asked]
    assert "".join(passages) == TEXT.replace("\n", "")
    assert all(len(passage) <= 45 for passage in passages)
    assert len(found.reading.statements) == 4
    assert found.reasons == {"statement not_found": 1}


def test_the_speaker_in_force_goes_along() -> None:
    """The next passage is told who spoke last."""
    with serving(statements(GOOD[0]), statements()) as server:
        chat_reader(server.url, budget=20).read(TEXT)
    assert "最后一位说话人：临江区代表团" in server.asked[1].body["messages"][1]["content"]


def test_an_answer_cut_off_at_its_length_is_asked_for_in_halves() -> None:
    """A passage whose answer does not fit is cut in two, once and again, and refused when it is short."""
    text = "。\n".join([TEXT.replace("\n", "")] * 8)
    with serving(chat("{", finish="length"), statements(), statements()) as server:
        found = chat_reader(server.url).read_with_cost(text)
    assert [len(asked.passage) < len(text) for asked in server.asked] == [False, True, True]
    assert found.usage.answers == 3
    assert refused(chat("{", finish="length")).code == "engine.truncated"


def test_a_text_of_blanks_is_not_sent() -> None:
    """Where there is nothing to read, nothing is asked."""
    with serving(statements()) as server:
        assert chat_reader(server.url).read(" \n\u3000\n").statements == ()
    assert server.asked == []


def test_a_lone_surrogate_is_refused_before_anything_is_sent() -> None:
    """A text that has no UTF-8 form is no text."""
    with serving(statements()) as server, pytest.raises(ReadingError, match=r"text\.surrogate"):
        chat_reader(server.url).read("云\ud800汀")
    assert server.asked == []


def test_characters_beyond_the_bmp_keep_their_offsets() -> None:
    """A rare Han character counts as one."""
    text = "𠮷家村去年新建云汀大桥。完成投资3亿元。"
    replies = statements(item("完成投资3亿元", measures=[figure("3亿元", 300000000, "元")]))
    (statement,) = read(replies, text=text).reading.statements
    assert (statement.start, text[statement.start : statement.end]) == (12, "完成投资3亿元")


def test_the_request_carries_key_model_and_prompt(caplog: pytest.LogCaptureFixture) -> None:
    """The key goes into the header and nowhere else: no log, no error, no settings shown."""
    caplog.set_level(logging.DEBUG)
    with serving(statements(*GOOD)) as server:
        reader = chat_reader(server.url)
        reader.read(TEXT, year=2026, place="云汀市", text_kind="report")
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert (asked.body["model"], asked.body["temperature"]) == ("fake", 0)
    for word in ("政府工作报告", "2026", "云汀市"):
        assert word in asked.body["messages"][1]["content"]
    assert KEY not in json.dumps(asked.body)
    assert KEY not in caplog.text
    assert KEY not in repr(reader.settings)


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment does not get to see the text."""
    with serving(statements()) as proxy, serving(statements(*GOOD)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert len(chat_reader(server.url).read(TEXT).statements) == 4
    assert proxy.asked == []


def test_nothing_is_sent_by_an_engine_that_was_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A configured address alone sends nothing: `rules` reads without a network."""
    with serving(statements()) as server:
        environ = {"HUIYIN_ENGINE_URL": server.url, "HUIYIN_ENGINE_MODEL": "fake"}

        def no_network(*args: object, **kwargs: object) -> None:
            raise AssertionError("a request was made")

        monkeypatch.setattr(httpx.Client, "send", no_network)
        assert reader_named("rules", environ).read(TEXT).statements
    assert server.asked == []


def test_both_engines_are_readers() -> None:
    """`rules` and `chat` stand behind the same protocol and give readings that hold to the text."""
    with serving(statements(*GOOD)) as server:
        environ = {"HUIYIN_ENGINE_URL": server.url, "HUIYIN_ENGINE_MODEL": "fake"}
        readers: list[Reader] = [reader_named(name, environ) for name in ("rules", "chat")]
        for reader in readers:
            assert validate(reader.read(TEXT), TEXT) == []
