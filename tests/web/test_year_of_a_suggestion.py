"""A suggestion over its year, on the pages alone: filed, handed over, returned, answered, promised, kept next year.

Each step asserts what every role then sees; in the end the histories verify.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, PROPOSALS, TITLE, Bench, bench

from huiyin.congress.models import SuggestionDraft
from huiyin.ledger.models import Case
from huiyin.ledger.verify import verify
from huiyin.people.models import Account

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SEES_ALL = ("secretary", "supervisor", "handler", "head", "co_handler", "auditor", "deputy", "second")
NOT_OURS = "停车泊位建设不属我单位职责，请改交市住建局"
DISSATISFIED = "没有说明泊位建在哪里，也没有说明资金来源"
REPLY = (
    "（一）关于新增泊位：2026年底前新增停车泊位1800个以上。\n（二）关于管理：2026年9月底前出台老旧小区停车管理办法。"
)
REPLY_AGAIN = "（一）关于新增泊位：1800个泊位分布在八个片区，资金由市级财政和社会资本共同承担。"


class Walk:
    """Everybody's browser, and one clock for all of them."""

    def __init__(self, people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        self.people = people
        self.client = Client()
        self.now = datetime(2026, 1, 9, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def on(self, year: int, month: int, day: int) -> None:
        """Let it be that day, at ten in the morning."""
        self.now = self.now.replace(year=year, month=month, day=day)

    def as_(self, who: str | Account) -> Client:
        """Return the browser of a person of the cast."""
        self.client.force_login(getattr(self.people, who) if isinstance(who, str) else who)
        return self.client

    def page(self, who: str | Account, view: str, *args: Any, **query: Any) -> str:
        """Return a page as a person sees it."""
        answer = self.as_(who).get(reverse(view, args=args), query)
        assert answer.status_code == 200, (who, view, answer.status_code)
        return answer.content.decode()

    def status(self, who: str | Account, view: str, *args: Any) -> int:
        """Return what a person gets at an address."""
        return self.as_(who).get(reverse(view, args=args)).status_code

    def step(self, who: str, case: Case, action: str, stage: str = "", **typed: Any) -> Case:
        """Take a step as the page of the case offers it, and see where it leads."""
        case = Case.objects.get(pk=case.pk)
        form = self.as_(who).get(reverse("case", args=[case.key]), {"step": action}).content.decode()
        address = reverse("case_step", args=[case.key, action])
        assert address in form, f"{who} is not offered {action} in {case.stage}"
        sent = {name: as_a_browser(each) for name, each in typed.items()}
        answer = self.client.post(address, {"version": case.version, **sent})
        assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
        case.refresh_from_db()
        assert not stage or case.stage == stage
        return case

    def evaluate(self, who: str, case: Case, **typed: Any) -> Case:
        """Evaluate on the deputy's one screen, found from the list of what waits."""
        case = Case.objects.get(pk=case.pk)
        assert reverse("evaluate_one", args=[case.key]) in self.page(who, "evaluate")
        n = case.evaluations.count()
        for _clicked_twice in range(2):
            answer = self.client.post(reverse("evaluate_one", args=[case.key]), {"version": case.version, **typed})
            assert answer.status_code == 302, answer.context["form"].errors
        assert case.evaluations.count() == n + 1
        return Case.objects.get(pk=case.pk)


def as_a_browser(typed: Any) -> Any:
    """Return what was typed as a browser sends it: two signs end a line."""
    return typed.replace("\n", "\r\n") if isinstance(typed, str) else typed


@pytest.fixture
def walk(people: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """Walk from the second day of a session on; what was done verifies at the end."""
    walk = Walk(people, monkeypatch)
    yield walk
    report = verify()
    assert report.clean, report.problems
    assert report.cases


def drafted(walk: Walk, sits: Bench, *, names: str, **more: Any) -> SuggestionDraft:
    """Write a draft over the pages and ask co-signers by name."""
    client = walk.as_("deputy")
    client.post(reverse("file_suggestion"), {"congress": sits.congress.key})
    draft = SuggestionDraft.objects.latest("pk")
    typed = {"kind": "suggestion", "title": TITLE, "grounds": GROUNDS, "proposals": PROPOSALS, "publish": "yes", **more}
    client.post(reverse("suggestion_draft", args=[draft.key]), {**typed, "revision": str(draft.revision)})
    client.post(reverse("suggestion_invite", args=[draft.key]), {"names": names})
    draft.refresh_from_db()
    return draft


def answers(walk: Walk, who: Account | None, draft: SuggestionDraft, do: str) -> None:
    """Let a deputy confirm or decline what is on his list."""
    assert who is not None
    assert reverse("cosign_one", args=[draft.key]) in walk.page(who, "cosign")
    sent = {"revision": SuggestionDraft.objects.get(pk=draft.pk).revision, "do": do}
    assert walk.client.post(reverse("cosign_one", args=[draft.key]), sent).status_code == 302


def filed(walk: Walk, draft: SuggestionDraft) -> Case:
    """File a draft as its page offers it."""
    assert walk.status("deputy", "suggestion_file", draft.key) == 200
    answer = walk.client.post(reverse("suggestion_file", args=[draft.key]), follow=True)
    assert "回执" in answer.content.decode()
    return Case.objects.latest("pk")


def cosigned_by_three(walk: Walk, sits: Bench) -> Case:
    """One declines, is asked again after the text changed, and all confirm the text as it then is."""
    draft = drafted(walk, sits, names="周砚秋、何若棠、温如岚")
    second, third, fourth = (each.account for each in sits.deputies[1:4])
    for who, do in ((second, "confirm"), (third, "decline"), (fourth, "confirm")):
        answers(walk, who, draft, do)
    changed = {"kind": "suggestion", "title": TITLE, "grounds": GROUNDS, "publish": "yes"}
    changed |= {"proposals": PROPOSALS + "\n并公布泊位清单。", "revision": str(draft.revision)}
    walk.as_("deputy").post(reverse("suggestion_draft", args=[draft.key]), changed)
    assert "何若棠" not in walk.page("deputy", "suggestion_file", draft.key)  # who declined is not waited for
    walk.client.post(reverse("suggestion_invite", args=[draft.key]), {"names": "何若棠"})
    assert "周砚秋、何若棠、温如岚" in walk.page("deputy", "suggestion_file", draft.key)
    for who in (second, third, fourth):
        assert "公布泊位清单" in walk.page(who or "", "cosign_one", draft.key)
        answers(walk, who, draft, "confirm")
    case = filed(walk, draft)
    back = (("deputy", "suggestion_draft"), ("deputy", "suggestion_file"), (second, "cosign_one"))
    for person, view in back:
        gone_back = walk.as_(person or "").get(reverse(view, args=[draft.key]))
        assert gone_back["Location"] == reverse("case", args=[case.key]), view
    assert list(case.deputies.order_by("pk").values_list("deputy__name", "part")) == [
        ("陆闻舟", "filer"),
        ("周砚秋", "cosigner"),
        ("何若棠", "cosigner"),
        ("温如岚", "cosigner"),
    ]
    return case


def seen_by(walk: Walk, case: Case, *roles: str) -> None:
    """Assert who sees a case; the others are told that it is not there."""
    second = account_of(walk, "deputy1")
    for who in SEES_ALL:
        person = second if who == "second" else who
        expected = 200 if who in roles else 404
        assert walk.status(person, "case", case.key) == expected, (who, case.stage)


def account_of(walk: Walk, username: str) -> Account:
    """Return an account by its name."""
    return Account.objects.get(username=username)


def test_a_year_of_a_suggestion(walk: Walk) -> None:
    """Three co-signers, two steps of handing over, a return, two promises, 不满意, 满意, a promise kept next year."""
    people = walk.people
    sits = bench(people, on=walk.now.date())
    case = cosigned_by_three(walk, sits)
    seen_by(walk, case, "secretary", "auditor", "deputy", "second")

    walk.on(2026, 1, 12)
    case = walk.step("secretary", case, "register", "registered", category="城建环资")
    assert case.number in walk.page("deputy", "my_suggestions")
    case = walk.step("secretary", case, "forward", "forwarded", office=people.office.pk)
    assert TITLE in walk.page("supervisor", "desk")
    case = walk.step("supervisor", case, "assign", "assigned", unit="市财政局")
    walk.on(2026, 1, 15)
    case = walk.step("co_handler", case, "send_back", "returned", reason=NOT_OURS)
    assert NOT_OURS in walk.page("supervisor", "case", case.key)
    walk.on(2026, 1, 19)
    case = walk.step("supervisor", case, "reassign", "assigned", unit="市住建局", co_units="市财政局")
    case = walk.step("handler", case, "accept", "handling")
    seen_by(walk, case, *SEES_ALL)

    walk.on(2026, 2, 5)
    contact = {"contact_form": "visit", "contacted_on": "2026-02-04", "contact_with": [sits.filer.key]}
    case = walk.step("handler", case, "contact", "handling", text="上门听取意见", **contact)
    assert "上门听取意见" in walk.page("deputy", "case", case.key)
    opinion = {"unit_key": people.finance.key, "text": "所需资金已列入年度预算"}
    case = walk.step("co_handler", case, "opinion", "handling", **opinion)
    case = walk.step("handler", case, "draft_reply", "awaiting_approval", text=REPLY)
    for who in ("secretary", "supervisor", "deputy", "co_handler"):
        assert "1800个以上" not in walk.page(who, "case", case.key, print="1"), who
    walk.on(2026, 4, 8)
    letter = {"outcome": "in_progress", "letter_number": "云住建函〔2026〕31号", "letter_on": "2026-04-08"}
    case = walk.step("head", case, "reply", "replied", text=REPLY, **letter)
    position = case.version
    for who in SEES_ALL[:-1]:
        assert "陆闻舟等4位代表：" in walk.page(who, "reply_letter", case.key, position)
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF-")):
        answer = walk.client.get(reverse("reply_letter_file", args=[case.key, position, form]))
        assert answer.content.startswith(begins)

    promises = promised(walk, case)
    case = walk.evaluate("deputy", case, attitude="satisfied", result="unsatisfied", reason=DISSATISFIED)
    assert (case.stage, case.round) == ("rehandling", 2)
    assert DISSATISFIED in walk.page("handler", "case", case.key)
    walk.on(2026, 5, 6)
    case = walk.step("handler", case, "draft_reply", "awaiting_approval", text=REPLY_AGAIN)
    letter |= {"letter_number": "云住建函〔2026〕58号", "letter_on": "2026-05-06"}
    case = walk.step("head", case, "reply", "replied", text=REPLY_AGAIN, **letter)
    case = walk.evaluate("deputy", case, attitude="satisfied", result="satisfied", reason="")
    assert case.stage == "evaluated"
    assert list(case.evaluations.order_by("pk").values_list("round", "result")) == [
        (1, "unsatisfied"),
        (2, "satisfied"),
    ]
    case = walk.step("secretary", case, "track", "tracking")

    kept_next_year(walk, case, promises[0])
    assert case.evaluations.count() == 2  # the promise is judged for itself
    case = walk.step("secretary", case, "close", "closed")
    seen_by(walk, case, *SEES_ALL)


def promised(walk: Walk, case: Case) -> list[Case]:
    """Let the unit confirm two promises out of its reply; others see them and confirm none."""
    address = reverse("reply_promises", args=[case.key])
    answer = walk.as_("handler").get(address)
    typed: dict[str, str] = {}
    for row in answer.context["open"]:
        key = row["statement"].key
        typed |= {f"take_{key}": "1", f"due_{key}": row["due"]}
    assert sorted(value for name, value in typed.items() if name.startswith("due_")) == ["2026-09-30", "2026-12-31"]
    assert walk.as_("secretary").post(address, typed).status_code == 403
    assert walk.as_("handler").post(address, typed).status_code == 302
    made = list(Case.objects.filter(promised_in=case).order_by("due_on", "pk"))
    assert len(made) == 2
    for who in ("secretary", "supervisor", "handler", "head", "deputy", "auditor"):
        shown = walk.page(who, "case", case.key)
        assert all(reverse("case", args=[each.key]) in shown for each in made), who
        assert reverse("case", args=[case.key]) in walk.page(who, "case", made[0].key), who  # and back
    return made[::-1]


def kept_next_year(walk: Walk, case: Case, promise: Case) -> None:
    """Roll a promise over, keep it next year, and let the deputy judge that apart."""
    promise = walk.step("handler", promise, "start", "handling")
    walk.on(2026, 12, 30)
    late = {"outcome": "partly", "year": "2027", "reason": "两个片区的用地手续尚未办完"}
    promise = walk.step("secretary", promise, "roll_over", "rolled_over", **late)
    following = Case.objects.get(previous=promise)
    assert (following.year, following.stage) == (2027, "promised")
    assert following.promised_in == case
    assert following.lead_unit == walk.people.housing
    assert following.deputies.count() == 4
    for who in ("secretary", "supervisor", "handler", "head", "deputy", "auditor"):
        assert reverse("case", args=[following.key]) in walk.page(who, "case", promise.key), who
        shown = walk.page(who, "case", following.key)
        assert reverse("case", args=[promise.key]) in shown, who
        assert reverse("case", args=[case.key]) in shown, who
        assert reverse("case", args=[following.key]) in walk.page(who, "case", case.key), who
    mine = walk.page("deputy", "my_suggestions")
    assert mine.index("答复承诺") < mine.index(reverse("case", args=[following.key]))  # not among what was filed
    walk.on(2027, 3, 10)
    following = walk.step("handler", following, "start", "handling", due_on="2027-06-30")
    proof = SimpleUploadedFile("泊位清单.pdf", PDF)
    following = walk.step("head", following, "fulfil", "fulfilled", text="1800个泊位全部投入使用", evidence=proof)
    shown = walk.page("deputy", "evaluate_one", following.key)
    assert "1800个泊位全部投入使用" in shown
    assert reverse("case", args=[case.key]) in shown
    assert reverse("evaluate_one", args=[following.key]) in walk.page("deputy", "case", following.key)
    judged = {"attitude": "basically", "result": "unsatisfied", "reason": "两个片区的泊位至今没有开放使用"}
    following = walk.evaluate("deputy", following, **judged)
    assert following.stage == "handling"  # not satisfied: handled again, as with the reply
    proof = SimpleUploadedFile("泊位清单二.pdf", PDF)
    following = walk.step("head", following, "fulfil", "fulfilled", text="两个片区的泊位已经开放", evidence=proof)
    following = walk.evaluate("deputy", following, attitude="satisfied", result="satisfied", reason="")
    assert following.stage == "evaluated"
    assert list(following.evaluations.order_by("pk").values_list("result", flat=True)) == ["unsatisfied", "satisfied"]
    following = walk.step("secretary", following, "close", "closed", outcome="late")
    for who in ("deputy", "secretary", "handler", "auditor"):
        shown = walk.page(who, "case", following.key)
        assert "逾期完成" in shown, who
        assert judged["reason"] in shown, who  # both evaluations of what came of the promise


def test_an_evaluation_from_paper(walk: Walk) -> None:
    """The secretariat enters what a deputy handed in on paper, with the sheet and its day; it counts for the deputy."""
    sits = bench(walk.people, on=walk.now.date())
    draft = drafted(walk, sits, names="")
    case = filed(walk, draft)
    case = walk.step("secretary", case, "register", "registered")
    case = walk.step("secretary", case, "assign", "assigned", unit="市住建局")
    case = walk.step("handler", case, "accept", "handling")
    walk.on(2026, 4, 8)
    letter = {"outcome": "resolved", "letter_number": "云住建函〔2026〕7号", "letter_on": "2026-04-06"}
    case = walk.step("head", case, "reply", "replied", text=REPLY, **letter)
    walk.on(2026, 4, 20)
    scan = SimpleUploadedFile("评价表.pdf", PDF)
    given = {"attitude": "satisfied", "result": "basically", "evidence": scan}
    address, sent = reverse("case_step", args=[case.key, "evaluate"]), {"version": case.version, **given}
    wrong = (("", "签署日期"), ("2026-04-21", "签署日期还没到"), ("2026-04-05", "不能早于2026年4月6日"))
    for signed_on, told in wrong:  # the letter of 6 April was entered two days later: the letter's day counts
        scan.seek(0)
        answer = walk.as_("secretary").post(address, {**sent, "signed_on": signed_on})
        assert answer.status_code == 422, signed_on
        assert told in answer.content.decode(), signed_on
    scan.seek(0)
    case = walk.step("secretary", case, "evaluate", "evaluated", signed_on="2026-04-07", **given)
    (judged,) = case.evaluations.all()
    assert (judged.signed_on, timezone.localdate(judged.evaluated_at)) == (date(2026, 4, 7), date(2026, 4, 20))
    shown = walk.page("deputy", "case", case.key)
    assert "签署日期 2026年4月7日" in shown  # in the trail
    seen = re.sub(r"\s+|<[^>]+>", "", shown)
    assert "签署2026年4月7日" in seen or "签署4月7日" in seen, "beside the day of entry"
    assert "基本满意" in shown
    assert "评价表.pdf" in shown
    assert walk.page("deputy", "evaluate").count(reverse("evaluate_one", args=[case.key])) == 0


def test_a_motion_of_ten_becomes_a_suggestion(walk: Walk) -> None:
    """The presidium turns it into a suggestion; both lead to one another, and the ten sign that one, too."""
    sits = bench(walk.people, n=10, on=walk.now.date())
    names = "、".join(each.name for each in sits.deputies[1:])
    draft = drafted(walk, sits, names=names, kind="motion", title="关于制定停车设施建设条例的议案")
    for each in sits.deputies[1:9]:
        answers(walk, each.account, draft, "confirm")
    assert "还差1" in re.sub(r"\s", "", walk.page("deputy", "suggestion_file", draft.key))
    answers(walk, sits.deputies[9].account, draft, "confirm")
    motion = filed(walk, draft)
    assert motion.case_type == "motion"
    motion = walk.step("secretary", motion, "register", "registered", signers="10")
    reason = "主席团决定作为建议处理，不列入议程"
    motion = walk.step("secretary", motion, "turn_into_suggestion", "turned_into_suggestion", reason=reason)
    suggestion = Case.objects.get(previous=motion)
    assert (suggestion.case_type, suggestion.deputies.count()) == ("suggestion", 10)
    for who in ("secretary", "deputy", sits.deputies[9].account, "auditor"):
        assert reverse("case", args=[suggestion.key]) in walk.page(who or "", "case", motion.key)
        assert reverse("case", args=[motion.key]) in walk.page(who or "", "case", suggestion.key)
    suggestion = walk.step("secretary", suggestion, "register", "registered", category="城建环资")
    assert suggestion.number in walk.page("deputy", "my_suggestions")
