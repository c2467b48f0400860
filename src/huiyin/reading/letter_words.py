"""What the words of messages and answers show beyond the cue words: who acts, what is ruled, what only seems so."""

from bisect import bisect_right
from typing import Protocol, TypeVar

from huiyin.reading.answer_facts import others_did
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.lazily import lazily
from huiyin.reading.model import Speaker
from huiyin.reading.opinions import judges
from huiyin.reading.speakers import who_says


class _Placed(Protocol):
    """Something found in the text that begins with its start and its end."""

    def __getitem__(self, index: int, /) -> object: ...


T = TypeVar("T", bound=_Placed)
_IN_TITLE = lazily(
    r"《[^《》\n]{1,160}(?:《[^《》\n]{0,80}》[^《》\n]{0,80})?》|(?:[映出询诉言]的|反映|关于)“[^“”\n]{1,300}”"
)


def outside_titles(folded: str, found: list[T], key: int) -> list[T]:
    """Leave out what stands within title marks, or is quoted as what somebody reported: it says nothing of its clause.

    Args:
        key: where in each of `found` its start stands.
    """
    if "《" not in folded and "“" not in folded:
        return found
    spans = [match.span() for match in _IN_TITLE.finditer(folded)]
    if not spans:
        return found
    starts = [start for start, _ in spans]
    kept = []
    for item in found:
        at: int = item[key]  # type: ignore[assignment]
        index = bisect_right(starts, at) - 1
        if index < 0 or at >= spans[index][1]:
            kept.append(item)
    return kept


_READER = lazily(
    r"若(?!干)|如(?:果|您|你|属|系|有|需|确|未|已)|凡|[您你](?!们?(?:所|[在向于][^，]{1,30})?(?:反映|提出|咨询|建议|投诉|举报|留言|来信|来电|诉求|提|的(?:留言|来信|诉求|建议|问题|反映|投诉|咨询)))"
)
_OTHERS = lazily(
    r"毕竟|否则|不然|因为|(?:但是?|可是?|而|且|并且|而且|因为|由于|不然|否则|毕竟|再说)?(?:大?部分|大?多数|有时候?|不少|里面|外面|这[里边些个样种类]?|那[里边些个样]?|他们?|她们?|它们?|我们?(?!(?:也|还|都)?(?:希望|建议|请))|本人|自己|目前|现在|如今|已经|至今|其中|每[天年月次个]|眼看|不仅|不但|如果|之前|以前|当时|结果)"
)


