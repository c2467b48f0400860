"""The days on which a case turns near and late by schedule, beside those of its deadlines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0011_case_milestones_and_contact")]
    operations = [
        migrations.AddField("case", "behind_near_on", models.DateField(blank=True, null=True)),
        migrations.AddField("case", "behind_late_on", models.DateField(blank=True, null=True)),
    ]
