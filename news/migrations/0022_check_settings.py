import django.db.models.deletion
from django.db import migrations, models

import news.models.check_settings


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0021_names_are_filed"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckSettings",
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
                (
                    "switched_off",
                    news.models.check_settings.KindListField(
                        blank=True,
                        default=list,
                        help_text="What is ticked is not looked for in the releases of this site.",
                        verbose_name="do not check",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "editorial checks",
            },
        ),
    ]
