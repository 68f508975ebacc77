from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0015_languages_together")]

    operations = [
        migrations.CreateModel(
            name="Embargo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("story", models.UUIDField(unique=True)),
                ("until", models.DateTimeField()),
            ],
            options={
                "permissions": [
                    ("lift_embargo", "Can lift an embargo before its time")
                ],
                "default_permissions": (),
            },
        ),
    ]
