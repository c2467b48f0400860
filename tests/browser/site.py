"""The running site in Chromium: opened as a person of the cast, in a size, a language and a colour scheme."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from huiyin.people.models import Account

DESK, PHONE, SMALL = ({"width": w, "height": h} for w, h in ((1280, 800), (390, 844), (320, 640)))
LANGUAGES = {"zh": "zh-hans", "en": "en"}


class Site:
    """Opens pages; `close` fails the test on any message of the console that was not expected."""

    def __init__(self, browser: "Browser", address: str) -> None:
        self.browser, self.address = browser, address
        self.messages: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.walking: dict[str, Page] = {}

    def open(
        self,
        path: str,
        person: "Account | None" = None,
        *,
        size: dict[str, int] = DESK,
        lang: str = "zh",
        scheme: str = "light",
        **options: Any,
    ) -> "Page":
        """Return a page of the site, opened as this person."""
        touch = size["width"] < 600
        context = self.browser.new_context(
            viewport=size, color_scheme=scheme, has_touch=touch, is_mobile=touch, base_url=self.address, **options
        )
        self.contexts.append(context)
        context.add_cookies([self._cookie(settings.LANGUAGE_COOKIE_NAME, LANGUAGES[lang])])
        if person is not None:
            client = Client()
            client.force_login(person)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([self._cookie(name, client.cookies[name].value)])
        page = context.new_page()
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.goto(path)
        return page

    def walk(self, path: str, person: "Account | None" = None, **how: Any) -> "Page":
        """Return the page of this person in this size, led to another address, where `open` gives each a new one.

        For tests that only look: a new page is a new process of Chromium, which reads the scripts and axe anew.
        """
        as_whom = f"{person.pk if person else ''} {how}"
        if as_whom in self.walking:
            self.walking[as_whom].goto(path)
        else:
            self.walking[as_whom] = self.open(path, person, **how)
        return self.walking[as_whom]

    def _cookie(self, name: str, value: str) -> Any:
        return {"name": name, "value": value, "url": self.address}

    def close(self) -> None:
        """Close all pages; nothing may have been said in the console."""
        for context in self.contexts:
            context.close()
        assert self.messages == []


def violations(page: "Page", axe: str) -> list[str]:
    """Return all that axe finds, of whatever weight, with the first place of each."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]
