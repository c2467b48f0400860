"""Narration (记者的话): what a reporter tells of a meeting, between the words of those who speak there."""

import re

from huiyin.reading.lazily import lazily

_WHO = r"(?:代表|委员|与会(?:人员|同志)?|列席(?:人员|同志)?|大家|领导|同志|负责人|书记|主任|[省市县区州镇乡]长)们?"
_NARRATES = lazily(
    rf"{_WHO}[^，。：]{{0,24}}(?:踊跃|积极|争相|纷纷|畅所欲言|畅谈|围绕|结合|就)[^，。：]{{0,30}}(?:发言|审议|讨论|建言|献策|感受|交流|提出了?[^，。：]*(?:建议|意见|真知灼见|看法))"
    rf"|{_WHO}还?[对就][^，。：]*提出了?[^，。：]*(?:建议|意见|真知灼见|看法)"
    rf"|{_WHO}[^，。：]{{0,20}}(?:进行了?[^，。：]{{0,6}}(?:发言|审议|讨论|交流)|踊跃发言|积极发言|畅所欲言|各抒己见)"
    r"|(?:出席|列席|参加|主持|来到|走进|分别到)[^，。：]{0,40}(?:会议|审议|讨论|代表团|小组|大会|座谈)[^，。：的]{0,6}$"
    r"|(?:会议|全会|大会|会上|审议中)，?(?:还|认真|首先|一致|分别|全面)*(?:推选|酝酿|通过|传达|审议|听取|讨论|回顾|审查|表决|选举)了?|^[^：“]{0,40}踊跃发言"
    r"|^(?:分组|分团)?(?:审议|讨论|座谈)(?:发言)?(?:中|时|期间|现场)，?(?!.*(?:认为|说|表示|建议|指出|提出|希望))"
    r"|^(?:与会)?(?:代表|委员)们?(?:结合|围绕|紧扣|立足)[^，。：]{1,14}$"
    r"|代表团[^，。：]{0,16}(?:举行|召开|审议|分组)|(?:分组|分团|小组)(?:会议)?(?:审议|讨论)|分成[\d一二三四五六七八九十]+个|(?:代表团|小组)(?:全体)?会议"
    r"|提[出交]了[^，。：]{0,24}(?:意见|建议|议案)(?:和(?:意见|建议))?$|(?:共|累计)?(?:收集|提交|提出|收到)[^，。：]{0,24}(?:意见|建议|议案)[^，。：]{0,8}[\d一二三四五六七八九十]+[条件个项]"
    r"|受到[^，。]{2,16}(?:代表|委员)的?关注|(?:代表|委员)[^，。]{0,14}关注的(?:是|还是|仍)|道出|细数|翻开|打开[^，。]{0,6}话匣|接过话|话音刚落|标上了?|算了[^，。]{0,6}账|点头|记者[^，。]{0,12}(?:采访|获悉|看到|了解|连线)"
    r"|(?:会场|现场|审议|讨论|会议)?[^，]{0,4}气氛[^，]{0,8}(?:热烈|活跃|融洽|浓厚|祥和)"
    r"|(?:组织|带领|率)[^，。：]{0,40}(?:代表|委员|组成人员|调研组|视察组|检查组)[^，。：]{0,20}(?:调研|视察|检查|考察|走访)|(?:实地|现场)(?:视察|察看|查看|走访|考察|调研)了?|听取了[^，。]{2,60}(?:汇报|发言|介绍)$"
    r"|[他她](?:也|还|则)?(?:深切|深深|真切)?(?:感受|体会)[到着]|[他她](?:也|还|则)?(?:十分|特别|非常|最|尤其|一直|长期)关注|把[^，。]{0,6}(?:目光|重点|焦点)[^，。]{0,4}(?:放在|投向|聚焦)"
    r"|(?:认真|仔细)(?:记录|听取|倾听)|现场(?:回应|答复|解答)|(?:亲切|深入)交流|谈(?:了|起)(?:自己的|一些|几点)?(?:体会|感受|看法)|(?:陆续|向大会)报到|让我们一起(?:来)?(?:听|看)"
)
_SCENE = lazily(
    r"召开(?!了)[^，。]{2,40}(?:座谈会|推进会|汇报会|动员会)$|(?:齐聚|汇聚|欢聚)一堂|肩负[^，。]{0,16}(?:重托|期望|期盼|嘱托)|履行[^，。]{0,14}(?:职责|职权|权利)$|步入会场|主席台|国徽|红旗"
)
_PRAISES = lazily(
    r"[令让使][^，。]{1,12}(?:兴奋|振奋|高兴|欣慰|感动|激动|自豪|骄傲|欢欣)|"
    r"^(?:充分|高度)(?:肯定|评价|赞扬|认可)|(?:代表|委员|大家|与会人员)们?(?:在[^，。]{1,8}中)?[^，。的]{0,6}(?:充分肯定|高度肯定|高度评价)了?|(?:代表|委员|大家|与会人员)们?[^，。的]{0,6}(?:赞同|赞成|认可|拥护)|做[了出]?[^，。]{0,10}(?:积极|高度)的?评价|给予(?:了)?[^，。]{0,6}(?:高度评价|(?:充分|高度)?肯定|高度赞扬)|(?:表示|一致)(?:完全|一致|非常)?(?:赞同|赞成|同意|拥护)"
)
_PRAISE = frozenset("肯评赞认拥同奋兴慰动豪傲欢")  # each wording of a judgement holds one of them
_NO_SPEECH = lazily(
    r"提[出交]了?[^，。：]{0,24}(?:意见|建议|议案)(?:和(?:意见|建议))?$|(?:进行|作)了?[^，。：]{0,6}发言$|提出的[^，。]*(?:意见|建议)[^，。]*被"
)
_SAID_FIRST = lazily(r"[^，]{2,30}(?:要求|强调|指出|表示|说|认为|建议)，")
_PUTS_FORWARD = lazily(
    r"(?:(?P<name>[\u4e00-\u9fff]{2,3})(?:等[\d一二三四五六七八九十几多]*[名位]?)?(?:[\u4e00-\u9fff]{0,4}代表|[\u4e00-\u9fff]{0,4}委员)|(?P<pronoun>[他她]))(?:联名|还|又|也|则)?(?:提交|提出|带来)了?[^，。]{0,6}《?关于"
    r"|(?:(?:代表|委员)(?P<after>[\u4e00-\u9fff]{2,3}?)|(?P<he>[他她]))(?:联名|还|又|也|则)?(?:提交|提出|带来)了[^，。：]{4,60}的(?:建议|议案|提案)$"
)
_GROUPS = lazily(r"与会(?:人员|代表)|代表委员|委员代表|人大代表|政协委员|列席人员|组成人员|代表|委员|大家")
_SHORT_QUOTE = re.compile(r"“[^”]{1,8}”")
_OUTSIDE = lazily(r"[：“”]")


