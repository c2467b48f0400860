"""Versions of a record that somebody's saving took the place of (被替换的文本): kept, compared, taken back.

A record is typed by one person as a rule, and its text changes every ten seconds: only what somebody else (or the same
person on another device) had written and what is not in the text any more is kept as a version of its own.
"""

from datetime import datetime
from difflib import SequenceMatcher

from django.db import transaction

from huiyin.congress.briefings_changes import Change, changes
from huiyin.congress.models import Record, RecordVersion
from huiyin.congress.records import save_text
from huiyin.people.viewer import Viewer

LONGEST = 4000  # characters of each of two stretches that are compared sign by sign; longer ones line by line


@transaction.atomic
def restore(*, version: RecordVersion, expected: int, by: Viewer, at: datetime) -> Record:
    """Let a version be the text again; what stands there now becomes a version itself.

    Raises:
        CongressError: `record.handed`. StaleWrite: the text was changed since revision `expected` was shown.
    """
    return save_text(
        record=version.record,
        text=version.text,
        title=version.title,
        expected=expected,
        in_place=True,
        by=by,
        at=at,
    )


def compared(before: str, after: str) -> list[Change]:
    """Return how one text differs from another: whole lines first, within the changed ones sign by sign."""
    found: list[Change] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out, put = "".join(old[a:b]), "".join(new[c:d])
        if op == "equal":
            found.append(Change("same", out))
        elif op == "replace" and max(len(out), len(put)) <= LONGEST:
            found += changes(out, put)
        else:
            found += [Change(how, words) for how, words in (("out", out), ("in", put)) if words]
    return found
