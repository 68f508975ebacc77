import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import portal.core.languages
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0006_release_fact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='pressreleasepage',
            name='notices',
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name='pressreleasepage',
            name='revised_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('story', models.UUIDField(db_index=True, editable=False)),
                ('kind', models.CharField(choices=[('correction', 'Correction'), ('addition', 'Addition'), ('withdrawal', 'Withdrawal'), ('reinstatement', 'Reinstatement')], default='correction', help_text='A withdrawal takes the text from the public; headline, date and this note stay. A reinstatement brings it back.', max_length=13, verbose_name='kind')),
                ('what', portal.core.languages.TranslatedTextField(default=portal.core.languages.Translated, help_text='What was wrong, or is new, and what is true.', max_text_length=1000, multiline=True, verbose_name='what')),
                ('why', portal.core.languages.TranslatedTextField(blank=True, default=portal.core.languages.Translated, max_text_length=1000, multiline=True, verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='at')),
                ('author', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReleaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('title', portal.core.languages.TranslatedTextField(default=portal.core.languages.Translated, max_text_length=200, verbose_name='title')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends at')),
                ('place', portal.core.languages.TranslatedTextField(blank=True, default=portal.core.languages.Translated, max_text_length=300, verbose_name='place')),
                ('url', models.URLField(blank=True, help_text='Programme, registration or video link.', verbose_name='address')),
                ('release', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='news.pressreleasepage')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
