"""Two entries for the same thing become one, and can be two again."""

from __future__ import annotations

import json
from datetime import date

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models

import pytest

from wagtail.models import Revision

from news.models import (
    Byline,
    ReleaseInstitution,
    ReleaseMention,
    ReleasePerson,
    Statement,
)
from news.pages import PressReleasePage
from partners.merging import (
    PlanChangedError,
    language_versions,
    merge,
    plan,
    references_to,
    undo,
)
from partners.models import (
    Boilerplate,
    FormerAddress,
    Institution,
    InstitutionRelation,
    InstitutionSite,
    Merge,
    PartnershipMember,
    PartnershipRole,
    Person,
)
from partners.public import present_slug
from portal.search.models import SearchEntry
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_contact,
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_translation,
    ask_for_sign_off,
    days_from_now,
    draft_release,
    publish,
)

LOGS = {
    "partners.Merge",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    # Written anew whenever something is saved.
    "wagtailcore.ReferenceIndex",
    "search.SearchEntry",
}


@pytest.fixture
def pair(site):
    """A duplicate and the institution that is kept."""
    return (
        add_institution("German Cancer Centre", "GCC", slug="gcc"),
        add_institution("German Cancer Research Center", "DKFZ", slug="dkfz"),
    )


@pytest.fixture
def people(site):
    return add_person("O. Stegle", slug="o"), add_person("Oliver Stegle", slug="oliver")


def dump() -> dict[str, str]:
    """Return all rows of all tables but logs and indexes."""
    kept = [
        model
        for model in apps.get_models()
        if model._meta.label not in LOGS and "search" not in model._meta.app_label
    ]
    return {
        model._meta.label: serializers.serialize(
            "json", model._base_manager.order_by("pk"), indent=1
        )
        for model in kept
    }


