"""A client that has said again who it is, as pages of the administration ask."""

from django.test import Client
from django.utils import timezone

from huiyin.people.models import Account


def sign_in(client: Client, account: Account, *, sure: bool = True) -> Client:
    """Sign in; with `sure` as if the password had just been asked once more."""
    client.force_login(account)
    if sure:
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
    return client
