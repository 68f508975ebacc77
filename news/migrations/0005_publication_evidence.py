
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0004_frozen_record'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='verified_against',
            field=models.CharField(blank=True, max_length=300, verbose_name='verified against'),
        ),
        migrations.AddField(
            model_name='publication',
            name='verified_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='verified at'),
        ),
        migrations.AddField(
            model_name='publication',
            name='verified_by',
            field=models.CharField(blank=True, max_length=150, verbose_name='verified by'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), models.Q(('verified_against', ''), _negated=True), _connector='OR'), name='news_publication_evidence', violation_error_message='Verified needs the evidence that it was verified against.'),
        ),
    ]
