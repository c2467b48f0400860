"""Paragraphs (段落): what each clause of a line is, from its words and from what holds since the line began."""

import re

from huiyin.reading.anchors import When
from huiyin.reading.answer_words import lists_work
from huiyin.reading.clauses import Clause, cut
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.drafts import Draft
from huiyin.reading.kinds import decide
from huiyin.reading.leaders import leads, turns_to_place
from huiyin.reading.line import CONTRAST, NOWADAYS
from huiyin.reading.line_messages import LineMessages
from huiyin.reading.model import CURRENT, LONG, NONE, PAST
from huiyin.reading.narration import must, vows
from huiyin.reading.objects import TAKES_OBJECT
from huiyin.reading.outturns import outturn_until
from huiyin.reading.parts import PLANS
from huiyin.reading.periods import PLANNED, Times, period_of, planned
from huiyin.reading.talk_sides import STEPS

# Bits that every clause is asked for, as names of this module, which are found sooner than those of a class.
_WILL_HEAD, _OWN_ANCHOR, _AHEAD = Context.WILL_HEAD, Context.OWN_ANCHOR, Context.AHEAD
_AFTER_ACHIEVEMENT, _AFTER_APPRAISAL = Context.AFTER_ACHIEVEMENT, Context.AFTER_APPRAISAL
_PERIOD_FLAG = {PAST: Context.PAST, CURRENT: Context.CURRENT, LONG: Context.LONG, NONE: 0}
_REPORT_CUES = Cue.AWARE | Cue.YEAR_IS | Cue.LEADER
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
_FOLLOWS = re.compile(r"贯彻|落实|学习|牢记|沿着|按照|遵循|感恩|围绕")
_IN_REPORT = re.compile(r"在[^，]{2,30}报告中?(?:指出|提出|强调|要求)")
_IS_A_YEAR = re.compile(r"[是系值临为]|处[于在]|迎来|进入|[年期段]”?$")
# how things are, weighed before a plan is made
_SITUATION = re.compile(
    r"当前，|从(?:国际|国内|国外|全[国省市县区]|我[国省市县区]|自身|外部|宏观|有利|不利)[^，]{0,8}看，"
)
_PLEDGE_FIRSTS = frozenset("作同此另未今下对为我新")
_SLOGAN = 6  # characters of 抢抓机遇, 扛起责任
_OPENING = 48  # characters in which a sentence names of whom it tells
_SENTENCE = Context.ASKED | Context.JUDGING | Context.OPINES | Context.PLEDGE | Context.FOUND | Context.ANSWERED
_UNTOLD = Context.PLANNING | Context.CURRENT | Context.LONG | Cue.FUTURE | Cue.YAO | Cue.JIANG
_HOLDING = Cue.ASK | Cue.REPORT_NOUN | Context.LETTER | Context.DEPUTY
_BEFELL = re.compile("造成了?|导致了?|引发了?|发生了?|回落|下滑|萎缩")  # what happened is no deed
_SAYS_OF_YEAR = re.compile(r"的(?:一年|[三四五]年)(?=[，。；])")
_STRIVES = ("努力", "把", "以", "真正", "切实", "不断", "为")
_WAS_DISCUSSED = re.compile(r"进行了?[^，。]{0,8}(?:讨论|审议|交流)$")
_TO_THE_END = ("圆满", "顺利", "如期")
_IS_FIRSTS = frozenset("是更也又")
_DIGITS = frozenset("0123456789")
_BEFORE_A_TIME = frozenset("，。！；\n \u3000在")
_IS = ("是", "更是", "也是", "又是")
_REPORT_AGAIN = ("整个报告", "报告", "《报告》", "整篇报告", "全篇报告")
# a sentence that opens so is not told of the year named before
_OF_ANOTHER = re.compile("这(?!些|[一两三四五六七八九十几]+年)|《?政府工作报告|报告")
_SAID_LAST = ("说", "说道", "表示", "认为", "感慨", "感叹", "介绍", "道")
_COUNTED = re.compile("(?<=；)[一二三四五六七八九十]{1,2}(?:是|要|、)$")
_LISTED = re.compile(r"；[^，。]{0,4}$")
_IS_NEEDED = re.compile(  # 是迫切需要解决的问题
    r"是[^，]*(?:需要?|亟待|急需|亟需|应当?)[^，]*的[^，]{0,10}(?:问题|事|事情|工作|课题|任务)$"
)


class Paragraph(LineMessages):
    """One line of running text."""

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
            ended = text.startswith(NOWADAYS) or (self.talk and _OF_ANOTHER.match(text) is not None)
            if clause.opens and ended and self.scope and self.scope.period == PAST:
                self.scope = None
            if text[0] in "但可不然" and CONTRAST.match(text):
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
