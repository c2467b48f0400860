"""The settings of a policy in words: what a code of its file means, and lengths of time as people say them."""

from django.utils.translation import gettext, pgettext

from huiyin.policy.lengths import parse_limits
from huiyin.policy.model import Policy
from huiyin.policy.names import name_of
from huiyin.web.cases.words import levels
from huiyin.web.sentences import action_words, limit_words, named, need_words


def setting_words(policy: Policy, code: str) -> str:
    """Return the value of a setting in words; what has none, such as a number or a pattern, as the file writes it."""
    value = str(policy.settings[code].value)
    codes = value.split()
    match code:
        case "remind_before":
            words = [limit_words(each) for each in parse_limits(value)]
        case "levels":
            words = [name for _code, name in levels(policy)]
        case "categories":
            words = codes
        case "evaluation":
            words = [_need(each) for each in codes]
        case "evaluation_scale":
            words = [named(name_of("opinion", each)) for each in codes]
        case "still_unsatisfied":
            words = [action_words(each, policy) for each in codes]
        case _:
            words = [_code(code, value)]
    return pgettext("between items", ", ").join(words) or value


def _need(code: str) -> str:
    """Return what is evaluated, and that it may be left out."""
    words = need_words(code.removesuffix("?"))
    return gettext("%(need)s (optional)") % {"need": words} if code.endswith("?") else words


def _code(setting: str, value: str) -> str:
    """Return what a code of a setting means; any other value as it is."""
    return {
        ("not_evaluated", "left_out"): gettext("left out of the denominator of satisfaction"),
        ("not_evaluated", "counted"): gettext("counted in the denominator of satisfaction"),
        ("signatory", "principal"): gettext("the principal of the unit"),
        ("signatory", "head"): gettext("a head of the unit"),
        ("joint_reply", "each"): gettext("each deputy"),
        ("joint_reply", "each_or_filer"): gettext("each deputy, or with consent the filing one for all"),
        ("publication", "shall"): gettext("shall be public"),
        ("publication", "may"): gettext("may be public"),
    }.get((setting, value), value)
