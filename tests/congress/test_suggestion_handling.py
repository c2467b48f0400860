"""The handling of suggestions beyond the policy: numbers, merging, handlers, evaluations, promises, who sees drafts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.cast import Cast, account
from tests.congress.deputies import REPLY, bench, filed, handled, registered, replied, seen, step, written

from huiyin import policy
from huiyin.congress.drafts import start_draft, write_draft
from huiyin.congress.evaluating import evaluate, evaluating_steps, evaluations_asked
from huiyin.congress.filing import file_draft
from huiyin.congress.handlers import duties_spoken_of, propose_handlers
from huiyin.congress.letters import letter_of
from huiyin.congress.models import Congress, Mandate, Session
from huiyin.congress.promises import make_promise, proposed_promises, read_reply, replies_of
from huiyin.congress.public_reading import one_item
from huiyin.congress.public_rules import public_view
from huiyin.congress.similar import dice, last_replies, pairs, similar_to
from huiyin.congress.standing_replies import standing
from huiyin.congress.statistics import Rate, figures
from huiyin.errors import CongressError, StepRefused
from huiyin.ledger import desk, policies
from huiyin.ledger.co_opinions import opinion_given
from huiyin.ledger.evaluations import attitude_asked
from huiyin.ledger.hands import Hands
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Case, Notice
from huiyin.ledger.policies import policy_version
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.trail import trail_of
from huiyin.ledger.verify import verify
from huiyin.people.keys import new_key
from huiyin.people.models import Deputy, Role, Unit
from huiyin.policy.model import Policy

pytestmark = pytest.mark.django_db
WHY = "没有回答泊位什么时候建成，也没有说明资金来源"


def policy_of(case: Case) -> Policy:
    return policy_version(case.policy, case.policy_version)


def now_due(case: Case) -> list[str]:
    return [run["clock"] for run in Case.objects.get(pk=case.pk).state["runs"] if run["stopped_at"] is None]


def test_registering_gives_the_next_number(people: Cast) -> None:
    """One series a congress and year; who registers twice gets no second number."""
    sits = bench(people)
    numbers = [registered(sits, people, title=f"关于第{n}件事的建议").number for n in range(1, 4)]
    assert numbers == ["第0001号", "第0002号", "第0003号"]


def test_in_two_steps_the_governments_office_hands_on(people: Cast) -> None:
    """The office sees it once it is forwarded, its supervisor's turn it is, and it hands it to a unit."""
    sits = bench(people)
    case = registered(sits, people)
    office = seen(people.supervisor)
    assert not visible_cases(office).filter(pk=case.pk).exists()
    case = step(case, "forward", people.secretary, office=people.office)
    assert list(desk.waiting_for(office, today=timezone.localdate())) == [case]
    assert people.supervisor.pk in Hands(case, timezone.localdate()).of("supervisor")
    assert Notice.objects.filter(case=case, account=people.supervisor).exists()
    case = step(case, "assign", people.supervisor, unit=people.housing, co_units=[people.finance])
    assert (case.stage, case.lead_unit) == ("assigned", people.housing)
    assert list(desk.waiting_for(seen(people.handler), today=timezone.localdate())) == [case]


def test_an_office_hands_an_item_back_that_is_not_the_governments(people: Cast) -> None:
    """The policy names its hand `supervisor`: the office that was handed the item has that hand."""
    case = step(registered(bench(people), people), "forward", people.secretary, office=people.office)
    case = step(case, "hand_back", people.supervisor, words={"reason": "此件属于法院工作，不宜由政府系统承办"})
    assert case.stage == "registered"


def test_what_a_unit_returns_comes_back_to_whoever_assigned_it(people: Cast) -> None:
    sits = bench(people)
    reason = {"reason": "停车泊位由市城管局管理，不属本单位职责"}
    direct = step(registered(sits, people), "assign", people.secretary, unit=people.housing)
    direct = step(direct, "send_back", people.handler, words=reason)
    assert direct in desk.waiting_for(seen(people.secretary), today=timezone.localdate())
    case = step(registered(sits, people, title="关于另一件事的建议"), "forward", people.secretary, office=people.office)
    case = step(case, "assign", people.supervisor, unit=people.housing)
    case = step(case, "send_back", people.handler, words=reason)
    assert case in desk.waiting_for(seen(people.supervisor), today=timezone.localdate())
    assert case not in desk.waiting_for(seen(people.secretary), today=timezone.localdate())


