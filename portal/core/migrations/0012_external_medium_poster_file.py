from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0011_external_medium'),
    ]

    operations = [
        migrations.AddField(
            model_name='externalmedium',
            name='poster_file',
            field=models.CharField(blank=True, max_length=100),
        ),
    ]
