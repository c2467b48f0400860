"""Recognising what sort of text (文体) a source is; the sort only steers defaults and can be overridden."""

import re

from huiyin.reading.messages import labelled
from huiyin.reading.model import TextKind

_MESSAGE = re.compile(
    r"留言(?:主题|内容)|网友\s?“|网友[：，]?\s{0,4}[您你]好|网民“?|来电(?:人|内容|反映)|市民(?:来电|反映)|诉求(?:内容|描述)|"
    r"12345.{0,12}(?:来电|工单)|话务员"
)
# Each alternative opens with a sign of its own: the engine then passes over all places where none of them stands.
_ANSWERED = r"[^，。\n]{0,12}的?(?:答复|复函|回复)"
_LETTER = re.compile(
    rf"您(?:们)?(?:在[^，。\n]{{2,40}}上)?提出的.{{0,60}}?(?:收悉|收到)|提案{_ANSWERED}|建议{_ANSWERED}"
    r"|答复如下|回复如下|函[告复]如下|答复意见|[会协]办意见|供[您你贵][^，。\n]{0,12}答复|(?:您|你)们?(?:所)?提出的[^，。\n]{2,60}的(?:建议|提案|议案)”?，我[局委办厅院校镇乡]"
    r"|(?:代表|委员)：\s{0,6}\n[ \u3000]{0,8}[^，。\n]{0,4}[您你]们?(?:所)?(?:反映|提出|提的|在)"
)
# what a letter says to the one who gets it; an article on the handling of suggestions says none of it
_TO_SOMEBODY = re.compile(
    r"[您你]|收悉|(?:答复|回复|函[复告]|汇报|报告|反馈)如下|我[局委办厅院校镇乡]|贵[局委办]|复函|(?<!提出)(?<!研究)(?<!形成)答复意见"
)
_WISH_TITLE = re.compile(
    r"(?:^|\n)[ \u3000]*[^\n。，；：]{0,20}?(?:[案事题][ \u3000]*[由目]\s?[：|]\s?)?"
    r"(?:关于|对于?|就)[^\n。]{2,60}的(?:几[点条]|若干)?(?:建议|提案|议案|建议案|意见建议)[ \u3000]*\n"
)
_TITLED_WISH = re.compile(r"(?:题目|标题|案由|名称)：\s?关于[^\n]{2,60}的(?:建议|议案|提案)\s*\n|所属代表团")
_WISH = re.compile(
    r"案\s{0,6}由|提案者|提案人|建议人|领衔代表|附议|建议(?:编号|内容)|议案(?:编号|内容)|提出?建议的?代表|案据|方案：|建议案"
)
_DELIBERATION = re.compile(
    r"代表团(?:的)?(?:代表|全体)?[们]?(?:[一普纷][致遍纷])?(?:认为|表示)|"
    r"审议(?:审查)?(?:了)?[^，。\n]{0,16}报告|代表(?:们|委员)?[^，。\n]{0,8}(?:认为|建议(?![、和\d]|[省市县]?政协)|表示|"
    r"说)|建言献策|委员[^，。\n]{0,6}(?:认为|建议|表示)"
)
_TALKS = re.compile(
    r"(?:^|\n)[ \u3000]*(?:[\u4e00-\u9fff]{0,4}人大代表|[\u4e00-\u9fff]{0,4}政协委员)"
    r"[ \u3000：]*[\u4e00-\u9fff]{2,3}[ \u3000]*(?=\n|：)|人大代表、政协委员"
    r"|(?:^|\n)[ \u3000]*(?!各位|尊敬)[\u4e00-\u9fff·]{2,12}(?:代表|委员)：(?=[^\n])"
    r"|代表团|代表们|委员们|分组(?:审议|讨论|会议)|各位代表(?![：，！])|列席|与会人员|审议发言|发言摘登"
    r"|人大代表[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,3}(?:代表|委员)(?:认为|建议(?![、和\d]|[省市县]?政协)|表示|说|提交)"
)
_VOICED = re.compile(  # a title, or what one of them says
    r"(?:^|\n)[^\n，。：]{0,8}(?:人大代表|政协委员)\s?[\u4e00-\u9fff·]{2,4}："
    r"|(?:^|\n)\s*[\u4e00-\u9fff·]{2,4}(?:代表|委员)：(?=[^\n]{16})"
)
# A reporter's account of what somebody with a mandate says, name by name.
_NAMED_SAYS = re.compile(r"(?:^|[。”，\n])[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,3})(?:说|建议|认为|表示|提出)[，：]")
_MANDATE = re.compile(r"(?:人大代表|政协委员)(?![们会大小团])")
_ADDRESSED = re.compile(
    r"各位代表[：，！]|我代表[^，。\n]{2,14}(?:向|作)|请予审议|主要预期目标|我[^。\n]{2,40}向大会报告"
)
_PLAN = re.compile(r"牵头单位|责任单位|牵头(?:，|、|）|；)|分工负责|任务分解|分工方案|负责）")
_DIVIDED = re.compile(  # a notice that hands the work of a report out
    r"(?:^|\n)[^\n。，]{0,60}(?:(?:责任|任务|工作|目标)分解|分解落实|(?:责任|任务|部门)(?:落实)?分工|工作分工|分工方案|任务清单)[^\n。，]{0,20}(?:\n|$)"
    r"|现将[^。\n]{2,60}(?:任务|工作|目标|实事|分工|清单)[^。\n]{0,24}(?:印发给你们|予以印发|分解下达|下达给你们)"
)
_SCHEME = re.compile(  # a plan by its title, or by what its first sentence draws up
    r"(?:^|\n)[ \u3000]*(?![^\n]*(?:解读|征求|意见的?公告))[^\n。，：；]{2,60}"
    r"(?:实施|工作|行动|整治|推进|建设|创建|活动|检查|督查|排查|治理|考核|保障|应急)"
    r"(?:工作)?方案(?:的通知)?[ \u3000]*(?:\n|$)"
    r"|(?:制定|提出)(?:了?如下|以下|本)(?:实施|工作|行动|整治)?方案"
)
_NOTIFIES = re.compile(r"(?:^|[\n。，])现[将就][^。\n]{2,60}(?:通知|通告)如下")
_CIRCULAR = re.compile(  # to whom it is sent, and that it is sent
    r"(?:^|\n)[ \u3000]*各[^\n。；]{3,80}：[ \u3000]*\n"
    r"(?:[^\n]*\n){0,3}?[^\n]*(?:通知如下|(?:现|特此)?(?:予以)?通知(?:。|：)|[印转]发给你们|通报如下)"
)
_TABLE = re.compile(r"序\s?号\s?\|[^\n]*(?:责任|牵头)(?:单位|部门)")  # the head of a table with bars
_COLUMN = re.compile(  # a newspaper's column: what a citizen told the hotline, and what came of it
    r"(?:^|\n)\s*(?:(?:近日|日前|近期)，?)?(?:市民|居民|村民|群众|读者|网友|业主)[^\n，。：]{0,10}(?:反映|咨询|投诉|来电|来信|求助)[：，]"
)
_CAME_OF_IT = re.compile(r"接(?:电|诉|报|到(?:反映|投诉|来电))后|回访|(?:答复|回复|回应)：")
_YEARS_WORK = r"\d\d年(?:重点|主要)?(?:工作|政府工作)(?:任务|安排)?"
_REPORT = re.compile(
    r"政府工作报告\s*(?:\n|——|（)|[长席][^，。\n]{2,30}作了?政府工作报告|各位代表[，！]|向大会报告|请予审议|工作的?回顾|主要预期目标|政府自身建设"
    rf"|19{_YEARS_WORK}|20{_YEARS_WORK}|过去一年|五年来"
)


