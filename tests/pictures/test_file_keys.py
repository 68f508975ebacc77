"""A key opens one file until an instant, and nothing else."""

from datetime import timedelta

from django.utils import timezone

import pytest

from portal.core.file_keys import PARAMETER, add_key, granting, make_key
from tests.factories import add_document, add_image

pytestmark = pytest.mark.django_db


def soon():
    return timezone.now() + timedelta(hours=1)


@pytest.fixture
def picture():
    return add_image().get_rendition("width-40")


def test_addresses_carry_a_key_inside_of_granting_alone(picture):
    document = add_document()
    plain = [picture.url, document.url]

    with granting(soon()):
        inside = [picture.url, document.url]
        tag = picture.img_tag()

    assert [url.split(f"?{PARAMETER}=")[0] for url in inside] == plain
    assert all(f"?{PARAMETER}=" in url for url in inside)
    assert f"?{PARAMETER}=" in tag
    assert [picture.url, document.url] == plain


def test_key_of_no_address_is_none():
    with granting(soon()):
        assert add_key("") == ""
    assert add_key("/media/images/a.webp") == "/media/images/a.webp"


def test_a_key_opens_its_file_for_nobody_else_to_keep(client, picture):
    with granting(soon()):
        url = picture.url

    response = client.get(url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_key_opens_its_document_for_nobody_else_to_keep(client):
    document = add_document()
    with granting(soon()):
        url = document.url

    response = client.get(url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("wrong", ["expired", "foreign", "changed", "nonsense"])
def test_other_keys_open_no_document(client, wrong):
    document = add_document()
    key = make_key(document.url, soon())
    keys = {
        "expired": make_key(document.url, timezone.now() - timedelta(seconds=1)),
        "foreign": make_key("/documents/1000000/other.pdf", soon()),
        "changed": "f" + key,
        "nonsense": "nonsense",
    }

    response = client.get(document.url, {PARAMETER: keys[wrong]})

    assert response.status_code in (403, 404)
