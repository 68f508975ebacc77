"""The admin carries the name and the sign of the newsroom."""

from __future__ import annotations

from django.utils.html import escape

import pytest
from bs4 import BeautifulSoup

from wagtail.models import Site

from portal.core.models import SiteSettings

pytestmark = pytest.mark.django_db


def name_site(**names: str) -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.name = names
    settings.save()


def page(client, url: str, **headers) -> BeautifulSoup:
    return BeautifulSoup(client.get(url, **headers).content, "html.parser")


@pytest.mark.parametrize(
    ("language", "name"), [("en", "ELLIS <i>Life"), ("de", "Leben & Rechnen")]
)
def test_the_name_stands_in_title_menu_and_heading(
    language, name, site, sign_in, client
):
    name_site(en="ELLIS <i>Life", de="Leben & Rechnen")
    sign_in("Editors")
    desk = page(client, "/admin/", headers={"accept-language": language})

    assert desk.title.get_text().strip().endswith(f"- {name}")
    assert desk.h1.get_text(strip=True) == name
    sign = desk.select_one(
        "template[data-wagtail-sidebar-branding-logo] .newsroom-sign"
    )
    assert f">{escape(name)}</span>" in str(sign)
    assert sign.img["alt"] == ""


def test_the_page_to_sign_in_says_which_newsroom_it_is(site, client):
    name_site(en="ELLIS Life")
    login = page(client, "/admin/login/")

    assert "ELLIS Life" in login.title.get_text()
    assert login.select_one(".login-logo").get_text(strip=True) == "ELLIS Life"


def test_without_a_name_it_is_that_of_the_software(site, client):
    assert (
        page(client, "/admin/login/").select_one(".login-logo").get_text(strip=True)
        == "Dateline"
    )
