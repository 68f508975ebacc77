"""Merging and erasing reach drafts as well."""

from django.core.exceptions import ValidationError

import pytest

from wagtail.models import Revision

from partners.merging import merge, undo
from partners.models import (
    Affiliation,
    FormerAddress,
    Institution,
    InstitutionSite,
    Person,
    PersonName,
)
from tests.factories import (
    add_affiliation,
    add_institution,
    add_partnership,
    add_person,
)

SECRET = "Chrysalis"


def draft(entity):
    """Return the newest draft of an entity, to be changed and saved."""
    stored = type(entity).objects.get(pk=entity.pk)
    return stored.get_latest_revision_as_object()


def test_a_draft_of_the_kept_entry_keeps_what_moved_to_it(db):
    source, target = add_institution("Twin"), add_institution("Kept")
    InstitutionSite.objects.create(institution=source, label="Moved site")
    changed = draft(target)
    changed.city = "Heidelberg"
    changed.save_revision()

    merge(source, target, None)
    Institution.objects.get(pk=target.pk).latest_revision.publish()

    kept = Institution.objects.get(pk=target.pk)
    assert kept.city == "Heidelberg"
    assert [site.label for site in kept.sites.all()] == ["Moved site"]
    assert "Twin" in {name["text"] for name in kept.known_names}


def test_undoing_takes_from_drafts_what_goes_back(db):
    source, target = add_institution("Twin"), add_institution("Kept")
    site = InstitutionSite.objects.create(institution=source, label="Moved site")
    merged = merge(source, target, None)
    changed = draft(target)
    changed.city = "Heidelberg"
    changed.save_revision()

    undo(merged, None)
    Institution.objects.get(pk=target.pk).latest_revision.publish()

    site.refresh_from_db()
    assert site.institution_id == source.pk


def test_drafts_of_others_refer_to_the_kept_entry(db):
    source, target = add_institution("Twin"), add_institution("Kept")
    person = draft(add_person())
    person.affiliations.add(Affiliation(institution=source))
    person.save_revision()
    own = draft(target)
    own.relations.create(kind="cooperates_with", target=source)
    own.save_revision()

    merge(source, target, None)

    assert draft(person).affiliations.get().institution == target
    assert not draft(target).relations.all()


def test_what_is_only_drafted_does_not_become_public_by_a_merge(db):
    source = add_institution(SECRET, slug="secret", live=False)
    target = add_institution("Kept")
    person = add_person()
    add_affiliation(person, source)

    merged = merge(source, target, None)

    kept = Institution.objects.get(pk=target.pk)
    assert SECRET not in {name["text"] for name in kept.known_names}
    assert person.affiliations.get().institution == kept
    assert not FormerAddress.objects.exists()
    undo(merged, None)
    assert Institution.objects.get(pk=source.pk).name() == SECRET


def test_what_is_public_is_not_hidden_by_a_merge(db):
    with pytest.raises(ValidationError):
        merge(add_institution(), add_institution(live=False), None)


def test_erasing_somebody_empties_what_drafts_say(db):
    person = add_person(SECRET)
    for website in ("https://one.example/", "https://two.example/"):
        changed = draft(person)
        changed.website = website
        changed.save_revision()
    erased = draft(person)
    erased.names.set([PersonName(text="Erased")])
    erased.website, erased.status = "", "erased"
    erased.save_revision().publish()

    row = Person.objects.get(pk=person.pk)
    (left,) = Revision.objects.for_instance(row)
    assert SECRET not in str(left.content) + left.object_str
    assert (row.latest_revision, row.has_unpublished_changes) == (left, False)


def test_erasing_who_never_was_public_leaves_nothing_either(db):
    person = add_person(SECRET, live=False)
    person.save_revision()
    row = Person.objects.get(pk=person.pk)
    row.names.set([PersonName(text="Erased")])
    row.status = "erased"
    row.save()
    row.save_revision()

    said = [revision.content for revision in Revision.objects.for_instance(row)]
    assert len(said) == 1
    assert SECRET not in str(said)


def test_a_revision_from_before_a_merge_does_not_undo_it(db):
    source, target = add_partnership(), add_institution()
    assert draft(source).pk == source.pk
    twin = add_institution()
    old = draft(twin).save_revision()
    merge(twin, target, None)

    assert old.content["merged_into"] is None
    assert (
        Institution.everything.get(pk=twin.pk)
        .with_content_json(old.content)
        .merged_into_id
        == target.pk
    )
