"""Kinds (陈述类别): an ordered table of rules over flags; the first that fits decides, the others that fit have lost.

What a clause says (cue words), where it stands (section, time anchor, who speaks, what came before in the sentence)
are one number of flags, so the same situation is decided once and looked up ever after.
"""

from typing import Final, NamedTuple

from huiyin.reading.cues import Cue
from huiyin.reading.model import Kind, Record


class Context:
    """Where a clause stands."""

    REPORT: Final = 1 << 32  # a work report
    DELIBERATION: Final = 1 << 33
    LETTER: Final = 1 << 34  # a reply
    WISH: Final = 1 << 35  # a deputy's suggestion
    PLAN_TEXT: Final = 1 << 36
    HOTLINE: Final = 1 << 37
    REVIEW: Final = 1 << 38  # the part that looks back
    PLANNING: Final = 1 << 39  # the part that plans
    TROUBLE: Final = 1 << 40  # a passage on difficulties
    PAST: Final = 1 << 41  # the anchor in force
    CURRENT: Final = 1 << 42
    LONG: Final = 1 << 43
    SPOKEN: Final = 1 << 44  # somebody's words are given
    BODY: Final = 1 << 45  # a delegation or body speaks
    ASKED: Final = 1 << 46  # a verb of asking governs this sentence
    ASKED_BEFORE: Final = 1 << 47  # asked earlier in this paragraph
    SAYS: Final = 1 << 48  # a verb of saying introduces this clause
    FIGURE: Final = 1 << 49
    AFTER_APPRAISAL: Final = 1 << 50  # the clause before in the same sentence
    AFTER_ACHIEVEMENT: Final = 1 << 51
    AFTER_COMMITMENT: Final = 1 << 52
    AFTER_SUGGESTION: Final = 1 << 53
    AFTER_BACKGROUND: Final = 1 << 54
    WILL_HEAD: Final = 1 << 55  # opens with a verb of doing
    OWN_ANCHOR: Final = 1 << 56  # the anchor stands in this clause
    JUDGING: Final = 1 << 57  # the report is being judged in this paragraph
    ANSWERED: Final = 1 << 58  # 政府工作报告提出…
    OPINES: Final = 1 << 59  # 「认为」 introduces the sentence
    FOUND: Final = 1 << 61  # 「经查」 opens the sentence
    AHEAD: Final = 1 << 62  # a letter has turned to what will be done
    READER: Final = 1 << 63  # an answer says something of its reader
    ACT_HEAD: Final = 1 << 73  # an answer's clause opens with a verb, without a subject of its own
    TITLED: Final = 1 << 74  # a citizen's message under a title that proposes
    UNTIL: Final = 1 << 69  # the clause's own anchor is a goal: 到2026年底
    WHENEVER: Final = 1 << 72  # an answer says what it does as soon as something happens
    ITEM: Final = 1 << 71  # set off by 一是, 二是; in an answer, an item that nothing says was done
    RESULTS: Final = 1 << 68  # 「让…」, 「使…」: what came of it
    OTHERS: Final = 1 << 64  # a citizen turns to who or what else is concerned
    JUDGED: Final = 1 << 76  # a citizen's clause judges, by its form
    UNDONE: Final = 1 << 78  # an answer says what was not done or is not so, or what came of something
    OFFICE: Final = 1 << 79  # an answer's clause names an office or its own side
    DEED: Final = 1 << 80  # a citizen or a deputy tells what was done for the public
    LEANS: Final = 1 << 77  # a citizen's clause judges, all its weak cues taken together
    RULED: Final = 1 << 75  # an answer has cited a rule or set out conditions: what follows explains it
    NARRATED: Final = 1 << 81  # the reporter's own words: what went on at a meeting
    DEPUTY: Final = 1 << 82  # one deputy speaks, and not of what the own side will do
    PLEDGE: Final = 1 << 60  # 「我们要」, 「我们一定」 opens the sentence


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
    Rule("kind.year_is", Kind.BACKGROUND, every=Cue.YEAR_IS, without=Cue.REPORT_NOUN),
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
        "kind.letter.will",
        Kind.COMMITMENT,
        every=_C.LETTER,
        some=Cue.FUTURE | Cue.JIANG,
        without=Cue.LE | Cue.ASK | Cue.PROBLEM | Cue.NEGATED,
    ),
    Rule("kind.please", Kind.SUGGESTION, every=Cue.PLEASE),
    Rule("kind.plan.asks", Kind.SUGGESTION, every=_C.PLAN_TEXT | Cue.ASK, without=_C.REPORT),
    Rule("kind.plan.asked", Kind.SUGGESTION, every=_C.PLAN_TEXT | _C.ASKED, some=_C.WILL_HEAD | Cue.FUTURE),
    Rule("kind.emotion", Kind.APPRAISAL, every=_C.DELIBERATION | Cue.EMOTION),
    Rule("kind.asks", Kind.SUGGESTION, every=Cue.ASK, without=_C.REPORT | _C.PLAN_TEXT | _C.ANSWERED),
    Rule(
        "kind.ought",
        Kind.SUGGESTION,
        every=Cue.YING,
        some=_C.SPOKEN | _C.WISH,
        without=_C.REPORT | _C.LETTER | _C.HOTLINE | _C.ANSWERED | Cue.FACT,
    ),
    Rule("kind.asked.report", Kind.COMMITMENT, every=_C.ANSWERED, without=Cue.APPRAISE | Cue.DONE),
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
    Rule("kind.meeting", Kind.BACKGROUND, every=Cue.MEETING, without=_C.SPOKEN | _C.REPORT | _C.LETTER),
    Rule(
        "kind.judges.report",
        Kind.APPRAISAL,
        every=_C.SPOKEN | Cue.REPORT_NOUN,
        some=Cue.APPRAISE | Cue.LE | Cue.DONE | _C.BODY,
    ),
    Rule("kind.judges.subject", Kind.APPRAISAL, every=_C.SPOKEN | Cue.REPORT_NOUN | _C.JUDGING, without=_C.ANSWERED),
    Rule(
        "kind.judges.on.report",
        Kind.APPRAISAL,
        every=_C.AFTER_APPRAISAL | _C.DELIBERATION | _C.JUDGING,
        without=_C.OWN_ANCHOR | _C.PLEDGE | _C.ASKED,
    ),
    Rule(
        "kind.judges.on",
        Kind.APPRAISAL,
        every=_C.AFTER_APPRAISAL | _C.DELIBERATION,
        without=_C.OWN_ANCHOR | Cue.JIANG | _C.ASKED | Cue.DONE | Cue.PROBLEM | _C.FIGURE,
    ),
    Rule(
        "kind.talk.goes_on",
        Kind.COMMITMENT,
        every=_C.SPOKEN | _C.DELIBERATION | _C.AFTER_COMMITMENT,
        some=Cue.APPRAISE | Cue.YAO,
        without=Cue.REPORT_NOUN | Cue.EMOTION | Cue.LE | Cue.DONE | Cue.PROBLEM | _C.OWN_ANCHOR | Cue.YING | Cue.VERDICT,
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
        "kind.deputy.goes_on",
        Kind.SUGGESTION,
        every=_C.DELIBERATION | _C.DEPUTY | _C.AFTER_SUGGESTION,
        without=Cue.JIANG | Cue.LE | Cue.DONE | _C.PLEDGE | _C.ANSWERED | Cue.PROBLEM | Cue.APPRAISE,
    ),
    # a time anchor outranks a verb
    Rule(
        "kind.past.still_to_do",
        Kind.COMMITMENT,
        every=_C.PAST | Cue.FUTURE,
        without=_C.REVIEW | _C.OWN_ANCHOR | Cue.LE | Cue.DONE | _C.HOTLINE,
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
    ),
    Rule(
        "kind.wish.must",
        Kind.SUGGESTION,
        every=_C.WISH | Cue.YAO,
        without=Cue.LE | Cue.DONE | Cue.PROBLEM | Cue.FACT | Cue.JIANG | Cue.VERDICT | _C.DEED,
    ),
    Rule("kind.wish.done", Kind.ACHIEVEMENT, every=_C.WISH | _C.DEED, without=_C.ASKED | Cue.PROBLEM | Cue.ASK),
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
        "kind.talk.done",
        Kind.ACHIEVEMENT,
        every=_C.DELIBERATION | _C.SPOKEN | Cue.DONE,
        some=_C.CURRENT,
        without=_C.OWN_ANCHOR | Cue.JIANG | Cue.YAO | Cue.ASK | Cue.FUTURE | _C.WILL_HEAD | _C.AFTER_COMMITMENT,
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
    Rule("kind.will", Kind.COMMITMENT, some=Cue.FUTURE | Cue.JIANG, without=Cue.PROBLEM | Cue.LE),
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
    Rule("kind.asked.before", Kind.SUGGESTION, every=_C.ASKED_BEFORE | _C.WILL_HEAD),
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
    Rule("kind.thinks", Kind.APPRAISAL, every=_C.OPINES | _C.SPOKEN | _C.DELIBERATION, without=Cue.YAO | Cue.YING),
    Rule("kind.must", Kind.COMMITMENT, every=Cue.YAO | _C.SPOKEN),
    Rule("kind.on.commitment", Kind.COMMITMENT, every=_C.AFTER_COMMITMENT, without=_C.LETTER),
    Rule("kind.on.suggestion", Kind.SUGGESTION, every=_C.AFTER_SUGGESTION, some=_C.WILL_HEAD | _C.ACT_HEAD),
    Rule("kind.on.achievement", Kind.ACHIEVEMENT, every=_C.AFTER_ACHIEVEMENT, without=_C.LETTER),
    Rule("kind.bare_verb", Kind.COMMITMENT, every=_C.WILL_HEAD, some=_C.REPORT | _C.SPOKEN),
    Rule("kind.opinion", Kind.APPRAISAL, every=Cue.APPRAISE, some=_C.SPOKEN | _C.DELIBERATION),
    Rule("kind.default.report", Kind.ACHIEVEMENT, every=_C.REPORT),
    Rule("kind.default", Kind.BACKGROUND),
)


