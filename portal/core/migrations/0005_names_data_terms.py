import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_safe_pictures'),
        ('wagtailcore', '0094_alter_page_locale'),
    ]

    operations = [
        migrations.AddField(
            model_name='sitesettings',
            name='data_terms',
            field=models.ForeignKey(blank=True, help_text='The page that says under which terms the open data may be used. Its language versions are found by themselves.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='terms of use of the data'),
        ),
    ]
