"""A line of running text (段落) while it is read: in what sort of text it stands, and what holds since it began.

A scope (who speaks, which time anchor, whether something was asked) is a bit of `scopes`; some end with the sentence,
all with the paragraph. What is asked of it lies in layers: cues, speech, talk, messages, and on top the paragraph.
"""

import re

from huiyin.reading.anchors import When
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.drafts import Surroundings
from huiyin.reading.model import Speaker
from huiyin.reading.narration import speaks_of_report
from huiyin.reading.speakers import meets_in, named_behind, quoted_speaker

_PLEADS = "请并敬还也不别可您你麻欢携凭持带故特现谨再因所为在希期同另烦"
NEED = Cue.YING | Cue.NORM
_NEEDS_LOOK = Cue.ASK | Cue.JIANG | Cue.FUTURE | Cue.PROBLEM | Cue.ACTS
SPACED = Context.LETTER | Context.HOTLINE
_REPORTED = Context.DELIBERATION | Context.WISH
_SELVES = ("delegation", "deputy", "citizen")
CONTRAST = re.compile(r"但|可是|可(?![以见能])|不过|然而")
TO_DO = Cue.FUTURE | Cue.JIANG | Cue.ASK
NOWADAYS = ("当前", "目前", "眼下", "现在", "如今")
ITEMS = ("一是", "二是", "三是", "四是", "五是", "六是")


class Line:
    """What holds in one line of running text."""

    def __init__(self, walk: Surroundings, start: int, end: int, named: Speaker | None) -> None:
        self.walk, self.start, self.end = walk, start, end
        self.speaker = named or walk.voice
        self.scopes = Context.ASKED | Context.ASKED_BEFORE if walk.wishing else 0
        base = walk.base
        self.ground = base | walk.part.flags  # what holds of every clause here
        # asked once a clause: as flags in one number they would be picked out again each time
        self.report, self.letter = bool(base & Context.REPORT), bool(base & Context.LETTER)
        self.reported, self.spaced = bool(base & _REPORTED), bool(base & SPACED)
        self.needs_look = _NEEDS_LOOK if self.report else _NEEDS_LOOK | NEED
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

    def _speaks(self, speaker: Speaker | None) -> None:
        self.scopes &= ~(Context.SPOKEN | Context.BODY)
        if speaker:
            self.scopes |= Context.SPOKEN | (Context.BODY if speaker.type == "delegation" else 0)
