"""`make` on a fresh machine: tools/venv.sh finds a Python that will do, or says plainly what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "tools" / "venv.sh"
SHELL = shutil.which("sh") or ""
OLD = '#!/bin/sh\ncase "$2" in pass) ;; *version_info\\ *) exit 1 ;; *) echo 3.8.20 ;; esac\n'
BARE = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; *"%d.%d"*) echo 3.12 ;; esac\n'

pytestmark = pytest.mark.skipif(not SHELL, reason="no POSIX sh here")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a space and Chinese characters in its name, and a folder of programs in it."""
    home = tmp_path / "某 目录"
    (home / "bin").mkdir(parents=True)
    for name in ("cat", "rm", "sh", "touch"):
        (home / "bin" / name).symlink_to(shutil.which(name) or name)
    return home


def program(home: Path, name: str, script: str) -> Path:
    path = home / "bin" / name
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


def run(home: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(home / "bin"), "PYTHON": python, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [SHELL, str(SCRIPT), str(home / ".venv")], env=environment, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_named_with_its_version(home: Path) -> None:
    """Python 3.8 alone: the sentence says what is needed, what was found and how to name another."""
    program(home, "python3", OLD)
    done = run(home)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; found: python3=3.8.20" in done.stderr
    assert "make PYTHON=python3.12 demo" in done.stderr
    assert "需要 Python 3.11" in done.stderr


def test_a_python_without_venv_is_told_from_an_old_one(home: Path) -> None:
    """A bare Debian Python: the sentence names the package to install."""
    program(home, "python3", BARE)
    done = run(home)
    assert done.returncode == 1
    assert "sudo apt install python3-venv   (or python3.12-venv)" in done.stderr
    assert "缺少 venv" in done.stderr


def test_no_python_at_all(home: Path) -> None:
    """Where there is none, that is what is said."""
    done = run(home)
    assert done.returncode == 1
    assert "python3 was not found" in done.stderr


def test_a_named_python_is_the_only_one_tried(home: Path) -> None:
    """PYTHON=… is obeyed, be it missing: nobody wants another one behind their back."""
    program(home, "python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    done = run(home, python=str(home / "bin" / "my python"))
    assert done.returncode == 1
    assert "my python was not found" in done.stderr
    assert not (home / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_taken(home: Path) -> None:
    """python3 is too old, python3.12 will do: the environment is made, in a folder with any name."""
    program(home, "python3", OLD)
    program(home, "python3.12", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    done = run(home)
    assert done.returncode == 0, done.stderr
    assert "with python3.12" in done.stdout
    assert os.access(home / ".venv" / "bin" / "python", os.X_OK)
    assert run(home).stdout == "", "one that works is kept"
