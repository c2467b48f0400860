"""Scoring (评分): how well a reading agrees with a gold reading, figure by figure, and where it does not."""

from huiyin.scoring.figures import NAMES, figures, kind_f1
from huiyin.scoring.gold import GoldDocument, filed_statements, gold_documents
from huiyin.scoring.misses import Miss
from huiyin.scoring.report import DocumentScore, ScoreReport, score
from huiyin.scoring.tally import Count, Tally, tally

__all__ = [
    "NAMES",
    "Count",
    "DocumentScore",
    "GoldDocument",
    "Miss",
    "ScoreReport",
    "Tally",
    "figures",
    "filed_statements",
    "gold_documents",
    "kind_f1",
    "score",
    "tally",
]
