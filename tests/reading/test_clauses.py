"""Borders by GUIDELINES «Statements»: 〖…〗 marks what a line must be cut into. The sentences are invented."""

import re
from pathlib import Path

import pytest

from huiyin.reading import clauses as clauses_module
from huiyin.reading import lead_ins as lead_ins_module
from huiyin.reading.clauses import cut
from huiyin.reading.fold import fold
from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.lexicon import DEFAULT

LEAD_INS = lead_ins(DEFAULT)


def unmarked(marked: str) -> str:
    """Return a line without the marks."""
    return re.sub("[〖〗]", "", marked)


def clauses(line: str, *, spaced: bool = False) -> list[str]:
    """Return what `line` is cut into."""
    return [line[c.start : c.end] for c in cut(fold(line), 0, len(line), LEAD_INS, spaced)]


def expected(marked: str) -> list[str]:
    """Return what stands in marks."""
    return re.findall("〖(.*?)〗", marked, re.DOTALL)


SENTENCE_ENDS = {
    "full-stop": "〖改革深入推进〗。〖开放不断扩大〗。",
    "exclamation-mark": "〖云汀的明天一定会更加美好〗！〖让我们携手前行〗！",
    "question-mark": "〖小区何时通燃气〗？〖请给出答复〗。",
    "semicolon": "〖深化国企改革〗；〖规范市场秩序〗。",
    "ellipsis": "〖夜市灯火通明〗……〖游客络绎不绝〗。",
    "half-width": "〖深化国企改革〗;〖规范市场秩序〗!〖成效如何〗?〖群众最有发言权〗。",
    "decimal-point-is-no-end": "〖工业增加值增长7.8%〗。〖出口增长3.5倍〗。",
    "time-of-day-is-no-colon": "〖施工时间为8:30至18:00〗。",
    "thousands-are-no-comma": "〖发放补贴1,234,567元〗,〖惠及群众3,210户〗。",
    "no-end-at-all": "〖临江大桥建成通车〗",
    "run-of-ends": "〖真是太不方便了〗！！！〖请尽快解决〗。。。",
}

