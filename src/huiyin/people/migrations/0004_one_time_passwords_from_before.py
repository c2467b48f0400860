from datetime import timedelta

from django.db import migrations
from django.utils import timezone


def limit(apps, schema_editor):
    """Let one-time passwords that lie about hold for another week; when they were made is not known."""
    waiting = apps.get_model("people", "Account").objects.filter(must_change_password=True, one_time_until=None)
    waiting.update(one_time_until=timezone.now() + timedelta(days=7))


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_time_until")]

    operations = [migrations.RunPython(limit, migrations.RunPython.noop)]
