"""The index of search on each database, kept in step by the database itself."""

from django.db import migrations

SHELVES = (
    ("ledger_casewords", "case_id"),
    ("ledger_statementwords", "statement_id"),
    ("ledger_sourcewords", "source_id"),
)


def add_index(apps, schema_editor):
    for table, column in SHELVES:
        if schema_editor.connection.vendor == "postgresql":
            # Tokens are words of the letters a to p: the configuration `simple` takes each as it is, in any locale.
            schema_editor.execute(
                f"ALTER TABLE {table} ADD COLUMN vector tsvector "
                "GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, tokens)) STORED"
            )
            schema_editor.execute(f"CREATE INDEX {table}_vector ON {table} USING gin (vector)")
        else:
            _add_fts(schema_editor, table, column)


def _add_fts(schema_editor, table, column):
    """Add an FTS5 table without content of its own; deleting from it needs the old tokens, which a trigger has."""
    fts = f"{table}_fts"
    delete = f"INSERT INTO {fts}({fts}, rowid, tokens) VALUES ('delete', old.{column}, old.tokens);"  # noqa: S608  names of ours
    insert = f"INSERT INTO {fts}(rowid, tokens) VALUES (new.{column}, new.tokens);"  # noqa: S608
    schema_editor.execute(f"CREATE VIRTUAL TABLE {fts} USING fts5(tokens, content='', tokenize='ascii')")
    schema_editor.execute(f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {insert} END")
    schema_editor.execute(f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {delete} END")
    schema_editor.execute(
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF tokens ON {table} BEGIN {delete} {insert} END"
    )


def drop_index(apps, schema_editor):
    for table, _column in SHELVES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN vector")
        else:
            for verb in ("added", "gone", "changed"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}")
            schema_editor.execute(f"DROP TABLE IF EXISTS {table}_fts")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_events_are_only_added")]
    operations = [migrations.RunPython(add_index, drop_index)]
