"""Editors save drafts of partners; who may publish publishes them."""

import re

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

import pytest

from wagtail.models import (
    GroupApprovalTask,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from partners import waiting
from partners.models import (
    Affiliation,
    Fact,
    Institution,
    InstitutionRelation,
    Partnership,
    Person,
    Waiting,
)
from portal.home.permissions import set_up_groups
from portal.users.models import User
from tests.admin.sent import sent
from tests.factories import (
    add_fact,
    add_institution,
    add_partnership,
    add_person,
    days_from_now,
    draft_release,
)

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


@pytest.mark.parametrize(
    "model", [Institution, Person, Partnership, Fact], ids=lambda m: m.__name__
)
def test_every_chooser_tells_from_which_release_something_is_added(
    client, newsroom, sign_in, model
):
    release = draft_release(newsroom)
    sign_in("Editors")
    form = client.get(reverse("wagtailadmin_pages:edit", args=[release.pk])).text
    assert f'<data id="story-of-form" value="{release.translation_key}">' in form
    chooser = model.snippet_viewset.chooser_viewset
    options = chooser.widget_class().base_js_init_options
    assert options["linkedFields"]["story"].startswith("#story-of-form,")

    dialogue = client.get(
        reverse(chooser.get_url_name("choose")),
        {"story": str(release.translation_key)},
    )

    create = reverse(chooser.get_url_name("create"))
    actions = re.findall(r'action="([^"]+)"', dialogue.json()["html"])
    assert f"{create}?story={release.translation_key}" in actions


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


def lock(entity, release) -> None:
    entity.locked = True
    entity.save()


def schedule(entity, release) -> None:
    entity.save_revision().publish()
    entity.refresh_from_db()
    entity.go_live_at = days_from_now(2)
    entity.save_revision().publish()


def submit(entity, release) -> None:
    workflow = Workflow.objects.create(name="Four eyes")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name="Administrators"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(entity)
    )
    entity.save_revision()
    workflow.start(entity, User.objects.create_user("somebody"))


def let_an_update_wait(entity, release) -> None:
    entity.save_revision()
    waiting.let_wait(entity, release.translation_key)
    waiting.approve(release.translation_key, [])


@pytest.mark.parametrize("bring", [lock, schedule, submit, let_an_update_wait])
@pytest.mark.parametrize(
    "build", [add_institution, add_person, add_partnership], ids=lambda f: f.__name__
)
def test_a_take_down_waits_for_nothing(client, newsroom, sign_in, bring, build):
    release = draft_release(newsroom, "Ahead")
    entity = build()
    entity.refresh_from_db()
    assert entity.live
    bring(entity, release)
    sign_in("Moderators")
    kind = entity._meta.model_name
    address = reverse(FORM.format(kind, "unpublish"), args=[entity.pk])
    form = client.get(reverse(FORM.format(kind, "edit"), args=[entity.pk])).text
    assert form.count(f'href="{address}"') == 1

    client.post(address)

    entity.refresh_from_db()
    assert not entity.live
    waiting.publish(release.translation_key)
    entity.refresh_from_db()
    assert not entity.live
    assert entity.scheduled_revision is None


def test_a_locked_form_offers_no_take_down_to_others(client, site, sign_in):
    entity = add_institution()
    lock(entity, None)
    sign_in("Editors")

    address = reverse(FORM.format("institution", "unpublish"), args=[entity.pk])
    form = client.get(reverse(FORM.format("institution", "edit"), args=[entity.pk]))

    assert address not in form.text


PREVIEW = "wagtailsnippets_partners_{}:preview_on_edit"


def preview(client, entity, language: str = "en", **changes) -> str:
    """Return what the preview of a form shows in which something is changed."""
    kind = entity._meta.model_name
    form = reverse(FORM.format(kind, "edit"), args=[entity.pk])
    address = reverse(PREVIEW.format(kind), args=[entity.pk])
    data = sent(client.get(form)) | {name: [v] for name, v in changes.items()}
    assert client.post(address, data).json() == {
        "is_valid": True,
        "is_available": True,
    }
    answer = client.get(address, {"mode": language})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.text


def test_a_draft_is_previewed_as_its_page_would_be(client, site, sign_in):
    hidden = add_institution("Hidden House", live=False)
    host = add_institution("Open House")
    lab = add_institution("Radium Laboratory", slug="radium", live=False)
    lab.relations.set(
        [InstitutionRelation(target=other, kind="part_of") for other in (hidden, host)]
    )
    lab.save()
    person = add_person("Ada", slug="ada", live=False)
    person.affiliations.set(
        [Affiliation(institution=one) for one in (hidden, host, lab)]
    )
    person.save()
    joint = add_partnership("Bridge", members=[hidden, host], live=False)
    sign_in("Editors")

    shown = preview(client, lab, city="Heidelberg")
    assert "Radium Laboratory" in shown
    assert "Heidelberg" in shown
    assert "Open House" in shown
    assert "Hidden House" not in shown
    assert "Hidden House" not in preview(client, joint)
    ada = preview(client, person, "de")
    assert '<html lang="de"' in ada
    assert "Open House" in ada
    assert "Radium Laboratory" not in ada
    for entity in (lab, person, joint):
        entity.refresh_from_db()
        assert not entity.live
    assert Affiliation.objects.count() == 3
    assert InstitutionRelation.objects.count() == 2
    assert Client().get("/en/partners/institutions/radium/").status_code == 404


@pytest.mark.parametrize(
    "build", [add_institution, add_person, add_partnership], ids=lambda f: f.__name__
)
def test_a_preview_of_what_is_public_is_its_page(client, site, sign_in, build):
    entity = build()
    public = Client().get(f"/en/partners/{entity.path}").text
    sign_in("Editors")

    shown = preview(client, entity)

    assert article(shown) == article(public)


def article(html: str) -> str:
    return html.partition("<article")[2].partition("</article>")[0]


def test_what_was_not_saved_has_no_preview_yet(client, site, sign_in):
    sign_in("Editors")
    form = client.get(reverse(FORM.format("person", "add")))

    assert form.status_code == 200
    assert "preview" not in form.context.get("side_panels", {})


def test_a_language_without_a_page_has_no_preview(client, site, sign_in):
    entity = add_institution()
    sign_in("Editors")
    address = reverse(PREVIEW.format("institution"), args=[entity.pk])
    preview(client, entity)

    for language in ("fr", "x", ""):
        answer = client.get(address, {"mode": language})
        # The preview has no address of its own: what is not found leads to the site.
        assert answer.status_code in (302, 404), language


def test_only_editors_see_previews(client, site):
    entity = add_institution()
    address = reverse(PREVIEW.format("institution"), args=[entity.pk])

    assert client.get(address).status_code == 302
