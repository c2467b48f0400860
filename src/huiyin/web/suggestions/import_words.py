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
        "short_grounds": gettext("The grounds (案由) are missing or shorter than 10 characters; where the table has one column of text, divide it in two"),  # noqa: E501
        "short_proposals": gettext("What is proposed (建议内容) is missing or shorter than 10 characters"),
        "motion_signers": gettext("A motion takes %(words)s deputies; add the others, or file it as a suggestion"),
        "double": gettext("The same text as in row %(words)s"),
        "double_number": gettext("The same number as in row %(words)s"),
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
        "signs_twice": gettext("%(words)s is named twice and counts once"),
        "same_title": gettext("The deputy has filed an item of this title with another text %(words)s"),
    }
    return (sentences[code] % {"words": words}).strip()
