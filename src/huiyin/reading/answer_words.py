"""Words of answers (答复的用语) that settle what cues alone leave open: who was given a task, what could do harm."""

from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.lazily import lazily

_COULD_HARM = lazily(
    r"会(?:给|对|使|让)[^，]{2,24}(?:造成|带来|产生)[^，]{0,8}(?:危险|影响|隐患|不便|损失|困难|破坏|损害|压力)|容易[^，]{0,10}(?:造成|导致|引发)|不适合|不适宜"
)
_HOW_MANY = lazily(
    r"[^，]{0,30}?(?:(?:现|共|现共|目前)有[^，]{2,24}\d+|(?:有|总?辖)\d+[余多]?)[口家个处座所名条辆户人]"
)
_LEADER_ASKS = lazily(r"[^，。]{0,12}(?:总书记|国家主席|总理)[^，。“]{0,24}(?:强调|要求|指示)(?=，|$)")
_IN_A_MONTH = lazily(
    r"(?!(?:拟|定)?[于在]今年[^，了已]*(?:举行|举办|召开|开工|启用|启动|投用|投入使用|通车|开通|竣工|完工)$)"
    r"(?:(?:并|且|已|后)?(?:于|在)?|[^，]{0,16}，?(?:因|由于))(?:今年|本年度)\s?\d{1,2}\s?月(?!底|前|末)[^将拟]*$"
)
_APPOINTS = lazily(
    r"(?:并|同时)?(?:安排|指定|明确|确定|落实)(?:了)?(?:专人|分管|工作人员|专门|责任人|[^，]{1,10}(?:负责|牵头|跟进|对接|督办))|(?:立即|迅速|当即|及时|第一时间|已|专门)?(?:责成|抽调)|(?:并|具体|专门|全权)负责(?!人)|[^，]{0,8}(?:我[局委办中公]|公司|集团|中心|大队|支队)[^，]{0,3}将[^，]{4,40}(?:实行|设置|划分)"
)
_WOULD_SERVE = lazily(r"将(?:会)?对[^，]{1,40}(?:起到|产生|发挥)[^，]{0,20}(?:作用|影响|意义)$")
_WORSENS = lazily(
    r"(?:拥堵|矛盾|压力|问题|短缺|缺口|困难|污染|老化|隐患|供需|差距)[^，]{0,6}(?:日益|日趋|日渐|逐渐|越来越|愈发)(?!缓|减|缩小|改善|好|解决|化解|消除|更新|完善|下降|降低|少|小|轻|低)"
    r"|(?:日益|日趋|日渐|越来越|愈发)(?:严重|严峻|紧张|尖锐|加剧|恶化|拥堵|困难|老化|繁重|短缺|不足)"
)
_HARMED = lazily(
    r"(?:多处|严重|不同程度|大面积|部分)[^，]{0,6}(?:受损|受灾|损毁|破损|坍塌|塌陷|淤积|断裂|渗漏|老化)(?:严重)?$"
    r"|(?:受灾|受损|坍塌|泛滥)(?:严重|情况)?$|遭受[^，]*损失|居高不下$|(?:老化|破损|损毁|锈蚀|渗漏|漏水|积水)严重$|断崖式[^，]{2,4}$|亏损(?:严重)?$|(?<!缓解)(?:严重|十分|较为|比较)?(?:短缺|匮乏|紧缺)$|(?:客流|收入|生源|销量|效益|人口|产量)[^，]{0,6}(?:下滑|下降|萎缩|流失|减少)$|(?:爆裂|破裂|断裂|损坏|堵塞|故障|失灵)(?:\d+处|[一二两三多]处)?$|(?:河床|水位|生源|成本|负担|缺口|压力|隐患|矛盾)[^，]{0,4}逐年(?:上升|抬高|下降|减少|萎缩|加重|加大|增加)$|逐年(?:萎缩|加重)$"
)
_FOUND = lazily(
    r"经[^，]{2,14}(?:反馈|核实|核查|调查|确认|了解)，|[经据](?:现场|我[局办委街镇]|仔细|逐一|认真)?(?:查|核实|调查|了解|核查|走访|查询|查阅)|[^，。]{0,12}调查(?:了解)?，"
)
_DOES_TO = lazily(
    "(?:并|同时|也)?(?:对|为|给|向|就|通过)[^，]{2,}(?:进行|予以|给予|提供|加以|开展|实施|帮扶|打造|营造|提出[^，]{0,6}(?:要求|意见|方案)$|(?:及时|立即|迅速|逐一|当场|限期)[^，的]{2,4}$)"
)
_LISTS_WORK = lazily(r"：$|(?:以下|如下)[^。]{2,48}。$")
_PLANS = Cue.FUTURE | Cue.JIANG | Cue.ASK
_WEIGHTY = lazily(
    r"(?:作用|意义|潜力|前景|影响)(?:都|也)?(?:十分|非常|极为|极其|尤为)?(?:巨大|重大|广阔|深远)$|(?:实属|殊为|十分|非常|相当)不易$|(?:具有|有着)[^，]{0,14}(?:意义|作用|价值)$|(?<!充分)(?:起到|起着|发挥着)[^，了]{0,16}作用$|(?<!不)是(?:最|非常|十分|极其)?重要的[^，]{2,}$"
)
_ORDERS = lazily(r"(?:并|同时|还|当即|现场|随即)*(?:要求|责令|责成|督促)(?![是为的和，了])")
_URGES = lazily(r"(?:并|同时)?[^，]{0,4}?(?:推动|促进|督促|敦促|协调|推进|争取)[^，将]*(?:尽早|尽快|早日|及早)")
_HOLDS = lazily(
    r"(?:[^，]{0,12}[局委们厅会])?(?:经研究，?)?认为(?!.*(?:属实|不实|无误|不存在)$)|[^，]{2,}(?:很|十分|非常|确有|完全|极为|更)有?必要$"
)
_BY_MEANS_OF = ("通过", "利用", "充分利用", "依托", "借助")
_ASKED_US = lazily("[您你]们?(?:还|也)?建议(?![的，：》”])")
_TELLS_NOW = lazily(
    r"现将[^，。]{2,80}(?:送上|函告|印送)$|现将[^，。]{2,24}(?:通报|汇报|答复|说明|回复|反馈|告知)$|以上[^，。]{0,8}(?:答复|回复|意见|函复)[^。]{0,16}(?:审定|审阅|审核|审签)$"
)
_RUNS_BY = lazily(r"(?:流经|途经|毗邻|地处|横跨|贯穿)[^，的]{1,12}的")
_MEASURED = lazily(r"[\d.]+[\u4e00-\u9fff%]{1,4}(?:以上)?(?:的|宽|高|厚|长)")
_UNDERTAKEN = lazily(r"(?:并|现|目前)?由[^，]{2,24}(?:承接|承建|修建|施工|建设|实施|监理|设计)[^，]{0,6}$")
_PUT_INTO = lazily(r"(?:并|还|同时)?[把将](?!会|要)[^，]{2,40}?(?:[纳列]入|作为|列为)[^，]{2,}$")
_ONLY_INTO = lazily(
    r"[^，]{0,12}，?[^，]{0,8}只能(?:先|暂时|将其|把)?[^，]{0,12}[纳列]入[^，]{0,16}(?:项目库|计划|规划|储备库|日程)"
)
_HABIT = lazily(r"(?![^，]*[了已曾])[^，]{0,10}?(?<!坚持)每(?:[个]?月|季度?|周|年|天|日|半年|学期|逢)[^，]{3,}")
_PROMISES = lazily(
    r"(?<!我局)(?<!我们)有望[^，]{0,8}(?:带动|促进|推动|提升|提高|改善|缓解)[^，]{2,}|(?:符合|契合|顺应)[^，]*(?:趋势|潮流|需要|期盼|规律)$"
)
_TELLING_RESULT = lazily(
    r"(?:达到|实现)[^，]{0,12}全覆盖$|(?:成效|效果|成绩|成果)(?:十分|非常|较为|比较)?(?:显著|明显|良好|突出|喜人)$"
)
_ONCE_MEANT = lazily(r"[^，]{0,10}原(?:计划|定|拟|打算)")
_RESTATED = lazily(
    r"(?:该|您的?|代表的?|委员的?)?(?:建议|提案|议案|来信|留言)(?:中|里)?(?:还|也)?(?:提出|提到|提及|指出|反映)(?![了过]?的)"
)
_GOES_ON = lazily("(?:并|同时|也)?(?:确保|保证|切实|分别|继续|[为对向给与](?![此于]))")


