"""The values of a policy (办理规则) and of a case that runs under it: immutable, no words for people, no clock.

A policy says which stages a case has, who may take which step, what each step asks for, and which clocks run.
`huiyin.policy.steps.next_step` turns an action into a `Step`; a step carries its own outcome (the stage reached, the
dates computed), so that folding old steps never asks a policy that has changed since.
"""

from datetime import date, datetime

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False):
    """Base of the values below; compared by content."""


class Names(Record, frozen=True):
    """A name for people, data of the policy file and never translated by a catalogue."""

    zh: str
    en: str


class Limit(Record, frozen=True):
    """A length of time: `unit` is `wd` working days (工作日), `d` days, `m` months, `wh` working hours (工作时)."""

    amount: int
    unit: str


class Clock(Record, frozen=True):
    """How long one hand may take, or the whole case (时限).

    `hand` says whose time it is: `whole`, `secretariat`, `supervisor`, `lead_unit`, `co_handler`, `unit_head`, `deputy` …;
    a clock of a `co_handler` runs once for each co-handler, under its unit's key. `near` is how long before the end the
    light turns. `counts_to` names the whole clock inside which it runs, or "". `extend_by` are the roles that may extend,
    `extend_times` how often, `extend_max` by how much in all; None where it may not be extended.
    """

    code: str
    names: Names
    limit: Limit
    hand: str
    near: Limit
    counts_to: str
    pauses_when_returned: bool
    extend_by: tuple[str, ...]
    extend_times: int
    extend_max: Limit | None
    source: str
    confirmed: bool


class Stage(Record, frozen=True):
    """A stage of handling (办理环节): `turn` is the hand whose turn it is, "" when nobody's."""

    code: str
    names: Names
    turn: str
    closed: bool
    public: bool


class Need(Record, frozen=True):
    """What a step must be given (必填): `name` is `reason`, `text`, `evidence`, `unit`, `co_units`, `until`, `value`, `outcome` …"""

    name: str
    required: bool = True
    min_length: int = 0


class Transition(Record, frozen=True):
    """A step that may be taken (办理动作).

    `from_stages` empty means from every stage that is not closed; `to_stage` "" means that the stage stays. `within`
    names a clock that must not be over. `other_than` names an earlier action whose actor may not take this one
    (the second person, 复核人). `outcomes` are the codes that `given["outcome"]` may have.
    """

    action: str
    names: Names
    event: str
    from_stages: tuple[str, ...]
    to_stage: str
    by: tuple[str, ...]
    needs: tuple[Need, ...]
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    pauses: tuple[str, ...]
    resumes: tuple[str, ...]
    extends: str
    within: str
    other_than: str
    outcomes: tuple[str, ...]
    new_round: bool
    source: str
    confirmed: bool


class Outcome(Record, frozen=True):
    """How a case may end (结果): a neutral code, its names, the letter that the place uses, or ""."""

    code: str
    names: Names
    letter: str


class Light(Record, frozen=True):
    """One light of the legend (亮灯): `code` is `on_time near late done provisional no_word`; the place's own words for it."""

    code: str
    names: Names
    source: str
    confirmed: bool


class Policy(Record, frozen=True):
    """One version of the rules for one type of case; `version` is the digest of its resolved content."""

    id: str
    version: str
    case_type: str
    names: Names
    start: str
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[Clock, ...]
    outcomes: tuple[Outcome, ...]
    lights: tuple[Light, ...]
    settings: dict[str, "Setting"]


class Setting(Record, frozen=True):
    """A single number or code of a policy (`report_every`, `light_yellow_pp` …) with where it comes from."""

    value: str | int
    source: str
    confirmed: bool


class Reason(Record, frozen=True):
    """One line of a derivation (期限讲道理): a code, the day it speaks of, plain values; faces make the sentence.

    Codes: `start`, `start_not_counted`, `limit`, `holiday`, `make_up_day`, `weekend`, `month_end`, `rolled`, `pause`,
    `extension`, `provisional_year`, `due`.
    """

    code: str
    on: date
    values: dict[str, str | int | bool]


class Deadline(Record, frozen=True):
    """A last day and how it came about.

    `due_on` is the last day on which the step is in time; `due_at` the moment, where the limit counts working hours;
    `near_on` the first day on which the light is near; `late_on` the first day after. `calendars` maps each year that was
    counted to the version of its notice; `provisional` is true while one of them has none.
    """

    due_on: date
    due_at: datetime | None
    near_on: date
    late_on: date
    provisional: bool
    calendars: dict[str, str]
    reasons: tuple[Reason, ...]


class Pause(Record, frozen=True):
    """A stretch in which a clock stood still; `to_on` None while it does."""

    from_on: date
    to_on: date | None


class Extension(Record, frozen=True):
    """An extension (延期): to which day, decided on which day, by which event."""

    until_on: date
    decided_on: date


class Run(Record, frozen=True):
    """One running or ended clock of a case: `key` is the unit in whose hand it runs, or ""."""

    clock: str
    key: str
    started_at: datetime
    stopped_at: datetime | None
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    deadline: Deadline


class State(Record, frozen=True):
    """Where a case stands: what its steps add up to. `actors` remembers who last took which action (ids)."""

    stage: str
    turn: str
    round: int
    closed: bool
    outcome: str
    runs: tuple[Run, ...]
    actors: dict[str, str]


class ClockChange(Record, frozen=True):
    """What a step did to a clock; `change` is `start stop pause resume extend recompute`; the run as it stands afterwards."""

    change: str
    run: Run


class Step(Record, frozen=True):
    """One step that was allowed, with all that follows from it; this is what an event stores."""

    action: str
    event: str
    stage: str
    turn: str
    round: int
    closed: bool
    outcome: str
    actor: str
    at: datetime
    clocks: tuple[ClockChange, ...]


class Refusal(Record, frozen=True):
    """Why a step cannot be taken: a stable code and plain values.

    Codes: `unknown_action`, `wrong_stage`, `wrong_role`, `need_missing`, `need_short`, `bad_outcome`, `limit_over`,
    `same_person`, `extension_spent`, `extension_too_long`, `not_running`.
    """

    code: str
    values: dict[str, str | int | date]
