"""What a text lacks for those who do not see it, before it is published.

The form says so beside each block; this is asked whatever publishes, of every page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from portal.core.characters import is_visible
from portal.core.headings import find_skipped

# The level of a heading and what it says.
Heading = tuple[int, str]
HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)


def check(page: Page, revision: Revision) -> None:
    """Refuse a text with a picture nobody described, or headings that skip a level.

    Raises ValidationError with all that is wrong.
    """
    problems = list(_find_problems(type(page), revision.content))
    if problems:
        raise ValidationError(problems)


def _find_problems(
    model: type[Page], content: dict[str, Any]
) -> Iterator[ValidationError]:
    """Yield what is wrong, in words that are translated when they are read.

    Of what was scheduled they are kept in every language.
    """
    for field in model._meta.concrete_fields:
        value = content.get(field.name)
        if not value:
            continue
        if isinstance(field, StreamField):
            yield from _find_in_body(json.loads(value))
        elif isinstance(field, RichTextField):
            yield from _name_skipped(_headings_of(value))
    yield from find_undescribed(model, content)


def find_undescribed(
    model: type[Model], content: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Yield the fields whose pictures nobody described.

    ``content`` has the values of the fields by their names: keys, as they are stored.
    """
    for field in model._meta.concrete_fields:
        key = content.get(field.name)
        if field.related_model is not get_image_model() or not key:
            continue
        picture = get_image_model().objects.filter(pk=key).first()
        if picture and not picture.is_described:
            message = _(
                "The picture in “%(field)s” has no alternative text and is not "
                "marked as decorative."
            )
            yield ValidationError(message, params={"field": field.verbose_name})


def _find_in_body(body: list[dict[str, Any]]) -> Iterator[ValidationError]:
    headings = [block["value"] for block in body if block["type"] == "heading"]
    yield from _name_skipped([(int(one["level"]), one["text"]) for one in headings])
    if not all(map(_is_described_there, _find_pictures(body))):
        yield ValidationError(
            _(
                "A picture in the text has no alternative text and is not marked as "
                "decorative."
            )
        )


def _headings_of(text: str) -> list[Heading]:
    found = HEADING.findall(text)
    return [(int(level), unescape(strip_tags(inner))) for level, inner in found]


def _name_skipped(written: list[Heading]) -> Iterator[ValidationError]:
    headings = [heading for heading in written if is_visible(heading[1])]
    for position in find_skipped(level for level, _text in headings):
        level, text = headings[position]
        message = _(
            "The heading “%(heading)s” skips a level: there is none of level %(level)s "
            "before it."
        )
        yield ValidationError(message, params={"heading": text, "level": level - 1})


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


def _is_described_there(picture: dict[str, Any]) -> bool:
    return bool(picture["decorative"] or is_visible(picture["alt_text"] or ""))
