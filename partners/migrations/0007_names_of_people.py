import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import modelcluster.fields

CONSTRAINT = "partners_personname_no_overlap"


def refuse_overlaps(apps, schema_editor):
    """Two names of a person must not hold at the same time, as in 0006."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE partners_personname ADD CONSTRAINT {CONSTRAINT} "
            "EXCLUDE USING gist "
            "(person_id WITH =, daterange(valid_from, valid_to) WITH &&) "
            "WHERE (kind = 'official') DEFERRABLE INITIALLY DEFERRED"
        )


def permit_overlaps(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE partners_personname DROP CONSTRAINT {CONSTRAINT}"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0006_no_overlaps'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_from_precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day')], default='day', max_length=5, verbose_name='precision of the start')),
                ('valid_to', models.DateField(blank=True, help_text='The first day on which it does not hold any more.', null=True, verbose_name='valid until')),
                ('valid_to_precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day')], default='day', max_length=5, verbose_name='precision of the end')),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='source')),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('kind', models.CharField(choices=[('official', 'Name'), ('former', 'Former name, day not known'), ('alias', 'Also known as')], default='official', max_length=8, verbose_name='kind')),
                ('titles', models.CharField(blank=True, help_text='Those of this time. A new title: a new row, from its day on.', max_length=100, verbose_name='titles')),
                ('sort_name', models.CharField(blank=True, help_text='Under what a list files the person. Left empty: the name.', max_length=250, verbose_name='sort name')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='partners.person')),
            ],
            options={
                'verbose_name': 'name',
                'verbose_name_plural': 'names',
                'ordering': ['pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F('valid_from')), name='partners_personname_ends_after_start', violation_error_message='The end must come after the start.')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='known_names',
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.RunPython(refuse_overlaps, permit_overlaps),
    ]
