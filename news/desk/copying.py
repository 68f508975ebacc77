"""What copies of releases are: stories of their own, which begin as drafts.

What is hidden is not copied where nothing would hold the copy back.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Page

from news.models import Embargo
from news.models.release import Release
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


def begin_anew(request: HttpRequest, page: Page, copy: Page) -> None:
    """Make new releases of copies: without number, and with the date of today."""
    for row in releases().filter(path__startswith=copy.path):
        make_new(row, request.user)


def make_new(copy: Release, user) -> None:
    """Save a draft of a copy that has nothing of what the original was published with."""
    values: dict[str, Any] = {
        "notices": [],
        "revised_at": None,
        "resolved": {},
        "resolved_as_of": None,
        "number": None,
        "number_suffix": "",
        "number_year": timezone.localtime().year,
        "has_reserved_number": False,
        "released_at": timezone.now(),
    }
    draft = copy.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(copy, name, value)
        setattr(draft, name, value)
    copy.save(update_fields=list(values))
    draft.save_revision(user=user, changed=True, clean=False)
