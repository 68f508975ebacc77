import pytest

from news.models import Correction, PressReleasePage
from tests.factories import add_release, draft_release


def typed(kind="correction", **values):
    return {
        "kind": kind,
        "what_en": "Five, not six.",
        "what_de": "Fünf, nicht sechs.",
    } | {
        "why_en": "",
        "why_de": "",
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
