"""Addresses below the partners page: kind and slug, which never lead to anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.core.slugs import ascii_slug

if TYPE_CHECKING:
    from typing import Self

LONGEST_BASE = 90


class EntityKind(models.TextChoices):
    """What has a page of its own below the partners page."""

    INSTITUTION = "institution", _("Institution")
    PERSON = "person", _("Person")
    PARTNERSHIP = "partnership", _("Partnership")

    @property
    def plural(self) -> str:
        """The first part of the addresses of all of this kind."""
        return PLURALS[self]


PLURALS = {
    EntityKind.INSTITUTION: "institutions",
    EntityKind.PERSON: "people",
    EntityKind.PARTNERSHIP: "partnerships",
}
KINDS = {plural: kind for kind, plural in PLURALS.items()}


class FormerAddressQuerySet(models.QuerySet):
    """Former addresses."""

    def of(self, model: type[models.Model]) -> Self:
        """Keep the former addresses of one kind of thing."""
        return self.filter(kind=model._meta.model_name)

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


class Addressed(models.Model):
    """A thing with a slug. When that changes, the former address leads on."""

    slug: models.SlugField
    live: models.BooleanField
    first_published_at: models.DateTimeField

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            stored = type(self)._base_manager.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if stored and stored.slug != self.slug and was_public(stored):
                FormerAddress.objects.take_back(self)
                FormerAddress.objects.keep(stored)

    def clean(self) -> None:
        super().clean()
        if self.slug and is_spent(type(self), self.slug, self.pk):
            raise ValidationError(
                {"slug": _("This slug belongs, or once belonged, to another entry.")}
            )

    @property
    def path(self) -> str:
        """The address below the partners page."""
        return f"{EntityKind(str(self._meta.model_name)).plural}/{self.slug}/"


def keep_address(sender: type[Addressed], instance: Addressed, **kwargs) -> None:
    """Give the slug of something that was deleted to nobody else (signal handler).

    Unless it never was public: nobody knows the slug then.
    Others have noted its identity, which must not become that of another thing. The
    slug of a person is a name, and goes with the person.
    """
    if was_public(instance):
        FormerAddress.objects.keep(instance)


def was_public(entity: Addressed) -> bool:
    """Tell whether the address of something, with drafts, may be known to others."""
    return entity.live or entity.first_published_at is not None


def is_spent(model: type[models.Model], slug: str, pk: int | None) -> bool:
    """Tell whether a slug is or was that of another entry than the one with this key.

    Asks for entries that were merged as well, which the unique check of a form
    does not see.
    """
    held = model._base_manager.filter(slug=slug).exclude(pk=pk)
    former = FormerAddress.objects.of(model)
    return held.exists() or former.filter(slug=slug).exclude(entity_id=pk or 0).exists()


def free_slug(model: type[models.Model], name: str) -> str:
    """Return a slug for a name that nothing of this kind has or had."""
    base = ascii_slug(name)[:LONGEST_BASE].strip("-") or str(model._meta.model_name)
    former = FormerAddress.objects.of(model)
    taken = {
        slug
        for rows in (model._base_manager.all(), former)
        for slug in rows.filter(slug__startswith=base).values_list("slug", flat=True)
    }
    numbered = (f"{base}-{count}" for count in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
