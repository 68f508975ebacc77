"""What visitors cannot see moves neither a byte nor a header of what they can see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

import pytest

from wagtail.models import (
    Locale,
    PageViewRestriction,
    Site,
    Task,
    Workflow,
    WorkflowTask,
)

from news.models import ReleaseInstitution
from news.pages import PressReleasePage
from partners.models import PersonName
from portal.core import generation
from portal.core.models import SiteSettings
from portal.home.models import StandardPage
from tests.admin.public_answers import FEEDS, SITE, addresses_of, ask, differences
from tests.factories import (
    add_affiliation,
    add_boilerplate,
    add_document,
    add_image,
    add_partnership,
    add_person,
    add_release,
    add_series,
    add_statement,
    add_topic,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)


def draft(world, title: str = "Secret", **values) -> PressReleasePage:
    return draft_release(world.room, title, contact=world.contact, **values)


def block(document) -> dict:
    return {"type": "document", "value": {"document": document.pk, "title": ""}}


def use_a_picture_in_a_draft(client, world):
    image = add_image()
    draft(world, lead_image=image)
    image.credit = "Secret"
    image.save()
    image.get_rendition("width-30")


def use_a_picture_in_a_draft_of_a_public_release(client, world):
    image = add_image()
    draft = PressReleasePage.objects.get(pk=world.release.pk)
    draft.lead_image = image
    draft.save_revision()
    image.title = "Secret"
    image.save()


def replace_a_picture_that_nobody_sees(client, world):
    image = add_image()
    image.focal_point_x = image.focal_point_y = 5
    image.focal_point_width = image.focal_point_height = 2
    image.save()
    image.usable_until = timezone.localdate() - timedelta(days=1)
    image.save()
    image.delete()


def delete_a_document(client, world):
    document = add_document()
    draft(world, body=[block(document)])
    document.delete()


def schedule_with_picture_and_document(client, world):
    release = add_release(
        world.room,
        "Secret",
        contact=world.contact,
        lead_image=add_image(),
        body=[block(add_document())],
        released_at=days_from_now(1),
    )
    assert not PressReleasePage.objects.get(pk=release.pk).live


def move_a_schedule(client, world):
    release = add_release(
        world.room, "Secret", contact=world.contact, released_at=days_from_now(1)
    )
    release.released_at = days_from_now(2)
    publish(release)
    release.unpublish()


def translate_a_draft(client, world):
    page = draft(world, "Secret")
    add_translation(page, title="Geheim")


def translate_a_public_release_as_a_draft(client, world):
    german = Locale.objects.get(language_code="de")
    copy = world.english.copy_for_translation(german, copy_parents=False)
    copy.title = "Geheim"
    copy.save_revision()


def lock_a_public_release(client, world):
    release = PressReleasePage.objects.get(pk=world.release.pk)
    release.locked = True
    release.save(clean=False)
    release.locked = False
    release.save(clean=False)


def save_a_public_release_as_it_is(client, world):
    PressReleasePage.objects.get(pk=world.release.pk).save(clean=False)


def preview(client, world):
    page = draft(world, "Secret", lead_image=add_image())
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200


def look_at_the_forms_of_files(client, world):
    image, document = add_image(), add_document()
    for address in (
        f"/admin/images/{image.pk}/",
        f"/admin/documents/edit/{document.pk}/",
        "/admin/images/",
    ):
        assert client.get(address).status_code == 200
    assert client.get(document.url).status_code == 200


def start_a_workflow(client, world):
    workflow = Workflow.objects.create(name="Secret")
    task = Task.objects.create(name="Secret")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = draft(world, "Secret")
    page.save_revision()
    workflow.start(page, None)


def restrict_a_draft(client, world):
    page = draft(world, "Secret")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    ).delete()


def move_a_draft(client, world):
    first = draft(world, "Secret")
    second = draft(world, "Another secret")
    second.move(first, "left")


def write_a_standard_page(client, world):
    home = world.room.get_parent()
    page = home.add_child(
        instance=StandardPage(title="Secret", slug="secret", live=False)
    )
    page.title = "Another"
    page.save_revision()
    page.copy(update_attrs={"slug": "copied"}, keep_live=False)


def involve_somebody_in_a_draft(client, world):
    page = draft(world, "Secret")
    row = ReleaseInstitution(
        release=page, institution=world.institution, role="funder", sort_order=9
    )
    row.save()
    row.role = "partner"
    row.save()
    row.delete()


def prepare_a_partnership(client, world):
    partnership = add_partnership(
        "Secret", [world.institution], announced_on=days_from_now(9).date()
    )
    partnership.goals = {"en": "Secret"}
    partnership.save()
    for member in partnership.members.all():
        member.delete()


def write_about_somebody_without_a_page(client, world):
    person = add_person("Guest", status="minimal", portrait=add_image())
    person.biography = {"en": "Secret"}
    person.save()
    add_affiliation(person, world.institution)
    PersonName.objects.create(person=person, text="Secret", kind="former")


def prepare_what_begins_later(client, world):
    later = days_from_now(9).date()
    add_affiliation(world.person, world.institution, valid_from=later)
    add_boilerplate(world.institution, "<p>Secret</p>", valid_from=later)


def add_what_nobody_uses(client, world):
    for thing in (
        add_topic("secret"),
        add_series(slug="secret", institution=world.institution),
    ):
        thing.label = {"en": "Secret {n}"}
        thing.save()
        thing.delete()
    statement = add_statement(world.person, "Secret")
    statement.text = {"en": "Another secret"}
    statement.save()


def change_topics_of_a_draft(client, world):
    page = draft(world, "Secret")
    topic = add_topic("hidden")
    page.topics.set([topic])
    page.save()
    topic.label = {"en": "Secret"}
    topic.save()


def delete_a_hidden_release(client, world):
    release = add_release(
        world.room,
        "Secret",
        contact=world.contact,
        lead_image=add_image(),
        body=[block(add_document())],
        released_at=days_from_now(1),
    )
    release.delete()


def comment(client, world):
    draft = PressReleasePage.objects.get(pk=world.release.pk)
    draft.save_revision(log_action=True, changed=False)


ACTS: list[Callable] = [
    use_a_picture_in_a_draft,
    use_a_picture_in_a_draft_of_a_public_release,
    replace_a_picture_that_nobody_sees,
    delete_a_document,
    schedule_with_picture_and_document,
    move_a_schedule,
    translate_a_draft,
    translate_a_public_release_as_a_draft,
    lock_a_public_release,
    save_a_public_release_as_it_is,
    preview,
    look_at_the_forms_of_files,
    start_a_workflow,
    restrict_a_draft,
    move_a_draft,
    write_a_standard_page,
    involve_somebody_in_a_draft,
    prepare_a_partnership,
    write_about_somebody_without_a_page,
    prepare_what_begins_later,
    add_what_nobody_uses,
    change_topics_of_a_draft,
    delete_a_hidden_release,
    comment,
]


def test_no_hidden_act_changes_a_public_answer(client, sign_in, world, commit):
    sign_in("Moderators")
    nearby = [world.release.url, "/en/newsroom/", FEEDS[0], "/sitemap.xml"]
    everywhere = [*SITE, *FEEDS, *addresses_of(world.release), world.german.url]
    before, number = ask(everywhere), generation.current()

    moved = []
    for act in ACTS:
        with commit():
            act(client, world)
        now = generation.current()
        if (now.number, now.changed_at) != (number.number, number.changed_at):
            moved.append(act.__name__)
        number = now
        unchanged = {address: before[address] for address in nearby}
        if found := differences(unchanged, ask(nearby)):
            moved.append(f"{act.__name__}: {found}")

    assert "\n".join(moved) == ""
    assert differences(before, ask(everywhere)) == []


def rename_the_site(world):
    site = SiteSettings.for_site(Site.objects.get())
    site.name = {"en": "Another name"}
    site.save()


def change_a_public_picture(world):
    image = world.release.lead_image
    image.usable_until = timezone.localdate() - timedelta(days=1)
    image.save()


def restrict_a_public_page(world):
    PageViewRestriction.objects.create(
        page=world.release, restriction_type=PageViewRestriction.LOGIN
    )


def hide_a_person(world):
    world.person.status = "minimal"
    world.person.save()


def show_in_menus(world):
    world.room.show_in_menus = not world.room.show_in_menus
    world.room.save()


def rename_the_topic(world):
    topic = world.release.topics.get()
    topic.label = {"en": "Another"}
    topic.save()


def delete_an_affiliation(world):
    add_affiliation(world.person, world.institution).delete()


PUBLIC_ACTS = [
    rename_the_site,
    change_a_public_picture,
    restrict_a_public_page,
    hide_a_person,
    show_in_menus,
    rename_the_topic,
    delete_an_affiliation,
    lambda world: world.release.unpublish(),
    lambda world: world.english.delete(),
    lambda world: world.release.move(world.room, "first-child"),
]


@pytest.mark.parametrize("act", PUBLIC_ACTS)
def test_what_visitors_see_raises_the_generation(world, commit, act):
    before = generation.current().number

    with commit():
        act(world)

    assert generation.current().number > before