_CITIZEN = re.compile(
    r"您好|你好|尊敬的|请问|我是|本人|我家|我们小区|我们村|我小孩|投诉|举报|咨询|求助|有关部门|相关部门|领导|(?<!总)书记|强烈要求|恳请|请求|盼望|老百姓|(?:书记|[省市县区镇乡局厅]长)[，：]|望解决|希望政府|业主|扰民|是否|怎么|为什么|谢谢"
)
_PERSONAL = re.compile(
    "[您你]好|尊敬的|谢谢|本人|我家|我是|我住|我们(?:小区|村|单元|这里|这边)|请问|(?<![强确的面中对一下层])领导(?!下|干部|小组|班子|机制|体制|责任|和)"
)
_OFFICIAL = re.compile(
    r"告诉记者|全国人大代表|人大[一二三四五六七八九十]+次会议|代表团|我代表|政府工作报告|预期目标|审议|通知如下|各县（区）|人民政府各部门"
)
_TASKS = re.compile(
    r"(?:^|[。；，\n])[ \u3000]*(?:（?\d{1,2}[.、．）])?"
    r"(?:全面|大力|深入|积极|持续|着力|加快|推进|推动|实施|完善|健全|优化|提升|强化|加强|深化|建设|打造|新建|改造|建成|完成|新增|做好|抓好|落实|坚持|优先|力争|促进|切实|扎实|坚决|牢牢|全力|统筹|聚焦|夯实|巩固|拓展|培育|构建|发挥|加大|贯彻)"
)
_GIVEN = re.compile(r"民生实事|实事项目|件实事")
_PRIVATE = re.compile("您|你好|本人|我家|我是|请问|谢谢")
# an excerpt of what a government looks back on
_REVIEWED = re.compile(
    r"坚强领导下|这[一两三四五]年，我们|我们(?:始终|坚持|全力|聚力|众志成城|深入|持续|大力|着力|坚定)|同比增长|增长[\d.]+%|[。；，]全年|获评|荣获|圆满完成|取得(?:了)?(?:新|阶段|显著|明显|积极|重大)"
    r"|不断(?:优化|提升|增强|改善|完善)|统筹推进|深入(?:实施|落实|推进)|全力做好|快速建成|成功(?:创建|举办|入选)"
)
# Figures as exact as only what came of something is told, and deeds counted one by one.
EXACT = re.compile(r"\d\.\d+(?:%|[亿万倍个])")
COUNTED = re.compile(r"\d余?(?:人次|[份次件场起宗])(?![以左内])")
# what is told by somebody else, or asked
_REPORTED = re.compile(
    r"记者|据悉|会议(?:强调|指出|要求|听取)|(?:表示|介绍|认为|说)[，：]|[吗呢]？|投诉|群众反映|我[局厅委校]"
)
# what a standing committee, a court or a procuratorate does; an article on a meeting names little of it
_OFFICE_WORK = re.compile(
    r"执法检查|备案审查|地方性法规|专题询问|专门委员会|代表工作|代表家?站|听取(?:和|并)?审议|规范性文件|任免|立法|批捕|批准逮捕|提起公诉"
    r"|公益诉讼|检察建议|满意度测评|审议意见|主任会议|常委会组成人员|审结|执结|结案率|审判|审查起诉|司法救助|扫黑除恶"
)
_MANY_WORKS = 3
_TITLE = 200  # characters that the title of a text is looked for in
_MANY_TASKS = 5
_TWICE = 2
# what reporters and governments write, citizens hardly
_PUBLISHED = re.compile(
    r"告诉记者|记者(?:了解|获悉|采访|从|在)|(?:出席|参加|主持)(?:了)?会议|主持召开|会议(?:强调|指出|要求|听取)|强调，|习近平|决策部署|坚强领导|党的(?:十|二十)"
    r"|众志成城|统筹推进|高质量发展|同比增长|全[市县省区](?:上下|各级)"
)
# people with their names and what they are, and a day at the head: an article, not a letter
_NEWS = re.compile(
    r"(?:人大代表|政协委员|政协副?主席|书记|副?主任|[县市区镇州局]长)[\u4e00-\u9fff]{2,3}(?=带|率|主持|参加|出席|再次|走|来|在|经|说|指出|强调|表示|建议|提出|告诉)"
    r"|[\u4e00-\u9fff]{2,4}(?:代表|委员|主席|书记|主任)(?:说|指出|强调|在[^，。]{2,10}中指出)|^\s*(?:本报讯|日前|近日|\d{1,2}月\d{1,2}日)"
)
_MEETING = re.compile(
    r"主持召开|主持会议|(?:出席|列席|参加)(?:了)?(?:会议|活动|座谈)|会议(?:认真|一致|还|分别|集中|听取并)?(?:强调|指出|要求|听取|传达|审议|研究|回顾了?|认为)|会上，|[\u4e00-\u9fff]{2,3}(?:强调|要求|指出)，"
)
# 「1月9日上午，某镇召开…」: on a day something took place; a report names its day only in its title
_NEWS_OPENS = re.compile(
    r"(?:^|\n)[^\n。，]{0,40}\d{1,2}月\d{1,2}[日号](?:[上下]午|晚|至[^，。]{1,10})?，[^\n。]{0,120}?"
    r"(?:召开|举行|闭幕|开幕|来到|出席|参加|审议|看望|主持|调研|视察)"
)
_SHORT_MESSAGE = 600
_MESSAGE_LENGTH = 3000  # a longer text is no message


