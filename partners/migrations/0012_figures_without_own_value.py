from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0011_figures_move_values'),
    ]

    operations = [
        migrations.RemoveField(model_name='fact', name='value'),
        migrations.RemoveField(model_name='fact', name='qualifier'),
        migrations.RemoveField(model_name='fact', name='as_of'),
        migrations.RemoveField(model_name='fact', name='as_of_precision'),
        migrations.RemoveField(model_name='fact', name='source'),
        migrations.RemoveField(model_name='fact', name='source_url'),
        migrations.RemoveField(model_name='fact', name='review_by'),
        migrations.AlterModelOptions(
            name='fact',
            options={'base_manager_name': 'objects', 'ordering': ['institution__label', 'pk'], 'verbose_name': 'fact', 'verbose_name_plural': 'facts'},
        ),
    ]
