"""What a text says of itself before it is read: sort, title, day, year."""

import hashlib

from huiyin.reading import SourceInfo
from huiyin.reading.proposals import Proposal, propose

TITLE = "云汀市教育局关于市九届人大一次会议第12号建议的答复"
REPLY = f"{TITLE}\n沈清代表：\n您提出的建议收悉，现答复如下：学校已于2026年3月开工。\n云汀市教育局\n2026年5月8日\n"


def test_what_a_text_says_of_itself() -> None:
    """Digest and length are those of the text as stored; the rest stands at its head and foot."""
    digest = hashlib.sha256(REPLY.encode()).hexdigest()
    about = SourceInfo(TITLE, None, "2026-05-08", None, digest, len(REPLY), "reply")
    assert propose(REPLY) == Proposal(about, 2026)
