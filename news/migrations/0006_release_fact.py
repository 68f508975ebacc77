
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0005_publication_evidence'),
        ('partners', '0006_no_overlaps'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleaseFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='release_facts', to='partners.fact')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='release_facts', to='news.pressreleasepage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('release', 'fact'), name='news_releasefact_unique')],
            },
        ),
    ]
