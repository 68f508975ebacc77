"""The forms through which pictures come in: alone, many at once, in the chooser."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.core.ending_files import EndingFileMixin
from portal.core.picture_files.safety import SafePicture, make_safe
from portal.core.right_to_change import PublishedForm, name_showing

# Of a file, and what Willow calls its format.
SAME_FORMAT = {"heif": "heic", "tif": "tiff"}
# One of these says what those need to know who do not see it.
DESCRIBING = frozenset({"alt_text", "is_decorative"})
# What a picture file can say about itself.
DESCRIBED = ("credit", "caption", "alt_text")
TERMS = ("licence", "usage_terms")


class PictureFormField(WagtailImageField):
    """Takes a picture file and makes it safe, or refuses it in words."""

    def to_python(self, data: Any) -> SafePicture | None:
        file = super().to_python(data)
        return make_safe(file) if file else None

    def check_image_file_format(self, f: Any) -> None:
        """Let a format have the suffixes that cameras give it; Wagtail knows one each."""
        suffix = PurePath(f.name).suffix.lower().removeprefix(".")
        if SAME_FORMAT.get(suffix) != f.image.format_name:
            super().check_image_file_format(f)

    def check_image_pixel_size(self, f: Any) -> None:
        """Leave this to ``make_safe``: here a file would be decoded, whatever its size."""


class PictureForm(EndingFileMixin, PublishedForm, BaseImageForm):
    """A picture and what is said of it, taken from its file where nobody said it."""

    unseen_fields = frozenset({"collection", "tags", "title"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field:
            self.fields["file"] = PictureFormField(
                label=field.label, required=field.required, widget=field.widget
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if isinstance(file := values.get("file"), SafePicture):
            for name in DESCRIBED:
                if name == "alt_text" and values.get("is_decorative"):
                    continue
                if not values.get(name):
                    values[name] = getattr(file.described, name)
            # A licence of the file beside own terms of an editor could contradict them.
            if not any(values.get(name) for name in TERMS):
                values |= {name: getattr(file.described, name) for name in TERMS}
        return values

    def _post_clean(self) -> None:
        super()._post_clean()
        # Who may not change it is not told where it is shown: that may be embargoed.
        if self.instance.pk and not self.errors:
            self._keep_described()

    def _keep_described(self) -> None:
        """Refuse to take from a picture that visitors see what it is described by."""
        is_taken = not DESCRIBING.isdisjoint(self.changed_data)
        if is_taken and not self.instance.is_described:
            names = name_showing(self.instance)
            if names:
                message = _(
                    "Say what the picture shows, or mark it as decorative. It is in use: "
                    "%(names)s"
                )
                told = ValidationError(message, params={"names": "; ".join(names)})
                self.add_error("alt_text", told)
