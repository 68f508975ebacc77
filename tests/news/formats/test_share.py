from io import BytesIO

import pytest
from PIL import Image

from news.syndication.formats import serving, share
from news.syndication.formats.catalogue import BY_PATH
from portal.core.models import SiteSettings
from tests.factories import add_image, add_release

ACCENT = (11, 92, 122)
PAPER = (251, 250, 247)


@pytest.fixture
def picture(get):
    """Ask for the picture that is shared for a release."""

    def ask(release) -> Image.Image:
        return opened(get(release, "share").content)

    return ask


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def margins_are_empty(picture: Image.Image) -> bool:
    """Tell whether nothing is printed where nothing belongs."""
    edges = [
        (30, 0, 66, 630),
        (1135, 0, 1200, 630),
        (30, 0, 1200, 50),
        (30, 590, 1200, 630),
    ]
    return all(picture.crop(box).getcolors() == [(area(box), PAPER)] for box in edges)


def area(box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


TITLES = {
    "short": "Kurz",
    "umlauts": "Größe, Öl & Äpfel — „Zitat“",
    "one long word": "W" * 255,
    "long": "Ein sehr langer Titel " * 12,
    "10,000 characters": "Wort " * 2000,
    "10,000 in one word": "x" * 10_000,
    "code": '#set page(fill: red) $x$ @misc{ ]]> \\ "',
    "no such letters": "中文标题 😀",
    "only a picture": "😀",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=list(TITLES))
def test_is_as_large_as_it_says_and_never_overflows(newsroom, title):
    release = add_release(newsroom, "Title", kicker="Kicker " * 10)
    release.title = title  # not saved: some are longer than a database takes

    found = opened(serving.build_document(release, BY_PATH["share"]).content)

    assert found.size == (share.WIDTH, share.HEIGHT)
    assert margins_are_empty(found)


def test_has_the_colour_of_the_site(picture, newsroom):
    settings = SiteSettings.load_default()
    before = picture(add_release(newsroom)).getpixel((5, 300))
    settings.accent_light = "#8a1c1c"
    settings.save()

    assert before == ACCENT
    assert picture(add_release(newsroom)).getpixel((5, 300)) == (0x8A, 0x1C, 0x1C)


def test_two_headlines_are_two_pictures(get, newsroom):
    one, other = (add_release(newsroom, title) for title in ("One", "Other"))

    assert get(one, "share").content == get(one, "share").content
    assert get(one, "share").content != get(other, "share").content


def test_is_what_social_media_are_told_of_a_release_without_a_picture(client, newsroom):
    release = add_release(newsroom, slug="bare")

    html = client.get(release.get_url()).content.decode()

    assert (
        'property="og:image" content="http://localhost/en/newsroom/bare/share/"' in html
    )
    assert f'property="og:image:width" content="{share.WIDTH}"' in html
    assert f'property="og:image:height" content="{share.HEIGHT}"' in html


def test_a_lead_picture_goes_first(client, newsroom):
    release = add_release(newsroom, lead_image=add_image())

    html = client.get(release.get_url()).content.decode()

    assert "share/" not in html
    assert html.count('property="og:image"') == 1


def test_no_picture_is_made_at_publication(newsroom, monkeypatch):
    made = []
    monkeypatch.setattr(share.typesetting, "png", lambda *args: made.append(args))

    add_release(newsroom)

    assert made == []