def assert_sound() -> None:
    """Have PostgreSQL check what it would only check at the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def newest_draft(release: PressReleasePage) -> PressReleasePage:
    stored = PressReleasePage.objects.get(pk=release.pk)
    return stored.get_latest_revision_as_object()


def refer_to_institution(one: Institution, newsroom) -> None:
    other = add_institution()
    person = add_person()
    partnership = add_partnership(members=[one], network=one)
    PartnershipRole.objects.create(
        partnership=partnership, person=person, role={"en": "Head"}, representing=one
    )
    InstitutionRelation.objects.create(institution=one, kind="part_of", target=other)
    InstitutionRelation.objects.create(institution=other, kind="member_of", target=one)
    InstitutionSite.objects.create(institution=one, label="Campus")
    InstitutionSite.objects.create(institution=other, label="Guest", host=one)
    one.identifiers.create(scheme="ror", value="04cdgtt98")
    one.save()
    add_boilerplate(one, "<p>About.</p>", language="fr")
    add_affiliation(person, one)
    add_statement(person, institution=one)
    add_fact("Staff", institution=one)
    release = add_release(
        newsroom,
        institutions=[(one, "partner")],
        contact=add_contact(one),
        series=add_series(institution=one),
    )
    ReleaseMention.objects.create(release=release, institution=one)
    Institution.objects.filter(pk=add_institution().pk).update(merged_into=one)
    ask_for_sign_off(institution=one).save()


def refer_to_person(one: Person, newsroom) -> None:
    partnership = add_partnership()
    PartnershipRole.objects.create(
        partnership=partnership, person=one, role={"en": "Head"}
    )
    one.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    one.save()
    add_affiliation(one, add_institution(), is_primary=True)
    add_statement(one)
    release = add_release(
        newsroom, people=[one], rows={"bylines": [Byline(person=one)]}
    )
    add_contact(person=one)
    ReleaseMention.objects.create(release=release, person=one)
    Person.objects.filter(pk=add_person().pk).update(merged_into=one)
    ask_for_sign_off(person=one).save()


@pytest.mark.parametrize(
    ("add", "refer"),
    [(add_institution, refer_to_institution), (add_person, refer_to_person)],
    ids=["institution", "person"],
)
def test_every_reference_moves_and_comes_back(newsroom, add, refer):
    source, target = add(), add()
    refer(source, newsroom)
    relations = references_to(type(source))
    for relation in relations:
        rows = relation.related_model._base_manager
        assert rows.filter(**{relation.field.name: source}).exists(), relation
    before = dump()

    merged = merge(source, target, None)
    assert_sound()

    for relation in relations:
        rows = relation.related_model._base_manager
        left = rows.filter(**{relation.field.name: source})
        assert (
            relation.field.name == "merged_into"
            or not left.exists()
            or (
                # A name that the kept one has as well stays out.
                relation.related_model._meta.label == "partners.InstitutionName"
            )
        ), relation
    assert undo(merged, None) == []
    assert_sound()
    after = dump()
    for label, rows in before.items():
        if label != "partners.FormerAddress":
            assert after[label] == rows, label
    assert not FormerAddress.objects.exists()


def test_nothing_refers_to_an_entry_in_a_way_that_drafts_hide(db):
    """Many-to-many fields in drafts would need a rule of their own."""
    for model in apps.get_models():
        for field in model._meta.local_many_to_many:
            assert field.related_model not in (Institution, Person)


def asked_of(condition, name: str) -> set[str]:
    """Return what a condition asks of a field: ``isnull``, or nothing for its value."""
    if isinstance(condition, models.Q):
        return {ask for child in condition.children for ask in asked_of(child, name)}
    field, _separator, lookup = condition[0].partition("__")
    return {lookup} if field == name else set()


def test_no_rule_but_one_depends_on_who_a_row_refers_to(db):
    """A plan checks what must be unique and knows that nothing relates to itself."""
    dependent = set()
    for relation in [*references_to(Institution), *references_to(Person)]:
        for rule in relation.related_model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint):
                assert rule.fields, rule.name
            elif asked_of(rule.condition, relation.field.name) - {"isnull"}:
                dependent.add(rule.name)
    assert dependent == {"partners_institutionrelation_not_itself"}


def test_names_of_the_duplicate_find_the_kept_entry(pair):
    source, target = pair

    merge(source, target, None)
    assert_sound()

    kept = Institution.objects.get()
    assert kept == target
    assert kept.name() == "German Cancer Research Center"
    assert kept.acronym() == "DKFZ"
    assert {n.kind for n in kept.names.filter(text="German Cancer Centre")} == {"alias"}
    assert Institution.objects.known_as("gcc").get() == target
    assert SearchEntry.objects.filter(text__contains="German Cancer Centre").exists()
    assert not SearchEntry.objects.filter(key=f"institution:{source.pk}").exists()


def test_a_name_that_both_have_is_kept_once(site):
    source, target = add_institution("Mila"), add_institution("Mila")

    merge(source, target, None)
    assert_sound()

    assert sorted(target.names.values_list("language", "kind")) == [
        ("de", "official"),
        ("en", "official"),
    ]


def test_a_role_that_both_have_in_a_release_is_kept_once(pair, newsroom):
    source, target = pair
    release = add_release(
        newsroom, institutions=[(source, "partner"), (target, "partner")]
    )

    merged = merge(source, target, None)

    assert release.release_institutions.get().institution == target
    undo(merged, None)
    assert release.release_institutions.count() == 2


def test_rows_that_overlap_in_time_are_kept_once(pair):
    source, target = pair
    third = add_institution()
    unit = add_partnership(members=[source, target])
    for one in pair:
        add_boilerplate(one, "<p>About.</p>")
        InstitutionRelation.objects.create(
            institution=one, kind="member_of", target=third
        )
        InstitutionRelation.objects.create(
            institution=third, kind="funded_by", target=one
        )

    merged = merge(source, target, None)
    assert_sound()

    assert PartnershipMember.objects.get(partnership=unit).institution == target
    assert Boilerplate.objects.get().institution == target
    assert InstitutionRelation.objects.count() == 2
    assert undo(merged, None) == []
    assert_sound()
    assert InstitutionRelation.objects.count() == 4


def test_rows_that_follow_each_other_are_all_kept(pair):
    source, target = pair
    add_boilerplate(source, "<p>Once.</p>", valid_to=date(2020, 1, 1))
    add_boilerplate(target, "<p>Now.</p>", valid_from=date(2020, 1, 1))

    merge(source, target, None)
    assert_sound()

    assert target.boilerplates.count() == 2


def test_an_entry_is_never_tied_to_itself(pair):
    source, target = pair
    middle = add_institution()
    tie = InstitutionRelation.objects.create
    tie(institution=source, kind="cooperates_with", target=target)
    tie(institution=source, kind="part_of", target=middle)
    tie(institution=middle, kind="part_of", target=target)

    merged = merge(source, target, None)

    relation = InstitutionRelation.objects.get()
    assert (relation.institution, relation.target) == (middle, target)
    undo(merged, None)
    assert InstitutionRelation.objects.count() == 3


def test_a_person_keeps_one_primary_affiliation(people):
    source, target = people
    for person in people:
        add_affiliation(person, add_institution(), is_primary=True)

    merged = merge(source, target, None)
    assert_sound()

    assert sorted(target.affiliations.values_list("is_primary", flat=True)) == [
        False,
        True,
    ]
    undo(merged, None)
    assert source.affiliations.get().is_primary


def test_the_same_affiliation_is_kept_once(people):
    source, target = people
    institution = add_institution()
    for person in people:
        add_affiliation(person, institution, is_primary=True)

    merge(source, target, None)

    assert target.affiliations.get().is_primary


def test_statements_are_never_dropped(people):
    source, target = people
    for person in people:
        add_statement(person, "The same words.")

    merge(source, target, None)

    assert Statement.objects.filter(speaker=target).count() == 2


def test_a_draft_opens_and_publishes_after_a_merge(pair, newsroom, sign_in):
    source, target = pair
    release = draft_release(newsroom, institutions=[(source, "partner")])
    release.save_revision()
    release.release_institutions.add(
        ReleaseInstitution(institution=target, role="partner")
    )
    release.save_revision()

    merge(source, target, None)
    client = sign_in("Moderators")

    for revision in Revision.objects.all():
        revision.as_object()
    assert client.get(f"/admin/pages/{release.pk}/edit/").status_code == 200
    published = publish(newest_draft(release))
    assert published.release_institutions.get().institution == target


def test_a_scheduled_release_publishes_after_a_merge(people, newsroom):
    source, target = people
    release = draft_release(newsroom, people=[source], released_at=days_from_now(1))
    publish(release)

    merge(source, target, None)
    Revision.objects.get(approved_go_live_at__isnull=False).publish()

    assert ReleasePerson.objects.get(release=release).person == target


def test_a_draft_saved_after_a_merge_is_given_back_when_it_is_undone(pair, newsroom):
    source, target = pair
    release = add_release(newsroom, institutions=[(source, "partner")])
    merged = merge(source, target, None)
    release = PressReleasePage.objects.get(pk=release.pk)
    release.save_revision()

    undo(merged, None)
    release = publish(newest_draft(release))

    assert release.release_institutions.get().institution == source


def institutions_of(release: PressReleasePage) -> list[tuple[str, str]]:
    rows = ReleaseInstitution.objects.filter(release=release)
    return sorted(rows.values_list("institution__slug", "role"))


def test_a_row_taken_out_stands_in_drafts_again_when_a_merge_is_undone(pair, newsroom):
    source, target = pair
    release = add_release(newsroom, institutions=[(source, "about"), (target, "about")])
    before = institutions_of(release)
    keys = set(release.release_institutions.values_list("pk", flat=True))
    merged = merge(source, target, None)
    newest_draft(release).save_revision()

    left = undo(merged, None)
    publish(newest_draft(release))

    assert left == []
    assert institutions_of(release) == before
    assert set(release.release_institutions.values_list("pk", flat=True)) == keys


def test_a_row_that_a_draft_has_lost_otherwise_is_named(pair, newsroom):
    source, target = pair
    release = add_release(newsroom, institutions=[(source, "about"), (target, "about")])
    merged = merge(source, target, None)
    draft = newest_draft(release)
    draft.release_institutions.set([])
    draft.save_revision()

    left = undo(merged, None)

    (move,) = left
    assert move.label.startswith(release.title)
    assert newest_draft(release).release_institutions.count() == 0
    assert release.release_institutions.count() == 2


def test_a_draft_never_gets_the_same_row_twice(pair, newsroom):
    source, target = pair
    roles = [(source, "about"), (source, "partner"), (target, "about")]
    release = add_release(newsroom, institutions=roles)
    merged = merge(source, target, None)
    draft = newest_draft(release)
    # What was moved says now what was taken out.
    rows = {row.role: row for row in draft.release_institutions.all()}
    rows["about"].role, rows["partner"].role = "funder", "about"
    draft.release_institutions.set(rows.values())
    draft.save_revision()

    undo(merged, None)
    publish(newest_draft(release))

    assert institutions_of(release) == [("dkfz", "funder"), ("gcc", "about")]


def test_rows_that_only_drafts_have_come_back_in_later_ones(pair, newsroom):
    source, target = pair
    release = draft_release(newsroom)
    roles = [(source, "about"), (target, "about"), (source, "partner")]
    release.release_institutions.set(
        [ReleaseInstitution(institution=one, role=role) for one, role in roles]
    )
    release.save_revision()
    merged = merge(source, target, None)
    newest_draft(release).save_revision()

    left = undo(merged, None)
    publish(newest_draft(release))

    assert left == []
    assert institutions_of(release) == [
        ("dkfz", "about"),
        ("gcc", "about"),
        ("gcc", "partner"),
    ]


def test_all_language_versions_come_back_though_published_since(pair, newsroom):
    source, target = pair
    release = add_release(newsroom, institutions=[(source, "about")])
    german = publish(add_translation(release, title="Eins"))
    merged = merge(source, target, None)
    publish(newest_draft(release))
    newest_draft(german).save_revision()

    left = undo(merged, None)

    assert left == []
    for version in (release, german):
        assert institutions_of(version) == [("gcc", "about")]
        publish(newest_draft(version))
        assert institutions_of(version) == [("gcc", "about")]


def test_names_language_versions_that_differ_after_undoing(pair, newsroom):
    source, target = pair
    release = add_release(newsroom, institutions=[(source, "about")])
    german = publish(add_translation(release, title="Eins"))
    merged = merge(source, target, None)
    draft = newest_draft(release)
    row = draft.release_institutions.get()
    row.has_boilerplate = False
    draft.release_institutions.set([row])
    publish(draft)

    left = undo(merged, None)

    assert institutions_of(release) == [("gcc", "about")]
    assert institutions_of(german) == [("dkfz", "about")]
    assert language_versions(left) == ["Eins"]


def test_the_record_of_a_release_does_not_change(pair, newsroom, client):
    source, target = pair
    release = add_release(newsroom, institutions=[(source, "partner")])
    before = release.record
    drafts = [json.dumps(r.content["record"]) for r in release.revisions.all()]

    merge(source, target, None)

    release.refresh_from_db()
    assert release.record == before
    after = [json.dumps(r.content["record"]) for r in release.revisions.all()]
    assert after == drafts
    html = client.get(release.url).content.decode()
    assert "/partners/institutions/gcc/" in html
    response = client.get("/en/partners/institutions/gcc/", follow=True)
    assert response.redirect_chain == [("/en/partners/institutions/dkfz/", 301)]
    assert response.status_code == 200


def test_old_addresses_lead_on_in_every_language(pair, client):
    source, target = pair
    merge(source, target, None)

    for base in ("/en/partners", "/de/partner"):
        response = client.get(f"{base}/institutions/gcc/?a=1")
        assert response.status_code == 301
        assert response["Location"] == f"{base}/institutions/dkfz/?a=1"


def test_addresses_lead_on_through_several_merges(pair, client):
    source, target = pair
    last = add_institution(slug="last")
    first = merge(source, target, None)
    second = merge(target, last, None)

    assert present_slug(Institution.objects.all(), "gcc") == "last"
    with pytest.raises(ValidationError, match=str(second)):
        undo(first, None)
    undo(second, None)
    assert present_slug(Institution.objects.all(), "gcc") == target.slug
    assert present_slug(Institution.objects.all(), "dkfz") == "dkfz"
    undo(first, None)
    assert client.get("/en/partners/institutions/gcc/").status_code == 200


def test_an_address_does_not_lead_to_somebody_without_a_page(site, client):
    source = add_person(slug="old")
    merge(source, add_person(status="minimal"), None)

    assert client.get("/en/partners/people/old/").status_code == 404


def test_undo_leaves_alone_what_was_changed_since(pair, newsroom):
    source, target = pair
    third = add_institution()
    statement = add_statement(add_person(), institution=source)
    site = InstitutionSite.objects.create(institution=source, label="Campus")
    merged = merge(source, target, None)
    Statement.objects.filter(pk=statement.pk).update(institution=third)
    site.delete()

    left = undo(merged, None)

    assert {move.model for move in left} == {
        "news.statement",
        "partners.institutionsite",
    }
    statement.refresh_from_db()
    assert statement.institution == third
    assert Institution.objects.filter(pk=source.pk).exists()


def test_what_belonged_to_something_deleted_since_is_left_alone(pair, newsroom):
    source, target = pair
    release = add_release(
        newsroom, institutions=[(source, "partner"), (target, "partner")]
    )
    merged = merge(source, target, None)
    release.delete()

    left = undo(merged, None)

    assert "news.releaseinstitution" in {move.model for move in left}


@pytest.mark.parametrize("problem", ["itself", "kind", "merged", "erased"])
def test_refuses_what_cannot_be_merged(site, problem):
    person, other = add_person(), add_person()
    if problem == "itself":
        other = person
    elif problem == "kind":
        other = add_institution()
    elif problem == "merged":
        merge(other, add_person(), None)
    else:
        Person.objects.filter(pk=other.pk).update(status="erased")

    with pytest.raises(ValidationError):
        merge(other, person, None)


def test_refuses_to_do_other_than_what_was_shown(pair):
    source, target = pair
    shown = plan(source, target).fingerprint()
    add_boilerplate(source, "<p>New.</p>")

    with pytest.raises(PlanChangedError):
        merge(source, target, None, shown)

    assert not Merge.objects.exists()
    assert Institution.objects.count() == 2


def test_a_merge_is_undone_only_once(pair):
    source, target = pair
    merged = merge(source, target, None)
    undo(merged, None)

    with pytest.raises(ValidationError):
        undo(merged, None)
