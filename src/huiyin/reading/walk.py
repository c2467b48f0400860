"""The walk (逐行判读): line by line, what each clause is, who says it and about when, from where it stands."""

import re
from typing import NamedTuple

from huiyin.reading.anchors import When
from huiyin.reading.clauses import Clause, cut
from huiyin.reading.cues import Cue
from huiyin.reading.kinds import Context, decide
from huiyin.reading.lead_ins import LeadIns
from huiyin.reading.layout import Line, Role, heading_text
from huiyin.reading.model import Kind, Period, Section, Speaker, TextKind
from huiyin.reading.parts import NOTHING, Part, asks, opens_plan, opens_review, part_of_heading, turns_to_year
from huiyin.reading.speakers import Said, heading_speaker, issuer, quoted_speaker, signer, who_feels, who_says

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
_PERIOD_FLAG = {Period.PAST: Context.PAST, Period.CURRENT: Context.CURRENT, Period.LONG: Context.LONG}
_CITIZEN_OPENS = re.compile(r"留言(?:主题|内容)|(?:诉求|来电)(?:内容|描述|人)|反映内容")
_ANSWER_OPENS = re.compile(r"(?:答复|回复|办理)(?:意见|内容|单位|情况|结果)|网友“|网民“")
_CITIZEN_NAME = re.compile(r"网[友民]“([^”]{1,40})”")
_ANSWER_BEGINS = re.compile(r"(?:您|你)的?(?:留言|来信|诉求|问题|建议|来电)[^，。]{0,20}(?:收悉|收到)|(?:答复|回复)如下")
_SPACED = Context.LETTER | Context.HOTLINE
_REPORTED = Context.DELIBERATION | Context.WISH
_NEEDS_LOOK = Cue.ASK | Cue.JIANG
_AFTER_FUTURE = (
    "继续", "进一步", "持续", "加快", "积极", "认真", "严格", "会", "按照", "在", "以", "于", "加大", "加强", "组织", "对", "根据", "结合", "依法", "全力", "不断", "坚持", "努力",
    "及时", "推动", "推进", "开展", "着力", "切实", "全面", "深入", "大力", "建设", "构建", "构筑", "打造", "实施", "启动", "完成", "实现", "成为", "是", "有", "重点", "为", "适时", "尽快", "采取", "通过", "聚焦", "围绕", "充分", "主动", "统筹", "逐步", "分", "新", "投", "达", "建", "开", "举", "从", "不", "迎", "定期", "安排", "确保", "牢牢", "强化", "优化", "实行", "出台", "提升", "加", "引导", "支持", "鼓励", "培育", "发展", "推", "打", "创", "改", "完善", "健全", "设立", "增", "扩", "深", "依托",
    "严", "牢", "紧", "坚定", "坚决", "一如既往", "更", "也", "再", "先", "派", "责成", "督促", "协调", "配合", "研究", "考虑", "争取", "继", "给", "让", "使", "带", "予", "全程", "实时", "同步", "统一", "集中", "适当", "尽", "陆续",
    "跟", "联", "做", "抓", "用", "办", "进行", "就", "由", "与", "向", "把", "认", "秉", "履", "报", "纳入", "牵头", "力争", "完", "形成", "达", "突", "高", "广泛", "常态", "多", "及", "合理", "到",
)  # fmt: skip
_SEGMENT = re.compile(r"\n[ \u3000]*[^\n。，]{1,20}(?:代表|委员|先生|女士|同志|网友)：|\n[^\n。]{0,60}(?:留言主题|的(?:答复|复函|回复|答复函|建议|提案)[ \u3000]*\n)")
_RESOLVES = re.compile(r"(?:对此|对这些|为此|我们(?:一定|将|要|必须|会|定)|各级政府|要(?!求)|必须|今后|下一步|针对(?:这些|上述)|面对(?:这些|困难))")
_NARRATED = re.compile(r"代表|委员|会议|记者|现场|发言|写入|审议|审查")
_PLEDGE = re.compile(r"(?:未来|今后|下一步|对此|为此)?，?(?:我们?|我[局委市县区院校])(?:也|还|都|律师|作为[^，]{2,10}，)?[^，的]{0,3}(?:要(?!求)|将|一定|会(?!议)|必须)")
_FOLLOWS = re.compile(r"贯彻|落实|学习|牢记|沿着|按照|遵循|感恩|围绕")
_CITIZEN_WANTS = re.compile(r"想|准备|打算|以后|将来|咨询|计划")
_CITIZEN_TOLD = re.compile(r"了(?!解)|最近|之前|上次|昨|已|当时|曾|[^通超不]过(?![度程分])")
_OFFICE = re.compile(r"[局委办厅院]|政府|部门|单位|公司|集团|中心")
_ALL_MUST = re.compile(r"各[^，的]{1,20}?(?:要(?!求)|应(?!急|用)|须|必须)|[^，]{0,6}不得")
_FOUND = re.compile(r"经(?:现场)?(?:查|核实|调查|了解|核查|走访|查询|查阅)|[^，。]{0,12}调查(?:了解)?，")
_PROPOSES = re.compile(r"提(?:出)?了?[^，。]{0,6}[点条个项]?(?:方面)?的?(?:意见)?建议[：，]?")
_CALLER = re.compile(r"[^。，：]{0,12}?(?P<who>市民|来电人|网友|居民|群众|业主|[\u4e00-\u9fff]{1,3}(?:先生|女士))[^，。：]{0,8}(?:反映|咨询|投诉|求助|来电|表示|称|建议|举报)")
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
        rules: LeadIns,
        cues: list[tuple[int, int, int]],
        anchors: list[When],
        figures: list[int],
        author: Speaker | None,
    ) -> None:
        self.folded, self.rules = folded, rules
        self.base = _BASE_FLAGS[kind]
        self.kind = kind
        self.cues, self.cue = cues, 0
        self.anchors, self.anchor = anchors, 0
        self.figures, self.figure = figures, 0
        self.author = author
        self.voice: Speaker | None = author  # inherited from headings or the whole text
        self.part: Part = NOTHING
        self.upper: Part = NOTHING
        self.long_goals = False
        self.last_quoted: Speaker | None = None
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
        speaks = heading_speaker(heading) if self.base & _REPORTED else None
        if speaks:
            self.voice = speaks
            self.part = NOTHING
        elif self.kind is TextKind.DELIBERATION and line.level == 4:
            self.voice = self.author
            self.part = NOTHING
        if self.kind is TextKind.PLAN:
            self.voice = issuer(heading) or self.voice
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
        called = name.group(1) if name else "网友" if "网友" in self.folded else None
        self.base, self.voice = Context.HOTLINE, Speaker(called, "citizen") if called else None
        self.part = NOTHING

    def _answer(self) -> None:
        self.base, self.voice, self.part = Context.LETTER, None, NOTHING

    def _paragraph(self, line: Line) -> None:
        folded = self.folded
        text = folded[line.start : line.end]
        if self.base & Context.HOTLINE and (_ANSWER_OPENS.match(text) or _ANSWER_BEGINS.search(text[:120])):
            self._answer()
        if self.base & Context.REPORT and not self.part.flags & Context.PLANNING and opens_plan(text[:160]):
            self.part = Part(Context.PLANNING, False)
        elif self.base & Context.REPORT and not self.part.flags and opens_review(text[:80]):
            self.part = Part(Context.REVIEW, False)
        elif self.base & Context.REPORT and self.part.flags & Context.REVIEW and self._plans(line):
            self.long_goals = any(w.period is Period.LONG for w in self.anchors[self.anchor :] if line.start <= w.start < line.start + 70)
            self.part = Part(Context.PLANNING, self.long_goals)
        elif self.long_goals and turns_to_year(text[:80]):
            self.long_goals = False
        if self.base & Context.HOTLINE and self.voice is None:
            caller = _CALLER.match(text)
            if caller:
                self.voice = Speaker(caller.group("who"), "citizen")
        if self.base & Context.LETTER:
            self.voice = signer(folded, line.end, self._segment_end(line.end))
        paragraph = Paragraph(self, line, self._named_before_colon(line) if self.base & _REPORTED else None)
        paragraph.read()
        self.last_quoted = paragraph.speaker if self.base & _REPORTED else None

    def _plans(self, line: Line) -> bool:
        """True where the words of a paragraph in the review part speak of the future only.

        A report's excerpt may lack the heading between its parts; nothing else tells then.
        """
        ahead = behind = 0
        index = self.cue
        while index < len(self.cues) and self.cues[index][0] < line.end:
            at, _, bits = self.cues[index]
            if at >= line.start:
                ahead += bool(bits & Cue.FUTURE)
                behind += bool(bits & (Cue.DONE | Cue.LE | Cue.UNDER_WAY))
            index += 1
        for when in self.anchors[self.anchor :]:
            if when.start >= line.end:
                break
            if when.start >= line.start:
                ahead += when.period in (Period.CURRENT, Period.LONG)
                behind += when.period is Period.PAST
        opening = next((w for w in self.anchors[self.anchor :] if line.start <= w.start < line.start + 70), None)
        if opening and opening.period is Period.LONG and ahead >= 2:
            return True
        return ahead >= 2 and ahead > 2 * behind

    def _named_before_colon(self, line: Line) -> Speaker | None:
        """Return the deputy of 「张某代表：…」 at the head of a paragraph; alone on its line it is a heading."""
        colon = self.folded.find("：", line.start, min(line.end, line.start + 80))
        named = heading_speaker(self.folded[line.start : colon + 1]) if colon > 0 else None
        if named and colon == line.end - 1:
            self.voice = named
        return named

    def _segment_end(self, position: int) -> int:
        following = _SEGMENT.search(self.folded, position)
        return following.start() if following else len(self.folded)


