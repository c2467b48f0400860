"""What the public may see, per type, field and stage; the table says it all, and what is not in it is hidden."""

import msgspec
import pytest

from huiyin.congress.letter_text import through_marks
from huiyin.congress.masking import marks_in, masked
from huiyin.congress.public_rules import FIELDS, public_light, public_view
from huiyin.policy import load, shipped

# Per policy: the stages in which something is public, and the fields that are shown there once a person released it.
TASK = "number title lead co state due progress"
PROMISE = "title lead state due"
SUGGESTION = "number title filer cosigners text lead co state outcome reply evaluation"
OPINION = "number title meeting text lead co state reply"
INQUIRY = "number title filer cosigners text lead state reply"
MOTION = "number title filer cosigners text state outcome"
TABLE = {
    "commitment.general": {"handling": TASK, "awaiting_confirmation": TASK, "closed": f"{TASK} said outcome"},
    "reply_promise.general": {
        **dict.fromkeys(("promised", "handling", "fulfilled", "evaluated"), PROMISE),
        "closed": f"{PROMISE} outcome",
    },
    **{
        f"suggestion.{place}": dict.fromkeys(("evaluated", "tracking", "closed"), SUGGESTION)
        for place in ("general", "shandong", "henan", "chongqing")
    },
    "opinion.general": dict.fromkeys(("reported", "tracking", "closed"), OPINION),
    "inquiry.general": {"closed": INQUIRY},
    **{
        f"motion.{level}": dict.fromkeys(("on_agenda", "adopted", "rejected", "turned_into_suggestion"), MOTION)
        for level in ("general", "township")
    },
}
STAGES = [(name, stage.code) for name in TABLE for stage in load(name).stages]


def test_every_policy_that_is_shipped_stands_in_the_table() -> None:
    """Of a new one it must be said here what the public may see."""
    assert set(TABLE) == {name for name in shipped() if load(name).case_type in FIELDS}


@pytest.mark.parametrize(("name", "stage"), STAGES, ids=[" ".join(row) for row in STAGES])
def test_a_field_is_shown_in_the_stages_of_the_table_only(name: str, stage: str) -> None:
    """Released, with the deputy's consent: by the stage. Not released, or held back: never."""
    rules = load(name)
    fields, open_here = FIELDS[rules.case_type], set(TABLE[name].get(stage, "").split())
    assert set(public_view(rules, stage=stage, state="released", consent=True).shows) == open_here
    for state, reason in (("", ""), ("withheld", "privacy"), ("withdrawn", "mistake")):
        assert public_view(rules, stage=stage, state=state, reason=reason, consent=True).shows == ()
    for field in fields:
        held = public_view(rules, stage=stage, state="released", consent=True, held=[field])
        assert set(held.shows) == open_here - {field}
        assert (held.held_back[field] == "held") is (field in open_here)


@pytest.mark.parametrize("consent", [False, None])
@pytest.mark.parametrize(
    ("name", "stage", "shown"),
    [
        ("suggestion.general", "closed", False),  # may be public: the deputy's no closes it
        ("suggestion.henan", "closed", False),
        ("motion.general", "adopted", False),
        ("inquiry.general", "closed", False),
        ("suggestion.shandong", "closed", True),  # shall be public: text and reply are, the deputy's name is not
        ("suggestion.chongqing", "closed", True),
    ],
)
def test_a_deputy_who_does_not_agree_is_never_named(name: str, stage: str, shown: bool, consent: bool | None) -> None:
    """Where the rules only allow publication nothing is shown; where they order it, all but the names."""
    view = public_view(load(name), stage=stage, state="released", consent=consent)
    named = {"filer", "cosigners"}
    assert set(view.shows) == (set(FIELDS["suggestion"]) - named if shown else set())
    assert view.mark == ""
    assert all(view.held_back[each] == "consent" for each in named)


@pytest.mark.parametrize(
    ("state", "reason", "stage", "mark"),
    [
        ("released", "", "rehandling", "resting"),
        ("withheld", "privacy", "closed", "withheld"),
        ("withheld", "privacy", "handling", ""),  # nobody may know of it at this stage
        ("withheld", "state_secret", "closed", ""),  # its mention would tell
        ("withdrawn", "mistake", "closed", "withdrawn"),
        ("withdrawn", "mistake", "rehandling", "withdrawn"),  # it was public once
        ("withdrawn", "state_secret", "closed", ""),
        ("", "", "closed", ""),
    ],
)
def test_what_is_not_shown_leaves_a_mark_where_it_may_be_known(state: str, reason: str, stage: str, mark: str) -> None:
    """A mark says that something is there; a secret, or a stage that is not public, leaves none."""
    view = public_view(load("suggestion.general"), stage=stage, state=state, reason=reason, consent=True)
    assert (view.mark, view.shows) == (mark, ())


def test_other_types_and_unknown_stages_show_nothing() -> None:
    """A type without public fields shows none; a stage that the rules of now do not know is not public."""
    other = msgspec.structs.replace(load("opinion.general"), case_type="measure")
    assert public_view(other, stage="closed", state="released").shows == ()
    assert public_view(load("commitment.general"), stage="no_such", state="released").shows == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**新增泊位**：电话13912345678", "**新增泊位**：电话〔电话〕"),
        ("**重点**\n电话139**1234**5678，**尽快**\n**其次**", "**重点**\n电话〔电话〕，尽快\n**其次**"),
        ("**联系人：**顾庭，**尽快**", "联系人：〔姓名〕，尽快"),
        ("**联系人**：**顾庭**", "联系人：〔姓名〕"),
    ],
)
def test_emphasis_hides_nothing_that_must_be_masked(text: str, shown: str) -> None:
    """A line in which it would is shown without emphasis; the other lines keep theirs."""
    assert through_marks(text, masked) == shown


@pytest.mark.parametrize(
    ("closed", "late", "behind", "reported", "light"),
    [
        (True, True, "late", True, "done"),
        (False, True, "on_time", True, "late"),
        (False, True, "", False, "late"),
        (False, False, "late", True, "late"),  # figures far behind the time that has passed
        (False, False, "near", True, "on_time"),
        (False, False, "", False, "no_word"),
    ],
)
def test_the_light_of_a_promise_is_that_of_the_whole(
    closed: bool, late: bool, behind: str, reported: bool, light: str
) -> None:
    assert public_light(closed=closed, late=late, behind=behind, reported=reported) == light


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请联系13912345678。", "请联系〔电话〕。"),
        ("电话：０２４－４２８７６５４３，联系人：顾庭。", "电话：〔电话〕，联系人：〔姓名〕。"),
        ("咨询电话 2876543，邮箱 gu.ting@example.cn", "咨询电话〔电话〕，邮箱 〔邮箱〕"),
        ("身份证11010119900307123X，卡号6222021234567890123", "身份证〔证件号〕，卡号〔账号〕"),
        ("住址：望江社区3栋2单元401室，已走访", "住址：〔住址〕，已走访"),
        ("新增泊位5000个，投资3.2亿元，2026年12月31日前完成，拨打12345。", None),
        ("云住建函〔2026〕31号", None),
        ("预算31000000元，管网85公里", None),
        ("（联系人：　　　联系电话：　　　　）", None),
    ],
)
def test_numbers_and_addresses_of_persons_become_marks(text: str, shown: str | None) -> None:
    """Figures, days and numbers of documents stay; what tells how to find a person goes."""
    assert masked(text) == (text if shown is None else shown)
    assert (marks_in(text) > 0) is (shown is not None)
