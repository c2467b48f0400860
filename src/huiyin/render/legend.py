"""What the codes of a reading mean, in a sentence each: for the workbook's legend and the page's."""

from typing import NamedTuple

from huiyin.render.words import noted


class Part(NamedTuple):
    """A part of the legend: the group of codes (or "" for a remark), its title, and what is said of the whole."""

    group: str
    title: str
    remark: str


PARTS = (
    Part(
        "",
        noted("About this reading"),
        noted("Read by a program and confirmed by nobody yet: check a line against its passage before you rely on it."),
    ),
    Part(
        "",
        noted("Start, End"),
        noted("Position in the stored text, counted in characters from 0; the end is not included."),
    ),
    Part("kind", noted("Kind"), ""),
    Part("period", noted("Period"), ""),
    Part(
        "relation", noted("Relation"), noted("A range stands as two figures: at least the first, at most the second.")
    ),
    Part("role", noted("Role"), ""),
    Part("mention", noted("Type of a name"), ""),
    Part(
        "",
        noted("Checkable, 0 to 4"),
        noted(
            "One point each for a figure, a deadline, an owner and an end that can be observed; "
            "at 0 nobody could check it."
        ),
    ),
    Part("speaker", noted("Speaker's type"), ""),
)

MEANINGS = {
    ("kind", "appraisal"): noted("A judgement on a report, a body's work or a situation, which nobody could check."),
    ("kind", "achievement"): noted("Something done or reached by the time of speaking."),
    ("kind", "commitment"): noted("Something that the speaker's own side will do or aims at; targets are among them."),
    ("kind", "suggestion"): noted("Something that the speaker asks of somebody else, or puts forward for adoption."),
    ("kind", "background"): noted("Everything else: occasion, context, shortcomings told as facts."),
    ("period", "past"): noted("Done by the time of speaking."),
    ("period", "current"): noted("The year or plan period that is being planned now, or the near future."),
    ("period", "long"): noted("Explicitly beyond the planned year."),
    ("period", "none"): noted("The passage names no time and its neighbours give none."),
    ("role", "level"): noted("An amount or a count."),
    ("role", "change"): noted("How much it grew, fell or was added, measured against before."),
    ("role", "rank"): noted("A place in an order."),
    ("role", "share"): noted("A part of a whole, or a rate."),
    ("mention", "project"): noted("A named piece of construction, investment or works."),
    ("mention", "organisation"): noted("A company, department, school, hospital, association, delegation or congress."),
    ("mention", "place"): noted("An administrative division, river, mountain, scenic spot, street, park or zone."),
    ("mention", "honour"): noted("A title, list, certificate or award, received or sought."),
    ("mention", "programme"): noted("A named plan, campaign, mechanism or policy package."),
    ("mention", "document"): noted("A named document, law or report."),
}