def test_a_merged_item_goes_where_the_other_goes_and_is_answered_itself(people: Cast) -> None:
    """Both keep their link; each deputy gets a reply of his own."""
    sits = bench(people)
    lead = registered(sits, people)
    other = registered(sits, people, title="关于老旧小区停车的建议")
    other = step(other, "merge", people.secretary, into=lead)
    assert (other.stage, other.merged_into, other.lead_unit) == ("merged", lead, None)
    step(lead, "assign", people.secretary, unit=people.housing)
    other = Case.objects.get(pk=other.pk)
    assert (other.stage, other.lead_unit, other.turn_unit) == ("merged", people.housing, people.housing)
    assert {"reply", "whole"} <= set(now_due(other))
    values = {"outcome": "planned", "letter_number": "云住建函〔2026〕32号", "letter_on": timezone.localdate()}
    other = step(other, "reply", people.head, words={"text": REPLY}, values=values)
    assert (other.stage, other.outcome) == ("replied", "planned")
    assert Case.objects.get(pk=lead.pk).stage == "assigned"
    assert verify().clean


def test_an_item_that_is_merged_late_joins_the_unit_at_once(people: Cast) -> None:
    sits = bench(people)
    lead = handled(sits, people)
    other = registered(sits, people, title="关于老旧小区停车的建议")
    other = step(other, "merge", people.secretary, into=lead)
    assert other.lead_unit == people.housing


def test_in_parts_each_unit_replies_for_its_own(people: Cast) -> None:
    """The case is replied with the last part."""
    sits = bench(people)
    case = registered(sits, people)
    parts = {"part_units": [people.housing, people.finance], "words": {"text": "住建局办泊位，财政局办资金"}}
    case = step(case, "assign_parts", people.secretary, **parts)
    for unit, who in ((people.housing, people.handler), (people.finance, people.co_handler)):
        assert case in desk.waiting_for(seen(who), today=timezone.localdate())
        case = step(case, "accept", who, values={"unit_key": unit.key})
    values = {
        "outcome": "resolved",
        "letter_number": "1",
        "letter_on": timezone.localdate(),
        "unit_key": people.housing.key,
    }
    case = step(case, "reply", people.head, words={"text": REPLY}, values=values)
    assert case.stage == "in_parts"
    assert case not in desk.waiting_for(seen(people.head), today=timezone.localdate())


def test_a_draft_reply_never_leaves_the_unit(people: Cast) -> None:
    """Handlers of the unit see it; secretariat and deputy do not, until the head has issued it."""
    sits = bench(people)
    case = step(handled(sits, people), "draft_reply", people.handler, words={"text": "内部草稿一稿"})
    case = step(case, "return_draft", people.head, words={"reason": "没有逐条回答"})
    for who in (people.handler, people.head):
        said = {text for row in trail_of(case, viewer=seen(who)) for text in row.texts.values()}
        assert {"内部草稿一稿", "没有逐条回答"} <= said
    for other in (people.secretary, people.deputy, people.auditor, people.co_handler):
        said = {text for row in trail_of(case, viewer=seen(other)) for text in row.texts.values()}
        assert not {"内部草稿一稿", "没有逐条回答"} & said
    assert not replies_of(case)
    done = replied(sits, people, title="关于另一件事的建议")
    assert REPLY in {text for row in trail_of(done, viewer=seen(people.deputy)) for text in row.texts.values()}
    assert [each.text for each in replies_of(done)] == [REPLY]