class Paragraph:
    """One line of running text: scopes that hold to its end at most."""

    def __init__(self, walk: Walk, line: Line, named: Speaker | None) -> None:
        self.walk, self.line = walk, line
        self.speaker = named or walk.voice
        self.spoken = self.speaker is not None and self.speaker.type in ("delegation", "deputy", "citizen")
        self.scope: When | None = None
        self.asked = self.asked_before = walk.wishing
        self.trouble = False
        self.judging = False
        self.answered = self.opines = self.pledge = self.pledged = self.found = False
        if self.speaker is None and walk.kind is TextKind.DELIBERATION and walk.folded[line.start] == "“":
            self.speaker = quoted_speaker(walk.folded[line.start : line.end]) or walk.last_quoted
            self.spoken = self.speaker is not None
        self.lasting = (self.speaker, self.spoken)
        self.before: Kind | None = None
        self.period: Period | None = None

    def read(self) -> None:
        """Label the clauses of the paragraph in order."""
        walk = self.walk
        clauses = cut(walk.folded, self.line.start, self.line.end, walk.rules, bool(walk.base & _SPACED))
        for clause in clauses:
            if clause.opens:
                self.before = self.period = None
                self.asked = self.judging = self.opines = self.pledge = self.found = False
                if self.answered:
                    self.answered = False
                    self.speaker, self.spoken = self.lasting
            self._clause(clause)

    def _clause(self, clause: Clause) -> None:
        walk, self.clause = self.walk, clause
        text = walk.folded[clause.start : clause.end]
        flags = self._cue_flags(clause)
        said = who_says(text) if flags & Cue.SAYING and walk.base & _REPORTED else None
        rules = [clause.rule]
        if said:
            flags |= self._said(said)
            rules.append(said.rule)
        elif flags & Cue.EMOTION:
            felt = who_feels(text)
            if felt:
                self.speaker, self.spoken = felt, True
                self.lasting = (felt, True)
        if self.spoken and flags & Cue.REPORT_NOUN and text[clause.main - clause.start :].startswith(("《政府", "政府工作报告", "报告", "工作报告")):
            self.judging = True
        own = self._when(clause, flags)
        if flags & Cue.AWARE and (flags & Cue.PROBLEM or "清醒" in text) and walk.base & Context.REPORT:
            self.trouble = True
        elif self.trouble and clause.opens and _RESOLVES.match(text):
            self.trouble, self.pledged = False, True
        if clause.opens and _PLEDGE.match(text):
            self.pledge = True
        if walk.base & Context.LETTER and _FOUND.match(text):
            self.found = True
        if walk.base & _REPORTED and _PROPOSES.search(text):
            self.asked = self.asked_before = True
        if flags & Cue.YEAR_IS and text.startswith("这是"):
            flags &= ~Cue.YEAR_IS
        if flags & Cue.LEADER and _FOLLOWS.search(text):
            flags &= ~Cue.LEADER
        flags |= self._context(own)
        rule = decide(flags)
        kind = rule.kind
        if flags & Cue.ASK and kind is Kind.SUGGESTION:
            self.asked = self.asked_before = True
        if kind is Kind.APPRAISAL and flags & Cue.REPORT_NOUN:
            self.judging = True
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
            at, stop, bits = cues[index]
            if bits & _NEEDS_LOOK:
                bits = self._looked(bits, at, stop, clause)
            flags |= bits
            if bits & Cue.WILL and at <= near and at >= clause.main:
                flags |= Context.WILL_HEAD
            index += 1
        walk.cue = index
        if walk.folded[clause.main] == "请" and not walk.folded.startswith(("请问", "请教", "请示", "请假", "请求"), clause.main) and "了" not in walk.folded[clause.main : clause.end]:
            flags |= Cue.PLEASE | Cue.ASK
        elif walk.folded.startswith(("不要", "别"), clause.main) and walk.base & Context.HOTLINE:
            flags |= Cue.PLEASE
        elif walk.folded.startswith(("并请", "敬请", "还请", "也请"), clause.main):
            flags |= Cue.PLEASE
        if walk.base & Context.PLAN_TEXT and walk.folded.endswith(("负责", "牵头", "配合", "按职责"), clause.main, clause.end) and _OFFICE.search(walk.folded, clause.start, clause.end):
            flags |= Cue.LABEL
        if walk.base & Context.PLAN_TEXT and _ALL_MUST.match(walk.folded, clause.main, clause.end):
            flags |= Cue.ASK
        if clause.rule == "clause.purpose":
            flags |= Cue.OCCASION
        figures, index = walk.figures, walk.figure
        count = len(figures)
        while index < count and figures[index] < end:
            if figures[index] >= start:
                flags |= Context.FIGURE
            index += 1
        walk.figure = index
        return flags

    def _looked(self, bits: int, at: int, stop: int, clause: Clause) -> int:
        """Take back cues that their surroundings deny: 建议 as a noun, 将 in the sense of 把."""
        folded = self.walk.folded
        if bits & Cue.ASK and (
            (at > clause.start and folded[at - 1] in "的条和、份件项提出意见点" and at - clause.start > 1)
            or stop >= clause.end
            or (folded[at:stop] == "建议" and (folded[stop] in "的书是和、：紧都中案" or not self._asks_verb(at, clause)))
        ):
            bits &= ~Cue.ASK
        if bits & Cue.JIANG and not folded.startswith(_AFTER_FUTURE, stop):
            bits &= ~Cue.JIANG
        return bits

    def _asks_verb(self, at: int, clause: Clause) -> bool:
        """True where 建议 is what somebody does: at the head of a clause or right after who does it."""
        return at - clause.main <= 4 or at - clause.start <= 4 or self.walk.folded[at - 1] in "我他她们特此民友者并还，"

    def _said(self, said: Said) -> int:
        flags = Context.SAYS
        if not said.keeps:
            self.speaker, self.spoken = said.speaker, True
            self.answered = said.speaker is not None and said.speaker.type in ("report", "body")
            if not self.answered:
                self.lasting = (self.speaker, True)
        self.opines = said.thinks
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
            headed = when.start == clause.start and (clause.main > clause.start or walk.folded[when.end : when.end + 1] == "，")
            if (self.before is Kind.APPRAISAL and not headed) or (own is None and flags & Cue.YEAR_IS and not leading):
                continue
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
        if self.found:
            flags |= Context.FOUND
        if self.pledge or self.pledged:
            flags |= Context.PLEDGE
        if self.opines:
            flags |= Context.OPINES
        if self.judging:
            flags |= Context.JUDGING
        if self.before:
            flags |= _AFTER[self.before]
        return flags

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
            if flags & Cue.MAXIM:
                return Period.NONE, "period.opinion"
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
        if flags & Context.REVIEW and flags & (Cue.YEAR_IS | Cue.LEADER) or flags & Cue.LEADER:
            return Period.PAST, "period.review"
        if flags & Context.HOTLINE and not own:
            text = self.walk.folded[self.clause.start : self.clause.end]
            if _CITIZEN_WANTS.search(text):
                return Period.CURRENT, "period.wanted"
            if _CITIZEN_TOLD.search(text):
                return Period.PAST, "period.told"
            return self.period or Period.NONE, "period.sentence"
        if flags & Cue.OCCASION and not flags & Cue.YEAR_IS:
            past = self.walk.folded.find("收悉", self.clause.start, self.clause.end) >= 0 or flags & Cue.LE
            if past or self.walk.base & Context.DELIBERATION and own is None and self.period is Period.PAST:
                return Period.PAST, "period.ceremony"
            return Period.NONE, "period.ceremony"
        if own:
            return own.period, "period.anchor"
        if flags & Cue.LABEL:
            return Period.NONE, "period.label"
        if flags & Cue.MEETING or (flags & (Cue.LE | Cue.DONE) and not flags & (Cue.JIANG | Cue.FUTURE)):
            return Period.PAST, "period.aspect"
        if self.period:
            return self.period, "period.sentence"
        text = self.walk.folded[self.clause.start : self.clause.end]
        if not self.spoken and self.walk.base & Context.DELIBERATION and _NARRATED.search(text):
            return Period.PAST, "period.narrated"
        return Period.NONE, "period.default"
