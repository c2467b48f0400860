"""A person at a browser without scripts: logs in, opens pages, sends forms with their tokens."""

import re
from html import unescape
from typing import Any

import httpx
from tests.reliability.running import SECONDS, RunningSite

PASSWORD = "correct horse 云汀"  # noqa: S105  of the invented cast
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Person:
    """Somebody of the cast, logged in."""

    def __init__(self, site: RunningSite, name: str) -> None:
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{site.port}", timeout=SECONDS, trust_env=False)
        answer = self.send("/account/login/", {"login": name, "password": PASSWORD})
        assert answer.status_code == 302, answer.text

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def send(self, path: str, fields: dict[str, Any], *, page: str = "", files: Any = None) -> httpx.Response:
        """Open a page and send a form of it, to the page's own address or another."""
        found = TOKEN.search(self.get(page or path).text)
        token = found[1] if found else self.client.cookies["csrftoken"]
        return self.client.post(path, data={**fields, "csrfmiddlewaretoken": token}, files=files)


def shown(answer: httpx.Response) -> str:
    """Return what a page says, signs as people see them."""
    return unescape(answer.text)
