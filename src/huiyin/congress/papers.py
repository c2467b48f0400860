"""What the secretariat enters from paper or from a table (纸质件、登记表录入), filed many at once by the rules of one.

Who signed on paper has confirmed; the drafts say who entered them (`entered_by`), as do drafts that are typed in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db import transaction
from django.utils import timezone

from huiyin.congress.drafts import INVITED, Written
from huiyin.congress.filing import Filed, Ready, file_all, missing_of, occasion, rules_for, signers_by, signing_faults
from huiyin.congress.models import Congress, Cosigning, SuggestionDraft
from huiyin.congress.seated_deputies import SeatedDeputies
from huiyin.congress.suggestion_history import History, take_over
from huiyin.errors import CongressError, refuse
from huiyin.people.models import Deputy
from huiyin.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Paper:
    """One item as it was put forward; `at` is when. Number and category stay empty where the paper has none."""

    drafter: Deputy
    cosigners: tuple[Deputy, ...]
    written: Written
    at: datetime
    number: str = ""
    category: str = ""
    history: History | None = None  # of an older system, where it has been handled already

    def draft(self, congress: Congress, by: Viewer | None = None) -> SuggestionDraft:
        """Return the draft of it, without a row yet."""
        written = {name: getattr(self.written, name) for name in Written.__dataclass_fields__}
        return SuggestionDraft(
            congress=congress,
            drafter=self.drafter,
            entered_by_id=by.account_id if by else None,
            created_at=self.at,
            changed_at=self.at,
            **written,
        )


@transaction.atomic
def file_papers(
    *, congress: Congress, papers: Sequence[Paper], by: Viewer, seated: SeatedDeputies | None = None
) -> list[Filed]:
    """File items, all or nothing, each as if it had been typed from paper on its day; return them in order.

    Raises:
        CongressError: `draft.incomplete`, `mandate.none`, `cosigner.is_drafter`, `cosigner.too_many`,
            `motion.signers`, `draft.twice`, and those of an inquiry.
    """
    seated, today = seated or SeatedDeputies(congress), timezone.localdate()
    rules = cache(lambda kind: rules_for(kind, congress))
    occasions = cache(lambda on: occasion(congress, on=on))
    ready = []
    for paper in papers:
        draft, on = paper.draft(congress, by), paper.at.astimezone().date()
        signers = signers_by(rules(draft.kind), list(paper.cosigners))
        refuse((*_faults(paper, draft, seated, on), *signing_faults(draft, signers, occasions(on), on=on)))
        entered_on = today if on != today else None
        ready.append(
            Ready(draft, paper.cosigners, occasions(on), paper.at, paper.number, paper.category, entered_on=entered_on)
        )
    filed = file_all(ready, by=by)
    Cosigning.objects.bulk_create(
        Cosigning(
            draft=each.draft,
            deputy=deputy,
            state=Cosigning.State.CONFIRMED,
            revision=each.draft.revision,
            invited_at=each.at,
            answered_at=each.at,
        )
        for each in ready
        for deputy in each.cosigners
    )
    for paper, each in zip(papers, filed, strict=True):
        if paper.history is not None:
            take_over(each.case, paper.history, by=by, at=timezone.now())
    return filed


def _faults(paper: Paper, draft: SuggestionDraft, seated: SeatedDeputies, on: date) -> Iterator[CongressError]:
    if missing := missing_of(draft):
        yield CongressError("draft.incomplete", missing=" ".join(missing))
    if paper.drafter in paper.cosigners:
        yield CongressError("cosigner.is_drafter")
    if len(paper.cosigners) > INVITED:
        yield CongressError("cosigner.too_many", most=INVITED)
    for deputy in (paper.drafter, *paper.cosigners):
        if not seated.sits(deputy, on):
            yield CongressError("mandate.none", name=deputy.name)