def test_an_evaluation_is_one_answer_whatever_step_it_is(people: Cast) -> None:
    """Satisfied evaluates; not satisfied starts the next round; not satisfied once more is a dispute."""
    sits = bench(people)
    case = replied(sits, people)
    filer, at = seen(sits.filer), timezone.now()
    assert evaluations_asked(filer, at=at) == [case]
    answer = {"attitude": "satisfied", "result": "unsatisfied", "reason": WHY}
    case = evaluate(case=case, by=filer, at=at, expected=case.version, **answer)
    assert (case.stage, case.round) == ("rehandling", 2)
    assert not evaluations_asked(filer, at=at)
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": REPLY + "资金已列入预算。"}, values=values)
    case = evaluate(case=case, by=filer, at=at, expected=case.version, **answer)
    assert (case.stage, case.round) == ("disputed", 2)
    rows = case.evaluations.values_list("round", "deputy__name", "attitude", "result")
    assert list(rows) == [(1, "陆闻舟", "satisfied", "unsatisfied"), (2, "陆闻舟", "satisfied", "unsatisfied")]
    assert verify().clean
    case.evaluations.update(result="satisfied")
    assert [each.values["columns"] for each in verify().problems] == ["evaluations"]


def test_a_reason_is_needed_for_not_satisfied_only(people: Cast) -> None:
    sits = bench(people)
    case = replied(sits, people)
    filer, at = seen(sits.filer), timezone.now()
    with pytest.raises(StepRefused, match=r"step\.need_missing"):
        evaluate(case=case, result="unsatisfied", attitude="basically", by=filer, at=at, expected=case.version)
    case = evaluate(case=case, result="basically", attitude="satisfied", by=filer, at=at, expected=case.version)
    assert case.stage == "evaluated"


@pytest.mark.parametrize("who", ["cosigner", "secretary", "handler", "other"])
def test_only_the_filing_deputy_evaluates(people: Cast, who: str) -> None:
    sits = bench(people)
    case = replied(sits, people, cosigners=1)
    person = {"cosigner": sits.deputies[1], "secretary": people.secretary, "handler": people.handler}.get(
        who, sits.deputies[2]
    )
    assert not evaluating_steps(case, seen(person), at=timezone.now())
    with pytest.raises(CongressError, match=r"evaluation\.none"):
        evaluate(case=case, result="satisfied", by=seen(person), at=timezone.now(), expected=case.version)


def test_the_secretariat_enters_an_evaluation_from_paper(people: Cast) -> None:
    """With the sheet, which is asked for; no deputy is named as having pressed the button."""
    case = replied(bench(people), people)
    values: dict[str, object] = {"attitude": "satisfied", "result": "basically"}
    with pytest.raises(StepRefused, match=r"need_missing.*signed_on"):
        step(case, "evaluate", people.secretary, values=values)
    values["signed_on"] = timezone.localdate()
    with pytest.raises(StepRefused, match=r"need_missing.*evidence"):
        step(case, "evaluate", people.secretary, values=values)
    sheet = {"attachment": new_key(), "sha256": "0" * 64}
    case = step(case, "evaluate", people.secretary, values=values, attachments=[sheet])
    assert case.stage == "evaluated"
    assert list(case.evaluations.values_list("deputy", "attitude", "result")) == [(None, "satisfied", "basically")]
    assert verify().clean


def test_who_declines_after_filing_is_no_cosigner_any_more(people: Cast) -> None:
    sits = bench(people)
    case = filed(sits, cosigners=2).case
    case = step(case, "decline_cosigning", sits.deputies[1])
    assert list(case.deputies.filter(active=True).values_list("deputy__name", flat=True)) == ["陆闻舟", "何若棠"]
    assert verify().clean


def test_a_motion_turned_into_a_suggestion_keeps_its_link(people: Cast) -> None:
    sits = bench(people, n=10)
    motion = filed(sits, cosigners=9, kind="motion").case
    motion = step(motion, "register", people.secretary, values={"signers": 10})
    motion = step(
        motion, "turn_into_suggestion", people.secretary, words={"reason": "主席团决定作为建议处理，不列入议程"}
    )
    suggestion = Case.objects.get(previous=motion)
    assert (suggestion.case_type, suggestion.stage, suggestion.entry) == ("suggestion", "filed", motion.entry)
    assert suggestion.deputies.count() == 10
    assert suggestion.filing.at_session
    assert verify().clean