_HARMS = lazily(r"(?:影响|造成|加剧|导致|引起|引发)了|(?:增加|加大|加重)了[^，]*(?:难度|压力|负担|成本|风险|困难|隐患)")
_SUPPOSED = lazily(r"(?:^|，)(?:但|而|因此，?|所以，?)?(?:如果|若(?!干)|如(?![此何期上下实])|凡|假如)")
_RECEIVED = lazily(
    r"(?:您|你)[^。]{0,90}(?:建议|提案|议案|意见|来信|留言)[^，。]{0,12}悉$|(?:看到|收到|接到|获悉|知悉)[^。]*(?:留言|反映|来信|帖子?|诉求|投诉|来电|工单|信访件|反映的问题)$"
)
_HANDED_ON = lazily(
    r"(?:经[^，。]{2,12}，)?(?:[^，。您你]{0,12}?(?:已|现)?(?:交由|转由|批转|转来|转至|交给|转为[^，。]{2,6}交)我(?:[局委办厅院校镇乡县市区]|单位|中心|们)[^，。]{0,4}$)|(?:(?:您|你)们?(?:所)?(?:提出)?的?[^。]{0,60}?(?:提案|建议|议案|来信|留言|信件|意见)》?”?(?:（[^）]*）)?号?|来信|留言|工单|该(?:件|信)),?，?"
    r"(?:现|我们|已(?:经)?|均)*(?:由|转|交|批转|移交|转交|交由|转由|转到|转至)[^，。]{2,30}?(?:办理|处理|答复|承办|研究|核查|局|委|办|厅|部门|单位|中心)$"
    r"|[您你]们?[^。]{0,90}[》”]，经[^，。]{2,16}，(?:现|已)?[^，。]{0,10}(?:交由|交|转)我[局委办厅][^，。]{0,4}$"
    r"|[您你]们?(?:[在于][^，。]{2,30})?(?:所)?(?:提出|反映)的?[“《][^”》]{2,120}[”》](?:的?(?:建议|提案|问题))?，?(?:现|已(?:经)?|均)*(?:由|转|交|批转|移交)[^，。]{2,30}?(?:办理|处理|答复|承办|研究)$"
)
_READER_DOES = lazily(r"(?:当时|后来|同时|现场|并且|且)?[您你]们?(?:也|已|均|都|当时|当场)")
_SETTLED = lazily(
    r"问题(?:已|基本|均|全部|也|都|大部分)*(?:得到|予以|获得|解决|处理|整改|(?:专项)?整治|治理|排查|化解|查处|清理|摸排)"
)
_FACTS = lazily(
    r"未(?![来婚])|没有|一直|总是|经常|常常|都会|就会|导致|造成|关系着|每天|一看|无法|^[^，]{1,8}(?<!没)有(?:一|\d|个|几|很多|许多|不少|两|三|多)|(?:比较|非常|十分|特别|很|较|也)[大小多少高低远近长短窄宽差重难]|不断(?:扩大|增加|增长|增多|上升|发展)$|也在|越来越|日益|已成|^满[\d一二两三四五六七八九十]"
)
_DEMANDS = lazily(
    r"(?:现|并|且|故|特|因此|所以)?(?:来电人|来信人|诉求人|投诉人|市民|网友|居民)?(?:强烈|坚决)?(?:(?<=[人民友烈决])要求(?!了|过|我|业主|缴|交)|要求(?=尽快|有关|相关|政府|部门|给予|予以|解决|处理|查处|恢复|严肃|核实|答复|回复|退|赔|依法)|我们?(?:只)?需要[^，]{1,10}给|望(?![着见去远不了江城京月])|盼(?=有关|相关|政府|领导|贵|能|尽快|给|予|早日|各|上级|您|书记|部门|解决|回复|答复|处理|重视))"
)


_WISHES = lazily(
    r"(?!.*[吗么呢？]$)(?:^(?:最好(?![的是吃看])|或者?最好|可以?先|要不|辛苦(?:您|领导|你)(?!了)|我们?最大的(?:愿望|心愿|希望|诉求)|(?:我们?的?|本人|业主|居民)?(?:诉求|愿望|心愿|请求|要求)(?:就?是|为|：))"
    r"|(?:真的?|实在|确实|是|也|早就|是不是)(?:应该|该)[^，的]{2,}了[啊吧呀]?$|(?<!不)(?:期盼|盼望|期待|等待)着?(?:您|你|领导|政府|回[信复音]|答复|早日|尽早|尽快)"
    r"|^(?:我们?|本人|所以|因此|故)?(?:强烈|再次)?建议(?:是否|是不是|能否|能不能|可否|可不可以|要不要)|(?:故|特|再次|现|主要(?:就)?是)申请[^，]{4,}|盼复|望复|[诚敬热急渴]盼(?!已)|^(?:并|请|也)?帮(?:我们?|忙|助我们?)[^，的]{2,}"
    r"|^(?:跪|急|恳|哀|乞|叩|诚|在此|我们?|特|现|只|还|故|因此|所以|向[^，]{2,8})?求(?:解决|解答|回复|答复|帮助|帮忙|关注|重视|处理|政府|领导|相关|有关|您|转发|助(?!的)|问|指点|各)"
    r"|^敬(?:请|盼|望|求|各级|领导|有关|相关)|^(?:快|请|求)?救救|^还(?:给)?(?:我们?|居民|业主|百姓|老百姓|村民|大家|孩子|市民)[^，了过]{0,4}一[个片条份]"
    r"|^(?:但|而|且|也|还|甚至|至少|最少|起码|其实|那|我们?认为|我们?觉得|同时|另外|或者?|最好|完全)*(?:也|就)?可以?(?:考虑|参[考照]|借鉴|规划|预留|采[用取]|尝试|适当|按[照]?[^，]{2,10}(?:加|减|执行|处理|办理)|通过[^，]{2,20}(?:解决|催收|缓解|改善|方式))"
    r"|^(?:至少|最少|起码|最起码)(?:也|要|应|得|可)|^(?:以上|上述|此)[^，]{0,8}请[^，]{2,}|^[^，]{2,20}(?<![供响反适相对效])应(?:该|当)?(?=受到|得到[^，]{0,4}(?:制裁|惩|重视|保护)|[加尽建设及立依予给把由])[^，]{2,}"
    r"|^(?:切勿|切莫|勿|莫让|别让|千万[不别]|不[能要]让|不要再|别再|坚决制止|及[早时](?:制止|处理|解决|整治|修复|清理)|严惩|严厉(?:打击|惩处|查处)|彻查)[^，]{2,}|是不是(?:可以|应该?|能)[^，]{2,})"
)
_CITES_LAW = lazily(r"》第|第[一二三四五六七八九十百零\d]{1,6}条")
_LODGES = lazily(r"(?:我们?|本人|现|特)?(?:要|想)?(?:向[^，]{2,20})?(?:投诉|举报)(?!无|多|几|了|过|后)")
_AS_IT_WERE = lazily(r"(?:可|但|而)?(?:本来|原本|按理|照理|按道理)")


