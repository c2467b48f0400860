"""Filing (提出): a draft becomes a source and a case under the rules of the place, with a receipt for the deputy.

A suggestion takes one deputy; a motion as many as its rules say, and below that it can be filed as a suggestion. A
formal inquiry (质询案) takes as many, says whom it is put to, and is put while the congress sits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from huiyin import policy
from huiyin.congress.drafts import STREAM, attachments_of, held, sitting, standing_cosigners
from huiyin.congress.models import Congress, Kind, Session, SuggestionDraft
from huiyin.congress.own_texts import not_twice
from huiyin.errors import CongressError, refuse
from huiyin.ledger import policies
from huiyin.ledger.cases import actor_of
from huiyin.ledger.given import Ground
from huiyin.ledger.jobs import later
from huiyin.ledger.models import Attachment, Case, CaseDeputy, Event, Receipt, Source, Stream
from huiyin.ledger.notes import keep_notes
from huiyin.ledger.opening import Opening, open_cases
from huiyin.ledger.receipts import issue_first_receipts
from huiyin.ledger.sources import Description, Incoming, add_sources, open_pasted
from huiyin.people.models import Deputy, House, Unit
from huiyin.people.viewer import Viewer

ASKED = (House.GOVERNMENT, House.COURT, House.PROCURATORATE)  # 地方组织法 art. 24; 监察委员会 has no house of its own
SHORTEST = 10  # characters of a text: fewer say nothing
HEADINGS = {  # of the parts of a text, as the field writes them
    Kind.SUGGESTION.value: ("一、理由", "二、建议内容"),
    Kind.MOTION.value: ("一、案由和案据", "二、方案"),
    Kind.INQUIRY.value: ("一、质询的问题", "二、质询的内容"),
}
NAMES = {
    Kind.SUGGESTION.value: "代表建议、批评和意见",
    Kind.MOTION.value: "代表议案",
    Kind.INQUIRY.value: "质询案",
}


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing brought about."""

    case: Case
    source: Source
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Ready:
    """What can be filed: a draft with those who confirmed it, looked at before; `at` is when it was put forward.

    Number and category are those that an older table gives; `entered_on` is the day of entry where it was another.
    """

    draft: SuggestionDraft
    cosigners: tuple[Deputy, ...]
    occasion: "Occasion"
    at: datetime
    number: str = ""
    category: str = ""
    entered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something is filed: at a session, or between two (then the last one before, None where there is none)."""

    session: Session | None
    at_session: bool
    year: int


@dataclass(frozen=True, slots=True)
class Signers:
    """Who would sign if it were filed now, and how many a motion or inquiry still lacks."""

    cosigners: list[Deputy]
    least: int
    missing: int


def respondents(congress: Congress, *, on: date) -> QuerySet[Unit]:
    """Return whom an inquiry can be put to (质询对象): the government and its departments, court and procuratorate."""
    return Unit.objects.valid_on(on).filter(place_id=congress.place_id, house__in=ASKED).order_by("house", "name")


def occasion(congress: Congress, *, on: date) -> Occasion:
    """Return whether a day is in a session of a congress, and which session counts."""
    began = congress.sessions.filter(opens_on__lte=on).order_by("-opens_on").first()
    if began is None:
        return Occasion(None, False, on.year)
    open_still = began.closes_on is None or began.closes_on >= on
    return Occasion(began, open_still, began.year)


def rules_for(kind: str, congress: Congress) -> policy.Policy:
    """Return the rules under which something is filed: those of the place; motions of townships have their own."""
    township = kind == Kind.MOTION and congress.level == Congress.Level.TOWNSHIP
    return policies.current_policy("motion.township" if township else policies.policy_id(kind))


def signers_of(draft: SuggestionDraft, *, on: date) -> Signers:
    """Return who has confirmed the text as it stands, and how many signers the rules ask for."""
    return signers_by(rules_for(draft.kind, draft.congress), standing_cosigners(draft, on=on))


def signers_by(rules: policy.Policy, cosigners: list[Deputy]) -> Signers:
    """Return who signs, and how many more the rules ask for."""
    setting = rules.settings.get("signers_least")
    least = int(str(setting.value)) if setting is not None else 1
    return Signers(cosigners, least, max(least - 1 - len(cosigners), 0))


def missing_of(draft: SuggestionDraft) -> list[str]:
    """Return the names of what is not filled in yet."""
    missing = [name for name in ("grounds", "proposals") if len(getattr(draft, name).strip()) < SHORTEST]
    if not draft.title.strip():
        missing.insert(0, "title")
    if draft.kind == Kind.INQUIRY and draft.respondent_id is None:
        missing.insert(0, "respondent")
    return [*missing, "publish"] if draft.publish is None else missing


@transaction.atomic
def file_draft(*, draft: SuggestionDraft, by: Viewer, at: datetime) -> Filed:
    """File a draft: its text becomes a source, a case opens, and the filing deputy gets a receipt.

    Raises:
        CongressError: `draft.incomplete` (with `missing`), `mandate.none`, `motion.signers` or
            `inquiry.signers` (with `least`, `missing`), `inquiry.no_session`, `inquiry.respondent`: not one that can be
            asked, `draft.twice` (with `source`): the same deputies have filed the same text.
    """
    draft, on = held(draft), at.astimezone().date()
    signers, when = signers_of(draft, on=on), occasion(draft.congress, on=on)
    refuse(_filing_faults(draft, signers, when, on=on))
    return file_all([Ready(draft, tuple(signers.cosigners), when, at)], by=by)[0]


def _filing_faults(draft: SuggestionDraft, signers: Signers, when: Occasion, *, on: date) -> Iterator[CongressError]:
    if missing := missing_of(draft):
        yield CongressError("draft.incomplete", missing=" ".join(missing))
    if not sitting(draft.congress, on=on).filter(pk=draft.drafter_id).exists():
        yield CongressError("mandate.none", name=draft.drafter.name)
    yield from signing_faults(draft, signers, when, on=on)


def signing_faults(draft: SuggestionDraft, signers: Signers, when: Occasion, *, on: date) -> Iterator[CongressError]:
    """Yield what hinders something from being put forward: too few who sign, and of an inquiry when and to whom.

    That nobody is named to whom it is put is for `missing_of` to say.
    """
    if signers.missing:
        yield CongressError(f"{draft.kind}.signers", least=signers.least, missing=signers.missing)
    if draft.kind != Kind.INQUIRY:
        return
    if not when.at_session:
        yield CongressError("inquiry.no_session")
    asked = draft.respondent_id
    if asked is not None and not respondents(draft.congress, on=on).filter(pk=asked).exists():
        yield CongressError("inquiry.respondent")


@transaction.atomic
def file_as_suggestion(*, draft: SuggestionDraft, by: Viewer, at: datetime) -> Filed:
    """File a motion that too few have signed as a suggestion; those who confirmed co-sign the suggestion.

    Raises:
        CongressError: `draft.no_motion`: an inquiry asks, so that it is no suggestion; and as in `file_draft`.
    """
    draft = held(draft)
    if draft.kind == Kind.INQUIRY:
        raise CongressError("draft.no_motion")
    draft.kind = Kind.SUGGESTION
    draft.save(update_fields=["kind"])
    return file_draft(draft=draft, by=by, at=at)


def text_of(draft: SuggestionDraft, cosigners: list[Deputy]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text as it is filed, and the spans of its two parts."""
    head = [NAMES[draft.kind], f"标题：{draft.title.strip()}", f"领衔代表：{draft.drafter.name}"]
    if cosigners:
        label = "联名代表" if draft.kind == Kind.INQUIRY else "附议代表"
        head.append(label + "：" + "、".join(each.name for each in cosigners))
    if draft.kind == Kind.INQUIRY:
        head.append(f"质询对象：{draft.respondent.name if draft.respondent else ''}")
    text, spans = "\n".join(head) + "\n", []
    for heading, body in zip(HEADINGS[draft.kind], (draft.grounds, draft.proposals), strict=True):
        text += f"\n{heading}\n"
        plain = body.replace("\r\n", "\n").replace("\r", "\n").strip()
        spans.append((len(text), len(text) + len(plain)))
        text += plain + "\n"
    return text, spans


