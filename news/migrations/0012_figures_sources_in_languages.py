from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0011_figures_move_sources'),
    ]

    operations = [
        migrations.RemoveField(model_name='statement', name='source'),
        migrations.RenameField(model_name='statement', old_name='source_texts', new_name='source'),
    ]
