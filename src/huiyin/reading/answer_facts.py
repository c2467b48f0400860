"""Facts in answers (答复中的事实): what an answer tells that is no deed of an office, whatever verbs it is told with.

What was not done, what came of something, what befell or was done by those whom the answer is about.
"""

from huiyin.reading.lazily import lazily

_NOT = lazily(
    r"没有|没(?=[人能法办给把再这那列纳])|未(?![来婚央必知]|成年|经[^，]*不得|尽)|(?<![免毫])无(?![偿害缝为声论需须锡]|障碍|线|证|牌|偿|人机|死角|重大|条件|死|私|微不至)"
    r"|[\u4e00-\u9fff]不了(?=$|，)|不(?:再|存在|属|符合|具备|在[^，]|是(?!仅)|能够?(?!不)|予|宜|涉及|影响|同意)"
)
_QUALIFIED = lazily(r"(?:并|也|还|均|将)?[在对为向给由][^，]{0,24}?(?:没有?|未|无|不)[^，]{1,24}?的(?=[^，]{2,})")
_OBJECT = lazily(  # 修建还未通硬化路的进村路: only what is worked on is not so
    r"[^，]{0,12}?(?:修建|建设|改造|整治|清理|解决|处理|查处|排查|治理|拆除|取缔|关闭|安排|补齐|完善|督促|帮助|支持|更换|覆盖)[^，]{0,12}?(?:没有?|未|无|不)[^，]{1,16}的(?=[^，的]{1,10}$)"
)
_NOT_DENIED = lazily(
    "告知|要求|禁止|责令|确保|保证|保障|防止|避免|杜绝|不得|之前|以前|承诺|提出|强调|务必|一定|绝不|(?<!解)决不|坚决|(?<!未能)(?<!无法)(?<!没有)将|拟|会(?!议)|请|可(?!能)"
)
_AS_SAID = lazily("[“”]|的[^，的]{0,10}(?:问题|情况|行为|现象|建议|诉求)")
_CAME_OF = lazily(
    "(?:并|从而|因此|也|且|而)?(?:造成|导致|致使|引起|引发|因而|以免|免得|以至|以致|使得)(?!了?[^，]*得到)"
)
_HEEDS = lazily(
    r"(?:(?:收到|接到)[^，]{2,12}后)?(?:[^，]{0,24}?(?:局|委|办|厅|镇|乡|街道|政府|部门|单位|党委|领导|公司|集团|中心|我们|县|区|市|处|院|校))?(?:对[^，]{2,24})?(?:也|都|均|一直|始终|历来)?(?:高度|非常|十分|极为|很|历来)(?:地)?(?:重视|关注)(?:[^，对并]{0,16})?$"
)
_STATES = lazily(  # how things are, said with a verb that only looks like a deed
    r"(?:符合|不符|来自|属于|(?<!已)(?<!均)达标|超标)[^，的]*$|停[工产业](?:至今)?$|有保障$|之责$"
    r"|存在[^，]{2,}(?:纠纷|问题|隐患|现象|分歧)$|(?:起|[\d]日)(?:施行|实施|生效|执行)$|水质[^，]*安全$|(?:涉及面|覆盖面|投入|工作量|任务|周期|能力|容量|规模|潜力|难度|压力|范围|面积|密度|流量)[强大小多少高低足弱广重长]$|处于?[^，]{0,10}(?:水平|状态|阶段)$|被(?:停止|暂停|搁置|否决|退回|取消|中止|叫停)|按[^，]*(?:规定|原则|政策)执行$"
)
_IS_SO = lazily(  # 森林植被较好, 位置十分偏远; of work and its results it is a deed
    r"(?![^，]*(?:成效|效果|成绩|成果|效益|进展|水平|质量|能力|率|工作|改善|提升|提高|变化))"
    r"[^，了]{2,}(?:较为?|比较|十分|非常|极其|极为|相对|较|很|偏)(?:[广大小多少高低远近长短窄宽差深浅快慢好重老旧]|狭窄|陡峭|偏远|偏僻|分散|集中|复杂|简陋|老旧|陈旧|薄弱|有限|严重|密集|完整|齐全|突出|紧张|困难|落后|滞后)$"
)
_ORDERED = lazily("责令|要求|对[^，]*存在|督促|提醒|针对")
_OTHERS_DID = lazily(
    r"(?:[^，]{0,16}，)?(?:但|且|而|后|现|目前|经查|当时|期间)?，?"
    r"(?:消费者|购房者|申请人|当事人|举报人|反映人|投诉人|诉求人|信访人|来电人|来信人|网友|住户|用户|商户|店主|摊主|房主|户主|车主|司机|驾驶员|患者|病人|死者|伤者|老人|老板|承包人|承包商|施工方|开发企业|建设方|出租人|租户|房东|家长|学生|寄宿生|小孩|孩子|群众|村民|居民|业主|农户|各家各户|部分[^，]{1,6}"
    r"|[\u4e00-\u9fff]某{1,2}|[该本其](?:人|户|厂|店|车|男子|女子|校|企业|公司|楼盘|商户|业主)|他们?|她们?|其(?:丈夫|妻子|父|母|子|女|家))"
    r"(?!的[^，]{0,6}(?:问题|诉求|建议)|[^，]{0,20}[率度量](?:均|达|超|提|明显|大幅)|反映|提出|表示|协助|配合|工作)"
)
_TOLD_OFFICES = lazily(
    r"(?:[^，]{0,6})?(?:村民|群众|居民|业主|家长)们?(?:曾|也|就此)?(?:多次|反复|再三|联名)[^，]{0,4}向"
)
_CONTENT = lazily(
    r"(?:[^，]{0,12}，)?(?:诉求人|来电人|来信人|反映人|投诉人|举报人|信访人|当事人|市民|网友|业主|居民|村民|代表|委员)[^，]{0,16}表示(?:非常|十分|很|基本)?(?:理解|满意|认可|知晓|同意|接受|感谢)"
)
_MENDS = lazily("整改|拆除|[将会]")
_OFFICE = lazily(
    r"我[局委办镇街乡区县市处所院校中公厅大支站队村组单部]|我们|本[局镇街区县市单]|[局委办厅](?![部外长里])|政府|街道|社区|[^城乡集市]镇(?=[^，]{2})|工作人员|执法|民警|交警|城管"
    r"|[大支中]队|指挥部|中心|部门|党委|领导|村委|支两委|村支|物业|派出所|办事处|服务站|工作组|专案组|调查组|责任单位|承办单位|学校"
)


