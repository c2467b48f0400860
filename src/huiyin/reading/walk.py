"""The walk (逐行判读): line by line, which part of the text one stands in and who is heard there."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from huiyin.reading.anchors import When
from huiyin.reading.authors import answering_office, issuer, office_in_head, office_that_replies, signatures
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.drafts import Draft
from huiyin.reading.layout import Line, Role, heading_text
from huiyin.reading.lazily import lazily
from huiyin.reading.lead_ins import LeadIns
from huiyin.reading.leanings import Leanings
from huiyin.reading.letter_words import tells_measures
from huiyin.reading.messages import (
    Field,
    Label,
    answers,
    is_an_office_s,
    named_in_label,
    names,
    own_name,
    salutes_citizen,
    signed_beside,
    speaks_for_an_office,
    told_by_a_citizen,
    value_of,
)
from huiyin.reading.model import CURRENT, LONG, NONE, PAST, Section, Speaker, TextKind
from huiyin.reading.narration import is_a_speech
from huiyin.reading.paragraph import Paragraph
from huiyin.reading.parts import NOTHING, Part, opens_plan, opens_review, part_of_heading, turns_to_year
from huiyin.reading.plan_tables import requires
from huiyin.reading.speakers import heading_speaker, named_in_digest, persons
from huiyin.reading.suggestion_parts import announces, asks_below, is_title, proposes, restates
from huiyin.reading.text_kinds import COUNTED, EXACT, notifies, proposes_first

_BASE_FLAGS = {
    TextKind.REPORT: Context.REPORT,
    TextKind.DELIBERATION: Context.DELIBERATION,
    TextKind.REPLY: Context.LETTER,
    TextKind.SUGGESTION: Context.WISH,
    TextKind.PLAN: Context.PLAN_TEXT,
    TextKind.HOTLINE: Context.HOTLINE,
    TextKind.OTHER: Context.DELIBERATION,
}
_SEGMENT = lazily(
    r"\n[ \u3000]*[^\n。，]{1,20}(?:代表|委员|先生|女士|同志|网友)："
    r"|\n(?![ \u3000]*[一二三四五六七八九十（0-9])[^\n。]{0,60}的(?:答复|复函|回复|答复函)"
    r"(?:（[^（）\n]{2,40}）)?[ \u3000]*\n"
)
_ADDRESSEE = lazily(r"\n[ \u3000]*(?:尊敬的)?(?P<name>[\u4e00-\u9fff]{2,4}?)(?:（?等[^）\n]{0,6}）?)?(?:代表|委员)：")
_YEARS_WORK = lazily(r"(?:19|20)\d\d年(?:的?(?:主要|重点)?工作|[^，。]{0,8}$)")
_YEAR_HEADS = lazily(r"((?:19|20)\d\d)(?=年|[ \u3000])[^，。]{0,16}$")
_NEWS = lazily(r"本报讯|新华社|[（(]?记者\s?[\u4e00-\u9fff]{2,3}(?!\s?摄)(?![\u4e00-\u9fff]?\s?摄)")
# Said by who gives the report: what stands above it, a picture's caption as much as the newspaper's name, is furniture.
_GIVES_REPORT = lazily(r"(?:^|\n)[ \u3000]*各位代表[：，！]|我代表[^。\n]{2,20}(?:报告|汇报)|请予审议")
_LETTER_PLAN = lazily(
    r"下一步|下步|打算|今后|下阶段|(?:工作|推进|实施|整改)(?:安排|计划)$|^(?:安排|计划)$|(?:安排|计划)和?(?:打算|措施)"
)
_CALLER = lazily(
    r"(?:[\d年月日时分许点上下午：\s]{2,16}，)?[^。，：]{0,12}?(?P<who>(?:市民|居民|业主|网友|群众)(?![\u4e00-\u9fff]{1,3}(?:先生|女士))|来电人|"
    r"(?<=[民友主众])[\u4e00-\u9fff]{1,3}(?:先生|女士)|(?:(?![道区村镇街社])[\u4e00-\u9fff]){1,3}(?:先生|女士))[^，。：]{0,8}(?:反映|咨询|投诉|求助|来电|表示|称|建议|举报)"
)
_SPOKEN_BY = lazily(r"\n[ \u3000]*[\u4e00-\u9fff·]{2,8}(?:代表|委员)：")
_FORMS = frozenset({"建议", "议案", "提案", "代表建议", "意见", "建议、批评和意见"})
_HEADED_BY = lazily(r"(?P<who>[\u4e00-\u9fff·]{2,8}(?:代表|委员))：[^，。]{4,}$")
_DELEGATION = lazily(r"^[\u4e00-\u9fff]{2,10}代表团(?=[\u4e00-\u9fff·]{2,12}(?:代表|委员)：)")
_NAMED_CALLER = lazily(
    r"(?:\d{1,2}[.、]\s?)?(?P<group>市民|居民|村民|群众|读者|网友|业主)(?P<who>[\u4e00-\u9fff]{1,3}(?:先生|女士|某某?|阿姨|大爷))?"
)
_OPENING_NEWS = lazily(
    r"(?:隆重|胜利|顺利)(?:举行|开幕|召开)|主持(?:开幕|大会|会议)|应到(?:代表|会)|全体起立|国歌|宣布[^，。]{4,40}(?:开幕|闭幕)|(?:[省市县区镇乡州]长|主席)[^，。我]{2,40}(?:作|做)(?:了)?政府工作报告|(?:院长|检察长|主任)[^，。我]{2,14}(?:作|做)了?[^，。]{0,16}工作报告|报告回顾了"
)
_MEMBERS = lazily("代表(?!性)|委员|人大|政协|会议|政府")
_TELLS_OF_REPORT = lazily(
    r"报告[^，。：]{0,4}(?:指出|提出|强调|认为|说|分[为]?[^，。]{0,3}部分|回顾了)|作[^，。]{0,4}政府工作报告"
)
_REPORTS_SAYS = lazily(
    r"[^，。]{0,10}报告(?:中)?(?:获悉|指出|提出|显示|称|明确)|(?:今年|20\d\d年)[^，。]{0,14}(?:目标|将|工作)"
)
_BULLETIN = lazily(r"关于[^。：\n]{2,60}的通报|现将[^。，\n]{2,40}通报如下")
_TELLS_ALL = lazily(  # a bulletin turns from what was done to what all units are to do
    r"请[^。，]{0,16}(?:单位|部门|地区|乡镇|街道|[县市]区)"
    r"|(?:下一步|下阶段|下一阶段|今后|接下来)?，?(?:请|希望|望)?各[^，。]{0,12}?(?:单位|部门|地区?|乡镇|街道|[县市]区|[县区市镇])[^。]{0,40}要(?!求)"
)
_NAMES_PLAN = lazily(r"(?:方案|清单|分工|分解表?|要点|计划|意见|办法|规划|安排|任务|附件\d?|表)$")
_NOTIFIES = lazily(r"(?:通知|通告)如下[：。]?$")
_HANDS_OUT = lazily(
    r"(?:分工|分解)[^，。；：\n]{0,8}如下(?:，请[^。\n]{2,30})?[。：](?=\n|$)"
)  # 现提出部门分工意见如下。
_ANSWERED_BELOW = lazily(
    r"(?:[^。：\n]{1,16}(?:代表|委员)：\s*)?(?:[您你]们?好[，！。：]?\s*)?[您你]们?(?:在[^。\n]{2,40})?(?:所)?提出?的[^。\n]{2,90}(?:收悉|收到|答复如下|回复如下)"
)
_ITEM = lazily(r"（?[一二三四五六七八九十\d]{1,2}[）、.，是]|[①-⑳]")
_ANSWER_TITLE = lazily(r"的?(?:答复|复函|回复)(?:的?函|意见|（[^）]*）)?$")
_FIRST_PERSON = lazily(r"本人|我家|我们?(?![局委市县区厅办院校镇乡站所])|请问|想[请咨询]?问|想咨询|想了解|[吗呢]？")
_OPENERS = ("您好", "你好", "来信", "您", "现将", "尊敬的")
_FIRST_LINES = 40  # of a letter, in which the answer to a message must begin
_MOST_NAMES = 20  # names in one message that are looked at
_REPORTED = Context.DELIBERATION | Context.WISH
_BEHIND = Cue.DONE | Cue.LE | Cue.UNDER_WAY
_START = itemgetter(1)  # of a cue
_SOME = 3  # signs of something done that an excerpt of a review shows at least
_TWO_SENTENCES = 40  # characters; less is no excerpt
_MANY = 10  # such signs of a plan that stands above a heading
_RARE = 6  # verbs of doing that a review has at most for each sign of something done
_SURE = 8  # such verbs that one word of the future outweighs
_OPENING = 70  # characters in which a paragraph's first time anchor is looked for


def _segments(folded: str) -> list[int]:
    """Return where each further letter of a text without a form's labels begins."""
    return [match.start() for match in _SEGMENT.finditer(folded)]