def citizen_flags(text: str) -> int:
    """Flags of a clause of a citizen's: whether it turns from what is asked to something else."""
    if _DEMANDS.match(text) or _WISHES.search(text):
        return Cue.ASK | Cue.PLEASE
    if text[0] in "由因" and _CAUSE.match(text):
        return 0  # a cause is told, not judged
    if _CITES_LAW.search(text) or _LODGES.match(text):
        return Cue.FACT
    if _AS_IT_WERE.match(text):
        return Cue.FACT
    if judges(text):
        return Context.JUDGED
    if text[0] in "让使":
        return Context.RESULTS
    return Context.OTHERS if _OTHERS.match(text) or _FACTS.search(text) else 0


_DEED = lazily(
    r"(?:政府|[省市县区镇乡局]|街道|社区|部门|领导|城管|交警|公园|广场|道路|公路|马路|[村乡]路|这条路|路[段面]?|工程|项目|市场|学校|撤县设区)[^，]{0,24}?"
    r"(?:正在?(?:大力|进行)?(?:提质|改造|建设|发展|推进)|已(?:经)?(?:投入|实施|通上|接通|建成|完成|启动|开通|修[通好]|通车|竣工|安装)|(?:启动|修通|建成|开通|通车|竣工|修好)了"
    r"|投资[^，]*(?:进行|修建|建设|改造)|被评为|(?:取得|获得)[^，]{0,6}(?:成功|成效|进展|称号)|为民修建)"
    r"|增加了(?:大量|许多|很多|不少)|安装了[^，]*(?:设施|设备)|方便了[^，]*(?:出行|群众|村民|居民)|路是?[修通]了$"
)


def tells_deed(text: str) -> bool:
    """True for a clause of a citizen's that tells what was done for the public: 广场已经建成, 方便了居民出行."""
    return _DEED.search(text) is not None


_RULED = lazily(
    r"(?:根据|按照?|依据|依照|参照|遵照|由于)[^。]*(?:规定|办法|条例|法》|细则|政策|标准|第[^，。]{1,6}[条款项])"
)


_OWN_DEED = lazily(
    r"对此|为此|针对[您你]|[^，]{0,16}?(?:我[局委办镇街乡县市处所院校中公厅大支]|我们|工作人员|执法人员|民警|交警|社区|街道|物业|本(?:局|委|办|单位|中心))(?!的?(?:住房|户籍|城镇|城乡|居民|规定|政策|标准))"
)


_BY_A_DAY = lazily(r"(?:年?底|\d{1,2}月(?:份|底|末|\d{1,2}日)?|上半年|第?[一二三四]季度(?:末|底)?)(?:之|以)?前")


