"""Leaders (领导人): sentences of a report that tell what the leader of the nation did, and what it meant."""

from huiyin.reading.lazily import lazily

_LEADS = lazily(
    r"(?:(?!我们|全[省市县区])[^，。；]{1,24}，){0,2}(?:[\d年月日至、—-]{2,14})?(?:敬爱的)?(?:习近平)?总书记"
)
_PLACE = lazily(r"我们|我[省市县区州旗]|全[省市县区州旗]|[省市县区]委|自治区|各级|各地|广大")


def leads(folded: str, start: int, end: int) -> bool:
    """True for a sentence whose subject is the leader, or what the leader said: 习近平总书记亲临考察，…"""
    return _LEADS.match(folded, start, end) is not None


def turns_to_place(folded: str, start: int, end: int) -> bool:
    """True for a clause that goes on with what the place itself did: …，全市上下牢记嘱托."""
    return _PLACE.match(folded, start, end) is not None
