"""Borders in reported speech (转述的断句): what waits for what follows in articles and suggestions.

Officials and bodies named one after another, a noun with all that is said of it before its predicate, the occasion on
which something was said, and what is done to something (把…, 将…) before what is done next.
"""

import re

from huiyin.reading.speakers import names_officials
from huiyin.reading.verbs import Verbs

_SETTINGS = (
    "审议中",
    "讨论中",
    "座谈中",
    "发言中",
    "采访中",
    "交流中",
    "报告中",
    "会上",
    "会前",
    "会后",
    "会场",
    "会场内",
    "现场",
    "审议现场",
    "期间",
)
_WORKS = ("工作", "活动", "措施", "举措", "政策", "项目", "建设", "做法", "工程")
_ATTENDING = re.compile(r"[^，]{0,10}?(?:出席|参加|列席|来自)[^，]+的[^，的]{0,10}(?:代表团?|委员|人员|同志|领导)们?")
_KEEPS = re.compile(r"是一?[个份部篇][^，]*既[^，]*")
_TOWARDS = re.compile(r"(?:对|向|给|为)[^，的]{1,10}$")
_SAYS_SOMETHING = re.compile(
    r"第[一二三四五六七八九十]{1,2}$|^各[抒尽显展]|是|虽|仍|具有|拥有|具备|处于|位于|正值|适逢|恰逢|时值|正逢|^(?:希望|建议)|[均都曾已撤失]|正在|多次|不断|日益|普遍|[出成到过](?![，的])|了|着|[将要让使令被把]|有(?!关|效|序|力)|应|必须|^(?:从|到|对|与|和|及|以|在|向|为|由|按|经|如|若|但|而|并|也|还|又|更|都|不|没|无)"
)
_PUTS_INTO = re.compile(r"将[^，把]{2,40}(?:[列纳]入|作为|转为|改为|提升[到至为]|打造[成为]|融入|结合|延长|增加|调整)")
_PAPERS = ("报告", "纲要", "草案", "讲话")
_BY_AN_OFFICIAL = re.compile(r"(?:书记|主席|主任|总理|委员长|[省市县区镇乡州]长)[\u4e00-\u9fff]{0,4}的[^，的]{0,8}$")
_GIVEN = re.compile(r"(?:所?[作做]|提交|起草)的")
# 选举某某为团长，某某、某某为副团长: one verb elects them all.
_ELECTS = re.compile(r"(?:选举|推选|任命)[^，]{2,40}为")
_ELECTED = re.compile(
    r"[\u4e00-\u9fff·]{2,12}(?:、[\u4e00-\u9fff·]{2,12}){0,9}为[^，]{0,10}(?:长|主任|主席|委员|书记|人)"
)
# Those who attend, one after another, before what they attend.
_OFFICIAL = re.compile(
    r"(?!.*(?:召开|举行|主持|到会|指导|讲话|会上|参加|出席|列席|来到|陪同|听取|[是了在说]))[^，]*?(?:(?:书记|主任|[省市县区州盟旗镇乡局院校厅处部会团员]长|主席|常委|成员)"
    r"[\u4e00-\u9fff·]{2,8}(?:、[\u4e00-\u9fff·]{2,8})*|负责人|负责同志|领导|顾问|代表|委员|人员)"
)
_ATTENDS = re.compile(r"^[^，]*等[^，]{0,6}领导|(?:出席|列席|参加|陪同|到会|应邀|在主席台)[^，]{0,12}$")
_ON_BEHALF = re.compile(r"[^，]{2,24}代表[^，]{2,24}")
_GREETS = re.compile("表示|致以|问候|感谢|祝贺")
_HOPES_IN = re.compile(r"(?:希望|期待|建议)在?(?:新的)?[^，的]{0,8}[里中后年上间]$")
_THIS_MEETING = re.compile(r"(?:此次|这次|本次|今年)[^，]{0,4}(?:会议|大会|两会)(?:[上中]|期间)?")
_AS = re.compile(r"[^，是在了把将]{2,12}作为[^，]{2,60}")
_BY_MEANS = re.compile(r"[^，用]{0,12}用[^，用了]{4,40}(?:数据|事例|语言|事实|数字|案例|行动|方式|成绩|篇幅)$")
_ASKS_WHOM = re.compile(
    r"(?:希望|建议|恳请|呼吁)[^，]{0,14}(?:部委|部门|政府|单位|机关|国家|上级|省里|市里|县里|[省市县区]上)"
)
_LETS_IN = re.compile(r"[让使令][^，]*在[^，]{2,}(?:中|上|里|下|方面)$")
_NOUN = re.compile(r"的(?!(?:现象|情况|问题|行为|情形|事件|事)[^，])[^，的]{2,8}$")
_SETS_OUT = re.compile(r"(?:^|[们人员])从[^，]+出发$")
_ON_PAPER = ("报告", "草案", "稿）", "草案）", "纲要", "工作", "问题")
_SHOWS = re.compile(r"(?:这|也|又)(?:充分|都|也|就)?(?:说明|表明|意味着|显示)")
_WHETHER_FIRST = ("无论是", "不管是", "不论是")
_WHETHER = re.compile(r"(?:无论|不论|不管)[^，]+$")
_SHARED = re.compile(r"(?:也|更|正|都)?是[^，]*(?:心声|愿望|期盼|期待|共识|责任|使命|职责|感受|目标|追求)$")
_TOLD = re.compile("[了是“”]")
_PASSES = ("通过", "依次通过", "一致通过", "表决通过", "决定", "分别通过")
_BY_VOTE = re.compile(r"经[^，]{2,8}$")
_GIVES_WAY = re.compile(r"(?:指明|提供|奠定|注入|描绘)了[^，]{1,16}$")
_NAMED_THING = re.compile(r"的[^，的]{1,14}(?:会议?|报告|讲话|规划|纲要)$")
_FOR_WHOM = re.compile(r"(?:来说|而言|来讲)")
_MOVES = re.compile(r"[都更也]?[让令]人")
_DOES = re.compile(r"(?:努力|认真|积极|带头|争)?[做抓搞谋当]")
_IS_ONE = re.compile(r"是一?[个份部篇]")
_AS_SOON = re.compile(r"一(?![起致样道])[^，一]{1,4}$")
_FEELINGS = (
    "信心",
    "倍感",
    "倍受",
    "备受",
    "深受",
    "深感",
    "感到",
    "感觉",
    "很受",
    "心情",
    "心潮",
    "觉得",
    "十分",
    "非常",
    "令人",
    "让人",
)
_LISTENED = re.compile(r"(?:^|[，：“])(?:现场|认真)?聆?听(?:了|完|到|取)[^，]*$")
_FEELS = re.compile(r"(?:我们?|大家)(?:都|也|们)?(?=[倍备深感很心十非])")
_UNFINISHED = re.compile(r"是一?[个份部篇][^，的]{2,}$")
_RESULT = re.compile(r"(?:取得的[^，的]{2,6}|(?:召开|举行|带来)的[^，的]{2,6}|^[这该此][^，]{0,2}[^，的]{2,8})$")
# Papers that a meeting heard, one after another, and none of them heard anew.
_PAPER_LASTS = (
    "报告",
    "报告）",
    "决定",
    "公告",
    "议案",
    "说明",
    "汇报",
    "决议",
    "规定",
    "条例",
    "办法",
    "意见",
    "情况",
    "》",
    "名单",
    "请求",
)
_PAPER = re.compile(
    r"(?!.*(?:听取|审议|审查|通过|表决|讨论|决定任|任命|传达|学习|提出|进行|作了|举行))"
    r"(?:[^，]*关于[^，]*(?:的|》)(?:报告|决定|公告|议案|说明|汇报|决议|意见|名单|请求)(?:（[^）]*）)?|《[^》]+》(?:的(?:决定|议案|说明|报告))?)"
)
LONGEST_PAPER = 90
_INSERTED = ("特别是", "尤其是")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十两百千万]+(?:个|倍|成|番|位|名|亿|万|分之)")


