"""A form that saves itself says nothing as long as nobody has changed it."""

import pytest

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from news.pages import PressReleasePage
from news.pages.translations import State, compare_texts
from tests.admin.sent import sent
from tests.admin.test_overwriting import edit_url
from tests.factories import add_contact, add_release, add_translation, publish
from tests.sharing import shared

JSON = {"accept": "application/json"}


@pytest.fixture
def me(sign_in):
    return sign_in("Moderators")


def opened(client, release, **values) -> dict:
    """Return what the form of a release sends when nobody has touched it."""
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    body = streamfield(
        [("prose", rich_text(block.value.source)) for block in draft.body]
    )
    for row, block in enumerate(draft.body):
        body[str(row)]["id"] = block.id
    form = sent(client.get(edit_url(release)))
    return form | nested_form_data({"body": body}) | values


@shared
def release(newsroom):
    release = add_release(newsroom, title="Old")
    release.body = [("prose", "<p>Text.</p>")]
    return publish(release)


@pytest.fixture
def translation(release):
    return publish(add_translation(release, title="Alt"))


def test_an_autosave_of_what_is_saved_already_makes_no_revision(me, release):
    # As the editor of texts writes it: with a key for every paragraph.
    assert me.post(edit_url(release), opened(me, release)).status_code == 302
    before = list(release.revisions.values_list("pk", "created_at"))

    answer = me.post(edit_url(release), opened(me, release), headers=JSON)

    assert answer.json() == {"success": True, "pk": release.pk}
    assert list(release.revisions.values_list("pk", "created_at")) == before


def test_an_autosave_of_a_change_makes_a_revision(me, release):
    before = release.revisions.count()

    data = opened(me, release, title="New")
    answer = me.post(edit_url(release), data, headers=JSON)

    newest = release.revisions.order_by("created_at").last()
    assert answer.json()["revision_id"] == newest.pk
    assert release.revisions.count() == before + 1


def test_facts_taken_over_from_the_other_language_are_no_change(
    me, release, translation
):
    me.post(edit_url(translation), opened(me, translation))
    changed = opened(me, release, title="New")
    changed["release_contacts-0-contact"] = add_contact().pk
    assert me.post(edit_url(release), changed).status_code == 302
    before = list(translation.revisions.values_list("pk", "created_at"))

    answer = me.post(edit_url(translation), opened(me, translation), headers=JSON)

    assert answer.json() == {"success": True, "pk": translation.pk}
    assert list(translation.revisions.values_list("pk", "created_at")) == before
    release.refresh_from_db()
    translation.refresh_from_db()
    assert compare_texts(translation, release) == State.OUT_OF_DATE


def test_saving_on_purpose_says_that_a_translation_is_up_to_date(
    me, release, translation
):
    assert (
        me.post(edit_url(release), opened(me, release, title="New")).status_code == 302
    )
    release.refresh_from_db()
    assert compare_texts(translation, release) == State.OUT_OF_DATE

    assert me.post(edit_url(translation), opened(me, translation)).status_code == 302

    translation.refresh_from_db()
    assert compare_texts(translation, release) == State.CURRENT
