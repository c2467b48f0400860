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
    "after-something-because": "〖学校建成后，由于学生转走〗，〖校舍空置〗。",
    "frame-of-its-own": "〖3月5日，将结果报告后，与委员进行了沟通〗，〖在征得同意的基础上，又作了修改〗。",
    "report-quoted": "〖您反映的“路灯不亮，一直没人修。”一事，由我局核处〗。",
    "report-then-strive": "〖关于用地问题，我们将根据文件精神向县政府汇报〗，〖力争优先安排〗。",
    "as-to-a-suggestion": "〖至于享受补助，配发经费的建议，县里没有政策〗。",
    "looked-and-found": "〖工作人员现场查看后发现，井盖已经丢失〗。",
    "counted-by-now": "〖截至目前全县共有图书缺口4万册〗，〖正在筹措资金〗。",
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
    "frame-with-a-comma": "〖在道路狭窄，停车无序的情况下，消防车进不来〗。",
    "frame-of-two-means": "〖我局通过限行，限速等方式，控制车流〗。",
    "purpose-of-two": "〖为缓解停车压力，方便居民出行，我局新划了车位〗。",
    "cause-behind-the-subject": "〖该路由于车流量较大，路面坑洼〗。",
    "cause-with-a-subject": "〖因新的标准尚未出台〗，〖学校没有收费〗。",
    "cause-that-is-a-noun": "〖由于施工方工作中的严重失误，围墙倒塌〗。",
    "supposing": "〖假如水管破裂，谁来负责〗？",
    "suppose-then-turn": "〖如果车位够用也算了〗，〖但是车位远远不够〗。",
    "whenever-it-rains": "〖每到下雨天，路口积水〗。",
    "when-exactly": "〖昨天下午六点左右，小区停电〗。",
    "on-a-day": "〖我局于2026年3月6日，在网站作了答复〗。",
    "born-on-a-day": "〖老人出生于1950年3月6日〗，〖户口在云汀〗。",
    "once-done": "〖待雨停后，再安排施工〗。",
    "staff-said": "〖窗口的工作人员说，材料不齐〗。",
    "one-sided-words": "〖这是一面之说〗，〖您可以到现场看看〗。",
    "begs-somebody": "〖恳请市长，为居民主持公道〗。",
    "question-of-a-matter": "〖社区食堂，什么时候开门〗？",
    "matter-and-what-holds": "〖公交线路优化问题，不在我局权限之内〗。",
    "who-holds-a-right": "〖符合条件的，按规定予以补助〗。",
    "whoever": "〖年满七十岁者，免费乘车〗。",
    "namely": "〖可将关系转到居住地，即石井街道〗。",
    "counted-with-one-verb": "〖今年拆除违建21处，棚屋17处〗。",
    "each-its-own-verb": "〖本栋收了6000元〗，〖隔壁收了4800元〗。",
    "fees-side-by-side": "〖水费，电费，物业费都涨了〗。",
    "fourfold": "〖立足长远〗，〖减少浪费〗。",
    "nothing-but-a-statement": "〖只有三条路〗，〖可以走的人很多〗。",
    "is-something": "〖是城区的主干道〗，〖有人天天乱停车〗。",
    "cries-out": "〖住在街边的人真痛苦啊〗，〖希望每天洒水〗。",
    "acts-through": "〖工作人员通过电话向居民进行解释〗，〖同时张贴了公告〗。",
    "measured": "〖经测量树干距线路4.7米〗，〖因此在保护区内〗。",
    "requirement-and-deed": "〖按照规定要求引导车辆有序停放〗，〖对违停车辆逐一劝离〗。",
    "matter-already-settled": "〖关于您的建议已转市城管局〗，〖将尽快回复〗。",
    "number-to-call": "〖详询可致电：0000-0000000〗。",
    "example-behind-a-colon": "〖比如：路灯坏了没人修〗。",
    "items-behind-a-colon": "〖收费方案为〗：1.〖每户交五百元〗；2.〖每人交五十元〗。",
    "items-with-commas": "〖请从三个方面考虑〗：一，〖电梯老旧〗；二，〖楼道很黑〗。",
    "law-with-full-stops": "〖条例规定：“业主应当交费。逾期的，加收滞纳金。”〗〖因此，请按时交费〗。",
    "cited-verbs-are-none": "〖对您提出的“给予商户优惠”问题，承租方将公布办法〗。",
    "about-heading": "一、关于水质的影响。〖水质达标〗。",
    "circled-heading": "①转出手续。〖由原单位办理〗。",
    "user-before-the-answer": "“YT0412”〖您反映的问题已转市水务局〗。",
    "thanks-for-trouble": "书记您好！辛苦了！〖小区停水三天〗。",
    "writer-and-day": "〖请尽快处理〗。一位老人2026年3月6日",
    "open-bracket": "（〖交钱前填了表〗。",
    "web-address": "〖详见http://www.example.com/a的公告〗。",
    "condition-of-somebody": "〖如住户长期外出，可到水厂报停〗。",
    "only-if-then": "〖只有部门之间配合好了，百姓办事才会方便〗。",
    "only-is-no-condition": "〖只有一条土路〗，〖下雨天积水很深〗。",
    "season": "〖去年初，街道修好了水管〗。",
    "before-something": "〖活动前，社区张贴了通知〗。",
    "clock-to-clock": "〖6月9日清晨6:00-8:00，执法队到现场巡查〗。",
    "link-alone": "〖后续，社区将加强巡查〗。",
    "nouns-side-by-side": "〖北川，石井，青浦都没有路灯〗。",
    "wishes-for-health": "〖祝领导们工作顺利，身体健康〗。",
    "what-follows-from-it": "〖用水量增大〗，〖导致水压过低〗。",
    "said-of-something": "〖居民对改造方案存在分歧〗，〖各自希望先修自家门口〗。",
    "done-already": "〖我们依据规定已责成该店停业〗，〖禁止其继续经营〗。",
    "question-with-its-verb": "〖请问我户口已迁到云汀〗，〖最近买了房〗。",
    "asks-there": "〖咨询4S店〗，〖说不是车的问题〗。",
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
        ("如果车位够用也算了", "但是车位远远不够", ""),
        ("每到下雨天", "路口积水", "clause.lead_in"),
        ("接到投诉后", "我局立即核查", "clause.lead_in_tail"),
        ("符合条件的", "按规定予以补助", "clause.condition"),
        ("公交线路优化问题", "不在我局权限之内", "clause.topic"),
    ],
)
def test_why_a_piece_waits(piece: str, following: str, why: str | None) -> None:
    """A rule's name where it waits, "" where it does not, None where nothing of a message tells."""
    assert waits(piece, following, "", LEAD_INS.tells) == why
