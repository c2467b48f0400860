"""Words of what stands in the way of a row of a table of suggestions, and of what is to be known of one."""

from django.utils.translation import gettext


def problem_words(code: str, words: str) -> str:
    """Return why a row is refused, and what to do."""
    sentences = {
        "formula": gettext("A cell holds a formula; put its value in"),
        "long": gettext("A cell is too long"),
        "long_title": gettext("The title is longer than 100 characters; shorten it"),
        "long_wish": gettext("The wish and the units together are longer than 300 characters; shorten the wish"),
        "title": gettext("The title is missing"),
        "kind": gettext("%(words)s is neither 建议 nor 议案"),
        "day": gettext("No day: %(words)s"),
        "day_ahead": gettext("%(words)s is still to come"),
        "outside_term": gettext("%(words)s lies outside of the term of the congress"),
        "filer": gettext("The filing deputy is missing"),
        "unknown": gettext("No deputy of this congress is called %(words)s; correct the name"),
        "same_name": gettext("Several deputies are called %(words)s; put the number of the card behind the name: 张三（012）"),  # noqa: E501
        "not_seated": gettext("%(words)s did not sit in the congress on that day; correct the day or the name"),
        "number_unknown": gettext("No deputy of this congress has the number %(words)s"),
        "number_of_another": gettext("Number %(words)s is that of a deputy of another name; correct one of the two"),
        "publish": gettext("%(words)s says neither yes nor no to publication; write 同意公开 or 不同意公开"),
        "short_grounds": gettext("The reasons (理由; of a motion 案由和案据) are missing or shorter than 10 characters; where the table has one column of text, divide it in two"),  # noqa: E501
        "short_proposals": gettext("What is proposed (建议内容) is missing or shorter than 10 characters"),
        "motion_signers": gettext("A motion takes %(words)s deputies; add the others, or file it as a suggestion"),
        "double": gettext("The same text as in row %(words)s"),
        "double_number": gettext("The same number as in row %(words)s"),
        "state": gettext("The state %(words)s is not known; write 待交办, 已交办, 办理中, 已退回, 已答复, 已评价 or 已办结"),  # noqa: E501
        "state_motion": gettext("A state (%(words)s) can be taken over of suggestions only, not of motions"),
        "state_lead": gettext("The state %(words)s needs one lead unit (主办单位)"),
        "state_unit": gettext("No single unit is called %(words)s; correct the name"),
        "state_rules": gettext("The rules of this place know no way to the state %(words)s on these days, or it needs an evaluation"),  # noqa: E501
        "assigned_on": gettext("The day of the hand-over (交办日期) is missing or unclear: %(words)s"),
        "replied_on": gettext("The day of the reply (答复日期) is missing or unclear: %(words)s"),
        "days_order": gettext("The days of filing, hand-over and reply do not follow one another"),
        "evaluation": gettext("The evaluation %(words)s is not known; write 满意, 基本满意 or 不满意"),
        "number_taken": gettext("Number %(words)s is given to another item of this year"),
    }  # fmt: skip
    return sentences[code] % {"words": words}


def note_words(code: str, words: str) -> str:
    """Return what is to be known of a row that is taken in all the same."""
    sentences = {
        "today": gettext("No day in the table: it counts as put forward today"),
        "publish_unsaid": gettext("Nothing is said of publication: it counts as not agreed to"),
        "category": gettext("Category %(words)s is not known here; it is chosen at registration"),
        "unit": gettext("No single unit is called %(words)s; the words go along with the item as they are"),
        "as_state": gettext("It comes in as “%(words)s”, with its history in one event"),
        "signs_twice": gettext("%(words)s is named twice and counts once"),
        "same_title": gettext("The deputy has filed an item of this title with another text %(words)s"),
    }
    return (sentences[code] % {"words": words}).strip()
