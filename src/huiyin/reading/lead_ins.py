"""Lead-ins (引导语): which piece before a comma or colon waits for what follows (GUIDELINES «Statements» 4 to 9)."""

import re
from functools import lru_cache

from huiyin.reading.lead_in_words import (
    AIMED_AT,
    BY_LEAVE,
    BY_THEN,
    DEMAND_NOUN,
    DEMANDS,
    DONE_BY,
    EXCEPT,
    FOUND_IS,
    FOUND_THEN,
    HAS_IT,
    IN_HAND,
    IS_AS,
    IS_DUTY,
    IS_TO_STAND,
    MATERIAL,
    MOSTLY,
    NO_LEAD,
    SENT_AFTER,
    TELLS_ITSELF,
    TIME_ONLY,
    TOGETHER,
    WORKED_OUT,
)
from huiyin.reading.lexicon import Lexicons
from huiyin.reading.message_borders import calls, is_judgement, is_own, says_what_it_is, uncited, waits
from huiyin.reading.message_forms import PURPOSE_ON
from huiyin.reading.reported_borders import says_something, takes_object, towards, waits_for_more
from huiyin.reading.speakers import heading_speaker, introduces, who_announces, who_says
from huiyin.reading.verbs import Verbs

PHONE = re.compile(r"[（）0-9—\-－/、 转]{5,40}")
LONGEST = 200  # a longer piece is no lead-in; it bounds the work on odd texts too

