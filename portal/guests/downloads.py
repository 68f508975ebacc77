"""The files of a release under embargo, each marked with the name of its reader."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.images import get_image_model

from news.models.release import Release
from news.record.build import blocks
from news.syndication.formats.catalogue import BY_PATH
from news.syndication.formats.sources import Source, source_of
from portal.core.addresses import page_path
from portal.core.languages import in_its_language
from portal.core.local_times import zone_name
from portal.core.pictures import pictures_in
from portal.core.slugs import ascii_slug
from portal.guests.doors import gone
from portal.guests.models import GuestLink

# The formats that a journalist takes along, by the last part of their address.
FORMATS = {"pdf": "pdf", "txt": "txt"}
# Large enough for print. Originals may hold the photographer's data and are given to
# nobody.
PICTURE = "max-4000x4000|format-jpeg"


@dataclass(frozen=True)
class Offered:
    """A file that can be downloaded, by the last parts of its address.

    Without a ``kind`` where its title says that.
    """

    path: str
    title: str
    kind: str = ""


@in_its_language
def list_files(release: Release) -> list[Offered]:
    """Return the files of a release that its reader may download."""
    keys = _find_pictures(release)
    pictures = get_image_model().objects.in_bulk(keys)
    return [
        Offered("pdf", _("The release as PDF")),
        Offered("txt", _("The release as text")),
        *(
            Offered(f"picture/{key}", _title_of(pictures[key]), "JPEG")
            for key in keys
            if key in pictures
        ),
        *(
            Offered(f"document/{one.pk}", title, one.file_extension.upper())
            for one, title in _find_documents(release)
        ),
    ]


def _title_of(picture) -> str:
    return str(picture.caption) or picture.default_alt_text or _("Picture")


def answer(
    request: HttpRequest,
    link: GuestLink,
    release: Release,
    lift: datetime,
    parts: list[str],
) -> HttpResponseBase:
    """Answer with a file of a release; nothing but those that belong to it."""
    response = _build(link, release, lift, parts)
    if response is None:
        return gone(request)
    if request.method == "GET":
        link.note("/".join(parts))
    return response


def _build(
    link: GuestLink, release: Release, lift: datetime, parts: list[str]
) -> HttpResponseBase | None:
    if len(parts) == 1 and parts[0] in FORMATS:
        return _send_format(link, release, lift, parts[0])
    if len(parts) != 2 or not parts[1].isascii() or not parts[1].isdigit():
        return None
    kind, key = parts[0], int(parts[1])
    if kind == "picture" and key in _find_pictures(release):
        image = get_image_model().objects.filter(pk=key).first()
        rendition = image.in_size(PICTURE) if image else None
        return _send_file(rendition and rendition.file, link, release)
    if kind == "document":
        found = {one.pk: one for one, _title in _find_documents(release)}
        return _send_file(found[key].file, link, release) if key in found else None
    return None


def find_public(release: Release, parts: list[str]) -> str:
    """Return the path that everybody finds a file of a public release at, or nothing."""
    match parts:
        case [name] if name in FORMATS and not release.is_withdrawn:
            return f"{page_path(release)}{FORMATS[name]}/"
        case ["picture", key]:
            shown = {str(one): one for one in _find_pictures(release)}
            image = get_image_model().objects.filter(pk=shown.get(key)).first()
            rendition = image.in_size(PICTURE) if image else None
            return rendition.url if rendition else ""
        case ["document", key]:
            found = {str(one.pk): one for one, _title in _find_documents(release)}
            return found[key].url if key in found else ""
    return ""


def _send_format(
    link: GuestLink, release: Release, lift: datetime, name: str
) -> HttpResponse:
    format = BY_PATH[FORMATS[name]]
    source = mark(source_of(release), link, lift)
    return HttpResponse(
        format.build(source),
        content_type=format.media_type,
        headers=_disposition(f"{_file_name(link, release)}.{name}"),
    )


def _send_file(file, link: GuestLink, release: Release) -> HttpResponseBase | None:
    if not file:
        return None
    try:
        opened = file.open("rb")
    except OSError:
        return None  # the file is lost; the release is not
    suffix = PurePath(file.name).suffix
    return FileResponse(
        opened, as_attachment=True, filename=f"{_file_name(link, release)}{suffix}"
    )


def mark(source: Source, link: GuestLink, lift: datetime) -> Source:
    """Return a source whose formats say until when nobody else reads it, and who does."""
    at = timezone.localtime(lift)
    told = _("until %(at)s (%(zone)s time). Copy of %(guest)s.") % {
        "at": date_format(at, "DATETIME_FORMAT"),
        "zone": zone_name(),
        "guest": link.guest,
    }
    return replace(source, mark=told)


def _file_name(link: GuestLink, release: Release) -> str:
    """Return what a file is called: that it is under embargo, which, whose."""
    day = timezone.localtime(release.released_at)
    name = f"embargo-{day:%Y-%m-%d}-{ascii_slug(release.slug)}-{ascii_slug(link.name)}"
    return name.strip("-")


def _disposition(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _find_pictures(release: Release) -> list[int]:
    """Return the keys of the pictures of a release, the lead picture first."""
    keys = [release.lead_image_id] if release.lead_image_id else []
    for block in release.body.raw_data:
        keys += pictures_in(dict(block))
    return list(dict.fromkeys(keys))


def _find_documents(release: Release) -> list[tuple]:
    """Return the documents of a release, each with the title that it has there."""
    return [
        (document, value["title"] or document.title)
        for value in blocks(release, "document")
        if (document := value["document"])
    ]
