"""Makes a real site and fills it: tables, the cast, tokens of programs, cases that wait. `python -m …founding HOW_MANY`.

It runs in a process of its own under the site's own settings, and prints as JSON what the tests must know.
"""

import json
import os
import sys
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.site.settings")


def main(how_many: int) -> None:
    import django

    django.setup()
    from tests.api.calling import secret_of
    from tests.cast import cast

    from huiyin.site import prepare

    prepare.main([])
    people = cast()
    told = {
        "tokens": {name: secret_of(getattr(people, name)) for name in ("supervisor", "handler")},
        "cases": [waiting(people, number) for number in range(how_many)],
    }
    sys.stdout.write(json.dumps(told))


def waiting(people: object, number: int) -> str:
    """Return the key of a case that is handed over and not accepted yet; two events."""
    from django.utils import timezone
    from tests.cast import Cast

    from huiyin.ledger.cases import Given, act, actor_of, open_case
    from huiyin.people.viewer import viewer_of

    assert isinstance(people, Cast)
    at = timezone.now() - timedelta(days=1)
    by = viewer_of(people.supervisor, today=at.date())
    case = open_case(
        kind="commitment",
        policy_id="commitment.general",
        house="government",
        place=people.city,
        title=f"改造老旧小区供热二次管网（第{number}片）",
        year=at.year,
        number=f"任务 {at.year}-{number:03d}",
        by=actor_of(by),
        at=at,
    )
    given = Given(unit=people.housing, values={"due_on": date(at.year + 1, 12, 31)})
    return act(case=case, action="assign", given=given, by=by, at=at, expected=1).key


if __name__ == "__main__":
    main(int(sys.argv[1]))
