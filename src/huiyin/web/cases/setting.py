"""What the fields of a step depend on."""

from dataclasses import dataclass
from datetime import date

from huiyin import policy
from huiyin.ledger.models import Case
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Transition


@dataclass(frozen=True, slots=True)
class Setting:
    """What the fields of a step depend on."""

    case: Case
    transition: Transition
    rules: policy.Policy
    viewer: Viewer
    today: date
