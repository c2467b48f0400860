"""Statistics read an index alone: the rows of cases are ten times as wide."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_lateness_with_who_sees_it")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=[
                    "place",
                    "house",
                    "policy",
                    "lead_unit",
                    "case_type",
                    "issued_on",
                    "issued",
                    "stage",
                    "closed",
                    "late_on",
                    "near_on",
                    "last_report_on",
                    "accepted",
                    "sent_back",
                    "extended",
                    "vague",
                    "in_time",
                    "year",
                    "id",
                ],
                name="case_for_statistics",
            ),
        ),
    ]