def test_a_returned_motion_comes_to_its_deputies(people: Cast) -> None:
    """All who signed are told; it waits on the desk of who filed it, and no longer on that of the secretariat."""
    sits = bench(people, n=10)
    today = timezone.localdate()
    motion = filed(sits, cosigners=9, kind="motion").case
    motion = step(motion, "register", people.secretary, values={"signers": 10})
    motion = step(motion, "return_to_deputy", people.secretary, words={"reason": "方案没有写明由哪个机关执行，请补充"})
    assert (motion.stage, motion.turn) == ("with_deputy", "deputy")
    told = Notice.objects.filter(case=motion, code="turn").values_list("account__deputy__name", flat=True)
    assert {each.name for each in sits.deputies} == set(told)
    assert motion in desk.waiting_for(seen(sits.filer), today=today)
    assert motion not in desk.waiting_for(seen(people.secretary), today=today)
    with pytest.raises(StepRefused, match="wrong_stage"):
        step(motion, "register", people.secretary, values={"signers": 10})
    motion = step(motion, "refile", sits.filer, words={"text": "方案改为：由市人民政府组织实施，每年报告一次。"})
    assert (motion.stage, motion.turn) == ("filed", "secretariat")
    assert motion in desk.waiting_for(seen(people.secretary), today=today)
    assert verify().clean


def test_the_deputy_is_told_of_what_concerns_him(people: Cast) -> None:
    """Of the return before it is handed out, and of the reply."""
    sits = bench(people)
    case = filed(sits).case
    returned = {"words": {"reason": "一件建议提了两件事，请分开提出"}, "values": {"ground": "several_matters"}}
    case = step(case, "return_to_deputy", people.secretary, **returned)
    assert Notice.objects.get(case=case, account=people.deputy).code in ("turn", "asked", "changed")
    assert list(desk.waiting_for(seen(sits.filer), today=timezone.localdate())) == [case]
    other = replied(sits, people, title="关于另一件事的建议")
    assert Notice.objects.filter(case=other, account=people.deputy, code="turn").exists()


def test_an_evaluation_that_is_late_waits_for_the_secretariat(people: Cast) -> None:
    sits = bench(people)
    case = replied(sits, people)
    today = timezone.localdate()
    assert case not in desk.waiting_for(seen(people.secretary), today=today)
    assert case in desk.waiting_for(seen(people.secretary), today=today + timedelta(days=40))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("关于加快解决老旧小区停车难问题的建议", "关于解决老旧小区停车难的建议", True),
        ("关于加快解决老旧小区停车难问题的建议", "关于加强中小学校园安全的建议", False),
        ("关于加强中小学校园安全的建议", "关于加强农村道路养护的建议", False),
    ],
)
def test_titles_are_alike_by_their_matter_not_their_frame(one: str, other: str, alike: bool) -> None:
    assert (dice(pairs(one), pairs(other)) >= 0.35) is alike


def test_similar_items_of_others_are_shown_only_where_they_are_public(people: Cast) -> None:
    """The secretariat sees all; another deputy what reached a public stage with the consent to publish."""
    sits = bench(people)
    hidden = replied(sits, people)
    shown = replied(sits, people, title="关于解决老旧小区停车问题的建议")
    shown = evaluate(case=shown, result="satisfied", by=seen(sits.filer), at=timezone.now(), expected=shown.version)
    closed = replied(sits, people, title="关于老旧小区停车难的建议", publish=False)
    closed = evaluate(case=closed, result="satisfied", by=seen(sits.filer), at=timezone.now(), expected=closed.version)
    wanted = "关于老旧小区停车的建议"
    found = similar_to(seen(people.secretary), people.city, title=wanted)
    assert {each.case for each in found} == {hidden, shown, closed}
    found = similar_to(seen(sits.deputies[2]), people.city, title=wanted)
    assert [(each.case, each.reply) for each in found] == [(shown, REPLY)]
    assert similar_to(seen(people.secretary), people.city, title="关于公共图书馆延长开放的建议") == []


