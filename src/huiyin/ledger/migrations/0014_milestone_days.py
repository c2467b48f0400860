"""The day of the milestone that is to stand next, and from when on it is near."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0013_lights_of_cases_behind")]
    operations = [
        migrations.AddField("case", "milestone_near_on", models.DateField(blank=True, null=True)),
        migrations.AddField("case", "milestone_on", models.DateField(blank=True, null=True)),
    ]
