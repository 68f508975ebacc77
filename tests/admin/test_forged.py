"""Whatever somebody forges for the admin is answered, and not with an error."""

from urllib.parse import quote

from django.urls import reverse

import pytest

from wagtail.models import Page

from portal.home.models import StandardPage
from portal.users.models import User
from tests.factories import add_release
from tests.sharing import shared

VIEWS = (
    "copy",
    "delete",
    "edit",
    "history",
    "move",
    "set_privacy",
    "unpublish",
    "usage",
    "workflow_history",
)
NOT_NUMBERS = ("", "-1", "1.5", "null", "x.y", "²", "٣", "9" * 40)
BULK = (
    "/admin/bulk/core/customdocument/delete/",
    "/admin/bulk/core/customimage/add_tags/",
    "/admin/bulk/news/contact/delete/",
    "/admin/bulk/partners/person/delete/",
    "/admin/bulk/users/user/assign_role/",
    "/admin/bulk/wagtailcore/page/move/",
    "/admin/bulk/wagtailcore/page/publish/",
)
ASKING = (
    *BULK,
    "/admin/api/main/pages/find/",
    "/admin/choose-page/chosen-multiple/",
    "/admin/documents/chooser/chosen-multiple/",
    "/admin/images/chooser/chosen-multiple/",
    "/admin/snippets/choose/partners/person/chosen-multiple/",
)


@pytest.fixture
def root(client, db):
    client.force_login(User.objects.create_superuser("root"))
    return client


@shared
def release(newsroom):
    return add_release(newsroom)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_every_page_opens(root, site, release, view):
    home = site["en"]["home"]
    home.add_child(instance=StandardPage(title="Plain", slug="plain"))
    pages = Page.objects.filter(depth__gt=1)

    answered = {
        (page.specific_class.__name__, page.pk): root.get(
            reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
        ).status_code
        for page in pages
    }

    assert set(answered.values()) <= {200, 302}, answered


@pytest.mark.parametrize("address", ASKING)
def test_what_is_no_number_names_nothing(root, site, address):
    for value in NOT_NUMBERS:
        for send in (root.get, root.post):
            answer = send(f"{address}?id={quote(value)}")
            assert answer.status_code == 400, value
            assert answer["Content-Type"] == "text/plain"


def test_a_number_beside_a_forged_one_names_nothing_either(root, release):
    address = "/admin/bulk/wagtailcore/page/publish/"

    assert root.get(f"{address}?id={release.pk}").status_code == 200
    assert root.get(f"{address}?id={release.pk}&id=x").status_code == 400


def test_all_of_a_page_are_meant_where_it_says_so(root, site):
    address = "/admin/bulk/wagtailcore/page/publish/?id=all&childOf="
    home = site["en"]["home"]

    assert root.get(f"{address}{home.pk}").status_code == 200
    assert root.get(f"{address}x").status_code == 400
    assert root.get(f"{address}999999").status_code == 404


def test_pages_to_move_are_numbers(root, site):
    address = "/admin/choose-page/?page_type=wagtailcore.page&target_pages[]="

    assert root.get(f"{address}{site['en']['home'].pk}").status_code == 200
    assert root.get(f"{address}x").status_code == 400


def test_no_form_of_a_page_asks_for_a_forged_one(root, release):
    address = reverse(
        "wagtailadmin_pages:confirm_workflow_cancellation", args=[release.pk]
    )

    assert root.get(address).status_code == 200
    assert root.get(f"{address}?id={'9' * 40}").status_code == 400


def test_a_form_without_its_parts_is_refused(root, release):
    answer = root.post(
        reverse("wagtailadmin_pages:edit", args=[release.pk]),
        {"title": "Half", "slug": "half"},
    )

    assert answer.status_code == 400
    release.refresh_from_db()
    assert release.title != "Half"


def test_other_mistakes_of_a_program_stay_what_they_are(root, release, monkeypatch):
    def fail(*args, **kwargs):
        raise KeyError("body-count")

    monkeypatch.setattr("wagtail.admin.views.home.HomeView.get", fail)

    with pytest.raises(KeyError):
        root.get("/admin/")
