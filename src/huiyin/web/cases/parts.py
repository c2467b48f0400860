"""What else the page of a case shows: passages, target and progress, reports, parties."""

from typing import Any

from django.utils.translation import gettext, pgettext

from huiyin import policy
from huiyin.ledger.models import Attachment, Case, Passage
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.schedule import done_share, schedule, thresholds
from huiyin.web.cases import words
from huiyin.web.cases.view import CaseView
from huiyin.web.files import shown_files
from huiyin.web.lights import Why, gone_words, number, schedule_lines
from huiyin.web.links import link
from huiyin.web.numbers import grouped, share

AROUND = 120  # characters shown before and after a passage in its paragraph


def passages_of(case: Case) -> list[Passage]:
    """Return the passages on which a case rests."""
    return list(Passage.objects.filter(entry_id=case.entry_id).select_related("source", "statement"))


def passage_shown(passage: Passage, view: CaseView) -> dict[str, Any]:
    """Return a passage in its paragraph; beyond its house only the words on which the case rests."""
    source = passage.source
    at_home = view.viewer.works_at(source.house, source.home_id)
    before, after = _around(source.text, passage.start, passage.end) if at_home else ("", "")
    page_of = link("source", source.key) if at_home else ""
    statement = link("statement", passage.statement.key) if passage.statement and at_home else ""
    return {
        "pieces": [
            {"text": before, "marked": False},
            {"text": passage.quote, "marked": True},
            {"text": after, "marked": False},
        ],
        "source": " ".join(filter(None, (source.publisher, gettext("“%(title)s”") % {"title": source.title}))),
        "on": source.published_on,
        "start": passage.start,
        "end": passage.end,
        "url": statement,
        "full_url": page_of,
        "length": source.length,
    }


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a span in its paragraph, cut where it is long."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    if len(before) > AROUND:
        before = "…" + before[-AROUND:]
    return before, after[:AROUND] + "…" if len(after) > AROUND else after


def aim_words(case: Case) -> str:
    """Return the target in words: 改造里程 ≥ 85 公里."""
    if case.target_value is None:
        return ""
    sign = {">=": "≥", "<=": "≤", "~": "≈"}.get(case.target_relation, case.target_relation or "=")
    return f"{case.indicator} {sign} {grouped(case.target_value)}{case.unit_of_measure}".strip()


def schedule_shown(view: CaseView) -> dict[str, Any] | None:
    """Return progress against the time that has passed (序时进度), with how it was reckoned."""
    case, span, turns = view.case, schedule(view.case), thresholds(view.rules.settings)
    done = done_share(case, case.reached_value)
    if span is None:
        return None
    elapsed = policy.elapsed_share(span[0], span[1], view.today)
    if done is None or case.target_value is None or turns is None:
        return {"gone": gone_words(span, elapsed), "done": ""}
    light = policy.progress_light(elapsed, done, view.rules.settings)
    source = gettext("Rule: %(source)s") % {"source": turns[1].source}
    return {
        "elapsed_pct": float(elapsed * 100),
        "parts": [{"code": light, "count": float(done * 100)}],
        "light": light,
        "why": Why("", (*schedule_lines(case, view.rules, view.today), source)),
        "done": gettext("%(value)s of %(target)s %(unit)s reached, %(share)s%%")
        % {
            "value": grouped(case.reached_value),
            "target": grouped(case.target_value),
            "unit": case.unit_of_measure,
            "share": number(done * 100),
        },
        "unconfirmed": not turns[1].confirmed,
    }


def reports_shown(case: Case) -> list[dict[str, Any]]:
    """Return the reports of progress with their texts and files, newest first."""
    rows = list(case.reports.select_related("unit").order_by("-position"))
    texts = note_bodies(key for row in rows for key in (row.said, row.problem, row.next_step))
    keys = {key for row in rows for key in row.evidence}
    files = {each.key: each for each in Attachment.objects.filter(key__in=keys, stream_key=case.key)}
    return [
        {
            "period": words.period_words(row.period),
            "on": row.reported_at,
            "unit": row.unit.label if row.unit else "",
            "form": words.form_words(row.form),
            "value": f"{grouped(row.value)}{case.unit_of_measure}" if row.value is not None else "",
            "of": share(row.value, case.target_value) if row.value is not None and case.target_value else "",
            "said": texts.get(row.said, ""),
            "problem": texts.get(row.problem, ""),
            "next": texts.get(row.next_step, ""),
            "files": shown_files(files[key] for key in row.evidence if key in files),
            "uses": pgettext("between items", ", ").join(map(words.use_words, row.uses)),
        }
        for row in rows
    ]


def parties_shown(case: Case) -> list[dict[str, Any]]:
    """Return who has or had a part, the lead unit first."""
    order = {part: n for n, part in enumerate(("lead_unit", "responsible_unit", "co_handler", "proposed"))}
    rows = sorted(case.parties.select_related("unit"), key=lambda row: (order.get(row.part, 9), row.pk))
    return [
        {
            "part": words.part_words(row.part, case.entry.kind),
            "unit": row.unit.name,
            "note": gettext("accepted") if row.accepted and row.active else "" if row.active else gettext("no longer"),
        }
        for row in rows
    ]
