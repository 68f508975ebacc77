from wagtail.models import Revision

from news.models import ReleaseEvent, ReleasePerson
from news.pages import PressReleasePage
from news.publishing import stories
from tests.factories import (
    add_institution,
    add_person,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)


def latest(release):
    """Return what the admin would show of a release now."""
    draft = stored(release).get_latest_revision_as_object()
    stories.take_newest_fields(draft)
    return draft


def stored(release):
    return PressReleasePage.objects.get(pk=release.pk)


def test_a_translation_starts_with_the_facts_of_the_story(newsroom):
    institution = add_institution()
    release = add_release(newsroom, institutions=[(institution, "issuer")])

    german = add_translation(release)

    assert german.release_institutions.get().institution == institution


def test_a_draft_shows_the_facts_that_were_saved_last_in_any_language(newsroom):
    release = add_release(newsroom)
    german = publish(add_translation(release))
    person = add_person()
    german.release_people = [ReleasePerson(person=person)]
    german.save_revision()

    english = latest(release)

    assert [row.person for row in english.release_people.all()] == [person]


def test_facts_of_a_draft_are_not_public(newsroom, client):
    person = add_person("Ada Secret")
    release = add_release(newsroom)
    german = publish(add_translation(release))
    german.release_people = [ReleasePerson(person=person)]
    german.save_revision()

    assert not stored(release).release_people.exists()
    assert "Ada Secret" not in client.get(release.get_url()).content.decode()


def test_publication_gives_the_facts_to_every_language(newsroom):
    release = add_release(newsroom)
    german = publish(add_translation(release))
    german.release_people = [ReleasePerson(person=add_person("Ada"))]

    publish(german)

    assert stored(release).release_people.get().person.name() == "Ada"
    assert stored(release).record.people[0].name == "Ada"


def test_publication_keeps_the_keys_of_rows_by_which_open_forms_name_them(newsroom):
    event = ReleaseEvent(title={"en": "Open day"}, starts_at=days_from_now(9))
    release = add_release(
        newsroom,
        institutions=[(add_institution(), "issuer"), (add_institution(), "partner")],
        rows={"events": [event]},
    )
    partner = release.release_institutions.get(role="partner")
    (event,) = release.events.all()
    german = publish(add_translation(release))
    german.release_institutions = [german.release_institutions.get(role="partner")]
    german.events = [german.events.get()]
    german.events.get().place = {"en": "Hall"}

    publish(german)

    assert [row.pk for row in stored(release).release_institutions.all()] == [
        partner.pk
    ]
    (kept,) = stored(release).events.all()
    assert (kept.pk, kept.uid, str(kept.place)) == (event.pk, event.uid, "Hall")


def test_publication_leaves_the_text_of_other_languages_alone(newsroom):
    release = add_release(newsroom, "Bridge", standfirst="In English.")
    german = add_translation(release, title="Brücke", standfirst="Auf Deutsch.")

    publish(german)

    assert stored(release).title == "Bridge"
    assert stored(release).standfirst == "In English."
    assert stored(german).title == "Brücke"


def test_publication_does_not_publish_other_languages(newsroom):
    release = add_release(newsroom)
    german = add_translation(release)

    publish(stored(release))

    assert not stored(german).live


def test_an_older_scheduled_translation_does_not_bring_old_facts_back(newsroom):
    release = add_release(newsroom)
    german = add_translation(release)
    old = german.save_revision()
    english = stored(release)
    english.release_people = [ReleasePerson(person=add_person("Ada"))]
    publish(english)

    Revision.objects.get(pk=old.pk).publish()

    assert stored(german).release_people.get().person.name() == "Ada"
    assert stored(release).release_people.get().person.name() == "Ada"


def test_a_later_embargo_holds_for_the_scheduled_translation_too(newsroom):
    release = draft_release(newsroom, released_at=days_from_now(1))
    publish(release)
    german = add_translation(stored(release))
    publish(german)
    later = days_from_now(3).replace(microsecond=0)
    english = latest(release)
    english.released_at = later

    publish(english)

    waiting = stored(german).revisions.get(approved_go_live_at__isnull=False)
    assert waiting.approved_go_live_at == later
