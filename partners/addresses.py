"""Slugs: the last part of an address, which never leads to anything else."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST_BASE = 90


class Addressed(models.Model):
    """A thing with a slug. When that changes, the former address leads on."""

    slug: models.SlugField

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        with transaction.atomic():
            stored = type(self)._base_manager.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if stored and stored.slug != self.slug:
                addresses = apps.get_model("partners.FormerAddress").objects
                addresses.take_back(self)
                addresses.keep(stored)

    def clean(self) -> None:
        super().clean()
        if self.slug and is_spent(type(self), self.slug, self.pk):
            raise ValidationError(
                {"slug": _("This slug belongs, or once belonged, to another entry.")}
            )

    @property
    def path(self) -> str:
        """The address below the partners page."""
        raise NotImplementedError


def keep_address(sender: type[Addressed], instance: Addressed, **kwargs) -> None:
    """Give the slug of something that was deleted to nobody else (signal handler).

    Others have noted its identity, which must not become that of another thing. The
    slug of a person is a name, and goes with the person.
    """
    apps.get_model("partners.FormerAddress").objects.keep(instance)


def is_spent(model: type[models.Model], slug: str, pk: int | None) -> bool:
    """Tell whether a slug is or was that of another entry than the one with this key.

    Asks for entries that were merged as well, which the unique check of a form
    does not see.
    """
    held = model._base_manager.filter(slug=slug).exclude(pk=pk)
    former = apps.get_model("partners.FormerAddress").objects.of(model)
    return held.exists() or former.filter(slug=slug).exclude(entity_id=pk or 0).exists()


def free_slug(model: type[models.Model], name: str) -> str:
    """Return a slug for a name that nothing of this kind has or had."""
    base = slugify(name)[:LONGEST_BASE] or str(model._meta.model_name)
    former = apps.get_model("partners.FormerAddress").objects.of(model)
    taken = {
        slug
        for rows in (model._base_manager.all(), former)
        for slug in rows.filter(slug__startswith=base).values_list("slug", flat=True)
    }
    numbered = (f"{base}-{count}" for count in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)
