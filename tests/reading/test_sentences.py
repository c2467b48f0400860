"""What a few sentences are read as, whole: each told something apart that no other table did. All are invented."""

import pytest

from huiyin.reading import TextKind, read

REPORT, TALK, LETTER = TextKind.REPORT, TextKind.DELIBERATION, TextKind.REPLY
WISH, PLAN, LINE = TextKind.SUGGESTION, TextKind.PLAN, TextKind.HOTLINE

TOLD: dict[str, tuple[TextKind, str, list[str]]] = {
    "a-rule-and-then-a-deed": (
        LETTER,
        "根据《云汀市停车条例》规定，停车场应当收费。2025年，我局检查停车场3次。",
        [
            "根据《云汀市停车条例》规定，停车场应当收费 background none",
            "2025年，我局检查停车场3次 achievement past",
        ],
    ),
    "the-report-and-what-is-thought-of-it": (
        TALK,
        "市政府工作报告提出，今年新建学校5所，思路清晰。",
        ["市政府工作报告提出，今年新建学校5所 commitment current 政府工作报告", "思路清晰 appraisal past"],
    ),
    "deputies-are-about-to-meet": (
        TALK,
        "代表们将审议报告。会议将听取报告。",
        ["代表们将审议报告 background current", "会议将听取报告 background current"],
    ),
    "quoted-at-the-head-of-a-paragraph": (
        TALK,
        "沈清代表说，报告很好。\n“学校建得好，孩子上学近了。”",
        [
            "沈清代表说，报告很好 appraisal past 沈清",
            "学校建得好，孩子上学近了 achievement past 沈清",
        ],
    ),
    "while-giving-the-report": (
        TALK,
        "沈清县长向大会作报告时表示，将建好学校。",
        ["沈清县长向大会作报告时表示，将建好学校 commitment current 沈清"],
    ),
    "a-paragraph-of-plans-within-the-review": (
        REPORT,
        "一、2025年工作回顾\n建成学校3所。\n2026年，计划新建学校5所，将新建桥梁2座。到2030年，建成公园3个。",
        [
            "建成学校3所 achievement past",
            "2026年，计划新建学校5所 commitment current",
            "将新建桥梁2座 commitment current",
            "到2030年，建成公园3个 commitment long",
        ],
    ),
    "a-way-of-doing-it-is-a-rule": (
        LETTER,
        "采取积分方式进行入学。",
        ["采取积分方式进行入学 background none"],
    ),
    "fields-of-a-task": (
        PLAN,
        "（一）重点任务\n新建学校3所\n责任单位：市教育局",
        ["新建学校3所 commitment current", "责任单位：市教育局 background none"],
    ),
    "what-an-answer-repeats-of-a-suggestion": (
        LETTER,
        "云汀市教育局关于第12号建议的答复\n沈清代表：\n现答复如下：\n一、关于建议中反映的问题\n孩子上学难。\n二、办理情况\n学校已开工。",
        [
            "现答复如下 background none 云汀市教育局",
            "孩子上学难 background none 沈清",
            "学校已开工 achievement past 云汀市教育局",
        ],
    ),
    "the-office-that-replies": (
        LETTER,
        "您好！针对您反映的问题，市教育局现回复如下：学校已开工。",
        [
            "针对您反映的问题，市教育局现回复如下 background none 市教育局",
            "学校已开工 achievement past 市教育局",
        ],
    ),
}


@pytest.mark.parametrize(("kind", "text", "told"), TOLD.values(), ids=TOLD)
def test_a_sentence_whole(kind: TextKind, text: str, told: list[str]) -> None:
    """Its statements, and of each the kind, the period and who speaks, if anybody does."""
    found = read(text, text_kind=kind, year=2026).statements
    assert [" ".join(filter(None, (s.text, s.kind, s.period, s.speaker))) for s in found] == told