def by_a_day(folded: str, at: int) -> bool:
    """True where a year, whose end is `at`, goes on to a last day: 2027年 6月底前, 底前."""
    return folded[at : at + 12].find("前") > 0 and _BY_A_DAY.match(folded, at) is not None


def cites_rule(text: str) -> bool:
    """True for a clause of an answer that cites what is ruled, or sets out what is needed: 根据…规定, 申报条件为…"""
    if _ORDERS.match(text):
        return False
    return _RULED.match(text) is not None or _SETS_OUT.search(text) is not None


def acts_itself(text: str) -> bool:
    """True for a clause with which an answer turns from the rules to its office: 我局已…, 对此…"""
    return _OWN_DEED.match(text) is not None


_ORDERS = lazily("(?:会议|会上|[^，]{2,8}[局委县市镇])?(?:并|同时|还)*(?:明确)?要求(?![是为的和，])")
_SETS_OUT = lazily(
    r"(?:条件|流程|材料|标准|程序|手续|资料|要求)(?:为|是|如下|有|包括)?(?:：|$)|(?:规定|明确)(?:了|：|$)"
)
_ASSIGNS = lazily(
    r"(?<![理缘事自转交])由[^，]{2,24}(?:核定|确定|负责|管养|管护|养护|考核|运营|监督|申报|申请|代办|报销|承办|监管|承担|审核|认定|办理|制定|组织实施|统一|收取|管理|支付|出具|受理|审批|提出[^，]{0,6}(?:计划|申请|方案)|缴纳|组成|构成|统筹|组织编制|编制)"
    r"|采取[^，]{1,24}(?:原则|方式|模式|办法)|[^，]{2,}的(?:原则|方式|模式)(?:进行[^，]{1,8})?$"
)
OWN_ACT = lazily(
    r"(?:对此|针对[^，]{0,20}|随即|随后|当即|现场|同时|为此|因此|目前|之后)?，?(?:对[^，]{0,10}情况)?[^，]{0,10}?(?:我[局委办镇街乡区县市处所院校中公]|工作人员|执法人员|民警|交警|社区|街道|物业)"
)
_WILL = lazily(r"[将拟]|(?<!可能)(?<!可)会(?!导致|造成|影响|引起|引发|产生|出现|给[^，]{1,8}带来)|立即|及时|马上")
_WHENEVER = lazily(
    r"一经|一旦|[等待][^，]{2,60}[后时]|待(?:国家|上级|省里?|市里?|县里?|条件|资金|政策|时机|项目)[^，]{2,60}，|届时|争取(?!了|到|[^，]{0,16}(?:资金|支持|投资)$)|力争|尽量|尽可能|保证(?:将|会|在)"
)
_CAUSE = lazily(r"但?(?:由于|因为|因(?!此|而|地制宜|势利导|人而异))")
_LEVEL = lazily(
    r"^[\u4e00-\u9fff]{2,8}(?<![成作变认视评列改定转以更行因年月日来间])为(?!了|此|避|加|解|方|图|便|防|保|我|您|你|群众|市民|居民|企业|全[省市县区]|老年|学生)|(?:主体|范围|对象|依据|原则|期限)为(?!了)|责任(?:主体)?在|^涉及(?!的)[^，\d]*$|涉及[^，]*(?:职责|职能|权限)$|(?:职能|主管|管理|监管|责任)(?:部门|单位|主体)(?:在|是|为)|(?:分别|均|都)为[^，]*(?:主体|单位|部门|责任人)$|有效期|(?:产业|对象|类型|来源|方式|用途|性质|主体|内容)为(?!了|主|代表|依托|支撑|核心|基础|重点|龙头|引领|载体|抓手)[^，]{2,}|为(?:国家|全[国省市县]|我[国省市县])[^，]{0,8}(?:工程|项目|任务|工作)$|(?:^(?:目前|现|共|现共)|[目当]前[^，]{2,20})有(?:\d|[一二三四五六七八九十两])|投资(?:[为达约共是计到]|总计|共计|都|已)+\s?\d|(?:面积|总投资|工期|全长|总长|宽度?|高度?|金额|费用|标准|限额|年龄|人数|户数|树龄|距离|价格|租金|补偿费|补助费)(?:[为达约共是计到]|总计|共计|都|已)*\s?\d"
)
_PASSED_ON = lazily(r"已(?:经)?(?:向|转|交|安排|列入|纳入|反馈|上报|处理|解决|办理|修复)")
_THIRD = lazily(
    r"(?:[^，]{0,16}，)?(?:该(?:校|公司|店|户|业主|企业|集团|男子|司机|车主|楼盘|开发商|商户)|开发商|(?:部分)?(?:业主|村民|居民|家长|学生)(?![^，]{0,20}[率度量](?:均|达|超|提|明显|大幅|、))|投诉人|信访人|来电人|厂家|房东)"
)
_MENDED = lazily(r"已|整改|停|拆|承诺|表示|同意|将|会|我[局办委镇街]")
_NEEDS = lazily(r"(?<![所急军刚必供内外特])(?:(?<=有)需要$|需(?![求用]|要$))")
_OFFICE_WILL = lazily(
    r"(?:[局处办厅队站镇乡所]|部门|单位|街道|中心|公司|社区|物业|我们|政府)(?:也|都|均|今后|后续)?会(?![议同计展商]|被|导致|造成|影响)"
)
_LEARNT = lazily(r"得知|获悉|了解到|据了解|据悉")
_COUNTED = lazily(r"[据经](?:初步|不完全|最新)?(?:统计|测算)")
_INTENDS = lazily(
    r"(?<![的该本此项划生才岗训动])(?<!年度)计划(?=\d|[于在今明本下年将]|[前后]?[期年月]|完成|启动|实施|开工|建设|投资|新建|对|安排|采取|通过|安装|改造|投入|新增|增设|修建|扩建|购置|开展|组织|选派|培训|开通|引进|争取)"
)
_CALLS_UPON = lazily(
    r"(?:并|同时|已|再次|现场|当场|[^，的]{0,12}?(?:领导|大队|支队|街道|社区|[局委办镇乡长]))?(?:已|也|均)?要求(?![是为的和，])[^，]{3,}"
)
_UPON = lazily(
    r"[^，了已]{0,24}(?:结束|完成|到位|落实|通过|批准|审批|实施|建成|完工|竣工|同意|成熟|具备)[^，]{0,2}(?<!前)(?:之?后|时)，?(?:再|便|就)?(?:立即|即(?!可)|马上|将|尽快|及时)"
)
_MAY_DO = lazily(r"[^，]{1,14}?(?<![许认宁尽])可(?![能以见行靠]|持续)")
_BENEFITS = lazily(
    r"(?:能够?|可以?)(?:有效|进一步|更好地?|大大|极大地?)(?:地)?(?:提高|提升|改善|促进|保障|缓解|增强|带动|保证)|(?<!不)(?:有利于|有助于)[^，]{2,}"
    r"|(?:能够|可以)(?:提高|改善|促进|增强|带动)|(?:更是|也是|正是|是)[^，]{2,30}(?:必由之路|客观需要|必然要求|重生|(?:重要|有效|有力|关键|基本|根本|必要)的?(?:组成部分|内容|方面|基础|保障|环节|途径|举措|抓手|载体|标志|体现|支撑|阵地|手段|前提|路径))$"
)
_TERMS = lazily(r"符合|条件的|申请|标准|补[贴助]|规定|办理|人员|单位|企业")
_GIVES = lazily(r"[为给][^，]{2,40}(?:提供|奠定|创造|打下|营造)[^，]*$")
_RESULTS = lazily(
    r"(?:以(?=方便|便利|满足|确保|保障|促进|推动|提高|提升|达到|实现|解决|缓解|减少)|以便|便于|以利|让|使得?|令|从而|有效)(?!用|命)"
)