def waits_for_more(piece: str, following: str, verbs: Verbs) -> str:
    """Say by which rule `piece`, before a comma, belongs to what follows; "" where none says so."""
    if (
        (len(piece) <= 24 or (piece[0] == "在" and len(piece) <= 60))
        and piece.endswith(_SETTINGS)
        and "了" not in piece
    ):
        return "clause.lead_in"
    if len(piece) <= 60 and piece[-1] == "时" and "在" in piece[:-4] and "了" not in piece:
        return "clause.lead_in_tail"
    if following.startswith("以及"):
        return "clause.rest"
    if piece[0] in "让使令" and _LETS_IN.match(piece):
        return "clause.lead_in_tail"
    if piece[0] in "希建恳呼" and _ASKS_WHOM.fullmatch(piece):
        return "clause.subject"
    if (
        "用" in piece
        and _BY_MEANS.match(piece)
        and (following[0] in "向把对给为" or verbs.acts(following, 0, len(following)))
    ):
        return "clause.lead_in"
    if piece[0] == "要" and following[0] == "应" and not following.startswith(("应急", "应用")):
        return "clause.condition"
    if _ELECTED.fullmatch(following) and (_ELECTS.search(piece) or _ELECTED.fullmatch(piece)):
        return "clause.list"
    if _OFFICIAL.fullmatch(piece) and (_ATTENDS.search(following) or _OFFICIAL.fullmatch(following)):
        return "clause.subject"
    if following.endswith("的好报告") and (_UNFINISHED.search(piece) or (_IS_ONE.match(piece) and "报告" not in piece)):
        return "clause.list"
    if following[0] == "向" and _ON_BEHALF.fullmatch(piece) and _GREETS.search(following):
        return "clause.subject"
    if _AS.fullmatch(piece) and not following.startswith(("要", "将", "必须")):
        return "clause.subject"
    if _SETS_OUT.search(piece):
        return "clause.lead_in_tail"
    if piece.endswith(("哪里", "什么")) and following.endswith(piece[-2:]) and "就" in following:
        return "clause.condition"
    if following[0] == "为" and _GIVES_WAY.search(following) and _NAMED_THING.search(piece) and "了" not in piece:
        return "clause.subject"
    if following.startswith("对于") and _FOR_WHOM.search(following) and verbs.acts(piece, 0, len(piece)):
        return "clause.subject"
    if following.startswith(_PASSES) and _BY_VOTE.search(piece):
        return "clause.lead_in"
    if piece[0] == "就" and piece.endswith(_ON_PAPER) and len(piece) <= 40:
        return "clause.lead_in"
    if _SHOWS.fullmatch(piece):
        return "clause.saying"
    if "之所以" in piece:
        return "clause.condition"
    if (
        (following[0] in "都均也" and _WHETHER.search(piece))
        or piece.startswith(_WHETHER_FIRST)
        or following.startswith("还是")
    ):
        return "clause.list"
    if piece.startswith("还是") and following[0] == "都":
        return "clause.list"
    if _MOVES.match(following) and _NOUN.search(piece) and "了" not in piece:
        return "clause.subject"
    if piece[0] in "此这本今" and _THIS_MEETING.fullmatch(piece):
        return "clause.lead_in"
    if piece[-1] in "里中后年上间" and _HOPES_IN.search(piece):
        return "clause.lead_in"
    if following[0] in "是也更正都" and _SHARED.fullmatch(following) and not _TOLD.search(piece):
        return "clause.subject"  # 办好教育，是群众的共同期盼
    if piece[-1] == "”" and piece[0] == "“" and following.startswith(("是", "成为", "成了")):
        return "clause.subject"
    if following[0] in "就便" and _AS_SOON.search(piece):
        return "clause.condition"
    if (following.startswith(_FEELINGS) or _FEELS.match(following)) and _LISTENED.search(piece):
        return "clause.lead_in"
    if following[0] in "更令让使既" and _RESULT.search(piece):
        return "clause.subject"
    if piece[-2:-1] == "不" and len(piece) <= 16 and piece[-1] == piece[-3:-2]:
        return "clause.topic"  # 作风实不实，…
    if piece.endswith(_PAPER_LASTS) and len(following) <= LONGEST_PAPER and _PAPER.fullmatch(following):
        return "clause.list"
    if following[0] in "又也" and _KEEPS.fullmatch(piece):
        return "clause.list"
    if piece.startswith(("如何", "怎样", "怎么")) and following.startswith(
        ("应", "值得", "是", "需要", "成为", "关系")
    ):
        return "clause.subject"
    if piece[0] == "从" and following[0] == "从" and "到" in piece and "到" in following:
        return "clause.list"
    if following.startswith(_INSERTED) and _TOWARDS.search(piece):
        return "clause.insert"
    return "clause.subject" if _is_subject(piece, following, verbs) else ""


