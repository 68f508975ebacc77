"""Addresses of releases that are not pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_from_request

from news.models import ReleaseNumber
from news.pages import PressReleasePage
from portal.core.addresses import page_path


def short_address(
    request: HttpRequest, year: str, number: str, suffix: str
) -> HttpResponse:
    """Lead from the permanent short address of a number to the release.

    To the version in the browser's language where there is one. Also from a number
    that the release had before.
    """
    versions = list(
        PressReleasePage.objects.released()
        .filter(
            translation_key__in=ReleaseNumber.objects.filter(
                year=int(year), number=int(number), suffix=suffix
            ).values("story")
        )
        .select_related("locale")
        .order_by("series_id", "is_translation")
    )
    if not versions:
        raise Http404
    language = get_language_from_request(request)
    preferred = [page for page in versions if page.language == language] or versions
    response = redirect(page_path(preferred[0]))
    response["Vary"] = "Accept-Language"
    return response
