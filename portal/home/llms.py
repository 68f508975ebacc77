"""What language models read first: where things are, in one short file.

Source: llmstxt.org. A heading with the name, a quotation that says what the site
is, and lists of links, each to something that is made for machines.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from news.pages import NewsIndexPage, PressReleasePage
from news.syndication.feeds.catalogue import FORMATS, NAMES
from news.syndication.feeds.entries import shown_title
from news.syndication.formats.catalogue import CATALOGUE
from news.syndication.formats.markdown import escape
from portal.core.addresses import absolute
from portal.core.documents import Document, load_kept, respond
from portal.core.languages import content_languages, own_names
from portal.core.models import SiteSettings
from portal.core.querysets import public_pages

NEWEST = 20
API = "/api/v2/"


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """Answer with the guide to the site, the same for everybody."""
    return respond(request, load_kept("llms.txt", _build))


def _build() -> Document:
    text = "\n".join(_lines()) + "\n"
    return Document(text.encode(), "text/plain; charset=utf-8")


def _lines() -> Iterator[str]:
    """Yield the file: what the site is, then a section for every language."""
    first, *others = _languages()
    with translation.override(first):
        site = SiteSettings.load_default()
        yield f"# {escape(str(site.name) or _('Newsroom'))}"
        summary = str(site.tagline) or _("The newsroom of a research unit.")
        yield f"\n> {escape(summary)}\n"
        yield _("Every press release can be had as Markdown, plain text, PDF and data.")
        paths = ", ".join(f"`{form.path}/`" for form in CATALOGUE if form.is_listed)
        yield _("Put one of these behind its address: %(paths)s") % {"paths": paths}
        yield f"\n## {_('Lists and data')}\n"
        yield from _newsrooms(first)
        yield from _data()
        yield f"\n## {_('Newest press releases')}\n"
        yield from _releases(first)
    for language in others:
        with translation.override(language):
            yield f"\n## {own_names()[language]}\n"
            yield from _newsrooms(language)
            yield from _releases(language)


def _languages() -> list[str]:
    """Return the languages of the site, the default one first."""
    default = settings.LANGUAGE_CODE
    return sorted(content_languages(), key=lambda code: code != default)


def _newsrooms(language: str) -> Iterator[str]:
    """Yield the lists of releases of a language, each with its feeds."""
    newsrooms = (
        public_pages(NewsIndexPage)
        .filter(locale__language_code=language)
        .select_related("locale")
        .order_by("path")
    )
    for newsroom in newsrooms:
        yield _link(newsroom.title, newsroom.full_url, _("all press releases"))
        for form, path in FORMATS.items():
            title = _("%(newsroom)s: feed") % {"newsroom": newsroom.title}
            yield _link(title, f"{newsroom.full_url}feed/{path}", NAMES[form])


def _data() -> Iterator[str]:
    """Yield what there is for machines, as far as this site has it."""
    try:
        resolve(API)
    except Resolver404:
        pass
    else:
        yield _link(_("API"), absolute(API), _("read only, JSON"))
    yield _link(_("Open data"), absolute(reverse("graph")), _("JSON-LD and CSV"))
    whole = absolute(reverse("graph_jsonld"))
    yield _link(_("The whole graph"), whole, "JSON-LD")
    yield _link(_("Sitemap"), absolute(reverse("sitemap")), "XML")


def _releases(language: str) -> Iterator[str]:
    """Yield the newest releases of a language, as Markdown."""
    newest = (
        PressReleasePage.objects.released()
        .in_language(language)
        .newest_first()
        .for_lines()[:NEWEST]
    )
    for release in newest:
        day = timezone.localtime(release.released_at).date()
        about = date_format(day, "DATE_FORMAT")
        if release.standfirst:
            about += f": {escape(release.standfirst)}"
        yield _link(shown_title(release), f"{release.full_url}md/", about)


def _link(title: str, address: str, about: str) -> str:
    return f"- [{escape(title)}]({iri_to_uri(address)}): {about}"
