"""Writes that may be sent twice and are done once (幂等): by the Idempotency-Key that the caller chose.

The key's row is written first, in the transaction of the work itself: of two at once the second waits, then answers
what the first did. A refused write leaves nothing behind and may be sent again under the same key.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema, Status

from huiyin.api.access import caller
from huiyin.api.problems import Refused
from huiyin.ledger.models import IdempotentWrite

HEADER = "Idempotency-Key"
PATTERN = r"^[A-Za-z0-9._:~-]{1,80}$"
KEPT = timedelta(days=7)


def once(request: HttpRequest, sent: Schema | str, do: Callable[[], Schema], *, status: int = 200) -> Status[Any]:
    """Do a write, or give the answer of the one that was sent under the same key before.

    Args:
        sent: what was sent, to tell a repetition from another request under the same key.
        do: the write; it looks up itself what it does away with, so that a repetition is answered though that is gone.
    Raises:
        Refused: 400 the key has characters that keys have not, 422 the key was used for another request.
    """
    given = request.headers.get(HEADER)
    if given is None:
        return Status(status, do())
    if not re.match(PATTERN, given):
        raise Refused(400, "idempotency.key")
    who = caller(request)
    key = hashlib.sha256(f"{who.token.key}:{given}".encode()).hexdigest()
    digest = _digest(request, sent)
    try:
        with transaction.atomic():
            fields: dict[str, Any] = {"request_sha256": digest, "status": status, "answer": {}, "at": timezone.now()}
            row = IdempotentWrite.objects.create(account_id=who.viewer.account_id, key=key, **fields)
            answer = do().model_dump(mode="json")
            IdempotentWrite.objects.filter(pk=row.pk).update(answer=answer)
            return Status(status, answer)
    except IntegrityError:
        kept = IdempotentWrite.objects.filter(account_id=who.viewer.account_id, key=key).first()
        if kept is None:  # the fault lay elsewhere
            raise
    if kept.request_sha256 != digest:
        raise Refused(422, "idempotency.other_request")
    return Status(kept.status, kept.answer)


def forget_old() -> int:
    """Forget answers older than a week; return how many. Run daily."""
    removed, _by_model = IdempotentWrite.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return removed


def _digest(request: HttpRequest, sent: Schema | str) -> str:
    body = sent if isinstance(sent, str) else sent.model_dump_json()
    match = request.headers.get("If-Match", "")
    return hashlib.sha256("\n".join((request.method or "", request.path, match, body)).encode()).hexdigest()
