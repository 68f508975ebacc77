"""What a picture is described by stays while visitors see it."""

from __future__ import annotations

from django.urls import reverse

import pytest

from portal.core.models import CustomImage
from tests.admin.sent import sent
from tests.admin.test_right_to_change import add_approved, add_draft, add_public
from tests.factories import add_image, add_institution

pytestmark = pytest.mark.django_db

NOTHING = {"alt_text_en": "", "alt_text_de": ""}
TOLD = "It is in use: "


def add_logo(newsroom, values):
    add_institution("Example Academy", logo=values["lead_image"])


def send(client, picture: CustomImage, several: bool = False, **changed):
    """Send the form of a picture, alone or among several, with some fields changed."""
    address = reverse("wagtailimages:edit", args=[picture.pk])
    fields = sent(client.get(address)) | changed
    fields = {name: value for name, value in fields.items() if value is not None}
    if several:
        address = reverse("wagtailimages:edit_multiple", args=[picture.pk])
        fields = {f"image-{picture.pk}-{name}": fields[name] for name in fields}
        headers = {"X-Requested-With": "XMLHttpRequest"}
        answer = client.post(address, fields, headers=headers)
        return answer, answer.json().get("form", "")
    answer = client.post(address, fields)
    return answer, answer.text


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize(
    ("add", "name"),
    [
        (add_public, "Dawn"),
        (add_approved, "Dawn"),
        (add_logo, "Example Academy"),
    ],
)
def test_it_is_not_taken_from_what_visitors_see(
    newsroom, sign_in, client, add, name, several
):
    picture = add_image()
    add(
        newsroom, {"lead_image": picture} | ({} if add is add_logo else {"title": name})
    )
    sign_in("Moderators")

    _answer, text = send(client, picture, several, **NOTHING)

    assert TOLD + name in text
    picture.refresh_from_db()
    assert str(picture.alt_text) == "Teal"


def test_nor_that_it_is_decorative(newsroom, sign_in, client):
    picture = add_image(alt_text={}, is_decorative=True)
    add_public(newsroom, {"lead_image": picture, "title": "Dawn"})
    sign_in("Moderators")

    answer, text = send(client, picture, is_decorative=None)

    assert f"{TOLD}Dawn" in text
    assert list(answer.context["form"].errors) == ["alt_text"]
    picture.refresh_from_db()
    assert picture.is_decorative


@pytest.mark.parametrize(
    "changed",
    [
        NOTHING | {"is_decorative": "on"},
        {"alt_text_en": ""},
        {"credit": "Somebody"},
    ],
)
def test_what_leaves_it_described_is_saved(newsroom, sign_in, client, changed):
    picture = add_image()
    add_public(newsroom, {"lead_image": picture})
    sign_in("Moderators")

    answer, _text = send(client, picture, **changed)

    assert answer.status_code == 302


def test_of_a_draft_it_may_be_taken(newsroom, sign_in, client):
    picture = add_image()
    add_draft(newsroom, {"lead_image": picture})
    sign_in("Editors")

    answer, _text = send(client, picture, **NOTHING)

    assert answer.status_code == 302
    picture.refresh_from_db()
    assert not picture.is_described


def test_where_it_is_used_is_told_to_those_only_who_may_publish_it(
    newsroom, sign_in, client
):
    picture = add_image()
    add_approved(newsroom, {"lead_image": picture, "title": "Secret"})
    sign_in("Editors")

    _answer, text = send(client, picture, **NOTHING)

    assert "Secret" not in text
    picture.refresh_from_db()
    assert picture.is_described
