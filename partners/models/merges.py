"""Duplicates that became one, and addresses that lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from typing import Self

    from partners.addresses import Addressed


class EntityKind(models.TextChoices):
    """What has a page of its own below the partners page."""

    INSTITUTION = "institution", _("Institution")
    PERSON = "person", _("Person")
    PARTNERSHIP = "partnership", _("Partnership")


# The first part of an address below the partners page says what it is about.
KINDS = {
    "institutions": EntityKind.INSTITUTION,
    "people": EntityKind.PERSON,
    "partnerships": EntityKind.PARTNERSHIP,
}


def public_entities(kind: str) -> models.QuerySet:
    """Return the institutions, people or partnerships that have a public page."""
    objects = apps.get_model("partners", kind).objects
    narrowed = {
        EntityKind.PERSON: lambda: objects.with_page(),
        EntityKind.PARTNERSHIP: lambda: objects.public(),
    }
    return narrowed.get(EntityKind(kind), objects.all)()


class FormerAddressQuerySet(models.QuerySet):
    """Former addresses."""

    def of(self, model: type[models.Model]) -> Self:
        """Keep the former addresses of one kind of thing."""
        return self.filter(kind=model._meta.model_name)

    def current_path(self, kind: str, slug: str) -> str | None:
        """Return where a former slug leads to, below the partners page.

        None where nobody had it, or where the one who had it has no public page.
        """
        former = self.filter(kind=kind, slug=slug).values("entity_id")
        entity = public_entities(kind).filter(pk__in=former).first()
        return entity.path if entity else None

    def keep(self, entity: Addressed) -> None:
        """Note that an entity once had the slug that it has now."""
        self.update_or_create(
            kind=entity._meta.model_name,
            slug=entity.slug,
            defaults={"entity_id": entity.pk},
        )

    def take_back(self, entity: Addressed) -> None:
        """Forget that the present slug of an entity was once its former one."""
        self.of(type(entity)).filter(slug=entity.slug, entity_id=entity.pk).delete()


class FormerAddress(models.Model):
    """A slug that somebody once had. It leads on and is never given away."""

    kind = models.CharField(max_length=11, choices=EntityKind)
    slug = models.SlugField(max_length=100)
    entity_id = models.PositiveBigIntegerField()

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"], name="partners_formeraddress_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Merge(models.Model):
    """That two entries for the same thing were made one, and all that moved.

    Append-only: undoing a merge is noted on its row.
    """

    kind = models.CharField(_("kind"), max_length=11, choices=EntityKind)
    source_id = models.PositiveBigIntegerField()
    source_label = models.CharField(_("duplicate"), max_length=250)
    target_id = models.PositiveBigIntegerField()
    target_label = models.CharField(_("kept"), max_length=250)
    # What moved, written and read by ``partners.merging``.
    moves = models.JSONField(default=list)
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return f"{self.source_label} → {self.target_label}"
