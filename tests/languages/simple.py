"""Leichte Sprache on the site of these tests."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import override_settings

from wagtail.models import Locale

from tests.factories import add_translation, publish
from tests.languages.world import World

TAG = "de-simple"
FORMS = {TAG: "easy"}
BODY = "<p>Das ist gut.<br/>Wir bauen keine Häuser.</p>"


def switched_on() -> override_settings:
    """Let the site be published in Leichte Sprache too, as the settings do it."""
    languages = [*settings.WAGTAIL_CONTENT_LANGUAGES, (TAG, "Easy-to-read German")]
    return override_settings(
        SIMPLE_LANGUAGES=FORMS, LANGUAGES=languages, WAGTAIL_CONTENT_LANGUAGES=languages
    )


def add_simple_version(world: World) -> dict[str, Any]:
    """Add front page, newsroom and a release in Leichte Sprache; return them."""
    with switched_on():
        locale, _created = Locale.objects.get_or_create(language_code=TAG)
        pages = {}
        for name, slug in (("home", "leicht"), ("newsroom", "nachrichten")):
            copy = world.site["de"][name].copy_for_translation(locale)
            copy.title = copy.draft_title = slug.title()
            copy.slug, copy.live, copy.has_unpublished_changes = slug, True, False
            copy.save()
            pages[name] = copy
        german = next(one for one in world.releases() if one.title == "Erste")
        body = [{"type": "prose", "value": BODY}]
        pages["release"] = publish(
            add_translation(german, TAG, title="Leicht", slug="leicht", body=body)
        )
        return pages
