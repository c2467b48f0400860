"""Choosing only part of a remark for a briefing (摘登): its confirmed statements, those of one sentence as one item."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from huiyin.congress.briefings import MOST, held, touch
from huiyin.congress.briefings_selectors import heard
from huiyin.congress.digests import passage_of, said_of
from huiyin.congress.digests_grouping import points_of
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage
from huiyin.errors import CongressError


@transaction.atomic
def choose_statements(*, briefing: Briefing, statements: Iterable[int], at: datetime) -> list[BriefingItem]:
    """Put statements at the end of a briefing, in the order in which they were said.

    One that is in it already, by itself or with its whole remark, stays where it is.

    Raises:
        CongressError: `briefing.issued`, `briefing.too_many`.
    """
    briefing = held(briefing)
    there = list(briefing.passages.values_list("statement_id", "remark_id"))
    used = {statement for statement, _remark in there if statement is not None}
    whole = {remark for statement, remark in there if statement is None}
    told = [
        each
        for each in heard(briefing, pks=statements)
        if each.remark is not None and each.statement.pk not in used and each.remark.pk not in whole
    ]
    by_pk = {each.statement.pk: each for each in told}
    texts = {each.statement.source_id: each.statement.source.text for each in told}
    position = int(briefing.items.aggregate(last=Max("position"))["last"] or 0)
    made = []
    for point in points_of((replace(said_of(n, each), part="") for n, each in enumerate(told)), texts):
        position += 1
        first = by_pk[point.said[0].pk]
        item = BriefingItem.objects.create(
            briefing=briefing, position=position, delegation=first.delegation, text=point.text
        )
        ItemPassage.objects.bulk_create(passage_of(briefing, item, by_pk[each.pk]) for each in point.said)
        made.append(item)
    if briefing.items.count() > MOST:
        raise CongressError("briefing.too_many", most=MOST)
    touch(briefing, at)
    return made
