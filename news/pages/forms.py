"""Forms: what an editor sends, and what a visitor asks the newsroom for."""

from __future__ import annotations

import re
from datetime import datetime
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from news.checking.mending import mend
from news.checking.unlinked import link_first
from news.models.release import Release
from news.pages import quoted_rows
from news.publishing import lifting, postponing, stories, together
from news.querysets import PressReleaseQuerySet
from news.relations import Relation
from news.syndication import filters
from portal.core.forms import PageForm, RowsMixin
from portal.core.rich_text import rich_texts

# The button that saves and leads to the publication of more than one language.
PUBLISH_ALL = "publish-all"


class ReleaseForm(RowsMixin, PageForm):
    """The form of a release; guards what its language versions share.

    ``facts_seen`` remembers which draft of the other versions the editor has seen,
    so that a form left open does not silently bring old facts back.
    """

    data: QueryDict
    # Whether what a button of the editorial checks mends was there; None without one.
    was_mended: bool | None = None

    facts_seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    # The language whose text stands in the same form, if any.
    beside = ""

    def __init__(self, *args, **kwargs) -> None:
        release = kwargs.get("instance")
        if args and args[0] and release and release.pk:
            args = (_with_present_keys(args[0], release), *args[1:])
        super().__init__(*args, **kwargs)
        newest = (
            stories.newest_other_revision(self.instance, self.beside)
            if self.instance.pk
            else None
        )
        self.newest_fields = str(newest.pk) if newest else ""
        self.initial["facts_seen"] = self.newest_fields
        self.said_before = quoted_rows.list_statements(self.instance)

    def clean(self) -> dict:
        super().clean()
        cleaned_data = self.cleaned_data
        if self.instance.pk and cleaned_data.get("facts_seen") != self.newest_fields:
            # The next save is a decision, not an accident.
            self.data = self.data.copy()
            self.data[self.add_prefix("facts_seen")] = self.newest_fields
            self.add_error(
                None,
                _(
                    "Another language version of this release was saved meanwhile. "
                    "Compare who is involved, number and date with it; saving again "
                    "keeps the values of this page."
                ),
            )
        if not self.is_deferred_validation:
            self._check_instant(cleaned_data.get("released_at"))
        if (
            cleaned_data.get("evidence_status") == "peer_reviewed"
            and not self._has_doi()
        ):
            self.add_error(
                "evidence_status", _("Peer reviewed needs a publication with a DOI.")
            )
        return cleaned_data

    def _check_instant(self, released_at: datetime | None) -> None:
        """Refuse what publication would refuse, before it is tried."""
        if not released_at:
            return  # its own message comes first
        try:
            postponing.check_instant(self.instance.translation_key, released_at)
            lifting.check_instant(self.instance.translation_key, released_at)
        except ValidationError as error:
            self.add_error(None, error)

    def save(self, commit: bool = True) -> Release:
        if "mend" in self.data:
            self.was_mended = mend(self.instance, str(self.data["mend"]))
        if "link-mention" in self.data:
            self._link_mention(str(self.data["link-mention"]))
        if PUBLISH_ALL in self.data:
            self.instance.together = self.find_together()
        quoted_rows.drop_twins(self, self.instance)
        release = super().save(commit)
        quoted_rows.add_quoted(release, self.said_before, commit=commit)
        return release

    def find_together(self) -> list[str]:
        """Return the languages of the button that publishes more than one of them."""
        return together.find_offered(self.instance)

    def _link_mention(self, value: str) -> None:
        """Link the name whose button was pressed, in what is about to be saved."""
        release = self.instance
        body = list(rich_texts(release.body))
        sources = [*(text.source for text in body), release.notes_to_editors]
        linked = link_first(sources, value)
        if linked is None:
            return  # the name was deleted since the button was shown
        number, source = linked
        if number < len(body):
            body[number].source = source
        else:
            release.notes_to_editors = source

    def check_rows(self) -> None:
        self.refuse_repetition("release_institutions", "institution", "role")
        self.refuse_repetition("release_people", "person", "role")
        self.refuse_repetition("release_partnerships", "partnership")
        leads = [
            form
            for form in self.rows("release_institutions")
            if form.cleaned_data.get("role") == "lead_issuer"
        ]
        for form in leads[1:]:
            form.add_error("role", _("A release has one lead issuer."))
        if not self.is_deferred_validation and not self.rows("release_contacts"):
            self.formsets["release_contacts"].non_form_errors().append(
                _("Name at least one press contact before publication.")
            )

    def _has_doi(self) -> bool:
        formset = self.formsets.get("release_publications")
        if formset is None or not formset.is_valid():
            return True  # its own message comes first
        return any(
            (publication := row.get("publication")) and publication.doi
            for row in formset.cleaned_data
            if not row.get("DELETE")
        )


