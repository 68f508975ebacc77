
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('home', '0001_initial'),
        ('partners', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='homepage',
            name='unit',
            field=models.ForeignKey(blank=True, help_text='The joint unit that this newsroom speaks for.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='partners.partnership', verbose_name='the unit'),
        ),
    ]
