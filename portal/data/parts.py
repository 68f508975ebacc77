"""Parts that the items of several resources have in common: schema and reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from partners.identifiers import SCHEMES, Identifier
from partners.names import Name
from partners.terms import find_last_day, term_of
from partners.ties import in_history_order
from portal.core.languages import content_languages
from portal.core.models import CustomImage
from portal.data import columns, schemas
from portal.data.fields import Field, Fields, Instant, Part
from portal.data.schemas import Schema

LANGUAGE = {"pattern": "^[a-z]{2,3}(-[a-z]+)?$"}

PICTURE = schemas.part(
    "A picture in one size. Its originals are not public.",
    url=schemas.address("https://newsroom.example/media/images/k3.width-1280.webp"),
    width=schemas.number(1280),
    height=schemas.number(853),
    alt=schemas.text("A bridge", "What it shows; empty where it is decorative."),
    caption=schemas.text("The bridge over the Neckar"),
    credit=schemas.text("Dateline", "Who made it."),
    usage_terms=schemas.text("CC BY 4.0", "What one may do with it."),
    licence=schemas.maybe(
        schemas.address(
            "https://creativecommons.org/licenses/by/4.0/",
            "Where the licence can be read; null where the terms have no address.",
        )
    ),
)


def picture(
    image: CustomImage | None, spec: str, *, create: bool = False
) -> dict[str, Any] | None:
    """Return a picture in a size, null without one to show or before it was made.

    With loaded renditions this asks nothing, unless ``create`` has the size made.
    """
    if image is None or not image.is_usable:
        return None
    made = {one.filter_spec: one for one in image.renditions.all()}
    rendition = made.get(spec) or (image.in_size(spec) if create else None)
    if rendition is None:
        return None
    return {
        "url": urljoin(settings.SITE_URL, rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "alt": image.default_alt_text,
        "caption": str(image.caption),
        "credit": image.credit,
        "usage_terms": str(image.terms),
        "licence": image.terms.address or None,
    }


RECORDED_IDENTIFIER = schemas.part(
    "An identifier as the release has it.",
    scheme=schemas.word(SCHEMES, "ror"),
    value=schemas.text("04cdgtt98", "The bare value."),
    url=schemas.address("https://ror.org/04cdgtt98"),
)
IDENTIFIER: Fields = {
    **{
        name: Field("", schema)
        for name, schema in RECORDED_IDENTIFIER["properties"].items()
    },
    "scope": Field(
        "Whether it is that of one site only.",
        schemas.word(Identifier.Scope.values, "whole"),
    ),
    "scope_note": Field("Which site.", schemas.text("")),
    "verified_at": Instant(
        "When there was evidence that it belongs to this name.",
        schemas.maybe(schemas.instant("2026-01-08T09:00:00+01:00")),
    ),
}


def recorded_identifiers(pairs: Iterable[Iterable[str]]) -> list[dict[str, str]]:
    """Return the identifiers of an entry of a record: pairs of scheme and value."""
    return [
        {"scheme": scheme, "value": value, "url": SCHEMES[scheme].link(value)}
        for scheme, value in pairs
    ]


# The last day on which a row held, also where only its year or month is known; nothing
# while it holds (ADR 31).
TERM: Fields = {
    "valid_from": Field(
        "Since when it holds; null where that is not known.",
        schemas.maybe(schemas.day("2020-08")),
        lambda row, _reader: term_of(row).machine_start or None,
        columns=columns.day("valid_from"),
    ),
    "valid_to": Field(
        "The last day, month or year in which it held; null while it holds.",
        schemas.maybe(schemas.day("2024-12-31")),
        lambda row, _reader: term_of(row).machine_end or None,
        columns={
            "valid_to": find_last_day,
            "valid_to_precision": lambda row: (
                row.valid_to_precision if find_last_day(row) else ""
            ),
        },
    ),
}

NAME: Fields = {
    "language": Field("", schemas.text("en", **LANGUAGE)),
    "kind": Field("", schemas.word(Name.Kind.values, "official")),
    "text": Field("", schemas.text("German Cancer Research Center")),
    **TERM,
}

NAME_PART = Part("A name that holds or once held.", NAME)
IDENTIFIER_PART = Part("An identifier.", IDENTIFIER)


def read_history(relation: str, part: Part) -> Any:
    """Return what reads all rows of a relation, in the order of a history."""
    return lambda row, reader: [
        part.read(one, reader) for one in in_history_order(getattr(row, relation).all())
    ]


def read_rows(relation: str, part: Part) -> Any:
    """Return what reads all rows of a relation, in the order in which they stand."""
    return lambda row, reader: [
        part.read(one, reader) for one in getattr(row, relation).all()
    ]


def language_schema(about: str) -> Schema:
    """Return the schema of a language of the site."""
    return schemas.word(content_languages(), content_languages()[0], about)
