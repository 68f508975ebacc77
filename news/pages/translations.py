"""Which language versions of a release are missing or out of date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale, Revision

from news.models.release import Release
from news.querysets import releases

BLOCK_KEY = re.compile(r' data-block-key=\\*"[^"\\]*\\*"')
TEXT_FIELDS = ("title", "kicker", "standfirst", "body", "notes_to_editors")


class State(models.TextChoices):
    """How a language version stands to the original."""

    ORIGINAL = "original", _("Original")
    CURRENT = "current", _("Translation up to date")
    OUT_OF_DATE = "out_of_date", _("Translation out of date")
    MISSING = "missing", _("Translation missing")


@dataclass(frozen=True)
class Version:
    """One language of a story, as the admin shows it."""

    language: str
    language_name: str
    state: State
    page: Release | None
    url: str

    @property
    def needs_work(self) -> bool:
        """Whether somebody should translate."""
        return self.state in (State.MISSING, State.OUT_OF_DATE)


def versions_of(release: Release) -> list[Version]:
    """Return every language of the story, in the site's order."""
    return versions_of_many([release])[release.pk]


def versions_of_many(shown: list[Release]) -> dict[int, list[Version]]:
    """Return every language of several stories, by primary key.

    One query for all versions; only pairs in doubt are read closer.
    """
    keys = {release.translation_key for release in shown}
    stories: dict = {}
    pages = releases()
    for page in pages.filter(translation_key__in=keys).select_related(
        "locale", "latest_revision"
    ):
        stories.setdefault(page.translation_key, {})[page.language] = page
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    return {
        release.pk: [
            _version(stories[release.translation_key], code, name, locales)
            for code, name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES
            if code in locales
        ]
        for release in shown
    }


def _version(story: dict, code: str, name: str, locales: dict) -> Version:
    original = next(
        (page for page in story.values() if not page.is_translation),
        next(iter(story.values())),
    )
    page = story.get(code)
    if page is None:
        state = State.MISSING
        url = reverse("simple_translation:submit_page_translation", args=[original.pk])
    else:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if page == original:
            state = State.ORIGINAL
        else:
            stale = is_out_of_date(page, original)
            state = State.OUT_OF_DATE if stale else State.CURRENT
    return Version(code, name, state, page, url)


def is_out_of_date(translation: Release, original: Release) -> bool:
    """Tell whether the original's text changed after the translation was saved.

    Saving a translation says that it is up to date; nothing else has to be
    ticked. Shared facts do not count, they change everywhere at once.
    """
    then, now = translation.latest_revision, original.latest_revision
    if then is None or now is None or now.created_at <= then.created_at:
        return False
    seen = (
        original.revisions.filter(created_at__lte=then.created_at)
        .order_by("-created_at")
        .first()
    )
    return seen is None or any(
        _said(seen, field) != _said(now, field) for field in TEXT_FIELDS
    )


def _said(revision: Revision, field: str) -> str:
    """Return the text of a field without the keys that the editor gives paragraphs."""
    return BLOCK_KEY.sub("", str(revision.content.get(field) or ""))