class Walk:
    """The state of reading one text from top to bottom; `run` is called once, results are `drafts` and `sections`.

    Args:
        cues, anchors, figures: what was found in the whole text, in text order.
        bits: the groups of each cue word, by its number in `cues`.
        author: who speaks where nobody else is named.
        labels: the labels of a message's form, by where they begin.
        leanings: what weak cues weigh, for texts that hold messages.
    """

    def __init__(
        self,
        folded: str,
        kind: TextKind,
        *,
        rules: LeadIns,
        cues: list[tuple[int, int, int]],
        bits: list[int],
        anchors: list[When],
        figures: list[int],
        author: Speaker | None,
        labels: dict[int, Label] | None = None,
        leanings: Leanings | None = None,
    ) -> None:
        self.folded, self.kind, self.rules = folded, kind, rules
        self.base = _BASE_FLAGS[kind]
        end = len(folded) + _OPENING  # beyond every place that is asked for
        self.cues, self.cue = [*cues, (0, end, end)], 0
        self.bits = bits
        self.anchors, self.anchor = [*anchors, When(end, end, None, None, NONE)], 0
        self.figures, self.figure = [*figures, end], 0
        self.author = author
        self.voice: Speaker | None = author  # inherited from headings or the whole text
        self.part: Part = NOTHING
        self.long_goals = False
        self.last_quoted: Speaker | None = None
        self.wishing = False
        self._asking: Speaker | None = None  # who announced the items that follow
        self.restating = False  # an answer gives the words of the suggestion
        self.promising = False  # an item of this answer was a promise
        self.reviewing = False  # an answer has said that what follows was done
        self.sections: list[Section] = []
        self.drafts: list[Draft] = []
        letters = kind in (TextKind.REPLY, TextKind.HOTLINE)
        self._labels = labels or {}
        self.leanings = leanings
        self.members = "委员" if folded.count("委员们") > folded.count("代表们") else "代表"  # whom 大家 means
        self.of_members = _MEMBERS.search(folded, 0, 800) is not None  # it is about a congress or a meeting
        self.people = persons(folded) if self.base & Context.DELIBERATION else frozenset()
        # a speech without any name: all of it is its speaker's
        self.unnamed = bool(self.base & Context.DELIBERATION) and not self.people and is_a_speech(folded)
        self._offices = signatures(folded) if letters or self._labels else []
        self._breaks = self._letter_starts() if kind is TextKind.HOTLINE else _segments(folded) if letters else []
        self._names = names(folded) if letters else []
        self._proposer: Speaker | None = None
        self._field_names = False  # who wrote is known from a field of the form only
        self._answers = [start for start, label in self._labels.items() if label.field is Field.ANSWER]
        self._bulletin = _BULLETIN.search(folded, 0, 600) is not None
        self._headed_year = 0  # that a heading opened with
        self._unheaded = NOTHING  # the part of a text without headings, by its words
        self._part_unnumbered = False  # the part that holds began with a heading without a number
        self._titled = 0  # `Context.TITLED` where a message's title proposes something
        # named by a field of the form, or by the title of an answer
        self._office = office_in_head(folded) if kind is TextKind.REPLY else None

    def run(self, lines: list[Line]) -> None:
        """Read every line in order."""
        if self.kind is TextKind.HOTLINE or (self.kind is TextKind.REPLY and self._message_stands_first(lines)):
            self._citizen(0)
        elif self.kind is TextKind.REPLY and proposes_first(self.folded):
            self.base = Context.WISH
        if self.kind is TextKind.PLAN and notifies(self.folded):
            self.base |= Context.NOTICE  # what leads up to it is told
        if self.kind is TextKind.REPORT:
            self.part = self._unheaded = self._part_of_excerpt(self._first_part(lines))
        if (
            self.kind is TextKind.REPORT
            and (_NEWS.search(self.folded, 0, 600) or _OPENING_NEWS.search(self.folded, 0, 600))
            and not _GIVES_REPORT.search(self.folded, 0, 3000)
        ):
            # an article that gives the report further down
            self.base, self.voice, self.part, self._unheaded = Context.DELIBERATION, None, NOTHING, NOTHING
        for line in lines:
            if line.role is Role.TEXT:
                self._paragraph(line)
            elif line.role is Role.HEADING:
                self._heading(line)
            else:
                self._skipped(line)

    def _heading(self, line: Line) -> None:
        heading = heading_text(self.folded[line.start : line.end])
        if self.kind is TextKind.REPLY and self.base & Context.WISH and _ANSWER_TITLE.search(heading):
            self._answer()
        if self._restates(heading):
            self.sections.append(Section(line.start, line.end, heading, self.voice, line.level))
            return
        speaks = (
            heading_speaker(heading, alone=bool(self.base & Context.DELIBERATION)) if self.base & _REPORTED else None
        )
        if speaks is None and self.base & Context.DELIBERATION and (by := _HEADED_BY.match(heading)):
            speaks = heading_speaker(by.group("who") + "：")  # 沈清委员：推进垃圾分类
        if self.kind is TextKind.PLAN:
            self.voice = issuer(heading) or self.voice
            if requires(heading):
                self.base |= Context.NOTICE
            elif self.drafts and (
                (line.level == 4 and _NAMES_PLAN.search(heading)) or part_of_heading(heading, NOTHING, line.level).flags
            ):
                self.base &= ~Context.NOTICE
        if speaks:
            self.voice, self.part = speaks, NOTHING
            if self.base & Context.WISH:
                self._proposer = self._proposer or speaks
        elif self.base & Context.WISH:
            named = answering_office(heading)
            self._office = Speaker(named, "body") if named else self._office
            wishing = asks_below(heading, self.rules.acts(heading, 0, len(heading)))
            if heading in _FORMS and not self.drafts and not any(is_title(above.heading) for above in self.sections):
                wishing = False  # the name of the form, not of a part
            self.wishing = self.wishing if wishing is None else wishing
            if self.drafts and is_title(heading):  # another proposal begins
                self._proposer = self._next_proposer(line.end)
            self.voice = self._proposer or self.author
        else:
            if self.kind is TextKind.DELIBERATION and line.level == 4 and "：" not in heading:
                self.voice, self.part = self.author, NOTHING
            above = self._unheaded if line.level == 1 and not self._part_unnumbered else self.part
            if self.base & Context.DELIBERATION:
                pass  # whatever an article is about, what stands below is what was said
            elif self.base & (Context.LETTER | Context.HOTLINE):
                named = answering_office(heading)
                self._office = Speaker(named, "body") if named else self._office
                self.part = Part(Context.PLANNING, False) if _LETTER_PLAN.search(heading) else NOTHING
                self.reviewing = (self.reviewing or tells_measures(heading)) and not self.part.flags
            else:
                if line.level == 1 and self.base & Context.REPORT and self.part.flags & Context.PLANNING:
                    above = Part(Context.PLANNING, False)  # once a report plans, it does not look back any more
                self.part = part_of_heading(heading, above, line.level)
                if not self.part.flags & Context.REVIEW and self._names_a_past_year(line, heading):
                    self.part = Part(Context.REVIEW, False)  # 2025年的主要工作, said in 2026
                year = _YEAR_HEADS.match(heading)
                if year and self._headed_year and int(year.group(1)) > self._headed_year and self.part == above:
                    self.part = Part(Context.PLANNING, False)  # first the year that went by, then the one to come
                self._headed_year = int(year.group(1)) if year else self._headed_year
                if line.level == 4:  # 一、二、三 stand below it
                    self._part_unnumbered = part_of_heading(heading, NOTHING, line.level).flags != 0
            if line.level in (1, 4):
                self.long_goals = self.part.long
        self.sections.append(Section(line.start, line.end, heading, self.voice, line.level))

    def _restates(self, heading: str) -> bool:
        """Turn to the deputy's words where an answer's heading says that it gives them, and back below the next."""
        if self.restating:
            self.base, self.wishing, self.restating, self.voice = Context.LETTER, False, False, None
        if not self.base & Context.LETTER or not restates(heading):
            return False
        addressed = _ADDRESSEE.search(self.folded)
        self.base, self.wishing, self.restating = Context.WISH, False, True
        self.voice = Speaker(addressed.group("name"), "deputy") if addressed else None
        return True

    def _next_proposer(self, position: int) -> Speaker | None:
        """Return who is named by the first field for it behind `position`."""
        for start, label in self._labels.items():
            if start >= position and label.field is Field.PROPOSER:
                name = value_of(self.folded, label, self._line_end(start))
                return Speaker(name, "deputy") if name else None
        return None

    def _line_end(self, position: int) -> int:
        end = self.folded.find("\n", position)
        return end if end >= 0 else len(self.folded)

    def _names_a_past_year(self, line: Line, heading: str) -> bool:
        return _YEARS_WORK.match(heading) is not None and any(
            when.period == PAST for when in self.anchors[self.anchor :] if line.start <= when.start < line.end
        )

    def _first_part(self, lines: list[Line]) -> int:
        """Return where a heading or a sentence first says which part of a report begins; the end where none does."""
        for line in lines:
            words = self.folded[line.start : min(line.end, line.start + 80)]
            if line.role is Role.HEADING and part_of_heading(heading_text(words), NOTHING, line.level).flags:
                return line.start
            if line.role is Role.TEXT and (opens_plan(words) or opens_review(words)):
                return line.start
        return len(self.folded)

    def _part_of_excerpt(self, end: int) -> Part:
        """Return the part out of whose middle the text up to `end` is, as far as its words show it.

        A review tells what is done, dates it behind and gives exact figures; a plan has verbs of doing only.
        """
        said = [self.bits[word] for word, _, _ in self.cues[: bisect_left(self.cues, end, key=_START)]]
        will = sum([bits & Cue.WILL > 0 for bits in said])
        ahead = sum([(bits & Cue.FUTURE > 0) + (bits & Cue.YAO > 0) + (bits & Cue.JIANG > 0) for bits in said])
        dated = [when.period for when in self.anchors[: bisect_left(self.anchors, (end,))]]
        ahead += len(dated) - dated.count(PAST) - dated.count(NONE)
        behind = sum([(bits & Cue.DONE > 0) + 2 * (bits & Cue.LE > 0) for bits in said]) + 2 * dated.count(PAST)
        behind += len(EXACT.findall(self.folded, 0, end)) + 3 * len(COUNTED.findall(self.folded, 0, end))
        if behind >= _SOME and end >= _TWO_SENTENCES and _RARE * behind > will + _SURE * ahead:
            return Part(Context.REVIEW, False)
        if will > _RARE * behind and (end == len(self.folded) or will >= _MANY):
            return Part(Context.PLANNING, False)
        return NOTHING

    def _message_stands_first(self, lines: list[Line]) -> bool:
        """True for a reply that stands below the message it answers, without any label."""
        texts = [line for line in lines if line.role is Role.TEXT][:_FIRST_LINES]
        if not texts or answers(self.folded, texts[0].start, texts[0].end):
            return False
        own = _FIRST_PERSON.search(self.folded, texts[0].start, texts[0].end) is not None
        return any(
            salutes_citizen(self.folded, line.start, line.end)
            or (own and self.folded.startswith(_OPENERS, line.start) and answers(self.folded, line.start, line.end))
            for line in texts[1:]
        )

    def _letter_starts(self) -> list[int]:
        """Return where each further message of a form begins: the first label of a message behind an answer's."""
        starts, answered = [], False
        for start, label in self._labels.items():
            if label.field is Field.ANSWER:
                answered = True
            elif answered and label.field in (Field.HEAD, Field.CITIZEN):
                starts.append(start)
                answered = False
        return starts

    def _skipped(self, line: Line) -> None:
        label = self._labels.get(line.start)
        if self.kind is TextKind.PLAN:  # a notice reaches from those it is sent to, to its signature
            sent = self.folded[line.end - 1] == "：" and (not self.drafts or self.folded[line.start] == "各")
            self.base = self.base | Context.NOTICE if sent else self.base & ~Context.NOTICE
        if label is None:
            if answers(self.folded, line.start, line.end) and self.base & Context.HOTLINE:
                self._answer()
            elif self.base & Context.DELIBERATION:  # a deputy's name on a line of its own
                named = heading_speaker(self.folded[line.start : line.end])
                if named:
                    self.voice, self.part = named, NOTHING
            return
        field, answering = label.field, bool(self.base & Context.LETTER)
        if field is Field.ANSWER:
            if label.office:
                self._office = Speaker(label.office, "body")
            self._answer()
        elif field is Field.OFFICE:
            name = value_of(self.folded, label, line.end)
            self._office = Speaker(name, "body") if name else None
        elif field is Field.PROPOSER:
            name = value_of(self.folded, label, line.end)
            self.voice = Speaker(name, "deputy") if name else self.voice
            self._proposer = self.voice
            if self.kind is TextKind.REPLY and not self.drafts:
                self.base = Context.WISH  # the suggestion stands above its answer
        elif field is Field.PROPOSAL:
            self.base, self.part, self.wishing = Context.WISH, NOTHING, False
            self.voice = self._proposer or self.author
        elif self.kind is TextKind.SUGGESTION:
            return
        elif field is Field.WEAK and self._proposer and not self.drafts:
            self.base, self.part, self.wishing = Context.WISH, NOTHING, False
            self.voice = self._proposer
        elif field is Field.CITIZEN or (field in (Field.HEAD, Field.WEAK) and (field is Field.HEAD or not answering)):
            if answering:
                self._office = None
            if field is Field.HEAD and proposes(self.folded, label.end, line.end):
                self._titled = Context.TITLED
                self.base |= Context.TITLED if self.base & Context.HOTLINE else 0
            if answering or self.voice is None:
                self._citizen(line.end)
                self._caller(line)
            beside = named_in_label(self.folded, line.start, line.end)
            beside = beside or signed_beside(self.folded, line.start, line.end)
            self.voice = Speaker(beside, "citizen") if beside else self.voice
        elif field is Field.SENDER:
            name = own_name(value_of(self.folded, label, line.end))
            self.voice = Speaker(name, "citizen") if name else self.voice
            self._field_names = bool(name)
        elif field is Field.CALLED_BACK:
            self._office = None
            self._answer()

    def _citizen(self, position: int) -> None:
        """A citizen's message begins; its answer names who wrote it."""
        end, called = self._segment_end(position), None
        first = bisect_left(self._names, (position,))
        for name in self._names[first : first + _MOST_NAMES]:
            if name.start >= end:
                break
            if not name.anybody:
                called = name.name
                break
        self.base, self.wishing = Context.HOTLINE | self._titled, False
        self.voice = Speaker(called, "citizen") if called else None  # 「网友您好」 names nobody
        self.part, self._field_names = NOTHING, False

    def _caller(self, line: Line) -> None:
        """Take who called from the line itself: 市民李女士反映：…"""
        if told_by_a_citizen(self.folded, line.start, line.end):
            caller = _NAMED_CALLER.match(self.folded, line.start, line.end)
            self.voice = Speaker(caller.group("who") or caller.group("group"), "citizen") if caller else self.voice

    def _answer(self) -> None:
        self.base, self.voice, self.part, self.wishing = Context.LETTER, None, NOTHING, False
        self._titled, self.reviewing, self.promising = 0, False, False

    def _paragraph(self, line: Line) -> None:
        text = self.folded[line.start : min(line.end, line.start + 160)]
        news = (
            self.kind is TextKind.REPORT
            and (not self.part.flags or self.part is self._unheaded)
            and _OPENING_NEWS.search(self.folded, line.start, line.end)
        )
        asking: Speaker | None = None
        if self.base & Context.HOTLINE:
            below = bool(self.drafts) and (
                speaks_for_an_office(self.folded, line.start, line.end)
                or is_an_office_s(self.folded, line.start, line.end)
            )
            if self.wishing and not _ITEM.match(self.folded, line.start, line.end):
                self.wishing = False
            if below or (not self._answer_ahead(line) and answers(self.folded, line.start, line.end)):
                self._answer()
            elif self.voice is None or self._field_names:
                caller = _CALLER.match(text)
                self.voice = Speaker(caller.group("who"), "citizen") if caller else self.voice
                self._caller(line)
        elif self.base & Context.WISH:
            if self.kind is TextKind.SUGGESTION:
                answered = _ANSWERED_BELOW.match(self.folded, line.start, line.end) is not None
            else:
                answered = answers(self.folded, line.start, line.end)
            if answered:
                self._answer()  # the answer stands below the suggestion
        if (
            self.kind is TextKind.HOTLINE
            and self.base & Context.LETTER
            and told_by_a_citizen(self.folded, line.start, line.end)
        ):
            self._office = None
            self._citizen(line.start)
            self._caller(line)
        if self.base & Context.LETTER:
            self._office = office_that_replies(self.folded, line.start, line.end) or self._office
            unsigned = self.author if self.kind is TextKind.REPLY else None
            self.voice = self._signer(line) or self._office or unsigned
        elif self.wishing and self.base & Context.DELIBERATION:
            self.wishing = _ITEM.match(self.folded, line.start, line.end) is not None  # items behind 「建议：」
            asking = self._asking if self.wishing else None
        elif self.kind is TextKind.REPORT and self.base & Context.DELIBERATION:
            if (opens_plan(text) or opens_review(text[:80])) and not _TELLS_OF_REPORT.search(text):
                self.base, self.voice = Context.REPORT, self.author
                self._turn(line, text)
        elif self.base & Context.REPORT:
            if self._bulletin and _TELLS_ALL.match(text):
                self.base, self.part = Context.PLAN_TEXT | Context.NOTICE, NOTHING
            else:
                self._turn(line, text)
        named = (self._named_before_colon(line) if self.base & _REPORTED else None) or asking
        held = self.base, self.voice, self.part
        if news:  # an article that tells of the session, then of the report
            self.base, self.voice, self.part = Context.DELIBERATION, None, NOTHING
        told = self._told_until(line) if news else line.end
        paragraph = Paragraph(self, line.start, told, named)
        paragraph.read()
        if news:
            self.base, self.voice, self.part = held
            if told < line.end:
                self.base, self.voice = Context.REPORT, self.author
                paragraph = Paragraph(self, told, line.end, None)
                paragraph.read()
        if self.base & _REPORTED and announces(self.folded, line.start, line.end):
            self.wishing, self._asking = True, paragraph.speaker
        if self.kind is TextKind.PLAN and _NOTIFIES.search(self.folded, max(line.start, line.end - 40), line.end):
            self.base |= Context.NOTICE
        if self.base & Context.NOTICE and _HANDS_OUT.search(self.folded, line.start, line.end):
            self.base &= ~Context.NOTICE
        self.last_quoted = paragraph.speaker if self.base & _REPORTED else None

    def _told_until(self, line: Line) -> int:
        """Return where a paragraph on the session comes to what the report says."""
        told = [found.end() for found in _OPENING_NEWS.finditer(self.folded, line.start, line.end)]
        end = self.folded.find("。", told[-1], line.end) + 1
        return end if end and _REPORTS_SAYS.match(self.folded, end, line.end) else line.end

    def _answer_ahead(self, line: Line) -> bool:
        """True where a form's label says that the answer to this message is still to come."""
        index = bisect_left(self._answers, line.end)
        return index < len(self._answers) and self._answers[index] < self._segment_end(line.end)

    def _turn(self, line: Line, text: str) -> None:
        """Notice where a report turns from looking back to planning, and from years ahead to the planned one."""
        if not self.part.flags & Context.PLANNING and opens_plan(text):
            self.part = Part(Context.PLANNING, False)
        elif not self.part.flags and opens_review(text[:80]):
            self.part = Part(Context.REVIEW, False)
        elif self.part.flags & Context.REVIEW and self._plans(line):
            opening = self._opening_anchor(line)
            self.long_goals = opening is not None and opening.period == LONG
            self.part = Part(Context.PLANNING, self.long_goals)
        elif self.long_goals and turns_to_year(text[:80]):
            self.long_goals = False

    def _plans(self, line: Line) -> bool:
        """True where the words of a paragraph in the review part speak of the future only.

        A report's excerpt may lack the heading between its parts; nothing else tells then.
        """
        first = bisect_left(self.cues, line.start, self.cue, key=_START)
        last = bisect_left(self.cues, line.end, first, key=_START)
        said = [self.bits[word] for word, _, _ in self.cues[first:last]]
        # 年内 is a cue as well, and in a review it is the year that went by
        dated = [when.period for when in self._anchors_of(line) if self.folded[when.start : when.end] != "年内"]
        ahead = sum([bits & Cue.FUTURE > 0 for bits in said]) + sum([period in (CURRENT, LONG) for period in dated])
        if ahead < 2:
            return False
        behind = sum([bits & _BEHIND > 0 for bits in said]) + dated.count(PAST)
        opening = self._opening_anchor(line)
        far = opening is not None and opening.period == LONG
        return far or ahead > 2 * behind

    def _anchors_of(self, line: Line) -> Iterator[When]:
        """Yield the time anchors of a line that the walk has not passed yet."""
        for index in range(self.anchor, len(self.anchors)):
            when = self.anchors[index]
            if when.start >= line.end:
                break
            if when.start >= line.start:
                yield when

    def _opening_anchor(self, line: Line) -> When | None:
        for index in range(self.anchor, len(self.anchors)):
            when = self.anchors[index]
            if when.start >= line.start + _OPENING:
                return None
            if when.start >= line.start:
                return when
        return None

    def _named_before_colon(self, line: Line) -> Speaker | None:
        """Return the deputy of 「张某代表：…」 at the head of a paragraph; alone on its line it is a heading."""
        colon = self.folded.find("：", line.start, min(line.end, line.start + 80))
        label = _DELEGATION.sub("", self.folded[line.start : colon + 1])  # 林芝代表团某某代表：
        named = heading_speaker(label) if colon > 0 else None
        named = named or named_in_digest(label)
        if named is None and label != self.folded[line.start : colon + 1]:
            named = Speaker(label[:-3], "deputy")  # whoever stands behind a delegation
        if named and (colon == line.end - 1 or (not self.drafts and len(_SPOKEN_BY.findall(self.folded)) == 1)):
            self.voice = named
        return named

    def _segment_end(self, position: int) -> int:
        """Return where the letter or message in which `position` lies ends."""
        index = bisect_left(self._breaks, position)
        return self._breaks[index] if index < len(self._breaks) else len(self.folded)

    def _signer(self, line: Line) -> Speaker | None:
        """Return the office that signs the letter in which the line stands."""
        end = self._segment_end(line.end)
        index = bisect_left(self._offices, (line.start, ""))
        if index < len(self._offices) and self._offices[index][0] < end:
            return Speaker(self._offices[index][1], "body")
        return None
