"""Say of what was public before there were drafts when it was published."""

from django.db import migrations
from django.db.models import Max, Min
from django.utils import timezone

MODELS = ("institution", "person", "partnership", "fact")


def date_what_is_public(apps, schema_editor) -> None:
    """Take the first and the last entry of the history, where there is one."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    entries = apps.get_model("wagtailcore", "ModelLogEntry").objects
    now = timezone.now()
    for name in MODELS:
        rows = apps.get_model("partners", name).objects.filter(live=True)
        rows.update(first_published_at=now, last_published_at=now)
        kind = content_types.filter(app_label="partners", model=name).first()
        history = entries.filter(content_type=kind).values("object_id").order_by()
        for entry in history.annotate(first=Min("timestamp"), last=Max("timestamp")):
            rows.filter(pk=entry["object_id"]).update(
                first_published_at=entry["first"], last_published_at=entry["last"]
            )


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0015_drafts"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(date_what_is_public, migrations.RunPython.noop)
    ]
