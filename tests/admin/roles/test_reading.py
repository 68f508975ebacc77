"""Whoever may not see a kind of thing finds no word of it in the admin."""

from __future__ import annotations

import json

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

import pytest

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
)

from portal.users.models import User
from tests.admin.roles.world import Role, add_people, add_things, addresses
from tests.factories import add_image, draft_release, publish


@pytest.fixture
def reporter(client: Client, newsroom) -> Group:
    """A group with the right to enter the admin; its member is signed in."""
    group = Group.objects.create(name="Reporters")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user("reporter")
    user.groups.add(group)
    client.force_login(user)
    return group


def allow_page(group: Group, page) -> None:
    GroupPagePermission.objects.create(
        group=group, page=page, permission=Permission.objects.get(codename="add_page")
    )


def allow_choosing(group: Group, collection: Collection) -> None:
    GroupCollectionPermission.objects.create(
        group=group,
        collection=collection,
        permission=Permission.objects.get(
            codename="choose_image", content_type__app_label="wagtailimages"
        ),
    )


def test_who_may_only_enter_reads_nothing_anywhere(site, client):
    """Nor in the menu, the panels of the home page or the fields of a search."""
    people = add_people()
    things = add_things(site, people)
    things.document.tags.add("Quokka tag")
    client.force_login(people[Role.ACCESS])

    # Every thing has this word in it.
    told = []
    for address in addresses(things):
        if address.name == "wagtailadmin_logout":
            continue
        client.cookies.pop("messages", None)
        # A part of the word, which some pages repeat.
        response = client.get(address.url, {"q": "quok", "term": "quok"})
        if "quokka" in response.content.decode().lower():
            told.append(address.name)

    assert told == []


def test_home_page_of_who_may_only_enter_is_empty(reporter, client):
    page = client.get(reverse("wagtailadmin_home"))

    assert page.status_code == 200
    names = [type(one).__name__ for one in page.context["panels"]]
    assert not {"ReleasesPanel", "NewReleasePanel"} & set(names)


@pytest.mark.parametrize(
    ("codename", "kind"),
    [
        ("view_statement", "news_statement"),
        ("add_contact", "news_contact"),
        ("change_person", "partners_person"),
        ("delete_topic", "core_topic"),
    ],
)
def test_a_right_to_a_kind_opens_its_chooser_and_no_other(
    reporter, client, codename, kind
):
    reporter.permissions.add(Permission.objects.get(codename=codename))
    kinds = ("news_statement", "news_contact", "partners_person", "core_topic")

    opened = [
        one
        for one in kinds
        if client.get(reverse(f"wagtailsnippetchoosers_{one}:choose")).status_code
        == 200
    ]

    assert opened == [kind]


def test_the_api_lists_what_may_be_chosen(reporter, client):
    root = Collection.get_first_root_node()
    mine, other = root.add_child(name="Mine"), root.add_child(name="Other")
    add_image("Of mine", collection=mine)
    hidden = add_image("Of others", collection=other)
    allow_choosing(reporter, mine)

    listing = client.get(reverse("wagtailadmin_api:images:listing"))
    detail = client.get(reverse("wagtailadmin_api:images:detail", args=[hidden.pk]))

    titles = [one["title"] for one in json.loads(listing.content)["items"]]
    assert titles == ["Of mine"]
    assert detail.status_code == 404


def test_choosers_of_pages_leave_out_drafts_of_others(reporter, site, client):
    newsroom, imprint = site["en"]["newsroom"], site["en"]["imprint"]
    draft_release(newsroom, "Draft of others")
    publish(draft_release(newsroom, "Public release"))
    allow_page(reporter, imprint)

    listed = client.get(reverse("wagtailadmin_choose_page_child", args=[newsroom.pk]))
    found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "draft"})

    assert "Public release" in json.loads(listed.content)["html"]
    for response in (listed, found):
        assert "Draft of others" not in response.content.decode()


def test_a_draft_of_others_is_not_told_by_its_key(reporter, site, client):
    newsroom, imprint = site["en"]["newsroom"], site["en"]["imprint"]
    draft = draft_release(newsroom, "Draft of others")
    allow_page(reporter, imprint)

    for url in (
        reverse("wagtailadmin_choose_page_child", args=[draft.pk]),
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={draft.pk}",
        reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, imprint.pk]),
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[draft.pk]),
    ):
        assert client.get(url).status_code == 302, url


def test_their_own_drafts_stay_in_the_choosers(reporter, newsroom, client):
    draft = draft_release(newsroom, "Draft of theirs")
    allow_page(reporter, newsroom)

    listed = client.get(reverse("wagtailadmin_choose_page_child", args=[newsroom.pk]))
    chosen = client.get(
        reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": draft.pk}
    )

    assert "Draft of theirs" in json.loads(listed.content)["html"]
    assert "Draft of theirs" in chosen.content.decode()


def test_scripts_are_refused_by_status(reporter, client):
    response = client.get(
        reverse("wagtailadmin_choose_page"),
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert response.status_code == 403


def test_an_unknown_address_of_the_admin_is_not_found(reporter, client):
    assert client.get("/admin/nothing/here/").status_code == 404
