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
    """A length of time (时限).

    `unit` is `wd` working days (工作日), `d` days (日), `m` months (月), `wh` working hours (工作时), or `given`: a
    last day that is named when the clock starts; `amount` is 0 then.
    """

    amount: int
    unit: str


class Clock(Record, frozen=True):
    """How long one hand may take, or the whole case (时限).

    `hand` says whose time it is: `whole`, `secretariat`, `supervisor`, `lead_unit`, `co_handler`, `unit_head`,
    `deputy` …; a clock of a `co_handler` runs once for each co-handler, under its unit's key. `near` is how long
    before the end the light turns. `counts_to` names the whole clock inside which it runs, or "". `extend_by` are the
    roles that may extend, `extend_times` how often (0: not at all), `extend_max` by how much in all; None where no
    longest is set; `latest` is the longest that the whole clock may become by being extended, from its start on.
    `given` names the need that holds the last day: always where the limit is `given`, else where one is named, which
    then goes before the limit. `classes` are the limits for items of a class (类别) that has one of its own. `rolls`
    says that a last day which is no working day moves to the next one; `counts_start` that the day of the start is
    counted itself.
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
    given: str = ""
    rolls: bool = True
    counts_start: bool = False
    classes: dict[str, Limit] = {}
    latest: Limit | None = None


class Stage(Record, frozen=True):
    """A stage of handling (办理环节): `turn` is the hand whose turn it is, "" when nobody's.

    In a stage that is `returned` (已退回) the clocks that pause when returned stand still. In one that is `public`
    (公开) the public may see the case, all of it that is ever public, or only what `shows` names. In one that is
    `in_work` (在办) the hand has long known of it: it is told anew only when a last day comes near.
    """

    code: str
    names: Names
    turn: str
    closed: bool
    public: bool
    returned: bool = False
    shows: tuple[str, ...] = ()
    in_work: bool = False


class Need(Record, frozen=True):
    """What a step must be given (必填): `name` is one of `huiyin.policy.names.codes("need")`, its key in `given`.

    `min_length` is the shortest length of a text, the least of a number. `choices` are the codes that it may be, ()
    where it is no matter of codes. One that has a `when` is required only if that need is given as `when_is`.
    """

    name: str
    required: bool = True
    min_length: int = 0
    choices: tuple[str, ...] = ()
    when: str = ""
    when_is: str = ""


class Transition(Record, frozen=True):
    """A step that may be taken (办理动作).

    `from_stages` empty means from every stage that is not closed; `to_stage` "" means that the stage stays. `within`
    names a clock that must not be over. `other_than` names an earlier action whose actor may not take this one (the
    second person, 复核人). `outcomes` are the codes that `given["outcome"]` may have; a single one need not be given.
    `asks` says that the action waits for an answer; `answers` names the action that this one answers, and which must
    have been taken unless this one may come `unasked`. `hand` narrows the roles to people of the unit in that hand.
    `code` tells apart several transitions of one action from different stages; usually it is the action.
    `extends_whole` says that the clock into which the extended one counts is extended to the same day. `when_last`
    says that the action leads on only once nobody's clock is left of those that it stops: the last of several units
    moves the case, the others leave it where it is. `from_round` and `until_round` are the rounds in which it may be
    taken; 0 is no bound. `on_paper` are the roles that may enter the step for whoever took it on paper; the day of
    signing (`signed_on`) and the paper as evidence are then asked for, and the step as it is open to them is `entered`;
    no policy file says so. `reopens` names clocks that go on as if they had never ended: their last day stays.
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
    asks: bool = False
    answers: str = ""
    unasked: bool = False
    hand: str = ""
    code: str = ""
    extends_whole: bool = False
    when_last: bool = False
    from_round: int = 0
    until_round: int = 0
    on_paper: tuple[str, ...] = ()
    entered: bool = False
    reopens: tuple[str, ...] = ()

    @property
    def reports_progress(self) -> bool:
        """Whether the step says month by month how far the work is (填报进度): it asks for 形象进度."""
        return any(need.name == "form" for need in self.needs)


class Outcome(Record, frozen=True):
    """How a case may end (结果): a neutral code, its names, the letter that the place uses, or ""."""

    code: str
    names: Names
    letter: str


class Light(Record, frozen=True):
    """One light of the legend (亮灯), in the place's own words: `on_time near late done provisional no_word`."""

    code: str
    names: Names
    source: str
    confirmed: bool


