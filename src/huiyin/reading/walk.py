"""The walk (逐行判读): line by line, what each clause is, who says it and about when, from where it stands."""

import re
from typing import NamedTuple

from huiyin.reading.anchors import When
from huiyin.reading.clauses import Clause, ClauseCutter
from huiyin.reading.cues import Cue
from huiyin.reading.kinds import Context, decide
from huiyin.reading.layout import Line, Role, heading_text
from huiyin.reading.model import Kind, Period, Section, Speaker, TextKind
from huiyin.reading.parts import NOTHING, Part, asks, opens_plan, opens_review, part_of_heading
from huiyin.reading.speakers import HEADING, Said, who_says

_BASE_FLAGS = {
    TextKind.REPORT: Context.REPORT,
    TextKind.DELIBERATION: Context.DELIBERATION,
    TextKind.REPLY: Context.LETTER,
    TextKind.SUGGESTION: Context.WISH,
    TextKind.PLAN: Context.PLAN_TEXT,
    TextKind.HOTLINE: Context.HOTLINE,
    TextKind.OTHER: Context.DELIBERATION,
}
_AFTER = {
    Kind.APPRAISAL: Context.AFTER_APPRAISAL,
    Kind.ACHIEVEMENT: Context.AFTER_ACHIEVEMENT,
    Kind.COMMITMENT: Context.AFTER_COMMITMENT,
    Kind.SUGGESTION: Context.AFTER_SUGGESTION,
    Kind.BACKGROUND: Context.AFTER_BACKGROUND,
}
_PERIOD_FLAG = {Period.PAST: int(Context.PAST), Period.CURRENT: int(Context.CURRENT), Period.LONG: int(Context.LONG)}
_CITIZEN_OPENS = re.compile(r"留言(?:主题|内容)|(?:诉求|来电)(?:内容|描述|人)|反映内容")
_ANSWER_OPENS = re.compile(r"(?:答复|回复|办理)(?:意见|内容|单位|情况|结果)|网友“|网民“")
_CITIZEN_NAME = re.compile(r"网[友民]“([^”]{1,40})”")
_ANSWER_BEGINS = re.compile(r"(?:您|你)的?(?:留言|来信|诉求|问题|建议|来电)[^，。]{0,20}(?:收悉|收到)|(?:答复|回复)如下")
_SELF = re.compile(r"我们|我局|我委|我市|我县|我区|我省|我院|我校|我公司|我[^国的想家住是在要]")


class Draft(NamedTuple):
    """A clause with its labels, before figures and names are handed out."""

    clause: Clause
    kind: Kind
    period: Period
    speaker: Speaker | None
    when: When | None
    rules: tuple[str, ...]
    flags: int
    section: int


