"""A program that calls the interface as somebody of the cast."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from huiyin.people.models import Account
from huiyin.people.tokens import SCOPES, add_token

ROOT = "/api/v1"


def with_second_factor(account: Account) -> Account:
    """Give an account a second factor, without which an administrator's token opens nothing."""
    Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
    return account


def secret_of(account: Account, scopes: tuple[str, ...] = SCOPES) -> str:
    today = timezone.localdate()
    _token, secret = add_token(
        name="测试程序",
        account=account,
        scopes=scopes,
        expires_on=today + timedelta(days=30),
        made_by=account,
        today=today,
    )
    return secret


class Program:
    """Calls with a token; answers are Django's."""

    def __init__(self, account: Account, scopes: tuple[str, ...] = SCOPES, *, language: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret_of(account, scopes)}"}
        if language:
            self.headers["Accept-Language"] = language

    def get(self, path: str, data: Any = None, **headers: str) -> Any:
        return self.client.get(ROOT + path, data, headers={**self.headers, **_named(headers)})

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(
            ROOT + path, body, content_type="application/json", headers={**self.headers, **_named(headers)}
        )

    def send(self, path: str, fields: dict[str, Any], **headers: str) -> Any:
        return self.client.post(ROOT + path, fields, headers={**self.headers, **_named(headers)})

    def delete(self, path: str, **headers: str) -> Any:
        return self.client.delete(ROOT + path, headers={**self.headers, **_named(headers)})

    def patch(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._json("patch", path, body, headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._json("put", path, body, headers)

    def _json(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        told = {**self.headers, **_named(headers)}
        return getattr(self.client, method)(ROOT + path, body, content_type="application/json", headers=told)

    def tag(self, path: str) -> str:
        """Return the ETag of what stands there, to be sent in If-Match."""
        return str(self.get(path)["ETag"])


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
