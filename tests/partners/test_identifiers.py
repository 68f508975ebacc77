from django.core.exceptions import ValidationError

import pytest

from partners.identifiers import SCHEMES
from partners.models import InstitutionIdentifier, PersonIdentifier
from tests.factories import add_institution, add_person

VALID = [
    ("ror", "01k4yrm29"),
    ("ror", "03yrm5c26"),
    ("ror", "04cdgtt98"),
    ("orcid", "0000-0002-1825-0097"),
    ("orcid", "0000-0002-1694-233X"),
    ("isni", "000000012146438X"),
    ("wikidata", "Q42"),
    ("doi", "10.1000/182"),
    ("funder", "501100002347"),
]
INVALID = [
    ("ror", "01k4yrm30"),
    ("ror", "11k4yrm29"),
    ("ror", "01k34yrm29"),
    ("ror", "01kOyrm29"),
    ("ror", "0|k4yrm29"),
    ("ror", ""),
    ("orcid", "0000-0002-1825-0098"),
    ("orcid", "0000000218250097"),
    ("isni", "0000000121464381"),
    ("wikidata", "42"),
    ("wikidata", "Q0"),
    ("doi", "11.1000/182"),
    ("doi", "10.1000/"),
    ("funder", "123"),
]
WRITTEN_OTHERWISE = [
    ("ror", "https://ror.org/04CDGTT98", "04cdgtt98"),
    ("ror", " ror.org/04cdgtt98 ", "04cdgtt98"),
    ("orcid", "https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
    ("isni", "0000 0001 2146 438X", "000000012146438X"),
    ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
    ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
    ("doi", "doi:10.1000/182", "10.1000/182"),
    ("funder", "https://doi.org/10.13039/501100002347", "501100002347"),
]


@pytest.mark.parametrize(("scheme", "value"), VALID)
def test_keeps_a_valid_identifier(scheme, value):
    assert SCHEMES[scheme].clean(value) == value


@pytest.mark.parametrize(("scheme", "value"), INVALID)
def test_refuses_an_invalid_identifier(scheme, value):
    with pytest.raises(ValidationError):
        SCHEMES[scheme].clean(value)


@pytest.mark.parametrize(("scheme", "written", "bare"), WRITTEN_OTHERWISE)
def test_stores_the_bare_value(scheme, written, bare):
    assert SCHEMES[scheme].clean(written) == bare


def test_links_to_where_the_identifier_leads():
    assert SCHEMES["doi"].link("10.1000/<1>") == "https://doi.org/10.1000/%3C1%3E"


@pytest.mark.django_db
def test_names_the_field_of_a_wrong_value():
    identifier = InstitutionIdentifier(
        institution=add_institution(), scheme="ror", value="01k4yrm30"
    )

    with pytest.raises(ValidationError) as error:
        identifier.full_clean()

    assert list(error.value.message_dict) == ["value"]


@pytest.mark.django_db
def test_refuses_an_identifier_that_somebody_else_has():
    PersonIdentifier.objects.create(
        person=add_person(), scheme="orcid", value="0000-0002-1825-0097"
    )
    twin = PersonIdentifier(
        person=add_person(),
        scheme="orcid",
        value="https://orcid.org/0000-0002-1825-0097",
    )

    with pytest.raises(ValidationError) as error:
        twin.full_clean()

    assert "already belongs" in error.value.message_dict["value"][0]
