"""The demo as one starts it: seconds to the first page, first and second start, and the memory of all its processes.

    .venv/bin/python bench/demo.py [HOME]

HOME is a demo that was made before; without one the city is made anew, which gives the seconds of a first start. The
memory is the sum of PSS (pages that processes share are counted once) of all processes: when nothing was asked yet, and
after a person has gone through desk, list, cases, statistics, rules and a workbook.
"""

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

PATIENCE = 300  # seconds until the first page
SETTLED = 8  # seconds after which a process that was just started has done what it does by itself
MOST_MB, MOST_SECONDS = 350, 5
WHO, PASSWORD = "supervisor", "yunting-2026"  # of an invented person
PAGES = (
    "/desk/",
    "/ledger/",
    "/ledger/?light=late",
    "/search/?q=供热",
    "/statistics/",
    "/sources/",
    "/notices/",
    "/policies/",
)
MORE = ("/policies/commitment.general/", "/suggestions/", "/ledger/export/", "/demo/tour/", "/api/v1/docs/")


class Demo:
    """`huiyin demo` with a home, until the block ends."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.home = home

    def __enter__(self) -> "Demo":
        command = [sys.executable, "-m", "huiyin", "demo", "--home", str(self.home), "--bind", f"127.0.0.1:{self.port}"]
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("HUIYIN_", "DJANGO_"))}
        began = time.monotonic()
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        self.opener = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))
        while time.monotonic() - began < PATIENCE and self.process.poll() is None:
            try:
                self.get("/account/login/")
                break
            except OSError:
                time.sleep(0.05)
        self.seconds = time.monotonic() - began
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def get(self, path: str) -> str:
        """Return what a page says."""
        ascii_path = "".join(each if each.isascii() else urlencode({"": each})[1:] for each in path)
        with self.opener.open(f"http://127.0.0.1:{self.port}{ascii_path}", timeout=60) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def walk(self) -> int:
        """Log in and go through the pages, every one twice, and ten cases; return how many were opened."""
        log_in(self.opener, f"http://127.0.0.1:{self.port}/account/login/", self.get("/account/login/"))
        keys = list(dict.fromkeys(re.findall(r'href="(/cases/[0-9a-z]+/)"', self.get("/ledger/"))))[:10]
        opened = 0
        for path in (*PAGES, *MORE, *keys) * 2:
            try:
                self.get(path)
                opened += 1
            except HTTPError as error:
                print(f"{path}: {error.code}", file=sys.stderr)
        return opened

    def memory(self) -> tuple[float, float, list[str]]:
        """Return PSS and RSS of all processes in MB, and a line for each."""
        rows = [(pid, *used(pid)) for pid in sorted(below(self.process.pid))]
        told = [f"{name_of(pid)} PSS {pss:.0f} RSS {rss:.0f}" for pid, pss, rss in rows]
        return sum(row[1] for row in rows), sum(row[2] for row in rows), told


def log_in(opener: OpenerDirector, address: str, page: str) -> None:
    """Send the log-in form."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"login": WHO, "password": PASSWORD, "csrfmiddlewaretoken": token[1] if token else ""}
    opener.addheaders = [("Referer", address)]
    opener.open(address, urlencode(form).encode(), timeout=60).read()


def below(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, and what these started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield from below(int(child))


def used(pid: int) -> tuple[float, float]:
    """Return PSS and RSS of a process in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    pss, rss = (int(re.search(rf"^{name}:\s+(\d+)", rollup, re.MULTILINE)[1]) for name in ("Pss", "Rss"))  # type: ignore[index]
    return pss / 1024, rss / 1024


def name_of(pid: int) -> str:
    """Return what a process is."""
    told = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return " ".join(each.rpartition("/")[2] for each in told[:4])


def main(arguments: list[str]) -> int:
    """Start, look, go through the pages, look again; return 1 where a bound is missed."""
    with tempfile.TemporaryDirectory(prefix="huiyin-demo-") as folder:
        home = Path(folder) / "home"
        if arguments:
            shutil.copytree(arguments[0], home)
        with Demo(home) as first:
            print(f"first start, {'of a home made before' if arguments else 'making the city'}: {first.seconds:.1f} s")
        with Demo(home) as demo:
            print(f"second start to the first page: {demo.seconds:.1f} s (asked: {MOST_SECONDS})")
            time.sleep(SETTLED)
            fresh = demo.memory()
            print(f"idle: PSS {fresh[0]:.0f} MiB, RSS {fresh[1]:.0f} MiB", *fresh[2], sep="\n  ")
            opened = demo.walk()
            after = demo.memory()
            print(f"after {opened} pages: PSS {after[0]:.0f} MiB (asked: {MOST_MB}), RSS {after[1]:.0f} MiB")
            print("  " + "\n  ".join(after[2]))
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return int(after[0] > MOST_MB or demo.seconds > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
