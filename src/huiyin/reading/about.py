"""What a text says of itself (来源信息): title, publisher and date of publication, as far as its own lines show."""

import re

from huiyin.reading.layout import Line, Role
from huiyin.reading.model import SourceInfo

_PUBLISHER = re.compile(r"来源[：\s]*(?P<name>[\u4e00-\u9fff·A-Za-z]{2,20})")
_DATED = re.compile(r"(?:时间|日期|发布|印发)[：\s]*(?P<y>(?:19|20)\d\d)[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})")
_DATE_LINE = re.compile(r"(?P<y>(?:19|20)\d\d)[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})日?")
_CHROME = re.compile(r"首页|位置|【|】|^[^\u4e00-\u9fff]*$")
_HEAD = 40  # lines in which a page's own title and date are looked for
_SHORTEST_TITLE = 5


def about(folded: str, lines: list[Line], text_kind: str, digest: str) -> SourceInfo:
    """Propose what is known of a source from the lines before its running text.

    Args:
        digest: sha256 of the stored text, hexadecimal.
    """
    head = []
    for line in lines[:_HEAD]:
        if line.role is Role.TEXT and line.end - line.start > 60:
            break
        head.append((line.role, folded[line.start : line.end]))
    titles = [
        text
        for role, text in head
        if role is Role.HEADING and len(text) >= _SHORTEST_TITLE and not _CHROME.search(text)
    ]
    top = "\n".join(text for _, text in head)
    publisher = _PUBLISHER.search(top)
    dated = _DATED.search(top) or next((m for _, text in head if (m := _DATE_LINE.fullmatch(text))), None)
    return SourceInfo(
        titles[0] if titles else None,
        publisher.group("name") if publisher else None,
        _iso(dated) if dated else None,
        None,
        digest,
        len(folded),
        text_kind,
    )


def _iso(dated: re.Match[str]) -> str | None:
    year, month, day = (int(dated.group(part)) for part in "ymd")
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
