from django.db import migrations, models
from django.utils import timezone


def look_at_once(apps, schema_editor):
    """Let the first request of a site find out what its next instant is."""
    rows = apps.get_model("core", "Generation").objects
    rows.filter(pk=1).update(due_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("core", "0006_generation_day")]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(look_at_once, migrations.RunPython.noop),
    ]
