"""Merging in the admin: choose, look, confirm, undo; and what may be the same."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import nested_form_data

from partners.addresses import free_slug
from partners.models import FormerAddress, Institution, Merge, Person
from portal.core.differences import version_of
from tests.admin.partner_forms import PUBLISH, person_name, rows
from tests.factories import (
    add_boilerplate,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_translation,
    publish,
)

FORM = "wagtailsnippets_partners_{}:edit"


@pytest.fixture
def pair(site):
    """A duplicate and the institution that is kept because more refers to it."""
    source = add_institution("German Cancer Centre", slug="gcc", city="Heidelberg")
    target = add_institution("DKFZ", slug="dkfz")
    add_boilerplate(target, "<p>About.</p>")
    return source, target


def merge_page(entity) -> str:
    return reverse("partners_merging:merge", args=[entity._meta.model_name, entity.pk])


def merge_through_forms(client, source, target) -> Merge:
    shown = client.get(merge_page(source), {"other": target.pk, "keep": target.pk})
    agreed = shown.context["plan"].fingerprint()
    values = {"other": target.pk, "keep": target.pk, "fingerprint": agreed}
    response = client.post(merge_page(source), values)
    assert response.status_code == 302
    return Merge.objects.latest("pk")


@pytest.mark.parametrize("group", ["Moderators", "Administrators"])
def test_merges_in_three_steps(sign_in, pair, group):
    client = sign_in(group)
    source, target = pair

    first = client.get(merge_page(source)).content.decode()
    assert "Choose the entry that is the same as" in first
    second = client.get(merge_page(source), {"other": target.pk}).content.decode()
    assert "German Cancer Centre" in second
    assert "Becomes an" in second
    assert "Heidelberg" in second
    assert Institution.objects.count() == 2

    merge_through_forms(client, source, target)

    assert Institution.objects.get() == target
    edit = client.get(reverse(FORM.format("institution"), args=[target.pk]))
    assert "has been merged into" in edit.content.decode()


def test_keeps_what_more_refers_to_unless_told_otherwise(sign_in, pair):
    client = sign_in("Moderators")
    source, target = pair

    usual = client.get(merge_page(target), {"other": source.pk})
    swapped = client.get(merge_page(target), {"other": source.pk, "keep": source.pk})

    assert usual.context["plan"].target == target
    assert swapped.context["plan"].target == source


def test_does_nothing_other_than_what_was_shown(sign_in, pair):
    client = sign_in("Moderators")
    source, target = pair
    shown = client.get(merge_page(source), {"other": target.pk})
    agreed = shown.context["plan"].fingerprint()
    add_boilerplate(source, "<p>New.</p>", language="de")

    for values in ({"fingerprint": agreed}, {}):
        values |= {"other": target.pk, "keep": target.pk}
        response = client.post(merge_page(source), values)
        assert "Something has changed meanwhile" in response.content.decode()

    assert not Merge.objects.exists()


def test_editors_do_not_merge(sign_in, pair):
    client = sign_in("Editors")
    source, target = pair

    for url in (
        merge_page(source),
        reverse("partners_merging:merges"),
        reverse("partners_merging:duplicates"),
    ):
        assert client.get(url).status_code == 302, url
    client.post(merge_page(source), {"other": target.pk, "keep": target.pk})
    form = client.get(reverse(FORM.format("institution"), args=[source.pk]))
    listing = client.get(reverse("wagtailsnippets_partners_institution:list"))

    assert not Merge.objects.exists()
    for page in (form, listing):
        assert "Merge into another" not in page.content.decode()
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Likely duplicates" not in home


def test_lists_and_forms_lead_to_merging(sign_in, pair):
    client = sign_in("Moderators")
    source, _target = pair

    for page in (
        client.get(reverse(FORM.format("institution"), args=[source.pk])),
        client.get(reverse("wagtailsnippets_partners_institution:list")),
    ):
        assert merge_page(source) in page.content.decode()


@pytest.mark.parametrize("query", ["other=", "other=abc", "other=99999", "keep=x"])
def test_a_senseless_choice_shows_the_first_page(sign_in, pair, query):
    client = sign_in("Moderators")
    source, _target = pair

    response = client.get(f"{merge_page(source)}?{query}")

    assert response.status_code == 200
    assert "plan" not in response.context


def test_an_unknown_kind_or_entry_is_not_found(sign_in, site):
    client = sign_in("Moderators")

    for args in (["partnership", 1], ["nothing", 1], ["person", 99999]):
        url = reverse("partners_merging:merge", args=args)
        assert client.get(url, follow=True).status_code == 404


def test_a_merge_is_undone_from_the_audit_log(sign_in, pair, client):
    sign_in("Moderators")
    merged = merge_through_forms(client, *pair)
    page = reverse("partners_merging:merged", args=[merged.pk])
    history = client.get(reverse("wagtailadmin_reports:site_history"))
    assert page in history.content.decode()
    assert page in client.get(reverse("partners_merging:merges")).content.decode()
    undo = reverse("partners_merging:undo", args=[merged.pk])
    assert undo in client.get(page).content.decode()

    client.get(undo)
    assert Institution.objects.count() == 1
    response = client.post(undo, follow=True)

    assert "has been undone" in response.content.decode()
    assert Institution.objects.count() == 2
    again = client.post(undo, follow=True).content.decode()
    assert "already been undone" in again


def test_the_history_of_the_kept_entry_tells_of_the_merge(sign_in, pair, client):
    sign_in("Moderators")
    source, target = pair
    merge_through_forms(client, source, target)
    name = f"wagtailsnippets_partners_{target._meta.model_name}:history"

    history = client.get(reverse(name, args=[target.pk])).content.decode()

    assert f"Merged “{source.label}” into “{target.label}”" in history


def test_only_values_that_would_be_lost_are_to_be_copied(sign_in, pair):
    source, target = pair
    source.description, target.description = {"en": ""}, {"en": "Described"}
    source.website = "https://source.example/"
    source.save()
    target.save()

    page = sign_in("Moderators").get(f"{merge_page(source)}?other={target.pk}")

    lost = [str(row["field"]) for row in page.context["plan"].left_behind()]
    assert "website" in lost
    assert "description" not in lost


def test_what_undoing_leaves_alone_is_named(sign_in, pair, client):
    sign_in("Moderators")
    add_boilerplate(pair[0], "<p>Texte.</p>", language="fr")
    merged = merge_through_forms(client, *pair)
    pair[1].boilerplates.filter(language="fr").delete()

    undo = reverse("partners_merging:undo", args=[merged.pk])
    response = client.post(undo, follow=True)

    assert "left alone" in response.content.decode()


def test_language_versions_that_undoing_leaves_different_are_named(
    sign_in, pair, newsroom, client
):
    sign_in("Moderators")
    release = add_release(newsroom, institutions=[(pair[0], "about")])
    german = publish(add_translation(release, title="Durchbruch"))
    merged = merge_through_forms(client, *pair)
    german.release_institutions.all().delete()

    undo = reverse("partners_merging:undo", args=[merged.pk])
    html = client.post(undo, follow=True).content.decode()

    assert "The language versions of these may differ now" in html
    assert "Durchbruch" in html


def slug_errors(client, entity, slug: str) -> str:
    """Post a form of a person with another slug and return what stands in it."""
    names = [
        person_name(row.text, kind=row.kind, id=row.pk) for row in entity.names.all()
    ]
    values = {
        **nested_form_data({"names": rows(names, initial=len(names))}),
        **PUBLISH,
        "slug": slug,
        "version_seen": version_of(type(entity).objects.get(pk=entity.pk)),
        "status": "staff",
        "affiliations-TOTAL_FORMS": 0,
        "affiliations-INITIAL_FORMS": 0,
        "identifiers-TOTAL_FORMS": 0,
        "identifiers-INITIAL_FORMS": 0,
    }
    url = reverse(FORM.format("person"), args=[entity.pk])
    response = client.post(url, values)
    return response.content.decode() if response.status_code == 200 else ""


def test_a_spent_slug_is_refused_beside_its_field(sign_in, site, client):
    sign_in("Moderators")
    source, target, third = (add_person(slug=slug) for slug in ("a", "b", "c"))
    merge_through_forms(client, source, target)
    assert slug_errors(client, third, "d") == ""

    for spent in ("a", "c"):
        html = slug_errors(client, target, spent)
        assert "belongs, or once belonged, to another entry" in html, spent
    assert slug_errors(client, third, "c") == ""
    third.refresh_from_db()
    assert third.slug == "c"


@pytest.mark.parametrize(
    ("add", "path"),
    [
        (add_institution, "institutions"),
        (add_person, "people"),
        (add_partnership, "partnerships"),
    ],
)
def test_a_changed_slug_leads_on(site, client, add, path):
    entity = add(slug="before")
    for slug in ("between", "after"):
        entity.slug = slug
        entity.save()

    for former in ("before", "between"):
        response = client.get(f"/de/partner/{path}/{former}/")
        assert response.status_code == 301
        assert response["Location"] == f"/de/partner/{path}/after/"
    entity.slug = "before"
    entity.save()
    assert client.get(f"/de/partner/{path}/before/").status_code == 200
    assert sorted(FormerAddress.objects.values_list("slug", flat=True)) == [
        "after",
        "between",
    ]


def test_an_unknown_address_is_not_found(site, client):
    for path in ("institutions", "people", "partnerships"):
        assert client.get(f"/en/partners/{path}/nobody/").status_code == 404


def test_a_new_entry_never_gets_a_spent_slug(sign_in, site, client):
    sign_in("Moderators")
    source, target = add_person("Ada", slug="ada"), add_person("Ada L.", slug="ada-l")
    merge_through_forms(client, source, target)
    fields = {"name": "Ada", "status": "staff"}
    prefixed = {f"person-chooser-creation-form-{k}": v for k, v in fields.items()}

    url = reverse("wagtailsnippetchoosers_partners_person:create")
    client.post(url, fields | prefixed)

    assert Person.objects.latest("pk").slug == "ada-2"


@pytest.mark.parametrize("add", [add_institution, add_partnership])
def test_nobody_gets_the_slug_of_what_was_deleted(site, client, add):
    gone = add(slug="gone")
    address = f"/id/{gone.path}"
    type(gone).objects.filter(pk=gone.pk).delete()

    assert free_slug(type(gone), "Gone") == "gone-2"
    with pytest.raises(ValidationError, match="once belonged"):
        type(gone)(slug="gone").clean()
    assert client.get(address).status_code == 404


def test_the_name_of_a_deleted_person_is_not_kept(site):
    person = add_person(slug="gone")

    person.delete()

    assert not FormerAddress.objects.exists()


def test_an_identifier_of_a_merged_entry_is_still_taken(sign_in, site, client):
    sign_in("Moderators")
    source, target = add_person(), add_person()
    source.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    source.save()
    merge_through_forms(client, source, target)
    fields = {"name": "Ada", "status": "staff", "identifier": "0000-0002-1825-0097"}
    prefixed = {f"person-chooser-creation-form-{k}": v for k, v in fields.items()}

    url = reverse("wagtailsnippetchoosers_partners_person:create")
    html = client.post(url, fields | prefixed).content.decode()

    assert "already belongs to another entry" in html


def test_reports_likely_duplicates_with_a_way_to_merge(sign_in, site, client):
    sign_in("Moderators")
    one, other = add_person("Stegle, Oliver"), add_person("O. Stegle")

    html = client.get(reverse("partners_merging:duplicates")).content.decode()

    assert f"{merge_page(one)}?other={other.pk}" in html


def test_the_reports_ask_as_often_for_many_as_for_few(
    sign_in, site, client, count_queries
):
    sign_in("Moderators")

    def add_merge():
        pair = add_person("Ada Lovelace"), add_person("Lovelace, Ada")
        pair[0].identifiers.create(scheme="wikidata", value=f"Q{pair[0].pk}")
        pair[0].save()
        merge_through_forms(client, add_person(), add_person())

    urls = [reverse(f"partners_merging:{name}") for name in ("merges", "duplicates")]
    add_merge()
    few = [count_queries(url) for url in urls]
    for _n in range(4):
        add_merge()

    assert [count_queries(url) for url in urls] == few


def test_what_is_merged_with_is_not_deleted(sign_in, pair, client):
    sign_in("Moderators")
    merge_through_forms(client, *pair)
    url = reverse("wagtailsnippets_partners_institution:delete", args=[pair[1].pk])

    client.get(url)
    client.post(url)

    assert Institution.objects.filter(pk=pair[1].pk).exists()


def test_shows_a_merge_of_rows_in_the_words_of_editors(sign_in, pair, newsroom, client):
    sign_in("Moderators")
    add_release(newsroom, "Breakthrough", institutions=[(pair[0], "partner")])

    url = merge_page(pair[0])
    html = client.get(url, {"other": pair[1].pk, "keep": pair[1].pk}).content.decode()

    assert "Breakthrough: Partner" in html
    assert "object (" not in html
