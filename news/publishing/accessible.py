"""What a text lacks for those who do not see it, before it is published.

The form says so beside each block; this is asked whatever publishes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail.images import get_image_model
from wagtail.models import Revision

from news.models.release import Release
from portal.core.headings import find_skipped


def check(release: Release, revision: Revision) -> None:
    """Refuse a text with a picture nobody described, or headings that skip a level.

    Raises ValidationError with all that is wrong.
    """
    problems = list(_find_problems(revision.content))
    if problems:
        raise ValidationError(problems)


def _find_problems(content: dict[str, Any]) -> Iterator[str]:
    body = json.loads(content.get("body") or "[]")
    headings = [block["value"] for block in body if block["type"] == "heading"]
    for position in find_skipped(int(heading["level"]) for heading in headings):
        yield _(
            "The heading “%(heading)s” skips a level: there is none of level 2 before it."
        ) % {"heading": headings[position]["text"]}
    if not all(map(_is_described, _find_pictures(body))):
        yield _(
            "A picture in the text has no alternative text and is not marked as decorative."
        )
    if not _is_lead_described(content.get("lead_image")):
        yield _(
            "The lead picture has no alternative text and is not marked as decorative."
        )


def _find_pictures(raw: object) -> Iterator[dict[str, Any]]:
    """Yield the pictures of a body: what Wagtail's ImageBlock stores of each."""
    if isinstance(raw, dict):
        if "decorative" in raw and "alt_text" in raw:
            yield raw
        for value in raw.values():
            yield from _find_pictures(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _find_pictures(value)


def _is_described(picture: dict[str, Any]) -> bool:
    return bool(picture["decorative"] or (picture["alt_text"] or "").strip())


def _is_lead_described(key: int | None) -> bool:
    picture = get_image_model().objects.filter(pk=key).first() if key else None
    return picture is None or bool(picture.is_decorative or picture.alt_text)
