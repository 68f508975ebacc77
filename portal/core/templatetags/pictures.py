from __future__ import annotations

from django import template

from portal.core.models import CustomImage

register = template.Library()


@register.filter
def can_show(image: CustomImage | None, spec: str) -> bool:
    """Tell whether there is a picture that may and can be shown in a size.

    ``spec`` is one of those that are drawn then; it is made if need be.
    """
    return bool(image and image.in_size(spec))