OWN_PREDICATE = {
    "verb-and-object-twice": "〖加快推进临江大桥建设〗,〖推动环湖路提速〗。",
    "subject-and-predicate-twice": "〖实体经济巩固壮大〗,〖营商环境不断优化〗。",
    "new-subject-after-verb": "〖推进20个项目开工建设〗,〖51个项目开复工建设〗。",
    "full-width-comma": "〖关停散乱污企业17家〗，〖修复废弃矿山4200亩〗。",
    "three-verbs": "〖改造老旧小区58个〗，〖更新老旧管网186公里〗，〖新增停车泊位5200个〗。",
    "amount-as-predicate": "〖一张床位每天40元〗，〖很多老人住不起〗。",
    "what-is-so-for-somebody": "〖对于我们来说还是新事物〗，〖要加强学习〗。",
    "years-that-were-something": "〖过去的一年，是极不寻常的一年〗，〖是负重前行的一年〗。",
    "waits-for-something": "〖新建学校、医院〗，〖等待验收〗。",
    "noun-as-predicate": "〖全县常住人口38万人〗，〖城镇化率64.1%〗。",
    "although-with-subject": "〖尽管外部环境复杂〗，〖但全市经济稳中有进〗。",
    "though-with-subject": "〖虽然企业数量不多〗，〖但产值占全县一半〗。",
    "because-with-pronoun": "〖因为我在外地上班〗，〖我母亲只能自己去医院〗。",
    "owing-with-pronoun": "〖由于他没有缴纳社保〗，〖公司不肯补缴〗。",
    "because-with-noun": "〖因为老楼没有电梯〗，〖老人下楼很不方便〗。",
    "owing-with-noun": "〖由于供水管网年久失修〗，〖高层住户经常停水〗。",
    "but-begins-another": "〖政策已经出台〗，〖但落实还不到位〗。",
    "benefits-is-a-verb": "〖临江大桥建成通车〗，〖惠及两岸群众〗，〖全市公路里程达到312公里〗。",
    "pervades-is-a-verb": "〖通篇贯穿着浓浓的为民情怀〗，〖是一份鼓舞人心的好报告〗。",
    "purpose-at-the-end-with-own-verb": "〖建设口袋公园20个〗，〖方便市民休闲〗。",
    "passed-by-whom-then-sent": "〖经分管领导审定后以书面形式报送督查室〗，〖接受监督〗。",
    "must-be-approved": "〖确需占道的，要经过主管部门批准〗，〖划定范围〗。",
    "checked-one-by-one": "〖对照标准逐个排查〗，〖发现漏洞立即整改〗。",
    "broad-and-dear": "〖食堂涉及面广、投入大〗，〖需要各方面共同努力〗。",
    "mostly-of-one-kind": "〖石井村收入主要以种植业为主〗，〖基础薄弱是突出问题〗。",
    "by-now-in-hand": "〖截至目前老街食堂正在进行招标〗，〖下一步实施动工〗。",
    "by-greater-efforts": "〖以更大力度打造养老服务高地〗，〖为强市建设注入动能〗。",
    "no-decision": "〖为实现目标，打好决定性一仗〗，〖攻下难点〗。",
    "must-take-so-that": "〖要把治水作为头等大事〗，〖群众才能喝上放心水〗。",
    "be-a-good": "〖当好参谋员〗，〖积极献计〗。",
    "advises-around": "〖紧紧围绕中心工作建言献策〗，〖共商发展大计〗。",
    "put-forward-before": "〖往年我围绕停车问题提过不少建议〗，〖矿区变了样〗。",
    "weighs-then-must": "〖办好今年的实事意义重大、担子不轻〗，〖要持续加压奋进〗。",
    "must-take": "〖要把稳就业作为头等大事来抓〗，〖开发公益性岗位〗。",
    "ought-to-put": "〖应当把更多资金投在矿区道路上〗，〖增开公交线路〗。",
    "puts-into-work": "〖我要把好政策落实到日常工作中〗，〖增开公交线路〗。",
    "by-figures-it-speaks": "〖报告用数据说话〗，〖用实例举证〗。",
    "how-well-it-is-found": "〖对存在的困难找得准〗，〖符合矿区实际〗。",
    "as-a-deputy-i-also": "〖作为代表我也关注矿区出行〗，〖走访了三个社区〗。",
    "keeps-to": "〖牢牢把握首要任务〗，〖全力稳增长〗。",
    "takes-time": "〖用两年左右时间在矿区新增车位800个〗，〖优先安排老井片区〗。",
    "a-user-is-no-use": "〖用户满意度提升〗，〖投诉量下降12%〗。",
    "employers-are-no-use": "〖用人单位落实责任〗，〖工资按时发放〗。",
    "rooms-set-up": "〖在35个社区设立调解室〗，〖化解纠纷3500起〗。",
    "asked-to-keep-to-the-aim": "〖请各单位围绕目标抓好落实〗，〖按时报送进展情况〗。",
    "uses-well": "〖用好矿坑资源〗，〖建设主题公园〗。",
    "arranged-to-fit": "〖对今年的工作安排切合实际〗，〖是一个好报告〗。",
    "how-it-is-towards": "〖对矿区改造的安排条理清晰、办法有力〗，〖大家备受鼓舞〗。",
    "the-harder-the-more": "〖面临的形势越复杂越要重视落实〗，〖多到现场〗。",
    "done-at-once": "〖结合岗位实际全力抓好落实〗，〖增开公交线路〗。",
}

NEVER_INSIDE = {
    "enumeration-comma": "〖产业转型、动能转换、结构优化取得新进展〗，〖城乡面貌焕然一新〗。",
    "conjoined-verbs": "〖加快建设、改造、提升三类园区〗。",
    "title-marks": "〖《关于支持企业发展，优化服务的意见》印发实施〗，〖政策覆盖全市〗。",
    "quotes": "〖深化“政企恳谈，马上就办”机制〗，〖解决难题126个〗。",
    "single-quotes": "〖打造‘一窗受理，一次办成’品牌〗，〖办件提速三成〗。",
    "half-width-quotes": '〖深化"一网通办,全程帮办"改革〗,〖办件提速三成〗。',
    "brackets": "〖新设三个片区（临江、青石，云汀县）〗，〖累计签约项目12个〗。",
    "half-width-brackets": "〖新设三个片区(临江,青石)〗,〖签约项目12个〗。",
    "semicolon-in-brackets": "〖实行分类管理（一类免检；二类抽检）〗。",
    "nested-brackets": "〖推广样板村（青石区石鼓村（原矿工村），云汀县𣲗溪村）做法〗，〖带动周边12个村〗。",
    "nested-titles": "〖贯彻《云汀市落实〈促进就业，稳定岗位条例〉办法》〗，〖发放补贴〗。",
    "full-stop-in-title": "〖展演《月汀湖。春》等剧目20部〗，〖观众超过10万人次〗。",
}

