"""What the form of a new release begins with."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from news.pages import PressReleasePage
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_boilerplate,
    add_contact,
    add_institution,
    add_person,
    add_release,
    add_series,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


@pytest.fixture
def add_url(newsroom):
    return reverse(
        "wagtailadmin_pages:add", args=["news", "pressreleasepage", newsroom.pk]
    )


@pytest.fixture
def dkfz():
    dkfz = add_institution("Deutsches Krebsforschungszentrum", "DKFZ")
    add_boilerplate(dkfz, "<p>It is.</p>", language="en")
    return dkfz


def opened(client, url) -> dict[str, str]:
    """Return what the form sends when it is left as it was opened."""
    form = BeautifulSoup(client.get(url).content, "html.parser").select_one(
        "#page-edit-form, [data-edit-form]"
    )
    sent = {
        one["name"]: one.get("value", "")
        for one in form.select("input[name]:not([type=checkbox])")
    }
    sent |= {
        one["name"]: "on" for one in form.select("input[type=checkbox][checked][name]")
    }
    for one in form.select("select[name]:not([multiple])"):
        chosen = one.select_one("option[selected]")
        sent[one["name"]] = chosen["value"] if chosen else ""
    return sent


def test_the_only_series_brings_issuer_about_text_and_contact(
    editor, client, add_url, dkfz
):
    series, contact = add_series(institution=dkfz), add_contact(dkfz)

    form = opened(client, add_url)

    assert form["series"] == str(series.pk)
    assert form["release_institutions-0-institution"] == str(dkfz.pk)
    assert form["release_institutions-0-role"] == "lead_issuer"
    assert form["release_institutions-0-has_boilerplate"] == "on"
    assert form["release_contacts-0-contact"] == str(contact.pk)
    assert form["evidence_status"] == "none"
    assert not PressReleasePage.objects.exists()


def test_of_two_series_the_one_that_the_editor_used_last(
    editor, client, add_url, newsroom, dkfz
):
    own, other = add_series(institution=dkfz), add_series(slug="other")
    assert opened(client, add_url)["series"] == ""
    add_release(newsroom, series=other)
    assert opened(client, add_url)["series"] == ""
    release = add_release(newsroom, series=own)
    user = client.get(add_url).wsgi_request.user
    PressReleasePage.objects.filter(pk=release.pk).update(owner=user)

    assert opened(client, add_url)["series"] == str(own.pk)


def test_a_contact_that_is_not_valid_any_more_is_no_default(
    editor, client, add_url, dkfz
):
    add_series(institution=dkfz)
    yesterday = timezone.localdate() - timedelta(days=1)
    add_contact(dkfz, valid_until=yesterday)
    add_contact(add_institution("Another"))

    assert opened(client, add_url)["release_contacts-TOTAL_FORMS"] == "0"


def test_of_two_contacts_the_one_with_a_name_in_the_language(
    editor, client, add_url, dkfz
):
    add_series(institution=dkfz)
    add_contact(dkfz, name={"de": "Pressestelle"})
    desk = add_contact(dkfz, name={"en": "Press office"})

    assert opened(client, add_url)["release_contacts-0-contact"] == str(desk.pk)


def test_the_body_is_opened_with_an_empty_text(editor, client, add_url):
    page = client.get(add_url).content.decode()

    assert "&quot;type&quot;: &quot;prose&quot;" in page


def test_what_is_shown_is_what_is_saved(editor, client, add_url, dkfz):
    add_series(institution=dkfz)
    contact = add_contact(dkfz)
    other = add_institution("Another")

    data = form_data(contact=contact, institutions=[(other, "partner")])
    client.post(add_url, data)

    release = PressReleasePage.objects.get()
    rows = release.release_institutions.all()
    assert [(one.institution, one.role) for one in rows] == [(other, "partner")]
    assert release.release_contacts.count() == 1
    assert release.series is None


def test_the_headline_is_asked_for_in_the_language_of_the_admin(
    editor, client, add_url
):
    user = client.get(add_url).wsgi_request.user
    for language, word in (("en", "Headline"), ("de", "Überschrift")):
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        page = BeautifulSoup(client.get(add_url).content, "html.parser")
        assert page.select_one("[name=title]")["placeholder"].startswith(word)


def test_a_text_in_which_nothing_stands_is_not_stored(editor, client, add_url, dkfz):
    texts = [rich_text(""), rich_text("<p>Text.</p>"), rich_text("<p> </p>")]
    body = streamfield([("prose", text) for text in texts])

    client.post(add_url, form_data(contact=add_contact(dkfz), body=body))

    said = [str(one.value) for one in PressReleasePage.objects.get().body]
    assert len(said) == 1
    assert "Text." in said[0]


def test_nobody_new_is_erased(editor, client):
    status = "select[name$=status] option"
    for url in (
        reverse("wagtailsnippets_partners_person:add"),
        reverse("wagtailsnippetchoosers_partners_person:create"),
    ):
        answer = client.get(url)
        html = answer.content.decode()
        if answer["Content-Type"] == "application/json":
            html = answer.json()["htmlFragment"]
        offered = BeautifulSoup(html, "html.parser").select(status)
        assert "staff" in [one["value"] for one in offered]
        assert "erased" not in [one["value"] for one in offered]
    person = add_person("Ada Beispiel")
    page = client.get(reverse("wagtailsnippets_partners_person:edit", args=[person.pk]))
    assert b'value="erased"' in page.content


def test_a_language_has_a_default(editor, client):
    for url, name in (
        ("wagtailsnippets_news_statement:add", "original_language"),
        ("wagtailsnippets_partners_institution:add", "names-0-language"),
    ):
        page = BeautifulSoup(client.get(reverse(url)).content, "html.parser")
        chosen = page.select_one(f"select[name={name}] option[selected]")
        assert chosen["value"] == "en"


def test_the_form_can_be_saved_as_it_was_opened(editor, client, add_url, dkfz):
    add_series(institution=dkfz)
    add_contact(dkfz)

    sent = opened(client, add_url) | {"title": "A bridge", "slug": "a-bridge"}
    body = streamfield([("prose", rich_text("<p>Text.</p>"))])
    answer = client.post(add_url, sent | nested_form_data({"body": body}))

    release = PressReleasePage.objects.get()
    assert answer.status_code == 302
    rows = release.release_institutions.all()
    assert [(one.institution, one.role) for one in rows] == [(dkfz, "lead_issuer")]
    assert release.release_contacts.count() == 1
