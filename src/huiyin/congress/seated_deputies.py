"""Who sits in a congress on which day (在任代表), looked up once for many rows: by name, by number of the card."""

from collections import defaultdict
from datetime import date

from huiyin.congress.models import Congress, Mandate
from huiyin.people.models import Deputy

Problem = tuple[str, str]  # a code, and the words that it is about


class SeatedDeputies:
    """The mandates of a congress in memory. Two deputies of one name are told apart by number alone, never guessed."""

    def __init__(self, congress: Congress) -> None:
        self.by_name: dict[str, list[Mandate]] = defaultdict(list)
        self.by_number: dict[str, Mandate] = {}
        self.of_deputy: dict[int, list[Mandate]] = defaultdict(list)
        for mandate in Mandate.objects.filter(congress=congress).select_related("deputy"):
            self.by_name[mandate.deputy.name].append(mandate)
            self.of_deputy[mandate.deputy_id].append(mandate)
            if mandate.number:
                self.by_number[mandate.number] = mandate

    def sits(self, deputy: Deputy, on: date) -> bool:
        """Return whether a deputy sits there on a day."""
        return any(_holds(each, on) for each in self.of_deputy.get(deputy.pk, ()))

    def find(self, name: str, number: str, on: date) -> Deputy | Problem:
        """Return the deputy who is meant, or why nobody can be said to be: the code and whom it is about."""
        if number:
            numbered = self.by_number.get(number)
            if numbered is None:
                return "number_unknown", number
            if numbered.deputy.name != name:
                return "number_of_another", number
            return numbered.deputy if self.sits(numbered.deputy, on) else ("not_seated", name)
        alike = {each.deputy_id: each.deputy for each in self.by_name.get(name, ()) if _holds(each, on)}
        if len(alike) == 1:
            return next(iter(alike.values()))
        if alike:
            return "same_name", name
        return ("not_seated" if name in self.by_name else "unknown"), name


def _holds(mandate: Mandate, on: date) -> bool:
    return mandate.from_on <= on and (mandate.to_on is None or mandate.to_on >= on)
