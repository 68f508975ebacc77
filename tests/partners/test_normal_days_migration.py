"""Days of years and months that are stored already get their normal form."""

from __future__ import annotations

from datetime import date
from importlib import import_module

from django.apps import apps

from partners.models import Affiliation, Partnership
from tests.factories import (
    add_affiliation,
    add_institution,
    add_partnership,
    add_person,
)

MIGRATION = import_module("partners.migrations.0013_ties_days_in_normal_form")


def test_stored_days_get_their_normal_form_once_and_for_all(site):
    row = add_affiliation(add_person(), add_institution())
    unit = add_partnership()
    Affiliation.objects.filter(pk=row.pk).update(
        valid_from=date(2020, 5, 3),
        valid_from_precision="month",
        valid_to=date(2020, 9, 9),
        valid_to_precision="year",
    )
    Partnership.objects.filter(pk=unit.pk).update(
        started_on=date(2021, 4, 1),
        ended_on=date(2021, 9, 9),
        ended_precision="year",
        committed_until=date(2025, 8, 31),
        committed_precision="month",
    )

    for _time in range(2):
        MIGRATION.normalise(apps, None)
        row.refresh_from_db()
        unit.refresh_from_db()

        assert (row.valid_from, row.valid_to) == (date(2020, 5, 1), date(2021, 1, 1))
        assert (unit.started_on, unit.ended_on) == (date(2021, 4, 1), date(2021, 4, 1))
        assert unit.committed_until == date(2025, 8, 1)
