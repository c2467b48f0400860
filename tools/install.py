"""Install this checkout into the environment that runs this script, so that changes of the source show at once.

An editable install leaves a `.pth` file with the absolute path of the source. Python reads that file in the
encoding of the locale, and under `LC_ALL=C` (cron, sudo, containers) does not even start where the path holds
Chinese. A path relative to the file is plain ASCII, so this script writes it in its stead.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]


def main() -> None:
    """Install without dependencies (they come from the lock files) and without reaching for the network."""
    subprocess.run([*PIP, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    site = Path(sysconfig.get_path("purelib"))
    for link in site.glob("*huiyin.pth"):
        link.write_text(os.path.relpath(ROOT / "src", site) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
