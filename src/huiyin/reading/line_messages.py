"""Letters, answers and suggestions (来信、答复、建议): what a clause of a line of one says by its words."""

import re

from huiyin.reading.anchors import When
from huiyin.reading.answer_facts import denies_within, is_content, is_no_deed_done, names_office, others_did
from huiyin.reading.answer_words import does_to, in_a_month, is_habit, leader_asks, settled, was_found
from huiyin.reading.clauses import Clause
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.leanings import ENOUGH
from huiyin.reading.letter_words import (
    OWN_ACT,
    acts_itself,
    answer_flags,
    by_a_day,
    cites_rule,
    citizen_flags,
    numbered,
    office_that_says,
    tells_deed,
    tells_measures,
    tells_past,
    who_is_told,
)
from huiyin.reading.line import ITEMS, TO_DO
from huiyin.reading.line_talk import LineTalk
from huiyin.reading.model import CURRENT, LONG, PAST
from huiyin.reading.periods import PLANNED
from huiyin.reading.requests import items_follow, says_the_wish
from huiyin.reading.suggestion_words import wish_flags

# Bits that every clause is asked for, as names of this module, which are found sooner than those of a class.
_WILL, _WILL_HEAD, _FIGURE, _AFTER_ACHIEVEMENT = Cue.WILL, Context.WILL_HEAD, Context.FIGURE, Context.AFTER_ACHIEVEMENT
_CHIEFLY = re.compile(r"(?:目前|现阶段|当前|现)?，?(?:我[局委们县市])?主要是(?:在)?")
_TURNS = re.compile(r"但|然而|可是|不过|只是|因|由于|受")
_COUNTS_OUT = re.compile(r"(?:面积|产量|产值|收入|投资|规模|数量)[^，是]{0,6}\d")
_QUALIFIES = ("具有", "具备", "担任", "符合", "持有", "从事")
_BUSILY = ("同时", "此外", "另外", "并", "还", "积极", "主动", "大力", "认真", "多", "深入", "不断", "全面", "先后")
_UNDONE_YET = TO_DO | Cue.YAO | PLANNED
_TAKES = re.compile(
    r"要(?:[跑花走等交排转爬用费绕坐渡][^，]{0,4})?(?:[一二两三四五六七八九十百几\d]+)[趟次年天小分里公元块个遍]|要[跑花等走绕爬][^，]{0,4}[一二两三四五六七八九十百几\d]"
    r"|[还都]要(?:跑|绕|等[^，]{0,4}[年月天周]|到[^，]{1,10}[去上里]$|坐)"
)
_NEEDED = ("需", "须", "最好", "亟需", "急需", "亟待")


class LineMessages(LineTalk):
    """A line of what is written to and by offices."""

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
            if steady and "每" in text and not flags & TO_DO and is_habit(text, clause.main - clause.start):
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
            if self.scopes & Context.ASKED_BEFORE and folded.endswith(ITEMS, 0, clause.start):
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
            if folded.endswith(ITEMS, 0, clause.start):
                flags |= Context.ITEM
        elif flags & Cue.YAO and _TAKES.search(text):
            flags &= ~(Cue.YAO | _WILL | _WILL_HEAD)
        return flags
