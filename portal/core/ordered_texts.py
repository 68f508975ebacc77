"""Texts are put in order when they are stored, whatever stores them.

Forms, commands and imports save models, and drafts are saved as revisions: both ask here.
What was stored before stays as it is until it is saved again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_save

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField

from portal.core.languages import Translated, TranslatedTextField
from portal.core.link_targets import clean_address
from portal.core.newsroom_text import (
    FindLanguage,
    no_language,
    order_line,
    order_lines,
    order_markup,
)

Order = Callable[[Any, FindLanguage], Any]


def order_address(address: str, find_language: FindLanguage = no_language) -> str:
    """Return the address of a link in order, and where it really leads."""
    return clean_address(order_line(address).strip())


# The first that a field or a block is of counts; what is not here is no text.
FIELDS: tuple[tuple[type[models.Field], Order | None], ...] = (
    (models.SlugField, None),
    (models.URLField, order_address),
    (models.CharField, order_line),
    (RichTextField, order_markup),
    (models.TextField, order_lines),
)
BLOCKS: tuple[tuple[type[blocks.Block], Order], ...] = (
    (blocks.RichTextBlock, order_markup),
    (blocks.URLBlock, order_address),
    (blocks.TextBlock, order_lines),
    (blocks.CharBlock, order_line),
)


def connect() -> None:
    """Put the texts of models in order before they are saved."""
    pre_save.connect(_order_before_save, dispatch_uid="portal.core.ordered_texts")


def order_texts(
    instance: models.Model,
    update_fields: Iterable[str] | None = None,
    find_language: FindLanguage | None = None,
) -> None:
    """Put the texts of ``instance`` in order, or those of ``update_fields`` alone.

    A model may have a rule of its own for some of them, ``order_text``, and may know in
    which language they are, ``find_text_language``, also for the rows that belong to it.
    Of texts per language each has its own.
    """
    find_language = find_language or _find_language_of(instance) or no_language
    order_own = getattr(instance, "order_text", None)
    for name, order in _find_orders(type(instance)):
        if update_fields is not None and name not in update_fields:
            continue
        if name not in vars(instance):
            continue  # it was not loaded, so it is not saved
        value = getattr(instance, name)
        ordered = order(value, find_language)
        if order_own:
            ordered = order_own(name, ordered)
        if ordered != value:
            setattr(instance, name, ordered)


def order_draft(
    instance: models.Model, find_language: FindLanguage | None = None
) -> None:
    """Put the texts of a draft in order, with those of the rows that belong to it."""
    find_language = _find_language_of(instance) or find_language
    if _holds_texts(type(instance)):
        order_texts(instance, find_language=find_language)
    for rows in vars(instance).get("_cluster_related_objects", {}).values():
        for row in rows:
            order_draft(row, find_language)


def _find_language_of(instance: models.Model) -> FindLanguage | None:
    """Return how the language is found that a model itself knows of its texts."""
    return getattr(instance, "find_text_language", None)


def _order_before_save(sender, instance, raw=False, update_fields=None, **kwargs):
    """Answer Django's signal; fixtures are stored as they are."""
    if not raw and _holds_texts(sender):
        order_texts(instance, update_fields)


@cache
def _holds_texts(model: type[models.Model]) -> bool:
    """Tell whether a model is of an app whose texts visitors read, and of texts."""
    app = apps.app_configs.get(model._meta.app_label)  # migrations have none
    return getattr(app, "holds_texts", False) and getattr(model, "holds_texts", True)


@cache
def _find_orders(model: type[models.Model]) -> tuple[tuple[str, Order], ...]:
    """Return the fields of a model that people write texts in, with how to order them."""
    found = [
        (field.attname, _find_order(field))
        for field in model._meta.concrete_fields
        if field.editable and not field.choices
    ]
    return tuple((name, order) for name, order in found if order)


def _find_order(field: models.Field) -> Order | None:
    if isinstance(field, StreamField):
        return _order_stream
    if isinstance(field, TranslatedTextField):
        order = order_lines if field.multiline else order_line
        return lambda texts, _find_language: _order_translated(texts, order)
    known = (order for kind, order in FIELDS if isinstance(field, kind))
    order_text = next(known, None)
    if not order_text:
        return None
    ordered = _of_text(order_text)
    # What must not be empty is refused by forms, and never emptied.
    if field.blank:
        return ordered
    return lambda value, find_language: ordered(value, find_language) or value


def _of_text(order: Order) -> Order:
    """Return an order that leaves alone what is no text, such as None."""

    def ordered(value: Any, find_language: FindLanguage) -> Any:
        return order(value, find_language) if isinstance(value, str) else value

    return ordered


def _order_translated(texts: Any, order: Order) -> Any:
    if not texts:
        return texts
    order_text = _of_text(order)
    ordered = {
        code: order_text(text, partial(str, code)) for code, text in texts.items()
    }
    return Translated({code: text for code, text in ordered.items() if text})


def _order_stream(
    stream: blocks.StreamValue, find_language: FindLanguage
) -> blocks.StreamValue:
    """Return a stream in order; the same one if it is."""
    stored = list(stream.get_prep_value())
    ordered = _order_value(stream.stream_block, stored, find_language)
    return stream if ordered == stored else stream.stream_block.to_python(ordered)


def _order_value(
    block: blocks.Block | None, value: Any, find_language: FindLanguage
) -> Any:
    """Return the value of a block, as it is stored, in order."""
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        kinds = block.child_blocks
        return [
            child
            | {
                "value": _order_value(
                    kinds.get(child["type"]), child["value"], find_language
                )
            }
            for child in value
        ]
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        kinds = block.child_blocks
        return {
            name: _order_value(kinds.get(name), part, find_language)
            for name, part in value.items()
        }
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [_order_item(block.child_block, item, find_language) for item in value]
    if isinstance(block, TypedTableBlock) and isinstance(value, dict):
        return _order_table(block, value, find_language)
    if isinstance(value, str):
        for kind, order in BLOCKS:
            if isinstance(block, kind):
                return order(value, find_language)
    return value


def _order_item(block: blocks.Block, item: Any, find_language: FindLanguage) -> Any:
    """Return an entry of a list in order; long ago entries had no keys."""
    if isinstance(item, dict) and item.get("type") == "item":
        return item | {"value": _order_value(block, item["value"], find_language)}
    return _order_value(block, item, find_language)


def _order_table(
    block: TypedTableBlock, table: dict[str, Any], find_language: FindLanguage
) -> dict[str, Any]:
    kinds = [block.child_blocks.get(column["type"]) for column in table["columns"]]

    def line(text: Any) -> Any:
        return _of_text(order_line)(text, find_language)

    return table | {
        "columns": [
            column | {"heading": line(column["heading"])} for column in table["columns"]
        ],
        "rows": [
            row
            | {
                "values": [
                    _order_value(kind, value, find_language)
                    for kind, value in zip(kinds, row["values"], strict=False)
                ]
            }
            for row in table["rows"]
        ],
        "caption": line(table.get("caption")),
    }
