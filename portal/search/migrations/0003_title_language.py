from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="title_language",
            field=models.CharField(max_length=12, null=True),
        )
    ]
