"""What a publication writes down does not depend on the language of who publishes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from wagtail.users.models import UserProfile

from news.pages import PressReleasePage
from news.publishing import refreshing
from news.record import build
from portal.search.models import SearchEntry
from portal.users.models import User
from tests.admin.test_publishing import send
from tests.factories import add_translation, draft_release, publish
from tests.languages.test_outputs import active
from tests.languages.world import World

EVERY = ("en", "de", None)


def undone(act: Callable[[], object]) -> object:
    """Return what something returns that is taken back in the database."""
    with transaction.atomic():
        result = act()
        transaction.set_rollback(True)
    return result


def written(story) -> list:
    """Return all that is kept of the versions of a story, with the index."""
    versions = PressReleasePage.objects.filter(translation_key=story).order_by("pk")
    fields = (
        "title",
        "live",
        "record",
        "feed_html",
        "resolved",
        "resolved_as_of",
        "notices",
    )
    entries = SearchEntry.objects.filter(page__in=versions).order_by("key")
    return [
        *versions.values_list(*fields),
        *entries.values_list("key", "language", "title", "text"),
    ]


def drafts(world: World) -> list[PressReleasePage]:
    """Return drafts of a story in both languages, with their picture made."""
    english = world.draft("Draft")
    english.save_revision()
    german = add_translation(english, title="Entwurf")
    english.lead_image.get_rendition(build.FEED_PICTURE)
    return [english, german]


def test_every_publisher_freezes_the_same(world):
    versions = drafts(world)

    def publish_all():
        for version in versions:
            publish(
                PressReleasePage.objects.get(
                    pk=version.pk
                ).get_latest_revision_as_object()
            )
        return written(versions[0].translation_key)

    found = []
    for language in EVERY:
        with active(language):
            found.append(undone(publish_all))

    assert found[0][0][2].issuers[0].name == "Cancer Institute"
    assert found[0][1][2].issuers[0].name == "Krebsinstitut"
    assert found[1] == found[0]
    assert found[2] == found[0]


def test_the_scheduler_freezes_the_same(world):
    versions = drafts(world)
    soon = timezone.now() + timedelta(hours=1)
    for version in versions:
        version.released_at = soon
        version.clean()
        version.save_revision().publish()
    past = timezone.now() - timedelta(minutes=1)
    for version in PressReleasePage.objects.filter(pk__in=[one.pk for one in versions]):
        revision = version.latest_revision
        revision.content |= {"go_live_at": None, "released_at": past.isoformat()}
        revision.approved_go_live_at = past
        revision.save()

    def work():
        call_command("publish_scheduled")
        return written(versions[0].translation_key)

    found = []
    for language in EVERY:
        with active(language):
            found.append(undone(work))

    assert all(live for _title, live, *_rest in found[0][:2])
    assert found[1] == found[0]
    assert found[2] == found[0]


def test_an_editor_with_a_german_desk_freezes_the_same(client, sign_in, world):
    sign_in("Moderators")
    (user,) = User.objects.all()
    profile = UserProfile.objects.create(user=user, preferred_language="en")
    draft = draft_release(world.site["en"]["newsroom"])
    draft.save_revision()
    institutions = [(world.institution, "lead_issuer")]
    found = []
    for language in ("en", "de"):
        profile.preferred_language = language
        profile.save()
        found.append(undone(lambda: send(client, draft, institutions=institutions)))

    assert found[0].record.issuers[0].name == "Cancer Institute"
    assert said(found[1]) == said(found[0])


def said(release: PressReleasePage) -> dict:
    """Return what a release says, without what is new each time a form is sent."""
    html = re.sub(' data-block-key="[^"]*"', "", release.feed_html)
    told = release.record.as_stored()
    return told | {"feed_html": html, "contacts": len(told["contacts"])}


def test_a_refresh_writes_the_same(world):
    release = PressReleasePage.objects.get(title="First")
    user = User.objects.create_user("refresher")

    def refresh():
        changed = refreshing.refresh(
            release, user, {one.key for one in refreshing.find_differences(release)}
        )
        return [(one.key, one.now) for one in changed], written(release.translation_key)

    found = []
    for language in EVERY:
        with active(language):
            found.append(undone(refresh))

    assert found[0][0]
    assert found[1] == found[0]
    assert found[2] == found[0]


def test_a_rename_is_indexed_the_same(world):
    def rename():
        world.institution.names.filter(language="de", kind="official").update(
            text="Institut"
        )
        fresh = type(world.institution).objects.get(pk=world.institution.pk)
        fresh.save()
        entries = SearchEntry.objects.filter(kind="institution").order_by("key")
        known = type(fresh).objects.filter(pk=fresh.pk)
        return [
            *known.values_list("label", "known_names"),
            *entries.values_list("key", "language", "title", "text"),
        ]

    found = []
    for language in EVERY:
        with active(language):
            found.append(undone(rename))

    assert (f"institution:{world.institution.pk}", "de", "Institut") in [
        entry[:3] for entry in found[0][1:]
    ]
    assert found[1] == found[0]
    assert found[2] == found[0]
