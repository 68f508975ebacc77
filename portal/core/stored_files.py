"""Look after the files that are stored: which are missing, which are not safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db import models

from PIL import Image

from portal.core.models import CustomDocument, CustomImage, CustomRendition
from portal.core.picture_files.safety import is_plain, make_safe


@dataclass(frozen=True)
class Finding:
    """A stored file that something is wrong with."""

    row: CustomImage | CustomRendition | CustomDocument
    kind: str
    is_missing: bool

    def __str__(self) -> str:
        row = self.row
        owner = row.image if isinstance(row, CustomRendition) else row
        wrong = "missing" if self.is_missing else "not safe"
        return f"{wrong}: {self.kind} {owner.pk} “{owner.title}”, {self.row.file.name}"


def findings() -> Iterator[Finding]:
    """Yield every file that is missing, and every picture that says too much."""
    sizes = CustomRendition.objects.select_related("image")
    yield from _looked_at(CustomImage.objects.all(), "picture")
    yield from _looked_at(sizes, "size of picture")
    yield from _looked_at(CustomDocument.objects.all(), "document")


def mend(finding: Finding) -> bool:
    """Put right what can be put right; tell whether that was done.

    A missing original or document is in the backup or nowhere. A missing size is
    forgotten, and made again when a page shows it. Raises PictureRefused where a
    picture is damaged or moves.
    """
    row = finding.row
    if isinstance(row, CustomDocument):
        return False
    if isinstance(row, CustomRendition):
        if finding.is_missing:
            row.delete()
        else:
            _rewrite(row)
        return True
    if finding.is_missing:
        return False
    _replace(row)
    return True


def _looked_at(rows: models.QuerySet[Any], kind: str) -> Iterator[Finding]:
    for row in rows.order_by("pk").iterator(chunk_size=500):
        is_missing = not row.file.storage.exists(row.file.name)
        is_picture = rows.model is not CustomDocument
        if is_missing or (is_picture and not _is_safe(row.file)):
            yield Finding(row, kind, is_missing)


def _is_safe(file: File) -> bool:
    """Tell whether a picture says nothing of itself; a damaged one is not safe."""
    try:
        with file.open("rb"), Image.open(file) as image:
            if image.format == "PNG":
                image.load()  # it can tell of itself behind its pixels
            return is_plain(image) and getattr(image, "n_frames", 1) == 1
    except Exception:  # noqa: BLE001  decoders raise whatever they like
        return False
    finally:
        file.close()


def _replace(image: CustomImage) -> None:
    """Store the safe original of a picture and remove the one that was there."""
    old, size, mode = image.file.name, (image.width, image.height), _mode(image)
    with image.file.open("rb") as file:
        safe = make_safe(file)
    image.file.save(safe.name, safe, save=False)
    _follow_focal_point(image, *size)
    image.save()
    image.file.storage.delete(old)
    if mode.startswith("I"):
        # They were made without scaling its 16 bits, and are white.
        image.renditions.all().delete()


def _mode(image: CustomImage) -> str:
    with image.file.open("rb") as file, Image.open(file) as opened:
        return opened.mode


def _follow_focal_point(image: CustomImage, width: int, height: int) -> None:
    """Move the focal point to where it is in a picture that was of another size.

    In one that lay on its side it was drawn in the wrong place: it is forgotten.
    """
    point = image.get_focal_point()
    if point is None or (image.width, image.height) == (width, height):
        return
    if (image.width > image.height) != (width > height):
        image.set_focal_point(None)
        return
    scale = image.width / width
    image.focal_point_x = round(image.focal_point_x * scale)
    image.focal_point_y = round(image.focal_point_y * scale)
    image.focal_point_width = round(image.focal_point_width * scale)
    image.focal_point_height = round(image.focal_point_height * scale)


def _rewrite(rendition: CustomRendition) -> None:
    """Write a size of a picture again under its name, which feeds and mails keep."""
    name, storage = rendition.file.name, rendition.file.storage
    with storage.open(name, "rb") as file:
        safe = make_safe(file)
    storage.delete(name)
    storage.save(name, safe)
