"""Choosing and adding institutions, people and partnerships from inside a form."""

from django.urls import reverse

import pytest

from wagtail.users.models import UserProfile

from news.models import Statement
from partners.models import Institution, Partnership, Person
from portal.users.models import User
from tests.factories import add_institution, add_person

CHOOSER = "wagtailsnippetchoosers_partners_{}:{}"


@pytest.fixture
def dkfz(db):
    institution = add_institution("German Cancer Research Center", "DKFZ")
    institution.names.create(
        language="de", kind="alias", text="Deutsches Krebsforschungszentrum"
    )
    institution.identifiers.create(scheme="ror", value="04cdgtt98")
    institution.save()
    add_institution("Somebody else")
    return institution


@pytest.mark.parametrize(
    "query",
    ["German Cancer", "dkfz", "04cdgtt98", "forschung", "https://ror.org/04cdgtt98"],
)
def test_finds_an_institution_by_name_acronym_or_ror(sign_in, client, dkfz, query):
    sign_in("Editors")
    url = reverse(CHOOSER.format("institution", "choose_results"))

    html = client.get(url, {"q": query}).content.decode()

    assert "German Cancer Research Center" in html
    assert "Somebody else" not in html


@pytest.mark.parametrize("query", ["Lovelace", "0000-0002-1825-0097"])
def test_finds_a_person_by_name_or_orcid(sign_in, client, db, query):
    sign_in("Editors")
    person = add_person("Ada Lovelace")
    person.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    person.save()
    add_person("Somebody Else")
    url = reverse(CHOOSER.format("person", "choose_results"))

    html = client.get(url, {"q": query}).content.decode()

    assert "Ada Lovelace" in html
    assert "Somebody Else" not in html


def test_adds_an_institution_in_place(sign_in, client, db):
    sign_in("Editors")
    url = reverse(CHOOSER.format("institution", "create"))

    client.post(
        url,
        {
            "institution-chooser-creation-form-name": "Mila",
            "institution-chooser-creation-form-acronym": "Mila",
            "institution-chooser-creation-form-kind": "research_centre",
            "institution-chooser-creation-form-identifier": "https://ror.org/05c22rx21",
            "name": "Mila",
            "acronym": "Mila",
            "kind": "research_centre",
            "identifier": "https://ror.org/05c22rx21",
        },
    )

    institution = Institution.objects.get()
    assert institution.slug == "mila"
    assert institution.name() == "Mila"
    assert institution.identifiers.get().value == "05c22rx21"


def test_a_wrong_ror_is_named_beside_its_field(sign_in, client, db):
    sign_in("Editors")
    url = reverse(CHOOSER.format("institution", "create"))
    fields = {"name": "Mila", "kind": "research_centre", "identifier": "05c22rx20"}
    prefixed = {f"institution-chooser-creation-form-{k}": v for k, v in fields.items()}

    html = client.post(url, fields | prefixed).content.decode()

    assert "check digit of this ROR" in html
    assert "05c22rx20" in html
    assert not Institution.objects.exists()


def test_a_second_thing_of_the_same_name_gets_another_slug(sign_in, client, db):
    sign_in("Editors")
    url = reverse(CHOOSER.format("person", "create"))
    fields = {"name": "Ada Müller", "status": "staff"}
    prefixed = {f"person-chooser-creation-form-{k}": v for k, v in fields.items()}

    for _n in range(2):
        client.post(url, fields | prefixed)

    assert sorted(Person.objects.values_list("slug", flat=True)) == [
        "ada-mueller",
        "ada-mueller-2",
    ]


def test_adds_a_partnership_in_place(sign_in, client, db):
    sign_in("Editors")
    url = reverse(CHOOSER.format("partnership", "create"))
    fields = {"name": "Unit", "kind": "joint_unit"}
    prefixed = {f"partnership-chooser-creation-form-{k}": v for k, v in fields.items()}

    client.post(url, fields | prefixed)

    assert Partnership.objects.get().name() == "Unit"


def test_adds_a_statement_in_place(sign_in, client, db):
    sign_in("Editors")
    person = add_person("Ada")
    url = reverse("wagtailsnippetchoosers_news_statement:create")
    fields = {
        "speaker": person.pk,
        "text_en": "Yes.",
        "text_de": "Ja.",
        "role_en": "Head",
        "role_de": "Leiterin",
        "original_language": "en",
        "form": "verbatim",
    }
    prefixed = {f"statement-chooser-creation-form-{k}": v for k, v in fields.items()}

    client.post(url, fields | prefixed)

    assert dict(Statement.objects.get().text) == {"en": "Yes.", "de": "Ja."}


def test_everybody_chooses_in_their_own_language(sign_in, client, db):
    form = reverse("wagtailsnippets_partners_fact:add")
    dialogue = reverse(CHOOSER.format("institution", "choose"))
    sign_in("Editors")
    assert "Choose institution" in client.get(form).content.decode()
    german = sign_in("Moderators")
    user = User.objects.latest("pk")
    UserProfile.objects.update_or_create(
        user=user, defaults={"preferred_language": "de"}
    )

    assert "Einrichtung auswählen" in german.get(form).content.decode()
    html = german.get(dialogue).json()["html"]
    assert "Suche" in html
    assert "Search" not in html