def narrates(text: str) -> bool:
    """True for a clause with which a reporter tells what went on at a meeting: 代表们踊跃发言, 会议推选…"""
    if "我们" in text and not text.startswith("让我们"):
        return False  # somebody speaks for himself
    if "“" in text:
        text = _SHORT_QUOTE.sub("", text)
    return (_NARRATES.search(text) is not None and not _OUTSIDE.search(text)) or text.startswith("据了解")


def sets_scene(text: str) -> bool:
    """True for a clause with which a reporter sets the scene: 代表们汇聚一堂, 肩负人民重托."""
    return _SCENE.search(text) is not None


def praises(text: str) -> bool:
    """True for a clause that tells a judgement of those present: 对报告给予高度评价."""
    return not _PRAISE.isdisjoint(text) and _PRAISES.search(text) is not None


def tells_of_words(text: str) -> bool:
    """True for a clause whose verb of saying only tells that something was said: 提出了许多建议, 进行了发言."""
    return _NO_SPEECH.search(text) is not None and not _SAID_FIRST.match(text)


def puts_forward(text: str) -> str | None:
    """Return who puts a proposal forward by its title (张某提交了关于…的建议), "" for a pronoun, None for nobody."""
    found = _PUTS_FORWARD.search(text)
    return (found.group("name") or found.group("after") or "") if found else None


def group_before(passage: str) -> str | None:
    """Return the group named last in a passage: whose words 「一致认为」 gives."""
    found = _GROUPS.findall(passage)
    return ("代表" if found[-1] == "大家" else found[-1]) if found else None


