"""Paragraphs (段落): what each clause of a line is, from its words and from what holds since the line began.

A scope (who speaks, which time anchor, whether something was asked) is a bit of `scopes`; some end with the sentence,
all with the paragraph.
"""

import re

from huiyin.reading.anchors import When
from huiyin.reading.answer_facts import denies_within, is_content, is_no_deed_done, names_office, others_did
from huiyin.reading.answer_words import (
    does_to,
    in_a_month,
    is_habit,
    is_limit,
    leader_asks,
    lists_work,
    settled,
    was_found,
)
from huiyin.reading.clauses import Clause, cut
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.drafts import Draft, Surroundings
from huiyin.reading.kinds import decide
from huiyin.reading.leaders import leads, turns_to_place
from huiyin.reading.leanings import ENOUGH
from huiyin.reading.letter_words import (
    OWN_ACT,
    acts_itself,
    answer_flags,
    by_a_day,
    cites_rule,
    citizen_flags,
    is_matter,
    is_no_deed,
    numbered,
    office_that_says,
    solves,
    tells_deed,
    tells_measures,
    tells_past,
    who_is_told,
)
from huiyin.reading.model import CURRENT, LONG, NONE, PAST, Speaker
from huiyin.reading.narration import (
    brings,
    calls_upon,
    came_about,
    comments,
    could_be,
    group_before,
    in_quotation,
    judges_members,
    judges_work,
    must,
    narrates,
    praises,
    puts_forward,
    ranks,
    sets_scene,
    speaks_of_report,
    tells_deeds,
    tells_of_words,
    vows,
    well_told,
)
from huiyin.reading.objects import TAKES_OBJECT, TAKES_THIS
from huiyin.reading.outturns import outturn_until
from huiyin.reading.parts import PLANS
from huiyin.reading.periods import PLANNED, Times, period_of, planned
from huiyin.reading.plan_words import plan_flags
from huiyin.reading.requests import begs, items_follow, offers, really_asks, requested, says_the_wish
from huiyin.reading.speakers import (
    Said,
    introduces,
    is_told_of,
    last_named,
    meets_in,
    named_behind,
    quoted_speaker,
    who_announces,
    who_feels,
    who_praises,
    who_says,
)
from huiyin.reading.suggestion_words import wish_flags
from huiyin.reading.talk_sides import STEPS, of_own_side, turns_to_others, turns_to_own

