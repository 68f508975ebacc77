"""Texts are put in order when they are stored, whatever stores them.

Forms, commands and imports save models, and drafts are saved as revisions: both ask here.
What was stored before stays as it is until it is saved again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_save

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField

from portal.core.languages import Translated, TranslatedTextField
from portal.core.link_targets import clean_address
from portal.core.newsroom_text import order_line, order_lines, order_markup

Order = Callable[[Any], Any]


def order_address(address: str) -> str:
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
    instance: models.Model, update_fields: Iterable[str] | None = None
) -> None:
    """Put the texts of ``instance`` in order, or those of ``update_fields`` alone.

    A model may have a rule of its own for some of them: ``order_text``.
    """
    order_own = getattr(instance, "order_text", None)
    for name, order in _find_orders(type(instance)):
        if update_fields is not None and name not in update_fields:
            continue
        if name not in vars(instance):
            continue  # it was not loaded, so it is not saved
        value = getattr(instance, name)
        ordered = order(value)
        if order_own:
            ordered = order_own(name, ordered)
        if ordered != value:
            setattr(instance, name, ordered)


def order_draft(instance: models.Model) -> None:
    """Put the texts of a draft in order, with those of the rows that belong to it."""
    if _holds_texts(type(instance)):
        order_texts(instance)
    for rows in vars(instance).get("_cluster_related_objects", {}).values():
        for row in rows:
            order_draft(row)


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
        return lambda texts: _order_translated(texts, order)
    known = (order for kind, order in FIELDS if isinstance(field, kind))
    order_text = next(known, None)
    if not order_text:
        return None
    ordered = _of_text(order_text)
    # What must not be empty is refused by forms, and never emptied.
    return ordered if field.blank else lambda value: ordered(value) or value


def _of_text(order: Order) -> Order:
    """Return an order that leaves alone what is no text, such as None."""
    return lambda value: order(value) if isinstance(value, str) else value


def _order_translated(texts: Any, order: Order) -> Any:
    if not texts:
        return texts
    ordered = {code: _of_text(order)(text) for code, text in texts.items()}
    return Translated({code: text for code, text in ordered.items() if text})


def _order_stream(stream: blocks.StreamValue) -> blocks.StreamValue:
    """Return a stream in order; the same one if it is."""
    stored = list(stream.get_prep_value())
    ordered = _order_value(stream.stream_block, stored)
    return stream if ordered == stored else stream.stream_block.to_python(ordered)


def _order_value(block: blocks.Block | None, value: Any) -> Any:
    """Return the value of a block, as it is stored, in order."""
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        kinds = block.child_blocks
        return [
            child | {"value": _order_value(kinds.get(child["type"]), child["value"])}
            for child in value
        ]
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        kinds = block.child_blocks
        return {
            name: _order_value(kinds.get(name), part) for name, part in value.items()
        }
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [_order_item(block.child_block, item) for item in value]
    if isinstance(block, TypedTableBlock) and isinstance(value, dict):
        return _order_table(block, value)
    if isinstance(value, str):
        for kind, order in BLOCKS:
            if isinstance(block, kind):
                return order(value)
    return value


def _order_item(block: blocks.Block, item: Any) -> Any:
    """Return an entry of a list in order; long ago entries had no keys."""
    if isinstance(item, dict) and item.get("type") == "item":
        return item | {"value": _order_value(block, item["value"])}
    return _order_value(block, item)


def _order_table(block: TypedTableBlock, table: dict[str, Any]) -> dict[str, Any]:
    kinds = [block.child_blocks.get(column["type"]) for column in table["columns"]]
    line = _of_text(order_line)
    return table | {
        "columns": [
            column | {"heading": line(column["heading"])} for column in table["columns"]
        ],
        "rows": [
            row | {"values": list(map(_order_value, kinds, row["values"]))}
            for row in table["rows"]
        ],
        "caption": line(table.get("caption")),
    }