class Policy(Record, frozen=True):
    """One version of the rules for one type of case.

    `version` is the first 16 hex digits of `digest`, the SHA-256 of the file's resolved content: comments and the
    order of keys do not count, what it `extends` does. `extends` names the files it stands on, the nearest first.
    `source` and `confirmed` speak for the flow as a whole, and for each transition that has none of its own.
    `opening` are the clocks that start when a case is opened.
    """

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
    digest: str = ""
    extends: tuple[str, ...] = ()
    source: str = ""
    confirmed: bool = False
    opening: tuple[str, ...] = ()

    @property
    def reports_progress(self) -> bool:
        """Whether cases of this type aim at something that is reported on month by month (填报进度)."""
        return any(each.reports_progress for each in self.transitions)

    @property
    def in_work(self) -> frozenset[str]:
        """The codes of the stages in which a hand is at work and waits for nothing (在办).

        Where no stage says so, as in versions that were kept before a stage could, it is those which the lead unit
        reached by a step of its own, as by accepting (签收).
        """
        told = frozenset(stage.code for stage in self.stages if stage.in_work)
        held = {stage.code for stage in self.stages if stage.turn == "lead_unit"}
        own = (each for each in self.transitions if each.hand == "lead_unit" and each.to_stage in held)
        return told or frozenset(each.to_stage for each in own if each.to_stage not in each.from_stages)

    def stage(self, code: str) -> Stage | None:
        """Return a stage by its code, or None."""
        return next((each for each in self.stages if each.code == code), None)

    def clock(self, code: str) -> Clock | None:
        """Return a clock by its code, or None."""
        return next((each for each in self.clocks if each.code == code), None)


class Setting(Record, frozen=True):
    """A single number or code of a policy (`report_every`, `light_yellow_pp` …) with where it comes from."""

    value: str | int
    source: str
    confirmed: bool


class Reason(Record, frozen=True):
    """One line of a derivation (期限讲道理): a code, the day it speaks of, plain values; faces make the sentence.

    | code | `on` | values |
    |---|---|---|
    | `start` | local day of the start | `at`: local moment |
    | `start_not_counted` | the same day | |
    | `limit` | the same day | `amount`, `unit` |
    | `given` | the last day that was named | |
    | `weekend` | first day | `to`: last day, `days`: how many |
    | `holiday` | first day | `to`, `days`, `zh`, `en`: its name, `notice`: version of the notice, `provisional` |
    | `make_up_day` | the day | `zh`, `en`: the holiday it makes up for, `notice` |
    | `month_end` | last day of the month | `wanted`: the day of the month that it lacks |
    | `rolled` | the day moved to | `from`: the day that is no working day |
    | `pause` | its first day | `to`: last day, "" while it lasts; `days`: days (of `unit`) that were not counted |
    | `extension` | the day it was decided | `until`, `from`: the last day before |
    | `provisional_year` | 1 January | `year` |
    | `due` | the last day | `at`: local moment, "" unless the limit counts hours |

    Days and moments among the values are ISO 8601 texts. The lines stand in the order in which they were reckoned;
    those after `rolled` are the days that were passed over.
    """

    code: str
    on: date
    values: dict[str, str | int | bool]


class Deadline(Record, frozen=True):
    """A last day and how it came about.

    `due_on` is the last day on which the step is in time; `due_at` the moment, where the limit counts working hours;
    `near_on` the first day on which the light is near; `late_on` the first day after. `calendars` maps each year that
    was counted to the version of its notice; `provisional` is true while one of them has none.
    """

    due_on: date
    due_at: datetime | None
    near_on: date
    late_on: date
    provisional: bool
    calendars: dict[str, str]
    reasons: tuple[Reason, ...]


class Pause(Record, frozen=True):
    """A stretch in which a clock stood still; `to_on` None while it does.

    The day on which it stopped still counts as used, the day on which it went on does not: the days after `from_on`
    up to and with `to_on` are not counted.
    """

    from_on: date
    to_on: date | None


class Extension(Record, frozen=True):
    """An extension (延期): to which day, decided on which day, by which event."""

    until_on: date
    decided_on: date


class Run(Record, frozen=True):
    """One running or ended clock of a case: `key` is the unit in whose hand it runs, or "".

    `ordinal` tells runs of one clock under one key apart, from 1. `hand`, `limit` and `counts_to` are the clock's
    when it started, the limit that of the item's class; `given_on` is the last day that was named, where the limit is
    `given`, and `given_as` the need that named it.
    """

    clock: str
    key: str
    started_at: datetime
    stopped_at: datetime | None
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    deadline: Deadline
    ordinal: int = 1
    hand: str = ""
    limit: Limit = Limit(0, "given")
    counts_to: str = ""
    given_on: date | None = None
    given_as: str = ""

    @property
    def paused(self) -> bool:
        """Whether the clock stands still now."""
        return self.stopped_at is None and bool(self.pauses) and self.pauses[-1].to_on is None


