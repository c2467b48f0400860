"""Help while writing (提示): what was asked before in like words, and words of what it should not be about."""

from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from huiyin.api.access import viewer
from huiyin.api.operations import operation
from huiyin.api.shapes import PathKey
from huiyin.congress import drafts
from huiyin.congress.reminders import reminders
from huiyin.congress.similar import similar_to
from huiyin.ledger.relations import visible_cases

router = Router(tags=["suggestions"])
reads = partial(operation, router, "GET", scope="suggestions:read", action="suggestion.draft")


class SimilarOut(Schema):
    """An item that is like the draft, and what was answered last; `case` is null where the account may not open it."""

    case: str | None
    number: str
    title: str
    share: Annotated[float, "of 1"]
    reply: str


class ReminderOut(Schema):
    """Words that stand in the draft, which ground they may be, and where that is said; they hinder nobody."""

    ground: str
    found: str
    source: str


class HelpOut(Schema):
    """What helps while writing."""

    similar: list[SimilarOut]
    reminders: list[ReminderOut]


@reads("/drafts/{key}/help", says=gettext_noop("Show what helps while writing"), gives=HelpOut)
def get_draft_help(request: HttpRequest, key: PathKey) -> Any:
    """Like items of the place with their answers, and reminders with their sources."""
    by = viewer(request)
    draft = get_object_or_404(drafts.own_drafts(by), key=key)
    body = f"{draft.grounds}\n{draft.proposals}"
    like = similar_to(by, draft.congress.place, title=draft.title, text=f"{draft.title}\n{body}")
    ids = [each.case.pk for each in like]
    seen = set(visible_cases(by).filter(pk__in=ids).values_list("pk", flat=True))
    return HelpOut(
        similar=[
            SimilarOut(
                case=each.case.key if each.case.pk in seen else None,
                number=each.case.number,
                title=each.case.title,
                share=round(each.share, 2),
                reply=each.reply,
            )
            for each in like
        ],
        reminders=[
            ReminderOut(ground=each.ground, found=each.found, source=each.source)
            for each in reminders(draft.title, body)
        ],
    )
