"""Load all pictures of a page at once, with their renditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import AbstractImage

# What blocks call the picture that they have chosen.
NAMES = ("image", "poster")

_loaded: ContextVar[dict[int, AbstractImage] | None] = ContextVar(
    "_loaded", default=None
)


def load(pks: Iterable[int]) -> dict[int, AbstractImage]:
    """Return pictures by primary key, renditions included: two queries."""
    return get_image_model().objects.prefetch_related("renditions").in_bulk(set(pks))


@contextmanager
def using(images: dict[int, AbstractImage]) -> Iterator[None]:
    """Let picture blocks that are read inside take their pictures from these."""
    token = _loaded.set(images)
    try:
        yield
    finally:
        _loaded.reset(token)


class LoadedImageChooserBlock(ImageChooserBlock):
    """Chooses a picture; reads it with its renditions or from what is loaded."""

    def bulk_to_python(self, values: list[int | None]) -> list[AbstractImage | None]:
        values = list(values)
        images = _loaded.get()
        if images is None:
            images = load(pk for pk in values if pk)
        # A copy, because ImageBlock notes the alternative text of each use on it.
        return [copy(images[pk]) if pk in images else None for pk in values]


class LoadedImageBlock(ImageBlock):
    """Wagtail's picture with alternative text, reading as said above."""

    def __init__(self, required: bool = True, **kwargs) -> None:
        super().__init__(required=required, **kwargs)
        chooser = LoadedImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


def pictures_in(raw: object) -> Iterator[int]:
    """Yield the primary keys of the pictures in the raw data of a stream."""
    if isinstance(raw, dict):
        yield from (raw[name] for name in NAMES if isinstance(raw.get(name), int))
        for value in raw.values():
            yield from pictures_in(value)
    elif isinstance(raw, list | tuple):
        for value in raw:
            yield from pictures_in(value)


def read_body(body: StreamValue, lead_image_id: int | None) -> AbstractImage | None:
    """Read all blocks of a body and return the lead picture, two queries for all."""
    pks = {pk for block in body.raw_data for pk in pictures_in(dict(block))}
    if lead_image_id:
        pks.add(lead_image_id)
    if not pks:
        return None
    images = load(pks)
    with using(images):
        for _block in body:
            pass
    return images.get(lead_image_id) if lead_image_id else None
