from django.db import migrations
from django.utils import timezone


def note_scheduled(apps, schema_editor):
    """Note for which instant the releases are approved that are scheduled now."""
    Revision = apps.get_model("wagtailcore", "Revision")
    Release = apps.get_model("news", "PressReleasePage")
    Embargo = apps.get_model("news", "Embargo")
    waiting = Revision.objects.filter(approved_go_live_at__gt=timezone.now())
    # The same in all languages; where it is not, none goes before its own.
    for revision in waiting.order_by("approved_go_live_at", "pk"):
        if not revision.object_id.isdigit():
            continue
        release = Release.objects.filter(pk=revision.object_id).first()
        is_page = revision.base_content_type.app_label == "wagtailcore"
        if release and is_page:
            Embargo.objects.update_or_create(
                story=release.translation_key,
                defaults={"until": revision.approved_go_live_at},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0016_embargo"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(note_scheduled, migrations.RunPython.noop)]
