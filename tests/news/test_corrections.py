from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

import pytest

from news.models import Correction, ReleaseStatement
from news.pages import PressReleasePage
from news.publishing import correcting, refreshing
from tests.factories import (
    add_image,
    add_person,
    add_release,
    add_statement,
    add_translation,
    publish,
)
from tests.news.reading import correct


def test_a_correction_stands_at_every_language_version(newsroom):
    release = add_release(newsroom, "English")
    german = publish(add_translation(release, title="Deutsch"))

    correcting.correct(
        Correction(
            story=release.translation_key,
            what={"en": "Five, not six.", "de": "Fünf, nicht sechs."},
            why={"en": "We miscounted."},
        )
    )

    release, german = (
        PressReleasePage.objects.get(pk=page.pk) for page in (release, german)
    )
    assert release.notices[0]["what"] == "Five, not six."
    assert german.notices[0]["what"] == "Fünf, nicht sechs."
    assert german.notices[0]["why"] == "We miscounted."
    assert release.updated_at == german.updated_at > release.released_at


def test_only_a_correction_moves_the_time_of_the_last_change(newsroom):
    release = add_release(newsroom)
    before = release.updated_at

    release.title, release.standfirst = "Another", "headline"
    release = publish(release)
    assert release.updated_at == before == release.released_at

    release = correct(release)
    corrected = release.updated_at
    assert timezone.now() - corrected < timedelta(minutes=1)

    release.title = "A third"
    release = publish(release)
    assert release.updated_at == corrected
    assert len(release.notices) == 1


def test_an_older_draft_does_not_take_a_correction_back(newsroom):
    release = add_release(newsroom)
    draft = release.save_revision()
    correct(release)

    draft.publish()

    release = PressReleasePage.objects.get(pk=release.pk)
    assert len(release.notices) == 1
    assert release.revised_at


def test_a_published_correction_is_never_changed(newsroom):
    correct(add_release(newsroom))
    correction = Correction.objects.get()

    correction.what = {"en": "Something else"}
    with pytest.raises(ValidationError):
        correction.save()


def test_a_withdrawal_takes_the_text_from_the_public_and_not_from_the_editors(newsroom):
    statement = add_statement(add_person("Ada"), "Secret words")
    release = add_release(
        newsroom,
        "Headline",
        standfirst="Secret words",
        lead_image=add_image(),
        body=[
            {"type": "prose", "value": "<p>Secret words</p>"},
            {"type": "statement", "value": {"statement": statement.pk}},
        ],
    )

    release = correct(release, "withdrawal", "The study was retracted.")

    assert release.is_withdrawn
    row = PressReleasePage.objects.filter(pk=release.pk).values().get()
    row["resolved"] = None
    assert "Secret words" not in str(row)
    assert row["lead_image_id"] is None
    assert not ReleaseStatement.objects.exists()
    draft = release.get_latest_revision_as_object()
    assert draft.standfirst == "Secret words"
    assert len(draft.body) == 2


def test_publishing_a_withdrawn_release_does_not_bring_its_text_back(newsroom):
    release = add_release(newsroom, standfirst="Secret words")
    correct(release, "withdrawal")

    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    draft.title = "Mended"
    release = publish(draft)

    assert release.title == "Mended"
    assert release.standfirst == ""
    assert release.is_withdrawn


def test_a_reinstatement_brings_the_published_text_back(newsroom):
    statement = add_statement(add_person("Ada"))
    body = [{"type": "statement", "value": {"statement": statement.pk}}]
    release = add_release(newsroom, standfirst="Words", body=body)
    release = correct(release, "withdrawal")

    release = correct(release, "reinstatement", "It was right after all.")

    assert not release.is_withdrawn
    assert release.standfirst == "Words"
    assert [notice["kind"] for notice in release.notices] == [
        "withdrawal",
        "reinstatement",
    ]
    assert ReleaseStatement.objects.count() == 1


def test_what_is_frozen_outlasts_a_withdrawal(newsroom):
    ada = add_person("Ada", slug="ada")
    body = [{"type": "statement", "value": {"statement": add_statement(ada).pk}}]
    release = add_release(newsroom, body=body)
    german = publish(add_translation(release))
    release = correct(release, "withdrawal")
    ada.names.update(text="Somebody else")
    ada.save()

    shown = refreshing.find_differences(release)
    refreshing.refresh(release, None, {one.key for one in shown})
    publish(german)
    correct(release, "reinstatement")

    for page in PressReleasePage.objects.filter(translation_key=german.translation_key):
        (told,) = page.record.statements.values()
        assert told.speaker.name == "Ada"


def test_a_withdrawal_of_a_draft_empties_nothing(newsroom):
    release = add_release(newsroom, standfirst="Words")
    german = add_translation(release, standfirst="Worte")

    correct(release, "withdrawal")

    german = PressReleasePage.objects.get(pk=german.pk)
    assert not german.live
    published = publish(german.get_latest_revision_as_object())
    assert published.standfirst == ""


def test_no_dateline_stands_above_a_text_that_is_gone(client, newsroom):
    release = add_release(newsroom, dateline_place="Heidelberg")
    assert "Heidelberg –" in client.get(release.get_url()).content.decode()

    correct(release, "withdrawal")

    assert "Heidelberg –" not in client.get(release.get_url()).content.decode()


@pytest.mark.parametrize("language", ["en", "de"])
def test_links_to_a_withdrawn_release_say_so(client, newsroom, language):
    release = add_release(newsroom, "Untrue")
    if language == "de":
        release = publish(add_translation(release, title="Unwahr"))
    release = correct(release, "withdrawal")

    html = client.get(release.get_url()).content.decode()

    said = {"en": "Withdrawn: Untrue", "de": "Zurückgezogen: Unwahr"}[language]
    assert f"<title>{said} – " in html
    assert f'<meta property="og:title" content="{said}">' in html