LEAD_INS_WAIT = {
    "around-a-model-region": "〖围绕打造养老服务先行发展示范区，推进食堂建设〗。",
    "hindered-by-means": "〖碍于财力有限，一直没有改造〗。",
    "units-by-their-duties": "〖各街道、市直单位按照职责分工，认真谋划上报〗。",
    "who-by-which-day": "〖各食堂于2026年3月8日前，将自查结果报街道办〗。",
    "who-by-these-days": "〖各街道要在4月15日、7月15日前，将本季度情况，经主要领导审定后报市民政局〗。",
    "from-a-quarter-on": "〖从2026年第二季度起，各街道每月通报一次〗。",
    "in-the-long-run": "〖从长远发展、城市框架上，要把布点规划好〗。",
    "decided-for-a-purpose": "〖为了改善就餐条件，提高水平，经镇长办公会决定，在全镇开展整治〗。〖各村抓好落实〗。",
    "months-from-to": "〖1-9月，石井镇完成财政收入3.4亿元〗。",
    "estimate": "〖预计，全年生产总值将超百亿元〗。",
    "year-without-its-word": "〖展望2026，全市法院将坚持公正司法〗。",
    "learnt-from-the-report": "〖记者从报告中获悉，云汀将新建学校8所〗。",
    "in-a-group": "〖在教育、体育和医药卫生界组，委员们讨论了养老〗。",
    "year-about-to-end": "〖即将过去的一年，县政府攻坚克难〗。",
    "for-days": "〖连日来，各组举行会议〗。",
    "first-month": "〖元月18日，主席团召开座谈会〗。",
    "just-now": "〖刚才，主任作了说明〗。",
    "as-the-year-begins": "〖新年伊始，全市掀起项目建设热潮〗。",
    "on-the-new-march": "〖新征程上，我们始终坚持实干〗。",
    "at-a-decisive-moment": "〖在老城转型发展的关键时刻，全市上下同心协力〗。",
    "to-sum-up": "〖概括起来，就是实现了五个突破〗。",
    "under-guidance": "〖代表们在志愿者带领下，有序办理手续〗。",
    "what-a-meeting-is-for": "〖这次全县经济工作会议，主要任务是总结工作、安排部署〗。",
    "spirit-that-shows-the-way": "〖市委全会精神，为我们指明了方向〗。",
    "year": "〖2026年，云汀市将新建学校8所〗。",
    "past-year": "〖过去一年，我们攻坚克难〗。",
    "five-years": "〖五年来，全市财政收入翻了一番〗。",
    "month": "〖1月9日上午，代表团举行分组会议〗。",
    "next-step": "〖下一步，我局将加大巡查力度〗。",
    "now": "〖目前，主体工程已完工〗。",
    "aspect": "〖在产业发展方面，引进龙头企业12家〗。",
    "during": "〖调研过程中，代表们走访了三个社区〗。",
    "place": "〖在石鼓村，游客可以体验采茶〗。",
    "district": "〖临江区，是全市的工业重镇〗。",
    "we": "〖我们，将坚定不移推进改革〗。",
    "this-work": "〖这项工作，已经取得阶段性成果〗。",
    "with": "〖以项目建设为抓手，推动产业升级〗。",
    "inserted-example": "〖让更多居民，特别是老年人，享受电梯的便利〗。",
    "insist-on": "〖坚持以人民为中心，办好民生实事〗。",
    "around": "〖围绕主导产业，招引上下游企业〗。",
    "focus": "〖聚焦急难愁盼，解决一批民生难题〗。",
    "through": "〖通过盘活存量，新增车位1800个〗。",
    "rely": "〖依托月汀湖，发展生态旅游〗。",
    "aim-at": "〖针对短板弱项，制定整改清单〗。",
    "along-with": "〖随着大桥通车，两岸往来更加便捷〗。",
    "according": "〖按照市委部署，深入开展专项整治〗。",
    "based": "〖根据群众意见，优化公交线路〗。",
    "founded": "〖立足资源禀赋，做强特色产业〗。",
    "fasten": "〖紧扣发展目标，抓好任务落实〗。",
    "in-spirit": "〖本着便民原则，简化办事流程〗。",
    "for": "〖为方便居民出行，增设公交站点3处〗。",
    "in-order-to": "〖为了保护水源，关停养殖场6家〗。",
    "take": "〖把文旅产业作为支柱产业，培育精品线路8条〗。",
    "must-take-as": "〖要把稳就业作为重点，开发公益性岗位〗。",
    "ought-to-take-as": "〖我们要始终把改善民生作为出发点，办好民生实事〗。",
    "must-take-as-lifeline": "〖要把招商引资作为生命线，紧盯链主企业〗。",
    "take-jiang": "〖将群众满意作为第一标准，办好民生实事〗。",
    "two-lead-ins": "〖2026年，围绕主导产业，招引上下游企业20家〗。",
    "three-lead-ins": "〖今年以来，在市委领导下，通过盘活存量，新增车位1800个〗。",
    "heading-like-up": "〖在优服务、提效能上，推出便民举措20项〗。",
    "heading-like-aspect": "〖城市建设方面，改造道路12条〗。",
    "about": "〖关于停车问题，我局正在规划新的停车场〗。",
    "joined-to-first-only": "〖围绕主导产业，招引上下游企业〗，〖培育龙头企业8家〗。",
    "takes": "〖把稳就业作为头等大事，开发公益性岗位〗。",
    "by-what": "〖用详实的数据，展现了矿区的变化〗。",
    "in-a-room": "〖在石溪代表团会议室，代表们谈感想〗。",
    "these-days": "〖最近几天，公交线路陆续恢复〗。",
}

