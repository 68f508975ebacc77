"""Whatever editors do short of publishing leaves every public answer as it was."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile

import pytest

from wagtail.models import Locale, Page, Revision
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from news.models import Contact, Publication
from news.pages import PressReleasePage
from portal.core import generation
from portal.core.models import CustomDocument
from tests.admin.public_answers import (
    FEEDS,
    SITE,
    addresses_of,
    ask,
    differences,
    next_year,
)
from tests.admin.test_release_form import form_data
from tests.factories import (
    add_image,
    add_statement,
    days_from_now,
    draft_release,
    publish,
)
from tests.sharing import shared

JSON = {"HTTP_ACCEPT": "application/json"}


def row(**values) -> dict:
    return inline_formset([values])


# What an editor may put into each field of the form instead of what stands there.
CHANGES: dict[str, Callable] = {
    "title": lambda world: "Secret headline",
    "slug": lambda world: "another-slug",
    "seo_title": lambda world: "Secret title",
    "search_description": lambda world: "Secret description",
    "show_in_menus": lambda world: "on",
    "kicker": lambda world: "Secret kicker",
    "standfirst": lambda world: "Secret standfirst",
    "dateline_place": lambda world: "Secretville",
    "body": lambda world: streamfield(
        [
            ("prose", rich_text("<p>Secret text</p>")),
            ("statement", {"statement": world.statement.pk}),
        ]
    ),
    "notes_to_editors": lambda world: rich_text("<p>Secret notes</p>"),
    "lead_image": lambda world: world.image.pk,
    "is_translation": lambda world: "on",
    "kind": lambda world: "statement",
    "released_at": lambda world: f"{next_year():%Y-%m-%d} 12:00",
    "series": lambda world: world.series.pk,
    "number": lambda world: "77",
    "number_suffix": lambda world: "b",
    "number_year": lambda world: "2019",
    "has_reserved_number": lambda world: "on",
    "evidence_status": lambda world: "preprint",
    "topics": lambda world: [world.topic.pk],
    "together": lambda world: ["en"],
    "facts_seen": lambda world: "0",
    "release_institutions": lambda world: row(
        institution=world.institution.pk, role="funder"
    ),
    "release_people": lambda world: row(person=world.person.pk, role="quoted"),
    "release_partnerships": lambda world: row(
        partnership=world.partnership.pk, role="about"
    ),
    "bylines": lambda world: row(initials="", person=world.person.pk),
    "release_contacts": lambda world: row(contact=world.other_contact.pk),
    "related_links": lambda world: row(
        kind="source", title="Secret link", url="https://secret.example/"
    ),
    "release_publications": lambda world: row(publication=world.publication.pk),
    "events": lambda world: row(
        title_en="Secret event",
        title_de="",
        starts_at_0="2027-01-01",
        starts_at="2027-01-01 12:00",
    ),
}


def test_the_table_knows_every_field_of_the_form(client, sign_in, world):
    sign_in("Editors")

    form = client.get(f"/admin/pages/{world.release.pk}/edit/").context["form"]

    assert {*form.fields, *form.formsets} - {"comment_notifications"} == set(CHANGES)


def typed(client, world, page: PressReleasePage) -> dict:
    """Return what the form of a release says, as ``form_data`` wants it."""
    seen = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    return {
        "title": page.title,
        "slug": page.slug,
        "contact": world.contact,
        "series": page.series_id,
        "number": page.number,
        "number_year": page.number_year,
        "facts_seen": seen["facts_seen"].value() or "",
    }


# As an editor sends the form, and what the admin answers.
WAYS = {
    "save": ("edit/", {}, {}, {200, 302}),
    "autosave": ("edit/", {}, JSON, {200, 400}),
    "submit": ("edit/", {"action-submit": "1"}, {}, {200, 302}),
    "publish without the right": ("edit/", {"action-publish": "1"}, {}, {200, 302}),
    "preview": ("edit/preview/", {}, {}, {200}),
}
EVERY_FIELD = {"save", "autosave"}
# The rest differ in what becomes of the draft, not in what is saved.
ONE_OF_A_KIND = ("title", "slug", "released_at", "topics", "bylines", "body")


@shared
def answered(world) -> dict[str, tuple]:
    """What visitors get before anything is done."""
    addresses = [*SITE, *FEEDS, *addresses_of(world.release), world.german.url]
    return ask(addresses)


@pytest.mark.parametrize("way", WAYS)
def test_no_field_of_the_form_changes_a_public_answer(
    client, sign_in, world, answered, way, commit
):
    sign_in("Editors")
    path, action, headers, statuses = WAYS[way]
    address = f"/admin/pages/{world.release.pk}/{path}"
    nearby = [world.release.url, world.german.url, FEEDS[0]]
    stands = typed(client, world, world.release)

    with commit():
        for field in CHANGES if way in EVERY_FIELD else ONE_OF_A_KIND:
            change = CHANGES[field]
            data = form_data(**(stands | {field: change(world)}))
            response = client.post(address, data | action, **headers)
            assert response.status_code in statuses, field
            unchanged = {address: answered[address] for address in nearby}
            assert differences(unchanged, ask(nearby)) == [], field
        if way == "preview":
            assert b"Secret text" in client.get(address).content

    assert differences(answered, ask(answered)) == []


def upload_picture(client, world) -> None:
    picture = add_image("Uploaded")
    picture.title = "Renamed"
    picture.save()
    picture.get_rendition("max-200x200")


def upload_document(client, world) -> None:
    document = CustomDocument.objects.create(
        title="Secret file", file=ContentFile(b"Secret", name="secret.txt")
    )
    document.title = "Renamed"
    document.save()


def write_a_new_release(client, world) -> None:
    address = f"/admin/pages/add/news/pressreleasepage/{world.room.pk}/"
    data = form_data(
        title="Secret", slug="secret", contact=world.contact, series=world.series.pk
    )
    assert client.post(address, data).status_code == 302
    draft = PressReleasePage.objects.get(slug="secret")
    assert client.post(f"/admin/pages/{draft.pk}/edit/", data).status_code == 302


def schedule_a_new_release(client, world) -> None:
    draft = draft_release(
        world.room,
        "Secret",
        released_at=days_from_now(1),
        series=world.series,
        contact=world.contact,
        body=[{"type": "statement", "value": {"statement": world.statement.pk}}],
        topics=[world.topic],
    )
    assert not publish(draft).live


def delete_a_draft(client, world) -> None:
    draft_release(world.room, "Secret", contact=world.contact).delete()


def copy(client, world) -> None:
    address = f"/admin/pages/{world.release.pk}/copy/"
    values = {"new_title": "Secret copy", "new_slug": "copy"}
    parent = {"new_parent_page": world.room.pk}
    assert client.post(address, values | parent).status_code == 302
    assert PressReleasePage.objects.filter(slug="copy").exists()


def copy_the_newsroom(client, world) -> None:
    address = f"/admin/pages/{world.room.pk}/copy/"
    values = {"new_title": "Secret", "new_slug": "copy", "copy_subpages": "on"}
    parent = {"new_parent_page": world.room.get_parent().pk}
    client.post(address, values | parent)


def translate(client, world) -> None:
    address = f"/admin/translation/submit/page/{world.english.pk}/"
    german = Locale.objects.get(language_code="de")
    assert client.post(address, {"locales": [german.pk]}).status_code == 302
    assert PressReleasePage.objects.filter(
        translation_key=world.english.translation_key, locale=german
    ).exists()


def add_what_only_releases_show(client, world) -> None:
    add_statement(world.person, "Secret words")
    contact = Contact.objects.create(
        name={"en": "Secret desk"},
        institution=world.institution,
        email="desk@newsroom.example",
    )
    contact.hours = {"en": "Never"}
    contact.save()
    paper = Publication.objects.create(title="Secret paper", doi="10.1000/2")
    paper.title = "Another secret"
    paper.save()


def save_drafts_of_other_pages(client, world) -> None:
    for page in Page.objects.filter(depth__in=(2, 3), locale__language_code="en"):
        draft = page.specific
        draft.title, draft.slug = "Secret", f"secret-{page.pk}"
        draft.show_in_menus = not draft.show_in_menus
        draft.save_revision()


ACTS = [
    upload_picture,
    upload_document,
    write_a_new_release,
    schedule_a_new_release,
    delete_a_draft,
    copy,
    copy_the_newsroom,
    translate,
    add_what_only_releases_show,
    save_drafts_of_other_pages,
]


def test_nothing_that_is_not_a_publication_changes_a_public_answer(
    client, sign_in, world, answered, commit
):
    sign_in("Moderators")

    for act in ACTS:
        with commit():
            act(client, world)
        assert differences(answered, ask(answered)) == [], act.__name__


def test_a_publication_changes_public_answers(client, world, answered, commit):
    """Else the comparison above would prove nothing."""
    with commit():
        world.release.title = "Another headline"
        publish(world.release)

    found = differences(answered, ask(answered))
    for address in ("/en/", *FEEDS[:3], "/api/v2/releases/"):
        assert any(one.startswith(f"{address}: ") for one in found), address


def test_a_picture_in_use_that_is_changed_changes_public_answers(world, commit):
    before = generation.current().number

    with commit():
        image = world.release.lead_image
        image.credit = "Somebody else"
        image.save()

    assert generation.current().number > before


def test_an_autosave_does_not_overwrite_what_was_published(client, sign_in, world):
    """An open form goes on saving into the draft that it has made."""
    sign_in("Editors")
    address = f"/admin/pages/{world.release.pk}/edit/"
    stands = typed(client, world, world.release)
    first = client.post(address, form_data(**stands), **JSON).json()
    Revision.objects.get(pk=first["revision_id"]).publish()

    stands["facts_seen"] = typed(client, world, world.release)["facts_seen"]
    data = form_data(**(stands | {"standfirst": "Secret standfirst"}))
    data["overwrite_revision_id"] = str(first["revision_id"])
    second = client.post(address, data, **JSON).json()

    assert second["success"], second
    assert second["revision_id"] != first["revision_id"]
    release = PressReleasePage.objects.get(pk=world.release.pk)
    assert release.live_revision_id == first["revision_id"]
    assert "Secret" not in str(release.live_revision.content["standfirst"])