_OFTEN = lazily(
    r"多次(?:与|向|到|赴|组织|召开|协调|对接|沟通|查询|了解|现场|实地|研究|督促|上门|会同|前往|开展|联系|走访|进行)"
)
_THANKS = ("感谢", "再次感谢", "首先感谢", "首先，感谢", "最后感谢", "诚挚感谢")
_PRAISED = lazily(
    r"(?:建议|提案|议案|意见)》?”?，?[提写]?[得的]?(?:很|非常|十分|确实)(?:好|及时|中肯|必要|有必要|重要|有价值|有针对性|具体|务实)[^，]{0,2}$"
    r"|(?:建议|提案|议案|意见)》?”?，?(?:确实)?是(?:十分|非常|很|完全)?(?:必要|合理|可行|中肯|正确)的$"
    r"|提出了[^，]{0,6}(?:很好|较好|良好|合理|中肯|建设性)的?[^，]{0,8}(?:办法|意见|建议|思路|措施)$"
    r"|(?:表明|体现|说明|彰显)了?(?:您|你|代表|委员)[^，]*(?:关注|关心|重视|情怀|责任感?|热爱)$"
    r"|(?:建议|提案|议案|意见)[^，]{0,20}，?具有(?:很强|较强|重要|一定|很好)的?[^，]{0,6}(?:针对性|操作性|前瞻性|可操作性|参考|指导|借鉴|现实|意义|价值|作用)[^，]*$"
)


