"""Single sign-on (OpenID Connect) against a provider of our own on loopback: who is let in, and who is not."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.cast import Cast
from tests.web.test_way_in import give_second_factor

from huiyin.errors import HuiyinError
from huiyin.people.models import Account
from huiyin.site.environment import read_environment

BUTTON, BACK = "/account/sign-on/oidc/", "/account/sign-on/oidc/back/"


class Provider(ThreadingHTTPServer):
    """An identity provider: gives everybody the identity that `claims` holds just now."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.claims: dict[str, Any] = {"sub": "s-1", "preferred_username": "supervisor", "name": "林砚秋"}
        self.tokens_asked: list[dict[str, list[str]]] = []


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        at = self.server.address
        if self.path.startswith("/.well-known/"):
            self._say(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": f"{at}/token",
                    "userinfo_endpoint": f"{at}/me",
                    "jwks_uri": f"{at}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self._say(self.server.claims if self.path.startswith("/me") else {"keys": []})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.tokens_asked.append(parse_qs(body))
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": "huiyin", "iat": now, "exp": now + 300, **self.server.claims}
        parts = [json.dumps(each).encode() for each in ({"alg": "RS256", "kid": "k"}, claims)]
        token = ".".join(base64.urlsafe_b64encode(each).decode().rstrip("=") for each in (*parts, b"signature"))
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _say(self, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, oidc_issuer=server.address, oidc_name="云汀统一认证"
    )
    app = {"provider_id": "oidc", "name": "云汀统一认证", "client_id": "huiyin", "secret": "s"}
    app["settings"] = {"server_url": server.address}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def sign_on(client: Client) -> Any:
    """Press the button, be sent to the provider, and come back with its code."""
    there = client.post(BUTTON, {"next": "/account/sessions/"})
    asked = parse_qs(urlsplit(there.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(BACK, {"code": "c", "state": asked["state"][0]})


def test_the_button_stands_on_the_log_in_page(client: Client, people: Cast, provider: Provider) -> None:
    """Under the name that the place gave it; it takes a press, a link alone does nothing."""
    assert "云汀统一认证" in client.get("/account/login/").content.decode()
    assert client.get(BUTTON).status_code == 200


def test_an_account_of_that_user_name_is_opened_and_tied(client: Client, people: Cast, provider: Provider) -> None:
    """The first time by name, afterwards by the identity, whatever it is called then."""
    assert sign_on(client).url == "/account/sessions/"
    assert client.get("/account/sessions/").status_code == 200
    assert SocialAccount.objects.get().user == people.supervisor
    assert "code_verifier" in provider.tokens_asked[0]
    provider.claims["preferred_username"] = "administrator"
    other = Client()
    sign_on(other)
    assert "林砚秋" in other.get("/account/").content.decode()


@pytest.mark.parametrize("name", ["nobody-here", "", "closed"])
def test_nobody_gets_an_account_by_signing_on(client: Client, people: Cast, provider: Provider, name: str) -> None:
    """No account of the name, or a closed one: the page says so, and none is made."""
    Account.objects.create_user("closed", name="离岗者", is_active=False)
    before = Account.objects.count()
    provider.claims["preferred_username"] = name
    answer = sign_on(client)
    assert "没有与该身份对应的账号" in answer.content.decode()
    assert Account.objects.count() == before
    assert client.get("/desk/").status_code == 302


def test_a_second_identity_of_one_name_is_refused(client: Client, people: Cast, provider: Provider) -> None:
    """Whoever takes a colleague's name at the provider does not get the colleague's account."""
    sign_on(client)
    provider.claims["sub"] = "s-2"
    other = Client()
    assert sign_on(other).status_code == 403
    assert other.get("/desk/").status_code == 302


def test_the_second_factor_is_asked_after_signing_on_too(client: Client, people: Cast, provider: Provider) -> None:
    """The provider's word does not stand in for it."""
    give_second_factor(people.supervisor)
    assert sign_on(client).url == "/account/second-factor/code/"
    assert client.get("/desk/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(client: Client, people: Cast, provider: Provider) -> None:
    """Without the state of this browser nobody comes in."""
    answer = client.get(BACK, {"code": "c", "state": "made-up"})
    assert "统一身份认证未成功" in answer.content.decode()
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"HUIYIN_OIDC_ISSUER": "http://idp.example.org"}, "setting.https"),
        ({"HUIYIN_OIDC_ISSUER": "https://idp.example.org"}, "setting.together"),
    ],
)
def test_settings_that_would_be_unsafe_are_refused(variables: dict[str, str], code: str, tmp_path: Any) -> None:
    """A provider without TLS, or without the secret of this site."""
    with pytest.raises(HuiyinError, match=code):
        read_environment({"HUIYIN_HOME": str(tmp_path), **variables})