def _with_present_keys(data: QueryDict, release: Release) -> QueryDict:
    """Return a sent form in which rows that are there no more are new ones.

    Publishing one language changes the shared rows of the others, so a draft of them
    and a form that was left open may have keys that nothing has any more. Such rows
    are what the editor wants; those of ``release`` that they stood for go.
    """
    data = data.copy()
    for relation in stories.SHARED_ROWS:
        key = re.compile(rf"{relation}-\d+-id")
        sent = {name: str(value) for name, value in data.items() if key.fullmatch(name)}
        rows = getattr(release, relation)
        present = {
            str(pk)
            for pk in rows.model.objects.filter(release=release.pk).values_list(
                "pk", flat=True
            )
        }
        if present.issuperset(value for value in sent.values() if value):
            continue
        for name, value in sent.items():
            if value not in present:
                data[name] = ""
        kept = present.intersection(sent.values())
        setattr(release, relation, [row for row in rows.all() if str(row.pk) in kept])
    return data


class WordingSelect(forms.Select):
    """A choice of names, each of which says its language if it is not the page's."""

    def create_option(self, name, value, label, *args, **kwargs) -> dict:
        option = super().create_option(name, value, label, *args, **kwargs)
        if lang := getattr(label, "lang", ""):
            option["attrs"]["lang"] = lang
        return option


class NamesField(forms.ChoiceField):
    """A choice of what has names in languages."""

    widget = WordingSelect


class ReleaseFilterForm(forms.Form):
    """The filters of the newsroom; a value it does not know is an empty list."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    topic = NamesField(label=_("Topic"), required=False)
    institution = NamesField(label=_("Institution"), required=False)
    person = NamesField(label=_("Person"), required=False)
    partnership = NamesField(label=_("Partnership"), required=False)

    relation = forms.ChoiceField(label=_("Relation"), required=False)

    def __init__(self, data, *, choices: dict[str, list[tuple[str, str]]]) -> None:
        """Take the query and the choices of each field, from ``facets``."""
        super().__init__(data)
        asked = any(data.get(name) for name in filters.ENTITIES)
        self.choices = choices | {"relation": Relation.choices if asked else []}
        for name, offered in self.choices.items():
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", _("All")), *offered]

    def apply_to(self, releases: PressReleaseQuerySet) -> PressReleaseQuerySet:
        """Return the releases that all filters let through, none for an unknown value."""
        if not self.is_valid():
            return releases.none()
        return filters.narrow(releases, self.cleaned_data)

    def chosen(self) -> list[tuple[str, str]]:
        """Return the filters in use by name, as an address has them."""
        self.is_valid()
        return [(name, self.cleaned_data.get(name, "")) for name in filters.NAMES]

    def active(self) -> list[dict]:
        """Return the filters in use: name, label, value as a visitor reads it."""
        self.is_valid()
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "value": dict(self.choices[name])[value],
            }
            for name, value in self.cleaned_data.items()
            if value
        ]
