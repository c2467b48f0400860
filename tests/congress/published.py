"""What tests of the public pages start from: a report with promises, suggestions decided of in every way.

Every word that must not get out is a canary: `泄` with a number, so that one look at a page finds any of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import Bench, bench, filed, seen, step
from tests.ledger.works import EVIDENCE, a_measure, a_source, a_statement

from huiyin.congress import public
from huiyin.congress.models import Delegation, Membership
from huiyin.congress.publishing import hold_back, publication_of, release
from huiyin.ledger.cases import Given, Ground, act, actor_of, open_case
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Case, Source
from huiyin.people.models import Deputy, Unit

TEXT = (
    "政府工作报告\n一、今年重点工作\n"
    "　　2026年，改造老旧小区供热二次管网85公里以上。进一步提升政务服务便利度。建成市民公园2座。\n"
)
_canaries = iter(range(100, 10_000))


def canary() -> str:
    """Return a word that stands nowhere else."""
    return f"泄{next(_canaries)}露"


@dataclass(frozen=True)
class Published:
    """A place with public pages: the report, its promises, and suggestions by what was decided of them."""

    people: Cast
    sits: Bench
    report: Source
    open_task: Case  # released, in handling
    kept_task: Case  # released, closed as kept
    hidden_task: Case  # nobody decided; it aims at no figure and ends a year earlier
    shown: Case  # a suggestion, released whole
    hidden: Case  # nobody decided
    refused: Case  # the deputy did not agree
    early: Case  # replied, not yet evaluated: not public at this stage
    withheld: Case
    withdrawn: Case
    canaries: tuple[str, ...]  # what no page may ever show
    words: dict[str, str]  # by field: a word of `shown` that stands nowhere else


def published(people: Cast) -> Published:
    """Write it all, decided by the secretary and an editor."""
    secrets: list[str] = []

    def secret(words: str = "") -> str:
        secrets.append(canary())
        return words + secrets[-1]

    sits = bench(people, n=4)
    report = a_source(people, text=TEXT, shared=True, home=people.city)
    open_task, kept_task, hidden_task = _tasks(people, report, secret)
    words = {name: canary() for name in ("number", "title", "filer", "cosigners", "text", "lead", "co", "reply")}
    shown = _suggestion(sits, people, secret, words=words)
    others = [_suggestion(sits, people, secret, words={}, number=n) for n in range(4)]
    refused = _suggestion(sits, people, secret, words={}, publish=False, number=8)
    early = _suggestion(sits, people, secret, words={}, number=9, until="replied")
    hidden, withheld, withdrawn = others[:3]
    by, editor, at = seen(people.secretary), seen(people.editor), timezone.now()
    release(thing=report, by=editor, at=at)
    for case in (open_task, kept_task):
        release(thing=case, by=editor, at=at)
    for case in (shown, withdrawn):
        release(thing=case, by=by, at=at)
    hold_back(thing=withheld, reason="privacy", by=by, at=at)
    hold_back(thing=withdrawn, reason="mistake", words="附表有误", by=by, at=at)
    public.forget()
    return Published(
        people, sits, report, open_task, kept_task, hidden_task, shown, hidden, refused, early, withheld, withdrawn,
        tuple(secrets), words,
    )  # fmt: skip


def _tasks(people: Cast, report: Source, secret: "Secret") -> tuple[Case, Case, Case]:
    cases = []
    for words, target in (("改造老旧小区供热二次管网85公里以上", "85"), ("建成市民公园2座", "2"), ("", "")):
        start = TEXT.index(words) if words else 0
        grounds = []
        if words:
            measures = [a_measure()] if target == "85" else []
            row = a_statement(report, (start, start + len(words)), measures=measures, topics=[])
            grounds = [Ground(report, row.start, row.end, row)]
        case = open_case(
            kind="commitment",
            policy_id="commitment.general",
            house="government",
            place=people.city,
            title=words or secret("未公开任务"),
            year=2026,
            number=f"任务 2026-{len(cases) + 61:03}",
            passages=grounds,
            fields={"unit_of_measure": "公里", "target_value": target, "target_relation": ">="} if target else {},
            by=actor_of(seen(people.supervisor)),
            at=timezone.now(),
        )
        due_on = date(2099, 12, 31) if words else date(2098, 11, 30)
        given = Given(unit=people.housing, co_units=[people.finance], values={"due_on": due_on})
        case = act(case=case, action="assign", given=given, by=seen(people.supervisor), at=timezone.now(), expected=1)
        case = step(case, "accept", people.handler)
        told: dict[str, Any] = {"period": "2026-05", "form": "推进中", "said": secret("进展")}
        told |= {"problem": secret("问题"), "next": secret("下一步")}
        told |= {"value": Decimal("24.6")} if target == "85" else {}
        by = seen(people.handler)
        case = act(
            case=case,
            action="report",
            given=given_of(case, "report", told),
            by=by,
            at=timezone.now(),
            expected=case.version,
        )
        cases.append(case)
    done = step(cases[1], "complete", people.head, words={"text": secret("完成")}, attachments=EVIDENCE)
    kept = step(done, "confirm", people.supervisor, values={"outcome": "kept"})
    last = step_said(kept)
    return cases[0], last, cases[2]


def step_said(case: Case) -> Case:
    """Return a closed task; what its last report said is public then, and so is no canary any more."""
    from huiyin.ledger.models import Note

    note = case.reports.order_by("position").last().said
    Note.objects.filter(key=note).update(body="两座公园均已开放。")
    return case


class Secret:
    """The type of what makes a canary, for readers."""

    def __call__(self, words: str = "") -> str: ...


def _suggestion(
    sits: Bench,
    people: Cast,
    secret: Secret,
    *,
    words: dict[str, str],
    publish: bool = True,
    number: int = 0,
    until: str = "closed",
) -> Case:
    """Return a suggestion that went its whole way; without `words` every text of it is a canary."""

    def said(field: str, before: str = "") -> str:
        return before + words[field] if field in words else secret(before)

    title, proposals = said("title", "关于充电设施的建议"), said("text", "建议新增充电口，")
    case = filed(
        sits,
        cosigners=1 if words else 0,
        title=title,
        grounds=f"集中充电口不足第{number}回，请联系13912345678。",
        proposals=proposals,
        wish=secret("请办理"),
        publish=publish,
    ).case
    case = step(case, "register", people.secretary, values={"class": "ordinary"})
    lead, co = people.housing, people.finance
    case = step(case, "assign", people.secretary, unit=lead, co_units=[co])
    case = step(case, "accept", people.handler)
    case = step(case, "opinion", people.co_handler, words={"text": secret("会办意见")}, values={"unit_key": co.key})
    case = step(case, "draft_reply", people.handler, words={"text": secret("草稿")})
    values = {"outcome": "resolved", "letter_number": f"云住建函〔2026〕{number}号", "letter_on": timezone.localdate()}
    reply = said("reply", "已**新增充电口**。\n**联系人：**顾庭，")
    case = step(case, "reply", people.head, words={"text": reply}, values=values)
    if until != "replied":
        found = {"result": "basically", "attitude": "satisfied"}
        case = step(case, "evaluate", people.deputy, values=found, words={"text": secret("评价理由")})
        case = step(case, "close", people.secretary)
    if words:
        _rename(sits, people, case, words)
    return case


def _rename(sits: Bench, people: Cast, case: Case, words: dict[str, str]) -> None:
    """Give number, deputies and units of a suggestion words that stand nowhere else."""
    Case.objects.filter(pk=case.pk).update(number=words["number"])
    other_lead = Unit.objects.create(name=f"云汀市{words['lead']}局", house="government", place=people.city)
    other_co = Unit.objects.create(name=f"云汀市{words['co']}办", house="government", place=people.city)
    Case.objects.filter(pk=case.pk).update(lead_unit=other_lead)
    case.parties.filter(part="lead_unit").update(unit=other_lead)
    case.parties.filter(part="co_handler").update(unit=other_co)
    delegation = Delegation.objects.create(congress=sits.congress, name="临溪区代表团", place=people.district)
    for part, field in (("filer", "filer"), ("cosigner", "cosigners")):
        deputy = Deputy.objects.create(name=words[field][:12])
        case.deputies.filter(part=part).update(deputy=deputy)
        if part == "filer":
            mandate = sits.congress.mandates.create(deputy=deputy, number="900", from_on=date(2020, 1, 1))
            day = timezone.localdate() - timedelta(days=900)
            Membership.objects.create(mandate=mandate, delegation=delegation, from_on=day)


def link_of(thing: Any) -> str:
    """Return the permanent address of what was released."""
    row = publication_of(thing)
    assert row is not None
    return f"/public/p/{row.key}/"


def addresses(language: str = "zh-hans") -> Iterator[str]:
    """Yield every public address of now, searches that look for anything included."""
    from huiyin.web.public.export import addresses as exported
    from huiyin.web.public.links import public_url

    shown = public.snapshot(timezone.localdate())
    yield from (url for url in exported(shown) if not url.endswith(".png"))
    for words in ("泄", "露", "的", "1"):
        yield public_url("public_search", language=language) + f"?q={words}"
