"""Find and serve the page at an address, in as few queries as there are questions."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from wagtail import hooks
from wagtail.models import Page, Site

from portal.core import documents
from portal.core.querysets import is_shown, served_pages


def menu(request: HttpRequest, language: str = "") -> list[Page]:
    """Return the home page of a language and its children in menus.

    Of the active language by default. Asked once per request. Empty where the language
    has no public home page.
    """
    language = language or get_language() or ""
    known = vars(request).setdefault("_dateline_menus", {})
    if language not in known:
        site = Site.find_for_request(request)
        pages = []
        if site:
            is_home = Q(translation_key=site.root_page.translation_key)
            in_menu = Q(depth=site.root_page.depth + 1, show_in_menus=True)
            pages = list(
                served_pages()
                .filter(is_home | in_menu, locale__language_code=language)
                .select_related("locale", "content_type")
                .order_by("path")
            )
        has_home = pages and pages[0].depth == site.root_page.depth
        known[language] = pages if has_home else []
    return known[language]


def find_page(request: HttpRequest, path: str) -> tuple[Page, list, dict]:
    """Return the page that answers at a path below the language prefix.

    Returns page, arguments and keywords for ``page.serve``. Raises Http404.
    """
    pages = menu(request)
    if not pages:
        raise Http404
    home = pages[0]
    parts = [part for part in path.split("/") if part]
    addresses = [
        home.url_path + "".join(f"{part}/" for part in parts[:count])
        for count in range(len(parts) + 1)
    ]
    known = {page.url_path: page for page in pages}
    if addresses[-1] in known:
        page = known[addresses[-1]]
    else:
        # By slug too, which has an index: else every lookup goes through all pages.
        page = (
            served_pages()
            .filter(url_path__in=addresses, slug__in=[home.slug, *parts])
            .filter(path__startswith=home.path)
            .select_related("locale", "content_type")
            .order_by("-depth")
            .first()
        )
    if page is None:
        raise Http404
    rest = parts[page.depth - home.depth :]
    specific = page.specific
    specific.locale = page.locale
    specific.is_unrestricted = not page.is_restricted
    found = specific.route(request, rest)
    # A page is also found by the one above it, which asks for its switch only.
    if not is_shown(found.page):
        raise Http404
    return found.page, found.args, found.kwargs


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the page or the document at a path."""
    if documents.is_kept(path):
        return documents.answer(request, lambda: _serve_page(request, path))
    return _serve_page(request, path)


def _serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the page at a path, with Wagtail's hooks around it."""
    page, args, kwargs = find_page(request, path)
    for before in hooks.get_hooks("before_serve_page"):
        response = before(page, request, args, kwargs)
        if isinstance(response, HttpResponse):
            return response
    answer = _last_link
    for around in reversed(hooks.get_hooks("on_serve_page")):
        answer = around(answer)
    response = answer(page, request, args, kwargs)
    if not getattr(page, "is_unrestricted", False):
        # Who may read it was asked for this visitor only: nothing to keep.
        vars(response).pop("document", None)
    return response


def _last_link(page: Page, request: HttpRequest, args, kwargs) -> HttpResponseBase:
    return page.serve(request, *args, **kwargs)
