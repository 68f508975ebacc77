"""How editors find an institution, a person or a partnership in another form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)

from partners.querysets import KnownQuerySet


class KnownAsForm(BaseFilterForm):
    """Searches names, acronyms and identifiers, also in the middle of a word."""

    q = forms.CharField(
        label=_("Name, acronym, ROR or ORCID"),
        required=False,
        max_length=200,
    )

    def filter(self, objects: KnownQuerySet) -> KnownQuerySet:
        objects = super().filter(objects)
        if words := self.cleaned_data["q"]:
            self.is_searching = True
            self.search_query = words
            objects = objects.known_as(words)
        return objects


class KnownChooseView(ChooseView):
    filter_form_class = KnownAsForm


class KnownChooseResultsView(ChooseResultsView):
    filter_form_class = KnownAsForm


class KnownChooserViewSet(SnippetChooserViewSet):
    """A chooser of things with names and identifiers."""

    choose_view_class = KnownChooseView
    choose_results_view_class = KnownChooseResultsView
