"""Makes a real site and fills it: tables, the cast, tokens of programs, so many cases that wait, an idle webhook.

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
    cases = [waiting(people, number) for number in range(how_many)]
    webhook(people)
    told = {
        "tokens": {name: secret_of(getattr(people, name)) for name in ("supervisor", "handler")},
        "cases": cases,
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


def webhook(people: object) -> None:
    """Let a program be told of what happens; it is stopped until a test gives it an address."""
    from django.utils import timezone
    from tests.cast import Cast

    from huiyin.ledger import webhooks
    from huiyin.ledger.record import SYSTEM

    assert isinstance(people, Cast)
    at = timezone.now()
    made = webhooks.add_webhook(
        name="督查大屏",
        url="http://127.0.0.1:9/",
        events=(),
        account=people.supervisor,
        made_by=people.administrator,
        by=SYSTEM,
        at=at,
    )
    webhooks.set_active(webhook=made, active=False, by=SYSTEM, at=at)


if __name__ == "__main__":
    main(int(sys.argv[1]))
