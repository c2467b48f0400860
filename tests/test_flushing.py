"""Emptying the database between tests: nothing is taken from under a request that is still being answered."""

from concurrent.futures import ThreadPoolExecutor

from django.core.signals import request_finished, request_started
from tests.flushing import Requests


def test_emptying_waits_for_what_a_live_server_is_answering() -> None:
    """The request ends when somebody waits for it, or when nobody did; a second end of it is none of another."""
    requests, order = Requests(), []

    def answer() -> None:
        while not requests.changed._waiters and not order:  # type: ignore[attr-defined]
            pass
        order.append("answered")
        request_finished.send(sender=None)
        request_finished.send(sender=None)

    with ThreadPoolExecutor(1) as server:
        server.submit(request_started.send, sender=None).result()
        server.submit(answer)
        requests.wait()
        order.append("emptied")
    assert order == ["answered", "emptied"]
    assert requests.threads == set()


def test_a_test_s_own_client_is_not_waited_for() -> None:
    """It runs in the main thread, and an answer that nobody reads to its end never ends."""
    requests = Requests()
    requests.begun()
    assert requests.threads == set()
