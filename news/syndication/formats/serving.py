"""Answer at the addresses of the formats, below that of the page of a release."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from news.models.release import Release
from news.syndication.formats.catalogue import BY_PATH, Format
from news.syndication.formats.sources import Source, source_of
from portal.core.documents import Document, load_kept, respond
from portal.core.languages import in_its_language
from portal.core.slugs import ascii_slug


def find_format(release: Release, parts: list[str]) -> Format | None:
    """Return the format at a path below a page; None where there is none.

    ``released_at`` is looked at once more: a leaked embargo cannot be taken back.
    """
    if not release.live or release.is_embargoed:
        return None
    return BY_PATH.get("/".join(parts))


def serve(request: HttpRequest, release: Release, format: Format) -> HttpResponse:
    """Answer with a format of a release, which is the same for everybody.

    Of a restricted page it is for those who may read the page: Wagtail says that
    nobody keeps it, where nothing says otherwise.
    """
    document = load_kept(
        f"release {release.pk} {format.path}", lambda: build_document(release, format)
    )
    response = respond(request, document)
    if not release.is_unrestricted:
        del response["Cache-Control"]
    return response


@in_its_language
def build_document(release: Release, format: Format) -> Document:
    """Return a format of a release in the language of the release."""
    source = source_of(release)
    return Document(
        format.build(source),
        format.media_type,
        format.changed_at(source),
        _headers(source, format),
        status=_status(release, format),
    )


def _status(release: Release, format: Format) -> HTTPStatus:
    """Return 410 for what holds the text of a withdrawn release (RFC 9110, 15.5.11).

    The picture for links that were shared says in itself that it is withdrawn.
    """
    is_gone = release.is_withdrawn and format.is_listed
    return HTTPStatus.GONE if is_gone else HTTPStatus.OK


def _headers(source: Source, format: Format) -> dict[str, str]:
    """Return where the page is, so that search engines list it and not its formats."""
    links = {source.address: "canonical"} | dict(format.links)
    headers = {
        "Link": ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links.items()),
        "Access-Control-Allow-Origin": "*",
    }
    if format.suffix:
        how = "inline" if format.is_shown else "attachment"
        name = f"{source.released_at:%Y-%m-%d}-{ascii_slug(source.release.slug)}"
        headers["Content-Disposition"] = (
            f'{how}; filename="{name.strip("-")}.{format.suffix}"'
        )
    return headers
