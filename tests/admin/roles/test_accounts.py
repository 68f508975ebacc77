"""Nobody gets a right through accounts or groups that they do not have."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.urls import reverse

import pytest

from wagtail.models import (
    Collection,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)
from wagtail.users.models import UserProfile

from portal.users.models import User
from tests.factories import add_site

PASSWORD = "correct horse battery"


@pytest.fixture
def administrator(sign_in) -> User:
    """An administrator who is signed in."""
    sign_in("Administrators")
    return User.objects.get(username="administrators")


@pytest.fixture
def superuser(db) -> User:
    return User.objects.create_superuser("root", "root@newsroom.example", "old")


@pytest.fixture
def redirectors(db) -> Group:
    """A group with a right that administrators do not have."""
    group = Group.objects.create(name="Redirectors")
    group.permissions.add(Permission.objects.get(codename="add_redirect"))
    return group


def account_form(**values) -> dict:
    """Fill in the form of an account."""
    return {
        "username": "somebody",
        "email": "somebody@newsroom.example",
        "first_name": "Some",
        "last_name": "Body",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "is_active": "on",
    } | values


def group_form(pages=(), collections=(), **values) -> dict:
    """Fill in the form of a group; pages with names of permissions, others with keys."""
    form = {"name": "Group"}
    tables = {
        "page_permissions": ("page", pages),
        "image_permissions": ("collection", collections),
        "document_permissions": ("collection", ()),
        "collection_permissions": ("collection", ()),
    }
    for prefix, (place, rows) in tables.items():
        form |= {
            f"{prefix}-TOTAL_FORMS": len(rows),
            f"{prefix}-INITIAL_FORMS": 0,
            f"{prefix}-MIN_NUM_FORMS": 0,
            f"{prefix}-MAX_NUM_FORMS": 1000,
        }
        for number, (where, codenames) in enumerate(rows):
            form[f"{prefix}-{number}-{place}"] = where.pk
            form[f"{prefix}-{number}-permissions"] = codenames
    return form | values


def bulk(client, action: str, accounts: list[User], **form):
    """Do something with many accounts at once."""
    url = reverse("wagtail_bulk_action", args=["users", "user", action])
    keys = "&".join(f"id={one.pk}" for one in accounts)
    return client.post(f"{url}?{keys}&next=/admin/users/", form)


def state(account: User) -> tuple:
    """Return what an account is and may, as it is stored now."""
    account = User.objects.get(pk=account.pk)
    groups = sorted(account.groups.values_list("name", flat=True))
    return (
        account.username,
        account.email,
        account.password,
        account.is_active,
        account.is_superuser,
        groups,
    )


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("view", ["edit", "delete", "copy"])
def test_administrators_do_not_touch_superusers(
    administrator, superuser, client, view, method
):
    before = state(superuser)
    url = reverse(f"wagtailusers_users:{view}", args=[superuser.pk])

    response = getattr(client, method)(url, account_form())

    assert response.status_code in {302, 405}
    assert state(superuser) == before
    assert not client.login(username="root", password=PASSWORD)


def test_says_why_an_account_cannot_be_changed(administrator, superuser, client):
    url = reverse("wagtailusers_users:edit", args=[superuser.pk])

    page = client.get(url, follow=True).content.decode()

    assert "This account has rights that you do not have" in page


def test_administrators_do_not_touch_accounts_with_other_rights(
    administrator, redirectors, client
):
    by_group = User.objects.create_user("by-group")
    by_group.groups.add(redirectors)
    directly = User.objects.create_user("directly")
    directly.user_permissions.add(redirectors.permissions.get())
    by_page = User.objects.create_user("by-page")
    by_site = User.objects.create_user("by-site")
    add_site()
    settling = Group.objects.create(name="Settling")
    GroupSitePermission.objects.create(
        group=settling,
        site=Site.objects.get(),
        permission=Permission.objects.get(codename="add_redirect"),
    )
    by_site.groups.add(settling)
    deleting = Group.objects.create(name="Deleting")
    GroupPagePermission.objects.create(
        group=deleting,
        page=Page.objects.get(depth=1),
        permission=Permission.objects.get(codename="bulk_delete_page"),
    )
    by_page.groups.add(deleting)

    for account in (by_group, directly, by_page, by_site):
        before = state(account)
        url = reverse("wagtailusers_users:edit", args=[account.pk])
        assert client.post(url, account_form()).status_code == 302
        assert state(account) == before


def test_an_inactive_superuser_is_not_touched(administrator, superuser, client):
    superuser.is_active = False
    superuser.save()
    before = state(superuser)

    url = reverse("wagtailusers_users:edit", args=[superuser.pk])
    client.post(url, account_form())

    assert state(superuser) == before


def test_administrators_look_after_accounts_of_the_newsroom(administrator, client):
    editor = User.objects.create_user("editor")
    moderators = Group.objects.get(name="Moderators")
    form = account_form(username="editor", groups=[moderators.pk])

    client.post(reverse("wagtailusers_users:edit", args=[editor.pk]), form)

    assert list(editor.groups.all()) == [moderators]
    assert client.login(username="editor", password=PASSWORD)


def test_administrators_change_their_own_account(administrator, client):
    own = list(administrator.groups.values_list("pk", flat=True))
    form = account_form(username="administrators", groups=own)

    url = reverse("wagtailusers_users:edit", args=[administrator.pk])
    client.post(url, form)

    assert state(administrator)[1] == "somebody@newsroom.example"


@pytest.mark.parametrize("language", ["en", "de"])
def test_only_superusers_make_superusers(administrator, client, language):
    account = User.objects.create_user("somebody")
    profile = UserProfile.get_for_user(administrator)
    profile.preferred_language = language
    profile.save()
    message = {
        "en": "Only a superuser can make somebody a superuser.",
        "de": "Nur ein Superuser kann jemanden zum Superuser machen.",
    }[language]

    for url in (
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[account.pk]),
    ):
        form = account_form(is_superuser="on")
        response = client.post(url, form)
        assert "is_superuser" in response.context["form"].errors
        assert message in response.content.decode()

    assert not User.objects.filter(is_superuser=True).exists()


def test_superusers_make_superusers(superuser, client):
    client.force_login(superuser)

    client.post(reverse("wagtailusers_users:add"), account_form(is_superuser="on"))

    assert User.objects.get(username="somebody").is_superuser


def test_nobody_gives_a_group_with_rights_they_lack(administrator, redirectors, client):
    account = User.objects.create_user("somebody")

    for url in (
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[account.pk]),
        reverse("wagtailusers_users:edit", args=[administrator.pk]),
    ):
        response = client.post(url, account_form(groups=[redirectors.pk]))
        assert response.context["form"].errors["groups"] == [
            "You cannot give a group with rights that you do not have yourself."
        ]
    assert not redirectors.user_set.exists()


def test_a_keeper_of_accounts_gives_no_more_than_they_have(client, db):
    """The right to change accounts alone is no way to all other rights."""
    keeper = User.objects.create_user("keeper")
    for codename in ("access_admin", "add_user", "change_user", "delete_user"):
        keeper.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(keeper)
    administrators = Group.objects.get(name="Administrators")
    form = account_form(username="keeper", groups=[administrators.pk])

    client.post(reverse("wagtailusers_users:edit", args=[keeper.pk]), form)
    bulk(client, "assign_role", [keeper], role=administrators.pk)

    assert not keeper.groups.exists()


@pytest.mark.parametrize(
    ("action", "form"),
    [
        ("delete", {}),
        ("set_active_state", {"mark_as_active": "False"}),
        ("assign_role", {"role": "Editors"}),
    ],
)
def test_bulk_actions_leave_superusers_out(
    administrator, superuser, client, action, form
):
    if role := form.get("role"):
        form = {"role": Group.objects.get(name=role).pk}
    other = User.objects.create_user("other")
    before = state(superuser), state(other)

    bulk(client, action, [superuser, other], **form)

    assert state(superuser) == before[0]
    assert not User.objects.filter(pk=other.pk).exists() or state(other) != before[1]


def test_bulk_actions_give_no_group_beyond(administrator, redirectors, client):
    account = User.objects.create_user("somebody")

    response = bulk(client, "assign_role", [account], role=redirectors.pk)

    assert response.context["form"].errors["role"] == [
        "You cannot give a group with rights that you do not have yourself."
    ]
    assert not redirectors.user_set.exists()


@pytest.mark.parametrize("view", ["add", "edit"])
def test_no_group_gets_a_permission_beyond(administrator, redirectors, client, view):
    """Nor the group of who edits it."""
    own = Group.objects.get(name="Administrators")
    url = reverse(
        f"wagtailusers_groups:{view}", args=[own.pk] if view == "edit" else []
    )
    before = set(own.permissions.all())
    permission = redirectors.permissions.get()

    response = client.post(url, group_form(permissions=[permission.pk]))

    message = "You cannot give a right that you do not have yourself."
    assert message in response.content.decode()
    assert set(own.permissions.all()) == before
    assert permission.group_set.get() == redirectors


def test_no_group_gets_a_page_or_a_collection_beyond(client, db):
    """Who has rights to one page gives none to the page above it."""
    site = add_site()
    newsroom, home = site["en"]["newsroom"], site["en"]["home"]
    keeper = User.objects.create_user("keeper")
    group = Group.objects.create(name="Keepers")
    for codename in ("access_admin", "add_group", "change_group"):
        group.permissions.add(Permission.objects.get(codename=codename))
    GroupPagePermission.objects.create(
        group=group,
        page=newsroom,
        permission=Permission.objects.get(codename="change_page"),
    )
    keeper.groups.add(group)
    client.force_login(keeper)
    url = reverse("wagtailusers_groups:add")
    root = Collection.get_first_root_node()
    choosing = Permission.objects.get(
        codename="choose_image", content_type__app_label="wagtailimages"
    )

    sites = "core_sitesettings_site_permissions-sites"
    for form in (
        group_form(**{sites: [Site.objects.get().pk]}),
        group_form(pages=[(home, ["change_page"])]),
        group_form(pages=[(newsroom, ["publish_page"])]),
        group_form(collections=[(root, [choosing.pk])]),
    ):
        response = client.post(url, form)
        message = "You cannot give a right that you do not have yourself."
        assert message in response.content.decode()
    assert not Group.objects.filter(name="Group").exists()

    client.post(url, group_form(pages=[(newsroom, ["change_page"])]))
    assert Group.objects.get(name="Group").page_permissions.get().page_id == newsroom.pk


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_groups_with_other_rights_are_not_touched(
    administrator, redirectors, client, view
):
    url = reverse(f"wagtailusers_groups:{view}", args=[redirectors.pk])

    response = client.post(url, group_form(name="Renamed"), follow=True)

    assert "This group has rights that you do not have" in response.content.decode()
    assert Group.objects.get(pk=redirectors.pk).name == "Redirectors"


@pytest.mark.parametrize("name", ["Editors", "Moderators", "Administrators"])
def test_administrators_look_after_the_groups_of_the_newsroom(
    administrator, client, name
):
    group = Group.objects.get(name=name)
    url = reverse("wagtailusers_groups:edit", args=[group.pk])

    assert client.get(url).status_code == 200


def test_lists_link_to_what_may_be_changed_only(
    administrator, superuser, redirectors, client
):
    users = client.get(reverse("wagtailusers_users:index")).content.decode()
    groups = client.get(reverse("wagtailusers_groups:index")).content.decode()

    for thing, page, may in (
        (superuser, users, False),
        (administrator, users, True),
        (redirectors, groups, False),
        (Group.objects.get(name="Editors"), groups, True),
    ):
        kind = "users" if isinstance(thing, User) else "groups"
        url = reverse(f"wagtailusers_{kind}:edit", args=[thing.pk])
        assert (url in page) is may, thing


@pytest.mark.parametrize("kind", ["users", "groups"])
def test_query_count_does_not_grow_with_the_list(administrator, count_queries, kind):
    def add(number: int) -> None:
        for one in range(number):
            group = Group.objects.create(name=f"{number} {one}")
            group.permissions.add(Permission.objects.get(codename="add_redirect"))
            User.objects.create_user(f"{number}-{one}").groups.add(group)

    url = reverse(f"wagtailusers_{kind}:index")
    add(2)
    with_two = count_queries(url)
    add(8)

    assert count_queries(url) == with_two
