"""The field of a picture file: nothing is stored past it that was not made safe."""

from __future__ import annotations

from django.core.files import File

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from portal.core.picture_files.safety import SafePicture, make_safe


class PictureFile(WagtailImageFieldFile):
    """The original of a picture, which is made safe before it is stored.

    Every way to a picture leads here: all forms of the admin, and code that saves
    one. Saving raises PictureRefused for a file that no form has looked at.
    """

    def save(self, name: str, content: File, save: bool = True) -> None:
        safe = content if isinstance(content, SafePicture) else make_safe(content)
        # Found anew, because the file is not the one that the picture was given.
        safe.seek(0)
        self.instance.file_size = safe.size
        self.instance.file_hash = hash_filelike(safe)
        super().save(safe.name, safe, save)


class PictureField(WagtailImageField):
    """A picture file that is safe."""

    attr_class = PictureFile