LEAD_INS_ALONE = {
    "alone": "〖围绕主导产业〗。",
    "alone-with-year-before": "〖聚焦急难愁盼〗！〖今年新增学位1620个〗。",
    "ends-the-sentence": "〖全市上下更加团结〗，〖坚持以人民为中心〗。",
    "last-focus": "〖招引上下游企业20家〗，〖聚焦新材料产业〗。",
    "insist-without-with": "〖坚持项目为王〗，〖开工建设重点项目60个〗。",
    "insist-noun": "〖坚持稳中求进工作总基调〗，〖统筹发展和安全〗。",
}

SUBJECTS = {
    "by-which-day-it-is-done": "1.〖食堂外墙绿化、亮化，4月20日前完工〗。",
    "started-and-by-a-day": "〖启动食堂改造〗，〖4月20日前完工〗。",
    "with-another-office": "〖会同市财政局根据评审情况，在预算范围内，予以支持〗。",
    "purpose-of-a-notice": "〖报告已通过〗。〖为落实报告安排，谱写新篇章，现将有关事项通知如下〗：〖细化目标〗。",
    "purpose-of-what-is-handed-out": "〖为落实会议精神，完成今年任务，现将《分解表》印发给你们〗，〖请认真落实〗。",
    "who-must-as-what": "〖各单位负责人作为落实工作的“第一责任人”，要亲自抓〗。",
    "report-that-arranged": "〖大会审议通过的《报告》，安排部署了今年任务〗。",
    "deed-that-is-something": "〖促进城乡协调发展，是全县的一个重大课题〗。",
    "results-that-are-due": "〖这些成绩的取得，是全县上下团结奋斗的结果〗。",
    "long-subject-before-shi": "〖群众普遍关心的小区停车问题，是今年要办的第一件实事〗。",
    "subject-before-jiang": "〖云汀市第二人民医院，将于6月迁入新院区〗。",
    "subject-before-all": "〖城区主要路口，均设置了过街安全岛〗。",
}

ONE_VERB = {
    "two-honours": "〖获评全国文明城市、国家森林城市〗，〖入选国家知识产权试点〗。",
    "named-villages": "〖石鼓村、𣲗溪村入选中国传统村落〗，〖月汀湖获评省级美丽河湖〗。",
    "verb-again": "〖荣获全省先进县〗，〖荣获全省双拥模范城〗。",
}

