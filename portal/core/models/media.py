"""Images and documents with what the law and a reader need to know of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
    get_upload_to,
)

from portal.core.characters import is_visible
from portal.core.file_keys import add_key
from portal.core.known_licences import Terms, list_choices
from portal.core.languages import TranslatedTextField
from portal.core.models.licences import Licensed
from portal.core.outer_marks import without_credit_label
from portal.core.picture_files.fields import PictureField
from portal.core.picture_files.renditions import BareFilter

RANDOM_NAME_LENGTH = 16


def unguessable(filename: str) -> str:
    """Return a file name of the same type that nobody can guess.

    A name such as ``nobel-prize.jpg`` would say something before its embargo.
    """
    suffix = Path(filename).suffix.lower()
    return get_random_string(RANDOM_NAME_LENGTH).lower() + suffix


@contextmanager
def _lost_if_not_stored() -> Iterator[None]:
    """Treat a picture whose sizes cannot be stored, on a full disk, as a lost one."""
    try:
        yield
    except OSError as error:
        raise SourceImageIOError(str(error)) from error


class CustomImage(Licensed, AbstractImage):
    """A picture: who made it, what it shows, what one may do with it."""

    file = PictureField(
        _("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    alt_text = TranslatedTextField(
        _("alternative text"),
        blank=True,
        max_text_length=500,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    is_decorative = models.BooleanField(
        _("is decorative"),
        default=False,
        help_text=_("It says nothing that the text does not say."),
    )
    caption = TranslatedTextField(_("caption"), blank=True, multiline=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(
        _("licence"),
        max_length=20,
        blank=True,
        choices=list_choices,
        help_text=_(
            "What everybody may do with the picture. It is shown with its address."
        ),
    )
    usage_terms = models.CharField(
        _("own terms"),
        max_length=200,
        blank=True,
        help_text=_("Where no licence of the list fits, or as an addition to it."),
    )

    # Visitors see it where something public refers to it.
    is_public_by_itself = False

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_text",
        "is_decorative",
        "caption",
        "credit",
        "licence",
        "usage_terms",
        "usable_until",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "tags",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else str(self.alt_text)

    @property
    def terms(self) -> Terms:
        """What one may do with it; the one definition for everything that says so."""
        return Terms(self.licence, self.usage_terms)

    @property
    def is_described(self) -> bool:
        """Whether it needs no alternative text or has one in any language."""
        return bool(self.is_decorative or any(map(is_visible, self.alt_text.values())))

    def order_text(self, name: str, value: Any) -> Any:
        """Take off the word before the credit, which templates print."""
        return without_credit_label(value) if name == "credit" else value

    def get_upload_to(self, filename: str) -> str:
        return super().get_upload_to(unguessable(filename))

    def generate_rendition_file(
        self, filter: Filter, *, source: File | None = None
    ) -> File:
        return super().generate_rendition_file(BareFilter(filter.spec), source=source)

    def create_rendition(self, filter: Filter) -> CustomRendition:
        with _lost_if_not_stored():
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Filter) -> dict[Filter, CustomRendition]:
        with _lost_if_not_stored():
            return super().create_renditions(*filters)

    def in_size(self, spec: str) -> CustomRendition | None:
        """Return the picture in a size, to be shown.

        None where its file is lost or damaged, or it may not be used any more.
        """
        if not self.is_usable:
            return None
        try:
            return self.get_rendition(spec)
        except SourceImageIOError:
            return None


class CustomRendition(AbstractRendition):
    """A picture in the size of one place on a page."""

    image = models.ForeignKey(
        CustomImage, on_delete=models.CASCADE, related_name="renditions"
    )

    @property
    def url(self) -> str:
        return add_key(self.file.url)

    @property
    def attrs_dict(self) -> OrderedDict:
        """The attributes of its element; see Wagtail.

        Words from the library may be in another language than the page; those that an
        editor wrote for the page are in that of the page.
        """
        attributes = super().attrs_dict
        words = self.image.default_alt_text
        if words and attributes["alt"] == words and (lang := self.image.alt_text.lang):
            attributes["lang"] = lang
        return attributes

    @property
    def is_lost(self) -> bool:
        """Whether it stands in for a picture whose file is missing or damaged.

        So Wagtail's template tags name it (``wagtail.images.shortcuts``).
        """
        return self.file.name == "not-found"

    class Meta:
        # Every request for a picture looks for its name.
        indexes = [models.Index(fields=["file"], name="core_customrendition_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="core_customrendition_unique",
            )
        ]


class CustomDocument(Licensed, AbstractDocument):
    """A file to download with a release."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)

    # Visitors see it where something public refers to it.
    is_public_by_itself = False

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "credit",
        "usable_until",
        "tags",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def file_url(self) -> str:
        """The address of the document, without a key, as records keep it."""
        return super().url

    @property
    def url(self) -> str:
        return add_key(self.file_url)