_ACTS_FIRST = re.compile(r"[要应必]|(?:建议|希望|加强|加大|推进|完善|开展|实施|落实)")
_NOT_TAKEN = frozenset("牢握好关脉控守准稳住")  # 把握机遇 is done, nothing is done to it


def takes_object(piece: str, following: str, written: bool, verbs: Verbs) -> bool:
    """True for 「把…列入计划，明确…」: what is done to something, before what is done next.

    Args:
        written: it is a piece of an article, a suggestion, a letter or a message; in reports 将 is the future mostly.
    """
    if following[0] != "以" and not verbs.acts(following, 0, len(following)):
        return False
    return (piece[0] == "把" and piece[1:2] not in _NOT_TAKEN) or (
        written and "了" not in piece and _PUTS_INTO.match(piece) is not None
    )


def towards(led: str) -> bool:
    """True where the lead-ins end with whom or what something is done for: 对代表，"""
    return _TOWARDS.search(led.rstrip("，")) is not None


def says_something(piece: str) -> bool:
    """True for a piece with a sign of a predicate of its own, or of a phrase that is no subject."""
    return _SAYS_SOMETHING.search(piece) is not None


def _is_subject(piece: str, following: str, verbs: Verbs) -> bool:
    """True for a noun phrase that waits for its predicate: a list of officials, 上世纪建成的小区, 一批航道项目."""
    if len(piece) > 60:
        return False
    if len(piece) <= 40 and names_officials(piece) and (verbs.tells(following) or names_officials(following)):
        return True
    if not verbs.tells(following):
        return False
    if _ATTENDING.fullmatch(piece) and "分成" not in piece:
        return True
    if following[0] in "这该此其他她它我":
        return False  # what follows has a subject of its own
    if piece.endswith(_PAPERS) and (_GIVEN.search(piece) or _BY_AN_OFFICIAL.search(piece)):
        return True
    if piece.endswith("的取得"):
        return True
    if following[0] in "使让令" and piece.endswith(_WORKS) and "了" not in piece and not _ACTS_FIRST.match(piece):
        return True
    if _DOES.match(piece):
        return False  # 做表率，…
    if says_something(piece) or _FIGURE.search(piece[-4:]) or verbs.acts(piece, 0, len(piece)):
        return False
    said, _, noun = piece.rpartition("的")
    if not said:
        return not verbs.tells(piece) and verbs.names(piece)
    if not verbs.tells(said[-2:]):
        return False  # 表达自己的观点
    return len(said) <= 16 and 0 < len(noun) <= 16 and verbs.names(noun) and not verbs.tells(noun)
