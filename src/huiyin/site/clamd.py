"""Asks a clamd daemon (ClamAV) whether a file holds a virus: its command INSTREAM, over TCP or a Unix socket.

The protocol (clamd(8)): `zINSTREAM` and a zero octet, pieces with their length before them in four octets, a length of
0; the answer is `stream: OK` or `stream: NAME FOUND` and a zero octet. Why no library: docs/decisions/0031.
"""

import socket
import struct
from collections.abc import Callable

SECONDS = 20.0  # for each answer of the other side; a file of 50 MB takes a few
PIECE = 64 * 1024
LONGEST_ANSWER = 4096


def scanner(address: str) -> Callable[[bytes], str]:
    """Return what asks the daemon at an address: `host:port`, or the path of its socket."""

    def ask(content: bytes) -> str:
        """Return the name of what was found, or "".

        Raises:
            OSError: nobody answers, or not as the protocol has it; a file is longer than the daemon takes.
        """
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            return _found(_answer(line))

    return ask


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> str:
    got = b""
    while b"\0" not in got and len(got) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        got += piece
    return got.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _found(answer: str) -> str:
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise OSError(f"clamd answered {answer!r}")
