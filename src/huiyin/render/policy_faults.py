"""Sentences for what is wrong with a policy, a notice of days off or a file of past cases, and what to do."""

from huiyin.render.words import noted

SENTENCES = {
    "policy.not_found": noted(
        "There is no policy called {name}. Shipped are: {known}. A file is named with its ending .toml."
    ),
    "policy.unreadable": noted("Policy file {path} cannot be read: {reason}."),
    "policy.encoding": noted("Policy file {path} is not written in UTF-8 (byte {offset}); save it as UTF-8."),
    # what follows stands after the file and the line
    "policy.syntax": noted("this is no TOML ({reason}); mend the line."),
    "policy.circle": noted("it extends {given}, which extends it in turn; take one of the two lines out."),
    "policy.key_missing": noted("{key} is missing; add it."),
    "policy.source_missing": noted(
        "{key} is missing: a value without a source is nobody's rule. Add law and article, or say that it is a default."
    ),
    "policy.confirmed_missing": noted(
        "{key} is missing; write true if somebody has read the value in its source, else false."
    ),
    "policy.shape.text": noted("{key} must be a text in quotation marks that is not empty."),
    "policy.shape.boolean": noted("{key} must be true or false, without quotation marks."),
    "policy.shape.number": noted("{key} must be a whole number that is not negative, without quotation marks."),
    "policy.shape.list": noted('{key} must be a list of texts, such as ["assign", "accept"].'),
    "policy.shape.table": noted("{key} must be a table with keys of its own."),
    "policy.shape.value": noted("{key} must be a whole number or a text."),
    "policy.twice": noted("{key} names {given} twice; take one out."),
    "policy.limit": noted("{key} is {given}, which is no length of time; write 5 wd, 20 d, 3 m or 4 wh."),
    "policy.need": noted("{key} has {given}, which is not understood; write reason, evidence? or reason>=10."),
    "policy.hours": noted("{key} is {given}, which are no office hours; write 9:00-12:00 13:00-17:00."),
    "policy.pattern": noted("{key} is {given}, which numbers no cases; write for instance No. {{year}}-{{n:03}}."),
    "policy.unknown_key": noted("{key} is no key of this table; there are: {known}."),
    "policy.unknown_stage": noted("{key} names {given}, which is no stage of this policy; there are: {known}."),
    "policy.unknown_clock": noted("{key} names {given}, which is no clock of this policy; there are: {known}."),
    "policy.unknown_action": noted("{key} names {given}, which is no action of this policy; there are: {known}."),
    "policy.unknown_outcome": noted("{key} names {given}, which is no outcome; there are: {known}."),
    "policy.unknown_role": noted("{key} names {given}, which is no role; there are: {known}."),
    "policy.unknown_hand": noted("{key} names {given}, which is no hand; there are: {known}."),
    "policy.unknown_need": noted("{key} asks for {given}, which nobody can give; there are: {known}."),
    "policy.unknown_choice": noted("{key} has {given}, which is none of the codes of that need; there are: {known}."),
    "policy.unknown_class": noted("{given} is no class of items; there are: {known}."),
    "policy.unknown_light": noted("{given} is no light; there are: {known}."),
    "policy.unknown_shown": noted(
        "{key} names {given}, which is no field that the public may see; there are: {known}."
    ),
    "policy.unknown_setting": noted("{given} is no setting; there are: {known}."),
    "policy.never_closed": noted("no stage closes a case; add closed = true to one."),
    "policy.closed_at_start": noted("a case would begin in {given}, which is closed; name another stage."),
    "policy.unreachable_stage": noted("no action leads to the stage {given}; add one, or take the stage out."),
    "policy.dead_end": noted("no action leads on from the stage {given}, which is not closed; add one, or close it."),
    "policy.nobody_may": noted("{key} is empty, so that nobody may take this action; name at least one role."),
    "policy.open_is_reserved": noted("the action open is how every case begins; call this one otherwise."),
    "policy.ambiguous": noted(
        "{given} is the same action from the same stage; let the two leave from different stages."
    ),
    "policy.outcome_unused": noted("{key} is the outcome of no action; name it in one, or take it out."),
    "policy.outcome_not_needed": noted("{key} offers several, but needs does not ask for outcome; add it there."),
    "policy.no_outcomes": noted("{key} asks for outcome, but outcomes names none; add those that may be chosen."),
    "policy.may_not_extend": noted(
        "nobody who may take this action may extend {given}; see extend_by and extend_times of that clock."
    ),
    "policy.until_not_needed": noted("an action that extends a clock must ask for until; add it to needs."),
    "policy.asks_nothing": noted("{key} answers {given}, which asks for nothing; give that one asks = true."),
    "policy.starts_when_closed": noted("{given} closes the case and cannot start a clock; take it out."),
    "policy.clock_never_starts": noted("no action starts this clock; name those that do in starts."),
    "policy.counts_to_a_hand": noted(
        "{key} names {given}, which is not of the whole case; name a clock with hand whole."
    ),
    "policy.near_too_long": noted("{key} is as long as the limit or longer, so that the light would be near at once."),
    "policy.nobody_extends": noted("it may be extended, but extend_by names nobody; name at least one role."),
    "policy.never_extended": noted("it may be extended, but no action extends it; add one, or take extend_times out."),
    "policy.never_resumed": noted("it stands still, but nothing lets it go on; name an action in resumes."),
    "policy.never_ended": noted("it is to run again, but nothing ends it before; name an action in stops."),
    "policy.extends_no_whole": noted("what it extends counts to no whole; name one in counts_to of that clock."),
    "policy.last_of_nothing": noted(
        "an action of the last unit must lead to a stage, ask for unit_key, and stop a clock that runs for each unit."
    ),
    "policy.no_round": noted("{key} comes after until_round, so that there is no round for it; mend one of the two."),
    "policy.given_not_needed": noted("{given} starts this clock but does not ask for {need}; add it to its needs."),
    "calendar.unreadable": noted("The notice of days off in {path} cannot be read: {reason}."),
    "calendar.syntax": noted("The notice of days off in {path} is no TOML in UTF-8 ({reason}); mend it."),
    "calendar.invalid": noted("The notice of days off in {path} cannot be used; mend {key}."),
    "calendar.invalid.missing": noted("The notice of days off in {path} has no {key}; add it."),
    "calendar.invalid.unknown": noted(
        "The notice of days off in {path} has {key}, which is no part of one (year, source, adds, off, make_up, names)."
    ),
    "calendar.invalid.shape": noted(
        "The notice of days off in {path}: {key} is of another shape; a day is written 2027-01-01, a name zh and en."
    ),
    "calendar.invalid.other_year": noted(
        "The notice of days off in {path}: {key} has a day of another year; only the December before may stand in it."
    ),
    "calendar.invalid.twice": noted("The notice of days off in {path}: {key} is off and made up for at once."),
    "replay.line_invalid": noted("Line {line} is no case in JSON ({reason}); docs/policies.md shows one."),
    "replay.moment_invalid": noted(
        "Line {line}: case {case} has no steps, or a moment without its time zone; write 2026-01-12T09:00:00+08:00."
    ),
}
