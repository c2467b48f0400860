"""Borders that people's own writing asks for, in messages and answers: 〖…〗 marks the statements. All invented."""

import re

import pytest

from huiyin.reading.clauses import cut
from huiyin.reading.fold import fold
from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.message_borders import waits

LEAD_INS = lead_ins(DEFAULT)

CUT = {
    "announced-question": "〖我想咨询一下，外地户口能不能报名〗？",
    "announced-to-somebody": "〖请问市教育局，今年何时开始报名〗？",
    "two-questions": "〖请问收费是否合理〗，〖是否有依据〗？",
    "opinion": "〖我们认为，这样收费没有道理〗。",
    "it-means": "〖这意味着，老人又要爬楼〗。",
    "habit": "〖平日里，楼下堆满杂物〗。",
    "stage": "〖在审批阶段，请耐心等待〗。",
    "as-somebody-says": "〖按物业的说法，电梯下月修好〗。",
    "from-to": "〖从石井街道到柳荫里，公交车要走一个小时〗。",
    "because-of": "〖老城区因为历史原因，没有停车场〗。",
    "considering": "〖考虑到居民出行，公交线路不作调整〗。",
    "should-one-find": "〖如发现违规经营，一经查实，将依法处罚〗。",
    "since": "〖柳荫里小区从2021年9月交房以来，电梯坏了三回〗。",
    "place-first": "〖石井街道云锦苑小区，半夜有人烧垃圾〗。",
    "shop-first": "〖青石区某烧烤店，天天营业到凌晨〗。",
    "houses-counted": "〖小区1，2，3，5栋没有电梯〗。",
    "things-listed": "〖门口都是碎砖，木板〗。",
    "received": "〖您通过热线提交的来信收悉〗，〖已转市水务局〗。",
    "thanks-then-wish": "〖感谢您的来信〗，〖祝您生活愉快〗。",
    "question-then-another": "〖学校不是有校车吗〗，〖为什么孩子还要走路〗？",
    "although-with-subject": "〖尽管街道对这项工作的投入在增加〗，〖但效果不明显〗。",
    "rule-and-what-it-says": "〖根据《云汀市户籍管理办法》第六条：申请人须提供居住证明〗。",
    "salutation-mayor": "张市长您好，〖小区停水三天〗。",
    "salutation-secretary": "书记，〖小区停水三天〗。",
    "salutation-leaders": "市领导：好！〖小区停水三天〗。",
    "second-answer-in-a-line": "〖管道已修复〗。2026年4月15日“YT0412”您好！〖您反映的问题已转市水务局〗。",
    "closing": "〖请尽快处理〗。此致　敬礼！",
    "heading-between-spaces": "　　一、关于停水的问题　　〖管道已修复〗。",
    "as-what": "〖石鼓村作为示范村，道路全部硬化〗。",
    "then": "〖如能整治，则百姓幸甚〗。",
    "complete-condition": "〖如果不处理就会塌方〗，〖因此请尽快抢修〗。",
    "titles-listed": "〖我有《身份证》，《户口簿》〗。",
    "law-says": "〖《义务教育法》规定，入学不收学费〗。",
    "linked-time": "〖但是近两年来，路灯不亮〗。",
    "inconvenience": "〖不便之处，敬请谅解〗。",
    "plain-adjective": "〖邻居的电视声音太大〗，〖孩子睡不着〗。",
    "attaches-weight": "〖街道对路灯维修高度重视〗，〖社区组织人员巡查〗。",
    "festive-salutation": "尊敬的领导：新年好！〖小区停水三天〗。",
    "even-if": "〖即使没有房产证，也可以申请〗。",
    "only-then": "〖须提交证明，方能办理〗。",
    "apart-from": "〖除了周末外，公交每小时一班〗。",
    "own-cause": "〖因您未提供地址〗，〖我们无法核实〗。",
    "years-since": "〖入住柳荫里几年来，电梯常坏〗。",
    "asks-which": "〖请问这是不是乱收费〗，〖文件明令禁止收费〗。",
    "numbered-with-commas": "1，〖小区停水〗。2，〖路灯不亮〗。",
    "matter-then-request": "〖具体政策，请咨询当地派出所〗。",
    "time-of-day": "〖10月31日17时，我到窗口办理〗。",
    "condition-after-subject": "〖业主若有异议，可申请复核〗。",
    "run-in-heading": "一、已开展的工作。〖更换消火栓406个〗。",
    "a-name-is-no-salutation": "〖我们找社区书记〗，〖书记让我们等〗。",
}


@pytest.mark.parametrize("marked", CUT.values(), ids=CUT)
def test_a_message_is_cut_into_its_statements(marked: str) -> None:
    """What stands in marks is one statement; what stands outside belongs to none."""
    line = re.sub("[〖〗]", "", marked)
    found = [line[c.start : c.end] for c in cut(fold(line), 0, len(line), LEAD_INS, spaced=True)]
    assert found == re.findall("〖(.*?)〗", marked)


@pytest.mark.parametrize(
    ("piece", "following", "why"),
    [
        ("我想咨询一下", "外地户口能不能报名", "clause.saying"),
        ("平日里", "楼下堆满杂物", "clause.time"),
        ("在审批阶段", "请耐心等待", "clause.lead_in"),
        ("小区1", "2栋没有电梯", "clause.rest"),
        ("云锦苑小区", "半夜有人烧垃圾", "clause.subject"),
        ("来信收悉", "现答复如下", ""),
        ("小区停水三天", "老人提水上楼", None),
    ],
)
def test_why_a_piece_waits(piece: str, following: str, why: str | None) -> None:
    """A rule's name where it waits, "" where it does not, None where nothing of a message tells."""
    assert waits(piece, following, "", LEAD_INS.tells) == why