def test_handlers_are_proposed_with_their_reasons(people: Cast) -> None:
    """A unit that the text names, and one that led a similar item; a unit with no reason is not proposed."""
    sits = bench(people)
    handled(sits, people, title="关于解决老旧小区停车问题的建议")
    text = "建议市财政局安排专项资金，三年内在老旧小区及周边新增泊位五千个。"
    case = registered(sits, people, proposals=text)
    found = propose_handlers(case, seen(people.secretary), on=timezone.localdate())
    assert {each.unit for each in found} == {people.housing, people.finance}
    reasons = {each.unit: [(reason.code, reason.name) for reason in each.reasons] for each in found}
    assert ("named", "市财政局") in reasons[people.finance]
    assert [code for code, _name in reasons[people.housing]] == ["led"]


@pytest.mark.parametrize(
    ("duties", "spoken_of"),
    [
        ("公路养护、道路运输管理、公共交通", ["公共交通", "道路运输"]),
        ("负责公共交通工作；港口与航道", ["公共交通", "港口", "航道"]),
        ("组织协调物业服务管理", []),  # 物业服务 is not what the text speaks of
        ("管理、服务、监督", []),  # says nothing of a matter
        ("", []),
    ],
)
def test_duties_are_matched_by_their_matter(duties: str, spoken_of: list[str]) -> None:
    """What stands around the matter is left away; the longest comes first."""
    text = "建议优化公共交通线网，规范道路运输秩序，改善港口集疏运条件，疏浚航道。"
    assert duties_spoken_of(duties, text) == spoken_of


def test_a_unit_is_proposed_for_its_duties(people: Cast) -> None:
    """With the words of the duty as the reason."""
    Unit.objects.filter(pk=people.finance.pk).update(duties="财政收支、国有资产管理")
    case = registered(bench(people), people, proposals="建议盘活闲置国有资产，用于社区养老服务设施建设。")
    found = propose_handlers(case, seen(people.secretary), on=timezone.localdate())
    reasons = {each.unit: [(reason.code, reason.name) for reason in each.reasons] for each in found}
    assert reasons[people.finance] == [("duty", "国有资产")]


@pytest.mark.parametrize(
    ("duties", "title", "proposals", "holds"),
    [
        ("食品安全、检查", "关于检查检验结果互认的建议", "建议在全市医院之间互认。", True),  # what it is about
        (
            "食品安全、检查",
            "关于医院结果互认的建议",
            "建议在全市互认，每年组织一次检查，结果公开。",
            False,
        ),  # in passing
        ("食品安全、检查", "关于医院结果互认的建议", "建议统一检查项目，互认检查结果，方便群众。", True),  # said twice
        ("食品安全、检查", "关于校园食堂的建议", "建议把食品安全列入学校考核，每学期公开。", True),  # long enough
    ],
)
def test_a_word_in_passing_is_no_reason(people: Cast, duties: str, title: str, proposals: str, *, holds: bool) -> None:
    """A short duty counts where the title has it or the text comes back to it."""
    Unit.objects.filter(pk=people.finance.pk).update(duties=duties)
    case = registered(bench(people), people, title=title, proposals=proposals)
    found = propose_handlers(case, seen(people.secretary), on=timezone.localdate())
    assert (people.finance in {each.unit for each in found}) is holds


def test_an_item_that_shares_mostly_its_place_is_no_reason(people: Cast) -> None:
    """关于在老矿山社区建设社区食堂 was led by another unit than 关于更新老矿山社区供热管网 asks for."""
    sits = bench(people)
    handled(sits, people, title="关于在老矿山社区建设社区食堂的建议")
    case = registered(
        sits, people, title="关于更新老矿山社区供热管网的建议", proposals="建议两年内完成更新，列入计划。"
    )
    assert propose_handlers(case, seen(people.secretary), on=timezone.localdate()) == []


