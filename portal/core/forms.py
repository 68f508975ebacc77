"""What forms of the admin have in common."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseFormSet, Form, ModelForm
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.models import Page

from portal.core import copied_texts
from portal.core.characters import is_visible
from portal.core.slug_fields import browser_rule
from portal.core.slugs import UNWRITABLE, ascii_slug

# What publication writes of a thing that can be a draft.
OF_PUBLICATION = (
    "live",
    "live_revision",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "expired",
)


def refuse_blanks(form: Form) -> None:
    """Add an error beside each field that must be filled in and shows nothing."""
    for name, value in list(form.cleaned_data.items()):
        field = form.fields.get(name)
        is_blank = isinstance(value, str) and value and not is_visible(value)
        if field and field.required and is_blank:
            form.add_error(name, field.error_messages["required"])


class DraftCopyForm(CopyForm):
    """The form that copies a page and what stands below it, as drafts only.

    A copy of a release that is public at once would be a second release with the
    number and the record of the first, and an alias publishes what is only scheduled.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


class VisibleTextsMixin(Form):
    """A form in which blanks, also those that are characters, fill in nothing."""

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        refuse_blanks(self)
        return data


class KeepPublishedMixin(ModelForm):
    """A form that writes no row of what became public since the form was read.

    Wagtail keeps drafts of what is public in revisions, and those of all else in the row
    itself. Whether something is public it has read before; written then, the row would
    take the publication back, with its text or without it.
    """

    def save(self, commit: bool = True) -> Any:
        if not commit or self.instance.pk is None:
            return super().save(commit)
        with transaction.atomic():
            stored = self._lock_stored()
            if stored is None or not stored.live:
                return super().save()
            for name in OF_PUBLICATION:
                setattr(self.instance, name, getattr(stored, name))
            return super().save(commit=False)

    def _lock_stored(self) -> Any:
        """Return the row as it is now; nobody publishes it before the transaction ends.

        Of pages the row is locked that all kinds of pages have: publication locks it.
        """
        model = type(self.instance)
        root = Page if issubclass(model, Page) else model
        rows = root._base_manager.select_for_update(of=("self",))
        rows.filter(pk=self.instance.pk).first()
        return model._base_manager.filter(pk=self.instance.pk).first()


class PageForm(KeepPublishedMixin, VisibleTextsMixin, WagtailAdminPageForm):
    """The form of a page; says what publication would refuse of its text."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The field would rewrite an address from before that rule when it is left.
        if "slug" in self.fields and self.instance.slug.isascii():
            self.fields["slug"].widget.attrs.update(browser_rule())

    def clean_slug(self) -> str:
        """Write a new slug in ASCII; the one that the page has stays."""
        slug = self.cleaned_data["slug"]
        if slug.isascii() or slug == self.instance.slug:
            return slug
        written = ascii_slug(slug)
        if not written:
            raise ValidationError(UNWRITABLE)
        return written

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        try:
            copied_texts.check_page(self.instance)
        except ValidationError as error:
            names = (name for name in copied_texts.MAIN_TEXT if name in self.fields)
            self.add_error(next(names, None), error.message)


class RowsMixin(Form):
    """A form whose rows must make sense together.

    Every message stands beside the field of the row that it is about, which a
    model's ``clean`` cannot do: a row of something not saved yet is compared
    with nothing.
    """

    formsets: dict[str, BaseFormSet]

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        for formset in self.formsets.values():
            for form in formset.forms:
                if form.is_valid() and form not in formset.deleted_forms:
                    refuse_blanks(form)
        self.check_rows()
        return not self.errors and not any(
            formset.non_form_errors() or any(form.errors for form in formset.forms)
            for formset in self.formsets.values()
        )

    def check_rows(self) -> None:
        """Add errors to rows that contradict each other."""

    def rows(self, relation: str) -> list[ModelForm]:
        """Return the forms of the rows of a relation that will be kept."""
        formset = self.formsets.get(relation)
        if formset is None:
            return []
        return [
            form
            for form in formset.forms
            if (form.has_changed() or form.instance.pk)
            and form not in formset.deleted_forms
        ]

    def refuse_repetition(self, relation: str, *fields: str) -> None:
        """Refuse a second row with the same values, beside the first of the fields."""
        seen = set()
        for form in self.rows(relation):
            values = tuple(form.cleaned_data.get(field) for field in fields)
            if values in seen:
                form.add_error(fields[0], _("This stands here already."))
            seen.add(values)


def with_present_keys(data: QueryDict, thing: ClusterableModel) -> QueryDict:
    """Return a sent form in which rows of ``thing`` that are there no more are new.

    Somebody else has deleted them since the form was opened; who still wants them adds
    them anew instead of reading that a key is no valid choice.
    """
    data = data.copy()
    for relation in get_all_child_relations(thing):
        name = relation.get_accessor_name()
        key = re.compile(rf"{name}-\d+-id")
        keys = {field: data[field] for field in data if key.fullmatch(field)}
        present = {str(row.pk) for row in getattr(thing, name).all()}
        for field, value in keys.items():
            if value not in present:
                data[field] = ""
    return data
