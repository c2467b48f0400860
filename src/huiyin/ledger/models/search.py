"""What search looks through (检索): the tokens of cases, statements and sources, beside the index of each database.

Only `tokens` is written. On PostgreSQL a generated column and its GIN index follow it, on SQLite triggers keep an FTS5
table in step (migration `0008_search_index`), so that deleting a row clears it from search for good.
"""

from django.db import models

from huiyin.ledger.models.case import Case
from huiyin.ledger.models.source import Source, Statement


class CaseWords(models.Model):
    """Tokens of a case: number, title, indicator, units, the words it rests on. Nothing without its case."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE, related_name="words")
    tokens = models.TextField()

    def __str__(self) -> str:
        return str(self.case_id)


class StatementWords(models.Model):
    """Tokens of a statement. Nothing without its statement."""

    statement = models.OneToOneField(Statement, primary_key=True, on_delete=models.CASCADE, related_name="words")
    tokens = models.TextField()

    def __str__(self) -> str:
        return str(self.statement_id)


class SourceWords(models.Model):
    """Tokens of a source's title and publisher; its text is found by its statements. Nothing without its source."""

    source = models.OneToOneField(Source, primary_key=True, on_delete=models.CASCADE, related_name="words")
    tokens = models.TextField()

    def __str__(self) -> str:
        return str(self.source_id)
