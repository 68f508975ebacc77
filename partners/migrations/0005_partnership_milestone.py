import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


def keep_reviews(apps, schema_editor):
    """Make the review day of every partnership its first milestone."""
    milestones = apps.get_model("partners", "PartnershipMilestone").objects
    partnerships = apps.get_model("partners", "Partnership").objects
    for partnership in partnerships.filter(review_on__isnull=False):
        milestones.create(
            partnership=partnership, kind="review", day=partnership.review_on
        )


def restore_reviews(apps, schema_editor):
    milestones = apps.get_model("partners", "PartnershipMilestone").objects
    for milestone in milestones.filter(kind="review").order_by("day"):
        partnership = milestone.partnership
        partnership.review_on = milestone.day
        partnership.save(update_fields=["review_on"])


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0004_fact'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnershipMilestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('review', 'Review'), ('renewal', 'Renewed')], default='review', max_length=7, verbose_name='kind')),
                ('day', models.DateField(verbose_name='day')),
                ('precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day')], default='day', max_length=5, verbose_name='precision')),
                ('is_derived', models.BooleanField(default=False, verbose_name='derived')),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='source')),
            ],
            options={
                'verbose_name': 'review or renewal',
                'verbose_name_plural': 'reviews and renewals',
                'ordering': ['day', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='partnershipmilestone',
            name='partnership',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='partners.partnership'),
        ),
        migrations.RunPython(keep_reviews, restore_reviews, elidable=True),
        migrations.RemoveField(
            model_name='partnership',
            name='review_on',
        ),
    ]
