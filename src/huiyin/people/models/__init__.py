"""The tables of the app, one module a subject."""

from huiyin.people.models.account import Account, Deputising, Role, RoleGrant
from huiyin.people.models.deputy import Deputy
from huiyin.people.models.push_device import PushDevice
from huiyin.people.models.token import Token
from huiyin.people.models.unit import House, Place, Unit, UnitName
from huiyin.people.models.vault import Person, VaultOpening, VaultRecord

__all__ = [
    "Account",
    "Deputising",
    "Deputy",
    "House",
    "Person",
    "Place",
    "PushDevice",
    "Role",
    "RoleGrant",
    "Token",
    "Unit",
    "UnitName",
    "VaultOpening",
    "VaultRecord",
]
