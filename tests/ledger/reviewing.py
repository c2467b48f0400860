"""What tests of sources and their review share: a text taken in and read, and who does what."""

from datetime import UTC, date, datetime

from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.sources import Description, add_source, open_pasted
from huiyin.people.models import Account
from huiyin.people.viewer import Viewer, viewer_of

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TEXT = (
    "云汀市2026年政府工作报告\n"
    "一、2025年工作回顾\n"
    "过去一年，改造老旧小区46个、惠及居民2.1万户，加装电梯118部。\n"
    "二、2026年重点工作\n"
    "今年，改造二次供热管网85公里，完成投资3.2亿元，采暖期前全部投用。\n"
    "新建社区食堂12座，每座日均供餐不少于150人次。𠮷祥街改造年内完工。\n"
)


def seen_by(account: Account) -> Viewer:
    return viewer_of(account, today=TODAY)


def taken_in(account: Account, text: str = TEXT, *, blind: bool = False, **more: object) -> Source:
    """Take a text in and read it."""
    source = add_source(
        opened=open_pasted(text),
        described=Description(title="云汀市2026年政府工作报告", text_kind="report", year=2026),
        blind_review=blind,
        by=seen_by(account),
        at=AT,
        **more,  # type: ignore[arg-type]
    )
    read_source(source.key)
    return Source.objects.get(pk=source.pk)


def about(source: Source, words: str) -> Statement:
    """Return the statement that has these words."""
    return source.statements.get(text__contains=words, gone=False)
