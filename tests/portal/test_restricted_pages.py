"""Pages that only some may read: nobody else learns more than that."""

import re

from django.contrib.auth.models import Group

import pytest

from wagtail.models import Page, PageViewRestriction

from portal.users.models import User
from tests.factories import add_release, days_from_now, draft_release

ADDRESS = "/en/imprint/"
PASSWORD = "Sesam"


def restrict(page, kind="login", **values):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=kind, **values
    )


def is_kept_by_nobody(response) -> bool:
    told = response["Cache-Control"]
    return "no-store" in told and "public" not in told and "s-maxage" not in told


def passwords_form(response) -> tuple[str, dict]:
    """Return where the form of a page sends a password, and what it sends along."""
    html = response.content.decode()
    address = re.search(r'<form action="([^"]+)"', html).group(1)
    return_url = re.search(r'name="return_url" value="([^"]+)"', html).group(1)
    return address, {"return_url": return_url}


@pytest.fixture
def locked(site):
    """A page that is behind a password."""
    return restrict(site["en"]["imprint"], "password", password=PASSWORD)


def test_a_page_for_who_is_signed_in_leads_to_the_one_place_to_sign_in(client, site):
    restrict(site["en"]["imprint"])
    User.objects.create_user("reader", password="secret")

    refused = client.get(f"{ADDRESS}?a=1&b=2")
    hops = client.get(f"{ADDRESS}?a=1&b=2", follow=True).redirect_chain
    signed_in = client.post(hops[-1][0], {"username": "reader", "password": "secret"})

    assert refused.status_code == 302
    assert is_kept_by_nobody(refused)
    assert hops[-1][0] == "/admin/login/?next=%2Fen%2Fimprint%2F%3Fa%3D1%26b%3D2"
    assert is_kept_by_nobody(type(client)().get(hops[0][0]))
    assert signed_in["Location"] == f"{ADDRESS}?a=1&b=2"
    assert client.get(signed_in["Location"]).status_code == 200


def test_who_is_signed_in_and_may_not_read_a_page_is_not_sent_in_circles(site, sign_in):
    client = sign_in("Editors")
    restriction = restrict(site["en"]["imprint"], "groups")
    restriction.groups.add(Group.objects.get(name="Moderators"))

    response = client.get(ADDRESS, follow=True)

    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_a_page_behind_a_password_asks_for_it(client, locked):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert 'type="password"' in response.content.decode()
    assert "<article" not in response.content.decode()
    assert is_kept_by_nobody(response)


def test_the_right_password_opens_the_page_for_one_visitor(client, locked):
    address, hidden = passwords_form(client.get(f"{ADDRESS}?a=1"))

    accepted = client.post(address, hidden | {"password": PASSWORD})
    opened = client.get(accepted["Location"])

    assert accepted["Location"] == f"{ADDRESS}?a=1"
    assert "<article" in opened.content.decode()
    assert is_kept_by_nobody(accepted)
    assert is_kept_by_nobody(opened)
    assert 'type="password"' in type(client)().get(ADDRESS).content.decode()


@pytest.mark.parametrize("typed", ["", "wrong", "Ünwrong 😀"])
def test_a_wrong_password_gets_the_form_with_an_error(client, locked, typed):
    address, hidden = passwords_form(client.get(ADDRESS))

    response = client.post(address, hidden | {"password": typed})

    html = response.content.decode()
    assert response.status_code == 200
    assert 'class="errorlist"' in html
    assert 'type="password"' in html
    assert is_kept_by_nobody(response)
    assert 'type="password"' in client.get(ADDRESS).content.decode()


def test_a_password_never_leads_to_another_site(client, locked):
    address, _hidden = passwords_form(client.get(ADDRESS))

    response = client.post(
        address, {"password": PASSWORD, "return_url": "https://evil.example/"}
    )

    assert "evil" not in response["Location"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_kind_of_page_can_be_behind_a_password(client, site, method):
    add_release(site["en"]["newsroom"], slug="one")
    secret = draft_release(site["en"]["newsroom"], released_at=days_from_now(1))
    restriction = restrict(site["en"]["home"], "password", password=PASSWORD)

    for address in ("/en/", "/en/newsroom/", "/en/newsroom/one/", "/en/partners/"):
        assert 'type="password"' in client.get(address).content.decode(), address
    for page in Page.objects.all():
        address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
        response = getattr(client, method)(address)
        assert response.status_code == 200, page
        assert secret.title not in response.content.decode()


@pytest.mark.parametrize("path", ["0/1/", "1/0/", f"{'9' * 30}/1/", f"{'9' * 5000}/1/"])
def test_a_password_for_nothing_is_not_found(client, locked, path):
    address = f"/_util/authenticate_with_password/{path}"

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["", "?next=", "?next=https://evil.example/", "?next=%ff"]
)
def test_the_way_to_sign_in_bears_any_query(client, site, query):
    response = client.get(f"/_util/login/{query}", follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0].startswith("/admin/login/")
