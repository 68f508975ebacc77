"""What releases are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.search import index

from portal.core.languages import TranslatedTextField


class Topic(index.Indexed, models.Model):
    """A subject that a visitor can follow, the same in all languages."""

    slug = models.SlugField(_("slug"), unique=True)
    label = TranslatedTextField(_("label"), max_text_length=80)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
    )

    # Visitors see it where releases are about it.
    is_public_by_itself = False

    search_fields = [index.AutocompleteField("slug"), index.SearchField("slug")]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return str(self.label) or self.slug
