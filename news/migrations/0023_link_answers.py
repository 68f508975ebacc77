from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0022_check_settings")]

    operations = [
        migrations.CreateModel(
            name="LinkAnswer",
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
                ("key", models.CharField(max_length=64, unique=True)),
                ("address", models.TextField()),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "not_there",
                                "There is nothing at this address any more.",
                            ),
                            ("no_answer", "Nobody answers at this address."),
                            (
                                "not_public",
                                "This address is not on the public internet.",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "answer of an address",
                "verbose_name_plural": "answers of addresses",
            },
        ),
    ]
