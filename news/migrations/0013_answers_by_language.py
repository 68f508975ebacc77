from django.db import migrations


def sort_by_language(apps, schema_editor):
    """Keep the answers of each release under the language that they are in."""
    pages = apps.get_model("news", "PressReleasePage").objects
    for page in pages.select_related("locale").only("resolved", "locale"):
        if page.resolved:
            page.resolved = {page.locale.language_code: page.resolved}
            page.save(update_fields=["resolved"])


def keep_own(apps, schema_editor):
    pages = apps.get_model("news", "PressReleasePage").objects
    for page in pages.select_related("locale").only("resolved", "locale"):
        if page.resolved:
            page.resolved = page.resolved.get(page.locale.language_code, {})
            page.save(update_fields=["resolved"])


class Migration(migrations.Migration):
    dependencies = [("news", "0012_figures_sources_in_languages")]

    operations = [migrations.RunPython(sort_by_language, keep_own)]
