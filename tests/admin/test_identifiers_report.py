"""What is left to do about identifiers, for those who may do it."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

import pytest

from portal.users.models import User
from tests.factories import add_identifier, add_institution, add_person
from tests.sharing import shared

CHECKED = {"verified_at": timezone.now(), "verified_against": "ror.json"}


@pytest.fixture
def url(db):
    return reverse("identifiers_report")


@shared
def everything():
    """One institution or person for every state, and some that are all right."""
    unverified = add_institution("Unverified Institute")
    add_identifier(unverified, "ror", "04cdgtt98")
    good = add_institution("Verified Institute")
    add_identifier(good, "ror", "03yrm5c26", **CHECKED)
    add_institution("Institute without")
    add_institution("A programme", kind="programme")
    add_institution("Dissolved", status="dissolved")
    add_institution("Merged", merged_into=good)
    differs = add_person("Ada Ambiguous")
    add_identifier(
        differs,
        "orcid",
        "0000-0002-1825-0097",
        finding="name_differs",
        finding_note="Josiah Carberry",
    )
    for status in ("staff", "minimal", "erased"):
        add_person(f"Somebody {status}", status=status)


def titles(response) -> list[str]:
    return [row["title"] for row in response.context["object_list"]]


def test_lists_what_is_left_to_do_with_its_form(sign_in, client, everything, url):
    sign_in("Editors")

    response = client.get(url)

    html = response.content.decode()
    assert titles(response) == [
        "Ada Ambiguous",
        "Institute without",
        "Somebody staff",
        "Unverified Institute",
    ]
    assert "The registry gives another name: Josiah Carberry" in html
    for row in response.context["object_list"]:
        name = f"wagtailsnippets_partners_{row['thing']}:edit"
        form = reverse(name, args=[row["thing_id"]])
        assert form in html
        assert client.get(form).status_code == 200


@pytest.mark.parametrize(
    ("state", "listed"),
    [
        ("unverified", ["Unverified Institute"]),
        ("ambiguous", ["Ada Ambiguous"]),
        ("missing", ["Institute without", "Somebody staff"]),
    ],
)
def test_lists_one_state(sign_in, client, everything, url, state, listed):
    sign_in("Editors")

    assert titles(client.get(url, {"state": state})) == listed
    results = reverse("identifiers_report_results")
    assert titles(client.get(results, {"state": state})) == listed


@pytest.mark.parametrize(
    "query", ["state=x", "p=x", "p=999", "export=csv", "export=xlsx", "ordering=x"]
)
def test_answers_whatever_the_query_says(sign_in, client, everything, url, query):
    sign_in("Editors")

    assert client.get(f"{url}?{query}").status_code == 200


def test_opens_without_rows(sign_in, client, url):
    sign_in("Editors")

    html = client.get(url).content.decode()

    assert "There are no results." in html


def test_lists_only_what_one_may_change(client, everything, url):
    user = User.objects.create_user("people only", password="secret")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_person"])
    )
    client.force_login(user)

    assert titles(client.get(url)) == ["Ada Ambiguous", "Somebody staff"]


def test_is_refused_to_those_who_may_change_neither(client, everything, url):
    user = User.objects.create_user("neither", password="secret")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)

    assert client.get(url)["Location"] == reverse("wagtailadmin_home")
    assert (
        client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code
        == 403
    )
    assert url not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_stands_in_the_menu(sign_in, client, url):
    sign_in("Editors")

    assert url in client.get(reverse("wagtailadmin_home")).content.decode()


def test_has_pages_and_costs_the_same_with_many_rows(
    sign_in, client, url, count_queries
):
    sign_in("Editors")
    for _n in range(3):
        add_institution()
    few = count_queries(url)
    for _n in range(60):
        add_institution()
        add_person()

    assert count_queries(url) == few
    assert len(titles(client.get(url))) == 50
    assert len(titles(client.get(url, {"p": "3"}))) == 23
