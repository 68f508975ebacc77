"""The groups may do what their names say."""

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse

import pytest

from portal.core.models import CustomDocument
from portal.users.models import User
from tests.factories import add_image, add_institution, add_release, add_series


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Administrators"])
def test_everybody_writes_and_illustrates(sign_in, client, newsroom, group):
    sign_in(group)
    image = add_image()
    institution = add_institution()
    release = add_release(newsroom)

    for url in (
        reverse("wagtailadmin_pages:edit", args=[release.pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailsnippets_partners_institution:edit", args=[institution.pk]),
    ):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize(
    ("group", "may"),
    [("Editors", False), ("Moderators", True), ("Administrators", True)],
)
def test_moderators_number_and_unpublish(sign_in, client, newsroom, group, may):
    sign_in(group)
    series = add_series()
    release = add_release(newsroom)

    for url in (
        reverse("wagtailsnippets_news_series:edit", args=[series.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[release.pk]),
    ):
        assert (client.get(url).status_code == 200) is may, url


@pytest.mark.parametrize(
    ("group", "may"),
    [("Editors", False), ("Moderators", False), ("Administrators", True)],
)
def test_administrators_look_after_accounts(sign_in, client, site, group, may):
    sign_in(group)

    for name in ("wagtailusers_users:index", "wagtaillocales:index"):
        assert (client.get(reverse(name)).status_code == 200) is may, name


def test_strangers_see_nothing(client, site):
    response = client.get(reverse("wagtailadmin_home"))

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_file_that_is_not_public_is_for_those_who_work_with_files(client, db):
    document = CustomDocument.objects.create(
        title="Secret", file=ContentFile(b"Secret", name="secret.pdf")
    )
    reader = User.objects.create_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    editor = User.objects.create_user("writer")
    editor.groups.add(Group.objects.get(name="Editors"))

    for user, status in ((None, 404), (reader, 404), (editor, 200)):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(document.url).status_code == status, user
