"""The one table of permissions (权限): which role may do what, and which relation to a case it takes.

Steps of a case (sign, return, report …) are not listed here one by one: a policy says which role takes a step, and
`case_roles` in `huiyin.ledger.relations` says which roles a person has in a case. What is not in `TABLE` is forbidden.
Not visible answers 404 and is decided by selectors; visible but not allowed answers 403 and is decided here.
"""

from dataclasses import dataclass

from huiyin.people.models import Role
from huiyin.people.viewer import Viewer

ALL = frozenset(Role.values)
STAFF = ALL - {Role.DEPUTY}
OFFICE = frozenset({Role.SECRETARY, Role.SUPERVISOR})  # who takes texts in and hands cases over
UNIT = frozenset({Role.UNIT_HANDLER, Role.UNIT_HEAD})
READERS = OFFICE | UNIT | {Role.LEADER, Role.AUDITOR, Role.ANALYST, Role.EDITOR}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do something. `writes` is true for what changes anything: an auditor never may.

    `anybody` is true for what needs no role at all, only an account that is open.
    """

    roles: frozenset[str]
    writes: bool = False
    anybody: bool = False


TABLE: dict[str, Rule] = {
    # the person's own things
    "own.view": Rule(ALL, anybody=True),
    "own.change": Rule(ALL, anybody=True),  # password, second factor, sessions, language: an auditor's own too
    # desk and list
    "desk.view": Rule(ALL),
    "ledger.view": Rule(READERS),
    "ledger.export": Rule(READERS),
    "statistics.view": Rule(READERS),
    "case.view": Rule(ALL),
    "case.open": Rule(OFFICE, writes=True),
    "case.import": Rule(OFFICE | {Role.ADMINISTRATOR}, writes=True),
    "case.act": Rule(ALL - {Role.AUDITOR}, writes=True),  # which step is the policy's to say
    "case.move": Rule(OFFICE | {Role.ADMINISTRATOR}, writes=True),  # to another version of its rules
    "case.bulk": Rule(OFFICE | UNIT, writes=True),
    "file.view": Rule(ALL),
    "file.add": Rule(ALL - {Role.AUDITOR}, writes=True),
    # suggestions and motions: a deputy's own pages, the secretariat's desk, promises of a unit
    "suggestion.own": Rule(frozenset({Role.DEPUTY}), writes=True),
    "suggestion.draft": Rule(frozenset({Role.DEPUTY, Role.SECRETARY})),  # one's own, or one entered from paper
    "suggestion.write": Rule(frozenset({Role.DEPUTY, Role.SECRETARY}), writes=True),
    "suggestion.paper": Rule(frozenset({Role.SECRETARY}), writes=True),
    "suggestion.import": Rule(frozenset({Role.SECRETARY}), writes=True),
    "suggestion.cosign": Rule(frozenset({Role.DEPUTY})),
    "suggestion.answer": Rule(frozenset({Role.DEPUTY}), writes=True),
    "suggestion.evaluate": Rule(frozenset({Role.DEPUTY})),
    "suggestion.judge": Rule(frozenset({Role.DEPUTY}), writes=True),
    "suggestion.desk": Rule(OFFICE | {Role.LEADER, Role.AUDITOR}),
    "promise.view": Rule(OFFICE | UNIT | {Role.LEADER, Role.AUDITOR, Role.DEPUTY}),
    "promise.make": Rule(UNIT, writes=True),
    # Word templates of a place, for its documents
    "template.view": Rule(OFFICE | {Role.ADMINISTRATOR, Role.AUDITOR}),
    "template.change": Rule(frozenset({Role.SECRETARY, Role.SUPERVISOR, Role.ADMINISTRATOR}), writes=True),
    # sources and review
    "source.view": Rule(READERS),
    "source.add": Rule(OFFICE | {Role.EDITOR, Role.ANALYST}, writes=True),
    "review.view": Rule(OFFICE | {Role.EDITOR, Role.ANALYST, Role.AUDITOR}),
    "review.change": Rule(OFFICE | {Role.EDITOR, Role.ANALYST}, writes=True),
    "gold.export": Rule(OFFICE | {Role.ANALYST, Role.AUDITOR}),
    # policies
    "policy.view": Rule(ALL),
    "policy.load": Rule(frozenset({Role.ADMINISTRATOR}), writes=True),
    # trail and proof
    "trail.view": Rule(ALL),
    "receipt.view": Rule(ALL),
    "integrity.view": Rule(frozenset({Role.AUDITOR, Role.ADMINISTRATOR})),
    # the congress: sessions, roster, meetings
    "congress.view": Rule(READERS | {Role.DEPUTY, Role.ADMINISTRATOR}),
    "congress.change": Rule(frozenset({Role.SECRETARY}), writes=True),
    "roster.import": Rule(frozenset({Role.SECRETARY, Role.ADMINISTRATOR}), writes=True),
    "roster.export": Rule(OFFICE | {Role.ADMINISTRATOR, Role.AUDITOR}),
    "attendance.view": Rule(frozenset({Role.SECRETARY, Role.AUDITOR})),
    "attendance.take": Rule(frozenset({Role.SECRETARY}), writes=True),
    # records of deliberation: the secretariat writes; a deputy sees what was offered to that deputy, no records
    "record.view": Rule(frozenset({Role.SECRETARY, Role.AUDITOR, Role.EDITOR})),
    "record.write": Rule(frozenset({Role.SECRETARY}), writes=True),
    "offer.view": Rule(frozenset({Role.DEPUTY})),
    "offer.answer": Rule(frozenset({Role.DEPUTY}), writes=True),
    "glance.view": Rule(frozenset({Role.SECRETARY, Role.AUDITOR, Role.EDITOR})),
    "question.view": Rule(OFFICE | {Role.LEADER, Role.AUDITOR, Role.EDITOR}),
    "question.change": Rule(frozenset({Role.SECRETARY}), writes=True),
    "inquiry.view": Rule(OFFICE | {Role.LEADER, Role.AUDITOR, Role.DEPUTY}),
    "opinion.view": Rule(OFFICE | {Role.LEADER, Role.AUDITOR}),
    "opinion.enter": Rule(frozenset({Role.SECRETARY}), writes=True),
    # briefings and digests
    "briefing.view": Rule(frozenset({Role.SECRETARY, Role.EDITOR, Role.LEADER, Role.AUDITOR})),
    "briefing.write": Rule(frozenset({Role.SECRETARY, Role.EDITOR}), writes=True),
    # what goes public
    "publication.view": Rule(frozenset({Role.SECRETARY, Role.EDITOR})),
    "publication.decide": Rule(frozenset({Role.SECRETARY, Role.EDITOR}), writes=True),
    # people
    "people.view": Rule(frozenset({Role.ADMINISTRATOR, Role.AUDITOR})),
    "people.change": Rule(frozenset({Role.ADMINISTRATOR}), writes=True),
    "units.view": Rule(READERS | {Role.ADMINISTRATOR}),
    "units.change": Rule(frozenset({Role.ADMINISTRATOR}), writes=True),
    "deputising.set": Rule(
        frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD, Role.SECRETARY, Role.SUPERVISOR}), writes=True
    ),
    "handover.do": Rule(frozenset({Role.ADMINISTRATOR, Role.UNIT_HEAD}), writes=True),
    # the vault: never the auditor
    "vault.open": Rule(frozenset({Role.SECRETARY, Role.OPERATOR}), writes=True),
    "vault.forget": Rule(frozenset({Role.ADMINISTRATOR}), writes=True),
    "vault.log": Rule(frozenset({Role.ADMINISTRATOR, Role.AUDITOR})),
    # programs
    "api.tokens": Rule(frozenset({Role.ADMINISTRATOR}), writes=True),
    # the gallery of components
    "gallery.view": Rule(ALL),
}


def may(viewer: Viewer, action: str) -> bool:
    """Return whether the viewer holds a role for an action, for whatever unit.

    Raises:
        KeyError: the action has no row in `TABLE`; a page without a row is a fault of ours.
    """
    rule = TABLE[action]
    return (rule.anybody and viewer.account_id != 0) or not viewer.roles.isdisjoint(rule.roles)


def allowed_roles(action: str) -> frozenset[str]:
    """Return the roles of an action, for help texts and for the access table."""
    return TABLE[action].roles
