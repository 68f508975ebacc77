"""Let drafts of entities wait for a release."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0016_when_published'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('story', models.UUIDField(db_index=True, null=True, verbose_name='goes public with')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('revision', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='waiting', to='wagtailcore.revision')),
            ],
            options={
                'verbose_name': 'waiting entry',
                'verbose_name_plural': 'waiting entries',
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id'), name='partners_waiting_one_an_entity')],
            },
        ),
    ]
