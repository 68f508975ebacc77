import django.db.models.deletion
from django.db import migrations, models

import modelcluster.fields

import portal.core.languages


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0009_names_derived_from_rows'),
    ]

    operations = [
        migrations.CreateModel(
            name='FigureValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('more_than', 'more than'), ('up_to', 'up to')], default='exact', max_length=9, verbose_name='qualifier')),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='value')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('as_of_precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day')], default='day', max_length=5, verbose_name='precision')),
                ('source', portal.core.languages.TranslatedTextField(default=portal.core.languages.Translated, max_text_length=500, verbose_name='source')),
                ('source_url', models.URLField(blank=True, verbose_name='address of the source')),
                ('review_by', models.DateField(blank=True, help_text='From this day on the report lists it as due for review.', null=True, verbose_name='review by')),
                ('figure', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='partners.fact')),
            ],
            options={
                'verbose_name': 'value',
                'verbose_name_plural': 'values',
                'ordering': ['-as_of', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('figure', 'as_of', 'as_of_precision'), name='partners_figurevalue_one_a_day')],
            },
        ),
        # So that what 0012 removes can come back while there are figures.
        migrations.AlterField(
            model_name='fact',
            name='value',
            field=models.DecimalField(decimal_places=4, max_digits=20, null=True, verbose_name='value'),
        ),
        migrations.AlterField(
            model_name='fact',
            name='as_of',
            field=models.DateField(null=True, verbose_name='as of'),
        ),
        migrations.AlterField(
            model_name='fact',
            name='source',
            field=models.CharField(max_length=500, null=True, verbose_name='source'),
        ),
    ]
