"""The addresses of the sitemaps."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.core.documents import load_kept, respond
from portal.home.sitemaps import documents, news


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the sitemap, or with the index of its sections."""
    return respond(request, load_kept("sitemap", documents.whole))


@require_safe
def section(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with a section of the sitemap."""
    return respond(
        request,
        load_kept(f"sitemap section {number}", lambda: documents.section(number)),
    )


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the sitemap for Google News."""
    return respond(request, load_kept("news sitemap", news.latest))
