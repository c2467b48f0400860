"""A column of JSON that is written in the canonical form over which hashes are computed (`huiyin.ledger.chain`)."""

import json
from typing import Any

from django.db import models

from huiyin.ledger.chain import canonical


class _Canonical(json.JSONEncoder):
    def encode(self, o: Any) -> str:
        return canonical(o).decode()


class CanonicalField(models.JSONField):
    """JSON in its canonical form: half as long where Chinese stands in it, and verified without writing it out anew.

    PostgreSQL keeps values, not their text; what an older version wrote in SQLite has another form and the same value.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "encoder": _Canonical})

    def deconstruct(self) -> Any:
        """Return what migrations know: a column of JSON, so that none is altered for how its text is written."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, {key: kwargs[key] for key in kwargs if key != "encoder"}