def test_promises_are_read_out_of_the_reply_and_confirmed(people: Cast) -> None:
    """Each rests on its words, belongs to the unit that replied, and is linked to the suggestion."""
    sits = bench(people)
    case = replied(sits, people, cosigners=1)
    source = read_reply(case=case, by=seen(people.handler), at=timezone.now())
    found = proposed_promises(case, source)
    assert "到2028年底" in "".join(each.statement.text for each in found)
    last = found[-1]
    assert last.due_on == date(2028, 12, 31)
    made = make_promise(
        case=case, statement=last.statement, due_on=date(2028, 12, 31), by=seen(people.handler), at=timezone.now()
    )
    assert (made.case_type, made.lead_unit, made.promised_in) == ("reply_promise", people.housing, case)
    assert made.due_on is not None
    assert {run["clock"]: run["deadline"]["due_on"] for run in made.state["runs"]}["whole"] == "2028-12-31"
    assert made.deputies.count() == 2
    assert [each.case for each in proposed_promises(case, source)][-1] == made
    with pytest.raises(CongressError, match=r"promise\.made"):
        make_promise(
            case=case, statement=last.statement, due_on=date(2028, 12, 31), by=seen(people.handler), at=timezone.now()
        )
    assert verify().clean


def a_fulfilled_promise(people: Cast, rules: str) -> Case:
    """Return a promise that is reported fulfilled, of a suggestion that stands under the rules of a place."""
    sits = bench(people)
    case = replied(sits, people, cosigners=1)
    by, at = seen(people.handler), timezone.now()
    statement = proposed_promises(case, read_reply(case=case, by=by, at=at))[-1].statement
    made = make_promise(case=case, statement=statement, due_on=date(2028, 12, 31), by=by, at=at)
    policies.keep_version(policy.load(rules))
    Case.objects.filter(pk=case.pk).update(policy=rules, policy_version=policy.load(rules).version)
    step(made, "start", people.handler)
    evidence = ({"attachment": "f" * 14, "sha256": "0" * 64},)
    return step(made, "fulfil", people.head, words={"text": "泊位已经建成。"}, attachments=evidence)


@pytest.mark.parametrize(
    ("rules", "asked", "attitude", "code"),
    [
        ("suggestion.general", "may", "", ""),
        ("suggestion.general", "may", "satisfied", ""),
        ("suggestion.henan", "no", "", ""),
        ("suggestion.henan", "no", "satisfied", "step.need_invalid"),
        ("suggestion.shandong", "must", "satisfied", ""),
        ("suggestion.shandong", "must", "", "step.need_missing"),
    ],
)
def test_a_promise_is_evaluated_as_the_place_evaluates(
    people: Cast, rules: str, asked: str, attitude: str, code: str
) -> None:
    """The attitude is asked for where the rules of the suggestion ask for it."""
    case = a_fulfilled_promise(people, rules)
    deputy, at = seen(people.deputy), timezone.now()
    told = {"result": "satisfied", "attitude": attitude, "by": deputy, "at": at, "expected": case.version}
    assert attitude_asked(case) == asked
    if code:
        with pytest.raises(StepRefused) as refused:
            evaluate(case=case, **told)
        assert (refused.value.code, refused.value.values["need"]) == (code, "attitude")
        assert not case.evaluations.exists()
    else:
        assert evaluate(case=case, **told).stage == "evaluated"


