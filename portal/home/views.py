"""Addresses of the site that are not pages."""

from __future__ import annotations

import sys
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views import defaults
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.vary import vary_on_headers
from django.views.generic import RedirectView

from portal.core import outages
from portal.core.addresses import absolute, page_path
from portal.core.languages import content_languages
from portal.core.querysets import public_pages
from portal.home.frame import Frame

SITEMAPS = ("sitemap", "news_sitemap")


@vary_on_headers("Accept-Language")
def best_language(request: HttpRequest) -> HttpResponse:
    """Lead from the bare domain to the language that the browser asks for."""
    language = get_language_from_request(request)
    return redirect(f"/{language}/")


def not_translated(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """Say that a page does not exist in a language, and where it does.

    ``key`` is what its versions have in common: a serial number would tell how many
    pages there are that nobody may see. Leads on to the translation as soon as there
    is one.
    """
    if language not in content_languages():
        raise Http404
    versions = list(public_pages().filter(translation_key=key).select_related("locale"))
    if not versions:
        raise Http404
    with translation.override(language):
        for version in versions:
            if version.locale.language_code == language:
                return redirect(page_path(version))
        return render(
            request,
            "home/not_translated.html",
            {
                "versions": [
                    {
                        "title": version.title,
                        "url": page_path(version),
                        "language": version.locale.language_code,
                        "language_name": version.locale.get_display_name(),
                    }
                    for version in versions
                ]
            },
        )


def not_translated_by_number(
    request: HttpRequest, language: str, page_id: int
) -> HttpResponse:
    """Lead from the address that "not translated" once had to the present one."""
    page = public_pages().filter(pk=page_id).first()
    if page is None:
        raise Http404
    return redirect("not_translated", language, page.translation_key, permanent=True)


@cache_control(public=True, max_age=3600)
def theme(request: HttpRequest) -> HttpResponse:
    """Answer with the accent colour of the site settings as custom properties.

    A style sheet of its own, because the content security policy forbids inline
    styles.
    """
    site = Frame(request).site
    css = (
        f":root {{ --accent: light-dark({site.accent_light}, {site.accent_dark}); }}\n"
    )
    return HttpResponse(css, content_type="text/css; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemaps are and what is not worth reading.

    Documents below ``/documents/`` may be found: those of drafts refuse to answer,
    and those of public pages belong to them.
    """
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *(f"Disallow: /{code}/search/" for code, _name in settings.LANGUAGES),
        *(f"Sitemap: {absolute(reverse(name))}" for name in SITEMAPS),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the login of the admin, the only one there is, and back from there.

    Raises PermissionDenied for who is signed in already: the login would lead them
    back to the page that sent them here, and so on without end.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    login = RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)
    return login(request)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the language of the address, else in the browser's."""
    prefix = request.path_info.lstrip("/").partition("/")[0]
    known = prefix in content_languages()
    language = prefix if known else get_language_from_request(request)
    with translation.override(language):
        return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, unless it is the database that keeps no session."""
    if outages.is_outage(exception):
        return outages.answer(request)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in both languages, or 503 when the database cannot be used.

    Called while the error is being handled, by every layer of middleware alike.
    Asks the database for nothing.
    """
    if outages.is_outage(sys.exc_info()[1]):
        return outages.answer(request)
    return render(None, "500.html", status=500)
