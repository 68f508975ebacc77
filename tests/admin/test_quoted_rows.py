"""Who speaks in the text is added to those who are involved."""

from __future__ import annotations

from django.urls import reverse

import pytest

from wagtail.test.utils.form_data import inline_formset, streamfield

from news.pages import PressReleasePage
from tests.admin.test_release_form import form_data
from tests.factories import add_contact, add_person, add_statement, draft_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


@pytest.fixture
def add_url(newsroom):
    return reverse(
        "wagtailadmin_pages:add", args=["news", "pressreleasepage", newsroom.pk]
    )


def body(*statements):
    blocks = [("statement", {"statement": one.pk}) for one in statements]
    return streamfield(blocks)


def people(release) -> list[tuple[str, str]]:
    release = PressReleasePage.objects.get(pk=release.pk)
    draft = release.get_latest_revision_as_object()
    return [(str(row.person), row.role) for row in draft.release_people.all()]


def test_a_speaker_is_quoted_once(editor, client, add_url):
    ada = add_person("Ada Weiß")
    said = [add_statement(ada), add_statement(ada, "Again.")]

    client.post(add_url, form_data(contact=add_contact(), body=body(*said)))

    assert people(PressReleasePage.objects.get()) == [("Ada Weiß", "quoted")]


def test_a_form_that_stays_open_may_send_the_row_as_well(editor, client, add_url):
    ada = add_person("Ada Weiß")
    said, contact = add_statement(ada), add_contact()
    client.post(add_url, form_data(contact=contact, body=body(said)))
    release = PressReleasePage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])
    rows = inline_formset([{"person": ada.pk, "role": "quoted"}])

    data = form_data(contact=contact, body=body(said), release_people=rows)
    assert client.post(url, data).status_code == 302

    assert people(release) == [("Ada Weiß", "quoted")]


def test_who_is_taken_out_again_stays_out(editor, client, add_url):
    ada = add_person("Ada Weiß")
    said, contact = add_statement(ada), add_contact()
    client.post(add_url, form_data(contact=contact, body=body(said)))
    release = PressReleasePage.objects.get()
    row = release.release_people.get()
    rows = inline_formset(
        [{"id": row.pk, "person": ada.pk, "role": "quoted", "DELETE": "1"}],
        initial=1,
    )

    data = form_data(contact=contact, body=body(said), release_people=rows)
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])
    assert client.post(url, data).status_code == 302

    assert people(release) == []


def test_nothing_is_added_to_a_release_that_had_the_statement(editor, client, newsroom):
    release = draft_release(newsroom)
    release.body = [("statement", {"statement": add_statement(add_person("Ada"))})]
    release.save()
    release.save_revision()
    said = release.body[0].value["statement"]
    url = reverse("wagtailadmin_pages:edit", args=[release.pk])

    client.post(url, form_data(contact=add_contact(), body=body(said)))

    assert people(release) == []
