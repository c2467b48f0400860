"""Cues (提示词) of a clause: its words and figures as flags, but for those that what stands around them denies."""

import re

from huiyin.reading.answer_words import is_limit
from huiyin.reading.clauses import Clause
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.letter_words import is_matter, is_no_deed, numbered, solves
from huiyin.reading.line import NEED, SPACED, TO_DO, Line
from huiyin.reading.objects import TAKES_OBJECT, TAKES_THIS
from huiyin.reading.plan_words import plan_flags
from huiyin.reading.requests import begs, offers, really_asks, requested

# Bits that every clause is asked for, as names of this module, which are found sooner than those of a class.
_WILL, _WILL_HEAD, _FIGURE = Cue.WILL, Context.WILL_HEAD, Context.FIGURE
_TOPIC = re.compile(r"(?:针对|关于)[^。；]*?的(?:建议|意见|诉求|问题|情况)(?=，)")
_LED_IN = Cue.ACTS | Cue.DONE | Cue.AWARD | Cue.OCCASION | Cue.PROBLEM
_TOLD_BEFORE = Context.AFTER_ACHIEVEMENT | Context.AFTER_BACKGROUND
_ABOUT_TO = re.compile("[^，]{1,10}的[^，]")
_NO_WILL = frozenset("可应当须请并已再先现特即法能未没了")
_NUMERALS = tuple("0123456789一二三四五六七八九十百千万两半")


class LineCues(Line):
    """A line whose clauses are asked for their cues."""

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
                bits &= ~TO_DO
            elif folded.startswith("负责", at):
                bits &= ~Cue.NORM
            if folded[start] in "关对针您你就为" and folded.find("，", start, at) < 0:
                bits &= ~TO_DO
            elif folded[start] in "关针" and (topic := _TOPIC.match(folded, start, main)) and at < topic.end():
                bits &= ~TO_DO  # a topic with commas of its own
        return bits

    def _looked(self, bits: int, at: int, stop: int, clause: Clause) -> int:
        """Take back cues that their surroundings deny: 建议 as a noun, 将 in the sense of 把."""
        folded = self.walk.folded
        if bits & Cue.LABEL and folded.rfind("（", clause.start, at) >= 0:
            bits &= ~Cue.LABEL  # in a bracket behind the task
        if bits & Cue.ASK and not really_asks(folded, self.walk.base, at, stop, clause):
            bits &= ~Cue.ASK
        if bits & Cue.PROBLEM and self.walk.base & SPACED and folded.startswith("问题", at):
            if is_matter(folded, clause.start, at):
                bits &= ~Cue.PROBLEM
        elif bits & Cue.PROBLEM and (
            ((self.letter or self.reported) and solves(folded, clause.start, at))
            or (folded.startswith("不足", at) and folded[stop : stop + 1] in _NUMERALS)
        ):
            bits &= ~Cue.PROBLEM
        if bits & NEED and folded.startswith(("需要", "迫切需要"), at) and stop == clause.end:
            bits &= ~NEED  # 生产需要, 实际需要
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