def in_quotation(folded: str, start: int, at: int) -> bool:
    """True where a quotation that began behind `start` is still open at `at`."""
    return folded.rfind("“", start, at) > folded.rfind("”", start, at)


_DEEDS = lazily(
    r"(?:修|建|通|装|架|铺|盖|种|引进|开通|安装|硬化|新建|改造|开办|安装|配|打)(?:好|上|起|成)?了[^，好]|(?:取得|实现|完成|推动|做|开展|创造|迈出|跃上|打赢|交出|建成|新增|达到|保持|推进)了|(?:取得|实现|完成|突破|跃升|逆势)[^，]{0,10}(?:进展|成就|任务|目标|增长|上扬|突破|亿元|%|大关)"
    r"|我[省市县区州国](?:上下)?(?:积极|认真|扎实|着力|大力|深入|不断|持续)"
    r"|^(?:积极|扎实|全力|坚决|有力|有效|深入|持续|大力)(?:推进|推动|做好|开展|落实|实施|发挥)"
)
_ABOUT_REPORT = lazily(r"报告|讲话|总结|部署|通篇|全文|阐述|诠释|体现|彰显|分析|回顾|作了|作出")
_CAME_ABOUT = lazily(
    r"(?!更加|日益|持续|不断|稳步|进一步|扎实|有序|加快|加速|显著|逐步|有效|全面|[将要让使令推促])[^，]{2,30}?"
    r"(?:更加|更为|日益|越来越|持续|不断|稳步|进一步|扎实|有序|加速|显著|明显|逐步|有效|大幅|步伐|稳中|量质双|质量双)"
    r"(?:推进|提升|加快|牢固|稳固|改善|优化|增强|提高|向好|巩固|显现|释放|扩大|深化|完善|壮大|增长|领先|凸显|健全|活跃|夯实|展开|见效|好转|回升|攀升|丰富|充实)$"
)
_BURDENS = lazily(
    r"案件|事故|外流|流失|老龄|污染|噪声|拥堵|债务|负担|未来|今后|需求|压力|难度|问题|矛盾|成本|任务|竞争|风险|形势|差距|报告|[将要应]|建议|希望"
)
_BURDENED = lazily(r"(?:任务|压力|形势|责任|难度)[^，]{0,4}(?:繁重|艰巨|严峻|较大|很大|不小|突出)$")
_COULD = lazily(
    r"[^，]{2,40}?(?:仍然?|依然)是|[^，将]{0,14}?(?:可以?|能够?)(?!持续|否|不|见|谓|喜|观|力)(?:有效|更好)?(?:让|使|保障|提升|解决|方便|带动|促进|改善|缓解|提高)"
)


def tells_deeds(text: str) -> bool:
    """True for a clause that tells what was done, and nothing of the report in which it stands."""
    return _DEEDS.search(text) is not None and not _ABOUT_REPORT.search(text)


def came_about(text: str) -> bool:
    """True for a clause that says how something has become, without anybody who does it: 道路条件持续改善."""
    return _CAME_ABOUT.match(text) is not None and not _BURDENS.search(text)


def could_be(text: str) -> bool:
    """True for what something could bring about, or how hard it is: 建成后可保障灌溉, 治理任务繁重."""
    return (("可" in text or "能" in text or "是" in text) and _COULD.match(text) is not None) or (
        _BURDENED.search(text) is not None and "是" not in text
    )


_WORK_OF_BODY = lazily(
    r"(?:常委会|政协|人大|法院|检察院|两院|提案|政府)的?工作(?!报告|者|人员|部署|任务|重点|[要计])"
    r"|(?:常委会|(?:全国|[省市县区州])政协)(?:在|坚持|始终|高举|全面|认真|紧|牢牢|自觉|主动|忠实|围绕|切实|积极|充分)"
)


_WORK_OF_MEMBERS = lazily(
    r"(?:会议期间|一年来|[一二三四五]年来)，[^，]{0,8}(?:代表|委员|人大|政协|一府两院)|(?:各位|全体|广大)(?:代表|委员)们?(?:肩负|以|牢记|认真|积极|始终)"
    r"|人大及其常委会|人大常委会和"
)


def judges_members(text: str) -> bool:
    """True for a clause in which an official tells how members or their congress did: 会议期间，各位代表认真履职."""
    return _WORK_OF_MEMBERS.search(text) is not None


