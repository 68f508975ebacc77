import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('institution', 'Institution'), ('person', 'Person'), ('partnership', 'Partnership')], max_length=11)),
                ('slug', models.SlugField(max_length=100)),
                ('entity_id', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('institution', 'Institution'), ('person', 'Person'), ('partnership', 'Partnership')], max_length=11, verbose_name='kind')),
                ('source_id', models.PositiveBigIntegerField()),
                ('source_label', models.CharField(max_length=250, verbose_name='duplicate')),
                ('target_id', models.PositiveBigIntegerField()),
                ('target_label', models.CharField(max_length=250, verbose_name='kept')),
                ('moves', models.JSONField(default=list)),
                ('merged_at', models.DateTimeField(auto_now_add=True, verbose_name='merged at')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone at')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ['-merged_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='institution',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='partners.institution'),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='partners.person'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.UniqueConstraint(fields=('kind', 'slug'), name='partners_formeraddress_unique'),
        ),
        migrations.AddField(
            model_name='merge',
            name='merged_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by'),
        ),
        migrations.AddField(
            model_name='merge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
    ]
