"""Editors save drafts of partners; who may publish publishes them."""

from django.contrib.auth.models import Group, Permission
from django.urls import reverse

import pytest

from partners import waiting
from partners.models import Institution, Person, Waiting
from portal.home.permissions import set_up_groups
from tests.admin.sent import sent
from tests.factories import add_fact, add_institution, add_person, draft_release

FORM = "wagtailsnippets_partners_{}:{}"


@pytest.fixture
def saved(sign_in, client):
    """Sign in, open a form, change something, press a button; return the answer."""

    def save(group: str, entity, button: str = "", **changes):
        if not client.session.get("_auth_user_id"):
            sign_in(group)
        kind = entity._meta.model_name
        url = reverse(FORM.format(kind, "edit"), args=[entity.pk])
        data = sent(client.get(url)) | {name: [v] for name, v in changes.items()}
        if button:
            data[button] = [button]
        return client.post(url, data)

    return save


def test_an_editor_saves_a_draft_and_the_public_sees_nothing(client, site, saved):
    entity = add_institution(slug="open", city="Heidelberg")

    saved("Editors", entity, city="Nowhere")
    saved("Editors", entity, "action-publish", city="Elsewhere")

    row = Institution.objects.get(slug="open")
    assert (row.city, row.has_unpublished_changes) == ("Heidelberg", True)
    assert row.get_latest_revision_as_object().city == "Elsewhere"


@pytest.mark.parametrize("group", ["Moderators", "Administrators"])
def test_who_may_publish_publishes(site, saved, group):
    entity = add_institution(slug="open")

    assert saved(group, entity, "action-publish", city="Heidelberg").status_code == 302

    assert Institution.objects.get(slug="open").city == "Heidelberg"


@pytest.mark.parametrize(
    ("group", "is_live"), [("Editors", True), ("Moderators", False)]
)
def test_unpublishing_needs_the_right_to_publish(client, site, sign_in, group, is_live):
    entity = add_person()
    sign_in(group)

    client.post(reverse(FORM.format("person", "unpublish"), args=[entity.pk]))

    assert Person.objects.get(pk=entity.pk).live is is_live


def test_the_groups_of_a_site_that_is_there_get_the_right(db):
    moderators = Group.objects.get(name="Moderators")
    moderators.permissions.remove(
        *Permission.objects.filter(codename__startswith="publish_")
    )
    set_up_groups()

    def may(group: str) -> set[str]:
        rows = Permission.objects.filter(group__name=group)
        return set(
            rows.filter(
                codename__startswith="publish_", content_type__app_label="partners"
            ).values_list("codename", flat=True)
        )

    all_of_them = {
        f"publish_{kind}" for kind in ("institution", "person", "partnership", "fact")
    }
    assert may("Moderators") == may("Administrators") == all_of_them
    assert may("Editors") == set()


def test_a_draft_may_be_incomplete(client, site, sign_in):
    sign_in("Editors")
    url = reverse(FORM.format("institution", "add"))
    data = sent(client.get(url))

    for _time in range(2):
        assert client.post(url, data).status_code == 302

    first, second = Institution.objects.order_by("pk")
    assert not first.live
    assert not second.live
    assert client.get(reverse(FORM.format("institution", "list"))).status_code == 200
    for entity in (first, second):
        for view in ("edit", "history", "usage"):
            address = reverse(FORM.format("institution", view), args=[entity.pk])
            assert client.get(address).status_code == 200, view


def test_an_editor_chooses_the_release_that_a_draft_waits_for(client, newsroom, saved):
    release = draft_release(newsroom, "Ahead")
    entity = add_institution("Known", slug="known")
    story = str(release.translation_key)

    saved("Editors", entity, city="Heidelberg", goes_with=story)

    assert Waiting.objects.get().story == release.translation_key
    form = client.get(reverse(FORM.format("institution", "edit"), args=[entity.pk]))
    assert f'<option value="{story}" selected>Ahead' in form.content.decode()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[release.pk]))
    assert "Known" in page.content.decode()
    assert "a change" in page.content.decode()
    saved("Editors", entity, goes_with="by-hand")
    assert Waiting.objects.get().story is None
    saved("Editors", entity, goes_with="")
    assert not Waiting.objects.exists()


def test_what_is_added_from_a_release_waits_for_it(client, newsroom, sign_in):
    release = draft_release(newsroom)
    sign_in("Editors")
    url = reverse(Institution.snippet_viewset.chooser_viewset.get_url_name("create"))

    client.post(
        f"{url}?story={release.translation_key}",
        {"name": "New", "kind": "lab"},
    )

    entity = Institution.objects.get(label="New")
    assert not entity.live
    assert waiting.find_waiting(release.translation_key) == [entity]


def test_lists_and_choosers_say_what_is_a_draft(client, site, sign_in):
    add_institution("Hidden one", live=False)
    add_fact(live=False)
    sign_in("Editors")
    viewset = Institution.snippet_viewset

    for url in (
        reverse(FORM.format("institution", "list")),
        reverse(FORM.format("fact", "list")),
        reverse(viewset.chooser_viewset.get_url_name("choose")),
    ):
        assert "draft" in client.get(url).content.decode().lower(), url


def test_an_autosave_makes_a_draft_and_saving_again_overwrites_nothing(
    client, site, sign_in
):
    entity = add_institution(slug="open")
    sign_in("Editors")
    url = reverse(FORM.format("institution", "edit"), args=[entity.pk])
    data = sent(client.get(url)) | {"city": ["Typed"]}

    answer = client.post(url, data, headers={"accept": "application/json"}).json()
    assert answer["success"]
    again = data | {
        "overwrite_revision_id": [answer["revision_id"]],
        "city": ["Typed more"],
    }
    assert client.post(url, again).status_code == 302

    row = Institution.objects.get(slug="open")
    assert (row.city, row.revisions.count()) == ("", 1)
    assert row.latest_revision.content["city"] == "Typed more"


def test_a_draft_of_somebody_else_is_not_overwritten_unasked(client, site, sign_in):
    entity = add_institution(slug="open")
    sign_in("Editors")
    url = reverse(FORM.format("institution", "edit"), args=[entity.pk])
    mine = sent(client.get(url)) | {"city": ["Mine"]}
    theirs = Institution.objects.get(slug="open").get_latest_revision_as_object()
    theirs.city = "Theirs"
    theirs.save_revision()

    asked = client.post(url, mine)

    assert asked.status_code == 200
    assert "Theirs" in asked.content.decode()
    assert client.post(url, sent(asked)).status_code == 302
    row = Institution.objects.get(slug="open")
    assert row.latest_revision.content["city"] == "Mine"
