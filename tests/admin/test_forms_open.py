"""Every form of the admin opens, empty and filled."""

from django.urls import reverse

import pytest

from tests.factories import (
    add_contact,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
)

SNIPPETS = {
    "partners_institution": add_institution,
    "partners_person": add_person,
    "partners_partnership": add_partnership,
    "news_statement": lambda: add_statement(add_person()),
    "news_contact": add_contact,
    "news_series": add_series,
    "core_topic": add_topic,
}


@pytest.mark.parametrize("name", [*SNIPPETS, "news_publication"])
def test_the_list_and_the_empty_form_open(sign_in, client, db, name):
    sign_in("Moderators")

    for view in ("list", "add"):
        response = client.get(reverse(f"wagtailsnippets_{name}:{view}"))
        assert response.status_code == 200


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_filled_form_opens(sign_in, client, db, name):
    sign_in("Moderators")
    thing = SNIPPETS[name]()

    response = client.get(reverse(f"wagtailsnippets_{name}:edit", args=[thing.pk]))

    assert response.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "wagtailsnippetchoosers_partners_institution:choose",
        "wagtailsnippetchoosers_partners_person:choose",
        "wagtailsnippetchoosers_partners_partnership:choose",
        "wagtailsnippetchoosers_news_statement:choose",
        "wagtailsnippetchoosers_news_contact:choose",
        "wagtailsnippetchoosers_news_publication:choose",
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
    ],
)
def test_the_chooser_opens(sign_in, client, db, name):
    sign_in("Editors")

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("model", ["pressreleasepage", "newsitempage"])
def test_the_form_of_a_new_release_opens(sign_in, client, newsroom, model):
    sign_in("Editors")

    url = reverse("wagtailadmin_pages:add", args=["news", model, newsroom.pk])

    assert client.get(url).status_code == 200


def test_the_forms_of_a_release_and_a_picture_open(sign_in, client, newsroom):
    sign_in("Moderators")
    image = add_image()
    release = add_release(newsroom, lead_image=image)

    for url in (
        reverse("wagtailadmin_pages:edit", args=[release.pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:add"),
    ):
        assert client.get(url).status_code == 200


def test_an_account_may_have_no_time_zone_that_browsers_do_not_know(
    sign_in, client, db
):
    sign_in("Editors")

    page = client.get(reverse("wagtailadmin_account")).text

    assert 'value="Europe/Berlin"' in page
    assert 'value="localtime"' not in page
    assert 'value="Factory"' not in page


def test_the_site_settings_open_for_administrators(sign_in, client, site):
    sign_in("Administrators")

    url = reverse("wagtailsettings:edit", args=["core", "sitesettings"])

    assert client.get(url, follow=True).status_code == 200
