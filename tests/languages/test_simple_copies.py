"""An ordinary text does not go public under the name of Leichte Sprache."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from wagtail.models import Locale, Revision
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from news.pages import PressReleasePage
from news.publishing import gates
from news.publishing.publication import PublicationError
from portal.core import copied_texts
from portal.core.refused import RefusedError
from portal.home.models import StandardPage
from tests.admin.sent import sent
from tests.factories import add_translation, days_from_now, draft_release, publish
from tests.languages.simple import TAG

SENTENCES = [f"Das Institut prüft heute die Methode {number}." for number in range(20)]
REFUSED = "still says what the ordinary version says"


def prose(*sentences: str) -> list:
    return [("prose", RichText(f"<p>{'<br/>'.join(sentences)}</p>"))]


@pytest.fixture
def german(in_simple_language, world) -> PressReleasePage:
    newsroom = world.site["de"]["newsroom"]
    body = prose(" ".join(SENTENCES))
    return publish(draft_release(newsroom, "Neu", standfirst="Kurz.", body=body))


def sent_body(draft: PressReleasePage) -> dict[str, str]:
    """Return the fields of a body, which scripts make, as a browser sends them."""
    blocks = [(one.block_type, rich_text(str(one.value.source))) for one in draft.body]
    return nested_form_data({"body": streamfield(blocks)})


def is_public(draft: PressReleasePage) -> bool:
    return PressReleasePage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"title": "Leicht", "standfirst": "Das ist leicht."},
        {"body": prose(*SENTENCES)},
        {"body": prose("Guten Tag.", *SENTENCES)},
    ],
)
def test_a_copy_is_neither_published_nor_scheduled(
    in_simple_language, world, values, days
):
    german = draft_release(
        world.site["de"]["newsroom"],
        body=prose(" ".join(SENTENCES)),
        released_at=days_from_now(days),
    )
    draft = add_translation(german, TAG, **values)

    with pytest.raises(PublicationError, match=REFUSED):
        publish(draft)

    assert not is_public(draft)
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()
    draft.save_revision()
    stored = PressReleasePage.objects.get(pk=draft.pk)
    [refusal] = gates.find_refusals(stored, stored.latest_revision)
    assert "Leichte Sprache" in refusal.messages[0]


def test_a_copy_of_what_the_ordinary_version_said_before_is_one(german):
    draft = add_translation(german, TAG)
    german.body = prose("Alles ist anders.")
    publish(german)

    with pytest.raises(PublicationError, match=REFUSED):
        publish(draft)


def test_a_copy_stays_one_however_often_the_ordinary_version_has_changed(german):
    draft = add_translation(german, TAG)
    draft.save_revision()
    german.body = prose("Alles ist anders.")
    publish(german)
    add_revisions(german, copied_texts.LAST)

    with pytest.raises(ValidationError, match=REFUSED):
        copied_texts.check_page(draft)


def add_revisions(page: PressReleasePage, times: int) -> None:
    """Add so many texts that say what a page said last."""
    text = page.latest_revision
    Revision.objects.bulk_create(
        Revision(
            content_object=page,
            base_content_type=text.base_content_type,
            content=text.content,
            created_at=text.created_at,
        )
        for _time in range(times)
    )


def test_it_costs_the_same_after_many_changes(german):
    draft = add_translation(german, TAG, body=prose("Wir prüfen.", "Oft."))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            copied_texts.check_page(draft)
        return len(queries)

    add_revisions(german, copied_texts.LAST)
    count()  # asks for the types of pages, once
    few = count()
    add_revisions(german, copied_texts.LAST)

    assert count() == few


def test_a_text_of_its_own_goes_public(german):
    assert publish(add_translation(german, TAG, body=prose("Wir prüfen.", "Oft."))).live


def test_some_sentences_may_be_easy_already(german):
    body = prose(*SENTENCES[:10], *(f"Das ist Satz {number}." for number in range(9)))

    assert publish(add_translation(german, TAG, body=body)).live


def test_a_text_without_a_body_is_known_by_its_standfirst(in_simple_language, world):
    newsroom = world.site["de"]["newsroom"]
    short = publish(draft_release(newsroom, "Kurz", standfirst="Ein Satz steht hier."))

    with pytest.raises(PublicationError, match=REFUSED):
        publish(draft := add_translation(short, TAG, title="Leicht"))
    draft.standfirst = "Hier ist ein Satz."
    assert publish(draft).live


def test_the_ordinary_language_may_have_copies(german):
    assert publish(add_translation(german, "en")).live


def test_the_form_says_so_beside_the_text(client, sign_in, german):
    sign_in("Moderators")
    draft = add_translation(german, TAG)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    data = sent(client.get(address))
    data |= sent_body(draft)

    refused = client.post(address, data | {"action-publish": "1"})

    assert refused.status_code == 200
    assert REFUSED in str(refused.context["form"].errors["body"])
    assert not is_public(draft)
    # As a draft it may be kept until somebody writes it.
    assert client.post(address, data).status_code == 302


def test_publishing_from_a_list_says_so_too(client, sign_in, german):
    sign_in("Moderators")
    draft = add_translation(german, TAG)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = client.post(f"{address}?id={draft.pk}&next=/admin/", follow=True)

    assert REFUSED in answer.content.decode()
    assert not is_public(draft)


def test_other_pages_are_no_copies_either(client, sign_in, in_simple_language, world):
    sign_in("Moderators")
    page = StandardPage.objects.get(locale__language_code="de")
    page.body = prose("Hier steht, wer wir sind.")
    page.save_revision().publish()
    copy = page.copy_for_translation(Locale.objects.get(language_code=TAG))
    text = copy.save_revision()

    with pytest.raises(RefusedError, match=REFUSED):
        text.publish()
    assert not StandardPage.objects.get(pk=copy.pk).live

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={copy.pk}&next=/admin/", follow=True)
    assert REFUSED in answer.content.decode()

    copy.body = prose("Das sind wir.")
    copy.save_revision().publish()
    assert StandardPage.objects.get(pk=copy.pk).live
