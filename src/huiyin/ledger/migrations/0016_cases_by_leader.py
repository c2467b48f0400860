"""The list of what is in a leader's charge (在我分管) is read in its order from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0015_lights_of_milestones_and_pauses")]
    operations = [
        migrations.AddIndex(
            "case", models.Index(fields=["leader", "closed", "late_on", "id"], name="case_by_leader_and_light")
        )
    ]
