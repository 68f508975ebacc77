"""What PostgreSQL itself refuses, whoever writes it, when a transaction ends."""

from datetime import date

from django.db import IntegrityError, connection, transaction

import pytest

from partners.models import (
    Affiliation,
    Boilerplate,
    InstitutionName,
    InstitutionRelation,
    PartnershipMember,
    PartnershipName,
    PersonName,
)
from tests.factories import add_institution, add_partnership, add_person

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has such constraints"
)
START, MIDDLE, END = date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1)


def institution_name():
    institution = add_institution()
    institution.names.all().delete()
    return InstitutionName, {"institution": institution, "language": "en"}


def partnership_name():
    partnership = add_partnership()
    partnership.names.all().delete()
    return PartnershipName, {"partnership": partnership, "language": "en"}


def person_name():
    person = add_person()
    person.names.all().delete()
    return PersonName, {"person": person, "text": "Ada"}


def boilerplate():
    return Boilerplate, {"institution": add_institution(), "language": "en"}


def relation():
    ends = {"institution": add_institution(), "target": add_institution()}
    return InstitutionRelation, ends | {"kind": "part_of"}


def member():
    return PartnershipMember, {
        "partnership": add_partnership(),
        "institution": add_institution(),
        "role": "founder",
    }


def primary_affiliation():
    return Affiliation, {
        "person": add_person(),
        "institution": add_institution(),
        "is_primary": True,
    }


each_kind = pytest.mark.parametrize(
    "kind",
    [
        institution_name,
        partnership_name,
        person_name,
        boilerplate,
        relation,
        member,
        primary_affiliation,
    ],
    ids=lambda kind: kind.__name__,
)


def add_both(kind, first: tuple, second: tuple, difference=()) -> None:
    """Add two rows alike for two times, then let the database look at them."""
    model, values = kind()
    with transaction.atomic():
        for (start, end), more in ((first, ()), (second, difference)):
            row = values | {"valid_from": start, "valid_to": end} | dict(more)
            model.objects.create(**row)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@each_kind
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((None, None), (None, None)),
        ((START, END), (MIDDLE, None)),
        ((None, MIDDLE), (START, END)),
    ],
)
def test_two_alike_at_one_time_are_refused(db, kind, first, second):
    with pytest.raises(IntegrityError):
        add_both(kind, first, second)


@each_kind
def test_one_may_begin_on_the_day_on_which_the_other_ends(db, kind):
    add_both(kind, (START, MIDDLE), (MIDDLE, END))


@pytest.mark.parametrize(
    ("kind", "difference"),
    [
        (institution_name, {"language": "de"}),
        (institution_name, {"kind": "alias"}),
        (partnership_name, {"kind": "acronym"}),
        (person_name, {"kind": "alias"}),
        (boilerplate, {"language": "de"}),
        (relation, {"kind": "hosted_by"}),
        (member, {"role": "host"}),
        (primary_affiliation, {"is_primary": False}),
    ],
    ids=str,
)
def test_what_differs_may_hold_at_one_time(db, kind, difference):
    add_both(kind, (None, None), (None, None), difference)