def answer_flags(text: str, main: int) -> int:
    """Flags of a clause of an answer: whether it speaks of the reader, and whether its lead-in cites a rule.

    Args:
        main: where its lead-ins end.
    """
    flags = 0
    first = text[main]
    if (first in "您你若如凡" and _READER.match(text, main)) or (text[0] in "您你若如凡" and _READER.match(text)):
        flags = Context.READER if first in "您你凡" or not _WILL.search(text) else Context.WHENEVER
    elif text[0] in "一待等届争力尽保" and _WHENEVER.match(text):
        flags = Context.WHENEVER
    elif main and _SUPPOSED.search(text, 0, main):
        flags = Context.WHENEVER if _WILL.search(text, main) else Context.READER
    elif _READER_DOES.match(text, main) or (first in "但由因" and _CAUSE.match(text, main)):
        flags = Context.READER
    if flags & Context.READER and _PASSED_ON.search(text):
        flags = flags & ~Context.READER | Cue.ACTS  # 「您的诉求已向…反映」
    elif not flags and _THIRD.match(text) and not _MENDED.search(text):
        flags = Context.READER
    if "需" in text and _NEEDS.search(text):
        flags |= Cue.NORM
    if "可" in text and _MAY_DO.match(text, main):
        flags |= Cue.NORM
    if "会" in text and _OFFICE_WILL.search(text):
        flags |= Cue.FUTURE
    if _LEARNT.match(text):
        flags |= Cue.COPULA
    if _LEVEL.search(text[main:]) or (text[0] in "据经" and _COUNTED.match(text)):
        flags |= Cue.COPULA
    if "计划" in text and _INTENDS.search(text):
        flags |= Cue.FUTURE
    if "要求" in text and _CALLS_UPON.match(text, main):
        flags |= Cue.ACTS
    if "后" in text and _UPON.match(text):
        flags = flags & ~Context.READER | Context.WHENEVER
    if "多次" in text and _OFTEN.search(text, main) and not others_did(text):
        flags |= Cue.ACTS
    if (
        "建议" in text or "案" in text or "意见" in text or "提出了" in text or text[0] in "表体说彰"
    ) and _PRAISED.search(text):
        flags |= Cue.PRAISE
    if (
        text.endswith("如下")
        or text.startswith(_THANKS, main)
        or (("到" in text or text.endswith("悉")) and _RECEIVED.search(text))
    ):
        flags |= Cue.OCCASION
    elif ("已" in text or "交" in text or "转" in text) and _HANDED_ON.match(text):
        flags |= Cue.OCCASION  # who was given the letter to answer
    elif ("由" in text or "原则" in text or "方式" in text or "模式" in text) and _ASSIGNS.search(text, main):
        flags |= Cue.NORM
    if "了" in text and _HARMS.search(text):
        flags |= Cue.PROBLEM
    if _BENEFITS.search(text, main) and not _TERMS.search(text):
        flags |= Context.JUDGED
    if text[0] in "为给" and _GIVES.match(text):
        flags |= Context.RESULTS
    if text[0] in "让使令从有以便":
        flags |= Context.RESULTS if _RESULTS.match(text) else 0
    return flags | (Cue.NORM if main and text[0] in "根按依参遵由" and _RULED.match(text, 0, main) else 0)


