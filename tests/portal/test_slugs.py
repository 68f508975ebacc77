import json
import re

import pytest

from partners.addresses import free_slug
from partners.models import Person
from portal.core.slug_fields import browser_rule
from portal.core.slugs import ascii_slug
from portal.home.models import StandardPage

WRITTEN = [
    ("Anna Weiß", "anna-weiss"),
    ("GROẞE STRAẞE", "grosse-strasse"),
    ("Universität Gießen", "universitaet-giessen"),
    ("Universita\u0308t", "universitaet"),
    ("Øyvind Sørensen", "oyvind-sorensen"),
    ("Łukasz Wałęsa", "lukasz-walesa"),
    ("Œuvre", "oeuvre"),
    ("Þór Guðmundsson", "thor-gudmundsson"),
    ("Đorđe Ħal Işık", "dorde-hal-isik"),
    ("Große Maße für Straßenbäume", "grosse-masse-fuer-strassenbaeume"),
    ("Forschung–Praxis", "forschung-praxis"),
    ("d’Alembert", "dalembert"),
    ("李明", ""),
]


@pytest.mark.parametrize(("text", "slug"), WRITTEN)
def test_writes_a_name_in_ascii(text, slug):
    assert ascii_slug(text) == slug


@pytest.mark.parametrize(("text", "slug"), WRITTEN[:1] + WRITTEN[2:3] + WRITTEN[4:11])
def test_the_field_in_the_browser_has_the_same_rule(text, slug):
    for (pattern, _flags), letters in json.loads(
        browser_rule()["data-w-slug-formatters-value"]
    ):
        text = re.sub(pattern, letters, text)

    assert ascii_slug(text) == slug
    assert not re.search("[äöüßæœøłđðþħıÄÖÜẞÆŒØŁĐÐÞĦ]", text)


@pytest.fixture
def fill(site):
    """Return the filled form of a page below the front page."""
    home = site["en"]["home"]
    form_class = StandardPage.get_edit_handler().get_form_class()

    def build(page=None, **values):
        values |= {"body-count": "0"}
        form = form_class(values, instance=page or StandardPage(), parent_page=home)
        form.is_valid()
        return form

    return build


def test_a_new_page_gets_its_address_in_ascii(site):
    page = site["de"]["home"].add_child(instance=StandardPage(title="Große Maße"))
    twin = site["de"]["home"].add_child(instance=StandardPage(title="Große Maße"))
    other = site["de"]["home"].add_child(instance=StandardPage(title="李明"))

    assert (page.slug, twin.slug, other.slug) == (
        "grosse-masse",
        "grosse-masse-2",
        "page",
    )


def test_a_form_writes_what_a_browser_suggests_in_ascii(fill):
    assert fill(slug="große-maße").cleaned_data["slug"] == "grosse-masse"


def test_a_form_asks_for_a_slug_that_cannot_be_written(fill):
    assert "Latin letters" in fill(slug="李明").errors["slug"][0]


def test_the_address_that_a_page_has_stays(fill, site):
    page = site["en"]["home"].add_child(
        instance=StandardPage(title="Größe", slug="größe")
    )
    form = fill(page, slug="größe")

    assert form.cleaned_data["slug"] == "größe"
    assert form.fields["slug"].widget.attrs["data-w-slug-allow-unicode-value"] is True


@pytest.mark.django_db
def test_code_gets_a_slug_for_every_name():
    assert free_slug(Person, "Łukasz Wałęsa") == "lukasz-walesa"
    assert free_slug(Person, "李明") == "person"