_LEVEL_CHANGE = re.compile(
    r"(?:剔除[^，]{2,10}后|扣除[^，]{2,10}后|同比|环比|比[^，]{1,24}?(?=增|提|上|下|减|多|少|高|低|快|"
    r"慢|翻)|较[^，]{1,24}?(?=增|提|上|下|减|多|少|高|低|快|慢|翻)|年均|平均|分别|实际|名义|预计|力争|累计|"
    r"继续|均|也|更是|并|稳|连续[^，]{1,6}年)*"
    r"(?:达到?(?=\d)|是[^，是]{2,10}的(?=[\d.]+倍)|超(?:过|出|额)?[^，\d]{0,8}(?=\d)|完成率|完成(?=\d)|为[^，\d]{0,6}(?:预算|计划|任务|目标)的?(?=\d)|完成[^，\d]{0,8}(?:计划|目标|任务|预算)[^，\d]{0,6}(?=\d)|[增上]长|递[增减]|(?:增[幅速]|[涨降]幅)(?:达到?|超过?|为|约)?(?=\d)|增[加收支]|下降|减[少收支]|[超短]收|提高|提升|上升|上涨|降低|回落|收窄|缩小|净增|增[至到]|"
    r"[升降][至到]|占|[多少高低快慢](?=\d|[于出])|翻)"
)
_FIGURE = re.compile(
    r"\d|第[一二三四五六七八九十](?!人民|中学|小学|中心|实验|附属|高级|职业|幼儿|污水|水厂|医院)|[一二三四五六七八九十两百千万]+(?:个|倍|成|番|位|名|亿|万|分之)|"
    r"前列|全[国省市]|[十百千万亿]元"
)
_TAKES = re.compile(r"[^，把将]{0,8}[把将][^，]+作为[^，]+$")
_MUST_TAKE = re.compile(r"(?:[^，把]{0,6}[^主重需首紧概，把])?(?:要|应当?|必须|须|务必)(?:始终|切实|更好地|更多地)?把")
_MUST_TAKE_AS = re.compile(r"[^，把]{0,8}把[^，]+作为[^，]+(?<![抓推待来])")  # 要把…作为…来抓 is done
_OTHERS_THEN = re.compile(r"[^，]{2,10}(?:才|就|都|便|要|应|必须|会)")  # 群众才能…
_AS_I = re.compile(r"作为[^，我]{2,12}我们?(?:也|还|都|一直|始终|很|非常|十分)")
_MEANS = re.compile(  # 用数据 says by what; 用好数据 is done
    r"用(?![好足活于心力])[^，了]{0,24}(?:数据|事例|实例|语言|话语|事实|数字|案例|图表|行动|方式|方法|手段|办法|形式|理念|成绩|篇幅)"
)
_PLEASE_BY = re.compile(
    r"请(?:各[^，]{1,10})?(?:结合|根据|按照?|围绕|对照|参照|依据)[^，]{0,16}(?:实际|要求|精神|规定|分工|职责|职能|安排|部署|通知|意见|方案)"
)
_UNDER_WAY = re.compile(r"(?:正在|仍在|还在|尚在|均在|都在|处于)[^，]{0,12}中$")
_PUT_INTO = re.compile(r"[把将][^，]{2,}(?:到|入|在|进|于)[^，]{1,16}[上中里]$")
_JUDGED_END = re.compile(
    r"的[^，]*(?:清晰|有力|明确|突出|到位|准确|精准|全面|得力|务实|科学|合理|具体|透彻|扎实|客观|[翔详]实|周密|可行|得当|鲜明)$|得[准好实全深透清]$|的[^，]{2,}(?:切合|契合|贴近|符合)[^，的]{2,}$"
)
_NO_SUBJECT = re.compile(
    r"[对从在受按与和将把被]|临近|接近|缺乏|缺少|没有|担心|需要|长期|一直|不|未|想|要|有|常年|经常|工作需要|种种|各种|历史|天气"
)
_SUBJECT_ON = re.compile(r"(?!尽管|虽然|虽)[^，对]{2,11}(?<![面针应相反])对[^，]{4,}的[^，]{2,10}$")
_HINDERED = re.compile(r"但?受[^，]+(?:影响|限制|所限|制约|约束)")
_GOT_LETTER = re.compile(r"(?:收|接)到(?:您|你)的?[^，]{0,6}(?:来信|留言|反映|诉求|投诉|来电|工单|咨询)(?:之?后)?")
_TITLED = re.compile(r"《[^》]*》(?:（[^，]*）)?")
_IS = re.compile("(?<![不还总凡可但于而只要都就])是(?!否)")
_WHAT_IS = re.compile("是(?!否|一种)[^，]*[^，了]")
_RESULTS = re.compile(r"(?:成绩|成就|成效|成果|变化|进步)的(?:取得|获得)$")
_NOMINAL = re.compile(r"的[^，的]{2,5}$")
_RAISED = re.compile(
    r"[您你]们?(?:[在向于][^，]{2,30})?所?(?:提出|提交|建议)(?:的|(?=[“《])).*(?:[》”]|建议|提案|议案)(?:（[^（）]{1,20}）)?号?"
)
_COUNTED_ITEMS = re.compile(r"[有谈讲提][一二两三四五六七八九几\d]+[点个条方][^，]{0,4}$")
_COUNTS = re.compile(r"(?:[有达为缺]|共[^，\d]{0,10}|拥有|建成)\d")
_TELLS_SOMEBODY = re.compile(r"(?:向|与|同)[^，]{1,16}(?:汇报|报告|反映|沟通|协调|对接|申请|争取|衔接|反馈|协商)$")
_SETS_TO_WORK = re.compile(
    r"(?:抓紧|认真|及时|尽快|科学|迅速|全力|切实|扎实|着力)(?:研究)?(?:制定|制订|编制|落实|组织|做好|抓好|推进|办理|修订|完善|细化)"
)
_GIVES_POINTS = re.compile(r"[他她]提出?了?[^，]{0,4}[点条个][^，]{0,4}意见$")
_IS_AT = re.compile(r"已(?:站|进|处|到)")
_ALSO_GIVES = ("并提出", "还提出", "并作出", "并进行")
_SAYS_OF = re.compile(r"(?:来说|而言|来讲)(?:[尚都也还更均]|是|有)[^，]+$")
_CARES = re.compile(r"(?:关注|关心)[^，]{4,}$")
_AS_ONE_MUST = re.compile(r"(?:代表|委员|[员人])(?:要(?!求)|应当?|必须|将)")
_NOMINAL_CAUSE = re.compile(
    r"的[^，的]{0,4}(?:发展|提高|增加|加快|推进|影响|限制|制约|增长|变化|需要|扩大|缺乏|不足|滞后|原因)$|等(?:诸多|多种|各种)?(?:原因|因素|问题|影响)$"
)
_PROPOSAL_END = re.compile(
    r"(?:的[^，]{0,4}|[条点项份件和与、这该些]|意见|提出[^，]*|宝贵|合理化|(?:不少|许多|很多|诸多|相关|有关)|[交草撰形][^，]{0,2}了[^，]{0,8})建议$"
)
_ON_BEHALF = re.compile(r"我(?:受[^，]{2,30}委托)?(?:谨)?代表[^，报]{2,24}|我?受[^，]{2,40}委托")
_ACTS_ON = re.compile(
    r"感谢|寄予|加大|加强|推进|收集|(?<=[^主重需首必只不])要(?![求素点件])|(?:定期|及时|全面|统一|逐一|严格|实时|不间断)(?:维护|养护|检修|保养|巡查|清扫|保洁|消毒|监测|监管|回访|更新|公示|考核)$|进行|作出|做出|给予|提出(?!的[^，]{0,10}(?:意见|建议|问题|要求)(?:和建议)?$)|加以|产生|具有|贡献|是|表示|感到|充满|"
    r"应[^，]尽[^，]|(?<!对)(?:建立|制定|形成|设立|推行)(?![^，的]{0,12}的)|(?:认识|了解|理解|掌握|重视|意识)[^，]{0,4}(?:不到位|不够|不足|不强|不高|较差|淡薄)$|(?<!对)做(?![好到法为出工]|[^，的]{0,6}的)|采取|予以|实行|实施|开展|不满|满意|常抓不懈|更加|赞同$|赞成$|拥护$|认可$|同意$|造成|了|已|起到|负责|影响|占|达|(?:排查|检查|查处|处罚|整治|维修|修复|硬化|清理|补偿|赔偿|道歉)$"
)
_WHICH_ARE = re.compile(
    r"对于?(?:未|不|没有?|已|尚|暂|正在|拟|需要?|符合|存在)[^，了]*的(?!给予|予以|进行|实行|采取|加以)[^，的]{2,8}(?<!意见)(?<!建议)(?<!作用)(?<!影响)"
)
_DONE_INSIDE = re.compile(r"[提做办走看写去]过|(?<![为除罢])了(?!解)|(?<![不但还总就可只也若])是(?!否)")
_ITEMS_DONE = re.compile(r"等(?:重点|各)?(?:领域|方面|环节|工作)[^，]{4,}")
_MANNER = re.compile(
    r"(?<![所可在])以(?!旧换新|人为本)(?![^，]*为[^，]{1,8}的)[^，]{2,40}?(?:精神|态度|姿态|作风|方式|状态|行动|模式|使命感|责任感|热情|面貌|理念|标准|力度)$"
    r"|(?<![所可在是])以[^，]{1,30}(?<!行)为[^，的]{1,10}$"
)
_PURPOSE = re.compile(
    r"为(?:了|迅速|妥善|彻底|缓解|减少|降低|消除|杜绝|维护|回应|响应|配合|营造|争取|实现|推动|避免|加快|促进|解决|确保|保障|进一步|更好|加强|贯彻|落实|做好|提升|提高|规范|"
    r"切实|深入|有效|防止|打造|完成|满足|增强|此$|全面|持续|及时|认真|便于|方便|率先|尽快|解|打造|推|"
    r"支持|鼓励|顺利|使|让|改善|扩大|应对|有力|积极|优化|充分|破解|深化|防范)"
)
_REALISES = re.compile(
    r"(?:清醒地?的?(?:看|认识|意识)到|(?:事实|实践|数据|结果|调查|经验)[^，]{0,6}(?:表明|证明|显示)|"
    r"我们(?:更加|深刻|深切|也|必须|还)*(?:认识到|体会到|看到|深知|坚信|相信)|(?:也要|还要|必须|要|"
    r"应)(?:清醒)?(?:看|认识)到|据了解|了解到|(?:查看|检查|调查|核查|核实|走访|排查|勘查|查询|巡查|查验)[^，]{0,4}(?:发现|得知)"
    r"|(?:市民|网友|读者)(?![^，]*(?:多次|反复|曾))[^，]{0,14}(?:反映|投诉)|记者[^，]{0,12}(?:获悉|发现|看到|注意到|了解到|得知))$"
)
_OWN_ACTION = re.compile(
    r"(?<=[^、和与及的等各])(?:加快|推进|推动|布局建设|建设|增加|扩大|完善|强化|深化|打造|实施|开展|"
    r"搞好|发展|谋划|考虑|思考|培育|提升|提供|加强|构建|建立|制定|形成|做好|投资|统筹|优化|踊跃|纷纷|撰写|夯实|完成|"
    r"启动|引进|支持|开设|设立|开通|组建|举办)(?=[^，的等]{2,}$)"
)
_BODIES = (
    "局",
    "委",
    "厅",
    "部门",
    "政府",
    "街道",
    "我们",
    "代表们",
    "委员会",
    "公司",
    "居委会",
    "村委会",
    "社区",
    "大队",
    "中心",
    "单位",
    "各地",
)
_CARRIED_OUT = ("抓好落实", "狠抓落实", "落实到位", "贯彻落实", "做好工作")
_CALLED = (*_BODIES, "委员", "代表", "组织", "干部")  # 希望广大代表围绕…
_NOUN_END = re.compile(
    r"(?:主题|目标|要求|部署|任务|产业|方向|战略|主线|重点|环节|领域|工作|需求|精神|理念|思路|原则|机遇|"
    r"优势|安排|规定|定位|布局|中心|导向|标准|抓手|引领|牵引|核心|特点|实际|意见|情况|问题|短板|机制|"
    r"政策|资源|项目|平台|事项|企业|行为|地区|人员|群体|条件|基础|水平|程度|计划|方案|全局|大局)$"
)
_WHO = re.compile(r"(?:来自|作为|身为)[^，]{2,20}的[^，的]{2,6}(?:代表|委员|同志)$")
_TOPIC = re.compile(
    r"(?:关于|对于?|针对|就)?[您你]们?(?:所)?(?:提出|反映|咨询|建议|留言)[^，]{0,80}(?:建议|问题|情况|诉求|事项|事宜)”?"
)
_DIRECT = re.compile(
    r"(?!主要是$)(?:也|都|均|仍|还|就|则|主要|正|更|一直|始终|历来|一向|从来|已|曾)*(?:是|正在|将(?!此|其|该)|要|已|"
    r"能|可以?|被|由(?!于|此)|为(?!了)|应|须|必须|需|会|处于|位于|属于|成为|有(?![序效力关])|没有|建议|希望)|(?:均|都)[\u4e00-\u9fff]{2}"
)
_NOMINAL_END = re.compile(
    r"(?:区|县|市|省|镇|乡|村|街道|们|大家|工作|会议|政府|公司|代表|委员|局|委|办|同志|企业|群众|部门|"
    r"报告》?|草案|纲要|年|问题|情况|方面|本人|内|中|里|旁|我|他|她|它|这|其)$"
)
_REST = re.compile(
    r"以及|如(?![果何期今此系属是有需遇不未您你确发无没要再若])|例如|比如|包括|特别是|尤其是|[^，]{2,30}以及"
)
_AIM = re.compile(r"做好|实现|完成|推动|推进|抓好|保持|搞好|达到|要|开展|加快|解决|破解|综合|许多|一旦")
_CONDITION = re.compile(
    r"(?:就(?!如|业|医|读|近|地|餐|任|诊|像|象|是|[^，]{2,20}(?:进行|开展|作出|召开|提出|沟通))|就?必须|关键(?:在于?|是)|就要|需要|离不开|要注重|要重点)"
)
STRONG = "围绕|聚焦|针对|依托|立足|紧扣|按照|根据|通过|坚持以|随着|结合|着眼|锚定"
STRONG_HEADS = tuple(STRONG.split("|"))
STRONG_FIRSTS = "".join(word[0] for word in STRONG_HEADS)
_STRONG_HEAD = re.compile(STRONG)
# A piece that a word inside it makes a lead-in holds one of these, or a strong head.
SIGNS = "要将把对以您你"
_SIGNED = re.compile(
    f"[{SIGNS}{STRONG_FIRSTS}](?:(?<=[{SIGNS}])|{'|'.join(f'(?<={word[0]}){word[1:]}' for word in STRONG_HEADS)})"
)
_FORM_FIELDS = ("单位", "时限", "领导", "部门", "责任人")
_COPULAS = ("是", "为", "有", "包括", "即", "表现在", "体现在", "在于")
_NOT_COPULAS = ("求是", "于是", "但是", "可是", "还是", "就是")
TIME_FIRSTS = frozenset(
    "即连元刚力争放展回进时过一二三四五六七八九十两几近多这上前去今明年当本刚新未“十〇0123456789到至截自从下初目现如眼昨日最此之随接期午晚凌中早全同届"
)
_SUBJECT_GOING_TO = re.compile(
    "[^以]{2}(?:[^以将]{0,10}将会?|[^以要]{0,10}(?<![主需首])要)(?=[以聚围通立按坚紧锚瞄对结抢根依在经利]|严格[按遵])"
)
_AT_PRICES = ("按可比价", "按不变价", "按现价", "按可比口径")
_CHANGE_FIRSTS = frozenset("涨力按超完是剔扣累增同环比较年占平实名上下提降回收分升翻均更达高低快为并预连稳净减也")
_DIRECT_FIRSTS = frozenset("历从建希也都均仍还就则主正更一始已曾是将要能可被由为应须必需会处位属成有没")
NOMINAL_LASTS = frozenset("神区县市省镇乡村道们家作议府司表员局委办志业众门告》案要年题况面人内中里旁我他她它这其")
_SITES = frozenset("作分段区路校院园桥站楼栋房场线")
_REST_FIRSTS = frozenset("以如例比包特尤")
_CONDITION_FIRSTS = frozenset("就必关需离要")
_OTHER_FIRSTS = "请我受但为严按"
_PURPORT = re.compile(r"(?:主要|首要)?(?:任务|目的|内容|议题|议程|主题)(?:就?是|为|有)")
_PURPORT_FIRSTS = frozenset("主首任目议")
TELLING_FIRSTS = (
    _PURPORT_FIRSTS | _CHANGE_FIRSTS | _DIRECT_FIRSTS | _REST_FIRSTS | _CONDITION_FIRSTS | {"等"} | set("123456789")
)
_SPEAKS = ("建言献策", "献计献策", "发言", "讨论", "审议", "交流", "探讨", "畅所欲言", "出谋划策")
_POINTS = ("时点", "间点", "节点", "起点", "重点", "地点", "观点", "热点", "难点")
_CLOSED = frozenset("上下中内里时后前间际点日年月面厅")
_TOWARDS_OBJECT = ("对待", "对接", "对标", "对外", "对口", "对比", "对应", "对照")
_TAKEN = ("来抓", "位置", "任务", "抓手", "上", "中", "重点", "出发点", "落脚点", "核心", "全过程")
_NO_MOMENT = (
    "最后",
    "落后",
    "滞后",
    "先后",
    "前后",
    "靠后",
    "善后",
    "同时",
    "临时",
    "及时",
    "随时",
    "平时",
    "按时",
    "小时",
)
_TOLD = re.compile(r"[不未没很太真均都已还啊吗呢]|多次|先后|反复|积极|及时|认真|(?<![附金家下直所归隶专])属")
_LINKED = re.compile(r"(?:但是?|而|可是?|不过|然而|所以|因为|直到|直至)")
_EXAMPLES = ("比如", "例如", "譬如", "比如说", "即", "也就是说", "换句话说", "换言之")
_ANSWERS = ("回复", "答复", "解释", "回答", "答复说", "回复说")
_DECIDED = ("研究决定", "会议决定", "讨论决定", "研究同意")
_WEIGHS = ("意义", "责任重大", "任务艰巨", "事关", "至关重要")
_BY_RULE = re.compile(
    r"(?:严格)?按(?!时|期|月|年|揭|摩|下|照)[^，了]{2,24}(?:制度|要求|规定|标准|程序|流程|原则|计划|意见|精神|部署|方案)"
)
_SEIZES = re.compile(r"借[^，了]{2,30}(?:契机|机会|东风|之机)$")
_AS_ROLE = re.compile(r"[^，作要]{2,40}作为[^，]{2,40}(?:人|单位|部门|主体|者|力量|政府|机关)”?")
_GIVES_WAY = re.compile(r"(?:指明|提供|奠定|注入|描绘|擘画)了[^，]{1,40}$")
_SUMS = ("情况", "内容", "材料", "信息", "事项", "工作", "措施")
_INSERTED = ("特别是", "尤其是")
_DEMANDED = ("要求", "精神", "原则", "部署", "规定")
_ASKS = re.compile(r"是否|是不是|有没有|能不能|[吗呢]|如何|怎|多少|能否|可否|什么|哪|几")
_ALWAYS = ("由于", "鉴于", "随着", "面对", "尽管", "如果", "若", "因", "除了")
_ASKS_NOW = ("建议", "特建议", "希望", "恳请", "提议", "特提出", "提出")
_CITES = re.compile(
    r"(?:明确规定|规定|第[一二三四五六七八九十百零\d]{1,6}条(?:第[一二三四五六七八九十\d]{1,3}[款项])?)$"
)
_ABOUT = re.compile(r"包括|涉及|是|有|表现|体现")


