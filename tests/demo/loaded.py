"""The fictional city, loaded once for a whole run of tests: loading it takes half a minute of a processor."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path


def loaded_home(base: Path) -> Path:
    """Return the home of a demo that `huiyin demo` would find ready; whoever comes first makes it, others wait.

    Args:
        base: the temporary folder of this test process; those of one run (pytest-xdist) lie in one folder.
    """
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = run / "city-home"
    with (run / "city-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "demo").exists():
            home.mkdir(exist_ok=True)
            command = [sys.executable, "-m", "huiyin.site.prepare", "--demo"]
            subprocess.run(command, env=environment(home), check=True)
            (home / "demo").touch()
    return home


def copied(home: Path, to: Path) -> Path:
    """Return a copy of a home, to be changed."""
    shutil.copytree(home, to, symlinks=True)
    return to


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the demo in a home: nothing of ours is inherited but what is given."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    return own | {"HUIYIN_HOME": str(home), "HUIYIN_DEMO": "1", "HUIYIN_LANG": "zh", "PYTHONIOENCODING": "utf-8"}
