"""Answer at the addresses of the forms, below that of the page of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from news.syndication.forms.catalogue import FORMS, Form
from news.syndication.forms.sources import Source, source_of
from portal.core.documents import Document, kept, respond
from portal.core.languages import in_its_language

if TYPE_CHECKING:
    from news.models import PressReleasePage


def find(release: PressReleasePage, parts: list[str]) -> Form | None:
    """Return the form at a path below a page; None where there is none.

    ``released_at`` is looked at once more: a leaked embargo cannot be taken back.
    """
    if not release.live or release.is_embargoed:
        return None
    return FORMS.get("/".join(parts))


def answer(request: HttpRequest, release: PressReleasePage, form: Form) -> HttpResponse:
    """Answer with a form of a release, which is the same for everybody.

    Of a restricted page it is for those who may read the page: Wagtail says that
    nobody keeps it, where nothing says otherwise.
    """
    document = kept(f"release {release.pk} {form.path}", lambda: build(release, form))
    response = respond(request, document)
    if not release.is_unrestricted:
        del response["Cache-Control"]
    return response


@in_its_language
def build(release: PressReleasePage, form: Form) -> Document:
    """Return a form of a release in the language of the release."""
    source = source_of(release)
    return Document(
        form.build(source),
        form.media_type,
        form.changed_at(source),
        _headers(source, form),
    )


def _headers(source: Source, form: Form) -> dict[str, str]:
    """Return where the page is, so that search engines list it and not its forms."""
    links = {source.address: "canonical"} | dict(form.links)
    headers = {
        "Link": ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links.items()),
        "Access-Control-Allow-Origin": "*",
    }
    if form.suffix:
        how = "inline" if form.is_shown else "attachment"
        name = f"{source.released_at:%Y-%m-%d}-{slugify(source.release.slug)}"
        headers["Content-Disposition"] = (
            f'{how}; filename="{name.strip("-")}.{form.suffix}"'
        )
    return headers
