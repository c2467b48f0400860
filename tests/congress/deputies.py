"""What tests of suggestions start from: a congress in session, deputies with seats, drafts and filed items."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.cast import SINCE, Cast, account

from huiyin.congress.drafts import Written, answer, invite, start_draft, write_draft
from huiyin.congress.filing import Filed, file_draft
from huiyin.congress.models import Congress, Mandate, Session, SuggestionDraft
from huiyin.ledger.cases import Given, act
from huiyin.ledger.models import Case
from huiyin.people.models import Account, Deputy, Role
from huiyin.people.viewer import Viewer, viewer_of

TITLE = "关于加快解决老旧小区停车难问题的建议"
GROUNDS = "城区停车泊位缺口超过12万个，老旧小区邻里为抢车位起争执的事时有发生。"
PROPOSALS = "建议市住房城乡建设局结合城市更新，三年内在老旧小区及周边新增泊位5000个以上。"
NAMES = ("陆闻舟", "周砚秋", "何若棠", "温如岚", "齐慕白", "苏晏清", "林叙言", "顾南枝", "谢知返", "江望舒", "许拾光")


@dataclass(frozen=True)
class Bench:
    """A congress with a session that is open today, and deputies who sit in it; the first is the cast's."""

    congress: Congress
    session: Session
    deputies: tuple[Deputy, ...]

    @property
    def filer(self) -> Deputy:
        return self.deputies[0]


def bench(people: Cast, *, n: int = 4, level: str = "prefecture", number: int = 17, on: date | None = None) -> Bench:
    """Return a congress whose session opened yesterday and closes in three days, with so many deputies."""
    today = on or timezone.localdate()
    congress = Congress.objects.create(place=people.city, level=level, number=number, from_on=SINCE)
    session = Session.objects.create(
        congress=congress,
        number=5,
        year=today.year,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=3),
    )
    deputies = []
    for at, name in enumerate(NAMES[:n]):
        person = (
            people.deputy if at == 0 else account(f"{people.deputy.username}{at}", name, (Role.DEPUTY, people.city))
        )
        deputy = Deputy.objects.create(name=name, account=person)
        Mandate.objects.create(deputy=deputy, congress=congress, number=f"{at + 1:03}", from_on=SINCE)
        deputies.append(deputy)
    return Bench(congress, session, tuple(deputies))


def seen(who: Account | Deputy, at: datetime | None = None) -> Viewer:
    """Return a person, or a deputy's person, as permissions see one."""
    person = who if isinstance(who, Account) else who.account
    assert person is not None
    return viewer_of(person, today=(at or timezone.now()).astimezone().date())


def written(**more: Any) -> Written:
    """Return what a deputy wrote, whole."""
    told = {"title": TITLE, "grounds": GROUNDS, "proposals": PROPOSALS, "publish": True, **more}
    return Written(**told)


def a_draft(sits: Bench, *, at: datetime | None = None, **more: Any) -> SuggestionDraft:
    """Return a draft of the first deputy with a whole text."""
    at = at or timezone.now()
    draft = start_draft(congress=sits.congress, drafter=sits.filer, by=seen(sits.filer), at=at)
    return write_draft(draft=draft, written=written(**more), at=at, expected=draft.revision)


def cosigned(draft: SuggestionDraft, deputies: tuple[Deputy, ...], *, at: datetime | None = None) -> SuggestionDraft:
    """Return a draft that deputies were asked to co-sign and confirmed."""
    at = at or timezone.now()
    for each in invite(draft=draft, deputies=deputies, at=at):
        answer(cosigning=each, confirms=True, revision=draft.revision, at=at)
    return draft


def filed(sits: Bench, *, cosigners: int = 0, at: datetime | None = None, **more: Any) -> Filed:
    """Return a suggestion that the first deputy has filed, with the next ones as co-signers."""
    draft = a_draft(sits, at=at, **more)
    cosigned(draft, sits.deputies[1 : cosigners + 1], at=at)
    return file_draft(draft=draft, by=seen(sits.filer), at=at or timezone.now())


def step(case: Case, action: str, by: Account | Deputy, *, at: datetime | None = None, **given: Any) -> Case:
    """Take a step of a case as its present version asks."""
    at = at or timezone.now()
    case = Case.objects.get(pk=case.pk)
    return act(case=case, action=action, given=Given(**given), by=seen(by, at), at=at, expected=case.version)


def registered(sits: Bench, people: Cast, **more: Any) -> Case:
    """Return a suggestion that the secretariat has registered."""
    return step(filed(sits, **more).case, "register", people.secretary)


def handled(sits: Bench, people: Cast, **more: Any) -> Case:
    """Return a suggestion that the housing bureau has accepted."""
    case = step(registered(sits, people, **more), "assign", people.secretary, unit=people.housing)
    return step(case, "accept", people.handler)


REPLY = "（一）关于挖潜增位：2026年新增泊位1800个左右；到2028年底，力争全市新增泊位不少于5000个。"


def replied(sits: Bench, people: Cast, *, outcome: str = "in_progress", text: str = REPLY, **more: Any) -> Case:
    """Return a suggestion with an issued reply."""
    values = {"outcome": outcome, "letter_number": "云住建函〔2026〕31号", "letter_on": timezone.localdate()}
    case = handled(sits, people, **more)
    case = step(case, "draft_reply", people.handler, words={"text": text})
    return step(case, "reply", people.head, words={"text": text}, values=values)


def in_parts(sits: Bench, people: Cast, **more: str) -> Case:
    """Return a suggestion of which housing and finance each handle a part; none of them has accepted it."""
    words = {"text": "住建局办泊位，财政局办资金"}
    case = registered(sits, people, **more)
    return step(case, "assign_parts", people.secretary, part_units=[people.housing, people.finance], words=words)


def accept_part(case: Case, people: Cast, *names: str) -> Case:
    """Let the units that are named (`housing`, `finance`) accept their parts."""
    who = {"housing": (people.handler, people.housing), "finance": (people.co_handler, people.finance)}
    for name in names:
        person, unit = who[name]
        case = step(case, "accept", person, values={"unit_key": unit.key})
    return case


def reply_part(case: Case, people: Cast, name: str, outcome: str = "in_progress") -> Case:
    """Let a unit reply for its part."""
    head, unit = people.head, people.housing
    if name == "finance":
        head, unit = account(f"head{case.version}", "舒怀瑾", (Role.UNIT_HEAD, people.finance)), people.finance
    values = {"outcome": outcome, "letter_number": name, "letter_on": timezone.localdate(), "unit_key": unit.key}
    return step(case, "reply", head, words={"text": REPLY}, values=values)