class Walk:
    """The state of reading one text from top to bottom; `run` is called once."""

    def __init__(
        self,
        folded: str,
        kind: TextKind,
        cutter: ClauseCutter,
        cues: list[tuple[int, int, int]],
        anchors: list[When],
        figures: list[int],
        author: Speaker | None,
    ) -> None:
        self.folded, self.cutter = folded, cutter
        self.base = int(_BASE_FLAGS[kind])
        self.kind = kind
        self.cues, self.cue = cues, 0
        self.anchors, self.anchor = anchors, 0
        self.figures, self.figure = figures, 0
        self.author = author
        self.voice: Speaker | None = author  # inherited from headings or the whole text
        self.part: Part = NOTHING
        self.upper: Part = NOTHING
        self.long_goals = False
        self.wishing = False
        self.sections: list[Section] = []
        self.drafts: list[Draft] = []

    def run(self, lines: list[Line]) -> None:
        """Read every line in order; results are in `drafts` and `sections`."""
        for line in lines:
            if line.role is Role.TEXT:
                self._paragraph(line)
            elif line.role is Role.HEADING:
                self._heading(line)
            else:
                self._skipped(line)

    def _heading(self, line: Line) -> None:
        raw = self.folded[line.start : line.end]
        heading = heading_text(raw)
        speaks = HEADING.search(heading)
        if speaks:
            self.voice = Speaker(speaks.group("delegation"), "delegation")
            self.part = NOTHING
        elif self.kind is TextKind.DELIBERATION and line.level == 4:
            self.voice = self.author
            self.part = NOTHING
        if not speaks:
            if line.level in (1, 4):
                self.part = self.upper = part_of_heading(heading, NOTHING if line.level == 1 else self.part, line.level)
                self.long_goals = self.part.long
            else:
                self.part = part_of_heading(heading, self.part, line.level)
            if self.kind is TextKind.SUGGESTION:
                self.wishing = asks(heading)
        self.sections.append(Section(line.start, line.end, heading, self.voice, line.level))

    def _skipped(self, line: Line) -> None:
        raw = self.folded[line.start : line.end]
        if _CITIZEN_OPENS.match(raw):
            self._citizen(line.end)
        elif _ANSWER_OPENS.match(raw):
            self._answer()

    def _citizen(self, position: int) -> None:
        name = _CITIZEN_NAME.search(self.folded, position)
        self.base, self.voice = int(Context.HOTLINE), Speaker(name.group(1), "citizen") if name else None
        self.part = NOTHING

    def _answer(self) -> None:
        self.base, self.voice, self.part = int(Context.LETTER), None, NOTHING

    def _paragraph(self, line: Line) -> None:
        folded = self.folded
        text = folded[line.start : line.end]
        if self.base & Context.HOTLINE and (_ANSWER_OPENS.match(text) or _ANSWER_BEGINS.search(text[:120])):
            self._answer()
        if self.base & Context.REPORT and not self.part.flags & Context.PLANNING and opens_plan(text[:160]):
            self.part = Part(int(Context.PLANNING), False)
        elif self.base & Context.REPORT and not self.part.flags and opens_review(text[:80]):
            self.part = Part(int(Context.REVIEW), False)
        Paragraph(self, line).read()


