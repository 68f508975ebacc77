"""What must be known to add something from inside another form."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partners.addresses import free_slug
from partners.identifiers import SCHEMES
from portal.core.languages import text_languages


class QuickForm(forms.ModelForm):
    """Just enough to link something; the rest is filled in later."""

    scheme: str
    identifier_model: type[Model]

    def clean_identifier(self) -> str:
        value = self.cleaned_data["identifier"]
        if not value:
            return ""
        value = SCHEMES[self.scheme].clean(value)
        taken = self.identifier_model._default_manager.filter(
            scheme=self.scheme, value=value
        )
        if taken.exists():
            raise ValidationError(
                _("This identifier already belongs to another entry.")
            )
        return value

    def save(self, commit: bool = True):
        entity = super().save(commit=False)
        entity.slug = free_slug(type(entity), self.cleaned_data["name"])
        self.add_rows(entity)
        if commit:
            entity.save()
        return entity

    def add_rows(self, entity) -> None:
        """Add the rows that belong to a new entity."""
        if value := self.cleaned_data.get("identifier"):
            entity.identifiers.add(
                self.identifier_model(scheme=self.scheme, value=value)
            )


def add_names(entity, row_model: type, values: dict) -> None:
    """Give a new entity its name and acronym in every language of the site."""
    names = [row_model(language=get_language(), text=values["name"])]
    names += [
        row_model(language=code, text=values["name"])
        for code in text_languages()
        if code != get_language()
    ]
    if values.get("acronym"):
        names.append(
            row_model(language=get_language(), kind="acronym", text=values["acronym"])
        )
    entity.names.set(names)
