"""A program that calls the interface as somebody of the cast."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from huiyin.people.models import Account
from huiyin.people.tokens import SCOPES, add_token

ROOT = "/api/v1"


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

    def delete(self, path: str) -> Any:
        return self.client.delete(ROOT + path, headers=self.headers)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