def settled(text: str, main: int, flags: int, before: int) -> int:
    """Return the flags of a clause of an answer with those put right that its words show to be otherwise.

    Args:
        main: where its lead-ins end.
        before: the kind of the clause before in its sentence, as an `AFTER_…` flag.
    """
    if not before & (Context.AFTER_SUGGESTION | Context.AFTER_COMMITMENT) and _ORDERS.match(text):
        flags = flags & ~(Cue.FUTURE | Cue.JIANG | Cue.NORM) | Cue.ACTS  # what was ordered is not yet promised
    elif before == Context.AFTER_ACHIEVEMENT and _URGES.match(text):
        flags &= ~Cue.FUTURE  # 「报送了需求，推动项目尽早落地」
    elif before == Context.AFTER_SUGGESTION and _GOES_ON.match(text):
        flags = flags & ~Cue.FUTURE | Context.RESULTS  # what comes of what is asked for
    if before == Context.AFTER_ACHIEVEMENT and (_UNDERTAKEN.match(text) or _PUT_INTO.match(text)):
        flags = flags & ~Cue.PROBLEM | Cue.DONE
    if flags & Context.ITEM and text.startswith(_BY_MEANS_OF):
        flags |= Context.ACT_HEAD
    if _WORSENS.search(text, main) or (_HARMED.search(text, main) and not flags & _PLANS):
        flags = (flags | Cue.PROBLEM) & ~Cue.DONE
    if _PROMISES.search(text):
        flags = (flags | Context.JUDGED) & ~(Cue.FUTURE | Cue.ACTS | Cue.DONE)
    if text.startswith("只有") and "才" in text:
        flags = (flags | Context.JUDGED) & ~(Cue.ACTS | Cue.NORM)
    if (_WEIGHTY.search(text) or _HOLDS.match(text)) and not flags & (Cue.LE | Cue.PROBLEM):
        flags = (flags | Context.JUDGED) & ~Cue.ENSURE
    if flags & Cue.YING or text[main] == "可":
        flags |= Cue.NORM  # what ought to be or may be done, by rule
    if text.startswith("需要") and "说明的是" in text[:14]:
        flags &= ~(Cue.NORM | Cue.COPULA | Cue.YING)
    if _ASKED_US.match(text, main) or _RESTATED.match(text):
        flags |= Context.READER  # 您建议开展统计调查
    if _TELLS_NOW.search(text):
        flags = (flags | Cue.OCCASION) & ~Cue.DONE
    if flags & Cue.COPULA and "是" not in text and _RUNS_BY.search(text):
        flags &= ~Cue.COPULA  # 建成贯穿全镇的道路
    if flags & Cue.NORM and appoints(text, main):
        flags = flags & ~Cue.NORM | Cue.ACTS
    if _TELLING_RESULT.search(text, main) and not flags & (Cue.PROBLEM | _PLANS):
        flags |= Cue.DONE
    if "原" in text[:12] and _ONCE_MEANT.match(text):
        flags = flags & ~(Cue.FUTURE | Cue.JIANG) | Context.READER
    if "只能" in text and _ONLY_INTO.match(text):
        flags = flags & ~Cue.NORM | Cue.FUTURE
    if "将" in text and would_serve(text):
        flags = (flags | Context.JUDGED) & ~(Cue.JIANG | Cue.FUTURE | Context.WHENEVER | Context.READER)
    if could_harm(text):
        flags = (flags | Cue.PROBLEM) & ~Cue.FUTURE
    if says_how_many(text):
        flags |= Cue.COPULA
    return flags


