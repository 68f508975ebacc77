"""After the last day of its licence nothing shows a picture or links to a document."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

import pytest

from news.pages import PressReleasePage
from news.syndication.formats.catalogue import BY_PATH
from portal.core.file_keys import PARAMETER
from portal.core.models import CustomDocument
from tests.factories import add_document, add_image, add_person, add_release
from tests.pictures.test_private_files import block, link_to, picture_block

pytestmark = pytest.mark.django_db

SECRETS = ("Secret credit", "/media/images/", "/documents/")


@pytest.fixture
def release(newsroom) -> PressReleasePage:
    lead, inside = (add_image(credit="Secret credit") for _ in range(2))
    document, linked = add_document("Secret data"), add_document()
    return add_release(
        newsroom,
        slug="a-bridge",
        lead_image=lead,
        body=[
            picture_block(inside),
            block(document),
            {"type": "prose", "value": f"<p>Before.</p>{link_to(linked)}"},
        ],
    )


def end(release: PressReleasePage, days: int = 1) -> None:
    for row in (type(release.lead_image), type(add_document())):
        for file in row.objects.all():
            file.usable_until = timezone.localdate() - timedelta(days=days)
            file.save()


def addresses(release: PressReleasePage) -> list[str]:
    return [
        release.url,
        "/en/",
        "/en/newsroom/",
        *(f"/en/newsroom/feed/{form}" for form in ("", "atom/", "json/")),
        *(f"{release.url}{path}/" for path in BY_PATH),
        "/api/v2/releases/",
        f"/api/v2/releases/{release.translation_key}/en/",
        "/graph/graph.jsonld",
    ]


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode(errors="replace")


def test_no_output_shows_what_has_ended(release):
    shown = {address: read(address) for address in addresses(release)}
    showing = [one for one, text in shown.items() if "/media/images/" in text]
    assert len(showing) > 8

    end(release)

    for address in addresses(release):
        text = read(address)
        assert not [secret for secret in SECRETS if secret in text], address
    assert "Before." in read(release.url)


@pytest.mark.parametrize("change", ["deleted", "replaced"])
def test_a_download_that_is_gone_is_offered_nowhere(release, change):
    downloads = release.record.downloads
    assert len(downloads) == 1
    gone = downloads[0].url
    offering = [one for one in addresses(release) if gone in read(one)]
    assert f"/api/v2/releases/{release.translation_key}/en/" in offering
    assert release.url in offering
    document = CustomDocument.objects.get(title="Secret data")
    if change == "deleted":
        document.delete()
    else:
        document.file = ContentFile(b"new", name="new.txt")
        document.save()
    assert Client().get(gone).status_code == 404

    for address in addresses(release):
        assert gone not in read(address), address


def test_the_last_day_is_one_of_them(release):
    end(release, days=0)

    assert "/media/images/" in read(release.url)
    assert "/media/images/" in read("/en/newsroom/feed/")


def test_portrait_that_has_ended_is_not_shown(site):
    person = add_person("Ada", slug="ada", portrait=add_image())
    address = "/en/partners/people/ada/"
    assert "/media/images/" in read(address)

    person.portrait.usable_until = timezone.localdate() - timedelta(days=1)
    person.portrait.save()

    assert "/media/images/" not in read(address)


def test_texts_ask_for_files_once_for_all_releases(client, newsroom, count_queries):
    def add(count: int) -> None:
        for _ in range(count):
            add_release(newsroom, lead_image=add_image(), body=[block(add_document())])

    add(2)
    few = [count_queries(url) for url in ("/en/newsroom/feed/", "/api/v2/releases/")]
    add(4)

    assert few == [
        count_queries(url) for url in ("/en/newsroom/feed/", "/api/v2/releases/")
    ]


def test_preview_shows_private_files_by_key(client, sign_in, newsroom):
    release = add_release(newsroom, lead_image=add_image())
    draft = PressReleasePage.objects.get(pk=release.pk)
    draft.lead_image = add_image()
    draft.body = [block(add_document())]
    draft.save_revision()
    sign_in("Editors")

    html = client.get(f"/admin/pages/{release.pk}/view_draft/").content.decode()

    assert f".webp?{PARAMETER}=" in html
    assert f".csv?{PARAMETER}=" in html
    assert f"?{PARAMETER}=" not in read(release.url)


def test_editors_still_see_what_has_ended(client, sign_in):
    image = add_image(usable_until=timezone.localdate() - timedelta(days=1))
    sign_in("Editors")

    form = client.get(f"/admin/images/{image.pk}/").content.decode()

    assert client.get(image.get_rendition("max-165x165").url).status_code == 200
    assert "This day has passed." in form


def test_the_desk_names_what_ends_soon(client, sign_in):
    day = timezone.localdate()
    add_image("Ends soon", usable_until=day + timedelta(days=20))
    add_image("Ends late", usable_until=day + timedelta(days=40))
    add_image("Ended long ago", usable_until=day - timedelta(days=40))
    document = add_document("Ends with it")
    document.usable_until = day
    document.save()
    sign_in("Editors")

    html = client.get("/admin/").content.decode()

    assert "Ends soon" in html
    assert "Ends with it" in html
    assert "Ends late" not in html
    assert "Ended long ago" not in html


def test_the_desk_names_portraits_whose_consent_ends_soon(client, sign_in):
    today = timezone.localdate()

    def add(name: str, days: int, **values) -> None:
        until = today + timedelta(days=days)
        values.setdefault("portrait", add_image())
        add_person(name, portrait_consent_until=until, **values)

    add("Ada Soon", 3)
    add("Ada Today", 0)
    add("Ada Late", 31)
    add("Ada Over", -1)
    add("Ada Without", 3, portrait=None)
    sign_in("Moderators")

    html = client.get("/admin/").text

    assert "Ada Soon" in html
    assert "3 days left" in html
    assert "Ada Today" in html
    assert "ends today" in html
    for name in ("Late", "Over", "Without"):
        assert f"Ada {name}" not in html
