"""`huiyin demo` really starts: tables, city, server and worker; one signal stops all of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from tests.demo.loaded import copied

SECONDS = 120  # of patience on a busy machine, nothing is measured


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(home: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "huiyin", "demo", "--home", str(home), "--bind", f"127.0.0.1:{port}"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HUIYIN_", "DJANGO_"))}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**environment, "HUIYIN_LANG": "en"}
    )


def answer(port: int, process: subprocess.Popen[str]) -> dict[str, bool]:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/-/health/", timeout=5) as page:
                return dict(json.load(page))
        except OSError:
            time.sleep(0.2)
    raise AssertionError(process.communicate()[0] if process.poll() is not None else "it never answered")


def hello(process: subprocess.Popen[str]) -> str:
    """Return what is said up to the address of the tour, the last thing told."""
    said = ""
    for line in process.stdout or ():
        said += line
        if "/demo/tour/" in line:
            return said
    return said


def test_the_demo_starts_says_who_may_log_in_and_stops_at_one_signal(tmp_path: Path, city_home: Path) -> None:
    home, port = copied(city_home, tmp_path / "云汀 home"), free_port()
    process = started(home, port)
    try:
        assert answer(port, process) == {"ok": True}
        said = hello(process)
    finally:
        process.send_signal(signal.SIGINT)
        said += process.communicate(timeout=60)[0]
    assert f"http://127.0.0.1:{port}/" in said
    assert "supervisor" in said
    assert f"http://127.0.0.1:{port}/demo/tour/" in said
    assert "Traceback" not in said
    assert (home / "huiyin.sqlite3").exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_port_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = started(tmp_path, int(taken.getsockname()[1]))
        said, _nothing = process.communicate(timeout=SECONDS)
    assert process.returncode == 2
    assert "Another program listens" in said