_ADDRESSED = lazily(
    r"(?:^|[，。])(?:请问|那么?|是否|也|还|不知)?[^，。]{0,12}?(?:政府|领导们?|部门|[局委办厅]|单位|书记|[省市县区]长|您|你们?|贵[^，。]|相关|有关|大家)(?:也|是否|到底|究竟|们|可以)?$|(?:^|[，。])您看[^，。]{0,20}$|(?:^|[，。])(?:请问|那么?|也|还|不知|希望|所以|因此)?$"
)


_SAYS = lazily(
    r"(?:[^，。：]{0,8}，)?(?P<who>[^，。：]{2,24}?)(?:也|均|都|当场|现场|明确)?(?:表示|反映|认为|称|承诺|表态|答应)(?=，|：|$|会|将|已|其|愿|满意|不|同意|理解|认可|无|非常满意)"
)


_SHORT_NAME = lazily(
    r"(?!对|将|并|也|该|此|其|均|都|经|同时|现场|因此|目前)[\u4e00-\u9fff]{2,6}(?<![也均都已场时日月])"
)


def who_is_told(text: str) -> Speaker | None:
    """Return whose words an answer gives besides its author's own: 市教育局反映，…, 来电人表示满意."""
    found = _SAYS.match(text)
    if found is None or found.group("who")[0] in "我本您你经据":
        return None
    said = who_says(text[found.start("who") : found.end()])
    if said is None and _SHORT_NAME.fullmatch(found.group("who")):
        return Speaker(found.group("who"), "body")
    return said.speaker if said else None


_OFFICE_SAYS = lazily(
    r"(?P<who>[\u4e00-\u9fffA-Z0-9]{2,14}(?:[局委办镇乡]|街道|中心|公司|政府|大队|支队|社区))(?:于[\d年月日时分：\s]{2,20})?(?:回复|答复|回应|反馈)(?:称|如下)?："
)


def office_that_says(text: str) -> Speaker | None:
    """Return the office whose answer is passed on from here: 市水务局回复：…"""
    found = _OFFICE_SAYS.match(text)
    return Speaker(found.group("who"), "body") if found else None


_ONCE = lazily(
    r"(?:导致|引起|引发|[多几数][人]?次|屡次|曾经?|一直|不停|不断|热烈|殷切|再三|反复)[^，]{0,8}$|的(?!业主|居民|村民|群众|家长|市民|百姓|用户)[^，]{0,2}$"
)


def asked_before(folded: str, start: int, at: int, stop: int) -> bool:
    """True where a word of asking at `at` tells of asking: 多次请求…, 在市民的期盼中, 盼望已久."""
    if folded[at:stop] == "拜托":
        return False
    return folded.startswith(("已久", "着", "了"), stop) or _ONCE.search(folded, max(start, at - 12), at) is not None


_ACT_ASKED = lazily(
    r"(?:能不能|能否|可否)(?!我|本人|自己)[^，。]{0,12}?(?:考虑|安排|增设|增加|调整|协调|派|出台|开通|延长|改善|加强|处理|整治|帮|修|拆|清理|尽快|优先|恢复|落实|重视|管一?管|督促|出面|改进|设置|取消)"
)


def asks_leave(folded: str, start: int, at: int) -> bool:
    """True where 能否 or 能不能 at `at` asks somebody to act; of a thing or of oneself it asks what holds."""
    return _ACT_ASKED.match(folded, at) is not None or _ADDRESSED.search(folded[start:at]) is not None