def judges_work(text: str) -> bool:
    """True for a clause about the work of a congress, a court or another such body: 提案工作质量高."""
    return _WORK_OF_BODY.search(text) is not None


_CALLS_UPON = lazily(
    r"(?:(?<=^)|(?<=[，：]))(?:同时|此外)?(?!我们|我[省市县区州]|全[省市县区州国](?!各)|作为)"
    r"(?:[^，。：]{0,20}各(?!项)[^，]{1,24}?|[^，。：]{0,24}?(?:部门|单位|政府|委员(?!会)|代表|机关|干部|乡镇|街道|企业|[\u4e00-\u9fff]{2}[镇乡]|秘书处|法院|检察院|两院|[室局办厅院])们?)"
    r"(?:也|都|还)?(?:要(?!求|素|点)|应当?(?!急|用)|必?须|务必)"
)


_MUST = lazily(
    r"(?:就|更|还|也|都|一定)?(?:要(?!求|素|点|么|闻|是)|必须|务必|务须|[决绝]不能|不能(?!不))(?![^，]{0,20}了)|(?!相信|坚信)(?:[^，]{2,16}(?:表示|说)，)?[^，]{0,20}一定(?:会|要|将|把|按|依|认真|努力|不负|不辱)|(?<=[一二三四五六七八九十]要)"
)


def must(folded: str, start: int, end: int) -> bool:
    """True for a clause that opens with what must be: 要…, 必须…, 决不能…, or behind 一要, 二要."""
    return _MUST.match(folded, start, end) is not None


_VOWS = lazily(
    "(?:要|将|认真|切实|依法|忠实)*(?:履行|不负|不辱)|(?:认真|切实|深入|全面)(?:学习|领会|贯彻|落实|传达|宣传)|当好|立足|带头|充分发挥|发挥[^，]{2,10}(?:职能|作用|优势)"
)


def vows(folded: str, start: int, end: int) -> bool:
    """True for a clause that opens with what a member will do: 认真履行职责, 不负重托."""
    return _VOWS.match(folded, start, end) is not None


def calls_upon(text: str) -> bool:
    """True for a clause in which an official says what others must do: 各级各部门要…, 市政府及有关部门要…"""
    return _CALLS_UPON.search(text) is not None


_COMMENTS = lazily(
    r"(?:这|那)(?:并?不|并非)是|(?:[^，]{0,8}，)?(?:这|此)(?:(?:一|种|些|个|样|次|项)?[^，是]{0,4}(?:做法|举措|制度|安排|工作|机制|变化|成绩|活动|政策|意见|建议|发言))?，?(?:既|不仅|充分|有利于|有助于|很有|非常|十分)"
    r"|(?:这|此|也|又)?(?:更|还)?(?:充分|有力|生动|集中)(?:说明|彰显|体现|证明|反映|展示|展现)"
    r"|(?:[^，]{0,40}是|[^，]{0,12}?)(?:非常|十分|特别|极其|相当|比较|高度)(?:具有|吻合|符合|契合|贴合|及时|必要|务实|实在|到位)"
    r"|(?:[^，]{2,40}，)?[为给][^，]*(?:指明了|描绘了|擘画了)|(?:同时)?(?:这|也|又|都)(?:充分|也|都|就|再次)?(?:说明|表明|体现|彰显|展现|意味着|印证|证明)|(?:最|就)?根本的?[^，]{0,2}在于|归根到底"
    r"|(?:这|也|更)?是[^，]{0,24}的(?:[^，的]{0,6}[、和])?(?:探索|创新|体现|肯定|鼓励|鞭策|丰富|拓展|尊重|认可|信任)$"
    r"|(?:说明|表明|意味着|证明)(?!会|书|情况|如下|材料|了?原因)"
    r"|(?:这|此举?)(?:必|也|都)?将(?:会)?(?:进一步|有效|大大|极大|有力|更好)"
    r"|(?:这|此)(?:将|也)?[为对][^，]*(?:创造|提供|奠定|指明|坚定)"
    r"|这?些?[^，]{0,8}成绩的取得|[^，]{0,12}(?:离不开|得益于|归功于|根本在于)|根本的?原因(?:是|在于)"
    r"|(?:这|此)?(?:既是|也是|更是|又是|都是)[^，]{0,16}(?:肯定|鞭策|激励|鼓舞|信任|动力|压力|期望|期待|认可|鼓励)$"
)


