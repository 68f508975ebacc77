"""A draft of an entity changes nothing public; publishing it does."""

from datetime import date

from django.core.exceptions import ValidationError

import pytest

from partners.draftable import DraftError
from partners.models import (
    Affiliation,
    FormerAddress,
    Institution,
    InstitutionName,
    PartnershipMember,
    Person,
)
from portal.core import generation
from tests.factories import (
    add_affiliation,
    add_fact,
    add_identifier,
    add_image,
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_statement,
)
from tests.sharing import shared

SECRET = "Chrysalis"
ADDRESSES = [
    *("/en/", "/de/", "/en/partners/", "/en/partners/people/", "/en/partners/network/"),
    *("/en/partners/institutions/open/", "/en/partners/people/known/"),
    *("/en/partners/partnerships/joint/", "/en/partners/partnerships/joint/network/"),
    *("/en/newsroom/", "/en/newsroom/release/", "/en/newsroom/release/jsonld/"),
    *("/en/newsroom/release/ninjs/", "/en/newsroom/release/txt/"),
    *("/en/newsroom/feed/", "/en/newsroom/feed/json/", "/en/feeds/opml/"),
    *("/sitemap.xml", "/llms.txt", "/graph/graph.jsonld", "/en/feeds/"),
    *(
        f"/graph/{name}.csv"
        for name in (
            *("institutions", "institution-names", "people", "partnerships"),
            *("affiliations", "members", "statements", "facts"),
        )
    ),
    *(
        f"/api/v2/{name}/?fields=all"
        for name in ("institutions", "people", "partnerships", "releases")
    ),
    "/en/search/?q=Open",
]


def read(client, address: str) -> bytes:
    response = client.get(address)
    return b"".join(response) if response.streaming else response.content


