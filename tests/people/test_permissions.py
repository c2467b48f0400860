"""Who may do what, said a second time: whoever changes the table of permissions says so here as well, knowingly."""

import pytest

from huiyin.people.models import Role
from huiyin.people.permissions import TABLE, allowed_roles, may
from huiyin.people.viewer import NOBODY, Grant, Viewer

LETTERS = {
    "s": Role.SECRETARY,
    "g": Role.SUPERVISOR,  # of the government's office
    "h": Role.UNIT_HANDLER,
    "u": Role.UNIT_HEAD,
    "d": Role.DEPUTY,
    "c": Role.OPERATOR,  # answers calls
    "w": Role.GRID_WORKER,
    "n": Role.ANALYST,
    "e": Role.EDITOR,
    "l": Role.LEADER,
    "x": Role.AUDITOR,
    "a": Role.ADMINISTRATOR,
}
# The pages and the interface are tried against the table itself (tests/web/test_access_table.py): a role too many in it
# would let somebody in without a test that fails.
SAID = """
own.view             sghudcwnelxa anybody
own.change           sghudcwnelxa anybody
desk.view            sghudcwnelxa
ledger.view          sghu...nelx.
ledger.export        sghu...nelx.
statistics.view      sghu...nelx.
case.view            sghudcwnelxa
case.open            sg.......... writes
case.import          sg.........a writes
case.act             sghudcwnel.a writes
case.move            sg.........a writes
case.bulk            sghu........ writes
file.view            sghudcwnelxa
file.add             sghudcwnel.a writes
suggestion.own       ....d....... writes
suggestion.draft     s...d.......
suggestion.write     s...d....... writes
suggestion.paper     s........... writes
suggestion.import    s........... writes
suggestion.cosign    ....d.......
suggestion.answer    ....d....... writes
suggestion.evaluate  ....d.......
suggestion.judge     ....d....... writes
suggestion.desk      sg.......lx.
promise.view         sghud....lx.
promise.make         ..hu........ writes
template.view        sg........xa
template.change      sg.........a writes
source.view          sghu...nelx.
source.add           sg.....ne... writes
review.view          sg.....ne.x.
review.change        sg.....ne... writes
gold.export          sg.....n..x.
policy.view          sghudcwnelxa
policy.load          ...........a writes
trail.view           sghudcwnelxa
receipt.view         sghudcwnelxa
integrity.view       ..........xa
congress.view        sghud..nelxa
congress.change      s........... writes
roster.import        s..........a writes
roster.export        sg........xa
attendance.view      s.........x.
attendance.take      s........... writes
record.view          s.......e.x.
record.write         s........... writes
offer.view           ....d.......
offer.answer         ....d....... writes
glance.view          s.......e.x.
question.view        sg......elx.
question.change      s........... writes
inquiry.view         sg..d....lx.
opinion.view         sg.......lx.
opinion.enter        s........... writes
briefing.view        s.......elx.
briefing.write       s.......e... writes
publication.view     s.......e...
publication.decide   s.......e... writes
people.view          ..........xa
people.change        ...........a writes
units.view           sghu...nelxa
units.change         ...........a writes
deputising.set       sg.u.......a writes
handover.do          ...u.......a writes
vault.open           s....c...... writes
vault.forget         ...........a writes
vault.log            ..........xa
api.tokens           ...........a writes
gallery.view         sghudcwnelxa
"""


def said(row: str) -> tuple[str, tuple[frozenset[str], bool, bool]]:
    action, letters, *more = row.split()
    roles = frozenset(LETTERS[letter].value for letter in letters if letter != ".")
    return action, (roles, "writes" in more, "anybody" in more)


ROWS = dict(map(said, SAID.split("\n")[1:-1]))


def test_every_role_has_its_letter_and_every_action_its_row() -> None:
    assert set(LETTERS.values()) == set(Role)
    assert list(ROWS) == list(TABLE)


@pytest.mark.parametrize("action", TABLE)
def test_an_action_is_open_to_the_roles_said_and_no_others(action: str) -> None:
    rule = TABLE[action]
    assert (rule.roles, rule.writes, rule.anybody) == ROWS[action]
    assert allowed_roles(action) == ROWS[action][0]


def somebody(*roles: str) -> Viewer:
    grants = tuple(Grant(role, unit_id=None, place_id=1, house=None) for role in roles)
    return Viewer(account_id=7, key="k", name="简白", grants=grants)


@pytest.mark.parametrize(
    ("viewer", "action", "allowed"),
    [
        pytest.param(NOBODY, "own.view", False, id="not signed in"),
        pytest.param(somebody(), "own.view", True, id="an account without a role, its own"),
        pytest.param(somebody(), "own.change", True, id="its own password"),
        pytest.param(somebody(), "desk.view", False, id="what every role may, without one"),
        pytest.param(somebody("deputy"), "desk.view", True, id="what every role may"),
        pytest.param(somebody("deputy"), "vault.open", False, id="another role's"),
        pytest.param(somebody("deputy", "operator"), "vault.open", True, id="one role of two"),
        pytest.param(somebody("auditor"), "vault.open", False, id="the vault, an auditor"),
    ],
)
def test_who_holds_a_role_may(viewer: Viewer, action: str, allowed: bool) -> None:
    assert may(viewer, action) is allowed


def test_an_action_without_a_row_is_a_fault_of_ours() -> None:
    """Neither let in nor quietly kept out."""
    with pytest.raises(KeyError):
        may(somebody("administrator"), "nothing.such")
