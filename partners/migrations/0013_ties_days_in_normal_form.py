from datetime import timedelta

from django.db import migrations

NAMES = ("institutionname", "partnershipname", "personname")
TIES = ("boilerplate", "institutionsite", "institutionrelation", "affiliation")
PARTS = ("partnershipmember", "partnershiprole")


def normalise(apps, schema_editor):
    """Store days of which only the year or month is known as the first one of it.

    As ``partners.validity.first_day`` says, at the time of this migration.
    """
    for name in NAMES + TIES + PARTS:
        rows = apps.get_model("partners", name)._base_manager
        for row in rows.exclude(valid_from_precision="day", valid_to_precision="day"):
            start = first(row.valid_from, row.valid_from_precision)
            end = first(row.valid_to, row.valid_to_precision, start, is_after=True)
            rows.filter(pk=row.pk).update(valid_from=start, valid_to=end)
    partnerships = apps.get_model("partners", "Partnership")._base_manager
    for row in partnerships.all():
        start = first(row.started_on, row.started_precision)
        partnerships.filter(pk=row.pk).update(
            announced_on=first(row.announced_on, row.announced_precision),
            started_on=start,
            committed_until=first(row.committed_until, row.committed_precision),
            ended_on=first(row.ended_on, row.ended_precision, start),
        )
    milestones = apps.get_model("partners", "PartnershipMilestone")._base_manager
    for row in milestones.exclude(precision="day"):
        day = first(row.day, row.precision)
        milestones.filter(pk=row.pk).update(day=day)


def first(day, precision, start=None, *, is_after=False):
    if day is None or precision == "day":
        return day
    found = day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)
    if start is None or start < found or found.year == 9999:
        return found
    following = (found + timedelta(days=31 if precision == "month" else 366)).replace(day=1)
    if start >= following:
        return found
    return following if is_after else start


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0012_figures_without_own_value'),
    ]

    operations = [
        # What was typed is gone; what stands there now means the same.
        migrations.RunPython(normalise, migrations.RunPython.noop, elidable=True),
    ]
