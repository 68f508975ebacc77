from django.contrib.auth.models import Group, Permission

import pytest

from wagtail.log_actions import registry

from news.models import Correction
from news.pages import PressReleasePage
from partners import waiting
from tests.factories import (
    add_institution,
    add_release,
    add_translation,
    draft_release,
    publish,
)
from tests.news.reading import correct
from tests.sharing import shared


def typed(kind="correction", **values):
    return {
        "kind": kind,
        "what_en": "Five, not six.",
        "what_de": "Fünf, nicht sechs.",
    } | {
        "why_en": "",
        "why_de": "",
        "confirmed": "1",
        **values,
    }


def url(release):
    return f"/admin/releases/{release.pk}/correct/"


def test_a_moderator_publishes_a_correction(sign_in, client, newsroom):
    release = add_release(newsroom)
    sign_in("Moderators")
    form = client.get(f"/admin/pages/{release.pk}/edit/").content.decode()
    assert url(release) in form

    response = client.post(url(release), typed(), follow=True)

    assert response.status_code == 200
    correction = Correction.objects.get()
    assert correction.author.username == "moderators"
    assert correction.what == {"en": "Five, not six.", "de": "Fünf, nicht sechs."}
    assert "Five, not six." in response.content.decode()
    assert "Five, not six." in client.get(release.url).content.decode()


def test_without_words_nothing_is_published_and_nothing_lost(sign_in, client, newsroom):
    release = add_release(newsroom)
    sign_in("Moderators")

    response = client.post(
        url(release), typed("withdrawal", what_en="", what_de="", why_en="Typed reason")
    )

    html = response.content.decode()
    assert "This field is required." in html
    assert "Typed reason" in html
    assert not Correction.objects.exists()
    assert not PressReleasePage.objects.get().is_withdrawn


@pytest.mark.parametrize("group", ["Editors"])
def test_who_may_not_publish_may_not_correct(sign_in, client, newsroom, group):
    release = add_release(newsroom)
    sign_in(group)

    assert (
        url(release)
        not in client.get(f"/admin/pages/{release.pk}/edit/").content.decode()
    )
    assert client.post(url(release), typed()).status_code == 302
    assert not Correction.objects.exists()


def test_what_was_never_public_is_not_corrected(sign_in, client, newsroom):
    release = draft_release(newsroom)
    sign_in("Moderators")

    for address in (url(release), "/admin/releases/999999/correct/"):
        assert client.get(address, follow=True).status_code == 404


def test_only_a_withdrawn_release_is_reinstated(sign_in, client, newsroom):
    release = add_release(newsroom, standfirst="The text")
    sign_in("Moderators")

    refused = client.post(url(release), typed("reinstatement"))
    assert "Select a valid choice" in refused.content.decode()

    client.post(url(release), typed("withdrawal"))
    assert "The text" not in client.get(release.url).content.decode()
    assert client.post(url(release), typed("withdrawal")).status_code == 200

    client.post(url(release), typed("reinstatement"))
    assert "The text" in client.get(release.url).content.decode()


@pytest.fixture
def with_draft(newsroom):
    """A withdrawn release, and a draft of an institution that waits for it."""
    release = correct(add_release(newsroom), "withdrawal")
    institution = add_institution("Radium Institute", live=False)
    institution.save_revision()
    waiting.let_wait(institution, release.translation_key)
    return release, institution


def test_a_reinstatement_publishes_what_waits_and_tells_who_did(
    sign_in, client, with_draft
):
    release, institution = with_draft
    sign_in("Moderators")

    client.post(url(release), typed("reinstatement"))

    institution.refresh_from_db()
    assert institution.live
    assert not PressReleasePage.objects.get().is_withdrawn
    for thing in (institution, release):
        entries = registry.get_logs_for_instance(thing)
        published = entries.filter(action="wagtail.publish").first()
        assert published.user.username == "moderators"


def test_a_reinstatement_publishes_no_entry_without_the_right_to(
    sign_in, client, with_draft
):
    release, institution = with_draft
    moderators = Group.objects.get(name="Moderators")
    moderators.permissions.remove(
        *Permission.objects.filter(codename="publish_institution")
    )
    sign_in("Moderators")

    answer = client.post(url(release), typed("reinstatement"))

    assert "you may not publish them: Radium Institute" in answer.text
    institution.refresh_from_db()
    assert not institution.live
    assert PressReleasePage.objects.get().is_withdrawn
    assert Correction.objects.count() == 1


def shown(client, address: str) -> str:
    """Return the text of a page of the admin, with the addresses of its links."""
    html = client.get(address).content.decode()
    return " ".join(html.split())


def test_the_form_of_a_withdrawn_draft_says_that_it_is_withdrawn(
    sign_in, client, newsroom
):
    release = add_release(newsroom)
    sign_in("Moderators")
    client.post(url(release), typed("withdrawal"))

    html = shown(client, f"/admin/pages/{release.pk}/edit/")

    assert "Five, not six." in html
    assert "Correct or reinstate" in html
    assert "Nothing was corrected" not in html