def draft_of(entity, **values):
    """Return a fresh entity with a draft of it saved."""
    draft = type(entity).objects.get(pk=entity.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    return type(entity).objects.get(pk=entity.pk)


@shared
def told(newsroom):
    """Two people, two institutions, a partnership and a release of all of them."""
    open_one = add_institution("Open", slug="open")
    other = add_institution("Other", slug="other")
    known = add_person("Known", slug="known")
    add_affiliation(known, open_one)
    joint = add_partnership("Joint", slug="joint", members=[open_one, other])
    add_release(
        newsroom,
        "Release",
        slug="release",
        institutions=[(open_one, "partner")],
        people=[known],
        partnerships=[joint],
        body=[
            {"type": "statement", "value": {"statement": add_statement(known).pk}},
            {"type": "facts", "value": {"facts": [add_fact(institution=open_one).pk]}},
        ],
    )
    return {"institution": open_one, "person": known, "partnership": joint}


def hide_everything(told) -> list[str]:
    """Add what is only drafted, tied to what is public; return its addresses."""
    hidden = add_institution(
        SECRET, slug="zz-hidden", live=False, description={"en": SECRET}
    )
    add_identifier(hidden, "wikidata", "Q42")
    person = add_person(SECRET, slug="zz-hidden", live=False)
    add_affiliation(person, told["institution"])
    add_affiliation(told["person"], hidden, role={"en": SECRET})
    add_partnership(SECRET, slug="zz-hidden", members=[told["institution"]], live=False)
    PartnershipMember.objects.create(
        partnership=told["partnership"], institution=hidden
    )
    told["institution"].relations.create(kind="cooperates_with", target=hidden)
    told["institution"].sites.create(label="Site", host=hidden)
    add_fact(SECRET, live=False)
    return [
        f"/en/partners/{kind}/{{}}/"
        for kind in ("institutions", "people", "partnerships")
    ]


def test_what_is_only_drafted_is_in_no_output(client, told):
    before = {address: read(client, address) for address in ADDRESSES}
    paths = hide_everything(told)

    for address in ADDRESSES:
        said = read(client, address)
        assert SECRET.encode() not in said, address
        assert b"zz-hidden" not in said, address
        assert len(before[address]) > 0
    for path in [
        *paths,
        *("/id/institutions/{}/", "/id/people/{}/", "/api/v2/institutions/{}/"),
        *("/en/partners/institutions/{}/network/", "/en/newsroom/?institution={}"),
        *("/en/newsroom/?person={}", "/en/newsroom/feed/?partnership={}"),
        *("/api/v2/releases/?institution={}", "/api/v2/people/?institution={}"),
        "/en/search/?q={}",
    ]:
        hidden = client.get(path.format("zz-hidden"))
        unknown = client.get(path.format("zz-nobody"))
        assert hidden.status_code == unknown.status_code, path
        assert hidden.content.replace(b"zz-hidden", b"zz-nobody") == unknown.content, (
            path
        )


def test_hidden_work_moves_nothing(client, told):
    for model in ("institution", "person", "partnership"):
        told[model] = type(told[model]).objects.get(pk=told[model].pk)
    number = generation.current().number

    hidden = add_institution("Hidden", live=False)
    hidden.names.create(language="en", text="More", kind="alias")
    hidden.slug = "renamed"
    hidden.save()
    hidden.save_revision()
    draft_of(told["institution"], city=SECRET)
    draft_of(told["person"], slug="draft-slug")

    assert generation.current().number == number
    assert not FormerAddress.objects.exists()


def test_a_draft_of_what_is_public_changes_nothing_until_it_is_published(client, told):
    before = {address: read(client, address) for address in ADDRESSES}
    row = Institution.objects.get(slug="open").get_latest_revision_as_object()
    row.description, row.slug = {"en": SECRET}, "drafted"
    row.names.add(InstitutionName(language="en", text=SECRET, kind="alias"))
    row.save_revision()

    for address in ADDRESSES:
        assert read(client, address) == before[address], address
    assert client.get("/en/partners/institutions/drafted/").status_code == 404

    Institution.objects.get(slug="open").latest_revision.publish()

    page = client.get("/en/partners/institutions/drafted/")
    assert SECRET in page.content.decode()
    assert client.get("/en/partners/institutions/open/").status_code == 301
    assert SECRET.encode() in read(client, "/api/v2/institutions/?fields=all")
    assert SECRET.encode() in read(client, f"/en/search/?q={SECRET}")


def test_what_is_unpublished_is_named_where_a_release_names_it_and_not_linked(
    client, told
):
    page = read(client, "/en/newsroom/release/").decode()
    assert "partners/institutions/open/" in page
    assert "partners/partnerships/joint/" in page

    for entity in told.values():
        type(entity).objects.get(pk=entity.pk).unpublish()

    page = read(client, "/en/newsroom/release/").decode()
    for word in ("Open", "Known", "Joint"):
        assert word in page
    for address in ADDRESSES:
        said = read(client, address).decode()
        for path in ("institutions/open/", "people/known/", "partnerships/joint/"):
            assert path not in said, (address, path)
    assert client.get("/en/partners/institutions/open/").status_code == 404


def test_what_is_published_again_is_linked_again(client, told):
    person = Person.objects.get(slug="known")
    person.unpublish()
    Person.objects.get(slug="known").save_revision().publish()

    assert client.get("/en/partners/people/known/").status_code == 200
    assert "people/known/" in read(client, "/en/newsroom/release/").decode()


def test_an_incomplete_draft_is_kept_and_not_published(db):
    nameless = Institution(slug="institution", kind="")
    nameless.save()
    revision = nameless.save_revision(clean=False)

    assert str(Institution.objects.get()) == "institution"
    with pytest.raises(DraftError) as error:
        revision.publish()
    assert "Names are missing" in str(error.value)
    assert not Institution.objects.live().exists()


@pytest.mark.parametrize(
    ("add", "field", "called"),
    [(add_institution, "logo", "logo"), (add_person, "portrait", "portrait")],
)
def test_a_picture_that_nobody_described_is_not_shown(newsroom, add, field, called):
    picture = add_image(alt_text={})
    entity = draft_of(add("Example Academy"), **{field: picture})
    text = entity.latest_revision

    with pytest.raises(DraftError, match=f"“{called}” has no alternative text"):
        text.publish()

    picture.is_decorative = True
    picture.save()
    text.publish()
    entity.refresh_from_db()
    assert getattr(entity, field) == picture


def test_what_became_of_others_meanwhile_is_checked_at_publication(db):
    first, second = add_institution(), add_institution()
    draft = Institution.objects.get(pk=first.pk).get_latest_revision_as_object()
    draft.identifiers.create(scheme="ror", value="04cdgtt98")
    revision = draft.save_revision()
    add_identifier(second, "ror", "04cdgtt98")

    with pytest.raises(ValidationError):
        revision.publish()
    assert not first.identifiers.filter(scheme="ror").exists()


def test_a_draft_lives_on_when_what_it_refers_to_is_deleted(db):
    person, gone = add_person(), add_institution()
    draft = Person.objects.get(pk=person.pk).get_latest_revision_as_object()
    draft.affiliations.add(Affiliation(institution=gone))
    draft.save_revision()
    Institution.objects.get(pk=gone.pk).delete()

    opened = Person.objects.get(pk=person.pk).get_latest_revision_as_object()

    assert not opened.affiliations.all()


def test_what_code_adds_without_a_word_is_a_draft(db):
    assert not Institution.objects.create(slug="new", kind="lab").live


def test_a_figure_that_is_only_drafted_is_not_stated(client, newsroom):
    figure = add_fact("moths", value=77123, live=False)
    figure.first_published_at = "2020-01-01T00:00Z"  # unpublished since
    figure.save()
    release = add_release(
        newsroom, body=[{"type": "facts", "value": {"facts": [figure.pk]}}]
    )

    assert "77" + ",123" not in client.get(release.url).content.decode()


def test_a_hidden_employer_is_not_named(client, newsroom):
    person = add_person("Ada")
    add_affiliation(
        person, add_institution(SECRET, live=False), valid_from=date(2000, 1, 1)
    )
    release = add_release(newsroom, people=[person])

    assert SECRET not in client.get(release.url).content.decode()
