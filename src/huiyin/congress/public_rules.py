"""What the public may see of a case (公开的内容): the rules of the stage, the deputy's consent and people's release.

One pure function decides; pages, feeds, data and search show what it names and nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from huiyin.policy import Policy

# The fields that can ever be public, by type of case. What is not here never is: reasons, problems, wishes, contacts,
# drafts, opinions of co-handlers, files.
FIELDS: dict[str, tuple[str, ...]] = {
    "commitment": ("number", "title", "lead", "co", "state", "due", "progress", "said", "outcome"),
    "reply_promise": ("title", "lead", "state", "due", "outcome"),
    "suggestion": (
        *("number", "title", "filer", "cosigners", "text", "lead", "co"),
        *("state", "outcome", "reply", "evaluation"),
    ),
    "motion": ("number", "title", "filer", "cosigners", "text", "state", "outcome"),
    "opinion": ("number", "title", "meeting", "text", "lead", "co", "state", "reply"),
    "inquiry": ("number", "title", "filer", "cosigners", "text", "lead", "state", "reply"),
}
BY_DEPUTIES = ("suggestion", "motion", "inquiry")
NAMES_OF_DEPUTIES = ("filer", "cosigners")
SILENT = ("state_secret",)  # a reason whose very mention would tell


@dataclass(frozen=True, slots=True)
class PublicView:
    """What is shown, and the code of why each other field is held back.

    `mark` says that nothing is shown, and that the public may know it: `withheld`, `withdrawn`, or `resting`, where
    what was released is in a stage that is not public; "" with nothing in `shows` is a case that nobody may know of.
    """

    shows: tuple[str, ...] = ()
    mark: str = ""
    held_back: dict[str, str] = field(default_factory=dict)


def public_view(
    rules: Policy,
    *,
    stage: str,
    state: str = "",
    reason: str = "",
    consent: bool | None = None,
    held: Collection[str] = (),
) -> PublicView:
    """Return what of a case is shown to the public.

    Args:
        rules: the policy now in force for the case.
        stage: where the case stands.
        state: what people decided (`Publication.State`), "" where nobody did.
        reason: why it is withheld or withdrawn.
        consent: whether the deputy agreed; None where no deputy is asked.
        held: fields that people hold back.
    """
    fields = FIELDS.get(rules.case_type, ())
    found = rules.stage(stage)
    known = found is not None and found.public
    why = state if state in ("withheld", "withdrawn") else "" if state == "released" else "not_released"
    if why in ("withheld", "withdrawn"):
        silent = reason in SILENT or (why == "withheld" and not known)
        return PublicView(mark="" if silent else why, held_back=dict.fromkeys(fields, why))
    if not why and not known:
        return PublicView(mark="resting", held_back=dict.fromkeys(fields, "stage"))
    if not why and _closed_by_deputy(rules, consent):
        return PublicView(held_back=dict.fromkeys(fields, "consent"))
    back = {name: code for name in fields if (code := why or _why(rules, name, stage, consent, held))}
    return PublicView(tuple(name for name in fields if name not in back), held_back=back)


def needs_consent(rules: Policy) -> bool:
    """Say whether the deputy's own word decides: the rules allow publication, but do not order it."""
    setting = rules.settings.get("publication")
    return rules.case_type in BY_DEPUTIES and (setting is None or setting.value != "shall")


def public_light(*, closed: bool, late: bool, behind: str, reported: bool) -> str:
    """Return the light of a promise as the public reads it: `done`, `late`, `no_word` or `on_time`.

    A promise is late by its own last day, or by figures far behind the time that has passed; a report that is overdue,
    a signature or a confirmation is a matter of the house, and says nothing of what was promised.

    Args:
        late: whether the time for the whole is over.
        behind: the light of the last figures against the time that has passed by today; "" for on time, and where
            nothing can be said.
        reported: whether anything was ever reported.
    """
    if closed:
        return "done"
    if late or behind == "late":
        return "late"
    return "on_time" if reported else "no_word"


def _closed_by_deputy(rules: Policy, consent: bool | None) -> bool:
    return needs_consent(rules) and consent is not True


def _why(rules: Policy, name: str, stage: str, consent: bool | None, held: Collection[str]) -> str:
    """Return why one field stays back, or ""."""
    found = rules.stage(stage)
    if found is None or not found.public or (found.shows and name not in found.shows):
        return "stage"
    if name in NAMES_OF_DEPUTIES and consent is not True:
        return "consent"
    return "held" if name in held else ""
