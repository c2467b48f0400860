"""What the fictional city shows to everybody: its report with the promises in it, and answered suggestions.

One suggestion is withheld and one was withdrawn, so that the public pages show how that is said.
"""

from huiyin.congress import public_desk
from huiyin.congress.publishing import hold_back, release, release_all
from huiyin.demo.city.steps import City
from huiyin.ledger.models import Publication

REASON = Publication.Reason
WAITING = 3  # suggestions that an editor still has to look at


def load_publication(city: City) -> None:
    """Let an editor release what the rules let be public."""
    editor, secretary, at = city.viewer("editor"), city.viewer("secretary"), city.at(2)
    for source in public_desk.decidable_reports(editor):
        if source.shared:
            release(thing=source, by=editor, at=at)
    ready = public_desk.in_state("ready")
    tasks = public_desk.decidable_cases(editor).filter(ready, case_type__in=("commitment", "reply_promise"))
    release_all(things=tasks.order_by("pk"), by=editor, at=at)
    filed = list(public_desk.decidable_cases(secretary).filter(ready, case_type="suggestion").order_by("pk"))
    filed = filed[WAITING:]
    given = public_desk.decidable_cases(secretary).filter(ready, case_type="opinion")
    release_all(things=given.order_by("pk"), by=secretary, at=at)
    withheld, withdrawn = (filed[-1:], filed[-2:-1]) if len(filed) > 4 else ([], [])
    release_all(things=[case for case in filed if case not in withheld], by=secretary, at=at)
    for case in withheld:
        hold_back(thing=case, reason=REASON.PRIVACY, by=secretary, at=city.at(2))
    for case in withdrawn:
        words = "答复附表有误，更正后重新公开"
        hold_back(thing=case, reason=REASON.MISTAKE, words=words, by=secretary, at=city.at(1))
