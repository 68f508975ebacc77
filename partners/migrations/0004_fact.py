import django.db.models.deletion
import modelsearch.index
import portal.core.languages
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_identifier_evidence'),
    ]

    operations = [
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', portal.core.languages.TranslatedTextField(default=portal.core.languages.Translated, help_text='What is counted or measured: members of staff.', max_text_length=200, verbose_name='subject')),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('about', 'about'), ('more_than', 'more than'), ('up_to', 'up to')], default='exact', max_length=9, verbose_name='qualifier')),
                ('value', models.DecimalField(decimal_places=4, max_digits=20, verbose_name='value')),
                ('unit', portal.core.languages.TranslatedTextField(blank=True, default=portal.core.languages.Translated, max_text_length=60, verbose_name='unit')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('as_of_precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day')], default='day', max_length=5, verbose_name='precision')),
                ('source', models.CharField(max_length=500, verbose_name='source')),
                ('source_url', models.URLField(blank=True, verbose_name='address of the source')),
                ('review_by', models.DateField(blank=True, help_text='From this day on the report lists it as due for review.', null=True, verbose_name='review by')),
            ],
            options={
                'verbose_name': 'fact',
                'verbose_name_plural': 'facts',
                'ordering': ['institution__label', 'pk'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='fact',
            name='institution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='partners.institution', verbose_name='institution'),
        ),
        migrations.AddField(
            model_name='fact',
            name='partnership',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='partners.partnership', verbose_name='partnership'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('institution__isnull', True), ('partnership__isnull', True), _connector='OR'), name='partners_fact_one_subject', violation_error_message='A fact is about an institution or a partnership, not both.'),
        ),
    ]
