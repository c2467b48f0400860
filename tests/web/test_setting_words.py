"""Settings of policies in words: no code of the file stands on the page."""

import re

import pytest

from huiyin.policy import load
from huiyin.web.policies.settings import setting_words


@pytest.mark.parametrize(
    ("name", "setting", "words"),
    [
        ("commitment.general", "remind_before", "15 天、5 天"),
        ("commitment.general", "levels", "蓝色督办（提醒）、黄色督办（预警）、红色督办（催办）"),
        ("commitment.general", "light_red_pp", "30"),
        ("commitment.general", "number", "任务 {year}-{n:03}"),
        ("suggestion.general", "evaluation", "办理态度（选填）、办理结果评价"),
        ("suggestion.general", "evaluation_scale", "满意、基本满意、不满意"),
        ("suggestion.general", "not_evaluated", "不计入满意率分母"),
        ("suggestion.general", "still_unsatisfied", "召集面商、组织评估"),
        ("suggestion.general", "signatory", "单位主要负责人"),
        ("suggestion.general", "joint_reply", "逐一答复，或者经领衔代表同意由其转复"),
        ("suggestion.general", "publication", "可以公开"),
        ("suggestion.shandong", "publication", "应当公开"),
        ("suggestion.general", "letters", "A B C D"),
    ],
)
def test_a_setting_in_words(name: str, setting: str, words: str) -> None:
    assert setting_words(load(name), setting) == words


@pytest.mark.parametrize("name", ["commitment.general", "suggestion.general", "suggestion.henan", "motion.general"])
def test_no_code_is_left(name: str) -> None:
    policy = load(name)
    shown = {code: setting_words(policy, code) for code in policy.settings if code != "number"}
    assert not [code for code, words in shown.items() if re.search("[a-z]{2}", words)]
