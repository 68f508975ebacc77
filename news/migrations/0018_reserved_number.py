import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0017_embargo_scheduled")]

    operations = [
        migrations.AddField(
            model_name="pressreleasepage",
            name="has_reserved_number",
            field=models.BooleanField(
                default=False,
                help_text="Takes the next number as soon as the release is scheduled, for a text that names it. Until it is public its number is missing between the others, which tells that there is something to come.",
                verbose_name="reserve the next number",
            ),
        ),
        migrations.AlterField(
            model_name="pressreleasepage",
            name="number",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Left empty, the next one is assigned when the release becomes public. A number that is written here is taken as soon as the release is scheduled.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(99999),
                ],
                verbose_name="number",
            ),
        ),
    ]
