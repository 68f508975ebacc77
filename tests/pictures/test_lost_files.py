"""Pages, feeds and forms of releases whose files are lost, and the command that says so."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.management import CommandError, call_command
from django.urls import reverse

import pytest
from PIL import Image

from news.record.build import FEED_PICTURE
from portal.core.models import CustomDocument, CustomImage
from tests import factories
from tests.pictures import samples
from tests.pictures.test_renditions import as_before

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/en/",
    "/en/newsroom/",
    "/en/newsroom/lost/",
    "/en/newsroom/feed/",
    "/en/newsroom/feed/atom/",
    "/en/newsroom/feed/json/",
    *(
        f"/en/newsroom/lost/{form}/"
        for form in ("share", "pdf", "ninjs", "jsonld", "md", "txt", "cite/ris")
    ),
    "/en/partners/institutions/lost/",
    "/en/partners/people/lost/",
    "/en/search/?q=lost",
    "/api/v2/releases/",
    "/api/v2/institutions/lost/",
    "/api/v2/people/lost/",
    "/graph/graph.jsonld",
    "/sitemap.xml",
    "/llms.txt",
]


def lose(row) -> None:
    row.file.storage.delete(row.file.name)


def add_document() -> CustomDocument:
    file = ContentFile(b"1,2", name="data.csv")
    return CustomDocument.objects.create(title="Data", file=file)


@pytest.fixture
def release(newsroom):
    """A release with pictures everywhere, and a document."""
    image, second = factories.add_image("Bridge"), factories.add_image("Arches")
    document = add_document()
    institution = factories.add_institution("Lost", slug="lost", logo=second)
    person = factories.add_person("Ada Lost", slug="lost", portrait=second)
    body = [
        {"type": "picture", "value": {"image": {"image": second.pk}, "caption": ""}},
        {"type": "document", "value": {"document": document.pk, "title": ""}},
    ]
    release = factories.draft_release(
        newsroom, "Lost", slug="lost", lead_image=image, body=body
    )
    release.lead_image.save()
    assert institution.pk
    assert person.pk
    return factories.publish(release)


def test_the_picture_is_shown_while_its_file_is_there(client, release):
    html = client.get("/en/newsroom/lost/").content.decode()
    assert html.count("<figure") == 2
    assert "share/" not in html.partition("</head>")[0].partition("og:image")[2][:200]


@pytest.mark.parametrize(
    "address",
    [
        "/en/partners/institutions/lost/",
        "/en/partners/people/lost/",
        "/en/newsroom/feed/atom/",
        "/en/newsroom/lost/md/",
    ],
)
def test_pictures_are_drawn_where_they_are_decided_upon(client, release, address):
    content = client.get(address).content.decode()
    assert "CustomRendition" not in content
    assert re.search(r"(?:<|&lt;)img [^>]*/media/images/|!\[[^]]*\]\(http", content)


def test_a_lost_original_costs_nothing_while_its_sizes_are_there(client, release):
    for image in CustomImage.objects.all():
        lose(image)
    for address in PUBLIC:
        assert client.get(address).status_code == 200, address


def test_a_lost_original_costs_the_picture_only(client, release):
    for image in CustomImage.objects.all():
        image.renditions.all().delete()
        lose(image)
    lose(CustomDocument.objects.get())
    for address in PUBLIC:
        response = client.get(address)
        assert response.status_code == 200, address
        if "html" in response["Content-Type"]:
            assert "not-found" not in response.content.decode(), address
            assert "<figure" not in response.content.decode(), address


def test_a_release_can_be_published_without_its_lost_picture(client, release):
    for image in CustomImage.objects.all():
        image.renditions.all().delete()
        lose(image)
    release.refresh_from_db()
    factories.publish(release)
    release.refresh_from_db()
    assert release.record.image is None
    assert "<figure" not in release.feed_html


def test_a_release_can_be_published_without_the_size_that_feeds_get(release):
    lead = release.get_latest_revision_as_object().lead_image
    lose(lead.get_rendition(FEED_PICTURE))

    release = factories.publish(release.get_latest_revision_as_object())

    assert release.live
    assert release.record.image is None


def test_a_full_disk_costs_the_picture_only(client, release, monkeypatch):
    for image in CustomImage.objects.all():
        image.renditions.all().delete()

    def fill(content, *args, **kwargs):
        yield b"as much as there is room for"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(File, "chunks", fill)
    folder = Path(settings.MEDIA_ROOT, "images")
    before = set(folder.iterdir())

    for address in PUBLIC:
        assert client.get(address).status_code == 200, address

    assert set(folder.iterdir()) == before


def test_lists_of_the_admin_open_without_lost_files(sign_in, release):
    for row in (*CustomImage.objects.all(), CustomDocument.objects.get()):
        lose(row)
    client = sign_in("Editors")
    for name in ("wagtailimages:index", "wagtaildocs:index", "wagtailadmin_home"):
        assert client.get(reverse(name)).status_code == 200
    edit = reverse("wagtailimages:edit", args=[CustomImage.objects.first().pk])
    assert client.get(edit).status_code == 200


def check(*options: str) -> str:
    """Run the command, which must find nothing wrong in the end."""
    output = StringIO()
    call_command("check_files", *options, stdout=output)
    return output.getvalue()


def complaints(*options: str) -> list[str]:
    """Run the command, which must fail; return what it names."""
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("check_files", *options, stdout=output)
    return output.getvalue().splitlines()


def test_the_command_is_content_with_what_comes_in_now(db):
    image = factories.add_image()
    image.file.save("a.jpg", ContentFile(samples.burdened()))
    image.save()
    image.get_renditions("width-100|format-webp", "width-100|format-jpeg")
    add_document()
    assert check() == "All files are there, and all pictures are safe.\n"


def test_the_command_names_every_missing_file(db):
    image, document = factories.add_image("Bridge"), add_document()
    rendition = image.get_rendition("width-100")
    for row in (image, rendition, document):
        lose(row)
    assert complaints() == [
        f"missing: picture {image.pk} “Bridge”, {image.file.name}",
        f"missing: size of picture {image.pk} “Bridge”, {rendition.file.name}",
        f"missing: document {document.pk} “Data”, {document.file.name}",
    ]


def test_mending_forgets_missing_sizes_and_leaves_missing_originals(db):
    image, lost = factories.add_image("Bridge"), factories.add_image("Lost")
    lose(image.get_rendition("width-100"))
    lose(lost)
    first, second = complaints("--mend")
    assert first.endswith("– take it from a backup")
    assert second.endswith("– mended")
    assert not image.renditions.exists()
    assert len(complaints()) == 1


def test_mending_makes_old_pictures_safe_once(db):
    image = as_before(samples.burdened())
    CustomImage.objects.filter(pk=image.pk).update(
        focal_point_x=60, focal_point_y=20, focal_point_width=8, focal_point_height=4
    )
    old = image.file.name
    storage = image.file.storage
    rendition = image.get_rendition("width-100|format-jpeg")
    with storage.open(rendition.file.name, "wb") as file:
        file.write(samples.burdened())
    assert [line[:9] for line in complaints()] == ["not safe:"] * 2

    assert check("--mend").count("– mended") == 2

    image.refresh_from_db()
    with image.file.open("rb") as file:
        assert samples.secrets_in(file.read()) == []
    assert (image.width, image.height) == (400, 800)
    assert image.file_size == storage.size(image.file.name)
    assert image.get_focal_point() is None  # it was drawn on its side
    assert not storage.exists(old)
    # Feeds and mails hold the address of the size.
    kept = image.renditions.get()
    assert kept.file.name == rendition.file.name
    assert samples.secrets_in(kept.file.read()) == []
    assert "mended" not in check("--mend")


def test_mending_moves_the_focal_point_with_the_pixels(db, monkeypatch):
    monkeypatch.setattr("portal.core.picture_files.safety.PRESS_SIZE", 400)
    image = as_before(samples.saved(samples.halves(), "PNG"), "a.png")
    CustomImage.objects.filter(pk=image.pk).update(
        focal_point_x=600,
        focal_point_y=200,
        focal_point_width=80,
        focal_point_height=40,
    )
    check("--mend")
    image.refresh_from_db()
    assert (image.width, image.focal_point_x, image.focal_point_y) == (400, 300, 100)
    assert (image.focal_point_width, image.focal_point_height) == (40, 20)


def test_mending_forgets_white_sizes_of_sixteen_bits(db):
    image = as_before(samples.saved(samples.grey_ramp(), "PNG"), "a.png")
    image.get_rendition("width-100")
    check("--mend")
    image.refresh_from_db()
    assert not image.renditions.exists()
    with image.file.open("rb") as file:
        assert Image.open(file).mode == "L"


def test_mending_leaves_what_it_cannot_read_and_says_so(db):
    damaged = as_before(samples.burdened()[:3000])
    moving = as_before(samples.moving(), "a.gif")
    lines = complaints("--mend")
    assert lines[0].endswith("– left: This picture is damaged or incomplete.")
    assert "– left: This picture moves." in lines[1]
    for image in (damaged, moving):
        assert image.file.storage.exists(image.file.name)
