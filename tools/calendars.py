"""Write `src/huiyin/policy/calendars/YYYY.toml` from the package chinesecalendar (a development dependency).

Run it again when that package has taken in a new yearly notice: `python tools/calendars.py`. The statutory days
(`statutory.toml`) are kept by hand.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from importlib import metadata
from pathlib import Path

import chinese_calendar.constants as made

FOLDER = Path(__file__).resolve().parent.parent / "src" / "huiyin" / "policy" / "calendars"
VERSION = metadata.version("chinesecalendar")
HEAD = f"""\
# Days off and make-up workdays of {{year}}, as the State Council's General Office gave notice of them.
# Made by tools/calendars.py from chinesecalendar {VERSION} (MIT, by Lirian Su); not to be edited by hand.
# A weekend is listed only where it is part of a holiday; other Saturdays and Sundays are off unless worked to make up.
year = {{year}}
source = "国务院办公厅关于节假日安排的通知（{{year}}年；日期取自 chinesecalendar {VERSION}）"
"""


def main() -> None:
    """Write one file for each year that the package knows."""
    for year in sorted({day.year for day in made.holidays}):
        path = FOLDER / f"{year}.toml"
        body = HEAD.format(year=year) + _table("off", made.holidays, year) + _table("make_up", made.workdays, year)
        path.write_text(body, encoding="utf-8", newline="\n")
        print(path.name)


def _table(name: str, days: Mapping[date, str], year: int) -> str:
    """Return one table of a year's file: a line for each holiday with its days."""
    codes = {each.value: each.name for each in made.Holiday}
    found: dict[str, list[date]] = defaultdict(list)
    for day, holiday in sorted(days.items()):
        if day.year == year:
            found[codes[holiday]].append(day)
    lines = [f"{code} = [{', '.join(map(str, dates))}]" for code, dates in found.items()]
    return "\n".join(["", f"[{name}]", *lines, ""])


if __name__ == "__main__":
    main()
