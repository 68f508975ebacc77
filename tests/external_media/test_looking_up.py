"""What is filled in when a text with a link to a film or post is saved."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.core.cache import caches
from django.core.files.base import ContentFile
from django.utils import timezone

import pytest

from wagtail.blocks import StructBlockValidationError

from portal.core.blocks import ExternalMediaBlock
from portal.core.external_media import asking, lookup
from portal.core.models import CustomImage, ExternalMedium
from portal.privacy import registry
from portal.privacy.services import media
from tests.external_media.provider import draw
from tests.factories import add_image

pytestmark = pytest.mark.django_db
BLOCK = ExternalMediaBlock()
FILM = "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv"
OTHER_FILM = "https://tube.example/w/aaGMgK9ZtnKfYAgnEtQxbv"
PLAYER = "https://tube.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?p2p=0"
ASKED = "/services/oembed"


@pytest.fixture(autouse=True)
def _services(monkeypatch):
    """Let the site have the services that these tests name."""
    monkeypatch.setattr(registry, "_services", dict(registry._services))
    for key in ("peertube", "oembed", "bluesky"):
        registry.register(media.CATALOGUE[key]())


@pytest.fixture(autouse=True)
def _saving():
    """Let somebody save, so that providers may be asked."""
    with asking.saving("ann"):
        yield


def save(url=FILM, *, is_draft=True, **typed):
    """Return the block as it is saved when an editor has typed something."""
    typed = {"title": "", "provider": "", "poster": "", "found": ""} | typed
    data = {f"b-{name}": value for name, value in (typed | {"url": url}).items()}
    value = BLOCK.value_from_datadict(data, {}, "b")
    return BLOCK.clean_deferred(value) if is_draft else BLOCK.clean(value)


def save_again(saved, **typed):
    """Save the form as it is shown after it was saved."""
    state = BLOCK.get_form_state(saved)
    shown = {name: state[name] for name in ("url", "title", "provider", "found")}
    poster = saved["poster"].pk if saved["poster"] else ""
    return save(**shown | {"poster": poster} | typed)


def let_time_pass(time: timedelta) -> None:
    ExternalMedium.objects.update(asked_at=timezone.now() - time)


@pytest.fixture
def film(provider):
    """A film of which its provider tells everything."""
    provider.tell(
        ASKED,
        title="A film",
        author_name="Ann",
        provider_name="Tube",
        thumbnail_url="https://tube.example/poster.jpg",
        html='<iframe src="https://elsewhere.example/"></iframe><script>x</script>',
    )
    provider.answer("/poster.jpg", draw(), "image/jpeg")
    return provider


def test_fills_in_what_the_provider_tells(film):
    saved = save(is_draft=False)

    assert (saved["title"], saved["provider"]) == ("A film", "Tube")
    assert saved["found"].player.src == PLAYER
    assert (saved["poster"].credit, saved["poster"].is_decorative) == (
        "Ann / Tube",
        True,
    )
    asked = urlsplit(film.asked[0])
    assert parse_qs(asked.query) == {"url": [FILM], "format": ["json"]}
    told = BLOCK.get_form_state(saved)["found"].splitlines()
    assert told == [FILM, "Visitors can load the player of PeerTube (tube.example)."]
    stored = BLOCK.get_prep_value(saved)
    assert BLOCK.get_prep_value(BLOCK.to_python(stored)) == stored
    assert "<" not in str(stored)


def test_saving_again_and_again_asks_once_and_changes_nothing(film):
    first = save()

    assert BLOCK.get_prep_value(save()) == BLOCK.get_prep_value(first)
    assert BLOCK.get_prep_value(save_again(first)) == BLOCK.get_prep_value(first)
    assert len(film.asked) == 2  # what it is, and its picture
    assert CustomImage.objects.count() == 1


def test_a_picture_of_the_site_with_the_same_bytes_is_no_poster(film):
    """It may be one under embargo, which the poster would make public."""
    mine = CustomImage.objects.get(pk=save()["poster"].pk)
    ExternalMedium.objects.all().delete()
    first, second = save(), save(OTHER_FILM)

    assert first["poster"].file_hash == second["poster"].file_hash == mine.file_hash
    assert len({mine, first["poster"], second["poster"]}) == 3


def test_a_poster_whose_file_was_replaced_is_one_no_more(film):
    """What an editor put into its place belongs to something else."""
    poster = save()["poster"]
    poster.file = ContentFile(draw("red"), name="secret.jpg")
    poster.save()

    assert save()["poster"] is None

    let_time_pass(timedelta(days=2))
    again = save()["poster"]
    assert again not in (None, poster)
    assert again.file.name != poster.file.name


def test_the_same_poster_of_one_address_is_stored_once(film):
    poster = save()["poster"]
    let_time_pass(timedelta(days=2))

    assert save()["poster"] == poster
    assert len(film.asked) == 4


def test_what_was_typed_stays(film):
    mine = add_image()

    saved = save(title="Mine", provider="Ours", poster=mine.pk)
    moved = save_again(saved, url=OTHER_FILM)

    for one in (saved, moved):
        assert (one["title"], one["provider"], one["poster"]) == ("Mine", "Ours", mine)


def test_what_was_filled_in_goes_with_its_address(film):
    saved = save(provider="Ours")
    film.tell(ASKED, title="Another film")

    moved = save_again(saved, url=OTHER_FILM)

    assert (moved["title"], moved["provider"]) == ("Another film", "Ours")
    assert moved["poster"] is None
    assert moved["found"].player.src != PLAYER


@pytest.mark.parametrize("broken", ["500", "text", "[]", "{", "40400", "nothing there"])
def test_a_dead_provider_breaks_nothing(provider, broken):
    if broken.isdigit():
        provider.answer(ASKED, code=500)
    elif broken != "nothing there":
        provider.answer(ASKED, broken.encode(), "application/json")

    saved = save()

    assert (saved["title"], saved["provider"]) == ("", "PeerTube (tube.example)")
    assert saved["found"].player.src == PLAYER
    assert (
        "You can give title and picture yourself."
        in BLOCK.get_form_state(saved)["found"]
    )
    assert saved.name == FILM
    save(title="Mine", is_draft=False)
    with pytest.raises(StructBlockValidationError) as refused:
        save(is_draft=False)
    assert list(refused.value.block_errors) == ["title"]
    assert len(provider.asked) == 1


def test_a_provider_is_asked_again_after_a_while(provider):
    save()
    provider.tell(ASKED, title="A film")
    assert save()["title"] == ""
    let_time_pass(timedelta(minutes=6))

    assert save()["title"] == "A film"

    provider.answers.clear()
    let_time_pass(timedelta(days=2))
    late = save()
    assert (late["title"], late["found"].problem) == ("A film", "not-there")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"no picture", "image/jpeg"),
        (draw()[:200], "image/jpeg"),
        (draw(), "text/html"),
        (b"<svg/>", "image/svg+xml"),
        (b"x" * (5 * 1024 * 1024 + 1), "image/jpeg"),
    ],
    ids=["text", "cut", "kind", "svg", "large"],
)
def test_a_picture_that_is_none_is_left_out(film, body, kind):
    film.answer("/poster.jpg", body, kind)

    saved = save(is_draft=False)

    assert (saved["title"], saved["poster"]) == ("A film", None)
    assert saved["found"].problem == "no-poster"


def test_a_picture_of_a_private_network_is_not_fetched(film):
    film.tell(ASKED, title="A film", thumbnail_url="https://inner.example/poster.jpg")
    film.names["inner.example"] = ["169.254.169.254"]

    assert save()["poster"] is None
    assert [host for host, _address in film.connected] == ["tube.example"]


def test_an_address_of_a_private_network_is_not_asked(provider):
    provider.names["tube.example"] = ["10.0.0.7"]

    assert save()["found"].problem == "refused"
    assert provider.connected == []


def test_a_site_without_such_services_asks_nobody(film, monkeypatch):
    monkeypatch.setattr(registry, "_services", {})

    saved = save()

    assert film.asked == []
    assert (saved["title"], saved["provider"]) == ("", "PeerTube (tube.example)")
    told = BLOCK.get_form_state(saved)["found"]
    assert "is not among the services of this site" in told
    assert "This site asks no providers" in told


def test_asking_can_be_switched_off(film, settings):
    settings.EXTERNAL_MEDIA_LOOKUP = False

    assert save()["title"] == ""
    assert film.asked == []


def test_any_site_can_name_its_provider_and_a_player(provider):
    page = b'<link rel="alternate" type="application/json+oembed" href="/oembed?a=b&amp;c=d">'
    provider.answer("/film", page)
    html = '<div><iframe src="//player.example/1" onload="x"></iframe></div>'
    provider.tell("/oembed", title="A talk", html=html, width=640, height="480")

    player = save("https://site.example/film")["found"].player

    assert provider.asked == ["site.example/film", "site.example/oembed?a=b&c=d"]
    assert (player.service, player.src) == ("oembed", "https://player.example/1")
    assert (player.host, player.size) == ("player.example", (640, 480))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Only text</p>",
        '<iframe src="https://a.example/"></iframe><iframe src="https://b.example/">',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe src="https://localhost/admin/"></iframe>',
        None,
        7,
    ],
)
def test_where_no_player_can_be_shown_it_is_a_link(provider, html):
    link = b'<link rel="alternate" type="application/json+oembed" href="/oembed">'
    provider.answer("/film", link)
    provider.tell("/oembed", title=" A \n talk ", html=html)

    saved = save("https://site.example/film", is_draft=False)

    assert (saved["title"], saved["provider"]) == ("A talk", "site.example")
    assert saved.player is None
    assert "Visitors see a link" in BLOCK.get_form_state(saved)["found"]


def test_a_post_is_named_after_who_wrote_it(provider):
    post = "at://did:plc:abc/app.bsky.feed.post/3l6oveex3ii2l"
    provider.tell(
        "/oembed",
        author_name="ESA",
        provider_name="Bluesky Social",
        html=f'<blockquote class="bluesky-embed" data-bluesky-uri="{post}"></blockquote>',
    )

    saved = save("https://bsky.app/profile/esa.int/post/3l6oveex3ii2l")

    assert saved["title"] == "ESA – Bluesky Social"
    assert (
        saved["found"].player.src
        == "https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3l6oveex3ii2l"
    )


def test_nothing_that_a_form_says_of_a_player_is_believed(provider):
    link = b'<link rel="alternate" type="application/json+oembed" href="/oembed">'
    provider.answer("/film", link)
    forged = '{"address": "x", "player": {"src": "https://evil.example/"}}'

    saved = save("https://site.example/film", found=forged)

    assert saved["found"].player is None


def number(count: int) -> str:
    """Return the address of one of many films."""
    return f"https://tube.example/w/kkGMgK9ZtnKfYAgnEtQx{chr(97 + count)}z"


def test_a_link_that_stands_in_the_text_is_not_asked_about_again(film):
    first = save()
    let_time_pass(timedelta(days=30))

    assert save_again(first)["title"] == "A film"
    assert len(film.asked) == 2


def test_nobody_is_asked_where_nobody_saves(film):
    with asking.not_saving():
        previewed = save(title="Mine")

    assert film.asked == []
    assert (previewed["title"], previewed["found"].problem) == ("Mine", "")
    assert previewed["found"].player.src == PLAYER
    assert save()["title"] == "A film"


def test_one_save_asks_about_few_links_and_the_next_about_the_others(film):
    film.tell(ASKED, title="A film")
    many = [number(one) for one in range(asking.MOST_PER_SAVE + 2)]
    first = [save(url, provider="Typed") for url in many]

    assert len(film.asked) == asking.MOST_PER_SAVE
    assert [one["title"] for one in first[-2:]] == ["", ""]
    assert [one["provider"] for one in first] == ["Typed"] * len(many)
    assert {one["found"].problem for one in first[-2:]} == {"next-save"}
    assert "Save again" in BLOCK.get_form_state(first[-1])["found"]
    with pytest.raises(StructBlockValidationError) as refused:
        save_again(first[-1], is_draft=False)
    assert "Save again" in str(refused.value.block_errors["title"])

    with asking.saving("ann"):
        second = [save_again(one) for one in first]
    assert [one["title"] for one in second] == ["A film"] * len(many)
    assert len(film.asked) == len(many)


def test_one_person_asks_about_some_links_in_an_hour(film, monkeypatch):
    film.tell(ASKED, title="A film")
    monkeypatch.setattr(asking, "PER_PERSON", asking.Places("asked", 2, 3600))
    titles = [save(number(one))["title"] for one in range(3)]
    with asking.saving("ann"):
        late = save(number(3))
    with asking.saving("bob"):
        other = save(number(4))

    assert titles == ["A film", "A film", ""]
    assert late["found"].problem == "next-hour"
    assert other["title"] == "A film"
    caches["limits"].clear()
    with asking.saving("ann"):
        assert save_again(late)["title"] == "A film"


def test_one_save_waits_for_providers_as_long_as_for_two(provider, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS_PER_SAVE", 0.4)
    monkeypatch.setattr(lookup, "SECONDS", 0.2)
    provider.answers[ASKED] = lambda handler: time.sleep(0.6)
    began = time.monotonic()
    with asking.saving("ann"):
        found = [save(number(one))["found"].problem for one in range(5)]

    assert time.monotonic() - began < 1
    assert found[0] == "too-slow"
    assert found[-1] == "next-save"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"code": 404}, "not-there"),
        ({"code": 410}, "not-there"),
        ({"code": 401}, "withheld"),
        ({"code": 403}, "withheld"),
        ({"code": 500}, "unusable"),
        ({"code": 429}, "unusable"),
        ({"body": b"x" * 600_000, "kind": "application/json"}, "too-large"),
        ({"body": b"{", "kind": "application/json"}, "unusable"),
        ({"body": b"<p>", "kind": "text/html"}, "unusable"),
        ({"code": 302, "Location": "https://inner.example/"}, "refused"),
        ({"code": 302, "Location": "https://tube.example:8443/"}, "unfit"),
        ({"code": 302, "Location": "/services/oembed"}, "unusable"),
    ],
)
def test_says_why_nothing_was_found(provider, answer, problem):
    provider.names["inner.example"] = ["10.0.0.7"]
    provider.answer(ASKED, **answer)

    saved = save()

    assert saved["found"].problem == problem
    told = str(ExternalMedium.Problem(problem).label)
    assert told in BLOCK.get_form_state(saved)["found"]


def test_says_that_nobody_answers_or_tells(provider, monkeypatch):
    provider.answer("/film", b"<title>A page</title>")
    assert save("https://site.example/film")["found"].problem == "untold"

    def refuse(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr(lookup, "fetcher", lookup.Fetcher(provider.resolve, refuse))
    assert save()["found"].problem == "no-answer"


@pytest.mark.parametrize(
    "page",
    [
        '<link rel="alternate" type="application/json+oembed" href="http://[">',
        '<link rel="alternate" type="application/json+oembed">',
        "<head><![foo[ x",
        "<a " * 10_900,
        "<link " * 10_900,
    ],
    ids=["no address", "no href", "no mark", "open", "open links"],
)
def test_a_page_that_no_parser_takes_tells_nothing(provider, page):
    provider.answer("/talk", page.encode())

    saved = save("https://page.example/talk")

    assert saved["found"].problem == ExternalMedium.Problem.UNTOLD


@pytest.mark.parametrize(
    "html",
    ["<![foo[ x", "\ud800", "<a " * 10_900, "<iframe " * 10_900, "<iframe>"],
    ids=["no mark", "half", "open", "open frames", "no address"],
)
def test_html_that_no_parser_takes_has_no_player(provider, html):
    provider.tell(ASKED, title="\u202eA film\u200b", html=html)

    saved = save()

    assert saved["title"] == "A film"
    assert not saved["found"].problem
