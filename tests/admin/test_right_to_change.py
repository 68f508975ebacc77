"""What visitors see is changed and deleted by those who may publish all that shows it."""

import pytest

from news.models import Publication, ReleasePublication
from tests.admin.sent import sent
from tests.factories import (
    add_affiliation,
    add_contact,
    add_document,
    add_image,
    add_institution,
    add_person,
    add_release,
    add_statement,
    days_from_now,
    draft_release,
    publish,
)


def show_statement():
    statement = add_statement(add_person("Marie Curie"))
    body = [{"type": "statement", "value": {"statement": statement.pk}}]
    return statement, {"body": body}


def show_picture():
    picture = add_image()
    block = {"type": "picture", "value": {"image": picture.pk, "caption": ""}}
    return picture, {"body": [block]}


def show_lead_picture():
    picture = add_image()
    return picture, {"lead_image": picture}


def show_document():
    document = add_document()
    block = {"type": "document", "value": {"document": document.pk, "title": ""}}
    return document, {"body": [block]}


def show_contact():
    contact = add_contact(email="desk@newsroom.example")
    return contact, {"contact": contact}


def show_publication():
    publication = Publication.objects.create(title="On light", doi="10.1000/1")
    row = ReleasePublication(publication=publication)
    return publication, {"rows": {"release_publications": [row]}}


# How a release shows something; the address of its form; what is changed of it.
THINGS = {
    "statement": (show_statement, "snippets/news/statement/edit/{}/", "text_en"),
    "picture": (show_picture, "images/{}/", "credit"),
    "lead picture": (show_lead_picture, "images/{}/", "caption_en"),
    "document": (show_document, "documents/edit/{}/", "title"),
    "contact": (show_contact, "snippets/news/contact/edit/{}/", "hours_en"),
    "paper": (show_publication, "snippets/news/publication/edit/{}/", "container"),
}


def add_public(newsroom, values):
    add_release(newsroom, **values)


def add_approved(newsroom, values):
    publish(draft_release(newsroom, released_at=days_from_now(1), **values))


def add_draft(newsroom, values):
    draft_release(newsroom, **values)


@pytest.mark.parametrize(
    ("add", "group", "changes"),
    [
        (add_public, "Editors", False),
        (add_approved, "Editors", False),
        (add_draft, "Editors", True),
        (add_public, "Moderators", True),
        (add_approved, "Moderators", True),
    ],
)
@pytest.mark.parametrize("name", THINGS)
def test_who_may_publish_changes_what_is_public(
    newsroom, sign_in, client, name, add, group, changes
):
    show, address, field = THINGS[name]
    thing, values = show()
    add(newsroom, values)
    sign_in(group)
    address = f"/admin/{address.format(thing.pk)}"
    fields = sent(client.get(address))
    assert field in fields

    answer = client.post(address, fields | {field: "Changed"})

    thing.refresh_from_db()
    value = getattr(thing, field.removesuffix("_en"))
    assert (str(value) == "Changed") == changes
    assert ("Somebody who may publish that can change it" in answer.text) != changes


@pytest.mark.parametrize(
    ("address", "show"),
    [("images/{}/", show_picture), ("documents/edit/{}/", show_document)],
)
def test_what_visitors_do_not_see_of_a_file_is_changed_by_editors(
    newsroom, sign_in, client, address, show
):
    thing, values = show()
    add_public(newsroom, values)
    sign_in("Editors")
    address = f"/admin/{address.format(thing.pk)}"
    fields = sent(client.get(address))

    client.post(address, fields | {"tags": "harbour"})

    assert [tag.name for tag in thing.tags.all()] == ["harbour"]


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize(
    ("add", "group", "goes"),
    [
        (add_public, "Editors", False),
        (add_approved, "Editors", False),
        (add_draft, "Editors", True),
        (add_public, "Moderators", True),
    ],
)
@pytest.mark.parametrize(
    ("show", "kind"), [(show_picture, "image"), (show_document, "document")]
)
def test_who_may_publish_deletes_what_is_public(
    newsroom, sign_in, client, show, kind, add, group, goes, bulk
):
    thing, values = show()
    add(newsroom, values)
    sign_in(group)
    address = f"/admin/{kind}s/{thing.pk}/delete/".replace(
        f"documents/{thing.pk}/delete", f"documents/delete/{thing.pk}"
    )
    if bulk:
        model = type(thing)._meta.model_name
        address = f"/admin/bulk/core/{model}/delete/?id={thing.pk}"

    client.post(address)

    assert type(thing).objects.filter(pk=thing.pk).exists() != goes


def test_a_portrait_is_changed_by_those_who_may_publish_people(sign_in, client, site):
    portrait = add_image()
    add_affiliation(add_person("Ada", portrait=portrait), add_institution())
    address = f"/admin/images/{portrait.pk}/"

    for group, credit in (("Editors", "Dateline"), ("Moderators", "Changed")):
        sign_in(group)
        fields = sent(client.get(address))
        client.post(address, fields | {"credit": "Changed"})
        portrait.refresh_from_db()
        assert portrait.credit == credit


@pytest.mark.parametrize("name", ["statement", "contact"])
def test_what_is_in_use_cannot_be_deleted_and_nobody_gets_an_error(
    newsroom, sign_in, client, name
):
    show, address, _field = THINGS[name]
    thing, values = show()
    add_public(newsroom, values)
    sign_in("Moderators")
    address = f"/admin/{address.format(thing.pk)}".replace("/edit/", "/delete/")

    answer = client.post(address, follow=True)

    assert answer.status_code == 200
    assert "in use" in answer.text
    assert type(thing).objects.filter(pk=thing.pk).exists()