def test_a_cosigner_evaluates_no_promise(people: Cast) -> None:
    """Who leads the item answers for it, on the page and by a step; what is not satisfied is handled again."""
    case = a_fulfilled_promise(people, "suggestion.general")
    signed = case.deputies.get(part="cosigner").deputy
    told = {"attitude": "satisfied", "at": timezone.now(), "expected": case.version}
    assert not evaluations_asked(seen(signed), at=timezone.now())
    with pytest.raises(CongressError, match=r"evaluation\.none"):
        evaluate(case=case, result="satisfied", by=seen(signed), **told)
    for action in ("evaluate", "redo"):
        with pytest.raises(StepRefused, match="wrong_role"):
            step(case, action, signed, words={"reason": WHY}, values={"result": "satisfied"})
    with pytest.raises(StepRefused, match="bad_choice"):
        step(case, "evaluate", people.deputy, values={"attitude": "satisfied", "result": "unsatisfied"})
    assert case in evaluations_asked(seen(people.deputy), at=timezone.now())
    assert evaluate(case=case, result="unsatisfied", reason=WHY, by=seen(people.deputy), **told).stage == "handling"


def test_a_promise_that_a_second_reply_repeats_is_the_same(people: Cast) -> None:
    sits = bench(people)
    case = replied(sits, people)
    by, at = seen(people.handler), timezone.now()
    first = proposed_promises(case, read_reply(case=case, by=by, at=at))[-1]
    made = make_promise(case=case, statement=first.statement, due_on=date(2028, 12, 31), by=by, at=at)
    case = step(
        case, "redo", sits.filer, words={"reason": WHY}, values={"attitude": "satisfied", "result": "unsatisfied"}
    )
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": REPLY + "资金已列入预算。"}, values=values)
    again = proposed_promises(case, read_reply(case=case, by=by, at=at))
    repeated = next(each for each in again if each.statement.text == first.statement.text)
    assert (repeated.statement.pk != first.statement.pk, repeated.case) == (True, made)
    with pytest.raises(CongressError, match=r"promise\.made"):
        make_promise(case=case, statement=repeated.statement, due_on=date(2028, 12, 31), by=by, at=at)


def test_a_recalled_reply_is_quoted_printed_and_promised_from_no_more(people: Cast) -> None:
    """The trail keeps that it was issued and taken back; whoever shows replies knows the next one only."""
    sits = bench(people)
    case = replied(sits, people)
    by, at, position = seen(people.handler), timezone.now(), replies_of(case)[0].position
    promised = proposed_promises(case, read_reply(case=case, by=by, at=at))[-1].statement
    assert (letter_of(case, position) is not None, last_replies([case])) == (True, {case.key: REPLY})
    case = step(case, "recall_reply", people.head, words={"reason": "答复内容与事实不符，重新核实"})
    assert (replies_of(case), letter_of(case, position), last_replies([case])) == ([], None, {})
    with pytest.raises(CongressError, match=r"reply\.none"):
        read_reply(case=case, by=by, at=at)
    with pytest.raises(CongressError, match=r"promise\.other_reply"):
        make_promise(case=case, statement=promised, due_on=date(2028, 12, 31), by=by, at=at)
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": "经重新核实，答复如下。"}, values=values)
    assert [each.number for each in replies_of(case)] == ["2"]
    assert last_replies([case]) == {case.key: "经重新核实，答复如下。"}
    shown = one_item(case, public_view(policy_of(case), stage="closed", state="released", consent=True))
    assert [each.number for each in shown.replies] == ["2"]


def test_a_recall_takes_back_the_last_reply_with_its_corrections() -> None:
    """Replies of earlier rounds stand, and so does what is sent after it."""
    told = [("reply", "1"), ("correct_reply", "1b"), ("reply", "2"), ("correct_reply", "2b"), ("recall_reply", "")]
    assert standing(told) == ["1", "1b"]
    assert standing([*told, ("reply", "3")]) == ["1", "1b", "3"]
    assert standing([("recall_reply", "")]) == []


