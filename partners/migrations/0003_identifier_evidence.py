from django.db import migrations, models


def withdraw_without_evidence(apps, schema_editor):
    """Nothing counts as verified without what it was verified against."""
    for name in ("InstitutionIdentifier", "PersonIdentifier"):
        model = apps.get_model("partners", name)
        model.objects.filter(verified_against="").update(verified_at=None)


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_merge'),
    ]

    operations = [
        migrations.RunPython(withdraw_without_evidence, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name='institutionidentifier',
            name='finding',
            field=models.CharField(blank=True, choices=[('name_differs', 'The registry gives another name'), ('not_found', 'Not in the registry'), ('inactive', 'Inactive or withdrawn in the registry')], editable=False, max_length=12, verbose_name='finding'),
        ),
        migrations.AddField(
            model_name='institutionidentifier',
            name='finding_note',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='personidentifier',
            name='finding',
            field=models.CharField(blank=True, choices=[('name_differs', 'The registry gives another name'), ('not_found', 'Not in the registry'), ('inactive', 'Inactive or withdrawn in the registry')], editable=False, max_length=12, verbose_name='finding'),
        ),
        migrations.AddField(
            model_name='personidentifier',
            name='finding_note',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddConstraint(
            model_name='institutionidentifier',
            constraint=models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), models.Q(('verified_against', ''), _negated=True), _connector='OR'), name='partners_institutionidentifier_evidence', violation_error_message='Verified needs the evidence that it was verified against.'),
        ),
        migrations.AddConstraint(
            model_name='personidentifier',
            constraint=models.CheckConstraint(condition=models.Q(('verified_at__isnull', True), models.Q(('verified_against', ''), _negated=True), _connector='OR'), name='partners_personidentifier_evidence', violation_error_message='Verified needs the evidence that it was verified against.'),
        ),
    ]
