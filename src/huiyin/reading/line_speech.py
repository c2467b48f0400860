"""Speech (发言) in a line: who speaks from a clause on, and what that makes of what is said."""

import re

from huiyin.reading.clauses import Clause
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.line_cues import LineCues
from huiyin.reading.model import PAST, Speaker
from huiyin.reading.narration import group_before, in_quotation, tells_of_words
from huiyin.reading.speakers import Said, introduces, last_named, who_announces, who_feels, who_says

# Bits that every clause is asked for, as names of this module, which are found sooner than those of a class.
_AHEAD = Context.AHEAD
_PROPOSES = re.compile(r"提出?了[^，。]{0,8}建议|提出?[^，。]{0,4}[点条][^，。]{0,4}建议")
_NO_PERSON = ("group", "delegation", "body", "report")  # whom 他 cannot mean
_SHORT = 24  # characters that a verdict on what was said seldom exceeds
_GOES_ON_SAYING = ("认为", "表示", "一致认为", "一致表示", "建议", "希望", "指出", "强调", "纷纷表示")
_MEETINGS = ("会议", "大会")
_ASKS_ON = ("建议", "希望")
_I_THINK = ("相信", "坚信", "深信", "我相信", "我们相信", "我认为", "我觉得", "我个人认为", "我们认为")
_REPORTS = ("《政府", "政府工作报告", "报告", "工作报告")
_LEADER_SAYS = re.compile(r"(?:总理|总书记|委员长|国家主席)[^，]{0,6}(?:说|指出|强调|提出|要求)")


class LineSpeech(LineCues):
    """A line of which it is known who speaks."""

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
