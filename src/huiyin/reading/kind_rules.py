"""Rules of kinds (类别规则): the ordered table; its first row that fits a clause's flags says what the clause does."""

from typing import NamedTuple

from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.model import Kind


class Rule(NamedTuple):
    """`kind` where all of `every`, one of `some`, one of `also` (if any are named) and none of `without` are set."""

    name: str
    kind: Kind
    every: int = 0
    some: int = 0
    without: int = 0
    also: int = 0


_C = Context
_ANCHORED = _C.PAST | _C.CURRENT | _C.LONG

RULES: tuple[Rule, ...] = (
    Rule("kind.label", Kind.BACKGROUND, some=Cue.LABEL, without=Cue.PLEASE),
    Rule("kind.citizen.asks", Kind.SUGGESTION, every=_C.HOTLINE | Cue.OCCASION, some=Cue.ASK | Cue.PLEASE),
    Rule("kind.letter.please", Kind.SUGGESTION, every=_C.LETTER | Cue.OCCASION | Cue.PLEASE),
    Rule("kind.ceremony", Kind.BACKGROUND, some=Cue.OCCASION),
    Rule("kind.narrated", Kind.BACKGROUND, every=_C.NARRATED),
    Rule("kind.please.report", Kind.SUGGESTION, every=_C.REPORT | Cue.PLEASE),
    Rule("kind.call", Kind.COMMITMENT, every=_C.REPORT | Cue.CALL),
    Rule(
        "kind.pledge",
        Kind.COMMITMENT,
        every=_C.PLEDGE,
        some=_C.REPORT | _C.SPOKEN | _C.LETTER,
        without=Cue.ASK | Cue.OCCASION | _C.HOTLINE,
    ),
    Rule("kind.trouble", Kind.BACKGROUND, every=_C.TROUBLE),
    Rule("kind.year_is", Kind.BACKGROUND, every=Cue.YEAR_IS, without=Cue.REPORT_NOUN | _C.JUDGING),
    Rule(
        "kind.leader",
        Kind.BACKGROUND,
        every=_C.REPORT | Cue.LEADER,
        some=_C.REVIEW | _C.AFTER_BACKGROUND | _C.PAST,
        without=Cue.JIANG | Cue.YAO,
    ),
    # what is asked of others
    Rule("kind.letter.praise", Kind.APPRAISAL, every=_C.LETTER | Cue.PRAISE),
    Rule(
        "kind.letter.undone",
        Kind.BACKGROUND,
        every=_C.LETTER | _C.UNDONE,
        without=Cue.ASK | Cue.PLEASE | Cue.JIANG | Cue.FUTURE | Cue.OCCASION,
    ),
    Rule(
        "kind.citizen.judges",
        Kind.APPRAISAL,
        every=_C.HOTLINE | _C.JUDGED,
        without=Cue.ASK | Cue.PLEASE | Cue.OUGHT | _C.ASKED | _C.AFTER_SUGGESTION,
    ),
    Rule(
        "kind.citizen.leans",
        Kind.APPRAISAL,
        every=_C.HOTLINE | _C.LEANS,
        without=Cue.ASK | Cue.PLEASE | Cue.OUGHT | _C.ASKED,
    ),
    Rule("kind.citizen.question", Kind.BACKGROUND, every=_C.HOTLINE | Cue.FACT, without=Cue.PLEASE | Cue.ASK),
    Rule(
        "kind.letter.ensures",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.AFTER_ACHIEVEMENT,
        some=Cue.ENSURE | _C.RESULTS,
        without=Cue.JIANG | _C.OWN_ANCHOR | Cue.YAO | _C.PLANNING | _C.AHEAD,
    ),
    Rule(
        "kind.letter.already",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | Cue.ALREADY | Cue.FUTURE,
        without=Cue.JIANG | Cue.ASK | Cue.PLEASE | Cue.PROBLEM | Cue.NEGATED | _C.PLEDGE,
    ),
    Rule(
        "kind.letter.will",
        Kind.COMMITMENT,
        every=_C.LETTER,
        some=Cue.FUTURE | Cue.JIANG,
        without=Cue.LE | Cue.ASK | Cue.PLEASE | Cue.PROBLEM | Cue.NEGATED,
    ),
    Rule("kind.please", Kind.SUGGESTION, every=Cue.PLEASE),
    Rule("kind.plan.asks", Kind.SUGGESTION, every=_C.PLAN_TEXT | Cue.ASK, without=_C.REPORT),
    Rule("kind.plan.significance", Kind.APPRAISAL, every=_C.PLAN_TEXT | Cue.SIGNIFICANCE, without=_C.REPORT),
    Rule(
        "kind.plan.notice",
        Kind.SUGGESTION,
        every=_C.NOTICE,
        some=_C.WILL_HEAD | _C.ACT_HEAD | Cue.YAO | Cue.YING | _C.ASKED | _C.AFTER_SUGGESTION,
        without=Cue.JIANG | Cue.LE | _C.AFTER_COMMITMENT,
    ),
    Rule(
        "kind.plan.notice.told", Kind.BACKGROUND, every=_C.NOTICE, without=Cue.JIANG | Cue.FUTURE | _C.AFTER_COMMITMENT
    ),
    Rule("kind.plan.asked", Kind.SUGGESTION, every=_C.PLAN_TEXT | _C.ASKED, some=_C.WILL_HEAD | Cue.FUTURE),
    Rule("kind.emotion", Kind.APPRAISAL, every=_C.DELIBERATION | Cue.EMOTION, without=_C.OTHERS),
    Rule("kind.asks", Kind.SUGGESTION, every=Cue.ASK, without=_C.REPORT | _C.PLAN_TEXT | _C.ANSWERED),
    Rule(
        "kind.ought",
        Kind.SUGGESTION,
        every=Cue.YING,
        some=_C.SPOKEN | _C.WISH,
        without=_C.REPORT | _C.LETTER | _C.HOTLINE | _C.ANSWERED | Cue.FACT,
    ),
    Rule(
        "kind.asked.report",
        Kind.COMMITMENT,
        every=_C.ANSWERED,
        some=Cue.YAO | Cue.FUTURE | Cue.JIANG | _C.WILL_HEAD | _C.ACT_HEAD | _C.AFTER_COMMITMENT | Cue.ASK,
        without=Cue.APPRAISE | Cue.DONE | Cue.FACT | _C.PAST,
    ),
    Rule(
        "kind.asked.citizen",
        Kind.SUGGESTION,
        every=_C.HOTLINE,
        some=_C.ASKED | _C.AFTER_SUGGESTION,
        without=Cue.FACT
        | Cue.LE
        | Cue.PROBLEM
        | Cue.OCCASION
        | Cue.VERDICT
        | Cue.COMPLAINT
        | Cue.ALREADY
        | _C.OTHERS
        | Cue.COPULA,
    ),
    Rule(
        "kind.asked.letter",
        Kind.SUGGESTION,
        every=_C.ASKED,
        some=_C.LETTER | _C.HOTLINE,
        also=_C.WILL_HEAD | _C.ACT_HEAD | _C.RESULTS,
        without=Cue.DONE | Cue.LE | Cue.NEGATED,
    ),
    Rule(
        "kind.asked",
        Kind.SUGGESTION,
        every=_C.ASKED,
        without=_C.LETTER | _C.HOTLINE | Cue.FACT | Cue.DONE | Cue.LE | Cue.APPRAISE,
    ),
    # opinions on the report
    Rule("kind.meeting", Kind.BACKGROUND, every=Cue.MEETING, without=_C.SPOKEN | _C.REPORT | _C.LETTER | _C.PLAN_TEXT),
    Rule(
        "kind.judges.report",
        Kind.APPRAISAL,
        every=_C.SPOKEN | Cue.REPORT_NOUN,
        some=Cue.APPRAISE | Cue.LE | Cue.DONE | _C.BODY,
        without=Cue.JIANG,
    ),
    Rule(
        "kind.judges.subject",
        Kind.APPRAISAL,
        every=_C.SPOKEN | Cue.REPORT_NOUN | _C.JUDGING,
        without=_C.ANSWERED | Cue.FUTURE,
    ),
    Rule(
        "kind.judged.figure",
        Kind.ACHIEVEMENT,
        every=_C.AFTER_APPRAISAL | _C.DELIBERATION | _C.FIGURE | Cue.DONE,
        without=Cue.REPORT_NOUN | Cue.EMOTION | Cue.JIANG | Cue.YAO | _C.ASKED | Cue.PROBLEM | Cue.FUTURE,
    ),
    Rule(
        "kind.judges.on.report",
        Kind.APPRAISAL,
        every=_C.AFTER_APPRAISAL | _C.DELIBERATION | _C.JUDGING,
        without=_C.OWN_ANCHOR | Cue.YAO | Cue.JIANG | _C.PLEDGE | _C.ASKED | _C.OTHERS,
    ),
    Rule(
        "kind.judges.on",
        Kind.APPRAISAL,
        every=_C.AFTER_APPRAISAL | _C.DELIBERATION,
        without=_C.OWN_ANCHOR | Cue.YAO | Cue.JIANG | _C.ASKED | Cue.DONE | Cue.PROBLEM | _C.FIGURE | _C.OTHERS,
    ),
    Rule(
        "kind.talk.goes_on",
        Kind.COMMITMENT,
        every=_C.SPOKEN | _C.DELIBERATION | _C.AFTER_COMMITMENT,
        some=Cue.APPRAISE | Cue.YAO | _C.WILL_HEAD | _C.ACT_HEAD,
        without=Cue.REPORT_NOUN
        | Cue.EMOTION
        | Cue.LE
        | Cue.DONE
        | Cue.PROBLEM
        | _C.OWN_ANCHOR
        | Cue.YING
        | Cue.VERDICT,
    ),
    Rule(
        "kind.judges",
        Kind.APPRAISAL,
        every=_C.SPOKEN | _C.DELIBERATION | Cue.APPRAISE,
        without=_ANCHORED | Cue.JIANG | Cue.YAO,
    ),
    Rule(
        "kind.deputy.must",
        Kind.SUGGESTION,
        every=_C.DELIBERATION | _C.DEPUTY,
        some=Cue.YAO | Cue.YING,
        without=Cue.JIANG | Cue.LE | Cue.DONE | _C.PLEDGE | _C.ANSWERED | Cue.PROBLEM,
    ),
    Rule(
        "kind.talk.asks_on",
        Kind.SUGGESTION,
        every=_C.DELIBERATION | _C.SPOKEN | _C.AFTER_SUGGESTION,
        without=Cue.JIANG | Cue.LE | _C.PLEDGE | _C.ANSWERED | Cue.PROBLEM | Cue.APPRAISE | _C.OWN_ANCHOR,
    ),
    Rule(
        "kind.deputy.asked",
        Kind.SUGGESTION,
        every=_C.DELIBERATION | _C.DEPUTY | _C.ASKED_BEFORE,
        some=_C.WILL_HEAD | _C.ACT_HEAD,
        without=Cue.JIANG
        | Cue.LE
        | Cue.DONE
        | _C.PLEDGE
        | _C.ANSWERED
        | Cue.PROBLEM
        | Cue.APPRAISE
        | _C.OWN_ANCHOR
        | _C.AFTER_ACHIEVEMENT
        | _C.AFTER_COMMITMENT,
    ),
    Rule(
        "kind.talk.deed",
        Kind.ACHIEVEMENT,
        every=_C.DELIBERATION | _C.SPOKEN | _C.OTHERS,
        some=_C.AFTER_ACHIEVEMENT | _C.AFTER_APPRAISAL | _C.PAST | Cue.LE | Cue.DONE | _C.OPINES,
        without=_C.PLEDGE
        | _C.ANSWERED
        | _C.AFTER_COMMITMENT
        | _C.AFTER_SUGGESTION
        | Cue.JIANG
        | Cue.YAO
        | Cue.ASK
        | Cue.FUTURE
        | Cue.PROBLEM
        | Cue.EMOTION,
    ),
    Rule(
        "kind.talk.figure",
        Kind.ACHIEVEMENT,
        every=_C.DELIBERATION | _C.SPOKEN | _C.OTHERS | _C.FIGURE,
        without=_C.CURRENT
        | _C.LONG
        | _C.PLEDGE
        | _C.ANSWERED
        | _C.AFTER_COMMITMENT
        | _C.AFTER_SUGGESTION
        | Cue.JIANG
        | Cue.YAO
        | Cue.ASK
        | Cue.FUTURE
        | Cue.PROBLEM
        | Cue.EMOTION,
    ),
    # what a reporter tells
    Rule(
        "kind.told.year",
        Kind.ACHIEVEMENT,
        every=_C.DELIBERATION | _C.DEED,
        without=_C.SPOKEN | Cue.MEETING | Cue.REPORT_NOUN | Cue.PROBLEM | Cue.JIANG | Cue.YAO | Cue.ASK,
    ),
    Rule(
        "kind.told.purpose",
        Kind.BACKGROUND,
        every=_C.DELIBERATION | _C.AFTER_BACKGROUND | Cue.ENSURE,
        without=_C.SPOKEN | Cue.JIANG | _C.CURRENT | _C.LONG,
    ),
    # a time anchor outranks a verb
    Rule(
        "kind.past.still_to_do",
        Kind.COMMITMENT,
        every=_C.PAST,
        some=Cue.FUTURE | Cue.JIANG,
        also=_C.SPOKEN | _C.REPORT | _C.LETTER | _C.PLAN_TEXT,
        without=_C.REVIEW | _C.OWN_ANCHOR | Cue.LE | Cue.DONE | _C.HOTLINE | _C.WISH,
    ),
    Rule(
        "kind.past.must",
        Kind.COMMITMENT,
        every=_C.PAST | _C.SPOKEN | _C.DELIBERATION | Cue.YAO,
        without=_C.OWN_ANCHOR | Cue.LE | Cue.DONE | Cue.PROBLEM | _C.OTHERS | Cue.APPRAISE,
    ),
    Rule("kind.citizen.opinion", Kind.APPRAISAL, every=_C.HOTLINE, some=Cue.VERDICT | Cue.COMPLAINT),
    Rule(
        "kind.citizen.opinion.on",
        Kind.APPRAISAL,
        every=_C.HOTLINE | _C.AFTER_APPRAISAL | _C.ACT_HEAD,
        without=Cue.LE
        | Cue.FACT
        | Cue.PROBLEM
        | Cue.DONE
        | Cue.OUGHT
        | Cue.YAO
        | Cue.FUTURE
        | _C.OWN_ANCHOR
        | _C.OTHERS
        | _C.FIGURE
        | _C.RESULTS
        | _C.ASKED_BEFORE,
    ),
    Rule(
        "kind.citizen.wish",
        Kind.SUGGESTION,
        every=_C.HOTLINE | _C.ASKED_BEFORE,
        some=_C.WILL_HEAD | Cue.FUTURE | _C.RESULTS,
        without=Cue.LE | Cue.FACT | Cue.PROBLEM | Cue.JIANG | _C.OWN_ANCHOR | _C.OTHERS,
    ),
    Rule(
        "kind.citizen.titled",
        Kind.SUGGESTION,
        every=_C.HOTLINE | _C.TITLED,
        some=_C.WILL_HEAD | _C.ACT_HEAD | Cue.YING | Cue.YAO | _C.RESULTS | _C.AFTER_SUGGESTION,
        without=Cue.LE | Cue.FACT | Cue.PROBLEM | Cue.COPULA | Cue.DONE | _C.OWN_ANCHOR | _C.OTHERS,
    ),
    Rule(
        "kind.citizen.ought",
        Kind.SUGGESTION,
        every=_C.HOTLINE | Cue.OUGHT,
        without=Cue.LE | Cue.FACT | Cue.DONE,
    ),
    Rule(
        "kind.citizen.tells_done",
        Kind.ACHIEVEMENT,
        every=_C.HOTLINE | _C.DEED,
        without=Cue.PROBLEM | Cue.NEGATED | _C.OTHERS,
    ),
    Rule("kind.past.citizen", Kind.BACKGROUND, every=_C.HOTLINE),
    Rule("kind.maxim", Kind.APPRAISAL, every=_C.REPORT | Cue.MAXIM),
    Rule("kind.significance.plan", Kind.BACKGROUND, every=_C.REPORT | _C.PLANNING | Cue.SIGNIFICANCE),
    Rule(
        "kind.letter.not",
        Kind.BACKGROUND,
        every=_C.LETTER | Cue.NEGATED,
        without=Cue.JIANG | Cue.ASK | Cue.DONE | Cue.UNDER_WAY,
    ),
    Rule(
        "kind.letter.found.act",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.FOUND | _C.OWN_ANCHOR | Cue.ACTS | _C.PAST,
        without=Cue.PROBLEM | Cue.COPULA | Cue.NORM,
    ),
    Rule(
        "kind.letter.found.done",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.FOUND | Cue.ACTS | Cue.LE,
        without=Cue.PROBLEM | Cue.COPULA | Cue.NORM | Cue.NEGATED,
    ),
    Rule(
        "kind.letter.found",
        Kind.BACKGROUND,
        every=_C.LETTER | _C.FOUND,
        without=Cue.JIANG | Cue.FUTURE | Cue.ALREADY | Cue.UNDER_WAY | Cue.DONE | _C.AFTER_ACHIEVEMENT,
    ),
    Rule(
        "kind.letter.whenever",
        Kind.COMMITMENT,
        every=_C.LETTER | _C.WHENEVER,
        without=Cue.LE | Cue.ALREADY | Cue.PLEASE | Cue.ASK | Cue.NEGATED,
    ),
    Rule(
        "kind.letter.reader",
        Kind.BACKGROUND,
        every=_C.LETTER | _C.READER,
        without=Cue.ASK | Cue.PLEASE,
    ),
    Rule(
        "kind.letter.benefits",
        Kind.APPRAISAL,
        every=_C.LETTER | _C.JUDGED,
        without=Cue.ASK | Cue.PLEASE | Cue.JIANG | Cue.LE | Cue.ALREADY | Cue.UNDER_WAY | Cue.NEGATED | _C.RULED,
    ),
    Rule(
        "kind.letter.benefits.on",
        Kind.APPRAISAL,
        every=_C.LETTER | _C.AFTER_APPRAISAL | _C.ACT_HEAD,
        without=Cue.ASK | Cue.PLEASE | Cue.JIANG | Cue.LE | Cue.ALREADY | _C.OFFICE | _C.OWN_ANCHOR | _C.FIGURE,
    ),
    Rule(
        "kind.letter.norm",
        Kind.BACKGROUND,
        every=_C.LETTER | Cue.NORM,
        without=Cue.JIANG | Cue.FUTURE | Cue.LE | Cue.UNDER_WAY | Cue.ASK,
    ),
    Rule(
        "kind.letter.is",
        Kind.BACKGROUND,
        every=_C.LETTER | Cue.COPULA,
        without=Cue.DONE | Cue.JIANG | Cue.FUTURE | Cue.ALREADY | Cue.UNDER_WAY | Cue.ASK,
    ),
    Rule(
        "kind.letter.ruled",
        Kind.BACKGROUND,
        every=_C.LETTER | _C.RULED,
        without=Cue.JIANG | Cue.FUTURE | Cue.ALREADY | Cue.LE | Cue.UNDER_WAY | Cue.ASK | Cue.PLEASE,
    ),
    Rule(
        "kind.wish.item",
        Kind.SUGGESTION,
        every=_C.WISH | _C.ASKED_BEFORE,
        some=_C.WILL_HEAD | Cue.YING | Cue.YAO | Cue.JIANG | Cue.FUTURE | _C.AFTER_SUGGESTION | _C.ITEM,
        without=Cue.FACT,
    ),
    Rule(
        "kind.wish.must",
        Kind.SUGGESTION,
        every=_C.WISH | Cue.YAO,
        without=Cue.LE | Cue.DONE | Cue.PROBLEM | Cue.FACT | Cue.JIANG | Cue.VERDICT | _C.DEED,
    ),
    Rule(
        "kind.wish.goes_on",
        Kind.SUGGESTION,
        every=_C.WISH | _C.AFTER_SUGGESTION,
        some=_C.WILL_HEAD | _C.ACT_HEAD | _C.RESULTS,
        without=Cue.LE | Cue.DONE | Cue.PROBLEM | Cue.FACT | Cue.VERDICT | _C.OWN_ANCHOR,
    ),
    Rule("kind.wish.done", Kind.ACHIEVEMENT, every=_C.WISH | _C.DEED, without=_C.ASKED | Cue.PROBLEM | Cue.ASK),
    Rule(
        "kind.wish.verdict.on",
        Kind.APPRAISAL,
        every=_C.WISH | _C.AFTER_APPRAISAL | _C.ACT_HEAD,
        without=Cue.ASK | Cue.LE | _C.FIGURE | _C.ASKED | Cue.PROBLEM | Cue.YAO,
    ),
    Rule("kind.wish.verdict", Kind.APPRAISAL, every=_C.WISH | Cue.VERDICT),
    Rule("kind.wish.fact", Kind.BACKGROUND, every=_C.WISH, without=_C.ASKED | Cue.ASK),
    Rule("kind.significance", Kind.APPRAISAL, every=_C.REPORT | _C.REVIEW | Cue.SIGNIFICANCE),
    Rule("kind.significance.said", Kind.APPRAISAL, every=_C.DELIBERATION | _C.SPOKEN | Cue.SIGNIFICANCE),
    Rule(
        "kind.problem.said",
        Kind.BACKGROUND,
        every=_C.DELIBERATION | _C.SPOKEN | Cue.PROBLEM,
        without=_C.BODY
        | _C.CURRENT
        | Cue.AWARD
        | _C.WILL_HEAD
        | Cue.ASK
        | Cue.YING
        | Cue.YAO
        | Cue.JIANG
        | _C.ASKED
        | Cue.REPORT_NOUN
        | Cue.APPRAISE,
    ),
    Rule(
        "kind.award",
        Kind.ACHIEVEMENT,
        every=Cue.AWARD,
        some=_C.SPOKEN | _C.REPORT,
        without=Cue.FUTURE | Cue.JIANG | Cue.YAO | _C.PLANNING | _C.WISH,
    ),
    Rule(
        "kind.letter.asked.on",
        Kind.SUGGESTION,
        every=_C.LETTER | _C.AFTER_SUGGESTION,
        some=_C.ACT_HEAD | _C.RESULTS,
        without=Cue.DONE | Cue.LE | Cue.NEGATED | Cue.JIANG | Cue.FUTURE | Cue.COPULA | Cue.NORM | Cue.ALREADY,
    ),
    Rule(
        "kind.letter.goes_on",
        Kind.COMMITMENT,
        every=_C.LETTER | _C.AFTER_COMMITMENT,
        without=Cue.LE | Cue.ALREADY | Cue.PROBLEM | _C.OWN_ANCHOR | Cue.OCCASION | Cue.FACT | Cue.UNDER_WAY,
    ),
    Rule(
        "kind.letter.item",
        Kind.COMMITMENT,
        every=_C.LETTER | _C.ITEM,
        some=_C.WILL_HEAD | _C.ACT_HEAD,
        without=_C.PAST
        | _C.AFTER_ACHIEVEMENT
        | _C.FOUND
        | Cue.LE
        | Cue.ALREADY
        | Cue.UNDER_WAY
        | Cue.ASK
        | Cue.PLEASE
        | Cue.NEGATED,
    ),
    Rule(
        "kind.letter.ahead",
        Kind.COMMITMENT,
        every=_C.LETTER | _C.AHEAD,
        some=_C.WILL_HEAD | _C.ACT_HEAD | Cue.FUTURE | _C.AFTER_COMMITMENT,
        without=_C.PAST
        | _C.AFTER_ACHIEVEMENT
        | _C.AFTER_BACKGROUND
        | Cue.LE
        | Cue.DONE
        | Cue.ALREADY
        | Cue.UNDER_WAY
        | Cue.ASK
        | Cue.PLEASE
        | Cue.OCCASION
        | Cue.PROBLEM,
    ),
    Rule(
        "kind.letter.until",
        Kind.COMMITMENT,
        every=_C.LETTER | _C.OWN_ANCHOR | _C.UNTIL,
        some=_C.CURRENT | _C.LONG,
        without=Cue.LE | Cue.DONE | Cue.ALREADY | Cue.PROBLEM | Cue.FACT,
    ),
    Rule(
        "kind.letter.done",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.OWN_ANCHOR,
        some=Cue.LE | Cue.DONE | _C.FIGURE,
        without=Cue.FUTURE | Cue.JIANG | Cue.YAO | Cue.PROBLEM,
    ),
    Rule(
        "kind.past.letter",
        Kind.ACHIEVEMENT,
        every=_C.PAST | _C.LETTER,
        some=_C.OWN_ANCHOR | _C.AFTER_ACHIEVEMENT,
        without=Cue.PROBLEM | Cue.FACT,
    ),
    Rule(
        "kind.past.vowed",
        Kind.COMMITMENT,
        every=_C.PAST | _C.SPOKEN | _C.DELIBERATION | _C.AFTER_COMMITMENT,
        without=_C.OWN_ANCHOR | Cue.LE | Cue.DONE | Cue.PROBLEM | Cue.APPRAISE | _C.FIGURE,
    ),
    Rule("kind.past", Kind.ACHIEVEMENT, every=_C.PAST, some=_C.SPOKEN | _C.REPORT, without=Cue.MEETING),
    Rule(
        "kind.letter.current",
        Kind.COMMITMENT,
        every=_C.LETTER,
        some=_C.CURRENT | _C.LONG,
        also=_C.OWN_ANCHOR | _C.AFTER_COMMITMENT,
        without=Cue.LE | Cue.DONE | Cue.UNDER_WAY | Cue.PROBLEM,
    ),
    Rule("kind.plan.made", Kind.ACHIEVEMENT, every=_C.PLAN_TEXT | Cue.DONE | Cue.LE, without=_C.REPORT),
    Rule("kind.plan.done", Kind.BACKGROUND, every=_C.PLAN_TEXT | Cue.LE, without=_C.REPORT),
    Rule(
        "kind.deputy.tells",
        Kind.BACKGROUND,
        every=_C.DELIBERATION | _C.DEPUTY,
        some=_C.CURRENT | _C.LONG,
        without=_C.WILL_HEAD
        | _C.ACT_HEAD
        | Cue.JIANG
        | Cue.YAO
        | Cue.FUTURE
        | Cue.ASK
        | Cue.DONE
        | Cue.LE
        | Cue.AWARD
        | Cue.APPRAISE
        | _C.AFTER_COMMITMENT
        | _C.AFTER_SUGGESTION,
    ),
    Rule(
        "kind.judges.now",
        Kind.APPRAISAL,
        every=_C.DELIBERATION | _C.SPOKEN | Cue.APPRAISE,
        some=_C.CURRENT | _C.LONG,
        without=_C.OWN_ANCHOR
        | _C.WILL_HEAD
        | _C.ACT_HEAD
        | Cue.JIANG
        | Cue.YAO
        | Cue.ASK
        | Cue.FUTURE
        | _C.AFTER_COMMITMENT
        | _C.AFTER_SUGGESTION,
    ),
    Rule(
        "kind.talk.is",
        Kind.BACKGROUND,
        every=_C.DELIBERATION | _C.SPOKEN | Cue.FACT,
        some=_C.CURRENT | _C.LONG,
        without=_C.OWN_ANCHOR | Cue.JIANG | Cue.YAO | Cue.ASK | Cue.FUTURE,
    ),
    Rule(
        "kind.current.year",
        Kind.COMMITMENT,
        some=_C.CURRENT | _C.LONG,
        also=_C.SPOKEN | _C.REPORT | _C.PLAN_TEXT,
        without=Cue.LE | Cue.MEETING | _C.REVIEW | _C.HOTLINE | _C.WISH,
    ),
    # the part of the report decides
    Rule(
        "kind.review.ahead",
        Kind.COMMITMENT,
        every=_C.REVIEW | _C.OWN_ANCHOR,
        some=_C.CURRENT | _C.LONG,
        also=Cue.FUTURE | Cue.JIANG,
        without=Cue.LE | Cue.DONE,
    ),
    Rule(
        "kind.review.goes_on",
        Kind.COMMITMENT,
        every=_C.REVIEW | _C.AFTER_COMMITMENT,
        some=_C.WILL_HEAD | Cue.FUTURE,
        without=Cue.LE | Cue.DONE | _C.OWN_ANCHOR | _C.FIGURE,
    ),
    Rule("kind.review", Kind.ACHIEVEMENT, every=_C.REVIEW),
    Rule(
        "kind.plan.already",
        Kind.ACHIEVEMENT,
        every=_C.PLANNING | _C.LETTER,
        some=Cue.LE | Cue.DONE,
        without=Cue.FUTURE | Cue.JIANG,
    ),
    Rule("kind.plan", Kind.COMMITMENT, every=_C.PLANNING),
    Rule("kind.plan.text", Kind.COMMITMENT, every=_C.PLAN_TEXT),
    # nothing but the words
    Rule("kind.fact", Kind.BACKGROUND, every=Cue.FACT, without=_C.LETTER),
    Rule("kind.underway", Kind.ACHIEVEMENT, every=Cue.UNDER_WAY | _C.LETTER),
    Rule("kind.going_on", Kind.COMMITMENT, every=Cue.UNDER_WAY | _C.SPOKEN),
    Rule(
        "kind.asked.go_on",
        Kind.SUGGESTION,
        every=_C.ASKED_BEFORE | _C.SPOKEN,
        some=_C.WILL_HEAD | _C.ACT_HEAD,
        without=Cue.JIANG | Cue.LE,
    ),
    Rule(
        "kind.talk.ahead",
        Kind.COMMITMENT,
        every=_C.DELIBERATION | _C.SPOKEN | _C.AHEAD,
        some=_C.WILL_HEAD | _C.ACT_HEAD,
        without=Cue.LE | Cue.DONE | Cue.PROBLEM | Cue.APPRAISE | Cue.ASK | _C.ASKED_BEFORE | _C.PAST | _C.DEPUTY,
    ),
    Rule("kind.will", Kind.COMMITMENT, some=Cue.FUTURE | Cue.JIANG, without=Cue.PROBLEM | Cue.LE),
    Rule(
        "kind.told.done",
        Kind.ACHIEVEMENT,
        every=_C.DELIBERATION | Cue.ACTS | _C.FIGURE,
        without=_C.AFTER_COMMITMENT
        | _C.SPOKEN
        | Cue.MEETING
        | Cue.SAYING
        | Cue.REPORT_NOUN
        | Cue.PROBLEM
        | Cue.FUTURE
        | Cue.JIANG,
    ),
    Rule(
        "kind.told.figure",
        Kind.ACHIEVEMENT,
        every=_C.DELIBERATION | Cue.DONE | _C.FIGURE,
        without=_C.SPOKEN | Cue.MEETING | Cue.SAYING | Cue.REPORT_NOUN | Cue.PROBLEM | Cue.FUTURE | Cue.JIANG | Cue.YAO,
    ),
    Rule("kind.done", Kind.ACHIEVEMENT, every=Cue.DONE, some=_C.LETTER | _C.SPOKEN | _C.REPORT),
    Rule(
        "kind.letter.happened",
        Kind.BACKGROUND,
        every=_C.LETTER | Cue.LE,
        without=_C.OFFICE
        | Cue.ACTS
        | Cue.DONE
        | Cue.UNDER_WAY
        | _C.ACT_HEAD
        | _C.WILL_HEAD
        | _C.AFTER_ACHIEVEMENT
        | _C.AFTER_COMMITMENT,
    ),
    Rule("kind.done.le", Kind.ACHIEVEMENT, every=Cue.LE, some=_C.LETTER | _C.REPORT | _C.SPOKEN, without=Cue.PROBLEM),
    Rule("kind.done.report", Kind.ACHIEVEMENT, every=_C.REPORT | _C.FIGURE, without=_C.WILL_HEAD),
    Rule("kind.asked.before", Kind.SUGGESTION, every=_C.ASKED_BEFORE | _C.WILL_HEAD, without=_C.REPORT),
    Rule(
        "kind.letter.on",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.AFTER_ACHIEVEMENT | _C.FIGURE,
        without=Cue.PROBLEM | Cue.FACT | Cue.JIANG,
    ),
    Rule(
        "kind.letter.acts_on",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.AFTER_ACHIEVEMENT | _C.ACT_HEAD,
        without=Cue.PROBLEM | Cue.FACT | Cue.JIANG | Cue.ASK,
    ),
    Rule(
        "kind.letter.work",
        Kind.ACHIEVEMENT,
        every=_C.LETTER,
        some=_C.WILL_HEAD | Cue.ACTS,
        without=_C.PLANNING | Cue.YAO | _C.AFTER_COMMITMENT | _C.AFTER_SUGGESTION | Cue.PROBLEM,
    ),
    Rule(
        "kind.letter.office",
        Kind.ACHIEVEMENT,
        every=_C.LETTER | _C.OFFICE,
        without=_C.PLANNING
        | _C.READER
        | _C.AFTER_COMMITMENT
        | _C.AFTER_SUGGESTION
        | Cue.YAO
        | Cue.PROBLEM
        | Cue.NEGATED
        | Cue.NORM
        | Cue.COPULA
        | Cue.FACT
        | Cue.FUTURE
        | Cue.JIANG
        | Cue.ASK,
    ),
    Rule(
        "kind.thinks.told",
        Kind.ACHIEVEMENT,
        every=_C.OPINES | _C.SPOKEN | _C.DELIBERATION,
        some=_C.FIGURE | _C.AFTER_ACHIEVEMENT,
        without=Cue.YAO | Cue.YING | Cue.APPRAISE | Cue.EMOTION | Cue.PROBLEM | Cue.JIANG | Cue.FUTURE,
    ),
    Rule(
        "kind.thinks",
        Kind.APPRAISAL,
        every=_C.OPINES | _C.SPOKEN | _C.DELIBERATION,
        without=Cue.YAO | Cue.YING | _C.AFTER_COMMITMENT,
    ),
    Rule("kind.must", Kind.COMMITMENT, every=Cue.YAO | _C.SPOKEN),
    Rule("kind.on.commitment", Kind.COMMITMENT, every=_C.AFTER_COMMITMENT, without=_C.LETTER),
    Rule("kind.on.achievement", Kind.ACHIEVEMENT, every=_C.AFTER_ACHIEVEMENT, without=_C.LETTER),
    Rule(
        "kind.bare_verb", Kind.COMMITMENT, every=_C.WILL_HEAD, some=_C.REPORT | _C.ACT_HEAD, also=_C.REPORT | _C.SPOKEN
    ),
    Rule("kind.opinion", Kind.APPRAISAL, every=Cue.APPRAISE, some=_C.SPOKEN | _C.DELIBERATION),
    Rule("kind.default.report", Kind.ACHIEVEMENT, every=_C.REPORT),
    Rule("kind.default", Kind.BACKGROUND),
)