class Turn(Record, frozen=True):
    """A stretch in which it was one hand's turn (在谁手上); `to_at` None while it is."""

    hand: str
    key: str
    from_at: datetime
    to_at: datetime | None


class State(Record, frozen=True):
    """Where a case stands: what its steps add up to.

    `actors` remembers who last took which action (ids). `pending` are the actions that wait for an answer, oldest
    first. `turns` tells whose turn it was from when to when. `item_class` is the class that the item was given, or "".
    """

    stage: str
    turn: str
    round: int
    closed: bool
    outcome: str
    runs: tuple[Run, ...]
    actors: dict[str, str]
    pending: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    item_class: str = ""


class ClockChange(Record, frozen=True):
    """What a step did to a clock; `start stop reopen pause resume extend classify recompute`, the run afterwards."""

    change: str
    run: Run


class Step(Record, frozen=True):
    """One step that was allowed, with all that follows from it; this is what an event stores.

    `turn_key` is the unit whose turn it is, "" where the hand is no unit. `pending` are all actions that wait for an
    answer after this step. `outcome` and `item_class` are the case's afterwards, and kept by steps that give none.
    """

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
    turn_key: str = ""
    pending: tuple[str, ...] = ()
    item_class: str = ""


class Refusal(Record, frozen=True):
    """Why a step cannot be taken: a stable code and plain values.

    | code | values |
    |---|---|
    | `unknown_action` | `action` |
    | `wrong_stage` | `action`, `stage`: where the case stands |
    | `wrong_round` | `action`, `round`: the round of the case |
    | `wrong_role` | `action`, `roles`: who may, codes joined by a space |
    | `same_person` | `action`, `earlier`: what the same person did before |
    | `not_asked` | `action`, `asked`: the action that nobody has taken |
    | `limit_over` | `clock`, `due_on` |
    | `need_missing`, `need_invalid` | `need` |
    | `need_short` | `need`, `min_length`, `length` |
    | `need_low` | `need`, `least` |
    | `unit_twice` | `need`: it names the unit that leads (主办) as one that helps (会办), too |
    | `bad_choice` | `need`, `choices`: codes joined by a space |
    | `bad_outcome` | `outcome`, `outcomes`: codes joined by a space |
    | `not_running` | `clock`, `key` |
    | `day_runs` | `clock`, `need`, `due_on`: another last day is named for a clock that runs already |
    | `extension_spent` | `clock`, `times` |
    | `extension_not_later` | `clock`, `due_on` |
    | `extension_too_long` | `clock`, `longest_on` |
    | `signed_later` | `need` |
    | `signed_early` | `need`, `issued_on` |
    | `same_unit` | `need`: the unit that sent it back is named as the next one |
    | `nothing_given` | an amendment that changes nothing |
    | `day_later` | `need`: a day on which something was done, and which is still to come |
    | `letter_early` | `need`, `asked_on`: the day of what the letter answers |
    | `value_lower` | `need`, `last`, `period`: a figure reached since the beginning is below that of the last report |
    | `value_far` | `need`, `target`: a figure reached is ten times the target or more |
    | `move_closed`, `move_stage` | `stage`: where the case stands, which the other rules do not know as open |
    | `move_pending` | `action`: what waits for an answer, which the other rules do not know |
    """

    code: str
    values: dict[str, str | int | date]


class Stretch(Record, frozen=True):
    """One stretch of a hand's time: `clock` is what ran, "" where it was its turn without a clock.

    `used` counts working days, `over` those after the last day; `due_on` and `limit` are None without a clock;
    `to_on` is None while it lasts.
    """

    clock: str
    from_on: date
    to_on: date | None
    used: int
    over: int
    limit: Limit | None
    due_on: date | None


class Hand(Record, frozen=True):
    """What one hand has used of the time (接力计时): a row of the relay.

    `used` and `over` are working days, each day counted once however many clocks ran. `running` says that a clock of
    its runs, `turn` that the case waits for it, `parallel` that it works beside the one whose turn it is. `limit` and
    `due_on` are those of its latest clock. `light` is the worst of its running clocks', `done` when all have ended.
    """

    hand: str
    key: str
    used: int
    over: int
    limit: Limit | None
    due_on: date | None
    running: bool
    parallel: bool
    turn: bool
    light: str
    stretches: tuple[Stretch, ...]
