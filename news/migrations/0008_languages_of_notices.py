"""Say in which language the texts of published corrections are."""

from django.db import migrations

PARTS = ("what", "why")


def name_languages(apps, schema_editor):
    pages = apps.get_model("news", "PressReleasePage").objects
    corrections = apps.get_model("news", "Correction").objects
    for page in pages.exclude(notices=[]).only("pk", "translation_key", "notices"):
        told = list(corrections.filter(story=page.translation_key))
        texts = {
            (part, text): language
            for correction in told
            for part in PARTS
            for language, text in reversed(getattr(correction, part).items())
        }
        own = page.locale.language_code
        for notice in page.notices:
            for part in PARTS:
                is_own = any(
                    getattr(correction, part).get(own) == notice[part]
                    for correction in told
                )
                language = own if is_own else texts.get((part, notice[part]), own)
                notice[f"{part}_language"] = language if notice[part] else ""
        pages.filter(pk=page.pk).update(notices=page.notices)


def forget_languages(apps, schema_editor):
    pages = apps.get_model("news", "PressReleasePage").objects
    for page in pages.exclude(notices=[]).only("pk", "notices"):
        for notice in page.notices:
            for part in PARTS:
                notice.pop(f"{part}_language", None)
        pages.filter(pk=page.pk).update(notices=page.notices)


class Migration(migrations.Migration):
    dependencies = [("news", "0007_corrections_and_events")]

    operations = [migrations.RunPython(name_languages, forget_languages)]