_RANKS = lazily(
    r"[^，]{2,40}?(?<![还只就总都像要说])是[^，]{0,16}?(?:最大的|最好的|重要|首要|关键|重中之重|头等|长期|薄弱|紧迫|核心|根本|基础性|永恒)(?:的)?"
    r"(?:民生|工作|任务|环节|大事|一环|内容|保障|支撑|抓手|途径|手段|力量|课题|主题|所在|举措)"
)


_IS_GREAT = lazily(
    r"[^，]{2,40}是[^，]{0,8}(?:硬道理|关键|根本|前提|重中之重)$|[^，]{0,60}是[^，]{0,24}(?:大事|盛会|喜事|盛事|政治任务|重大任务)$"
)


def ranks(text: str) -> bool:
    """True for a clause that says how much something matters: 出行和就医是最大的民生."""
    return "是" in text and (_RANKS.match(text) is not None or _IS_GREAT.match(text) is not None)


_WELL_TOLD = lazily(
    r"(?:《?报告》?)?(?:总结|回顾|分析|剖析|部署|安排|谋划|阐述)(?:了)?(?:成绩|工作|形势|问题|任务|过去|未来|今年|成效|经验|目标)[^，了]{0,6}?"
    r"(?:客观|全面|准确|精准|深[入刻]|透彻|扎?实|清[晰楚]|明确|具体|到位|科学|有力|得当|中肯)[^，]{0,8}$"
)
_JUDGED_AS_A_WHOLE = lazily(
    r"(?!.{0,60}?(?:认为|表示|指出|代表们|委员们|大家|说，))[^。]{0,30}报告》?[^。]{0,300}好报告"
)
# how the plan that a report lays out is: 今后五年的各项安排紧紧围绕大局
_PLAN_JUDGED = lazily(
    r"[^，]{0,20}(?:工作)?(?:安排|部署|谋划|目标任务|举措|思路|打算)(?:紧紧围绕|紧扣|切合|符合|契合|贴近|贴合|体现|突出|具有|针对性|切实可行|科学|明确|清晰|具体|务实)"
)


def well_told(text: str) -> bool:
    """True for a clause on how a report tells its part: 分析形势深入精准, 今后五年的工作安排切实可行."""
    return _WELL_TOLD.match(text) is not None or _PLAN_JUDGED.match(text) is not None


_SPEECH = lazily(
    r"(?:^|\n)[ \u3000]*(?:各位(?:领导|代表|委员|同志)|同志们|尊敬的各位)[^\n。]{0,24}[：！]"
    r"|(?:^|[。；，\n])(?:我(?:认为|感觉|觉得|个人|完全|非常|十分|都?赞成|都?同意)|我谈|下面，我)"
)
_NO_SPEECH_OF_ONE = lazily(r"记者|本报|讯[ \u3000（]|(?<!我)(?<!我们)(?:表示|认为|说|指出|强调)[，：]|代表们|委员们")


def is_a_speech(folded: str) -> bool:
    """True for what one person says of a report, without a reporter and without a name."""
    return _SPEECH.search(folded, 0, 600) is not None and _NO_SPEECH_OF_ONE.search(folded, 0, 600) is None


def speaks_of_report(folded: str, start: int, end: int) -> bool:
    """True for a paragraph in which somebody unnamed judges a report from its first words on."""
    return folded.find("好报告", start, end) >= 0 and _JUDGED_AS_A_WHOLE.match(folded, start, end) is not None


_BRINGS = lazily(
    r"[^，]{0,12}(?:带来|准备|提交|提出)了?[^，“《]{0,10}(?:议案|建议|提案)$"
    r"|[^，]{0,8}带来了?关于[^，“]{2,80}[一二两三四五六七八九几\d][个件份条](?:议案|建议|提案)$"
)
_BROUGHT = ("议案", "建议", "提案")


def brings(text: str) -> bool:
    """True for a clause that announces what a deputy asks for: 今年我带来了两个议案，一是…"""
    return text.endswith(_BROUGHT) and _BRINGS.match(text) is not None


def comments(text: str) -> bool:
    """True for a clause that comments on what was said before: 这一做法既展示了…"""
    return _COMMENTS.match(text) is not None
