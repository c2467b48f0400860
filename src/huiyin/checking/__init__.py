"""The checker (核对器): a draft held against its sources, each figure, name and date with its place or none.

Pure: no clock, no network, no randomness.
"""

from huiyin.checking.model import SCHEMA, CheckReport, Item, ItemType, Passage, Sentence, Verdict
from huiyin.checking.verdicts import check

__all__ = ["SCHEMA", "CheckReport", "Item", "ItemType", "Passage", "Sentence", "Verdict", "check"]
