"""Context (语境): where a clause stands, as flags that the rules of kinds are asked with; cues are the other half."""

from typing import Final


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
    NOTICE: Final = 1 << 83  # the notice that hands a plan out: what it tells all units to do
    PLEDGE: Final = 1 << 60  # 「我们要」, 「我们一定」 opens the sentence