def file_all(ready: Sequence[Ready], *, by: Viewer) -> list[Filed]:
    """File what was looked at before, all or nothing, in the order given; a draft without a row gets it filed.

    All of it is of one congress. Call it within a transaction.

    Raises:
        CongressError: `draft.twice` (with `source`).
    """
    texts = [text_of(each.draft, list(each.cosigners)) for each in ready]
    sources = _sources(ready, [text for text, _parts in texts], by)
    wishes = iter(keep_notes([wish for each in ready if (wish := each.draft.wish.strip())]))
    rules = {kind: rules_for(kind, ready[0].draft.congress).id for kind in {each.draft.kind for each in ready}}
    openings = [
        _opening(each, source, parts, rules[each.draft.kind], next(wishes) if each.draft.wish.strip() else None)
        for each, source, (_text, parts) in zip(ready, sources, texts, strict=True)
    ]
    cases = open_cases(openings, by=actor_of(by))
    _tie([each.draft for each in ready], cases)
    keys = [case.key for case in cases]
    first = {each.stream_key: each for each in Event.objects.filter(stream=Stream.CASE, stream_key__in=keys)}
    receipts = issue_first_receipts([first[key] for key in keys])
    for source in sources:
        later("read_source", source.key)
    return [Filed(*each) for each in zip(cases, sources, receipts, strict=True)]


