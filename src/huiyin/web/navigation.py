"""Which pages stand in the bar for which role (导航): at most six, the first is where one lands."""

from collections.abc import Iterable
from functools import lru_cache

import msgspec
from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from huiyin.people.models import Role

MOST = 6


class Item(msgspec.Struct, frozen=True):
    """An entry of a menu."""

    label: str
    url: str
    current: bool = False
    icon: str = ""


# Names of views, per role, most wanted first; a name without an address (a part that is not built in) is left out.
ENTRIES: dict[str, tuple[str, ...]] = {
    "supervisor": ("desk", "ledger", "sources", "suggestions", "statistics", "policies", "congress", "word_templates"),
    "secretary": (
        *("desk", "meetings", "suggestions", "sources", "briefings", "deputies"),
        *("ledger", "statistics", "congress", "public_preview", "word_templates"),
    ),
    "unit_handler": ("desk", "ledger", "reporting", "opinions", "statistics"),
    "unit_head": ("desk", "ledger", "reporting", "opinions", "statistics"),
    "leader": ("desk", "ledger", "statistics", "policies", "congress", "briefings"),
    "deputy": ("my_suggestions", "file_suggestion", "cosign", "evaluate", "meetings", "congress", "desk"),
    "operator": ("intake", "orders", "call_backs", "grid", "desk"),
    "grid_worker": ("intake", "orders", "grid", "desk"),
    "analyst": ("desk", "analysis", "hot_topics", "reports", "ledger", "statistics"),
    "editor": ("briefings", "digest", "public_preview", "sources", "desk", "meetings"),
    "auditor": ("ledger", "audit_trail", "seals", "audit_openings", "statistics", "policies", "briefings", "meetings"),
    "administrator": (
        *("desk", "units", "accounts", "programs", "policies", "deputies", "word_templates"),
        "settings",
    ),
}

# Pages whose address begins with no entry's: the entries that they belong to, the nearest first.
BELONGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("congress", "sessions", "congress-opinions"), ("congress", "meetings")),
    **dict.fromkeys(("records", "remarks", "questions", "agenda", "groups"), ("meetings", "congress")),
    "delegations": ("deputies", "congress", "meetings"),
    "briefing-items": ("briefings", "digest"),
    "drafts": ("file_suggestion", "suggestions"),
    "cases": ("ledger",),
}

ACCOUNT = (  # view, icon
    ("account", "user"),
    ("mfa_index", "shield-check"),
    ("usersessions_list", "smartphone"),
    ("deputising", "arrow-left-right"),
)


WORDS = {
    "desk": pgettext_lazy("navigation", "Desk"),
    "ledger": pgettext_lazy("navigation", "Ledger"),
    "sources": pgettext_lazy("navigation", "Sources and review"),
    "suggestions": pgettext_lazy("navigation", "Suggestions"),
    "statistics": pgettext_lazy("navigation", "Statistics"),
    "policies": pgettext_lazy("navigation", "Rules of handling"),
    "meetings": pgettext_lazy("navigation", "Meetings and records"),
    "briefings": pgettext_lazy("navigation", "Briefings"),
    "deputies": pgettext_lazy("navigation", "Deputies"),
    "congress": pgettext_lazy("navigation", "Session of the congress"),
    "reporting": pgettext_lazy("navigation", "Report progress"),
    "opinions": pgettext_lazy("navigation", "Opinions asked"),
    "my_suggestions": pgettext_lazy("navigation", "My suggestions"),
    "file_suggestion": pgettext_lazy("navigation", "File a suggestion"),
    "cosign": pgettext_lazy("navigation", "To co-sign"),
    "evaluate": pgettext_lazy("navigation", "To evaluate"),
    "intake": pgettext_lazy("navigation", "Take in"),
    "orders": pgettext_lazy("navigation", "My orders"),
    "call_backs": pgettext_lazy("navigation", "To call back"),
    "grid": pgettext_lazy("navigation", "Grid map"),
    "analysis": pgettext_lazy("navigation", "Joint analysis"),
    "hot_topics": pgettext_lazy("navigation", "Hot topics"),
    "reports": pgettext_lazy("navigation", "Reports"),
    "digest": pgettext_lazy("navigation", "Digest"),
    "public_preview": pgettext_lazy("navigation", "Public preview"),
    "audit_trail": pgettext_lazy("navigation", "Trail"),
    "seals": pgettext_lazy("navigation", "Seals"),
    "audit_openings": pgettext_lazy("navigation", "Vault openings"),
    "units": pgettext_lazy("navigation", "Units"),
    "accounts": pgettext_lazy("navigation", "Accounts"),
    "programs": pgettext_lazy("navigation", "Programs"),
    "word_templates": pgettext_lazy("navigation", "Word templates"),
    "settings": pgettext_lazy("navigation", "Settings"),
    "account": gettext_lazy("My account"),
    "mfa_index": gettext_lazy("Second factor"),
    "usersessions_list": gettext_lazy("Where I am signed in"),
    "deputising": gettext_lazy("Leave and deputising"),
}


def words(view: str) -> str:
    """Return what an entry is called."""
    return str(WORDS[view])


def in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """Return roles in the order of this page, which is that of who works with the site all day."""
    held = set(roles)
    return tuple(role for role in ENTRIES if role in held)


def role_words(role: str) -> str:
    """Return what a role is called."""
    return str(Role(role).label) if role in Role.values else role


def navigation(roles: Iterable[str], path: str) -> list[Item]:
    """Return the entries for a person's roles, those of the first role first, and mark the one that is open."""
    views = list(dict.fromkeys(view for role in roles for view in ENTRIES.get(role, ())))
    found = [(view, url) for view in views if (url := address(view))][:MOST]
    inside = [url for _, url in found if path == url or (url != "/" and path.startswith(url))]
    above = [url for near in BELONGS.get(path.split("/")[1], ()) for view, url in found if view == near]
    open_url = max(inside, key=len, default=above[0] if above else "")
    return [Item(label=words(view), url=url, current=url == open_url) for view, url in found]


def landing(roles: Iterable[str]) -> str:
    """Return where a person of these roles begins: the first page of the bar, the desk where there is none."""
    return next((item.url for item in navigation(in_order(roles), "/")), "") or address("desk")


def account_menu(roles: Iterable[str]) -> list[Item]:
    """Return what stands under a person's name: the account, and what the bar had no room for."""
    views = list(dict.fromkeys(view for role in roles for view in ENTRIES.get(role, ())))
    rest = [(view, url) for view in views if (url := address(view))][MOST:]
    own = [Item(label=words(view), url=url, icon=icon) for view, icon in ACCOUNT if (url := address(view))]
    return own + [Item(label=words(view), url=url, icon="chevron-right") for view, url in rest]


def address(view: str) -> str:
    """Return the address of a view, or "" where the site has none of that name."""
    return _address(view, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address(view: str, urlconf: str, prefix: str) -> str:
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
