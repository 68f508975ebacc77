"""What factories build is referred to as if every row had been looked at by itself."""

from __future__ import annotations

from django.core.management import call_command

from wagtail.models import ReferenceIndex

from tests.factories import (
    add_contact,
    add_image,
    add_institution,
    add_person,
    add_release,
    add_statement,
    add_translation,
    publish,
)


def find_references() -> set[tuple]:
    return set(
        ReferenceIndex.objects.values_list(
            "base_content_type",
            "object_id",
            "to_content_type",
            "to_object_id",
            "model_path",
            "content_path",
        )
    )


def test_nothing_is_missing_and_nothing_left_over(newsroom):
    speaker = add_person()
    statement = add_statement(speaker)
    release = add_release(
        newsroom,
        institutions=[(add_institution(logo=add_image()), "issuer")],
        people=[speaker],
        lead_image=add_image(),
        body=[{"type": "statement", "value": {"statement": statement.pk}}],
    )
    publish(add_translation(release))
    release.lead_image = add_image()
    publish(release)
    found = find_references()

    call_command("rebuild_references_index", verbosity=0)

    assert len(found) > 10
    assert found == find_references()


def test_what_is_saved_otherwise_is_looked_at_at_once(db):
    contact, person = add_contact(), add_person()
    before = find_references()

    contact.person = person
    contact.save()

    (added,) = find_references() - before
    assert added[3] == str(person.pk)