class Decision(Record, frozen=True):
    """What a rule decided: its name, the kind as a plain code, and the flag that the next clause sees it by."""

    name: str
    kind: str
    after: int


_AFTER = {
    Kind.APPRAISAL: Context.AFTER_APPRAISAL,
    Kind.ACHIEVEMENT: Context.AFTER_ACHIEVEMENT,
    Kind.COMMITMENT: Context.AFTER_COMMITMENT,
    Kind.SUGGESTION: Context.AFTER_SUGGESTION,
    Kind.BACKGROUND: Context.AFTER_BACKGROUND,
}


class _Decisions(dict[int, Decision]):
    """What the first rule that fits some flags (`Cue` and `Context` bits) says; the last one fits always."""

    def __missing__(self, flags: int) -> Decision:
        rule = next(rule for rule in RULES if _fits(rule, flags))
        decision = self[flags] = Decision(rule.name, rule.kind.value, _AFTER[rule.kind])
        return decision


decide = _Decisions().__getitem__  # a table that fills itself as flags come up: `decide(flags)`


def all_fitting(flags: int) -> list[Rule]:
    """Return every rule that fits, the winner first: what `--explain` shows."""
    return [rule for rule in RULES if _fits(rule, flags)]


def _fits(rule: Rule, flags: int) -> bool:
    if flags & rule.every != rule.every or flags & rule.without:
        return False
    return (not rule.some or bool(flags & rule.some)) and (not rule.also or bool(flags & rule.also))
