"""Scholarly publications behind a release."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.search import index

from partners.evidence import Evidence
from partners.identifiers import SCHEMES, DOIField


class Publication(index.Indexed, Evidence):
    """A paper, a preprint or a data set that a release reports on."""

    doi = DOIField(unique=True, null=True, blank=True)
    title = models.CharField(_("title"), max_length=400)
    container = models.CharField(
        _("published in"), max_length=250, blank=True, help_text=_("Journal or server.")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    is_peer_reviewed = models.BooleanField(_("is peer reviewed"), default=False)

    # Visitors see it where a release, or something else that is public, refers to it.
    is_public_by_itself = False

    search_fields = [
        index.AutocompleteField("title"),
        index.AutocompleteField("doi"),
        index.SearchField("title"),
    ]

    class Meta(Evidence.Meta):
        abstract = False
        ordering = ["title"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return self.title

    def is_about_another(self, before: Publication) -> bool:
        canonical = SCHEMES["doi"].canonical
        return canonical(self.doi or "") != canonical(before.doi or "")

    @property
    def doi_url(self) -> str:
        """The address that the DOI leads to, empty without one."""
        return SCHEMES["doi"].link(self.doi) if self.doi else ""
