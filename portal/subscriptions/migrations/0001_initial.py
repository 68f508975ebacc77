
import django.db.models.deletion
import django.utils.timezone
import portal.subscriptions.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('news', '0007_corrections_and_events'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail address')),
                ('story', models.UUIDField(editable=False)),
                ('query', models.CharField(blank=True, editable=False, max_length=500)),
                ('title', models.CharField(max_length=500, verbose_name='list')),
                ('languages', models.CharField(max_length=100, verbose_name='languages of the releases')),
                ('language', models.CharField(max_length=12, verbose_name='language of the mails')),
                ('frequency', models.CharField(choices=[('immediate', 'Each release at once'), ('weekly', 'Once a week, on Monday')], default='immediate', max_length=9, verbose_name='frequency')),
                ('status', models.CharField(choices=[('pending', 'not confirmed yet'), ('active', 'active'), ('bounced', 'stopped, mails were refused'), ('complained', 'stopped after a complaint')], default='pending', max_length=10, verbose_name='status')),
                ('token', models.CharField(default=portal.subscriptions.models.new_token, editable=False, max_length=43, unique=True)),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='stopped')),
                ('digested_at', models.DateTimeField(null=True, verbose_name='last digest')),
                ('notified_at', models.DateTimeField(editable=False, null=True)),
                ('refusals', models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'subscription',
                'verbose_name_plural': 'subscriptions',
                'ordering': ['email', 'pk'],
                'permissions': [('see_addresses', 'Can see the e-mail addresses of subscribers')],
                'indexes': [models.Index(fields=['status', 'frequency', 'story', 'query'], name='subscriptions_list')],
                'constraints': [models.UniqueConstraint(fields=('email', 'story', 'query'), name='subscriptions_subscription_unique')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('story', models.UUIDField()),
                ('event', models.CharField(max_length=40)),
                ('since', models.DateTimeField(null=True)),
                ('until', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('dropped', 'not sent')], default='waiting', max_length=7)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='news.pressreleasepage')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='subscriptions.subscription')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(fields=['story', 'event'], name='subscriptions_event'), models.Index(fields=['state', 'due_at'], name='subscriptions_due')],
                'constraints': [models.UniqueConstraint(fields=('subscription', 'story', 'event'), name='subscriptions_delivery_unique')],
            },
        ),
    ]
