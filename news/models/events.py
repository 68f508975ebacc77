"""Dates that a release invites to or announces."""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from portal.core.languages import TranslatedTextField


class ReleaseEvent(Orderable):
    """A dated event of a release, the same in all its languages.

    ``uid`` stays the same when the row is copied to another language version or
    changed, so that a calendar replaces the event instead of adding a second one.
    Calendars know the event by it and the story (``PressReleasePage.event_urn``).
    """

    release = ParentalKey(
        "news.PressReleasePage", on_delete=models.CASCADE, related_name="events"
    )
    uid = models.UUIDField(default=uuid4, editable=False)
    title = TranslatedTextField(_("title"), max_text_length=200)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = TranslatedTextField(_("place"), blank=True, max_text_length=300)
    url = models.URLField(
        _("address"), blank=True, help_text=_("Programme, registration or video link.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it starts.")})