def could_harm(text: str) -> bool:
    """True for what something could do harm to: 会给通行车辆造成危险."""
    return _COULD_HARM.search(text) is not None


def says_how_many(text: str) -> bool:
    """True for a clause that counts what there is: 全市现有文化馆12家."""
    return _HOW_MANY.match(text) is not None


def leader_asks(text: str) -> bool:
    """True for what the country's leader asks for: 总书记在考察时强调."""
    return _LEADER_ASKS.match(text) is not None


def is_limit(folded: str, at: int, stop: int, goes_on: bool) -> bool:
    """True where 不低于 or 不少于 at `at` says of what was made how wide or large it is, and sets no goal.

    Args:
        goes_on: the clause before in the sentence told what was done, or what there is.
    """
    return folded[at:stop] in ("不低于", "不少于") and (goes_on or _MEASURED.match(folded, stop) is not None)


def is_habit(text: str, main: int) -> bool:
    """True for what an office does all the time: 我局每月检查一次.

    Args:
        main: where its lead-ins end.
    """
    return _HABIT.match(text, main) is not None


def in_a_month(text: str) -> bool:
    """True for a clause with a month of the year without a word of the future: 今年6月，我局组织…"""
    return _IN_A_MONTH.match(text) is not None


def would_serve(text: str) -> bool:
    """True for what something is said to be good for, in an answer: 将对产业发展起到推动作用."""
    return _WOULD_SERVE.search(text) is not None


def appoints(text: str, main: int) -> bool:
    """True where an office says whom it gave a task: 安排专人负责."""
    return _APPOINTS.match(text, main) is not None


def was_found(text: str) -> bool:
    """Whether a clause opens what was found when the matter was looked into: 「经查，」."""
    return _FOUND.match(text) is not None


def does_to(text: str) -> bool:
    """Whether a clause tells a deed by whom it is for: 「对困难户给予补助」."""
    return _DOES_TO.match(text) is not None


def lists_work(folded: str, start: int, end: int) -> bool:
    """Whether a paragraph announces a list of what will be done: 「将从以下方面做好工作：」."""
    return _LISTS_WORK.search(folded, start, end) is not None
