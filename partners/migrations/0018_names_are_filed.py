"""File people, institutions and partnerships as German dictionaries do."""

import portal.core.filing
from django.db import migrations

BATCH = 500


def file_names(apps, schema_editor):
    """Fill in what is filed already; the lists would stand in no order else."""
    for name, named in (
        ('institution', 'label'),
        ('partnership', 'label'),
        ('person', 'sort_name'),
    ):
        model = apps.get_model('partners', name)
        rows = model._base_manager.using(schema_editor.connection.alias)
        filed = []
        for row in rows.only('pk', named).iterator(BATCH):
            row.filed_under = portal.core.filing.file_under(getattr(row, named))
            filed.append(row)
        rows.bulk_update(filed, ['filed_under'], batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0017_waiting'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='fact',
            options={'base_manager_name': 'objects', 'ordering': ['institution__filed_under', 'institution__label', 'pk'], 'verbose_name': 'fact', 'verbose_name_plural': 'facts'},
        ),
        migrations.AlterModelOptions(
            name='institution',
            options={'ordering': ['filed_under', 'label'], 'verbose_name': 'institution', 'verbose_name_plural': 'institutions'},
        ),
        migrations.AlterModelOptions(
            name='partnership',
            options={'ordering': ['filed_under', 'label'], 'verbose_name': 'partnership', 'verbose_name_plural': 'partnerships'},
        ),
        migrations.AlterModelOptions(
            name='person',
            options={'ordering': ['filed_under', 'label'], 'verbose_name': 'person', 'verbose_name_plural': 'people'},
        ),
        migrations.AddField(
            model_name='institution',
            name='filed_under',
            field=portal.core.filing.FilingField(default='', verbose_name='filed under'),
        ),
        migrations.AddField(
            model_name='partnership',
            name='filed_under',
            field=portal.core.filing.FilingField(default='', verbose_name='filed under'),
        ),
        migrations.AddField(
            model_name='person',
            name='filed_under',
            field=portal.core.filing.FilingField(default='', verbose_name='filed under'),
        ),
        migrations.RunPython(file_names, migrations.RunPython.noop),
    ]
