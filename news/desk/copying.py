"""Which releases are not copied: a copy is a story of its own that nothing holds back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

from news.models import Embargo
from news.querysets import PressReleaseQuerySet, releases


def find_hidden(page: Page) -> PressReleaseQuerySet:
    """Return the releases that would be copied with a page and are not public."""
    return releases().filter(path__startswith=page.path, live=False)


def refuse(request: HttpRequest, page: Page, reason: str) -> HttpResponse:
    """Say why something is not copied, where it is listed."""
    messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def copy_no_embargo(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy what waits for an embargo to lift."""
    waiting = Embargo.objects.filter(until__gt=timezone.now())
    if (
        not find_hidden(page)
        .filter(translation_key__in=waiting.values("story"))
        .exists()
    ):
        return None
    return refuse(
        request,
        page,
        _("What is under embargo cannot be copied: nothing would hold the copy back."),
    )
