from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0008_names_move_to_rows'),
    ]

    operations = [
        migrations.RemoveField(model_name='person', name='titles'),
        migrations.RenameField(model_name='person', old_name='name', new_name='label'),
        migrations.AlterField(
            model_name='person',
            name='label',
            field=models.CharField(db_index=True, editable=False, max_length=250, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='person',
            name='sort_name',
            field=models.CharField(db_index=True, editable=False, max_length=250, verbose_name='sort name'),
        ),
        migrations.AlterModelOptions(
            name='person',
            options={'ordering': ['sort_name', 'label'], 'verbose_name': 'person', 'verbose_name_plural': 'people'},
        ),
    ]