def test_a_promise_outlives_the_term_of_whoever_asked_for_it(people: Cast) -> None:
    """The next congress begins a series of its own; the promise stays with its item, its unit and its year, and ends.

    The deputy sits no more and is not asked to evaluate; the secretariat says so and closes it.
    """
    sits = bench(people)
    case, by, at = replied(sits, people), seen(people.handler), timezone.now()
    promised = proposed_promises(case, read_reply(case=case, by=by, at=at))[-1].statement
    made = make_promise(case=case, statement=promised, due_on=date(2028, 12, 31), by=by, at=at)
    case = evaluate(case=case, result="satisfied", by=seen(sits.filer), at=at, expected=case.version)
    step(case, "track", people.secretary)
    later = at + timedelta(days=400)
    Mandate.objects.filter(congress=sits.congress).update(to_on=(later - timedelta(days=30)).date())
    people.deputy.grants.update(valid_to=(later - timedelta(days=30)).date())
    following = Congress.objects.create(place=people.city, level="prefecture", number=18, from_on=later.date())
    Session.objects.create(
        congress=following,
        number=1,
        year=later.year,
        opens_on=later.date() - timedelta(days=1),
        closes_on=later.date() + timedelta(days=3),
    )
    newcomer = Deputy.objects.create(name="方知微", account=account("newcomer", "方知微", (Role.DEPUTY, people.city)))
    Mandate.objects.create(deputy=newcomer, congress=following, number="001", from_on=later.date())
    for who, sees in ((people.secretary, True), (people.handler, True), (newcomer, False), (people.deputy, False)):
        assert visible_cases(seen(who, later)).filter(pk=made.pk).exists() is sees
    draft = start_draft(congress=following, drafter=newcomer, by=seen(newcomer, later), at=later)
    draft = write_draft(draft=draft, written=written(title="关于另一件事的建议"), at=later, expected=draft.revision)
    other = file_draft(draft=draft, by=seen(newcomer, later), at=later).case
    assert step(other, "register", people.secretary, at=later).number == case.number == "第0001号"
    made = step(made, "start", people.handler, at=later)
    sheet = {"attachment": new_key(), "sha256": "0" * 64}
    made = step(made, "fulfil", people.head, at=later, words={"text": "已新增泊位5100个。"}, attachments=[sheet])
    assert evaluations_asked(seen(people.deputy, later), at=later) == []
    told = {"outcome": "kept", "reason": "提出建议的代表任期已满，不再评价"}
    reason = {"reason": told["reason"]}
    made = step(made, "close_without_evaluation", people.secretary, at=later, values=told, words=reason)
    year = figures(Case.objects.filter(year=sits.session.year, case_type="suggestion"), today=later.date())
    assert (made.closed, made.promised_in, year.rates[-1]) == (True, case, Rate("promises", 1, 1))
    assert verify().clean


def test_before_a_reply_there_is_nothing_to_promise(people: Cast) -> None:
    sits = bench(people)
    with pytest.raises(CongressError, match=r"reply\.none"):
        read_reply(case=handled(sits, people), by=seen(people.handler), at=timezone.now())


def test_a_filed_text_is_read_in_the_background(people: Cast) -> None:
    sits = bench(people)
    source = filed(sits).source
    read_source(source.key)
    kinds = set(source.statements.values_list("kind", flat=True))
    assert "suggestion" in kinds


def test_an_opinion_counts_until_it_is_asked_for_again(people: Cast) -> None:
    """Given, asked for anew by the unit that leads, given again: each unit for itself."""
    sits = bench(people)
    case = step(registered(sits, people), "assign", people.secretary, unit=people.housing, co_units=[people.finance])
    case = step(case, "accept", people.handler)
    viewer, key = seen(people.co_handler), {"unit_key": people.finance.key}
    assert opinion_given(case, viewer) is None
    case = step(case, "opinion", people.co_handler, words={"text": "同意主办单位意见"}, values=key)
    given = opinion_given(case, viewer)
    assert given is not None
    assert (given.on, given.text) == (timezone.localdate(), "同意主办单位意见")
    assert opinion_given(case, seen(people.handler)) is None
    case = step(case, "return_opinion", people.handler, words={"reason": "没有说明资金安排，请补充"}, values=key)
    assert opinion_given(case, viewer) is None
    assert case in desk.waiting_for(viewer, today=timezone.localdate())
    case = step(case, "opinion", people.co_handler, words={"text": "资金已列入预算"}, values=key)
    again = opinion_given(case, viewer)
    assert again is not None
    assert again.text == "资金已列入预算"
