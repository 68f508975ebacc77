from django.conf import settings
from django.db import migrations


def default_language():
    """Return the language in which a text is taken to be that names none."""
    return settings.WAGTAIL_CONTENT_LANGUAGES[0][0]


def move_texts(apps, schema_editor):
    """Let the source of each statement be a text in the site's first language."""
    Statement = apps.get_model("news", "Statement")
    for statement in Statement._base_manager.exclude(source=""):
        statement.source_texts = {default_language(): statement.source}
        statement.save(update_fields=["source_texts"])


def move_back(apps, schema_editor):
    Statement = apps.get_model("news", "Statement")
    for statement in Statement._base_manager.all():
        texts = statement.source_texts
        source = texts.get(default_language()) or next(iter(texts.values()), "")
        statement.source = source
        statement.save(update_fields=["source"])


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0010_figures_source_texts'),
    ]

    operations = [
        migrations.RunPython(move_texts, move_back),
    ]
