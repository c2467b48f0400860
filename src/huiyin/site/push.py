"""Ways to people outside the site: a 企业微信 group robot, and a gateway of short messages (短信) asked over HTTP.

Both are channels of `huiyin.ledger.channels`, registered where the operator sets them up (docs/notices.md). Neither
says more than that something waits and where: a group reads with, and a short message passes through others' hands.
Who is reached stands in a file of the operator's, not in the database (decision 34). The third, web push, has a module
of its own (`huiyin.site.web_push`): whom it reaches each person decides on each device.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from django.utils.translation import gettext

from huiyin.errors import HuiyinError
from huiyin.ledger import channels
from huiyin.ledger.channels import Message
from huiyin.people.models import Account
from huiyin.site.environment import Environment
from huiyin.site.web_push import WebPush
from huiyin.site.web_push_key import server_key

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
logger = logging.getLogger("huiyin.push")


def read_people(path: Path, *, setting: str) -> dict[str, str]:
    """Return whom a channel reaches, by user name: lines of name, tab, and the name or number there.

    Raises:
        HuiyinError: `setting.people`: the file cannot be read, or a line of it is no such pair.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise HuiyinError("setting.people", name=setting, path=str(path), line=0) from error
    return dict(_pairs(lines, setting, path))


def _pairs(lines: list[str], setting: str, path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, tab, there = line.partition("\t")
        if not tab or not name.strip() or not there.strip():
            raise HuiyinError("setting.people", name=setting, path=str(path), line=number)
        yield name.strip().lower(), there.strip()


class GroupRobot:
    """企业微信群机器人: one message a notice in the group, which calls the person by name and gives the address."""

    code = "wecom"

    def __init__(self, url: str, people: dict[str, str]) -> None:
        self.url, self.people = url, people

    def reaches(self, account: Account) -> bool:
        """Say whether the person is in the operator's list."""
        return account.username.lower() in self.people

    def send(self, account: Account, message: Message) -> bool:
        """Say in the group that something waits; False where the robot refuses (20 messages a minute) or is away."""
        there = self.people[account.username.lower()]
        text = {"content": _words(message), "mentioned_list": [there]}
        answer = _post(self.url, {"msgtype": "text", "text": text})
        return isinstance(answer, dict) and answer.get("errcode") == 0


class ShortMessages:
    """短信网关: one request a notice, `{"phone": …, "text": …}` with the key as bearer; any answer of 2xx is taken."""

    code = "sms"

    def __init__(self, url: str, key: str, people: dict[str, str]) -> None:
        self.url, self.people = url, people
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def reaches(self, account: Account) -> bool:
        """Say whether the person's number is in the operator's list."""
        return account.username.lower() in self.people

    def send(self, account: Account, message: Message) -> bool:
        """Ask the gateway to send; False where it refuses or is away."""
        there = self.people[account.username.lower()]
        return _post(self.url, {"phone": there, "text": _words(message)}, self.headers) is not None


def _words(message: Message) -> str:
    """Return what is said: no title, no step and no name, since others read it too."""
    return gettext("Huiyin: something new waits for you. %(url)s") % {"url": message.url}


def _post(url: str, told: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
    """Return what was answered ({} where that is no JSON), None where it was not taken.

    Nothing is raised, and nothing logged that could hold a number or a key.
    """
    try:
        with httpx.Client(timeout=TIMEOUT, trust_env=False) as client:
            answer = client.post(url, json=told, headers=headers)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        logger.warning("a message was not taken: %s", type(error).__name__)
        return None
    try:
        return answer.json()
    except ValueError:
        return {}


def register_channels(environment: Environment) -> None:
    """Register the channels that the operator set up.

    Raises:
        HuiyinError: `setting.people`.
    """
    if environment.wecom_robot and environment.wecom_people:
        people = read_people(environment.wecom_people, setting="HUIYIN_WECOM_PEOPLE")
        channels.register(GroupRobot(environment.wecom_robot, people))
    if environment.sms_url and environment.sms_people:
        people = read_people(environment.sms_people, setting="HUIYIN_SMS_PEOPLE")
        channels.register(ShortMessages(environment.sms_url, environment.sms_key, people))
    if environment.push_contact:
        channels.register(WebPush(server_key(environment.push_key), environment.push_contact))