class Paragraph:
    """One line of running text: scopes that hold to its end at most."""

    def __init__(self, walk: Walk, line: Line) -> None:
        self.walk, self.line = walk, line
        self.speaker = walk.voice
        self.spoken = walk.voice is not None and walk.voice.type in ("delegation", "deputy", "citizen")
        self.scope: When | None = None
        self.asked = self.asked_before = walk.wishing
        self.trouble = False
        self.judging = False
        self.answered = False
        self.before: Kind | None = None
        self.period: Period | None = None

    def read(self) -> None:
        """Label the clauses of the paragraph in order."""
        walk = self.walk
        clauses = walk.cutter.cut(walk.folded, self.line.start, self.line.end)
        for clause in clauses:
            if clause.opens:
                self.before = self.period = None
                self.asked = False
                self.answered = False
            self._clause(clause)

    def _clause(self, clause: Clause) -> None:
        walk = self.walk
        text = walk.folded[clause.start : clause.end]
        flags = self._cue_flags(clause)
        said = who_says(text) if flags & Cue.SAYING else None
        rules = [clause.rule]
        if said:
            flags |= self._said(said)
            rules.append(said.rule)
        own = self._when(clause, flags)
        if flags & Cue.AWARE and flags & Cue.PROBLEM and walk.base & Context.REPORT:
            self.trouble = True
        elif self.trouble and clause.opens and flags & (Cue.FUTURE | Cue.JIANG | Cue.YAO) and not flags & Cue.PROBLEM:
            self.trouble = False
        flags |= self._context(own)
        rule = decide(flags)
        kind = rule.kind
        if flags & Cue.ASK and kind is Kind.SUGGESTION:
            self.asked = self.asked_before = True
        when = own or self.scope
        period, why = self._period(kind, flags, own)
        rules += (rule.name, why)
        walk.drafts.append(
            Draft(clause, kind, period, self.speaker, when, tuple(rules), flags, len(walk.sections) - 1)
        )
        self.before, self.period = kind, period

    def _cue_flags(self, clause: Clause) -> int:
        walk = self.walk
        cues, index, flags = walk.cues, walk.cue, 0
        start, end, near = clause.start, clause.end, clause.main + 6
        count = len(cues)
        while index < count and cues[index][0] < start:
            index += 1
        while index < count and cues[index][0] < end:
            at, _, bits = cues[index]
            flags |= bits
            if bits & Cue.WILL and at <= near and at >= clause.main:
                flags |= Context.WILL_HEAD
            index += 1
        walk.cue = index
        figures, index = walk.figures, walk.figure
        count = len(figures)
        while index < count and figures[index] < end:
            if figures[index] >= start:
                flags |= Context.FIGURE
            index += 1
        walk.figure = index
        return flags

    def _said(self, said: Said) -> int:
        flags = int(Context.SAYS)
        if not said.keeps:
            self.speaker = said.speaker
            self.spoken = True
            self.answered = said.speaker is not None and said.speaker.type in ("report", "body")
            if said.speaker is not None and said.speaker.type == "report":
                self.answered = True
        if said.asks:
            self.asked = self.asked_before = True
        else:
            self.asked = False
        return flags

    def _when(self, clause: Clause, flags: int) -> When | None:
        """Return the clause's own time anchor, and let one at its head hold for what follows."""
        walk = self.walk
        anchors, index = walk.anchors, walk.anchor
        count = len(anchors)
        own: When | None = None
        while index < count and anchors[index].start < clause.end:
            when = anchors[index]
            index += 1
            if when.start < clause.start:
                continue
            leading = when.start - clause.start <= 14 or when.end <= clause.main
            if own is None and (leading or when.period is Period.LONG):
                if flags & Cue.REPORT_NOUN and not when.start - clause.start <= 1:
                    continue
                own = when
                if leading:
                    self.scope = when
        walk.anchor = index
        return own

    def _context(self, own: When | None) -> int:
        walk = self.walk
        flags = walk.base | walk.part.flags
        scope = own or self.scope
        if scope:
            flags |= _PERIOD_FLAG.get(scope.period, 0)
        if own:
            flags |= Context.OWN_ANCHOR
        if self.trouble:
            flags |= Context.TROUBLE
        if self.spoken:
            flags |= Context.SPOKEN
            if self.speaker and self.speaker.type == "delegation":
                flags |= Context.BODY
        if self.asked:
            flags |= Context.ASKED
        if self.asked_before:
            flags |= Context.ASKED_BEFORE
        if self.answered:
            flags |= Context.ANSWERED
        if self.before:
            flags |= _AFTER[self.before]
        return int(flags)

    def _period(self, kind: Kind, flags: int, own: When | None) -> tuple[Period, str]:
        scope = own or self.scope
        if kind is Kind.ACHIEVEMENT:
            return Period.PAST, "period.achievement"
        if kind in (Kind.COMMITMENT, Kind.SUGGESTION):
            if own and own.period is Period.LONG:
                return Period.LONG, "period.anchor"
            if self.period in (Period.LONG, Period.CURRENT) and self.before in (Kind.COMMITMENT, Kind.SUGGESTION) and not own:
                return self.period, "period.sentence"
            if scope and scope.period is Period.LONG:
                return Period.LONG, "period.scope"
            if not scope and self.walk.part.long and self.walk.long_goals:
                return Period.LONG, "period.part"
            return Period.CURRENT, "period.plan"
        if kind is Kind.APPRAISAL:
            if flags & Cue.REPORT_NOUN or flags & Context.PAST:
                return Period.PAST, "period.judged"
            if self.before is Kind.APPRAISAL and self.period:
                return self.period, "period.sentence"
            if flags & Context.BODY:
                return Period.PAST, "period.judged"
            return Period.NONE, "period.opinion"
        return self._background(flags, own)

    def _background(self, flags: int, own: When | None) -> tuple[Period, str]:
        if flags & Context.TROUBLE:
            return Period.NONE, "period.trouble"
        if own:
            return own.period, "period.anchor"
        if flags & Cue.LABEL:
            return Period.NONE, "period.label"
        if flags & Cue.MEETING or (flags & (Cue.LE | Cue.DONE) and not flags & (Cue.JIANG | Cue.FUTURE)):
            return Period.PAST, "period.aspect"
        if self.period:
            return self.period, "period.sentence"
        return Period.NONE, "period.default"
