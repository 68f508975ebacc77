from __future__ import annotations

from django import template

from wagtail.images.models import ResponsiveImage
from wagtail.images.shortcuts import get_renditions_or_not_found

from portal.core.crops import CROPS, Crop
from portal.core.models import CustomImage

register = template.Library()


@register.filter
def can_crop(image: CustomImage | None, name: str) -> bool:
    """Tell whether there is a picture that can be shown in a shape (``CROPS``)."""
    return can_show(image, CROPS[name].spec)


@register.simple_tag
def cropped(image: CustomImage, name: str, **attributes: str) -> ResponsiveImage:
    """Return a picture cut to a shape, in all its densities; as text, its element."""
    specs = CROPS[name].specs
    return ResponsiveImage(get_renditions_or_not_found(image, specs), attributes)


@register.simple_tag
def list_crops() -> list[Crop]:
    """Return the shapes that pictures are cut to."""
    return [*CROPS.values()]


@register.filter
def can_show(image: CustomImage | None, spec: str) -> bool:
    """Tell whether there is a picture that may and can be shown in a size.

    ``spec`` is one of those that are drawn then; it is made if need be.
    """
    return bool(image and image.in_size(spec))