_MATTER = lazily(
    r"(?:反映|提出|咨询|投诉|关于|针对|(?<![待需])解决|缓解|破解|化解|排查|排除|整改|纠正|处理|严查|严打|打击|整治|查处|消除|研究|讨论|商讨|部署|督办|听取|所[述提说]|就|涉及|诉求|重视|关注)[^，。]{0,60}$|(?:[该此]|上述|以上|这一|这个|这些|相关|有关|发现的|查出的)$"
)


def is_matter(folded: str, start: int, at: int) -> bool:
    """True where 问题 at `at` is a matter that is raised or dealt with, no difficulty: 您反映的问题, 解决停车问题."""
    return _MATTER.search(folded, max(start, at - 64), at) is not None or _SETTLED.match(folded, at) is not None


_SOLVES = lazily(
    r"(?:解决|缓解|化解|克服|消除|排查|排除|整改|杜绝|减少|防范|破解|帮助|避免|应对|处理|处置|调处|调解|查处|改进|弥补|缩小|补齐|改正|纠正|降低|防止|严查|严打|破除|促进)[^，。]{0,24}$|补$"
)


def solves(folded: str, start: int, at: int) -> bool:
    """True where a word of difficulty at `at` is what an office does something about: 帮助解决实际困难, 问题的解决."""
    return folded.startswith("问题的解决", at) or _SOLVES.search(folded, max(start, at - 28), at) is not None


_THING = lazily(
    "”|机构|公司|中心|课程|[科所院局厅仪器](?![理置])|合格|内容|情况|问题|制度|规定|办法|标准|资料|信息|材料|手续|费|人员|部门|程序|流程|通知|报告|表格?|单|证|点|站|室|员|过程|条件|要求|周期|期限|费用|价格|面积|位置|区域|范围|对象|条例|细则|政策"
)


def is_no_deed(folded: str, at: int, stop: int) -> bool:
    """True where a word of acting at `at` names a thing (培训机构) or what was not done (未组织)."""
    return folded[at - 1] in "的未不没无" or _THING.match(folded, stop) is not None


_MEASURES = lazily(
    r"(?:采取|开展|做|完成|落实|推进)了[^，。]{0,12}(?:以下|如下|一系列|几[个方项]|措施|工作)|已(?:经)?(?:采取|开展)[^，。]{0,10}(?:以下|如下|工作|措施)"
    r"|(?:开展|工作|办理|落实|进展|推进|完成)情况|(?:主要|具体)做法|已(?:做|开展)的?工作|采取的(?:主要)?措施|所做的?工作|工作成效|取得了?(?:的)?(?![^，。]{0,2}更)[^，。]{0,6}成[效果绩]"
)
_NUMBERED = lazily(r"(?:\d{1,2}[.、．]|（?[一二三四五六七八九十]{1,3}[）、]|[一二三四五六七八九]是)[ \u3000]*$")


def tells_measures(text: str) -> bool:
    """True for words that announce what was done: 采取了以下措施, 工作开展情况."""
    return _MEASURES.search(text) is not None


def numbered(folded: str, start: int) -> bool:
    """True where a number of an item stands before `start`: 1., （一）, 一是."""
    return _NUMBERED.search(folded, max(0, start - 6), start) is not None


_PAST_SIGNS = lazily(r"截[至止]|目前|已|了(?!解)|(?:19|20)\d\d年|近年来|去年|今年以来")


_COUNTS_DONE = lazily(r"累计|先后|[\d万余多]+(?:人次|场次|[场册份张件起处名次本家户座台套盏个])")
_TO_COME = lazily(r"将(?!军)|拟|计划|力争|争取|确保|下一步|今后|继续|年底前|进一步")


def tells_past(folded: str, start: int, end: int) -> bool:
    """True where what follows an item's first words tells of what was done, or counts it and has nothing to come."""
    if _PAST_SIGNS.search(folded, start, min(end, start + 80)):
        return True
    return _COUNTS_DONE.search(folded, start, end) is not None and not _TO_COME.search(folded, start, end)
