"""Sizes of a picture that hold what it shows and nothing else, whatever it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.core.files import File

import willow
from PIL import Image
from willow.plugins.pillow import PillowImage

from wagtail.images.models import AbstractImage, Filter, SourceImageIOError

from portal.core.picture_files.pixels import bare


class BareFilter(Filter):
    """Wagtail's filter, starting from the bare pixels of the original.

    Raises SourceImageIOError where the original is lost or cannot be read.
    """

    @contextmanager
    def get_willow_image(
        self, image: AbstractImage, source: File | None = None
    ) -> Iterator[willow.Image]:
        with ExitStack() as stack:
            try:
                opened = stack.enter_context(super().get_willow_image(image, source))
                with Image.open(opened.f) as original:
                    shown = PillowImage(bare(original))
                shown.format_name = opened.format_name
            except SourceImageIOError:
                raise
            except Exception as error:
                raise SourceImageIOError(str(error)) from error
            yield shown