_PERIOD_FLAG = {PAST: Context.PAST, CURRENT: Context.CURRENT, LONG: Context.LONG, NONE: 0}
_REPORT_CUES = Cue.AWARE | Cue.YEAR_IS | Cue.LEADER
_PLEADS = "请并敬还也不别可您你麻欢携凭持带故特现谨再因所为在希期同另烦"
_NEED = Cue.YING | Cue.NORM
_NEEDS_LOOK = Cue.ASK | Cue.JIANG | Cue.FUTURE | Cue.PROBLEM | Cue.ACTS
_RESOLVES = re.compile(
    r"(?:对此|对这些|为此|我们(?:一定|将|要|必须|会|定)|各级政府|要(?!求)|必须|今后|下一步|"
    r"针对(?:这些|上述)|面对(?:这些|困难))"
)
_PLEDGE = re.compile(
    r"作为(?:一[名位])?[^，]{0,12}(?:代表|委员)，?(?:我|我们)?(?:要(?!求)|将(?![既该此其])|一定|必须|更?应当?|会|当务之急)"
    r"|(?:作为[^，]{2,14}|今年|新的一年|同时|此外|另外|未来|今后|下一步|对此|为此)?，?(?:我们?|"
    r"我[局委市县区院校])(?:也|还|都|律师|作为[^，]{2,10}，)?[^，的已]{0,3}(?:要(?!求)|将(?![既该此其])|"
    r"一定|会(?![议同计展])|必须)|作为[^，]{2,14}，我们?(?:更|也|都)?应[该当]?(?!急)"
)
_PLEDGES_THEN = re.compile(  # 某某说，作为教师，我们应该…
    r"[，：]“?(?:作为[^，]{2,14}，我们?(?:更|也|都)?(?:应[该当]?(?!急)|要(?!求)|将|一定|会)|我们?[也还都]{0,2}(?:将(?![既该此其])|一定))"
)
_WE_WILL = re.compile(
    r"(?:作为[^，]{2,14}，?|同时，?)?我们?[也还都，]{0,2}(?:一定会?|将会?(?![既该此其])|会(?![议同计展]))"
)
_FOLLOWS = re.compile(r"贯彻|落实|学习|牢记|沿着|按照|遵循|感恩|围绕")
_OFFICE = re.compile(r"[局委办厅院]|政府|部门|单位|公司|集团|中心")
_TOPIC = re.compile(r"(?:针对|关于)[^。；]*?的(?:建议|意见|诉求|问题|情况)(?=，)")
_CHIEFLY = re.compile(r"(?:目前|现阶段|当前|现)?，?(?:我[局委们县市])?主要是(?:在)?")
_TURNS = re.compile(r"但|然而|可是|不过|只是|因|由于|受")
_IN_REPORT = re.compile(r"在[^，]{2,30}报告中?(?:指出|提出|强调|要求)")
_COUNTS_OUT = re.compile(r"(?:面积|产量|产值|收入|投资|规模|数量)[^，是]{0,6}\d")
_QUALIFIES = ("具有", "具备", "担任", "符合", "持有", "从事")
_BUSILY = ("同时", "此外", "另外", "并", "还", "积极", "主动", "大力", "认真", "多", "深入", "不断", "全面", "先后")
_CONTRAST = re.compile(r"但|可是|可(?![以见能])|不过|然而")
_PROPOSES = re.compile(r"提出?了[^，。]{0,8}建议|提出?[^，。]{0,4}[点条][^，。]{0,4}建议")
_IS_A_YEAR = re.compile(r"[是系值临为]|处[于在]|迎来|进入|[年期段]”?$")
# how things are, weighed before a plan is made
_SITUATION = re.compile(
    r"当前，|从(?:国际|国内|国外|全[国省市县区]|我[国省市县区]|自身|外部|宏观|有利|不利)[^，]{0,8}看，"
)
_PLEDGE_FIRSTS = frozenset("作同此另未今下对为我新")
_SPACED = Context.LETTER | Context.HOTLINE
_REPORTED = Context.DELIBERATION | Context.WISH
_NO_PERSON = ("group", "delegation", "body", "report")  # whom 他 cannot mean
_SLOGAN = 6  # characters of 抢抓机遇, 扛起责任
_OPENING = 48  # characters in which a sentence names of whom it tells
_SHORT = 24  # characters that a verdict on what was said seldom exceeds
_SENTENCE = Context.ASKED | Context.JUDGING | Context.OPINES | Context.PLEDGE | Context.FOUND | Context.ANSWERED
_LED_IN = Cue.ACTS | Cue.DONE | Cue.AWARD | Cue.OCCASION | Cue.PROBLEM
_PLANS = Cue.FUTURE | Cue.JIANG | Cue.ASK
_UNTOLD = Context.PLANNING | Context.CURRENT | Context.LONG | Cue.FUTURE | Cue.YAO | Cue.JIANG
_UNDONE_YET = _PLANS | Cue.YAO | PLANNED
_TOLD_BEFORE = Context.AFTER_ACHIEVEMENT | Context.AFTER_BACKGROUND
_HOLDING = Cue.ASK | Cue.REPORT_NOUN | Context.LETTER | Context.DEPUTY
# Bits that every clause is asked for, as names of this module, which are found sooner than those of a class.
_WILL, _WILL_HEAD, _FIGURE, _OWN_ANCHOR = Cue.WILL, Context.WILL_HEAD, Context.FIGURE, Context.OWN_ANCHOR
_AHEAD = Context.AHEAD
_AFTER_ACHIEVEMENT, _AFTER_APPRAISAL = Context.AFTER_ACHIEVEMENT, Context.AFTER_APPRAISAL
_BEFELL = re.compile("造成了?|导致了?|引发了?|发生了?|回落|下滑|萎缩")  # what happened is no deed
_SAYS_OF_YEAR = re.compile(r"的(?:一年|[三四五]年)(?=[，。；])")
_STRIVES = ("努力", "把", "以", "真正", "切实", "不断", "为")
_WAS_DISCUSSED = re.compile(r"进行了?[^，。]{0,8}(?:讨论|审议|交流)$")
_GOES_ON_SAYING = ("认为", "表示", "一致认为", "一致表示", "建议", "希望", "指出", "强调", "纷纷表示")
_MEETINGS = ("会议", "大会")
_TO_THE_END = ("圆满", "顺利", "如期")
_ASKS_ON = ("建议", "希望")
_IS_FIRSTS = frozenset("是更也又")
_DIGITS = frozenset("0123456789")
_BEFORE_A_TIME = frozenset("，。！；\n \u3000在")
_IS = ("是", "更是", "也是", "又是")
_NOWADAYS = ("当前", "目前", "眼下", "现在", "如今")
_I_THINK = ("相信", "坚信", "深信", "我相信", "我们相信", "我认为", "我觉得", "我个人认为", "我们认为")
_REQUIRES = re.compile("[要应须]|务必")
_PERSONS = ("deputy", "official")
_MEMBERS = ("group", "deputy", "delegation")
_OFFICIALS = ("official", "body")  # who can call upon others to do something
_SELVES = ("delegation", "deputy", "citizen")
_REPORTS = ("《政府", "政府工作报告", "报告", "工作报告")
_REPORT_AGAIN = ("整个报告", "报告", "《报告》", "整篇报告", "全篇报告")
_REPORT_PUTS = re.compile(r"报告》?(?:中|里)?(?:还|也|又|明确|专门|再次|多处|多次)*提[出到](?:要|将|了要)?")
_LEADER_SAYS = re.compile(r"(?:总理|总书记|委员长|国家主席)[^，]{0,6}(?:说|指出|强调|提出|要求)")
# a sentence that opens so is not told of the year named before
_OF_ANOTHER = re.compile("这(?!些|[一两三四五六七八九十几]+年)|《?政府工作报告|报告")
_SAID_LAST = ("说", "说道", "表示", "认为", "感慨", "感叹", "介绍", "道")
_TAKES = re.compile(
    r"要(?:[跑花走等交排转爬用费绕坐渡][^，]{0,4})?(?:[一二两三四五六七八九十百几\d]+)[趟次年天小分里公元块个遍]|要[跑花等走绕爬][^，]{0,4}[一二两三四五六七八九十百几\d]"
    r"|[还都]要(?:跑|绕|等[^，]{0,4}[年月天周]|到[^，]{1,10}[去上里]$|坐)"
)
_NEEDED = ("需", "须", "最好", "亟需", "急需", "亟待")
_COUNTED = re.compile("(?<=；)[一二三四五六七八九十]{1,2}(?:是|要|、)$")
_LISTED = re.compile(r"；[^，。]{0,4}$")
_OTHER_LIST = re.compile(r"(?:问题|原因|困难|体会|感受|特点|做法|成绩|成效|变化|经验)[^，。；：]{0,8}：一是")
_ASKED_FOR = re.compile("建议|希望|呼吁|议案|提案|意见|(?<![重主需首])[要须](?![求点素性])|：一是")
_ABOUT_TO = re.compile("[^，]{1,10}的[^，]")
_IS_NEEDED = re.compile(  # 是迫切需要解决的问题
    r"是[^，]*(?:需要?|亟待|急需|亟需|应当?)[^，]*的[^，]{0,10}(?:问题|事|事情|工作|课题|任务)$"
)
_ITEMS = ("一是", "二是", "三是", "四是", "五是", "六是")
_NO_WILL = frozenset("可应当须请并已再先现特即法能未没了")
_NUMERALS = tuple("0123456789一二三四五六七八九十百千万两半")


