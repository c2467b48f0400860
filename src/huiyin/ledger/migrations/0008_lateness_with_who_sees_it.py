"""Counting what is late reads an index alone, with what decides who sees a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_evaluation_signed_on")]
    operations = [
        migrations.RemoveIndex(model_name="case", name="case_by_lateness"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["closed", "late_on", "id", "house", "place", "issued"], name="case_by_lateness_seen"
            ),
        ),
    ]