def names_office(text: str) -> bool:
    """True for a clause that names an office, or the answer's own side."""
    return _OFFICE.search(text) is not None


def is_no_deed_done(text: str, main: int, goes_on: bool = False) -> bool:
    """True for a clause that says what was not done or is not so, or what came of something.

    Args:
        main: where its lead-ins end.
        goes_on: the sentence goes on; attention that opens what was done is told with it.
    """
    if _CAME_OF.match(text, main) or _CAME_OF.match(text):
        return True
    if "重视" in text and not goes_on and _HEEDS.match(text, main):
        return True
    if (_STATES.search(text, main) or _IS_SO.match(text, main)) and not _ORDERED.search(text):
        return True
    qualified = _QUALIFIED.match(text, main) or _OBJECT.match(text, main)
    denied = _NOT.search(text, qualified.end() if qualified else main)
    return denied is not None and not _NOT_DENIED.search(text) and not _AS_SAID.search(text, denied.start())


def denies_within(text: str, main: int) -> bool:
    """True where only what something is done to is not so: 对不符合要求的限期整改."""
    qualified = _QUALIFIED.match(text, main)
    return qualified is not None and _NOT.search(text, qualified.end()) is None


def is_content(text: str) -> bool:
    """True for how somebody took the answer: 诉求人表示理解."""
    return _CONTENT.match(text) is not None


def others_did(text: str) -> bool:
    """True for what those did whom an answer is about: the applicant, a shop, residents, a project."""
    if _TOLD_OFFICES.match(text):
        return True
    return _OTHERS_DID.match(text) is not None and not names_office(text) and _MENDS.search(text) is None
