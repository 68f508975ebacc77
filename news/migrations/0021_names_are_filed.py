"""List contacts as their institutions are filed."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0020_external_media_looked_up'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='contact',
            options={'ordering': ['institution__filed_under', 'institution__label', 'pk'], 'verbose_name': 'press contact', 'verbose_name_plural': 'press contacts'},
        ),
    ]
