"""Entities become public with the release they wait for, and not before."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

import pytest

from news.publishing.publication import PublicationError
from partners import waiting
from partners.models import Institution, Person, Waiting
from portal.users.models import User
from tests.factories import (
    add_boilerplate,
    add_fact,
    add_institution,
    add_person,
    add_statement,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

SECRET = "Chrysalis"


@shared
def new(newsroom):
    """What never was public, and a draft of a release that names it."""
    institution = add_institution(SECRET, slug="new", live=False)
    add_boilerplate(institution, f"<p>About {SECRET}.</p>")
    speaker = add_person("Ada Speaker", slug="ada", live=False)
    figure = add_fact("moths", value=77, live=False)
    release = draft_release(
        newsroom,
        slug="release",
        institutions=[(institution, "partner")],
        body=[
            {"type": "statement", "value": {"statement": add_statement(speaker).pk}},
            {"type": "facts", "value": {"facts": [figure.pk]}},
        ],
    )
    return {"institution": institution, "person": speaker, "release": release}


def lift(release, monkeypatch=None) -> None:
    """Let the embargo of a scheduled release lift now."""
    now = timezone.now() - timedelta(seconds=1)
    for revision in release.revisions.filter(approved_go_live_at__isnull=False):
        revision.content["released_at"] = now.isoformat()
        revision.content["go_live_at"] = now.isoformat()
        revision.approved_go_live_at = now
        revision.save()
    call_command("publish_scheduled")


def test_whom_a_release_names_goes_public_with_it(client, new):
    release = publish(new["release"])

    page = client.get(release.url).content.decode()
    assert "partners/institutions/new/" in page
    assert "partners/people/ada/" in page
    assert f"About {SECRET}." in page
    assert client.get("/en/partners/institutions/new/").status_code == 200
    assert not Waiting.objects.exists()


def test_a_scheduled_release_publishes_nothing_before_its_time(client, new):
    new["release"].released_at = days_from_now(1)
    release = publish(new["release"])

    assert client.get("/en/partners/institutions/new/").status_code == 404
    assert SECRET not in client.get("/en/partners/").content.decode()
    assert SECRET not in client.get("/api/v2/institutions/").content.decode()
    assert Waiting.objects.filter(story=release.translation_key).count() == 3

    lift(release)

    page = client.get(release.url).content.decode()
    assert "partners/institutions/new/" in page
    assert f"About {SECRET}." in page
    assert not Waiting.objects.exists()


def test_what_was_saved_after_the_approval_does_not_go_along(client, new):
    new["release"].released_at = days_from_now(1)
    release = publish(new["release"])
    row = Institution.objects.get(slug="new")
    row.city = "Nowhere"
    row.save()  # as a form does with what is not live
    row.save_revision()

    lift(release)

    row = Institution.objects.get(slug="new")
    assert (row.live, row.city, row.has_unpublished_changes) == (True, "", True)
    assert row.get_latest_revision_as_object().city == "Nowhere"


def test_an_autosave_does_not_change_what_was_approved(new, admin_user):
    row = Institution.objects.get(slug="new")
    autosaved = row.save_revision(user=admin_user)
    new["release"].released_at = days_from_now(1)
    publish(new["release"])

    row = Institution.objects.get(slug="new")
    row.city = "Nowhere"
    saved = row.save_revision(user=admin_user, overwrite_revision=autosaved)

    assert saved.pk != autosaved.pk


def test_a_draft_of_what_is_public_waits_where_an_editor_says_so(client, new):
    known = add_institution("Known", slug="known")
    draft = Institution.objects.get(slug="known").get_latest_revision_as_object()
    draft.description = {"en": SECRET}
    draft.save_revision()
    waiting.let_wait(known, new["release"].translation_key)

    assert SECRET not in client.get("/en/partners/institutions/known/").content.decode()
    publish(new["release"])

    assert SECRET in client.get("/en/partners/institutions/known/").content.decode()


def test_what_shall_be_published_by_hand_is_named_and_not_linked(client, new):
    waiting.let_wait(new["institution"], None)

    release = publish(new["release"])

    page = client.get(release.url).content.decode()
    assert SECRET in page
    assert "partners/institutions/new/" not in page
    assert f"About {SECRET}." not in page
    assert client.get("/en/partners/institutions/new/").status_code == 404


def test_who_may_not_publish_what_goes_along_is_told_its_names(client, new, sign_in):
    sign_in("Editors")
    user = User.objects.get(username="editors")

    with pytest.raises(PublicationError) as error:
        new["release"].save_revision().publish(user=user, skip_permission_checks=True)

    assert SECRET in str(error.value)
    assert not Institution.objects.live().filter(slug="new").exists()


def test_an_incomplete_draft_holds_the_release_back(new):
    Institution.objects.filter(slug="new").update(kind="")

    with pytest.raises(PublicationError) as error:
        publish(new["release"])

    assert SECRET in str(error.value)
    assert not Person.objects.live().exists()


def test_a_preview_names_what_is_new(new, rf):
    html = new["release"].make_preview_request().content.decode()

    assert SECRET in html
    assert f"About {SECRET}." in html
    assert "Ada Speaker" in html
    assert "partners/institutions/new/" not in html


def test_all_languages_are_one_story(client, new):
    german = add_translation(new["release"], title="Deutsch")

    german.save_revision().publish()

    assert client.get("/de/partner/institutions/new/").status_code == 200


def test_what_is_published_by_hand_meanwhile_waits_no_more(new):
    new["release"].released_at = days_from_now(1)
    publish(new["release"])
    row = Institution.objects.get(slug="new")
    row.city = "Here"
    row.save()
    row.save_revision().publish()

    lift(new["release"])

    assert Institution.objects.get(slug="new").city == "Here"
