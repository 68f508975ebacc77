"""Countries in the language of the reader."""

from django.utils import translation

import pytest

from partners.countries import countries, country_choices, country_name
from tests.factories import add_institution


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("en", "DE", "Germany"),
        ("de", "DE", "Deutschland"),
        ("de-at", "CA", "Kanada"),
        ("fr", "CH", "Suisse"),
        ("xx-unknown", "DE", "Germany"),
        ("en", "XX", "XX"),
        ("en", "", ""),
    ],
)
def test_a_country_is_named_in_the_language_of_the_reader(language, code, name):
    with translation.override(language):
        assert country_name(code) == name


def test_only_countries_can_be_chosen_in_the_order_of_their_names():
    with translation.override("de"):
        names = [name for code, name in country_choices() if code]

    assert names.index("Ägypten") < names.index("Albanien")
    assert not {"EU", "UN", "ZZ", "001"} & set(countries("en"))
    # ISO 3166-1 has 249, and Kosovo has none there.
    assert len(countries("en")) == 250


def test_a_page_spells_the_country_out(client, site):
    add_institution("DKFZ", slug="dkfz", city="Heidelberg", country="DE")

    english = client.get("/en/partners/institutions/dkfz/").content.decode()
    german = client.get("/de/partner/institutions/dkfz/").content.decode()

    assert "Heidelberg, Germany" in english
    assert "Heidelberg, Deutschland" in german
