"""Talk (审议发言) in a line of an article or a record: praise, deeds, vows and what a reporter tells, told apart."""

import re

from huiyin.reading.clauses import Clause
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.line import CONTRAST, ITEMS, NOWADAYS, TO_DO
from huiyin.reading.line_speech import LineSpeech
from huiyin.reading.model import PAST, Speaker
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
    narrates,
    praises,
    puts_forward,
    ranks,
    sets_scene,
    tells_deeds,
    well_told,
)
from huiyin.reading.periods import PLANNED
from huiyin.reading.speakers import is_told_of, last_named, named_behind, quoted_speaker, who_feels, who_praises
from huiyin.reading.talk_sides import of_own_side, turns_to_others, turns_to_own

# Bits that every clause is asked for, as names of this module, which are found sooner than those of a class.
_AHEAD, _AFTER_ACHIEVEMENT, _AFTER_APPRAISAL = Context.AHEAD, Context.AFTER_ACHIEVEMENT, Context.AFTER_APPRAISAL
_WE_WILL = re.compile(
    r"(?:作为[^，]{2,14}，?|同时，?)?我们?[也还都，]{0,2}(?:一定会?|将会?(?![既该此其])|会(?![议同计展]))"
)
_OFFICE = re.compile(r"[局委办厅院]|政府|部门|单位|公司|集团|中心")
_REQUIRES = re.compile("[要应须]|务必")
_PERSONS = ("deputy", "official")
_MEMBERS = ("group", "deputy", "delegation")
_OFFICIALS = ("official", "body")  # who can call upon others to do something
_REPORT_PUTS = re.compile(r"报告》?(?:中|里)?(?:还|也|又|明确|专门|再次|多处|多次)*提[出到](?:要|将|了要)?")
_OTHER_LIST = re.compile(r"(?:问题|原因|困难|体会|感受|特点|做法|成绩|成效|变化|经验)[^，。；：]{0,8}：一是")
_ASKED_FOR = re.compile("建议|希望|呼吁|议案|提案|意见|(?<![重主需首])[要须](?![求点素性])|：一是")


class LineTalk(LineSpeech):
    """A line of what is said at a congress."""

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
        if text[0] in "但可不然" and not cues & Cue.REPORT_NOUN and CONTRAST.match(text):
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
            and self.walk.folded.endswith(ITEMS, 0, clause.start)
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
        if introduced or text.startswith(NOWADAYS) or cues & (TO_DO | Cue.YAO | Cue.YING | Cue.YEAR_IS):
            self.of_body = False
        if not self.scopes & Context.SPOKEN or self.speaker is None:
            return False
        planned_cues = cues & (TO_DO | Cue.YAO | Cue.YING | Cue.YEAR_IS)
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
