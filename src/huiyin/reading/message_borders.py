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
    r"|综上(?:所述)?|那么?问题(?:就)?来了|说实话|老实说|众所周知|不知道?|一句话|换句话说|试想|试问(?:一下)?|由此可见|可想而知|事实上|实际上|其实|按理说|照理说|据我所知|据了解)"
)
_WHEN = re.compile(
    r"(?:前期|后期|中期|早期|平时|平日里?|平常|往常|夜间|夜里|白天|深夜|清晨|傍晚|早晚|节假日|周末|从前|以往|[几两三四五多]年下来|每[天晚年月周次](?:早晨|早上|上午|中午|下午|晚上|凌晨|上下班|上学)?(?:时间?|高峰期?)?|[\u4e00-\u9fff]{1,3}(?<![正在其当])[谈话途]中)(?:以来|里)?"
)
_WHERE = re.compile(
    r"在[^，]{2,36}(?:阶段|今天|时代|年代|时刻|环节|地方|地段|路段|位置|附近|旁边|对面|门口|一带|处)"
    r"|从[^，了]{2,16}到[^，了]{2,12}|按照?[^，]{1,24}(?:的说法|要求|规定|标准|政策|程序|计划|协议|约定|合同|承诺)"
    r"|[^，]{0,10}(?:由于|因为|因)[^，]{2,16}(?:的?原因|的?缘故|的?关系)|[^，]{0,6}考虑到[^，]{2,40}|如果?(?:发现|出现|存在|属|确|遇|符合|需|未|不|没|想|要)[^，]{2,40}"
    r"|一经[^，]{2,8}|(?:要想|若想|想要)[^，]{2,30}|[^，]{2,30}的话|[^，]{0,12}除了?[^，]{1,20}外|(?:即使|哪怕|就算|即便|不管|无论|不论)[^，]{2,40}|[^，]{0,16}[一二两三四五六七八九十几多]年来|[^，]{0,10}如[不未无再][^，]{2,30}|[^，]{2,24}(?:指明|写明|载明|明确规定)|[^，]{0,10}(?:若|如果|假如|倘若)[^，]{2,40}|(?:本人|我们?|我家)[于在]?\d{1,2}月\d{1,2}[日号]|(?:在|从|和)?[^，在是正尚]{2,24}里面|在[^，]{2,24}(?:当中|之中|之间)|[^，把将向给用收]{1,14}作为[^，了]{2,24}|(?:今后|以后|日后)?如(?:您|你|能|需)[^，]{2,40}|(?:不便|不足|未尽)之处|(?:此外|另外)?《[^》]+》[^，]{0,12}(?:规定|明确|要求|指出)"
)
_CLOCK = re.compile(
    r"(?:大约|大概|约|就?在|于|从|自)?(?:(?:今|去|前)年|[12]\d{3}年)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号])?(?:[昨今前][天日晚]|当[天日晚]|第二天|次日|(?:周|星期)[一二三四五六日天末])?"
    r"(?:的?(?:上午|下午|晚上|晚间|傍晚|晚|凌晨|中午|早上|早晨|清晨|夜里|半夜|深夜))?(?:大约|大概|约)?"
    r"(?:[\d一二三四五六七八九十两]{1,3}[点时：](?:[\d一二三四五六七八九十]{1,3}分?(?:\d{1,2}秒)?|半|钟|多|许)?)?(?:左右|许|前后|开始|的?时候|起)?"
)
_CLOCK_FIRSTS = frozenset("大约就在于从自今去前昨当第次周星上下晚傍凌中早清夜半深0123456789一二三四五六七八九十两")
_TOLD_BY = re.compile(
    r"[^，]{0,30}?(?<![不没未小传据再听])(?:(?:回复|答复|解释|回答|反馈|声|宣)?(?:说道?|称)|获悉|得知|(?:告知|告诉|回复|答复|通知)我们?|被告知)"
)
_NARROWS = re.compile(
    r"[^，因由是]{1,14}(?<![原诱基成起病外内素会不就都要只])(?:由于|因为|因)(?![此而果素为])[^，]{2,40}|加(?:之|上)[^，]{2,30}"
    r"|[^，]{0,20}(?:按照?|根据|依据|依照|参照)[^，]{1,24}(?:原则|标准|要求|规定|规划|方式|程序|流程|精神|政策|协议|合同|部署|安排|办法|方案|顺序|比例|价格?|金额|面积|人数)|[^，]{2,12}之[下余际]"
    r"|假[设如]?使?[^，]{2,40}|(?:每[到当逢遇]|一到|一遇)[^，]{1,16}|[^，]{0,20}在[^，了]{1,14}的?(?:时候|时间段?|时段|期间|过程中|情况下)"
    r"|(?:现在|目前|如今|我们?|现)?(?:要想|若想|如想)[^，]{2,30}|[^，是有]{2,20}(?<![或记患使作编学读笔再前后])者|[^，]{0,8}(?:所述|所说|所反映|所提及?)的?[^，]{0,24}(?:情形|情况|问题|事项|一事|路段|地段|位置)"
    r"|[^，]{0,12}对于[^，]{2,24}|[^，]{0,10}经(?:与|向)[^，]{2,20}(?:联系|沟通|协商|核实|了解|请示|咨询|对接|确认)|一(?:般|直)以来|[^，]{2,12}(?:刚|刚刚)?[一二两三四五六七八九十几\d]+年(?:多)?来"
    r"|[^，]{0,12}(?:响应|遵照|遵循)[^，]{4,60}号召|(?:自|从)[^，]{2,24}(?:至今|到现在|开始|起)|(?:在)?(?:前[些几两]天|这几天|那天|有一天|有一次|[上下这]个?[周月]|上?个?星期[一二三四五六日天])"
    r"|[^，]{0,6}就[^，]{2,50}(?:一事|事宜|事项)|请?[您你]?在[^，]{2,20}(?:期内|期间|之前|时间内)|[^，是]{2,24}的[^，的]{2,8}(?:中|里|内|期间)"
    r"|[^，是]{1,16}为了[^，了]{2,40}|[^，是]{2,12}为(?:加强|保障|方便|解决|缓解|减少|减小|提高|提升|改善|确保|维护|避免|防止|规范|更好|进一步|切实)[^，了]{2,36}|为(?:减小|规避|查明|核实|查清|弄清|控制|治理|整治|回馈|帮助|建设|响应|填补|保护)[^，了]{2,36}"
    r"|[^，]*(?<![生立止始建定截])[于在](?:[12]\d{3}年)?\d{1,2}月\d{1,2}[日号](?:上午|下午|晚上?|中午|凌晨|早上)?(?:[\d一二三四五六七八九十]{1,3}[点时][^，]{0,8})?|[^，]{4,20}(?<![以之目提当面眼向空])前"
    r"|[12]\d{3}年?[至到—-][12]\d{3}年"
)
_MOMENT = re.compile(r"[^，]{2,40}(?:(?<![先落滞善前然最今背身])后|(?<![同临及随平按小准定有暂])时)")
_AWAITS = re.compile(r"(?:等|待|俟)[^，]{2,80}[后时]")
_RESULTS = ("造成", "导致", "致使", "使", "引起", "引发", "并", "且", "而", "也", "又")
_ACTS_THROUGH = re.compile(
    r"(?!同时|此外|另外|目前|现|并|且|还|也|下一步|我们?将|将|拟|可|要)[^，]{2,14}(?:通过|根据|按照|结合|依据|围绕|针对)[^，]*(?:进行|予以|给予|作出|做出|开展)了?[^，的]{1,12}"
    r"|[^，]{2,14}(?:按照?|根据|依据|依照|严格按)[^，]*(?:进行|执行|办理|实施|操作|处理|开展|落实|运行|收取|缴纳|发放)"
    r"|(?:按照?|根据|依据|依照)[^，]*?(?:要求|规定|原则|标准|政策|精神|程序|部署)(?![的和、及等下中内，]|文件|条件)[^，]{5,}"
    r"|[^，针面]{1,14}对[^，]*(?<!没)(?:有|没有|无)[^，的]{0,4}(?:要求|规定|影响|关系|必要|意见|办法|权限|责任|异议)"
    r"|对[^，]*(?:情况|问题|行为|诉求|要求|意见)(?!的)[^，的]{4,8}"
)
_ASKS_OF = re.compile(r"(?:到底|究竟|是否|是不是|能否|能不能|可否|可不可以|怎么|怎样|如何|什么时候|何时|多久|有没有|有无|还能|还可以|应该?如何|该怎么|需要(?:什么|哪些|提供)|为什么|为何)")
_PURPOSE_LEADS = re.compile(r"(?:^|，)(?:同时|此外|另外)?为(?!什么|何|由)")
_DOES_ITSELF = re.compile(
    r"[^，]*(?:(?:进行|予以|给予|作出|做出|加以|开展|实施)了?[^，的]{1,12}|[距高长宽]度?[离]?[为达]\d[^，的]*|(?<![并还总])是[^，]*的)"
)
_MEASURED = re.compile(
    r"经(?:查|核|调查|测量|检测|勘察|勘查|鉴定|监测|询问|了解|核查|核实|查询|查阅|统计)[^，]{0,60}(?:为|是|有|存在|系|属|未|无|已|不|达|均)[^，]*"
)
_OPENS_FRAME = re.compile(
    r"[^，]{0,16}(?:在|以|因|由于|根据|按照?|依据|通过|采取|响应|围绕|针对|本着|遵循|鉴于|关于|随着)[^，]{2,60}"
)
_CLOSES_FRAME = re.compile(
    r"[^，]{1,40}(?:(?:的[^，的]{0,6}|等)(?:情况|背景|前提|形势|态势|条件|基础|形式|影响|带动|支持|努力)[下上中]|的[^，的]{0,4}(?:号召|原则|方针|精神|要求|规定|标准|理由|原因)|文件(?:精神|规定|要求)|等(?:方式|形式|手段|途径|措施|办法|渠道|方法|原因|因素|原则|规定|要求)|为由[^，]{0,12}|的关系|的缘故)"
)
_PURPOSE_ON = re.compile(
    r"(?:并|也|同时|进一步|切实|更好地?)?(?:解决|缓解|方便|保障|确保|满足|减少|避免|防止|维护|促进|改善|规范|提升|提高|消除|降低|加强|便于|优化|完善|保证|杜绝|推动|加快|服务|保护|营造|实现)[^，]{2,30}"
)
_GOES_ON = re.compile(
    r"(?:并|也|同时|进一步|切实|更好地?|不断|积极|大力|全面)?(?:解决|缓解|方便|保障|确保|满足|减少|避免|防止|维护|促进|改善|规范|提升|提高|消除|降低|加强|便于|优化|完善|保证|杜绝|推动|推进|加快|服务|保护|营造|实现|建立|落实|强化|开展|做好|加大|打造|健全|深化)"
)
_HOLDS_FOR = re.compile(
    r"(?:适当|一律|按|给予|予以|由|不予|不[得能可]|应|须|可|增加|减|免|享受|凭|依法|视为|每|处|责令|补[发缴贴助]|发放|继续|暂|需|统一|参照|比照|优先|只需|直接|均|才)"
)
_SAID_OF = re.compile(r"(?:不在|不属|不归|属|由|已|正|可|应|须|需|是|为(?!了|什)|将|涉及|系|位于|现|目前|均|都)")
_RAISED = re.compile(r"[^，了是有把被属为系在]{2,24}(?:的?问题|事宜|一事|事项|路段|地块|道路|项目|工程|小区)")
_HAS_VERB = re.compile(r"存在|解决|反映|处理|出现|发生|关注|重视|担心|咨询|了解|遇到|产生|造成|没")
_CAUSE_TOLD = re.compile(
    r"但?(?:由于|因为?)(?![此而]|受|被|为|对|在|从|与|跟|缺|无|没|未|不|需|要|想|有)[^，]{2,20}?(?:尚未|没有|未|已|较|不(?!同|当|可抗)|是|正在|存在|属于|处于|还|很|太|有限|有(?!关|限|效|机)|严重|复杂|紧张|困难|未能|无法|要)[^，]*(?<!原因)(?<!问题)(?<!影响)(?<!需要)(?<!关系)(?<!缘故)"
)
_SORT = re.compile(r"[\u4e00-\u9fff]{1,3}[费款证税金险钱卡证]")
_TURNS = ("因为", "由于", "却", "但是", "但", "可是", "然而", "不过")
_FOURFOLD = re.compile("(?![据当目同此另其对因为所以但而][\u4e00-\u9fff])[\u4e00-\u9fff]{4}(?<![时后前中上下里内来说之看处])")
_STANDS = re.compile(
    r"(?:关于|对于?|针对)[^，]*(?:建议|问题|情况|诉求|事项)[^，的]{0,3}(?:已|正在|正)[^，的]{1,10}"
    r"|针对[^，]*(?:问题|情况|现象|诉求|反映)(?:责成|要求|组织|召开|开展|进行|督促|约谈|联合|安排|制定|采取|立即|及时)[^，]{2,}"
    r"|如果?[^，]{3,}(?<!不)可(?:以|继续|按|申请|在|到|凭)[^，]{2,}"
)
_BEGS_OF = re.compile(
    r"(?:现|故|特|因此|再次|强烈)?(?:请求|恳请|恳求|希望|请|建议|烦请|麻烦|盼|盼望)(?:[^，]{0,10}(?:书记|[省市县区局院校厅处镇乡]长|领导们?|部门|政府|主任|单位|您|你们))"
)
_AMOUNT = r"[\d.]+[余多]?[万亿]?(?:平方米|立方米|公里|平方|[个处台家件起次人户米吨亩辆套栋间座条根盏棵株张本块只头项名位所份批场㎡])"
_COUNTED_ON = re.compile(
    rf"(?P<what>(?![再又共约每一合总只就才已还除乘加减]|平均)[\u4e00-\u9fff]{{2,6}})(?:{_AMOUNT}){{1,2}}"
)
_ENDS_COUNTED = re.compile(rf"{_AMOUNT}$")
_ENDS_ITSELF = re.compile(
    r".*(?:收悉|已阅|[吗呢么])|(?:感谢|谢谢|祝)[^，]*"
    r"|(?:如果?|若|一旦)[^，]{3,}(?:就(?![业医读诊近])|不会|则)[^，]{2,}|如有[^，]{2,16}[将请可会][^，]{2,}|对于?[^，]{2,30}(?:不重视|高度重视|不满意|不了解)"
    r"|[^，]{2,16}对[^，]{2,20}高度重视|特此[^，]{2,4}"
)
_SITE = re.compile(
    r"(?!地处|位于|家住)[^，是有在被把将要没不了着过会能让给请属系非您你已向至转对住到去来找买卖搬进于与考说信起为]{2,22}(?:店|厂|[农市车]场|垃圾场|停车场|广场|站|花园|家园|公园|苑|小区|社区|楼盘|[栋楼号]|路段|路口|[大中小]街|巷|村|[村小]组|大桥|学校|中学|小学|大学|医院"
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
_LONGEST = 90  # a longer piece is no lead-in of these sorts
_TIME_OR_LINK = re.compile(r"[^，]*(?:时|后|前|间|上|下|中|里|内|天|月|年|日)")


def waits(piece: str, following: str, led: str, predicate: Callable[[str], bool]) -> str | None:
    """Say by which rule a piece of a message waits for what follows; "" where it does not, None where nothing tells.

    Args:
        led: the lead-ins that already wait before the piece, "" where it begins its statement.
        predicate: guesses whether a short piece has a predicate of its own.
    """
    if _ENDS_ITSELF.fullmatch(piece):
        return ""
    if piece[0] in "因由但" and (_OWN_CAUSE.match(piece) or _CAUSE_TOLD.fullmatch(piece)):
        return ""
    if following.startswith(_TURNS) or (len(piece) == 4 == len(following) and _FOURFOLD.fullmatch(piece)):
        return ""
    if piece[0] in "关对针如" and _STANDS.fullmatch(piece):
        return ""
    if piece[0] == "因" and len(piece) >= 12 and following.startswith(_RESULTS[:3]) and predicate(piece):
        return ""
    if piece[0] == "经" and piece.count("、") > 1 and piece[-1] != "后" and not predicate(piece[1:]):
        return ""
    if (piece[0] == "经" and _MEASURED.fullmatch(piece)) or _ACTS_THROUGH.fullmatch(piece):
        return ""
    if following.startswith(_ONLY_THEN):
        return "clause.condition"
    length = len(piece)
    if length > _LONGEST:
        return None
    why = _announces(piece, following, length) or _frames(piece, following, led) or _topics(piece, following, led, predicate)
    return why or _listed(piece, following, led or piece, predicate)


def _announces(piece: str, following: str, length: int) -> str:
    """Rules for a piece that says no more than who speaks, when, or where."""
    if length <= 20 and (_ANNOUNCES.fullmatch(piece) or _OPINES.fullmatch(piece) or _BEGS_OF.fullmatch(piece)):
        return "clause.saying"
    if piece[-1] in "说道称悉知们我" and length <= 36 and _TOLD_BY.fullmatch(piece):
        return "clause.saying"
    if length <= 8 and _WHEN.fullmatch(piece):
        return "clause.time"
    if length <= 24 and piece[0] in _CLOCK_FIRSTS and _CLOCK.fullmatch(piece):
        return "clause.time"
    if length <= 44 and _WHERE.fullmatch(piece):
        return "clause.lead_in"
    if following.startswith(_RESULTS):
        return ""
    if piece[0] in "等待俟" and _AWAITS.fullmatch(piece):
        return "clause.lead_in"
    if length <= 44 and _NARROWS.fullmatch(piece) and not _DOES_ITSELF.fullmatch(piece):
        return "clause.lead_in"
    return "clause.lead_in_tail" if piece[-1] in "后时" and _MOMENT.fullmatch(piece) else ""


def _frames(piece: str, following: str, led: str) -> str:
    """Rules for a frame with a comma inside (在…，…的情况下; 为…，方便…), whose rest is the next piece."""
    if led and _PURPOSE_LEADS.search(led) and _PURPOSE_ON.fullmatch(piece) and not _GOES_ON.match(following):
        return "clause.lead_in"
    if _CLOSES_FRAME.fullmatch(following) and (led or _OPENS_FRAME.fullmatch(piece)):
        return "clause.lead_in"
    return "clause.lead_in" if led and _CLOSES_FRAME.fullmatch(piece) else ""


def _topics(piece: str, following: str, led: str, predicate: Callable[[str], bool]) -> str:
    """Rules for what the next piece is said of: a matter, a case, a place, a subject."""
    length = len(piece)
    if piece[-1] == "的" and length >= 5 and "是" not in piece and "是" not in led and _HOLDS_FOR.match(following):
        return "clause.condition"
    if length <= 28 and _SAID_OF.match(following) and _RAISED.fullmatch(piece) and not _HAS_VERB.search(piece):
        return "clause.topic"
    if length <= 14 and _ASKS_OF.match(following) and not predicate(piece):
        return "clause.topic"
    if length <= 20 and following[0] == "请" and _MATTER.fullmatch(piece) and not predicate(following[1:2]):
        return "clause.topic"
    if led and piece.startswith(("还是", "或是", "或者")) and not predicate(piece[2:]):
        return "clause.rest"
    if following[0] == "请" and piece[0] in "如若凡":
        return "clause.lead_in"
    if following[0] == "则":
        return "clause.condition"
    if length <= 24 and _SITE.fullmatch(piece) and predicate(following):
        return "clause.subject"
    return ""


def _alike(piece: str, following: str, predicate: Callable[[str], bool]) -> bool:
    """True for nouns of one make, side by side: 学费，电费，…, 品牌教育，素质教育，…"""
    if _SORT.fullmatch(piece):
        return piece[-1] in following[1:4]
    return len(following) <= 12 and following[-2:] == piece[-2:] and not predicate(following[:-2])


def _listed(piece: str, following: str, opening: str, predicate: Callable[[str], bool]) -> str | None:
    """Rules for a list whose commas stand for 、."""
    if following[0] == "《" and following[-1] == "》":
        return "clause.rest"
    if following.startswith(("即", "也就是", "包括")) and len(following) <= 30 and not predicate(following[1:]):
        return "clause.rest"
    if _alike(piece, following, predicate):
        return "clause.rest"
    counted = _COUNTED_ON.fullmatch(following)
    if counted and _ENDS_COUNTED.search(piece) and predicate(piece) and not predicate(counted.group("what")):
        return "clause.rest"
    if piece[-1].isdigit() and _NUMBERED.match(following):
        return "clause.rest"
    if (
        len(following) <= 18
        and _ITEM.fullmatch(following)
        and not predicate(following)
        and not _TIME_OR_LINK.fullmatch(following)
        and _LISTS.search(opening)
    ):
        return "clause.rest"
    return None