def test_a_correction_leads_on_to_the_texts_that_it_does_not_mend(
    sign_in, client, newsroom
):
    release = add_release(newsroom)
    german = publish(add_translation(release))
    sign_in("Moderators")

    html = client.post(url(release), typed(), follow=True).content.decode()

    assert "The text is as it was" in html
    assert f'href="/admin/pages/{german.pk}/edit/" class="button' in html


@pytest.mark.parametrize(
    ("kind", "words"),
    [("withdrawal", "not public any more"), ("reinstatement", "public again")],
)
def test_what_became_of_the_text_is_said(sign_in, client, newsroom, kind, words):
    release = add_release(newsroom)
    sign_in("Moderators")
    if kind == "reinstatement":
        client.post(url(release), typed("withdrawal"), follow=True)

    html = client.post(url(release), typed(kind), follow=True).content.decode()

    assert words in html
    assert "The text is as it was" not in html


def test_the_form_for_a_correction_names_the_release_and_its_draft(
    sign_in, client, newsroom
):
    release = add_release(newsroom, "A bridge")
    sign_in("Moderators")
    assert "not public yet" not in shown(client, url(release))

    release.standfirst = "Mended."
    release.save_revision()
    html = shown(client, url(release))

    assert "<h2>A bridge</h2>" in html
    assert "not public yet" in html
    compare = f"/admin/pages/{release.pk}/revisions/compare/live...latest/"
    assert f'href="{compare}"' in html
    assert client.get(compare).status_code == 200


@shared
def both(newsroom):
    """A public release in both languages."""
    release = add_release(newsroom, "English")
    return release, publish(add_translation(release, title="Deutsch"))


def test_what_readers_will_see_is_shown_before_it_is_published(sign_in, client, both):
    sign_in("Moderators")
    words = typed(why_en="We miscounted.", why_de="Wir haben uns verzählt.")
    del words["confirmed"]

    html = client.post(url(both[0]), words).text

    assert not Correction.objects.exists()
    english, german = (
        html.partition(f'<div lang="{code}">')[2].partition("</div>")[0]
        for code in ("en", "de")
    )
    assert "<strong>Correction, " in english
    assert "Five, not six." in english
    assert "We miscounted." in english
    assert "<strong>Korrektur, " in german
    assert "Fünf, nicht sechs." in german
    assert 'name="what_de" value="Fünf, nicht sechs."' in html


def test_the_way_back_loses_nothing(sign_in, client, both):
    sign_in("Moderators")
    words = typed("addition", why_de="Grund") | {"change": "1"}

    html = client.post(url(both[0]), words).text

    assert not Correction.objects.exists()
    assert "Fünf, nicht sechs." in html
    assert "Grund" in html
    assert 'value="addition" required id="id_kind_1" checked' in html


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ({"what_de": ""}, "de"),
        ({"what_en": ""}, "en"),
        ({"why_en": "We miscounted."}, "de"),
    ],
)
def test_a_language_without_a_text_is_asked_about(
    sign_in, client, both, words, missing
):
    sign_in("Moderators")

    asked = client.post(url(both[0]), typed(**words)).text
    assert f'name="without" value="{missing}"' in asked
    assert "confirm that it is missing" in asked
    assert not Correction.objects.exists()

    client.post(url(both[0]), typed(**words, without=missing))
    assert Correction.objects.count() == 1


def test_a_language_that_is_not_public_needs_no_text(sign_in, client, newsroom):
    release = add_release(newsroom)
    add_translation(release)
    sign_in("Moderators")

    client.post(url(release), typed(what_de=""))

    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("", '<span lang="en">Five, not six.</span>'),
        ("", '<p lang="en">We miscounted.</p>'),
        ("md/", "Five, not six."),
        ("jsonld/", '"text": "Five, not six.", "inLanguage": "en"'),
    ],
)
def test_a_text_in_another_language_says_in_which(
    sign_in, client, both, address, marked
):
    sign_in("Moderators")
    client.post(url(both[0]), typed(what_de="", why_en="We miscounted.", without="de"))

    german = client.get(f"{both[1].url}{address}").text

    assert marked in german
    assert 'lang="en">Five' not in client.get(both[0].url).text


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_feeds_say_so_too(sign_in, client, both, form):
    sign_in("Moderators")
    client.post(url(both[0]), typed(what_de="", without="de"))

    feed = client.get(f"/de/aktuelles/feed/{form}").text.replace("\\", "")

    assert 'lang="en"' in feed.replace("&quot;", '"')


def test_the_interface_says_so_too(sign_in, client, both):
    sign_in("Moderators")
    client.post(url(both[0]), typed(what_de="", without="de"))

    story = both[1].translation_key
    (notice,) = client.get(f"/api/v2/releases/{story}/de/").json()["notices"]

    assert (notice["what_language"], notice["why_language"]) == ("en", "")


def test_the_history_of_every_language_names_what_was_published(sign_in, client, both):
    sign_in("Moderators")
    client.post(url(both[0]), typed())
    client.post(url(both[0]), typed("withdrawal"))

    for page in both:
        html = client.get(f"/admin/pages/{page.pk}/history/").text
        assert "Correction published: Five, not six." in html
        assert "Withdrawal published: Five, not six." in html
