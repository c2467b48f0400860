"""Borders in messages (书信断句): what waits for the next piece, or stands alone, in letters and answers only.

People write to an office as they speak: they announce a question, name a place before they tell of it, count
houses with commas. What holds in every text is in `lead_ins`.
"""

import re
from collections.abc import Callable

_ANNOUNCES = re.compile(
    r"(?:我们?|本人|在此)?(?:就|还|也|再|最后|特|首先)?(?:想|要)?(?:再|先)?(?:那么)?(?:我们?)?(?:请问|请教|询问|问|咨询|了解|打听|请问一?下)(?:一?下|一问)?"
    r"(?:[^，]{0,6}(?:部门|领导|政府|书记|[省市县区局镇乡厅处校院]长|老师|专家|你们?|您))?"
)
_OPINES = re.compile(
    r"(?:但|而|所以|因此)?(?:(?:我们?|本人|个人|笔者|大家)(?:也|都|就|还)?(?:想|认为|觉得|感觉|以为|目测|估计|猜测)|更有甚者|这(?:就)?意味着|(?:据|听)说"
    r"|综上(?:所述)?|说实话|老实说|众所周知|不知道?|一句话|换句话说|试想|试问|由此可见|可想而知|事实上|实际上|其实|按理说|照理说|据我所知|据了解)"
)
_WHEN = re.compile(
    r"(?:前期|后期|中期|早期|平时|平日里?|平常|往常|夜间|夜里|白天|深夜|清晨|傍晚|早晚|节假日|周末|从前|以往|[几两三四五多]年下来|每[天晚年月周次](?:早晨|早上|上午|中午|下午|晚上|凌晨|上下班|上学)?(?:时间?|高峰期?)?|[\u4e00-\u9fff]{1,3}(?<![正在其当])[谈话途]中)(?:以来|里)?"
)
_WHERE = re.compile(
    r"在[^，]{2,36}(?:阶段|今天|时代|年代|时刻|环节|地方|地段|路段|位置|附近|旁边|对面|门口|一带|处)"
    r"|从[^，了]{2,16}到[^，了]{2,12}|按照?[^，]{1,24}(?:的说法|要求|规定|标准|政策|程序|计划|协议|约定|合同|承诺)"
    r"|[^，]{0,10}(?:由于|因为|因)[^，]{2,16}(?:的?原因|的?缘故|的?关系)|(?:同时)?考虑到[^，]{2,40}|如果?(?:发现|出现|存在|属|确|遇|符合|需|未|不|没|想|要)[^，]{2,40}"
    r"|一经[^，]{2,8}|(?:要想|若想|想要)[^，]{2,30}|[^，]{2,30}的话|[^，]{0,12}除了?[^，]{1,20}外|(?:即使|哪怕|就算|即便|不管|无论|不论)[^，]{2,40}|[^，]{0,16}[一二两三四五六七八九十几多]年来|[^，]{0,10}如[不未无再][^，]{2,30}|[^，]{2,24}(?:指明|写明|载明|明确规定)|[^，]{0,10}(?:若|如果|假如|倘若)[^，]{2,40}|(?:本人|我们?|我家)[于在]?\d{1,2}月\d{1,2}[日号]|(?:在|从|和)?[^，在是正尚]{2,24}里面|在[^，]{2,24}(?:当中|之中|之间)|[^，把将]{1,18}作为[^，]{2,24}|(?:今后|以后|日后)?如(?:您|你|能|需)[^，]{2,40}|(?:不便|不足|未尽)之处|(?:此外|另外)?《[^》]+》[^，]{0,12}(?:规定|明确|要求|指出)"
)
_ENDS_ITSELF = re.compile(
    r".*(?:收悉|已阅|[吗呢么])|(?:感谢|谢谢|祝)[^，]*"
    r"|(?:如果?|若|一旦)[^，]{3,}(?:就(?![业医读诊近])|不会|则)[^，]{2,}|如有[^，]{2,16}[将请可会][^，]{2,}|对于?[^，]{2,30}(?:不重视|高度重视|不满意|不了解)"
    r"|[^，]{2,16}对[^，]{2,20}高度重视"
)
_SITE = re.compile(
    r"(?!地处|位于|家住)[^，是有在被把将要没不了着过会能让给请属系非您你已向至转对住到去来找买卖搬进于与]{2,22}(?:店|厂|[农市车]场|垃圾场|停车场|广场|站|花园|家园|公园|苑|小区|社区|楼盘|[栋楼号]|路段|路口|[大中小]街|巷|村|[村小]组|大桥|学校|中学|小学|大学|医院"
    r"|公司|超市|酒店|餐馆|饭店|项目|工程|物业|开发商|业主|老板|司机|员工|职工|居民|村民|人员|部门|[一-龥]局|委员会)"
)
_OWN_CAUSE = re.compile(r"(?:因为?|由于)(?:[您你我他她它]|该|本[人局镇区县市]|其)")
_ONLY_THEN = ("方能", "方可", "才能", "才可", "才会", "才算")
_MATTER = re.compile(r"[^，请望]{0,14}(?:政策|规定|事项|事宜|情况|办法|流程|要求|材料|详情|细则|标准|安排|信息|内容)")
_NUMBERED = re.compile(r"\d{1,3}(?:[栋号楼组幢期区层班路]|单元)?")
_LISTS = re.compile(r"(?<!没)有|(?<![别但可于还或而总凡])是|[卖售买]|包括|例如|比如|各种")
_ITEM = re.compile(
    r"(?![但而却也还又就并且再更都按在从对向为以把被由经据因如若请望笔本我你您他她它这那不没]|谢谢|你好|同时|现在|目前|另外|此外|最后|首先|其次|还有|再说|当然|总之|结果)[\u4e00-\u9fff]{1,3}|[^，]{2,12}等[^，]{2,6}"
)
_TIME_OR_LINK = re.compile(r"[^，]*(?:时|后|前|间|上|下|中|里|内|天|月|年|日)")


def waits(piece: str, following: str, predicate: Callable[[str], bool]) -> str | None:
    """Say by which rule a piece of a message waits for what follows; "" where it does not, None where nothing tells.

    Args:
        predicate: guesses whether a short piece has a predicate of its own.
    """
    if _ENDS_ITSELF.fullmatch(piece):
        return ""
    if piece[0] in "因由" and _OWN_CAUSE.match(piece):
        return ""
    length = len(piece)
    if following.startswith(_ONLY_THEN):
        return "clause.condition"
    if length <= 20 and (_ANNOUNCES.fullmatch(piece) or _OPINES.fullmatch(piece)):
        return "clause.saying"
    if length <= 8 and _WHEN.fullmatch(piece):
        return "clause.time"
    if length <= 44 and _WHERE.fullmatch(piece):
        return "clause.lead_in"
    if length <= 20 and following[0] == "请" and _MATTER.fullmatch(piece) and not predicate(following[1:2]):
        return "clause.topic"
    if following[0] == "则":
        return "clause.condition"
    if following[0] == "《" and following[-1] == "》":
        return "clause.rest"
    if piece[-1].isdigit() and _NUMBERED.match(following):
        return "clause.rest"
    if length <= 24 and _SITE.fullmatch(piece) and predicate(following):
        return "clause.subject"
    if (
        len(following) <= 18
        and _ITEM.fullmatch(following)
        and not predicate(following)
        and not _TIME_OR_LINK.fullmatch(following)
        and _LISTS.search(piece)
    ):
        return "clause.rest"
    return None
