"""Nothing goes public that those who do not see it cannot follow."""

import pytest

from wagtail.test.utils.form_data import rich_text, streamfield

from news.pages import PressReleasePage
from news.publishing.publication import PublicationError
from tests.admin.test_release_form import add_url, form_data  # noqa: F401
from tests.factories import add_contact, add_image, draft_release, publish

pytestmark = pytest.mark.django_db

SKIPPING = [
    ("prose", rich_text("<p>Text.</p>")),
    ("heading", {"text": "Deep", "level": "3"}),
]
IN_ORDER = [
    ("heading", {"text": "First", "level": "2"}),
    ("heading", {"text": "Deep", "level": "3"}),
]


def test_a_heading_that_skips_a_level_is_refused_beside_it(
    sign_in,
    client,
    add_url,  # noqa: F811
):
    sign_in("Moderators")
    data = form_data(contact=add_contact(), body=streamfield(SKIPPING))

    refused = client.post(add_url, data | {"action-publish": "1"})

    assert refused.status_code == 200
    error = refused.context["form"].errors["body"].as_data()[0]
    assert list(error.block_errors) == [1]
    assert not PressReleasePage.objects.exists()
    # A draft may be in any order.
    client.post(add_url, data)
    assert not PressReleasePage.objects.get().live


def test_headings_in_order_go_public(sign_in, client, add_url):  # noqa: F811
    sign_in("Moderators")
    data = form_data(contact=add_contact(), body=streamfield(IN_ORDER))

    client.post(add_url, data | {"action-publish": "1"})

    assert PressReleasePage.objects.get().live


def picture_block(**described) -> list[dict]:
    image = {"image": add_image().pk, "alt_text": "", "decorative": False} | described
    return [{"type": "picture", "value": {"image": image, "caption": ""}}]


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (
            lambda: {"lead_image": add_image(alt_text={})},
            "The picture in “lead picture”",
        ),
        (lambda: {"body": picture_block()}, "A picture in the text"),
        (lambda: {"body": picture_block(alt_text=" ")}, "A picture in the text"),
        (
            lambda: {"body": picture_block(alt_text="\u200b\u3164\u2800\xad\xa0")},
            "A picture in the text",
        ),
        (
            lambda: {"lead_image": add_image(alt_text={"en": "\u200b\xa0"})},
            "The picture in “lead picture”",
        ),
        (
            lambda: {
                "body": [
                    {
                        "type": "gallery",
                        "value": {
                            "pictures": [
                                {"type": "item", "value": picture_block()[0]["value"]}
                            ]
                        },
                    }
                ]
            },
            "A picture in the text",
        ),
        (
            lambda: {
                "body": [{"type": "heading", "value": {"text": "Deep", "level": "3"}}]
            },
            "The heading “Deep” skips a level",
        ),
    ],
)
def test_whatever_publishes_refuses_it(newsroom, build, told):
    release = draft_release(newsroom, **build())

    with pytest.raises(PublicationError, match=told):
        publish(release)


@pytest.mark.parametrize(
    "build",
    [
        lambda: {"lead_image": add_image(alt_text={}, is_decorative=True)},
        lambda: {"lead_image": add_image(alt_text={"de": "Petrol"})},
        lambda: {"body": picture_block(decorative=True)},
        lambda: {"body": picture_block(alt_text="Teal")},
    ],
)
def test_a_described_or_decorative_picture_goes_public(newsroom, build):
    assert publish(draft_release(newsroom, **build())).live
