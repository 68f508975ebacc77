"""What becomes public together with something else, such as a release."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Revision


class Waiting(models.Model):
    """That the draft of an entity becomes public with a story, or with none.

    ``story`` is what all language versions of a release have in common; None says
    that an editor wants the entity to be published by hand only. ``revision`` is the
    draft that somebody with the right to publish has approved; until then it is the
    newest one that will be asked about.
    """

    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+"
    )
    object_id = models.PositiveBigIntegerField()
    entity = GenericForeignKey("content_type", "object_id")
    story = models.UUIDField(_("goes public with"), null=True, db_index=True)
    revision = models.ForeignKey(
        Revision,
        null=True,
        on_delete=models.SET_NULL,
        related_name="waiting",
        editable=False,
    )

    is_public_by_itself = False

    class Meta:
        verbose_name = _("waiting entry")
        verbose_name_plural = _("waiting entries")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                name="partners_waiting_one_an_entity",
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"