def _is_message(folded: str) -> bool:
    """True for a citizen's own words without any form around them: few lines, first person, a plea or a question."""
    if len(folded) > _MESSAGE_LENGTH or _OFFICIAL.search(folded) or len(set(_PUBLISHED.findall(folded))) >= _TWICE:
        return False
    if len(_NEWS.findall(folded)) >= _TWICE:
        return False
    signs = len(set(_CITIZEN.findall(folded))) + ("我" in folded)
    return signs >= 2 or (signs == 1 and len(folded) < _SHORT_MESSAGE)


def proposes_first(folded: str) -> bool:
    """True where a suggestion stands above the answer to it."""
    titled = _WISH_TITLE.search(folded, 0, 200) or _TITLED_WISH.search(folded, 0, 400)
    letter = _LETTER.search(folded)
    return titled is not None and (letter is None or titled.start() + _OWN_WORDS < letter.start())


_OWN_WORDS = 120  # as long as a suggestion is at least


def notifies(folded: str) -> bool:
    """True for a text that says that it is a notice: 现将有关事项通知如下."""
    return _NOTIFIES.search(folded, 0, 1200) is not None


def recognise(folded: str) -> TextKind:
    """Return the likeliest sort of text by what its first 4,000 characters and its end show."""
    if "政府工作报告" in folded[:600] and "各位代表" in folded[:1500] and "请予审议" in folded[:2500]:
        return TextKind.REPORT
    head = folded[:4000] + "\n" + folded[-800:] if len(folded) > 4800 else folded

    def count(pattern: re.Pattern[str]) -> int:
        return len(pattern.findall(head))

    letters, messages = count(_LETTER), count(_MESSAGE)
    if labelled(folded) or (messages and ("留言" in head or "网友" in head or "来电" in head)):
        return TextKind.HOTLINE
    if _COLUMN.search(head) and _CAME_OF_IT.search(head):
        return TextKind.HOTLINE
    if letters and count(_PLAN) < 4 and _TO_SOMEBODY.search(head):
        return TextKind.REPLY
    if _TITLED_WISH.search(head) or (_WISH_TITLE.search(head, 0, 1500) and not _PERSONAL.search(head)):
        return TextKind.SUGGESTION
    if count(_PLAN) >= 2 or _TABLE.search(head) or _DIVIDED.search(head, 0, 600):
        return TextKind.PLAN
    if _CIRCULAR.search(head, 0, 1200) or _NOTIFIES.search(head, 0, 1200):
        return TextKind.PLAN
    if _SCHEME.search(head, 0, 600) and not _NEWS_OPENS.search(head, 0, 600) and not _ADDRESSED.search(head):
        return TextKind.PLAN
    reports, debates, wishes = count(_REPORT), count(_DELIBERATION), count(_WISH)
    if wishes >= 2 and wishes > debates:
        return TextKind.SUGGESTION
    works = set(_OFFICE_WORK.findall(head))
    if len(works) >= _MANY_WORKS and not (_PERSONAL.search(head) or _REPORTED.search(head) or count(_MEETING) > 1):
        return TextKind.REPORT
    if count(_TALKS) >= 2 and not _ADDRESSED.search(head):
        return TextKind.DELIBERATION
    if _MANDATE.search(head, 0, 600) and count(_NAMED_SAYS) >= _TWICE and not _ADDRESSED.search(head):
        return TextKind.DELIBERATION
    if _VOICED.search(head, 0, 300):
        return TextKind.DELIBERATION
    if debates and (debates > reports or "代表团代表" in head):
        return TextKind.DELIBERATION
    if count(_MEETING) > _TWICE and not _ADDRESSED.search(head) and "我们" not in head:
        return TextKind.OTHER  # news of a meeting
    if reports and _NEWS_OPENS.search(head, 0, 600) and not _ADDRESSED.search(head):
        return TextKind.DELIBERATION if debates else TextKind.OTHER
    if reports:
        return TextKind.REPORT
    if count(_TASKS) >= _MANY_TASKS and not wishes and not _PERSONAL.search(head):
        # what will be done is seldom told as exactly as what was
        given = _GIVEN.search(head, 0, _TITLE) is not None and count(EXACT) < _MANY_WORKS
        return TextKind.PLAN if given else TextKind.REPORT
    told = count(_REVIEWED) + count(EXACT) + count(COUNTED)
    if told + count(_TASKS) > _MANY_TASKS and not (wishes or _PRIVATE.search(head) or _REPORTED.search(head)):
        return TextKind.REPORT
    if not wishes and _is_message(folded):
        return TextKind.HOTLINE
    if wishes:
        return TextKind.SUGGESTION
    return TextKind.OTHER
