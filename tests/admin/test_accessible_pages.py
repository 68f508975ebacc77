"""No page of any type goes public that those who do not see it cannot follow."""

from __future__ import annotations

import json
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

import pytest

from wagtail.fields import RichTextField, StreamField
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from news.models.release import Release
from news.publishing import schedule
from portal.core.models import BasePage
from portal.home.models import StandardPage
from tests.admin.test_accessible_texts import picture_block
from tests.factories import draft_release

pytestmark = pytest.mark.django_db

SKIPPING = [{"type": "heading", "value": {"text": "Deep", "level": "3"}}]
SKIPS = "The heading “Deep” skips a level"
BARE = "A picture in the text has no alternative text"


def add_page(site, title: str = "Bare", body=None, **values) -> StandardPage:
    """Add a draft whose picture nobody described."""
    body = picture_block() if body is None else body
    page = StandardPage(title=title, body=json.dumps(body), live=False, **values)
    site["en"]["home"].add_child(instance=page)
    page.save_revision()
    return page


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def messages_of(response) -> str:
    return " ".join(str(one) for one in response.context["messages"])


def publish_selected(client, *pages: Page, **data):
    """Publish several pages as the list of pages does."""
    keys = "&".join(f"id={page.pk}" for page in pages)
    address = f"/admin/bulk/wagtailcore/page/publish/?{keys}&next=/admin/"
    return client.post(address, data, follow=True)


@pytest.mark.parametrize(
    ("body", "told"), [(SKIPPING, SKIPS), (None, BARE)], ids=["heading", "picture"]
)
@pytest.mark.parametrize("days", [None, 1], ids=["now", "scheduled"])
def test_nothing_publishes_or_schedules_it(site, body, told, days):
    at = timezone.now() + timedelta(days=days) if days else None
    page = add_page(site, body=body, go_live_at=at)

    with pytest.raises(ValidationError, match=told):
        page.get_latest_revision().publish()

    assert not is_live(page)
    assert not page.revisions.exclude(approved_go_live_at=None).exists()


def types_with(kind: type) -> list[type[BasePage]]:
    """Return the types of pages, but for releases, with a field of a kind."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, BasePage)
        and not issubclass(model, Release)
        and any(isinstance(field, kind) for field in model._meta.fields)
    ]


@pytest.mark.parametrize("model", types_with(RichTextField))
def test_a_heading_in_the_text_of_any_page_skips_no_level(site, model):
    field = next(one for one in model._meta.fields if isinstance(one, RichTextField))
    page = model(title="New", live=False, **{field.name: "<h2>One</h2><h4>Deep</h4>"})
    site["en"]["home"].add_child(instance=page)

    with pytest.raises(ValidationError, match=SKIPS):
        page.save_revision().publish()

    setattr(page, field.name, "<h2>One</h2><h3>Deep</h3>")
    page.save_revision().publish()
    assert is_live(page)


def test_every_type_is_tried():
    assert types_with(StreamField) == [StandardPage]
    assert len(types_with(RichTextField)) > 5


def test_its_time_comes_and_it_stays_a_draft(site):
    """What was scheduled before anybody asked."""
    page = add_page(site)
    text = page.get_latest_revision()
    text.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    text.save(update_fields=["approved_go_live_at"])

    with pytest.raises(CommandError):
        call_command("publish_scheduled")

    assert not is_live(page)
    [overdue] = schedule.find_overdue()
    assert BARE in overdue.reasons["en"]
    assert "Alternativtext" in overdue.reasons["de"]


def test_the_form_says_why_and_keeps_what_was_typed(site, client, sign_in):
    sign_in("Moderators")
    home = site["en"]["home"]
    form = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    fields = form.context["form"]
    data = {name: fields[name].value() or "" for name in fields.fields}
    text = {
        "entityMap": {},
        "blocks": [
            {
                "key": "a",
                "text": "Deep",
                "type": "header-four",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
    }
    data |= {
        "introduction": json.dumps(text),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
    }

    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[home.pk]), data, follow=True
    )

    assert not answer.context["form"].errors
    assert SKIPS in messages_of(answer)
    assert "Deep" not in Page.objects.get(pk=home.pk).specific.introduction
    home.refresh_from_db()
    assert "Deep" in home.get_latest_revision().content["introduction"]


def test_of_several_the_others_are_published(site, client, sign_in):
    sign_in("Moderators")
    bare, skipping = add_page(site), add_page(site, "Skipping", SKIPPING)
    fine = add_page(site, "Fine", [])

    answer = publish_selected(client, bare, fine, skipping)

    assert answer.status_code == 200
    assert [is_live(page) for page in (bare, fine, skipping)] == [False, True, False]
    told = messages_of(answer)
    assert f"“Bare” was not published: {BARE}" in told
    assert f"“Skipping” was not published: {SKIPS}" in told
    assert "1 page has been published" in told


def test_if_none_is_published_nothing_says_that_any_was(site, client, sign_in):
    sign_in("Moderators")
    bare = add_page(site)

    told = messages_of(publish_selected(client, bare))

    assert "“Bare” was not published" in told
    assert "published" not in told.replace("“Bare” was not published", "")


def test_nor_does_a_draft_below_what_is_published(site, client, sign_in):
    sign_in("Moderators")
    above = add_page(site, "Above", [])
    for title, body in (("Below", picture_block()), ("Fine", [])):
        page = StandardPage(title=title, body=json.dumps(body), live=False)
        above.add_child(instance=page)

    answer = publish_selected(client, above, include_descendants="on")

    live = Page.objects.child_of(above).live()
    assert [page.title for page in live] == ["Fine"]
    told = messages_of(answer)
    assert "“Below” was not published" in told
    assert "1 page and 1 child page have been published" in told


def test_of_several_a_refused_release_stops_no_page(site, newsroom, client, sign_in):
    sign_in("Moderators")
    release = draft_release(newsroom, "Bare release", body=picture_block())
    release.save_revision()
    fine = add_page(site, "Fine", [])

    told = messages_of(publish_selected(client, release, fine))

    assert "“Bare release” was not published" in told
    assert [is_live(release), is_live(fine)] == [False, True]


def test_an_approval_says_why_and_goes_on_waiting(site, client, sign_in):
    page, state, address = wait_for_approval(site, client, sign_in)

    answer = client.post(address, {}, follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == f"/admin/pages/{page.pk}/edit/"
    assert BARE in messages_of(answer)
    assert not is_live(page)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_a_script_of_the_admin_is_told_in_json(site, client, sign_in):
    page, _state, address = wait_for_approval(site, client, sign_in)

    answer = client.post(address, {}, HTTP_ACCEPT="application/json")

    assert answer.status_code == 400
    assert BARE in answer.json()["error_message"]
    assert not is_live(page)


def wait_for_approval(site, client, sign_in):
    """Return a page that may not be published, its workflow, and where it is approved."""
    sign_in("Moderators")
    user = client.get("/admin/").context["user"]
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(
        name="Look", content_type=ContentType.objects.get_for_model(GroupApprovalTask)
    )
    task.groups.set(user.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = add_page(site)
    state = workflow.start(page, user)
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", state.current_task_state.pk],
    )
    return page, state, address
