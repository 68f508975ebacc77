from django.db import migrations

import portal.core.languages


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0009_text_beside_record'),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='source_texts',
            field=portal.core.languages.TranslatedTextField(blank=True, default=portal.core.languages.Translated, max_text_length=500, verbose_name='source'),
        ),
    ]
