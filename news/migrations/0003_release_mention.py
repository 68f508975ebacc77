
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0002_initial'),
        ('partners', '0006_no_overlaps'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleaseMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='release_mentions', to='partners.institution')),
                ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='release_mentions', to='partners.partnership')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='release_mentions', to='partners.person')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='release_mentions', to='news.pressreleasepage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('institution__isnull', False)), fields=('release', 'institution'), name='news_releasemention_unique_institution'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('release', 'person'), name='news_releasemention_unique_person'), models.UniqueConstraint(condition=models.Q(('partnership__isnull', False)), fields=('release', 'partnership'), name='news_releasemention_unique_partnership'), models.CheckConstraint(condition=models.Q(models.Q(('institution__isnull', False), ('partnership__isnull', True), ('person__isnull', True)), models.Q(('institution__isnull', True), ('partnership__isnull', True), ('person__isnull', False)), models.Q(('institution__isnull', True), ('partnership__isnull', False), ('person__isnull', True)), _connector='OR'), name='news_releasemention_one_entity')],
            },
        ),
    ]
