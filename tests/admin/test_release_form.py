"""The editing form of a release, sent as a browser sends it."""

from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from news.models import PressReleasePage
from tests.factories import (
    add_contact,
    add_institution,
    add_release,
    add_series,
    add_translation,
    publish,
)


def form_data(**values) -> dict:
    """Return what the browser sends for a filled-in form."""
    contact = values.pop("contact", None)
    institutions = values.pop("institutions", [])
    contacts = [{"contact": contact.pk}] if contact else []
    defaults = {
        "title": "A bridge",
        "slug": "a-bridge",
        "kicker": "",
        "standfirst": "Between.",
        "dateline_place": "Heidelberg",
        "body": streamfield([("prose", rich_text("<p>Text.</p>"))]),
        "notes_to_editors": rich_text(""),
        "lead_image": "",
        "evidence_status": "none",
        "series": "",
        "number": "",
        "number_suffix": "",
        "number_year": "",
        "kind": "press_release",
        "released_at": "2020-08-06 12:00",
        "topics": [],
        "facts_seen": "",
        "seo_title": "",
        "search_description": "",
        "release_institutions": inline_formset(
            [{"institution": one.pk, "role": role} for one, role in institutions]
        ),
        "release_people": inline_formset([]),
        "release_partnerships": inline_formset([]),
        "bylines": inline_formset([{"initials": "Koh", "person": ""}]),
        "release_contacts": inline_formset(contacts),
        "related_links": inline_formset([]),
        "release_publications": inline_formset([]),
        "events": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(defaults | values)


@pytest.fixture
def add_url(newsroom):
    return reverse(
        "wagtailadmin_pages:add", args=["news", "pressreleasepage", newsroom.pk]
    )


def test_a_moderator_publishes_and_visitors_see_it_at_once(sign_in, client, add_url):
    sign_in("Moderators")
    data = form_data(contact=add_contact()) | {"action-publish": "1"}

    response = client.post(add_url, data)

    assert response.status_code == 302
    client.logout()
    assert "A bridge" in client.get("/en/newsroom/a-bridge/").content.decode()


def test_an_editor_saves_a_draft_but_cannot_publish(sign_in, client, add_url):
    sign_in("Editors")
    data = form_data(contact=add_contact()) | {"action-publish": "1"}

    client.post(add_url, data)

    assert not PressReleasePage.objects.get().live


def test_a_draft_may_be_half_finished(sign_in, client, add_url):
    sign_in("Editors")

    client.post(add_url, form_data(standfirst=""))

    assert PressReleasePage.objects.get().title == "A bridge"


def test_publication_needs_a_contact(sign_in, client, add_url):
    sign_in("Moderators")

    response = client.post(add_url, form_data() | {"action-publish": "1"})

    assert response.status_code == 200
    formset = response.context["form"].formsets["release_contacts"]
    assert formset.non_form_errors()
    assert not PressReleasePage.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "0"),
        ("number", "x"),
        ("number_suffix", "7"),
        ("released_at", "06/08/2020 at noon"),
        ("title", ""),
        ("evidence_status", "peer_reviewed"),
    ],
)
def test_a_wrong_value_is_named_beside_its_field_and_nothing_is_lost(
    sign_in, client, add_url, field, value
):
    sign_in("Moderators")
    series = add_series()
    data = form_data(contact=add_contact(), series=series.pk, standfirst="Kept words.")
    data |= {field: value, "action-publish": "1"}

    response = client.post(add_url, data)

    assert response.status_code == 200
    assert field in response.context["form"].errors
    html = response.content.decode()
    assert "Kept words." in html
    assert f'id="panel-child-content-{field}' in html or field in html


def test_a_number_without_a_series_is_named_beside_the_series(sign_in, client, add_url):
    sign_in("Moderators")
    data = form_data(contact=add_contact(), number="3") | {"action-publish": "1"}

    response = client.post(add_url, data)

    assert "series" in response.context["form"].errors


def test_a_second_lead_issuer_is_refused(sign_in, client, add_url):
    sign_in("Moderators")
    issuers = [(add_institution(), "lead_issuer"), (add_institution(), "lead_issuer")]
    data = form_data(contact=add_contact(), institutions=issuers)

    response = client.post(add_url, data | {"action-publish": "1"})

    assert response.status_code == 200
    assert "one lead issuer" in response.content.decode()


def test_saving_over_facts_that_changed_meanwhile_asks_first(sign_in, client, newsroom):
    sign_in("Moderators")
    release = add_release(newsroom)
    german = publish(add_translation(release))
    edit_url = reverse("wagtailadmin_pages:edit", args=[release.pk])
    data = form_data(contact=add_contact(), facts_seen="0")

    first = client.post(edit_url, data)
    current = str(german.latest_revision_id)
    second = client.post(edit_url, data | {"facts_seen": current})

    assert "saved meanwhile" in first.content.decode()
    assert f'name="facts_seen" value="{current}"' in first.content.decode()
    assert second.status_code == 302


def test_the_form_of_a_translation_shows_the_facts_saved_last(
    sign_in, client, newsroom
):
    sign_in("Moderators")
    release = add_release(newsroom)
    german = add_translation(release)
    draft = PressReleasePage.objects.get(pk=release.pk)
    draft.kind = "statement"
    draft.save_revision()

    html = client.get(reverse("wagtailadmin_pages:edit", args=[german.pk]))

    assert html.context["form"]["kind"].value() == "statement"


def test_previews_both_languages_with_the_facts_that_are_typed(
    sign_in, client, newsroom
):
    sign_in("Moderators")
    release = add_release(newsroom, "A bridge")
    german = publish(add_translation(release, title="Eine Brücke"))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[release.pk])
    ada = add_institution("Ada Institute")
    data = form_data(
        contact=add_contact(),
        institutions=[(ada, "partner")],
        facts_seen=str(german.latest_revision_id),
    )
    assert client.post(url, data).json()["is_valid"]

    english = client.get(url).content.decode()
    german = client.get(url, {"mode": "de"}).content.decode()

    assert "A bridge" in english
    assert "Eine Brücke" in german
    assert "Ada Institute" in english
    assert "Ada Institute" in german
    assert '<html lang="de"' in german