LEVEL_AND_CHANGE = {
    "revenue-more-than-a-year-before": "〖税收收入1.1亿元，比上年同期1.3亿元减收2000万元，下降15.4%〗。",
    "growth-and-then-the-level": "〖工业增加值增长7%左右，力争达到260亿元〗；〖税收同口径增长4%，预计完成57亿元〗。",
    "share-of-the-budget": "〖一般公共预算支出9.8亿元，为年度预算的102.3%，增长4.1%〗。",
    "enumeration-comma": "〖地区生产总值1286亿元、增长5.6%〗，〖人均突破6万元〗。",
    "comma": "〖地区生产总值1286亿元，增长5.6%〗，〖进出口总额300亿元,增长6%〗。",
    "share": "〖绿电发电量38亿千瓦时，占比39.4%〗，〖关停小锅炉12台〗。",
    "year-on-year": "〖社会消费品零售总额502亿元，同比增长6.1%〗。",
    "fell": "〖生产安全事故12起，下降18.2%〗。",
    "points": "〖城镇化率达64.1%，提高1.2个百分点〗。",
    "compared": "〖全市用电量96亿千瓦时，比上年增长4.4%〗。",
    "then-another-figure": "〖税收收入63亿元，增长3%〗，〖民生支出180亿元，占财政支出的80%〗。",
}

CONDITIONS = {
    "if": "〖若遇极端天气，立即启动应急预案〗。",
    "should": "〖如有疑问，可到社区服务中心咨询〗。",
    "once": "〖一旦发现违法行为，立即依法查处〗。",
    "only-if": "〖只要手续齐全，当天就能办结〗。",
    "cause-without-subject": "〖由于历史原因，小区没有物业〗。",
    "cause-before-a-pronoun": "〖因为临近退休，我想咨询缴费年限〗。",
    "if-then": "〖如遇暴雨，则停工〗。",
    "cause-noun": "〖因道路施工，3路公交车临时绕行〗。",
}

SPEECH = {
    "demands-one-by-one": "〖会议提出三点要求〗：一是〖摸清底数〗。",
    "deputy-proposes": "〖沈某代表建议，延长公交运营时间〗。",
    "deputy-thinks": "〖周某代表认为，教育资源应向乡镇倾斜〗，〖补齐师资短板〗。",
    "we-think": "〖我们认为，报告很好〗。",
    "what-a-deputy-cares-for": "〖沈清代表关注老旧小区改造〗：〖加装电梯难〗。",
    "where-it-was-mended": "〖我们修好了路灯：东街3盏、西街2盏〗。",
    "target-is": "〖主要预期目标是：地区生产总值增长5.5%左右〗，〖粮食总产量稳定在21亿斤〗。",
    "facing": "〖面对外部冲击，我们迎难而上〗。",
    "colon-quote": "〖沈某代表说：“过去要跑五六趟〗，〖现在一次办成〗。”",
    "hereby-answers": "〖经研究，现答复如下〗：〖一期工程已完工〗。",
    "report-points": "〖报告指出，全市经济运行总体平稳〗。",
}

DECORATION = {
    "first-stage": "第一阶段。〖镇政府成立领导小组〗。",
    "stage-with-its-days": "2、集中整治（3月16日至4月10日）。〖各村清理食堂周边环境〗。",
    "figure-and-half-a-bracket": "1)〖税收收入112万元〗。",
    "triangle": "▼〖深化重点领域改革〗。",
    "bracketed-numeral": "（一）〖坚持创新驱动〗。",
    "digit-and-point": "1.〖改造老旧小区58个〗。",
    "digit-enumeration": "2、〖新建停车场6处〗。",
    "circled": "①〖新建停车场6处〗；②〖改造道路12条〗。",
    "first-is": "一是〖加强市场监管〗；二是〖畅通投诉渠道〗。",
    "first-must": "一要〖加强市场监管〗；二要〖畅通投诉渠道〗。",
    "ideographic-space": "　　〖临江大桥建成通车〗。",
    "blank-at-the-end": "〖临江大桥建成通车〗  。",
    "bracketed-sentence": "（〖市住房城乡建设局负责〗）",
    "numbered-slogan": "（三）〖全力保障改善民生〗，〖不断提升群众生活品质〗。〖民生支出占比80%〗。",
    "run-in-label": "挖潜增位：〖2026年，我局将新增泊位1800个〗。",
    "heading-before-space": "发展思路　〖坚持以实体经济为本，推动产业升级〗。",
    "salutation-in-line": "各位代表！〖让我们携手奋进〗！",
    "year-ordinal-is-no-numbering": "〖十五五规划编制完成〗。",
}

RULES = {
    "1-sentence-ends": SENTENCE_ENDS,
    "2-own-predicate": OWN_PREDICATE,
    "3-never-inside": NEVER_INSIDE,
    "4-lead-ins-wait": LEAD_INS_WAIT,
    "4-lead-ins-alone": LEAD_INS_ALONE,
    "5-subject": SUBJECTS,
    "6-one-verb": ONE_VERB,
    "7-level-and-change": LEVEL_AND_CHANGE,
    "8-conditions": CONDITIONS,
    "9-speech": SPEECH,
    "span-edges": DECORATION,
}