def _sources(ready: Sequence[Ready], texts: Sequence[str], by: Viewer) -> list[Source]:
    place = ready[0].draft.congress.place
    incoming = [
        Incoming(
            opened=open_pasted(text),
            described=Description(
                title=each.draft.title.strip(),
                text_kind="suggestion",
                publisher=each.draft.drafter.name,
                published_on=each.at.astimezone().date(),
                year=each.occasion.year,
                place=place,
            ),
            at=each.at,
        )
        for each, text in zip(ready, texts, strict=True)
    ]
    with not_twice("draft.twice"):
        return add_sources(incoming, house=House.CONGRESS.value, home=place, by=by)


def _opening(
    ready: Ready, source: Source, parts: list[tuple[int, int]], rules: str, wish: dict[str, str] | None
) -> Opening:
    draft, when, part = ready.draft, ready.occasion, CaseDeputy.Part
    filed: dict[str, object] = {
        "session": when.session.key if when.session else "",
        "at_session": when.at_session,
        "paper": draft.entered_by_id is not None,
        "publish": bool(draft.publish),
    }
    if wish:
        filed["wish"] = wish
    if ready.entered_on is not None:
        filed["entered_on"] = ready.entered_on.isoformat()
    files = list(attachments_of(draft)) if draft.pk else []
    return Opening(
        kind=draft.kind,
        policy_id=rules,
        house=House.CONGRESS.value,
        place=draft.congress.place,
        title=draft.title.strip(),
        year=when.year,
        number=ready.number,
        passages=[Ground(source, start, end) for start, end in parts] + _asked_about(draft),
        fields={"category": ready.category} if ready.category else None,
        deputies=[(draft.drafter, part.FILER.value), *((each, part.COSIGNER.value) for each in ready.cosigners)],
        filed=filed,
        attachments=[{"attachment": each.key, "sha256": each.sha256} for each in files],
        given=_limits(draft.kind, when),
        at=ready.at,
    )


def _asked_about(draft: SuggestionDraft) -> list[Ground]:
    """Return the place of a source that an inquiry asks about, where it was begun from one."""
    row = draft.statement
    return [Ground(row.source, row.start, row.end, row)] if row is not None and not row.gone else []


def _tie(drafts: Sequence[SuggestionDraft], cases: Sequence[Case]) -> None:
    """Let each draft say as which case it was filed; its files go over to the case."""
    for draft, case in zip(drafts, cases, strict=True):
        draft.case, draft.changed_at = case, case.opened_at
        if draft.pk:
            draft.save(update_fields=["case", "changed_at"])
            files = Attachment.objects.filter(stream=STREAM, stream_key=draft.key)
            files.update(stream=Stream.CASE, stream_key=case.key)
    SuggestionDraft.objects.bulk_create([each for each in drafts if each.pk is None])


def _limits(kind: str, when: Occasion) -> dict[str, object]:
    """Return the last day that the end of a session sets: handing over, or the decision of the presidium."""
    closes = when.session.closes_on if when.session and when.at_session else None
    return {"hand_over_by" if kind == Kind.SUGGESTION else "decide_by": closes} if closes else {}