class LeadIns:
    """The lead-in rules with the words of a `Lexicons`; one instance serves every text."""

    def __init__(self, lexicons: Lexicons) -> None:
        lead = lexicons.table("cues")["leadin"]
        weak = lead["weak_heads"].split()
        heads: dict[str, list[str]] = {}
        for word in lead["heads"].split():
            if word not in weak:
                heads.setdefault(word[0], []).append(word)
        self._heads = {first: tuple(words) for first, words in heads.items()}
        self._no_heads = tuple(lead["no_heads"].split())
        self._weak, self._weak_firsts = tuple(weak), frozenset(weak)
        self._tails = tuple(lead["tails"].split())
        self._tail_lasts = frozenset(tail[-1] for tail in self._tails)
        self._after_weak = (*self._tails, "看", "出发", "入手", "上", "角度", "层面")
        prefixes = lead["prefixes"].split()
        self._prefixes = re.compile(f"(?:{'|'.join(map(re.escape, prefixes))})++")
        self._prefix_firsts = frozenset(prefix[0] for prefix in prefixes)
        self._connectives = frozenset(lead["connectives"].split())
        self._saying = tuple(lead["saying"].split())
        self._saying_lasts = frozenset(word[-1] for word in self._saying)
        self._colon_tails = tuple(lead["colon_tails"].split())
        self.openings = (*self._connectives, *lead["heads"].split(), *weak, *prefixes, *_OTHER_FIRSTS)
        openings: dict[str, list[str]] = {}
        for word in self.openings:
            openings.setdefault(word[0], []).append(word)
        self._openings = {first: tuple(words) for first, words in openings.items()}
        self._ends = self._tail_lasts | self._saying_lasts | {"是"}
        self.lasts = self._ends | NOMINAL_LASTS
        self._verbs = verbs = Verbs(lexicons)
        self.predicate, self.tells, self.acts = verbs.predicate, verbs.tells, verbs.acts

    def before_comma(self, piece: str, following: str, spaced: bool, led: str = "", reported: bool = False) -> str:
        """Say by which rule `piece`, before a comma, belongs to what follows; "" when it stands for itself.

        Args:
            spaced: it is a piece of a letter or message.
            led: the lead-ins that already wait before it.
            reported: it is a piece of an article on what people said, or of a suggestion.
        """
        length = len(piece)
        if length > LONGEST:
            return ""
        if piece[-1] == "）" and piece.find("（") > 1 and piece.count("（") == 1:
            piece = piece[: piece.find("（")]  # 要在季度末（6月、9月），
            length = len(piece)
        first = piece[0]
        if first in "把将" and following[0] in "经以按及书报送通定" and MATERIAL.search(piece):
            return "clause.lead_in"  # 将完成情况，经审定后报送…
        if first in "把将" and takes_object(piece, following, spaced or reported, self._verbs):
            return "clause.lead_in"
        if spaced and _GOT_LETTER.fullmatch(piece):
            return "clause.lead_in"
        if spaced and first in "您你" and following[0] in "交由已转收经现我" and _RAISED.fullmatch(piece):
            return "clause.topic"
        if spaced:
            linked = _LINKED.match(piece)
            if linked and length <= 24 and TIME_ONLY.fullmatch(piece, linked.end()):
                return "clause.time"
            if "“" in piece or "《" in piece:
                piece = uncited(piece)
                length = len(piece)
            if piece[0] == "《" and _TITLED.fullmatch(piece) and following[0] not in "《等及和":
                return "clause.subject"
            why = waits(piece, following, led, self.tells)
            if why is not None:
                return why
        first, last = piece[0], piece[-1]
        if BY_LEAVE.match(piece):
            return ""  # 要经主管部门批准
        signed = _SIGNED.search(piece) is not None
        heads = self._openings.get(first)
        if signed or (heads and piece.startswith(heads)) or (length <= 24 and first in TIME_FIRSTS):
            why = self._by_opening(piece, following, first, length)
            if why:
                return why
        if piece[-1] in "处近带旁侧内段间" and IS_TO_STAND.match(piece):
            return "clause.lead_in"
        if last in "况题象为患的" and FOUND_IS.fullmatch(piece) and FOUND_THEN.match(following):
            return "clause.condition"
        if last == "外" and length <= 90 and EXCEPT.search(piece):
            return "clause.lead_in"
        if last in "前底内起" and length <= 60 and BY_THEN.fullmatch(piece) and "了" not in piece:
            return "clause.time"
        if last == "样" and piece.endswith("一样") and ("像" in piece or "同" in piece):
            return "clause.manner"
        if last in self._ends:
            why = self._by_ending(piece, last, length)
            if why:
                return why
        if signed and length <= 60 and "以" in piece and not MOSTLY.search(piece) and _MANNER.search(piece):
            return "clause.manner"
        if reported and led.startswith("为") and following.startswith(_ASKS_NOW) and PURPOSE_ON.fullmatch(piece):
            return "clause.lead_in"
        if reported and not spaced:
            why = waits_for_more(piece, following, self._verbs)
            if why:
                return why
        if (
            following[0] in TELLING_FIRSTS
            or last in NOMINAL_LASTS
            or spaced
            or first in "特尤"
            or following.find("以及", 0, 32) >= 0
            or (signed and ("您" in piece or "你" in piece))
        ):
            return self._by_following(piece, following, spaced, led, reported)
        return ""

    def _by_opening(self, piece: str, following: str, first: str, length: int) -> str:
        """The rules that look at how a piece begins, or at the verb or preposition that governs it."""
        if length <= 8 and piece in self._connectives:
            return "clause.connective"
        if length <= 24 and first in TIME_FIRSTS and TIME_ONLY.fullmatch(piece):
            return "clause.time"
        rest = piece
        if "把" in piece and _MUST_TAKE.match(piece):
            as_what = _MUST_TAKE_AS.fullmatch(piece) and not _OTHERS_THEN.match(following)
            as_what = as_what and self.predicate(following)
            return "clause.lead_in" if as_what else ""
        if first == "将" and "作为" in piece:
            pass  # 将 for 把 is no prefix
        elif first in self._prefix_firsts or "要" in piece or "将" in piece:
            rest = self._without_prefix(piece, first)
        return "clause.lead_in" if rest and self._leads(rest) else ""

    def _by_ending(self, piece: str, last: str, length: int) -> str:
        """The rules that look at how a piece ends."""
        if last in self._tail_lasts and length <= 40 and piece.endswith(self._tails) and self._tail_leads(piece):
            return "clause.lead_in_tail"
        if last in self._saying_lasts and length <= 90 and self._says(piece):
            return "clause.saying"
        if last == "是" and length <= 30 and not piece.endswith(_NOT_COPULAS):
            return "clause.copula"
        return ""

    def _by_following(self, piece: str, following: str, spaced: bool, led: str, reported: bool) -> str:
        """The rules that look at the next piece as well."""
        length, first, last, then = len(piece), piece[0], piece[-1], following[0]
        if then == "按" and following.startswith(_AT_PRICES) and _FIGURE.search(piece):
            return "clause.level_and_change"
        if (
            then in _CHANGE_FIRSTS
            and _LEVEL_CHANGE.match(following)
            and _FIGURE.search(following)
            and _FIGURE.search(piece)
        ):
            return "clause.level_and_change"
        if last == "的" and then in _DIRECT_FIRSTS and _DIRECT.match(following) and "是" not in piece + led:
            return "clause.condition"
        if last in "表员志" and length <= 30 and _WHO.search(piece):
            return "clause.subject"
        if ("您" in piece or "你" in piece) and _TOPIC.fullmatch(piece):
            return "clause.topic"
        if (then == "等" and following in ("等等", "等")) or (
            (then in _REST_FIRSTS or following.find("以及", 0, 32) >= 0) and self._rest(piece, following)
        ):
            return "clause.rest"
        if (
            (then in "要必须需" or following.startswith(_WEIGHS))
            and piece.startswith(("做好", "要做好", "搞好"))
            and not piece.endswith(_WEIGHS)
            and following[:2] not in ("要求", "需求")
        ):
            return "clause.condition"
        if (
            then in _CONDITION_FIRSTS
            and length <= 20
            and first not in ("今去是" if spaced else "今去")
            and _CONDITION.match(following)
            and ((length <= 8 and piece[-1] not in "大小多少高低广强长短难快慢好差") or _AIM.match(piece))
        ):
            return "clause.condition"
        if (
            first in "特尤"
            and piece.startswith(_INSERTED)
            and not towards(led)
            and (not self.predicate(piece[3:]) or (_NOMINAL.search(piece) and not says_something(piece[3:])))
        ):
            return "clause.insert"
        if then == "为" and last == "神" and _GIVES_WAY.search(following) and not self.acts(piece, 0, length):
            return "clause.subject"  # 重要讲话精神，为我们指明了方向
        if last == "》" and then in "对明提部确安" and "的《" in piece:
            return "clause.subject"  # 大会审议通过的《报告》，对今年工作作出部署
        if then in _PURPORT_FIRSTS and _PURPORT.match(following) and length <= 40 and "了" not in piece:
            return "clause.subject"  # 这次会议，主要任务是…
        if then in "要应必" and _AS_ROLE.fullmatch(piece):
            return "clause.subject"  # 各单位负责人作为第一责任人，要…
        if (
            then == "是"
            and _WHAT_IS.match(following)
            and (
                _RESULTS.search(piece)
                or (not (spaced or reported) and length <= 30 and not _IS.search(piece) and self.acts(piece, 0, length))
            )
        ):
            return "clause.subject"
        if (spaced or reported) and "是" in following and self.is_duty(piece, following):
            return "clause.subject"
        if length <= 40 and DONE_BY.fullmatch(following) and not TELLS_ITSELF.search(piece):
            return "clause.subject" if not self.acts(piece, 0, length) else ""
        if HAS_IT.search(piece):
            return ""
        direct = then in _DIRECT_FIRSTS and length <= 40 and _DIRECT.match(following) is not None
        nominal = (
            "了" not in piece
            and last in NOMINAL_LASTS
            and (length <= 8 or last in "告》案要")
            and _NOMINAL_END.search(piece) is not None
        )
        topical = (
            spaced
            and not _TOLD.search(piece)
            and not is_judgement(piece)
            and ((length <= 30 and piece.find("的", 1) > 0) or (length <= 16 and last in _SITES))
        )
        if (
            direct
            and not piece.startswith(_ALSO_GIVES)
            and not _IS_AT.search(piece)
            and "了" not in piece
            and "着" not in piece
            and not (spaced and says_what_it_is(piece))
        ):
            tail = "" if piece[0] == "是" or _IS.search(piece) else piece[piece.rfind("的") + 1 :]
            if spaced and is_judgement(tail):
                return ""
            if 0 < len(tail) < length and not _FIGURE.search(tail) and not self.predicate(tail):
                return "clause.subject"
        if (direct or nominal or topical) and not _FIGURE.search(piece) and not (spaced and says_what_it_is(piece)):
            bare = not self.tells(piece) if spaced and not topical else not self.predicate(piece)
            return "clause.subject" if bare and not self.acts(piece, 0, length) else ""
        return ""

    def is_duty(self, piece: str, following: str) -> bool:
        """True for what is done, where `following` says whose duty it is: 加大投入，一直是我局的工作."""
        if (
            piece[0] in "您你我他它该此这其"
            or _IS.search(piece)
            or "了" in piece
            or not self.acts(piece, 0, len(piece))
        ):
            return False
        found = IS_DUTY.fullmatch(following)
        return found is not None and (not found.group("more") or self.acts(following, 0, len(following)))

    def _rest(self, piece: str, following: str) -> bool:
        if following.startswith(_INSERTED):  # an example before the verb of 让…, 特别是…, goes on
            return not self.predicate(following[3:]) and (piece[0] in "让使对" or not self.predicate(piece))
        if following.startswith("包括") and piece.endswith(_SUMS) and "了" not in piece:
            return True  # 报告完成情况，包括存在的问题
        return _REST.match(following) is not None and (following[-1] == "等" or not self.predicate(following))

    def _without_prefix(self, piece: str, first: str) -> str:
        """Return the piece without connectives, pledges and a short subject before 将 or 要."""
        if first == "为":
            return piece
        start = 0
        if first in self._prefix_firsts and (prefixes := self._prefixes.match(piece)):
            start = prefixes.end()
        subject = _SUBJECT_GOING_TO.match(piece, start)
        if subject:
            return piece[subject.end() :].removeprefix("严格")
        return piece[start:] if start else piece

    def _leads(self, piece: str) -> bool:
        """Tell a lead-in from a clause that only begins like one: the latter has a predicate of its own."""
        first = piece[0]
        heads = self._heads.get(first)
        if heads and piece.startswith(heads):
            return self._head_leads(piece, first)
        if (first in "严按" and _BY_RULE.fullmatch(piece)) or (piece[-1] in "契机会风" and _SEIZES.search(piece)):
            return True
        if first == "对" and not piece.startswith(_TOWARDS_OBJECT):
            judged = _ACTS_ON.search(piece) and not _WHICH_ARE.fullmatch(piece)
            return not (judged or _JUDGED_END.search(piece)) and len(piece) <= 120
        if "把" in piece or (first == "将" and "作为" in piece):
            return _TAKES.match(piece) is not None or (first == "把" and piece[1:2] != "握" and piece.endswith(_TAKEN))
        if first == "用":
            return _MEANS.fullmatch(piece) is not None
        if first in self._weak_firsts:
            return piece.endswith(self._after_weak) or (
                len(piece) <= 6
                and "了" not in piece
                and not piece.startswith(self._no_heads)
                and not piece.endswith(("沟通", "协商", "对接", "交流", "面商", "联系"))
            )
        if first in _OTHER_FIRSTS:
            if first == "为":
                return _PURPOSE.match(piece) is not None and not _DONE_INSIDE.search(piece)
            if first == "请" and _PLEASE_BY.fullmatch(piece):
                return self._head_leads(piece[1:], piece[1])  # 请结合实际，认真落实
            if first == "请" and len(piece) <= 16 and piece.startswith("请问"):
                return _ASKS.search(piece) is None
            if (first in "我受" and _ON_BEHALF.fullmatch(piece)) or (first in "受但" and _HINDERED.fullmatch(piece)):
                return True
        if "对" in piece and _SUBJECT_ON.match(piece):
            return not _ACTS_ON.search(piece) and not self.acts(piece, 0, len(piece))
        strong = _STRONG_HEAD.search(piece, 0, 14)
        if strong is None and len(piece) > 14:
            far = _STRONG_HEAD.search(piece, 14, 44)
            strong = (
                far
                if far
                and piece[: far.start()].removesuffix("紧紧").endswith(_BODIES if piece[0] not in "希建" else _CALLED)
                else None
            )
        if (
            strong is None
            or piece[strong.start() - 1] in "》告已"
            or NO_LEAD.match(piece, strong.start())
            or _DONE_INSIDE.search(piece)
            or piece.endswith(_CARRIED_OUT)
        ):
            return False
        together = TOGETHER.match(piece)
        before = piece[together.end() if together else 0 : strong.start()]
        if "报告" in before or piece.endswith(_SPEAKS):
            return False  # 报告紧密结合实际
        return (before.endswith(_BODIES) or not self.predicate(before)) and not _ITEMS_DONE.search(piece)

    def _head_leads(self, piece: str, first: str) -> bool:
        """Judge a piece that opens with one of the listed heads."""
        if piece.startswith(STRONG_HEADS) and not piece.startswith("通过") and _TELLS_SOMEBODY.search(piece, 2):
            return False  # 根据…要求向上级汇报
        if WORKED_OUT.search(piece, 4) and not piece.startswith(("经", "通过", "在", "自", "从")):
            return False  # 对照标准逐个排查
        if piece.endswith(_SPEAKS):
            return False  # 围绕中心工作建言献策
        if piece.startswith(self._no_heads) or _ITEMS_DONE.search(piece) or NO_LEAD.match(piece) or "越要" in piece:
            return False
        if piece.startswith(("通过", "经")):
            if first == "经" and SENT_AFTER.search(piece, 4):
                return False  # 经负责人审定后报送…
            if _OWN_ACTION.search(piece, 6):
                return False
        elif _SETS_TO_WORK.search(piece, 2) and not piece.endswith(_DEMANDED):
            return False
        if first == "在":
            closed = (piece[-1] in _CLOSED and (piece[-1] != "点" or piece.endswith(_POINTS))) and not _FIGURE.search(
                piece[-4:]
            )
            return (
                closed
                or piece.endswith(("会议室", "时刻", "时期", "阶段", "组", "界别", "分会场"))
                or (len(piece) <= 12 and not self.predicate(piece[1:]))
            )
        if piece.startswith("对于") and _SAYS_OF.search(piece):
            return False
        if piece.startswith("作为") and (_AS_ONE_MUST.search(piece) or _AS_I.match(piece)):
            return False
        if first == "如" and _ASKS.search(piece, 2):
            return False
        if piece.startswith(("截至", "截止")) and (_COUNTS.search(piece) or IN_HAND.search(piece)):
            return False
        if piece.startswith(("因为", "由于")):
            return (
                _NOMINAL_CAUSE.search(piece) is not None
                or _NO_SUBJECT.match(piece, 2) is not None
                or not (self.predicate(piece[2:]) or IS_AS.search(piece))
            )
        if piece.startswith((*_ALWAYS, "为了")):
            return True
        if _DONE_INSIDE.search(piece) and not piece.startswith(("经", "自", "为了")):
            return False
        if piece.startswith(STRONG_HEADS) and AIMED_AT.search(piece):
            return True
        return not _OWN_ACTION.search(piece, 4) or _NOUN_END.search(piece) is not None

    def _tail_leads(self, piece: str) -> bool:
        """Tell 「…工作中，」 and 「进入该路段时，」 from clauses that happen to end in such a character."""
        if piece[-1] == "中" and _UNDER_WAY.search(piece):
            return False
        if piece.endswith(("以来", "的同时")):
            return True
        if piece[-1] in "中上" and _PUT_INTO.search(piece):
            return False  # 把政策落实到工作中
        if piece.endswith(("左右", "以上", "以内", "以下")) or _FIGURE.search(piece[-6:]):
            return False
        if piece.endswith("方面"):
            return not _ABOUT.search(piece.removeprefix("还有"))
        if piece[-1] in "时后":
            return len(piece) <= 20 and not piece.endswith(_NO_MOMENT)
        return True

    def _says(self, piece: str) -> bool:
        """True where the piece ends in a verb of saying that has somebody who says it, or that stands alone."""
        if not piece.endswith(self._saying):
            return False
        if piece.endswith("建议") and _PROPOSAL_END.search(piece):
            return False
        if piece.endswith("要求") and DEMAND_NOUN.search(piece):
            return False
        return len(piece) <= 4 or who_says(piece) is not None or _REALISES.search(piece) is not None

    def before_colon(self, piece: str, following: str, alone: bool, opens: bool) -> str:
        """Decide about a piece before a colon: a lead-in's rule, "heading", or "" for a statement of its own.

        Args:
            alone: no lead-in stands before the piece.
            opens: it is the first of its sentence.
        """
        if "代表" in piece and _CARES.search(piece):
            return ""
        if "提出" in piece and who_announces(piece + "："):
            return "clause.saying"
        if piece.endswith("要求") and DEMANDS.search(piece):
            return ""  # 提出三点要求：一是…
        if piece.endswith(self._saying) or _CITES.search(piece) or _GIVES_POINTS.search(piece):
            return "clause.saying"
        if alone and heading_speaker(piece + "："):
            return "heading"
        if introduces(piece):
            return "clause.saying"
        if PHONE.fullmatch(following):
            return "clause.colon" if calls(piece) else "heading"
        if piece in _EXAMPLES:
            return "clause.colon"
        if piece.endswith(_ANSWERS) and len(piece) <= 24 and not self.predicate(piece[:1]):
            return "clause.saying"
        if piece.endswith(_COPULAS):
            return "clause.colon"
        if piece.endswith(_DECIDED):
            return "clause.saying"
        if piece.endswith(self._colon_tails) or _COUNTED_ITEMS.search(piece):
            return ""
        listed = not self.predicate(following)
        if listed and len(piece) > 6 and self.predicate(piece):
            return "clause.list"
        short = listed and len(following) <= 24 and not TIME_ONLY.fullmatch(following)
        field = piece.endswith(_FORM_FIELDS)
        if alone and opens and len(piece) <= 14 and not short and not field:
            return "" if (_DONE_INSIDE.search(piece) and piece[0] in "我本") or is_own(piece) else "heading"
        if alone and len(piece) <= 16 and not self.predicate(piece):
            return "clause.label" if short or field else "heading"
        return "" if len(piece) > 6 else "clause.colon"


@lru_cache(maxsize=8)
def lead_ins(lexicons: Lexicons) -> LeadIns:
    """Return the lead-in rules of these lexicons, built once."""
    return LeadIns(lexicons)
