"""Which language versions of a release are missing or out of date."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale, Revision

from news.models.release import Release
from news.publishing.together import says_the_same
from news.querysets import releases
from portal.core.languages import own_names
from portal.core.simple_forms import base_language, is_simple


class State(models.TextChoices):
    """How a language version stands to the original."""

    ORIGINAL = "original", _("Original")
    CURRENT = "current", _("Translation up to date")
    OUT_OF_DATE = "out_of_date", _("Translation out of date")
    UNTRANSLATED = "untranslated", _("Not translated yet")
    MISSING = "missing", _("Translation missing")
    OFFERED = "offered", _("Can be added")


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
        return self.state not in (State.ORIGINAL, State.CURRENT, State.OFFERED)


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
            for code, name in own_names().items()
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
        # In simple language is written what is worth it, from the text that it is of.
        state = State.OFFERED if is_simple(code) else State.MISSING
        source = story.get(base_language(code), original)
        url = reverse("news_translate", args=[source.pk, code])
    else:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        is_original = page == original
        state = State.ORIGINAL if is_original else compare_texts(page, original)
    return Version(code, name, state, page, url)


def compare_texts(translation: Release, original: Release) -> State:
    """Return how a translation stands to the original's text.

    Saving a translation says that it is up to date; nothing else has to be
    ticked. Shared facts do not count, they change everywhere at once. A copy of the
    original is no translation until its text is another one.
    """
    then, now = translation.latest_revision, original.latest_revision
    if then is None or now is None:
        return State.CURRENT
    if says_the_same(then, now):
        return State.UNTRANSLATED
    if now.created_at <= then.created_at:
        return State.CURRENT
    seen = seen_by(translation, original)
    if seen and says_the_same(then, seen):
        return State.UNTRANSLATED
    stale = seen is None or not says_the_same(seen, now)
    return State.OUT_OF_DATE if stale else State.CURRENT


def seen_by(translation: Release, original: Release) -> Revision | None:
    """Return the text of the original that was there when a translation was saved."""
    if translation.latest_revision is None:
        return None
    before = original.revisions.filter(
        created_at__lte=translation.latest_revision.created_at
    )
    return before.order_by("-created_at").first()
