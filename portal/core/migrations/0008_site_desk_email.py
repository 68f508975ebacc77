from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0007_generation_due_at")]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="desk_email",
            field=models.EmailField(
                blank=True,
                help_text="Who is told by e-mail when something that was scheduled could not be published or taken down in time.",
                max_length=254,
                verbose_name="address of the desk",
            ),
        ),
    ]
