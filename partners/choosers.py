"""How editors find an institution, a person or a partnership in another form."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChosenResponseMixin
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChosenView,
    SnippetCreateView,
)

from partners import waiting
from partners.draftable import Draftable
from partners.lookup import read_day, read_language
from partners.querysets import KnownQuerySet
from portal.core.choosers import TranslatedChooser, TranslatedChooserViewSet


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


class NameInTextMixin(ChosenResponseMixin):
    """Answers also with the name to be written: as of a day, in a language.

    Both come from the form of a release (``as_of``, ``language``) and may be
    missing or unfinished there; then it is today's name in the active language.
    """

    request: HttpRequest

    def get_chosen_response_data(self, item) -> dict:
        asked = self.request.GET
        day = read_day(asked.get("as_of", ""))
        name = item.name(day, read_language(asked.get("language", "")))
        return super().get_chosen_response_data(item) | {"name": name}


class KnownChosenView(NameInTextMixin, SnippetChosenView):
    pass


class WaitingCreateView(SnippetCreateView):
    """Adds a draft, which waits for the release in whose form it was added."""

    def save_form(self, form: forms.ModelForm) -> Draftable:
        entity = super().save_form(form)
        story = None  # in the form of no release
        with suppress(ValueError):
            story = UUID(self.request.GET.get("story", ""))
        waiting.keep_new(entity, self.request.user, story)
        return entity


class KnownCreateView(NameInTextMixin, WaitingCreateView):
    pass


class WaitingChooser(TranslatedChooser):
    """Tells its dialogue in the form of which release it is, if it is in one."""

    # Wagtail reads the value of what it finds, and there must be something.
    linked_fields = {"story": "#story-of-form, html:not(:has(#story-of-form))"}


class WaitingChooserViewSet(TranslatedChooserViewSet):
    """A chooser of things that wait as drafts for the release they are added from."""

    base_widget_class = WaitingChooser
    create_view_class = WaitingCreateView
    preserve_url_parameters = [
        *TranslatedChooserViewSet.preserve_url_parameters,
        "story",
    ]


class KnownChooserViewSet(WaitingChooserViewSet):
    """A chooser of things with names and identifiers."""

    preserve_url_parameters = [
        *WaitingChooserViewSet.preserve_url_parameters,
        "as_of",
        "language",
    ]
    choose_view_class = KnownChooseView
    choose_results_view_class = KnownChooseResultsView
    chosen_view_class = KnownChosenView
    create_view_class = KnownCreateView