class Paragraph:
    """One line of running text."""

    def __init__(self, walk: Surroundings, start: int, end: int, named: Speaker | None) -> None:
        self.walk, self.start, self.end = walk, start, end
        self.speaker = named or walk.voice
        self.scopes = Context.ASKED | Context.ASKED_BEFORE if walk.wishing else 0
        base = walk.base
        self.ground = base | walk.part.flags  # what holds of every clause here
        # asked once a clause: as flags in one number they would be picked out again each time
        self.report, self.letter = bool(base & Context.REPORT), bool(base & Context.LETTER)
        self.reported, self.spaced = bool(base & _REPORTED), bool(base & _SPACED)
        self.needs_look = _NEEDS_LOOK if self.report else _NEEDS_LOOK | _NEED
        self.pleads = "请并敬还也不" if self.report else _PLEADS
        self.needs_look |= Cue.LABEL if base & Context.PLAN_TEXT else 0
        self.plan_text, self.talk = bool(base & Context.PLAN_TEXT), bool(base & Context.DELIBERATION)
        self.long_part = walk.part.long and walk.long_goals
        self.scope: When | None = None
        self.troubled = False  # a passage on difficulties has begun in this paragraph
        self.quoted = False  # whoever speaks does so in quotation marks
        self.heard = False  # somebody is introduced as speaking in this clause
        self.achieved = False  # something done has been told
        self.narrating = False  # the sentence is a reporter's own
        self.leading = False  # the sentence tells what the leader of the nation did, and what came of it
        self.outturn = 0  # up to where it is told what came of a plan: 计划投入…，实际完成…
        self.year_is = 0  # up to where it is said what a year was: 过去一年是…，…，…的一年
        self.next_speaker: Speaker | None = None  # 「某某代表提出以下意见：」
        self.relayed = False  # 「报告指出：」: the paragraph gives what a report says
        self.of_body = False  # the work of a body is being judged
        self.own = False  # the speaker tells what the own side will do
        self.brought = False  # a deputy announces what is asked for
        self.told = False  # in an answer, somebody else's words are given
        self.pledged = False  # after a passage on difficulties: what follows is what will be done
        if self.speaker is None and base & Context.DELIBERATION and walk.folded[start] == "“":
            behind = quoted_speaker(walk.folded[start:end]) or named_behind(walk.folded, start, end, walk.people)
            self.speaker = behind or walk.last_quoted
            self._speaks(self.speaker)
        else:
            self._speaks(self.speaker if self.speaker and self.speaker.type in _SELVES else None)
        if self.talk and self.speaker is None and (walk.unnamed or speaks_of_report(walk.folded, start, end)):
            self.scopes |= Context.SPOKEN  # a speech without a name
        self.within = meets_in(walk.folded, start, end) if self.talk else None  # whose everybody is 大家
        if named and self.talk:
            self.scopes |= Context.ASKED_BEFORE  # 「某某代表：加快…建设。」
        self.lasting = (self.speaker, self.scopes & (Context.SPOKEN | Context.BODY))
        self.before = 0  # the kind of the clause before in the same sentence, as an `AFTER_…` flag
        self.under_way = False  # the clause before told of work in hand
        self.prior = 0  # the same of the last clause of the sentence before
        self.period: str | None = None

    def read(self) -> None:
        """Label the clauses of the paragraph in order."""
        walk = self.walk
        for clause in cut(walk.folded, self.start, self.end, walk.rules, self.spaced, self.reported):
            if clause.opens:
                before, period = self.before, self.period
                self.before, self.prior, self.period = 0, before, None
                goal = self.scope if self.scope and self.scope.period == LONG else None
                if goal and walk.folded[goal.start] in "到至" and walk.folded.find("。", goal.end, clause.start) > 0:
                    self.scope = None  # what is to be reached by a year is said for its sentence
                if self.report:
                    self.scopes &= ~_SENTENCE
                else:
                    self._sentence(clause, before, period)
            self._clause(clause)
        if self.letter and self.before == Context.AFTER_COMMITMENT and lists_work(walk.folded, self.start, self.end):
            walk.part = PLANS  # 「下一步，我局将从以下方面做好工作：」, whatever the items tell besides

    def _sentence(self, clause: Clause, before: int, period: str | None) -> None:
        """Let a sentence begin: what held for the one before ends, but for what a semicolon carries on."""
        walk, opening = self.walk, clause.start
        if self.reported and walk.folded[opening - 1] == "，" and walk.folded.startswith("第", max(0, opening - 3)):
            opening -= 3  # 「；第二，…」
        counted = _COUNTED.search(walk.folded, max(0, opening - 6), opening) if self.talk else None
        opening = counted.start() if counted else opening
        if self.told:
            goes_on = self.talk and before == _AFTER_APPRAISAL and walk.folded.startswith(_REPORT_AGAIN, clause.start)
            if not goes_on:
                self.speaker, self.told = self.lasting[0], False
            if self.talk and not goes_on:
                self.scopes = self.scopes & ~(Context.SPOKEN | Context.BODY) | self.lasting[1]
        answered = self.scopes & Context.ANSWERED if walk.folded[opening - 1] == "；" else 0
        if self.scopes & Context.ANSWERED and not answered:  # what a report said ends with the sentence
            self.speaker, spoken = self.lasting
            self.scopes = self.scopes & ~(Context.SPOKEN | Context.BODY) | spoken
        asked = (
            self.scopes & Context.ASKED
            if self.reported and _LISTED.search(walk.folded, max(0, opening - 5), opening)
            else 0
        )
        parallel = 0  # 「目标清晰；举措务实」: a judgement goes on behind a semicolon, and so do aims
        if self.talk and walk.folded[opening - 1] == "；":
            if self.scopes & Context.JUDGING:
                parallel, self.before, self.period = Context.JUDGING, before & _AFTER_APPRAISAL, period
            elif self.scopes & Context.SPOKEN and before == Context.AFTER_COMMITMENT:
                self.before, self.period = before, period
        self.scopes = self.scopes & ~_SENTENCE | asked | parallel | answered
        listed = walk.base & Context.NOTICE or (self.letter and walk.folded[clause.start] in _DIGITS)
        if listed and walk.folded[opening - 1] == "；":
            self.before, self.period = before, period  # 「…建设5个集群；8个产业园；」
        if self.relayed:
            self.scopes |= Context.ANSWERED
        self.narrating = False
        if walk.wishing:
            self.scopes |= Context.ASKED

    def _speaks(self, speaker: Speaker | None) -> None:
        self.scopes &= ~(Context.SPOKEN | Context.BODY)
        if speaker:
            self.scopes |= Context.SPOKEN | (Context.BODY if speaker.type == "delegation" else 0)

    def _clause(self, clause: Clause) -> None:
        walk = self.walk
        folded, start, end = walk.folded, clause.start, clause.end
        flags = self._cue_flags(clause, start, end)
        rule_of_speaker = ""
        if self.reported:
            text = folded[start:end]
            rule_of_speaker = self._attribute(clause, text, flags)
            self.heard = bool(rule_of_speaker)
            if rule_of_speaker and flags & Cue.REPORT_NOUN and _WAS_DISCUSSED.search(text):
                flags = (flags | Cue.FACT) & ~Cue.REPORT_NOUN
            if rule_of_speaker == "speaker.announces":
                flags = flags & ~(Cue.LE | Cue.DONE | Cue.OCCASION | Cue.MEETING) | Cue.ASK
            if rule_of_speaker == "speaker.body" or (rule_of_speaker and _IN_REPORT.search(text)):
                flags &= ~Cue.REPORT_NOUN  # a report that says something is not what is judged
            if self.talk:
                if self.scopes & Context.SPOKEN and must(folded, clause.main, end):
                    flags = (flags | Cue.YAO | _WILL_HEAD) & ~(Cue.DONE | Cue.LE | Cue.SIGNIFICANCE)
                if self.scopes & Context.SPOKEN:
                    if vows(folded, clause.main, end):
                        flags |= _WILL_HEAD
                    if self.scopes & _AHEAD and end - start <= _SLOGAN:
                        flags |= Context.ACT_HEAD  # 「要铺实发展之路。抢抓机遇，」
                    if flags & Cue.FUTURE and folded.find("将", start, min(end, start + 3)) >= 0:
                        flags |= Cue.JIANG  # 将按照…, 并将结合…
                    if flags & (Cue.FUTURE | Cue.JIANG) and folded[clause.main] == "将":
                        flags = (flags | Cue.JIANG) & ~Cue.PROBLEM  # 沈清说，将积极反映困难
                    if self.scopes & Context.ASKED and not flags & Cue.REPORT_NOUN:
                        flags &= ~(Cue.EMOTION | Cue.APPRAISE)  # what is asked for is not judged
                    if self.before & PLANNED:
                        if (flags & _WILL_HEAD or text.startswith(_TO_THE_END)) and not flags & Cue.LE:
                            flags &= ~Cue.DONE  # 推动改革取得新进展
                        if not flags & Cue.REPORT_NOUN and text[0] not in "令让使倍备深":
                            flags &= ~(
                                Cue.EMOTION | (Cue.APPRAISE if flags & _WILL_HEAD or text.startswith(_STRIVES) else 0)
                            )
                    if self.before == _AFTER_APPRAISAL and "必将" in text:
                        flags &= ~(Cue.JIANG | Cue.FUTURE)  # what it will surely bring about
                    if "献策" in text or "献计" in text:
                        flags &= ~Cue.OCCASION  # what a speaker says of giving advice is no ceremony
                    if "反映" in text:
                        flags &= ~Cue.FACT
                elif ("献策" in text or "献计" in text) and self.scope and self.scope.period == PAST:
                    flags &= ~Cue.OCCASION  # nor is what was done all year
                if flags & Cue.YING and _IS_NEEDED.search(text):
                    flags = (flags & ~Cue.YING) | Cue.FACT
                flags |= self._of_talk(clause, text, rule_of_speaker, flags)
            ended = text.startswith(_NOWADAYS) or (self.talk and _OF_ANOTHER.match(text) is not None)
            if clause.opens and ended and self.scope and self.scope.period == PAST:
                self.scope = None
            if text[0] in "但可不然" and _CONTRAST.match(text):
                flags |= Cue.PROBLEM
                if clause.opens and self.scope and self.scope.period == PAST:
                    self.scope = None  # how things are, after what was done
        own = None
        if walk.anchors[walk.anchor].start < end:
            own = self._when(clause, flags)
        if self.report:
            if clause.opens:
                self.leading = folded.find("总书记", start, start + _OPENING) >= 0 and leads(folded, start, self.end)
            elif self.leading and turns_to_place(folded, start, end):
                self.leading = False
            if flags & _REPORT_CUES or self.troubled or (clause.opens and folded[start] in "当从"):
                flags = self._report_scopes(clause, folded[start:end], flags)
            if self.leading:
                flags |= Cue.LEADER
        elif self.spaced or self.reported:
            flags = self._of_message(clause, folded[start:end], flags, own)
        if (
            folded[start] in _PLEDGE_FIRSTS
            and (clause.opens or folded[start - 1] == "“" or (self.talk and self._turns(folded, start, end)))
            and (pledge := _PLEDGE.match(folded, start, end))
            and not (folded[pledge.end() - 1] == "将" and TAKES_OBJECT.match(folded, pledge.end(), end))
        ) or (rule_of_speaker and not self.scopes & Context.ASKED and _PLEDGES_THEN.search(folded, start, end)):
            self.scopes |= Context.PLEDGE
        if folded[clause.main] in _IS_FIRSTS and clause.opens and folded.startswith(_IS, clause.main):
            stop = folded.find("。", end, self.end) if own else end
            said_of = _SAYS_OF_YEAR.search(folded, start, stop + 1 if stop >= 0 else self.end)
            self.year_is = said_of.end() if said_of else 0
        if start < self.year_is:
            flags |= Cue.YEAR_IS
        scope = own or self.scope
        before = self.before
        flags |= self.ground | self.scopes | before
        if self.talk and folded[start] == "我":
            flags &= ~Context.ASKED_BEFORE  # what the speaker's side does is not asked for
        if scope:
            if (
                self.talk
                and walk.of_members
                and scope.period == PAST
                and folded[scope.end - 1] not in "日号"
                and folded[scope.end : scope.end + 1] not in _DIGITS
                and (scope.start == self.start or folded[scope.start - 1] in _BEFORE_A_TIME)
                and not _BEFELL.search(folded, start, end)
            ):
                flags |= Context.DEED  # what a reporter tells of a year gone by
            flags |= _PERIOD_FLAG[scope.period] | (_OWN_ANCHOR if own else 0)
        if clause.opens:
            stop = folded.find("。", end, self.end)
            self.outturn = outturn_until(folded, start, stop if stop >= 0 else self.end)
        if start < self.outturn:
            flags = flags & ~_UNTOLD | Context.PAST | Cue.DONE
        decision = decide(flags)
        after = decision.after
        if not self.report:
            if self.brought:
                self.scopes |= Context.ASKED | Context.ASKED_BEFORE
                self.brought = False
            if flags & Context.ITEM and after == Context.AFTER_COMMITMENT:
                self.walk.promising = True
            if self.talk and after == Context.AFTER_COMMITMENT and flags & Context.SPOKEN and flags & Cue.YAO:
                self.scopes |= _AHEAD
        if after == _AFTER_ACHIEVEMENT:
            self.achieved = True
            if self.letter and self.scope and self.scope.period == LONG:
                self.scope = None  # what was planned for some years is no frame of what will be done
            period, why = PAST, "period.achievement"
            self.scopes &= ~_AHEAD
        else:
            if flags & _HOLDING:
                self._hold(after, flags)
            if after & PLANNED:
                period, why = planned(own, self.scope, before, self.period, self.long_part)
            else:
                times = Times(own, self.scope, before, self.period, self.long_part)
                period, why = period_of(after, flags, times, folded[start:end])
        speaker = None if self.talk and flags & Context.NARRATED else self.speaker
        if rule_of_speaker:
            if folded[max(0, start - 2) : start].strip("，").endswith("”") and text.endswith(_SAID_LAST):
                speaker = None  # who said what stood in the quotation: the reporter's own words
            rules: tuple[str, ...] = (clause.rule, rule_of_speaker, decision.name, why)
        else:
            rules = (clause.rule, decision.name, why)
        walk.drafts.append(Draft(clause, decision.kind, period, speaker, scope, rules, flags))
        self.before, self.period = after, period
        self.under_way = bool(flags & Cue.UNDER_WAY)

    def _of_talk(self, clause: Clause, text: str, said: str, cues: int) -> int:
        """Tell a reporter's narration from the words of those who speak, and whose words a quotation gives."""
        if self.next_speaker:
            self.speaker, self.narrating, self.next_speaker = self.next_speaker, False, None
            self.lasting = (self.speaker, Context.SPOKEN)
            self.scopes |= Context.SPOKEN
        named = puts_forward(text) if "建议" in text or "议案" in text else None
        if named is not None:
            before = last_named(self.walk.folded[max(0, self.start - 300) : clause.start], self.walk.people)
            self.speaker, self.told = Speaker(named, "deputy") if named else before, True
            self.narrating = False
            return Cue.ASK | Context.SPOKEN
        if text[0] in "但可不然" and not cues & Cue.REPORT_NOUN and _CONTRAST.match(text):
            self.scopes &= ~Context.JUDGING  # 报告很务实，但村里…: of something else
            self.before &= ~_AFTER_APPRAISAL
        if said:
            self.narrating = False
            self.quoted = in_quotation(self.walk.folded, self.start, clause.end)
        elif clause.opens and self._tells_on(clause, text, cues):
            self.narrating = True
        elif praises(text):
            self.narrating = False
            felt = who_feels(text) or who_praises(text)
            if felt:
                self.speaker, self.told = felt, True
            elif self.speaker is None:
                group = group_before(self.walk.folded[max(self.start, clause.start - 80) : clause.end])
                self.speaker = Speaker(group, "group") if group else None
            return Cue.EMOTION
        elif self.narrating and cues & Cue.EMOTION and text[0] in "他她":
            self.narrating = False  # 她倍受鼓舞
            self.speaker = last_named(self.walk.folded[max(0, self.start - 300) : clause.start], self.walk.people)
            self._speaks(self.speaker)
        elif self._quoted(clause) or (self.scopes & Context.SPOKEN and self.narrating and comments(text)):
            self.narrating = False
        elif (
            (narrates(text) and not (self.scopes & Context.SPOKEN and self.before & PLANNED and "了" not in text))
            or (not self.scopes & Context.SPOKEN and ("代表们将" in text or sets_scene(text)))
            or (clause.opens and is_told_of(text, self.walk.people))
        ):
            self.narrating = True
        if self.narrating:
            if self.walk.folded[clause.end : clause.end + 1] == "：" and text.endswith(("意见", "建议")):
                self.next_speaker = last_named(text, self.walk.people)
            return Context.NARRATED
        of_report = (
            self.scopes & Context.JUDGING
            and self.before == _AFTER_APPRAISAL
            and "了" not in text
            and not text.endswith("大关")
        )
        flags, speaker = Context.OTHERS if tells_deeds(text) and not of_report else 0, self.speaker
        if self._came_about(clause):
            flags |= Context.OTHERS | Cue.DONE
        words = text[text.rfind("：") + 1 :].lstrip("“")
        words = words[words.find("，") + 1 :] if said and "：" not in text else words
        if could_be(words):
            flags |= Cue.FACT
        if "只有" in words and "才" in words:
            flags = (flags | Cue.FACT) & ~Context.OTHERS
        puts = _REPORT_PUTS.search(text) if cues & Cue.REPORT_NOUN else None
        if puts and self.walk.rules.acts(self.walk.folded, clause.start + puts.end(), clause.end):
            flags |= Context.ANSWERED | Context.ACT_HEAD  # 「某某说，报告提出扩大供给」
        if self.scopes & Context.SPOKEN and (comments(words) or ranks(words) or well_told(words)):
            flags |= Cue.EMOTION
        if self._judges_work(text, cues, bool(said)):
            flags = (flags | Cue.EMOTION) & ~Context.OTHERS
        if self.scopes & Context.SPOKEN and brings(words):
            self.brought = True
            return flags | Cue.FACT
        if (
            speaker
            and _REQUIRES.search(text)
            and calls_upon(text)
            and (speaker.type in _OFFICIALS or _OFFICE.search(text))
        ):
            self.scopes = self.scopes & ~Context.ANSWERED | Context.ASKED | Context.ASKED_BEFORE
            flags |= Cue.ASK
        if (
            self.scopes & Context.ASKED_BEFORE
            and not self.own
            and self.walk.folded.endswith(_ITEMS, 0, clause.start)
            and _ASKED_FOR.search(self.walk.folded, self.start, clause.start)
            and not _OTHER_LIST.search(self.walk.folded, self.start, clause.start)
        ):
            self.scopes |= Context.ASKED  # 「建议：一是…。二是…」
        if turns_to_others(text) or (said and not turns_to_own(text)):
            self.own = False
        elif turns_to_own(text):
            self.own = True
        if speaker and speaker.type == "deputy" and not self.own and not of_own_side(text):
            flags |= Context.DEPUTY
        return flags

    def _turns(self, folded: str, start: int, end: int) -> bool:
        """True where a speaker who judged, told or asked may turn to what the own side will do, within a sentence."""
        if self.before == _AFTER_APPRAISAL:
            return True
        return bool(self.before) and _WE_WILL.match(folded, start, end) is not None

    def _tells_on(self, clause: Clause, text: str, cues: int) -> bool:
        """True where the reporter goes on behind a quotation, or tells of who spoke by name: 会前，沈清做足了准备."""
        if (
            self.speaker is None
            or self.speaker.type not in _PERSONS
            or cues & (Cue.ASK | Cue.EMOTION | Cue.REPORT_NOUN)
        ):
            return False
        folded, start = self.walk.folded, clause.start
        if "“" in folded[start - 1 : start + 1] or in_quotation(folded, self.start, start):
            return False
        return self.quoted or folded.startswith(self.speaker.name, clause.main) or text.startswith(self.speaker.name)

    def _came_about(self, clause: Clause) -> bool:
        """True where a speaker tells how something has become, outside what is planned or asked for."""
        if not self.scopes & Context.SPOKEN or self.scopes & (Context.ASKED_BEFORE | _AHEAD) or self.own:
            return False
        if not (clause.opens or self.before == _AFTER_ACHIEVEMENT) or (self.scope and self.scope.period != PAST):
            return False
        return came_about(self.walk.folded[clause.main : clause.end]) and not self.walk.rules.acts(
            self.walk.folded, clause.main, clause.end
        )

    def _judges_work(self, text: str, cues: int, introduced: bool) -> bool:
        """True while members judge the work of a congress or another body, to the end of the paragraph or a plan."""
        if introduced or text.startswith(_NOWADAYS) or cues & (_PLANS | Cue.YAO | Cue.YING | Cue.YEAR_IS):
            self.of_body = False
        if not self.scopes & Context.SPOKEN or self.speaker is None:
            return False
        planned_cues = cues & (_PLANS | Cue.YAO | Cue.YING | Cue.YEAR_IS)
        if not planned_cues and judges_members(text):
            self.of_body = True
        if self.of_body or self.speaker.type not in _MEMBERS:
            return self.of_body and not cues & Context.FIGURE
        if not planned_cues and judges_work(text):
            self.of_body = "政府" not in text
            return True
        return self.of_body and not cues & Context.FIGURE

    def _quoted(self, clause: Clause) -> bool:
        """True where a quotation begins; who was named last before it, or first behind it, speaks."""
        folded, start = self.walk.folded, clause.start
        if folded[start] != "“" and folded[start - 1] != "“":
            return False
        if folded.find("”", start, start + 12) >= 0:
            return False
        speaker = (
            last_named(folded[self.start : start], self.walk.people)
            or quoted_speaker(folded[start : self.end])
            or named_behind(folded, start, self.end, self.walk.people)
        )
        general = self.speaker is None or self.speaker.type in ("delegation", "group")
        if speaker and (not self.scopes & Context.SPOKEN or self.narrating or general):
            self.speaker = speaker
            self._speaks(speaker)
            self.lasting = (speaker, Context.SPOKEN)
        self.quoted = True
        return True

    def _of_message(self, clause: Clause, text: str, flags: int, own: When | None) -> int:
        """Add what the words of a letter, a message or a suggestion show beyond cues."""
        base, folded, walk_acts = self.walk.base, self.walk.folded, self.walk.rules.acts
        if self.letter:
            flags |= answer_flags(text, clause.main - clause.start)
            bare = clause.opens and self.prior == _AFTER_ACHIEVEMENT and not flags & _UNDONE_YET
            if bare and flags & Context.ACT_HEAD and text.startswith(_BUSILY):
                flags |= Cue.ACTS  # bare verbs go on with what was told
            if tells_measures(text):
                self.walk.reviewing = True
            elif clause.opens and numbered(folded, clause.start):
                ahead = self.walk.promising or self.scopes & Context.AHEAD
                past_item = not ahead and tells_past(folded, clause.end, self.end)
                if self.walk.reviewing or (past_item and flags & Context.ACT_HEAD and not text.startswith(_QUALIFIES)):
                    flags |= Cue.ACTS
                elif not past_item and (not self.achieved or self.walk.promising):
                    flags |= Context.ITEM
            if others_did(text) or ("表示" in text and is_content(text)):
                flags |= Context.READER
            elif names_office(text):
                flags |= Context.OFFICE
            goes_on = folded[clause.end : clause.end + 1] == "，" and not _TURNS.match(folded, clause.end + 1)
            if is_no_deed_done(text, clause.main - clause.start, goes_on):
                flags |= Context.UNDONE
            office = office_that_says(text) if "：" in text[:24] else None
            if office:  # holds until another is named
                self.speaker, self.lasting = office, (office, self.lasting[1])
                self.scopes &= ~(Context.AHEAD | Context.RULED)
            elif flags & (Cue.SAYING | Cue.PRAISE):
                told = who_is_told(text)
                if told:  # holds to the end of the sentence
                    self.speaker, self.told = told, True
            if (self.scopes & Context.AHEAD or self.before == _AFTER_ACHIEVEMENT) and does_to(text):
                flags |= Context.ACT_HEAD
            when = own or self.scope
            steady = self.before == Context.AFTER_BACKGROUND or not (self.before or (when and when.period == PAST))
            if steady and "每" in text and not flags & _PLANS and is_habit(text, clause.main - clause.start):
                flags |= Cue.NORM
            chiefly = _CHIEFLY.match(folded, clause.main, clause.end)
            if chiefly and walk_acts(folded, chiefly.end(), clause.end):
                flags = flags & ~Cue.COPULA | Cue.ACTS  # 目前主要是解决…
            flags = settled(text, clause.main - clause.start, flags, self.before)
            if self.scopes & Context.AHEAD and flags & Context.ACT_HEAD and "正" not in text:
                flags &= ~Cue.UNDER_WAY  # 「下一步…。一、加快建设。」
            if flags & Cue.NEGATED and denies_within(text, clause.main - clause.start):
                flags &= ~Cue.NEGATED
            if self.under_way and not clause.opens and flags & Cue.ENSURE:
                flags |= Cue.JIANG  # what work in hand is to make sure of is still to come
            dated = own is not None and own.period == PAST and flags & _FIGURE
            if dated and flags & Cue.COPULA and _COUNTS_OUT.search(text):
                flags &= ~Cue.COPULA  # 2025年，全县种植面积9万亩
            if leader_asks(text):
                flags |= Cue.ASK
                self.scopes |= Context.ASKED
            if own and own.period == CURRENT and in_a_month(text) and not (flags | self.before) & _UNDONE_YET:
                flags |= Cue.DONE
            yet_to_come = own and own.period == LONG and flags & Context.FIGURE
            if own and (folded[own.start] in "到至" or yet_to_come or by_a_day(folded, own.end)):
                flags |= Context.UNTIL
            if flags & Cue.NORM and cites_rule(text):
                self.scopes |= Context.RULED
                if text.find("规定了") >= 0:
                    flags &= ~Cue.LE  # what a rule says holds
            elif self.scopes & Context.RULED and ((own and own.start == clause.start) or acts_itself(text)):
                self.scopes &= ~Context.RULED
            if was_found(text):
                self.scopes |= Context.FOUND
                self.before = 0  # what was found is told anew, after who went to look
            elif self.scopes & Context.FOUND and flags & (Cue.LE | Cue.ACTS) and OWN_ACT.match(text):
                self.scopes &= ~Context.FOUND  # 「对此，我局…」: what was found ends, what was done about it begins
        elif base & Context.HOTLINE:
            flags |= citizen_flags(text)
            if tells_deed(text):
                flags |= Context.DEED
            leanings, mark = self.walk.leanings, folded[clause.end : clause.end + 1]
            weight = leanings.weigh(text, mark, self.before) if leanings else 0
            if weight >= ENOUGH:
                flags |= Context.LEANS
            elif weight < -ENOUGH:
                flags |= Context.OTHERS  # what happened is not asked for
            if self.scopes & Context.ASKED_BEFORE and folded.endswith(_ITEMS, 0, clause.start):
                self.scopes |= Context.ASKED  # 「一是…, 二是…」 behind 希望
            if "：" in text[:16] and says_the_wish(text):
                flags |= Cue.ASK | Cue.PLEASE
            if folded[clause.end : clause.end + 1] == "：" and items_follow(text):
                self.scopes |= Context.ASKED | Context.ASKED_BEFORE
                self.walk.wishing = True  # the items may stand on lines of their own
        elif base & Context.WISH:
            if text.startswith(_NEEDED, clause.main - clause.start):
                flags |= Cue.YAO
            elif flags & Cue.YAO and _TAKES.search(text):
                flags &= ~(Cue.YAO | _WILL | _WILL_HEAD)
            if text[0] in "让使把":
                flags |= Context.RESULTS
            if "严重影响" in text:
                flags &= ~Cue.VERDICT  # told with what it hinders, a shortcoming is a fact
            scope = own or self.scope
            past = scope is not None and scope.period == PAST
            wished = wish_flags(text, past, self.before == _AFTER_ACHIEVEMENT)
            if wished & Context.DEED:
                flags &= ~Cue.PROBLEM  # 高度重视…问题, 解决了…问题
            flags |= wished
            if folded.endswith(_ITEMS, 0, clause.start):
                flags |= Context.ITEM
        elif flags & Cue.YAO and _TAKES.search(text):
            flags &= ~(Cue.YAO | _WILL | _WILL_HEAD)
        return flags

    def _hold(self, after: int, flags: int) -> None:
        """Keep for the sentence or paragraph what a clause's kind means for those that follow."""
        if after == Context.AFTER_SUGGESTION and flags & Context.DEPUTY and flags & Cue.YAO:
            self.scopes |= Context.ASKED_BEFORE  # 「要…。完善…」
        if after == Context.AFTER_SUGGESTION and flags & Cue.ASK and not (self.talk and self.told):
            self.scopes = self.scopes & ~Context.PLEDGE | Context.ASKED | Context.ASKED_BEFORE
        elif after == Context.AFTER_APPRAISAL and flags & Cue.REPORT_NOUN:
            self.scopes |= Context.JUDGING
        elif after == Context.AFTER_COMMITMENT and flags & Context.LETTER:
            self.scopes = self.scopes & ~Context.ASKED | Context.AHEAD  # the own side again, after what was asked
            if self.scope and self.scope.period == PAST:
                self.scope = None  # once an answer tells what will be done, the time told of before is over

    def _cue_flags(self, clause: Clause, start: int, end: int) -> int:
        """Gather the cue words and figures of a clause into flags."""
        walk, main = self.walk, clause.main
        cues, index, flags = walk.cues, walk.cue, 0
        word, at, stop = cues[index]
        if at < end:
            bits_of, led_in, needs_look = walk.bits, self.letter or self.talk, self.needs_look
            while at < end:
                bits = bits_of[word]
                if bits and at >= start:
                    if bits & needs_look:
                        bits = self._looked(bits, at, stop, clause)
                    if led_in and at < main:
                        bits = self._led_in(bits, at, start, main)
                    flags |= bits
                    if bits & _WILL and main <= at <= main + 6:
                        flags |= _WILL_HEAD
                index += 1
                word, at, stop = cues[index]
            walk.cue = index
        figures, index = walk.figures, walk.figure
        if figures[index] < end:
            while (figure := figures[index]) < end:
                if figure >= start:
                    flags |= _FIGURE
                index += 1
            walk.figure = index
        if walk.folded[main] in self.pleads:
            flags |= requested(walk.folded, walk.base, main, end)
        if self.report:
            return flags  # a report is neither of what follows
        if (self.spaced or self.reported) and walk.rules.acts(walk.folded, main, end):
            flags |= Context.ACT_HEAD
        if self.letter and not flags & Cue.PLEASE:
            folded = walk.folded
            if begs(folded, main, end) or offers(folded, start, main, end):
                flags |= Cue.PLEASE
        if self.plan_text:
            said = plan_flags(walk.folded, walk.base, clause)
            if said & Cue.JIANG:
                self.scopes &= ~Context.ASKED  # the issuer's own side, after what was asked of all
            flags |= said
            listed = walk.base & Context.NOTICE and numbered(walk.folded, clause.start)
            if listed and walk.rules.acts(walk.folded, clause.main, clause.end):
                flags |= Context.ACT_HEAD
        return flags

    def _led_in(self, bits: int, at: int, start: int, main: int) -> int:
        """Take back cues that stand in a lead-in, before the piece with the verb."""
        folded = self.walk.folded
        if self.talk and bits & Cue.REPORT_NOUN:
            comma = folded.find("，", at, main)
            if comma >= 0 and folded[comma - 1] in "时中上后里":
                bits &= ~Cue.REPORT_NOUN  # 在审议报告时，…
        if self.talk and bits & (Cue.OCCASION | Cue.MEETING) and folded.find("时", at, main) >= 0:
            bits &= ~(Cue.OCCASION | Cue.MEETING)  # 作报告时表示，…
        if self.letter:
            bits &= ~_LED_IN  # what a lead-in tells is not what the statement does
            if folded.startswith("确保", at):
                bits &= ~_PLANS
            elif folded.startswith("负责", at):
                bits &= ~Cue.NORM
            if folded[start] in "关对针您你就为" and folded.find("，", start, at) < 0:
                bits &= ~_PLANS
            elif folded[start] in "关针" and (topic := _TOPIC.match(folded, start, main)) and at < topic.end():
                bits &= ~_PLANS  # a topic with commas of its own
        return bits

    def _looked(self, bits: int, at: int, stop: int, clause: Clause) -> int:
        """Take back cues that their surroundings deny: 建议 as a noun, 将 in the sense of 把."""
        folded = self.walk.folded
        if bits & Cue.LABEL and folded.rfind("（", clause.start, at) >= 0:
            bits &= ~Cue.LABEL  # in a bracket behind the task
        if bits & Cue.ASK and not really_asks(folded, self.walk.base, at, stop, clause):
            bits &= ~Cue.ASK
        if bits & Cue.PROBLEM and self.walk.base & _SPACED and folded.startswith("问题", at):
            if is_matter(folded, clause.start, at):
                bits &= ~Cue.PROBLEM
        elif bits & Cue.PROBLEM and (
            ((self.letter or self.reported) and solves(folded, clause.start, at))
            or (folded.startswith("不足", at) and folded[stop : stop + 1] in _NUMERALS)
        ):
            bits &= ~Cue.PROBLEM
        if bits & _NEED and folded.startswith(("需要", "迫切需要"), at) and stop == clause.end:
            bits &= ~_NEED  # 生产需要, 实际需要
        if bits & Cue.ACTS and self.letter and is_no_deed(folded, at, stop):
            bits &= ~Cue.ACTS
        if bits & Cue.FUTURE and self.letter and is_limit(folded, at, stop, bool(self.before & _TOLD_BEFORE)):
            bits &= ~Cue.FUTURE
        if bits & Cue.FUTURE and folded.startswith("即将", at) and _ABOUT_TO.match(folded, stop, clause.end):
            bits &= ~Cue.FUTURE  # 即将提交的建议
        if bits & Cue.JIANG and (
            folded[at - 1] in _NO_WILL or folded[at - 1] == "地" or TAKES_OBJECT.match(folded, stop, clause.end)
        ):
            bits &= ~Cue.JIANG
        elif bits & Cue.FUTURE and folded[stop - 1] == "将" and TAKES_THIS.match(folded, stop, clause.end):
            bits &= ~Cue.FUTURE  # 「我们将两类条件列举给您」
        return bits

    def _attribute(self, clause: Clause, text: str, flags: int) -> str:
        """Find who speaks from this clause on, and what that makes of it; return the rule that told."""
        rule = ""
        if self.scopes & Context.ANSWERED and (
            text[0] == "我" or self._judges_again(flags, text)
        ):  # the deputy again, of what the report says
            self.speaker, spoken = self.lasting
            self.scopes = self.scopes & ~(Context.ANSWERED | Context.SPOKEN | Context.BODY) | spoken
        wisher = who_announces(text) if self.talk and "：" in text else None
        told = wisher is not None or (self.talk and tells_of_words(text))
        said = who_says(text) if flags & Cue.SAYING and not told else None
        if said and said.rule == "speaker.group" and self.speaker and self.walk.base & Context.WISH:
            said = None  # 群众要求: the deputy tells of it
        if said and self.talk and said.speaker and said.speaker.name == "代表" and "代表" not in text:
            said = said._replace(speaker=Speaker(self.walk.members, "group"))
        if said and said.keeps and in_quotation(self.walk.folded, self.start, clause.start):
            said = None  # whom somebody quoted speaks of
        if said and said.rule == "speaker.they":
            group = group_before(self.walk.folded[max(self.start, clause.start - 60) : clause.end])
            said = said._replace(speaker=Speaker(group, "group") if group else None, keeps=not group)
        if said and said.rule == "speaker.group" and text[0] in "纷一普均都" and self.talk:
            group = group_before(self.walk.folded[max(self.start, clause.start - 60) : clause.start])
            if group:
                said = said._replace(speaker=Speaker(group, "group"))
        if said is None and self.talk and not clause.opens and text.startswith(_GOES_ON_SAYING):
            said = self._goes_on_saying(clause, text)
        if said:
            nobody = not self.scopes & Context.SPOKEN or (self.speaker is not None and self.speaker.type in _NO_PERSON)
            if said.keeps and nobody:
                named = last_named(self.walk.folded[max(0, self.start - 300) : clause.start], self.walk.people)
                said = said._replace(speaker=named, keeps=False)
            lasting = self.lasting
            self._said(said)
            rule = said.rule
            cited = self.walk.base & Context.WISH or (self.talk and _LEADER_SAYS.search(text))
            other = cited and lasting[0] is not None and said.speaker != lasting[0]
            if rule == "speaker.goes_on" or other:  # holds for its sentence
                self.lasting, self.told = lasting, True
            opens = rule == "speaker.body" and (
                clause.start - self.start <= 1 or (clause.opens and lasting[0] is None and "报告指出" in text[:16])
            )
            meets = said.speaker is not None and (said.speaker.name in _MEETINGS or "报告指出" in text[:16])
            self.relayed = opens and self.talk and ("：" in text[:24] or meets) and said.speaker != self.walk.voice
            if self.relayed:
                self.lasting = (said.speaker, Context.SPOKEN)
        elif wisher:
            self._said(Said(wisher, True, False, "speaker.announces", False))
            self.scopes &= ~Context.ANSWERED
            self.lasting = (wisher, Context.SPOKEN)
            rule = "speaker.announces"
        elif "：" in text[:60]:
            colon = text.index("：")
            named = introduces(text[:colon], quotes=text.startswith("“", colon + 1))
            if named:
                self._said(Said(named, False, False, "speaker.introduced", False))
                rule = "speaker.introduced"
        elif flags & Cue.EMOTION:
            felt = who_feels(text)
            if self.scopes & Context.ANSWERED:  # who speaks judges what the report says
                self.speaker, spoken = self.lasting
                self.scopes = self.scopes & ~(Context.ANSWERED | Context.SPOKEN | Context.BODY) | spoken
            if felt:
                self.speaker = felt
                self._speaks(felt)
                self.lasting = (felt, Context.SPOKEN)
                rule = "speaker.feels"
        if self.talk and (text.startswith(_I_THINK) or self.walk.folded.startswith(_I_THINK, clause.main)):
            self.scopes |= Context.OPINES
            if self.scope and self.scope.period == PAST:
                self.scope = None
        spoken = self.scopes & Context.SPOKEN
        folded = self.walk.folded
        subject = folded.startswith(_REPORTS, clause.main)
        subject = subject or folded.endswith(("报告，", "报告》，"), clause.start, clause.main)
        if spoken and flags & Cue.REPORT_NOUN and subject:
            self.scopes |= Context.JUDGING
        if "建议" in text and (_PROPOSES.search(text) or text.startswith("建议：")):
            self.scopes |= Context.ASKED | Context.ASKED_BEFORE
        return rule

    def _goes_on_saying(self, clause: Clause, text: str) -> Said | None:
        """Return who says what follows a verb without a subject: 代表们踊跃发言，认为报告…"""
        if not self.narrating and self.speaker is not None:
            return None
        folded = self.walk.folded
        begin = max(self.start, folded.rfind("。", self.start, clause.start) + 1)
        group = group_before(folded[begin : clause.start])
        speaker = Speaker(group, "group") if group else last_named(folded[begin : clause.start], self.walk.people)
        if speaker is None:
            return None
        return Said(speaker, text.startswith(_ASKS_ON), text.startswith("认为"), "speaker.goes_on", False)

    def _judges_again(self, flags: int, text: str) -> bool:
        """True where those who spoke before judge what a report said: …提出十项改革，思路清晰，目标明确."""
        spoke = self.lasting[0]
        judged = flags & (Cue.APPRAISE | Cue.EMOTION) and not flags & (Cue.SAYING | Cue.JIANG | Cue.FUTURE | Cue.YAO)
        return bool(judged) and spoke is not None and spoke != self.speaker and len(text) <= _SHORT

    def _said(self, said: Said) -> None:
        if self.within and said.rule == "speaker.group":
            said = said._replace(speaker=self.within)
        if self.scope and self.walk.folded[self.scope.end - 1] in "日号":
            self.scope = None
        if not said.keeps:
            self.speaker = said.speaker
            self._speaks(said.speaker)
            self.scopes |= Context.SPOKEN
            if said.speaker is not None and said.speaker.type in ("report", "body"):
                self.scopes |= Context.ANSWERED
            else:
                self.scopes &= ~Context.ANSWERED
                self.lasting = (self.speaker, self.scopes & (Context.SPOKEN | Context.BODY))
        self.scopes &= ~(Context.OPINES | Context.ASKED)
        if self.talk and not said.keeps:
            self.scopes &= ~_AHEAD
        if said.thinks:
            self.scopes |= Context.OPINES
        if said.asks:
            self.scopes |= Context.ASKED | Context.ASKED_BEFORE

    def _report_scopes(self, clause: Clause, text: str, flags: int) -> int:
        """Open and close the passage on difficulties of a work report; take back cues that only look so."""
        weighed = clause.opens and not flags & (Cue.YAO | Context.REVIEW) and _SITUATION.match(text)
        if weighed or (flags & Cue.AWARE and (flags & Cue.PROBLEM or "清醒" in text)):
            self.scopes |= Context.TROUBLE
            self.troubled = True
        elif self.scopes & Context.TROUBLE and clause.opens and _RESOLVES.match(text):
            self.scopes &= ~Context.TROUBLE
            self.pledged = True
        if self.pledged:
            flags |= Context.PLEDGE
        if flags & Cue.YEAR_IS and (text.startswith("这是") or not _IS_A_YEAR.search(text)):
            flags &= ~Cue.YEAR_IS
        if flags & Cue.LEADER and _FOLLOWS.search(text):
            flags &= ~Cue.LEADER
        return flags

    def _when(self, clause: Clause, flags: int) -> When | None:
        """Return the clause's own time anchor, and let one at its head hold for what follows."""
        walk = self.walk
        anchors, index = walk.anchors, walk.anchor
        own: When | None = None
        while (when := anchors[index]).start < clause.end:
            index += 1
            if own is not None or when.start < clause.start:
                continue
            leading = when.start - clause.start <= 14 or when.end <= clause.main
            leading = leading or (self.reported and 0 <= when.start - clause.main <= 2)
            leading = leading or (self.letter and walk.folded[when.start - 1] == "于")
            if not leading and (when.period != LONG or flags & Cue.YEAR_IS):
                continue
            if self.before == Context.AFTER_APPRAISAL and not self._headed(when, clause):
                continue
            if flags & Cue.REPORT_NOUN and when.start - clause.start > 1 and walk.folded[when.start - 1] not in "，：":
                continue
            if self.heard and walk.folded[when.end - 1] in "日号":
                continue  # the day of a meeting says nothing of the time that a speaker tells of
            own = when
            if leading:
                self.scope = when
        walk.anchor = index
        return own

    def _headed(self, when: When, clause: Clause) -> bool:
        """True where the anchor opens the clause and is set off: 「过去一年，…」"""
        set_off = clause.main > clause.start or self.walk.folded[when.end : when.end + 1] == "，"
        return when.start == clause.start and (set_off or self.walk.folded.startswith(STEPS, when.start))
