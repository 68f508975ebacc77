from django.db import migrations, models


def take_out(apps, schema_editor):
    """Move the text of each release from its record into a column of its own."""
    pages = apps.get_model("news", "PressReleasePage").objects
    for page in pages.only("record").iterator(chunk_size=100):
        if "feed_html" in page.record:
            page.feed_html = page.record.pop("feed_html")
            page.save(update_fields=["record", "feed_html"])


def put_back(apps, schema_editor):
    pages = apps.get_model("news", "PressReleasePage").objects
    for page in pages.only("record", "feed_html").iterator(chunk_size=100):
        if page.feed_html:
            page.record["feed_html"] = page.feed_html
            page.save(update_fields=["record"])


class Migration(migrations.Migration):
    dependencies = [("news", "0008_languages_of_notices")]

    operations = [
        migrations.AddField(
            model_name="pressreleasepage",
            name="feed_html",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(take_out, put_back),
    ]
