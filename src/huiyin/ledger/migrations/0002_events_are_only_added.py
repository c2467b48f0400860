"""Triggers on both databases: an event, a seal and an opening of the vault are never changed, deleted or replaced."""

from django.db import migrations

TABLES = {  # with what must be there once: SQLite's REPLACE deletes what it meets, and fires no trigger for that
    "ledger_event": ("stream", "stream_key", "position"),
    "ledger_seal": ("day",),
    "people_vaultopening": ("position",),
}


def add_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION huiyin_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'huiyin: %% is only added to', TG_TABLE_NAME; END $$"
        )
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION huiyin_refuse()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION huiyin_refuse()"
            )
        return
    for table, once in TABLES.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, 'huiyin: {table} is only added to'); END"
        same = " AND ".join(f"{column} = NEW.{column}" for column in once)
        there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same}))"  # noqa: S608  names from above
        schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
        schema_editor.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}")


def drop_triggers(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_only_added ON {table}")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_not_emptied ON {table}")
        else:
            for verb in ("update", "delete", "replace"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
