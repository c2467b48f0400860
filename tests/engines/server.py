"""A model server of our own on 127.0.0.1 that answers as a test tells it, well or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import msgspec

Reply = Callable[[BaseHTTPRequestHandler], None]


class Asked(NamedTuple):
    """One request that came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def passage(self) -> str:
        """The part of the text that was asked about."""
        return str(self.body["messages"][1]["content"]).partition("原文：\n")[2]


class FakeServer:
    """Gives the replies in turn, the last one again and again; `asked` holds what came in."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[Asked] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked.append(Asked(self.path, dict(self.headers), json.loads(content)))
                number = min(len(server.asked), len(server.replies)) - 1
                server.replies[number](self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
                """Keep quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://127.0.0.1:{self.http.server_address[1]}/v1"


@contextmanager
def serving(*replies: Reply) -> Iterator[FakeServer]:
    """Run a server for the length of a test."""
    server = FakeServer(*replies)
    thread = threading.Thread(target=server.http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()
        thread.join()


def plain(status: int, body: bytes = b"", **headers: str) -> Reply:
    """Any answer; a header's name is written with underscores."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def chat(content: str, tokens: tuple[int, int] | None = (1000, 200), finish: str = "stop") -> Reply:
    """A chat completion with these words."""
    body: dict[str, Any] = {
        "choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}]
    }
    if tokens:
        body["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return plain(200, msgspec.json.encode(body))


def statements(*items: dict[str, Any]) -> Reply:
    """A chat completion with these statements."""
    return chat(msgspec.json.encode({"statements": items}).decode())


def waits(leave: threading.Event) -> Reply:
    """No answer, until the test is over."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        leave.wait(10)

    return send


def breaks_off(body: bytes) -> Reply:
    """An answer that promises more than it sends before the connection closes."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body) + 100))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return send


def endless(chunk: bytes) -> Reply:
    """An answer without end, as fast as it is taken."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(chunk)
        except OSError:
            handler.close_connection = True

    return send


def drips(leave: threading.Event, pause: float) -> Reply:
    """An answer that comes byte by byte and never ends, each byte in time."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while not leave.wait(pause):
                handler.wfile.write(b" ")
        except OSError:
            pass
        handler.close_connection = True

    return send
