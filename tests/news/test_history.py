"""What visitors learn of changes after publication."""

import pytest

from news.models import FormerText
from news.pages import PressReleasePage
from news.publishing import correcting, postponing
from news.syndication.history import compare, entries
from portal.users.models import User
from tests.factories import (
    add_person,
    add_release,
    add_translation,
    days_from_now,
    draft_release,
    publish,
)
from tests.news.reading import correct


def prose(*texts: str) -> list[dict]:
    return [{"type": "prose", "value": f"<p>{text}</p>"} for text in texts]


def change(release, **values) -> PressReleasePage:
    """Publish a release again with other values."""
    draft = PressReleasePage.objects.get(pk=release.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return publish(draft)


def read(client, release) -> str:
    response = client.get(f"{release.url}history/")
    assert response.status_code == 200
    return response.content.decode()


def pieces(entry) -> list[list[tuple[str, str]]]:
    return [[(one.kind, one.text) for one in part] for part in entry.paragraphs]


def test_a_changed_text_is_shown_word_by_word(client, newsroom):
    release = add_release(newsroom, body=prose("Five mice were seen.", "The end."))
    change(release, body=prose("Six mice were seen.", "The end.", "A last word."))

    [entry] = entries(PressReleasePage.objects.get())
    html = read(client, release)

    assert pieces(entry) == [
        [("deletion", "Five "), ("addition", "Six "), ("equal", "mice were seen.")],
        [("addition", "A last word.")],
    ]
    assert "Five </del>" in html
    assert "Six </ins>" in html
    assert "The end." not in html


def test_every_change_is_compared_with_the_next_one(newsroom):
    release = add_release(newsroom, "One")
    for title in ("Two", "Three"):
        change(release, title=title)

    newest, oldest = entries(PressReleasePage.objects.get())

    assert pieces(newest) == [[("deletion", "Two"), ("addition", "Three")]]
    assert pieces(oldest) == [[("deletion", "One"), ("addition", "Two")]]


def test_publishing_the_same_again_is_no_change(client, newsroom):
    release = add_release(newsroom)
    change(release)

    assert not FormerText.objects.exists()
    assert "Nothing was changed since publication." in read(client, release)


def test_drafts_change_nothing_there(client, newsroom):
    release = add_release(newsroom, "Headline")
    release.title = "Not yet"
    release.save_revision()

    assert "Not yet" not in read(client, release)
    assert not FormerText.objects.exists()


def test_notices_stand_between_the_changes(client, newsroom):
    release = add_release(newsroom, "One")
    change(release, title="Two")
    correct(release, what="Two, not one.")

    told = entries(PressReleasePage.objects.get())

    assert [bool(entry.notice) for entry in told] == [True, False]
    assert "Two, not one." in read(client, release)


def test_each_language_has_its_own_changes(client, newsroom):
    release = add_release(newsroom, "One")
    german = publish(add_translation(release, title="Eins"))
    change(german, title="Zwei")

    assert "Zwei" in read(client, german)
    assert "Nothing was changed" in read(client, release)


def test_a_withdrawn_release_shows_none_of_its_texts(client, newsroom):
    release = add_release(newsroom, "Headline", body=prose("Secret one."))
    change(release, body=prose("Secret two."))
    correct(release, "withdrawal", "It was wrong.")

    html = read(client, release)

    assert "Secret" not in html
    assert "It was wrong." in html


def test_a_reinstated_release_shows_them_again(client, newsroom):
    release = add_release(newsroom, body=prose("Words one."))
    change(release, body=prose("Words two."))
    correct(release, "withdrawal", "It was wrong.")
    correct(release, "reinstatement", "It was right.")

    assert "one</del>" in read(client, release)
    assert FormerText.objects.count() == 1


def test_a_postponed_release_has_no_history_of_what_was_never_read(client, newsroom):
    release = add_release(newsroom, "One")
    postponing.postpone(release, days_from_now(1), User.objects.create_superuser("u"))

    assert client.get(f"{release.url}history/").status_code == 404


def test_hidden_releases_have_none(client, newsroom):
    draft = draft_release(newsroom, "Draft")

    assert client.get(f"{draft.url}history/").status_code == 404


def test_erasing_somebody_forgets_what_was_said_of_them(newsroom):
    person = add_person("Ada Lovelace")
    release = add_release(newsroom, "About Ada Lovelace", people=[person])
    other = add_release(newsroom, "One")
    change(release, title="About somebody")
    change(other, title="Two")

    person.status = person.Status.ERASED
    person.save()

    assert [row.release_id for row in FormerText.objects.all()] == [other.pk]


def test_the_history_asks_the_same_however_often_a_text_was_changed(
    newsroom, django_assert_max_num_queries
):
    release = add_release(newsroom, "0")
    for number in range(1, 12):
        change(release, title=str(number))
    release = PressReleasePage.objects.get()

    with django_assert_max_num_queries(4):
        assert len(entries(release)) == 11


def test_a_page_leads_to_its_history_and_says_so_in_german(client, newsroom):
    release = add_release(newsroom, "One")
    german = publish(add_translation(release, title="Eins"))

    assert f'href="{release.url}history/"' in client.get(release.url).content.decode()
    assert "Seit der Veröffentlichung wurde nichts geändert." in read(client, german)


@pytest.mark.parametrize("form", ["", "txt/", "ninjs/", "pdf/", "md/", "jsonld/"])
def test_a_withdrawn_release_is_gone_for_programs(client, newsroom, form):
    release = add_release(newsroom, "Headline")
    assert client.get(release.url + form).status_code == 200

    correct(release, "withdrawal", "It was wrong.")
    gone = client.get(release.url + form)
    correct(release, "reinstatement", "It was right.")

    assert gone.status_code == 410
    if form != "pdf/":
        assert "It was wrong." in gone.content.decode()
    assert client.get(release.url + form).status_code == 200


def test_what_is_gone_is_in_no_sitemap(client, newsroom):
    release = add_release(newsroom, slug="gone")
    correct(release, "withdrawal", "It was wrong.")
    gone = client.get("/sitemap.xml").content.decode()
    correct(release, "reinstatement", "It was right.")
    back = client.get("/sitemap.xml").content.decode()

    assert "/gone/" not in gone
    assert "/gone/" in back


def test_the_order_of_corrections_decides(newsroom):
    release = add_release(newsroom)
    correct(release, "withdrawal")
    correct(release, "reinstatement")
    correct(release, "withdrawal")

    assert PressReleasePage.objects.withdrawn().get() == release


def test_a_text_without_a_partner_is_new_or_removed():
    assert [list(map(str, part)) for part in compare([], [])] == []
    [removed] = compare(["Old."], [])
    assert [(piece.kind, piece.text) for piece in removed] == [("deletion", "Old.")]


def test_a_change_that_is_undone_leaves_nothing(newsroom, monkeypatch):
    release = add_release(newsroom, "One")

    def fail(release):
        raise RuntimeError

    monkeypatch.setattr(correcting, "keep_withdrawn", fail)
    with pytest.raises(RuntimeError):
        change(release, title="Two")

    assert not FormerText.objects.exists()
