"""The editing form of a release, sent as a browser sends it."""

from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from news.pages import PressReleasePage
from tests.factories import (
    add_contact,
    add_institution,
    add_release,
    add_series,
    add_translation,
    publish,
)
from tests.news.reading import correct
from tests.sharing import shared


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
        ("title", "\u200b \u2060"),
        ("title", "\u200d"),
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


def opened(client, release) -> dict:
    """Return what the browser sends when nothing is changed in the opened form."""
    form = client.get(f"/admin/pages/{release.pk}/edit/").context["form"]

    def rows(relation, *fields):
        shown = form.formsets[relation].initial_forms
        values = [
            {name: row[name].value() or "" for name in ("id", *fields)} for row in shown
        ]
        return inline_formset(values, initial=len(values))

    return form_data(
        title=form["title"].value(),
        slug=form["slug"].value(),
        facts_seen=form["facts_seen"].value(),
        release_institutions=rows("release_institutions", "institution", "role"),
        bylines=rows("bylines", "initials", "person"),
        release_contacts=rows("release_contacts", "contact"),
    )


def institutions_of(release) -> list[tuple[str, str]]:
    rows = release.release_institutions.all()
    return sorted((row.institution.slug, row.role) for row in rows)


INVOLVED = [("dkfz", "lead_issuer"), ("embl", "partner")]


@shared
def in_two_languages(newsroom):
    """A release with its public translation; both state the same facts."""
    involved = [(add_institution(slug=slug), role) for slug, role in INVOLVED]
    release = add_release(newsroom, institutions=involved)
    return release, publish(add_translation(release))


@pytest.mark.parametrize("action", ["save", "publish"])
def test_a_draft_is_saved_after_another_language_was_published(
    sign_in, client, in_two_languages, action
):
    """Publication writes the rows of all languages anew, and so under new keys."""
    release, german = in_two_languages
    release.standfirst = "A draft."
    release.save_revision()
    publish(german)
    sign_in("Moderators")
    data = opened(client, release) | {f"action-{action}": "1"}

    response = client.post(f"/admin/pages/{release.pk}/edit/", data)

    assert response.status_code == 302
    release = PressReleasePage.objects.get(pk=release.pk)
    assert institutions_of(release) == INVOLVED
    assert institutions_of(release.get_latest_revision_as_object()) == INVOLVED


def test_a_form_left_open_is_saved_after_another_language_was_published(
    sign_in, client, in_two_languages
):
    release, german = in_two_languages
    sign_in("Moderators")
    data = opened(client, release) | {"action-publish": "1"}
    publish(german)

    asked = client.post(f"/admin/pages/{release.pk}/edit/", data)
    data["facts_seen"] = asked.context["form"]["facts_seen"].value()
    response = client.post(f"/admin/pages/{release.pk}/edit/", data)

    assert asked.status_code == 200
    assert response.status_code == 302
    assert institutions_of(PressReleasePage.objects.get(pk=release.pk)) == INVOLVED


def test_the_text_of_a_withdrawn_release_can_be_edited(
    sign_in, client, in_two_languages
):
    release, _german = in_two_languages
    correct(release, "withdrawal")
    sign_in("Moderators")

    response = client.post(f"/admin/pages/{release.pk}/edit/", opened(client, release))

    assert response.status_code == 302


def test_the_key_of_another_release_moves_nothing(
    sign_in, client, newsroom, in_two_languages
):
    release, _german = in_two_languages
    other = add_release(newsroom, institutions=[(add_institution(), "partner")])
    sign_in("Moderators")
    data = opened(client, release)
    stranger = other.release_institutions.first()
    data["release_institutions-0-id"] = str(stranger.pk)

    client.post(f"/admin/pages/{release.pk}/edit/", data | {"action-publish": "1"})

    stranger.refresh_from_db()
    assert stranger.release_id == other.pk
    assert institutions_of(PressReleasePage.objects.get(pk=release.pk)) == INVOLVED


@pytest.mark.parametrize("value", ["x", "99999999999999999999", "-1", "1.5"])
def test_keys_and_counts_that_make_no_sense_are_no_error_of_the_server(
    monkeypatch, sign_in, client, in_two_languages, value
):
    # A count beyond all bounds is cut to twice this, by default to 2000.
    monkeypatch.setattr("django.forms.formsets.DEFAULT_MAX_NUM", 20)
    release, _german = in_two_languages
    sign_in("Moderators")
    data = opened(client, release)

    for name in ("release_institutions-0-id", "release_institutions-TOTAL_FORMS"):
        address = f"/admin/pages/{release.pk}/edit/"
        assert client.post(address, data | {name: value}).status_code in {200, 302}
