"""Days, numbers, limits, refusals in the words of both languages."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from huiyin.policy import Policy, Refusal, load, shipped
from huiyin.policy.model import Limit
from huiyin.policy.names import codes
from huiyin.web import days, numbers, sentences
from huiyin.web.cases.words import part_words

TODAY = date(2026, 5, 7)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("on", "weekday", "zh", "en"),
    [
        (date(2026, 5, 13), True, "5月13日 周三", "13 May, Wed"),
        (date(2026, 5, 9), False, "5月9日", "9 May"),
        (date(2027, 3, 31), False, "2027年3月31日", "31 March 2027"),
        (date(2025, 12, 1), True, "2025年12月1日 周一", "1 December 2025, Mon"),
    ],
)
def test_a_day(on: date, weekday: bool, zh: str, en: str) -> None:
    """The year is said only where it is not this one; no leading zeros."""
    with override("zh-hans"):
        assert days.day(on, TODAY, with_weekday=weekday) == zh
    with override("en"):
        assert days.day(on, TODAY, with_weekday=weekday) == en


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (date(2026, 5, 1), date(2026, 5, 5), "5月1日至5日", "1 to 5 May"),
        (date(2026, 5, 9), date(2026, 5, 9), "5月9日", "9 May"),
        (date(2026, 4, 30), date(2026, 5, 2), "4月30日至5月2日", "30 April to 2 May"),
        (date(2025, 12, 31), date(2026, 1, 2), "2025年12月31日至1月2日", "31 December 2025 to 2 January"),
        (date(2027, 2, 1), date(2027, 2, 3), "2027年2月1日至3日", "1 to 3 February 2027"),
    ],
)
def test_a_stretch_of_days(first: date, last: date, zh: str, en: str) -> None:
    """What both ends share is said once."""
    with override("zh-hans"):
        assert days.stretch(first, last, TODAY) == zh
    with override("en"):
        assert days.stretch(first, last, TODAY) == en


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (datetime(2026, 5, 7, 8, 56, tzinfo=SHANGHAI), "今天 08:56", "today 08:56"),
        (datetime(2026, 5, 6, 18, 5, tzinfo=SHANGHAI), "昨天 18:05", "yesterday 18:05"),
        (datetime(2026, 4, 28, 0, 0, tzinfo=SHANGHAI), "4月28日 00:00", "28 April, 00:00"),
        (datetime(2026, 5, 6, 16, 30, tzinfo=ZoneInfo("UTC")), "今天 00:30", "today 00:30"),
    ],
)
def test_a_moment(at: datetime, zh: str, en: str) -> None:
    """Moments are those of Beijing, whatever they were stored in."""
    now = datetime(2026, 5, 7, 12, 0, tzinfo=SHANGHAI)
    with override("zh-hans"):
        assert days.moment(at, now) == zh
    with override("en"):
        assert days.moment(at, now) == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (32_000_000, "3,200万", "32 million"),
        (320_000_000, "3.2亿", "320 million"),
        (Decimal(8100000000), "81亿", "8.1 billion"),
        (32_150_001, "32,150,001", "32,150,001"),
        (1500, "1,500", "1,500"),
        (0, "0", "0"),
        (-20_000, "-2万", "-20,000"),
        (None, "", ""),
        ("暂无", "暂无", "暂无"),
        (True, "True", "True"),
    ],
)
def test_a_large_number(value: object, zh: str, en: str) -> None:
    """万 and 亿, million and billion, and only where nothing is rounded away."""
    with override("zh-hans"):
        assert numbers.scaled(value) == zh
    with override("en"):
        assert numbers.scaled(value) == en


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1500, "1,500"), (Decimal("24.60"), "24.6"), (Decimal("1E+3"), "1,000"), (Decimal("85.0"), "85"), ("", "")],
)
def test_a_number_with_commas(value: object, shown: str) -> None:
    """Zeros after the point go, no exponent comes."""
    assert numbers.grouped(value) == shown


@pytest.mark.parametrize(
    ("octets", "shown"),
    [(86 * 1024**2, "86 MB"), (640 * 1024, "640 KB"), (4_812_345, "4.6 MB"), (3 * 1024**3, "3 GB"), (12, "12 字节")],
)
def test_the_size_of_a_file(octets: int, shown: str) -> None:
    """Large ones without decimals, small ones with one at most."""
    with override("zh-hans"):
        assert numbers.size(octets) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(2, 5, "40.0%"), (26, 23, "100.0%"), (1, 0, "0.0%"), (None, 5, "0.0%"), (-1, 5, "0.0%"), (1, 3, "33.3%")],
)
def test_the_width_of_a_bar(part: object, whole: object, shown: str) -> None:
    """Never below nothing, never beyond the whole, also where there is no whole."""
    assert numbers.share(part, whole) == shown


@pytest.mark.parametrize(
    ("left", "zh", "en"),
    [
        (5, "余 5 个工作日", "5 working days left"),
        (1, "余 1 个工作日", "1 working day left"),
        (0, "今天到期", "due today"),
        (-1, "逾 1 个工作日", "1 working day late"),
        (-2, "逾 2 个工作日", "2 working days late"),
    ],
)
def test_what_is_left(left: int, zh: str, en: str) -> None:
    """Never a bare "3 days"."""
    with override("zh-hans"):
        assert sentences.left_words(left) == zh
    with override("en"):
        assert sentences.left_words(left) == en


@pytest.mark.parametrize(
    ("limit", "zh"),
    [
        (Limit(5, "wd"), "5 个工作日"),
        (Limit(3, "m"), "3 个月"),
        (Limit(4, "wh"), "4 个工作时"),
        (Limit(10, "d"), "10 天"),
        (Limit(0, "given"), "指定日期"),
    ],
)
def test_a_limit(limit: Limit, zh: str) -> None:
    """Each unit of a policy has its words."""
    with override("zh-hans"):
        assert sentences.limit_words(limit) == zh


def test_every_unit_of_policies_has_words() -> None:
    """A unit that policies know is not shown as a code."""
    with override("en"):
        assert [unit for unit in codes("unit") if sentences.amount_words(2, unit) == f"2 {unit}"] in ([], ["given"])


@pytest.mark.parametrize("public", [False, True])
def test_every_light_has_a_word(public: bool) -> None:
    """On the desk and for the public; there, near is still on schedule."""
    with override("zh-hans"):
        words = {code: sentences.light_words(code, public=public) for code in sentences.LIGHTS}
    assert all(word != code for code, word in words.items())
    assert words["near"] == ("按计划" if public else "临期")
    assert words["no_word"] == ("暂无消息" if public else "未报")


REFUSALS: dict[str, dict[str, str | int | date]] = {
    "unknown_action": {"action": "x"},
    "wrong_stage": {"action": "accept", "stage": "closed"},
    "wrong_round": {"action": "accept", "round": 2},
    "wrong_role": {"action": "accept", "roles": "unit_handler unit_head"},
    "same_person": {"action": "confirm", "earlier": "complete"},
    "not_asked": {"action": "grant_extension", "asked": "ask_extension"},
    "limit_over": {"clock": "accept", "due_on": date(2026, 3, 10)},
    "need_missing": {"need": "reason"},
    "need_invalid": {"need": "until"},
    "need_short": {"need": "reason", "min_length": 10, "length": 4},
    "need_low": {"need": "signers", "least": 10},
    "unit_twice": {"need": "co_units"},
    "bad_choice": {"need": "ground", "choices": "court_case other"},
    "bad_outcome": {"outcome": "x", "outcomes": "kept partly"},
    "not_running": {"clock": "accept", "key": ""},
    "day_runs": {"clock": "accept", "need": "due_on", "due_on": date(2026, 3, 10)},
    "extension_spent": {"clock": "accept", "times": 1},
    "extension_not_later": {"clock": "accept", "due_on": date(2026, 3, 10)},
    "extension_too_long": {"clock": "accept", "longest_on": date(2026, 8, 13)},
    "signed_later": {"need": "signed_on"},
    "signed_early": {"need": "signed_on", "issued_on": date(2026, 8, 13)},
    "same_unit": {"need": "unit"},
    "nothing_given": {},
    "day_later": {"need": "letter_on"},
    "move_closed": {"stage": "closed"},
    "move_stage": {"stage": "handling"},
    "move_pending": {"action": "ask_extension"},
    "letter_early": {"need": "letter_on", "asked_on": date(2026, 8, 13)},
    "value_far": {"need": "value", "target": "1.85万套"},
    "value_lower": {"need": "value", "last": "24.6", "period": "2026-05"},
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load(shipped()[0])


def test_every_refusal_of_policies_has_a_sentence() -> None:
    """The codes are those that `huiyin.policy.model.Refusal` lists."""
    listed = {
        code
        for line in (Refusal.__doc__ or "").splitlines()
        if line.strip().startswith("| `")
        for code in line.split("|")[1].replace("`", "").replace(",", " ").split()
    }
    assert listed == set(REFUSALS) == set(sentences.REFUSALS)


@pytest.mark.parametrize("code", REFUSALS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_refusal_is_a_sentence(code: str, language: str, policy: Policy) -> None:
    """It ends as one, fills every place, and names steps and clocks as the policy does."""
    with override(language):
        words = sentences.refusal_words(Refusal(code, REFUSALS[code]), policy=policy, today=TODAY)
    assert words.endswith("。" if language == "zh-hans" else ".")
    assert "%" not in words
    assert code not in words


def test_a_refusal_says_the_day_and_the_name_of_the_need(policy: Policy) -> None:
    """With the words of the policy, in Chinese."""
    with override("zh-hans"):
        over = sentences.refusal_words(Refusal("limit_over", REFUSALS["limit_over"]), policy=policy, today=TODAY)
        short = sentences.refusal_words(Refusal("need_short", REFUSALS["need_short"]), policy=policy, today=TODAY)
    assert "3月10日 届满" in over
    assert short == "“理由”请至少写 10 个字，现有 4 个。"


def test_an_inquiry_has_no_lead_unit() -> None:
    """It is put to a body, which answers."""
    with override("zh-hans"):
        assert part_words("lead_unit", "inquiry") == "受质询机关"
        assert part_words("lead_unit", "suggestion") == "主办单位"
