"""Parts that the items of several resources have in common: schema and reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from partners.identifiers import SCHEMES, Identifier
from partners.names import Name, Named
from partners.terms import term_of
from partners.ties import in_history_order
from partners.validity import Validity
from portal.api import schemas
from portal.api.schemas import Schema
from portal.core.languages import content_languages

if TYPE_CHECKING:
    from datetime import datetime

    from portal.api.reading import Reader
    from portal.core.models import CustomImage


@dataclass(frozen=True)
class Field:
    """One field of an item: what it is, and how it is read from a row."""

    about: str | Promise
    schema: Schema
    read: Callable[[Any, Reader], object]
    # What has to be loaded with the rows.
    needs: Callable[[QuerySet], QuerySet] | None = None
    # Whether lists have it without being asked.
    in_lists: bool = True
    # Whether it refers to others, of whom there may be any number.
    is_tie: bool = False

    def described(self) -> Schema:
        """Return the schema with what the field is about."""
        return self.schema | {"description": str(self.about)}


def attribute(name: str) -> Callable[[Any, Reader], object]:
    """Return what reads an attribute of a row as it is."""
    return lambda row, _reader: getattr(row, name)


def translated(name: str) -> Callable[[Any, Reader], str]:
    """Return what reads a translated text of a row in the active language."""
    return lambda row, _reader: str(getattr(row, name))


def as_instant(instant: datetime) -> str:
    """Return an instant in the site's time zone."""
    return timezone.localtime(instant).isoformat()


LANGUAGE = {"pattern": "^[a-z]{2,3}(-[a-z]+)?$"}

PICTURE = schemas.part(
    "A picture in one size. Its originals are not public.",
    url=schemas.address("https://newsroom.example/media/images/k3.width-1280.webp"),
    width=schemas.number(1280),
    height=schemas.number(853),
    alt=schemas.text("A bridge", "What it shows; empty where it is decorative."),
    caption=schemas.text("The bridge over the Neckar"),
    credit=schemas.text("Dateline", "Who made it."),
    usage_terms=schemas.text("Free for editorial use", "What one may do with it."),
)


def picture(
    image: CustomImage | None, spec: str, *, create: bool = False
) -> dict[str, Any] | None:
    """Return a picture in a size, null without one to show or before it was made.

    With loaded renditions this asks nothing, unless ``create`` has the size made.
    """
    if image is None:
        return None
    made = {one.filter_spec: one for one in image.renditions.all()}
    rendition = made.get(spec) or (image.in_size(spec) if create else None)
    if rendition is None:
        return None
    return {
        "url": urljoin(settings.SITE_URL, quote(rendition.url)),
        "width": rendition.width,
        "height": rendition.height,
        "alt": image.default_alt_text,
        "caption": str(image.caption),
        "credit": image.credit,
        "usage_terms": image.usage_terms,
    }


RECORDED_IDENTIFIER = schemas.part(
    "An identifier as the release has it.",
    scheme=schemas.word(SCHEMES, "ror"),
    value=schemas.text("04cdgtt98", "The bare value."),
    url=schemas.address("https://ror.org/04cdgtt98"),
)
IDENTIFIER = schemas.part(
    "An identifier.",
    **RECORDED_IDENTIFIER["properties"],
    scope=schemas.word(
        Identifier.Scope.values, "whole", "Whether it is that of one site only."
    ),
    scope_note=schemas.text("", "Which site."),
    verified_at=schemas.maybe(
        schemas.instant(
            "2026-01-08T09:00:00+01:00",
            "When there was evidence that it belongs to this name.",
        )
    ),
)


def recorded_identifiers(pairs: Iterable[Iterable[str]]) -> list[dict[str, str]]:
    """Return the identifiers of an entry of a record: pairs of scheme and value."""
    return [
        {"scheme": scheme, "value": value, "url": SCHEMES[scheme].link(value)}
        for scheme, value in pairs
    ]


def identifiers(row: Any, _reader: Reader) -> list[dict[str, Any]]:
    """Return the identifiers of an institution or a person."""
    return [
        {
            "scheme": one.scheme,
            "value": one.value,
            "url": one.url,
            "scope": one.scope,
            "scope_note": one.scope_note,
            "verified_at": as_instant(one.verified_at) if one.verified_at else None,
        }
        for one in row.identifiers.all()
    ]


TERM = {
    "valid_from": schemas.maybe(
        schemas.day("2020-08", "Since when it holds; null where that is not known.")
    ),
    "valid_to": schemas.maybe(
        schemas.day(
            "2024-12-31",
            "The last day, month or year in which it held; null while it holds.",
        )
    ),
}


def term(row: Validity) -> dict[str, str | None]:
    """Return from when until when a row holds, as exactly as it is known."""
    held = term_of(row)
    return {
        "valid_from": held.machine_start or None,
        "valid_to": held.machine_end or None,
    }


NAME = schemas.part(
    "A name that holds or once held.",
    language=schemas.text("en", **LANGUAGE),
    kind=schemas.word(Name.Kind.values, "official"),
    text=schemas.text("German Cancer Research Center"),
    **TERM,
)


def names(row: Named, _reader: Reader) -> list[dict[str, Any]]:
    """Return the public names of an institution or a partnership."""
    return [
        {"language": name.language, "kind": name.kind, "text": name.text, **term(name)}
        for name in in_history_order(row.names.all())
    ]


def language_schema(about: str) -> Schema:
    """Return the schema of a language of the site."""
    return schemas.word(content_languages(), content_languages()[0], about)