FAULTS: dict[str, str] = {}


def cases() -> list[object]:
    """Return every row as a parameter, known faults as strict xfails."""
    rows = [(f"{rule}-{name}", marked) for rule, table in RULES.items() for name, marked in table.items()]
    assert not set(FAULTS) - {identity for identity, _ in rows}
    return [
        pytest.param(
            marked,
            id=identity,
            marks=[pytest.mark.xfail(strict=True, reason=FAULTS[identity])] if identity in FAULTS else [],
        )
        for identity, marked in rows
    ]


@pytest.mark.parametrize("marked", cases())
def test_a_line_is_cut_into_its_statements(marked: str) -> None:
    """What stands in marks is one statement; what stands outside belongs to none."""
    assert clauses(unmarked(marked)) == expected(marked)


# The reasons that a clause gives for not having been cut: each must be given by its row.
REASONS = [
    ("clause.cut", "临江大桥建成通车。"),
    ("clause.connective", "与此同时，临江大桥建成通车。"),
    ("clause.time", "过去一年，临江大桥建成通车。"),
    ("clause.lead_in", "围绕主导产业，招引上下游企业。"),
    ("clause.lead_in_tail", "城市建设方面，改造道路12条。"),
    ("clause.saying", "沈某代表建议，延长公交运营时间。"),
    ("clause.copula", "我们的目标是，让每个孩子就近入学。"),
    ("clause.manner", "干部职工以时不我待的精神，奋战在一线。"),
    ("clause.level_and_change", "财政收入88亿元，增长4.5%。"),
    ("clause.condition", "做好稳就业工作，关键在企业。"),
    ("clause.subject", "我们，将坚定不移推进改革。"),
    ("clause.topic", "您反映的小区停车问题，我局十分重视。"),
    ("clause.rest", "新建了学校、医院、养老院，等等。"),
    ("clause.insert", "特别是石鼓村，旅游收入翻了一番。"),
    ("clause.colon", "主要目标是：财政收入增长4%。"),
    ("clause.list", "我们准备了一批场地：水厂、码头、仓库。"),
    ("clause.label", "地点：临江区。"),
    ("clause.purpose", "为做好防汛工作，根据有关规定，制定本方案。"),
]


UNREACHED: dict[str, str] = {}


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        pytest.param(
            *row,
            id=row[0],
            marks=[pytest.mark.xfail(strict=True, reason=UNREACHED[row[0]])] if row[0] in UNREACHED else [],
        )
        for row in REASONS
    ],
)
def test_a_clause_names_the_rule_that_kept_it_whole(reason: str, line: str) -> None:
    """The first clause of the line gives the reason, so that `--explain` can."""
    assert cut(line, 0, len(line), LEAD_INS)[0].rule == reason


def test_every_reason_in_the_code_has_a_row() -> None:
    """A reason that no row reaches would be an untested rule."""
    source = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8") for module in (clauses_module, lead_ins_module)
    )
    assert set(re.findall(r'"(clause\.\w+)"', source)) == {reason for reason, _ in REASONS}


@pytest.mark.parametrize(
    ("line", "spaced", "found"),
    [
        ("尊敬的领导 您好 小区停水三天了 请尽快解决", True, ["小区停水三天了", "请尽快解决"]),
        ("临江大桥 建成通车", False, ["临江大桥 建成通车"]),
        ("项目 2026 年开工", True, ["项目 2026 年开工"]),
    ],
    ids=["between-han-in-messages", "not-in-print", "not-beside-digits"],
)
def test_spaces_set_items_off_in_messages_only(line: str, spaced: bool, found: list[str]) -> None:
    """A single space between Chinese characters separates what people type; in print it is an accident of layout."""
    assert clauses(line, spaced=spaced) == found


def test_the_main_piece_begins_after_the_lead_ins() -> None:
    """`main` points at the last piece, `opens` at the first clause of a sentence."""
    line = "2026年，围绕主导产业，招引企业20家，培育龙头8家。全年投产12家。"
    found = cut(line, 0, len(line), LEAD_INS)
    assert [line[c.main : c.end] for c in found] == ["招引企业20家", "培育龙头8家", "全年投产12家"]
    assert [c.opens for c in found] == [True, False, True]
