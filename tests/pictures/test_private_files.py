"""Files are private until something public uses them, and again when nothing does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

import pytest

from wagtail.fields import RichTextField, StreamField
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
)

from news.pages import PressReleasePage
from portal.core import file_uses, public_rows
from portal.core.file_keys import granting
from portal.core.models import CustomDocument, CustomImage, FileUse
from tests.factories import (
    add_boilerplate,
    add_document,
    add_image,
    add_institution,
    add_person,
    add_release,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.reading import correct

pytestmark = pytest.mark.django_db


def address_of(file: CustomImage | CustomDocument) -> str:
    if isinstance(file, CustomDocument):
        return file.url
    return file.get_rendition("width-40").url


def answer(file: CustomImage | CustomDocument, client: Client | None = None) -> Any:
    return (client or Client()).get(address_of(file))


def is_public(file: CustomImage | CustomDocument) -> bool:
    response = answer(file)
    if response.status_code == 200:
        assert response["Cache-Control"] == "public, no-cache"
        return True
    assert response.status_code == 404
    return False


def link_to(document: CustomDocument) -> str:
    return f'<p><a linktype="document" id="{document.pk}">Data</a></p>'


def block(document: CustomDocument) -> dict:
    return {"type": "document", "value": {"document": document.pk, "title": ""}}


def picture_block(image: CustomImage) -> dict:
    said = {"image": image.pk, "decorative": False, "alt_text": "A bridge"}
    return {"type": "picture", "value": {"image": said, "caption": ""}}


def use_as_lead(room, file, **values):
    return add_release(room, lead_image=file, **values)


def use_in_body(room, file, **values):
    is_picture = isinstance(file, CustomImage)
    return add_release(
        room, body=[picture_block(file) if is_picture else block(file)], **values
    )


def use_in_prose(room, file, **values):
    return add_release(room, body=[{"type": "prose", "value": link_to(file)}], **values)


def use_in_notes(room, file, **values):
    return add_release(room, notes_to_editors=link_to(file), **values)


def use_in_boilerplate(room, file, **values):
    institution = add_institution()
    add_boilerplate(institution, link_to(file))
    return add_release(room, institutions=[(institution, "lead_issuer")], **values)


WAYS = {
    "lead picture": (add_image, use_as_lead),
    "picture in the text": (add_image, use_in_body),
    "document in the text": (add_document, use_in_body),
    "link in the text": (add_document, use_in_prose),
    "link in the notes": (add_document, use_in_notes),
}


@pytest.mark.parametrize("way", WAYS)
def test_is_public_while_a_release_that_shows_it_is(newsroom, way):
    add, use = WAYS[way]
    file = add()
    assert not is_public(file)

    release = use(newsroom, file)
    assert is_public(file)

    release.unpublish()
    assert not is_public(file)


@pytest.mark.parametrize("way", WAYS)
def test_is_private_while_a_release_waits(newsroom, way):
    add, use = WAYS[way]
    file = add()

    release = use(newsroom, file, released_at=days_from_now(1))

    assert not PressReleasePage.objects.get(pk=release.pk).live
    assert not is_public(file)


@pytest.mark.parametrize("way", WAYS)
def test_draft_of_a_public_release_opens_nothing(newsroom, way):
    add, use = WAYS[way]
    shown, wanted = add(), add()
    release = use(newsroom, shown)
    draft = PressReleasePage.objects.get(pk=release.pk)
    draft.lead_image = wanted if isinstance(wanted, CustomImage) else None
    draft.body = [
        picture_block(wanted) if isinstance(wanted, CustomImage) else block(wanted)
    ]
    revision = draft.save_revision()

    assert is_public(shown)
    assert not is_public(wanted)

    revision.publish()

    assert is_public(wanted)
    assert is_public(shown) == (way == "link in the notes")


def test_is_private_when_the_release_is_deleted(newsroom):
    image, document = add_image(), add_document()
    release = add_release(newsroom, lead_image=image, body=[block(document)])
    release.delete()

    assert not is_public(image)
    assert not is_public(document)
    assert not FileUse.objects.exists()


def test_is_private_below_a_restriction(newsroom):
    image = add_image()
    add_release(newsroom, lead_image=image)

    PageViewRestriction.objects.create(
        page=newsroom, restriction_type=PageViewRestriction.LOGIN
    )

    assert not is_public(image)


def test_reader_of_a_restricted_page_gets_its_files(client, newsroom):
    image, document = add_image(), add_document()
    release = add_release(newsroom, lead_image=image, body=[block(document)])
    restriction = PageViewRestriction.objects.create(
        page=release, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    assert answer(image, client).status_code == 404

    session = client.session
    session[PageViewRestriction.passed_view_restrictions_session_key] = [restriction.pk]
    session.save()

    for file in (image, document):
        response = answer(file, client)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"


def test_logo_portrait_and_boilerplate_are_public_with_their_entities():
    logo, portrait, document = add_image(), add_image(), add_document()
    institution = add_institution(logo=logo)
    person = add_person(portrait=portrait)
    add_boilerplate(institution, link_to(document))

    assert is_public(logo)
    assert is_public(portrait)
    assert is_public(document)

    institution.logo = None
    institution.save()
    person.portrait_consent_until = timezone.localdate() - timedelta(days=1)
    person.save()

    assert not is_public(logo)
    assert not is_public(portrait)


def test_is_private_after_the_last_day_of_its_licence(newsroom):
    image, document = add_image(), add_document()
    add_release(newsroom, lead_image=image, body=[block(document)])
    for file in (image, document):
        file.usable_until = timezone.localdate()
        file.save()
        assert is_public(file)

        file.usable_until = timezone.localdate() - timedelta(days=1)
        file.save()
        assert not is_public(file)
        with granting(days_from_now(1)):
            assert answer(file).status_code == 404
            client = Client()
            client.cookies["sessionid"] = "a" * 32
            assert answer(file, client).status_code == 404


def test_document_of_a_private_collection_asks_first(client, newsroom, sign_in):
    document = add_document()
    add_release(newsroom, body=[block(document)])
    hidden = add_document()
    for file in (document, hidden):
        file.collection = Collection.get_first_root_node().add_child(name="Private")
        file.save()
        CollectionViewRestriction.objects.create(
            collection=file.collection, restriction_type="login"
        )

    response = answer(document, client)
    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    assert answer(hidden, client).status_code == 404
    response = answer(document, sign_in("Editors"))
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_key_opens_what_nothing_public_shows():
    for file in (add_image(), add_document()):
        with granting(days_from_now(1)):
            response = answer(file)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        with granting(days_from_now(-1)):
            assert answer(file).status_code == 404


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_see_private_files(client, sign_in, group):
    sign_in(group)

    for file in (add_image(), add_document()):
        response = answer(file, client)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert not is_public(file)


def told(response) -> tuple:
    headers = {name: value for name, value in response.items() if name != "Date"}
    return response.status_code, headers, response.content


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "a" * 32}])
def test_hidden_and_unknown_files_answer_the_same(newsroom, cookies):
    client = Client()
    client.cookies.load(cookies)
    image, document = add_image(), add_document()
    add_release(
        newsroom,
        lead_image=image,
        body=[block(document)],
        released_at=days_from_now(1),
    )
    sized = address_of(image)
    unknown = [
        "/media/images/unknown.jpg",
        sized.replace("width-40", "width-41"),
        f"/documents/{document.pk}/other.csv",
        f"/documents/{document.pk + 1}/{document.filename}",
    ]
    hidden = [sized, document.url, f"{sized}?key=wrong", f"{document.url}?key=1.a"]

    (expected,) = {repr(told(client.get(address))) for address in unknown}

    for address in hidden:
        assert repr(told(client.get(address))) == expected, address
        response = client.head(address)
        assert (response.status_code, response.content) == (404, b"")
    originals = [f"/media/{image.file.name}", f"/media/{document.file.name}"]
    for address in originals:
        assert client.get(address).status_code == 404


def test_a_cache_learns_at_once_that_a_file_is_private(client, newsroom):
    image, document = add_image(), add_document()
    release = add_release(newsroom, lead_image=image, body=[block(document)])
    for file in (image, document):
        first = answer(file, client)
        kept = {"HTTP_IF_NONE_MATCH": first["ETag"]}
        assert not first["ETag"].startswith("W/")
        assert client.get(address_of(file), **kept).status_code == 304
        since = {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}
        assert client.get(address_of(file), **since).status_code == 304

    release.unpublish()

    for file in (image, document):
        assert client.get(address_of(file), **kept, **since).status_code == 404


def test_one_query_answers_a_request_for_a_file(
    client, newsroom, django_assert_num_queries
):
    files = [add_image(), add_document()]
    for _ in range(5):
        add_release(newsroom, lead_image=files[0], body=[block(files[1])])
        draft_release(newsroom, lead_image=files[0], body=[block(files[1])])
    for file in files:
        address = address_of(file)
        with django_assert_num_queries(2):  # one of them for what is due
            assert client.get(address).status_code == 200


def test_asking_for_a_size_makes_none(client):
    image = add_image()
    address = address_of(image)

    client.get(address.replace("width-40", "width-50"))

    assert image.renditions.count() == 1


def test_index_is_complete_and_can_be_rebuilt(newsroom):
    image, document = add_image(), add_document()
    add_release(newsroom, lead_image=image, body=[block(document)])
    add_person(portrait=image)
    stored = set(FileUse.objects.values_list("kind", "file_key", "shown_by_key"))
    assert file_uses.compare() == (set(), set())

    FileUse.objects.all().delete()
    FileUse.objects.create(
        kind="picture",
        file_key=image.pk,
        shown_by="partners.person",
        shown_by_key=10**6,
    )
    missing, excess = file_uses.compare()
    assert (len(missing), len(excess)) == (3, 1)
    file_uses.rebuild()
    assert file_uses.compare() == (set(), set())

    found = set(FileUse.objects.values_list("kind", "file_key", "shown_by_key"))
    assert found == stored


def test_check_files_finds_and_mends_the_index(newsroom, capsys):
    image = add_image()
    add_release(newsroom, lead_image=image)
    call_command("check_files")
    FileUse.objects.all().delete()

    with pytest.raises(CommandError, match="1 findings"):
        call_command("check_files")
    call_command("check_files", "--mend")

    assert f"not noted: picture {image.pk} is shown by" in capsys.readouterr().out
    assert is_public(image)


def test_withdrawal_makes_the_files_of_a_release_private(newsroom):
    image, document = add_image(), add_document()
    release = add_release(newsroom, lead_image=image, body=[block(document)])

    correct(release, kind="withdrawal")

    assert not is_public(image)
    assert not is_public(document)


def test_every_field_that_may_hold_a_file_is_looked_at():
    """A model with such a field says which of its rows everybody may know."""
    unsaid = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith(("portal.", "news.", "partners."))
        for field in model._meta.local_concrete_fields
        if field.related_model in file_uses.KINDS
        or isinstance(field, RichTextField | StreamField)
        if public_rows.root_of(model) is None
    }

    # What was looked up is shown by the texts that have it.
    assert unsaid == {"CustomRendition.image", "ExternalMedium.poster"}


def test_existing_sites_get_the_index_with_their_migrations(newsroom):
    image = add_image()
    publish(add_release(newsroom, lead_image=image))
    FileUse.objects.all().delete()

    file_uses.fill(using="default")

    assert is_public(image)
