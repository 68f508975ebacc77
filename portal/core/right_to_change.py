"""Who may change what visitors see: those who may publish all that shows it.

Pictures, documents, press contacts and other entries have no drafts of their own: what
is saved is public at once where something public shows it, and with an approved draft
when that one is published. So the right to publish that is what their change needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.forms import ModelForm
from django.utils.translation import gettext as _

from modelcluster.models import get_all_child_relations
from wagtail.models import DraftStateMixin, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import (
    page_permission_policy,
    policy_registry,
    register_permission_policy,
)

from portal.core import file_uses, instants, public_rows
from portal.core.models import CustomDocument, CustomImage, FileUse
from portal.core.querysets import served_pages
from portal.core.references import find_referring
from portal.core.refused import name_of

Keys = dict[type[Model], set[int]]


def may_change(user: Any, thing: Model) -> bool:
    """Tell whether somebody may publish all that shows a stored row to visitors.

    Now, or when the draft is published that was approved. True where nothing does.
    """
    shown_by = _find_showing_soon(thing)
    own = page_permission_policy.instances_user_has_permission_for(user, "publish")
    pages = Page.objects.filter(pk__in=shown_by.pop(Page))
    if pages.exclude(pk__in=own.values("pk")).exists():
        return False
    return all(_may_make_public(user, model) for model in shown_by)


def _may_make_public(user: Any, model: type[Model]) -> bool:
    action = "publish" if issubclass(model, DraftStateMixin) else "change"
    return policy_registry.get_by_type(model).user_has_permission(user, action)


def name_showing(thing: Model) -> list[str]:
    """Return what all that shows a stored row to visitors, now or soon, is called."""
    names = []
    for model, keys in _find_showing_soon(thing).items():
        rows = model._base_manager.filter(pk__in=keys)
        names += [name_of(row) for row in rows]
    return sorted(names)


def _find_showing_soon(thing: Model) -> Keys:
    """Return what visitors see a row at, and the pages whose approved draft shows it."""
    shown_by = _find_showing(thing)
    shown_by[Page] |= _find_approved(thing)
    return shown_by


def _find_showing(thing: Model) -> Keys:
    """Return what visitors see a row at: pages, and entries that are no drafts."""
    found: Keys = defaultdict(set)
    references = _of_file(thing) if file_uses.is_file(thing) else _of_entry(thing)
    for model, key in references:
        found[model].add(key)
    shown: Keys = defaultdict(set)
    for model, keys in found.items():
        rows = _seen_of(model).filter(pk__in=keys)
        if present := set(rows.values_list("pk", flat=True)):
            shown[model] = present
    return shown


def _seen_of(model: type[Model]) -> models.QuerySet:
    return served_pages() if model is Page else public_rows.find_public(model)


def _of_file(file: Model) -> Iterator[tuple[type[Model], int]]:
    uses = FileUse.objects.filter(kind=file_uses.KINDS[type(file)], file_key=file.pk)
    labels = {model._meta.label_lower: model for model, _ in public_rows.find_showing()}
    for label, key in uses.values_list("shown_by", "shown_by_key"):
        if label in labels:
            yield labels[label], key


def _of_entry(entry: Model) -> Iterator[tuple[type[Model], int]]:
    for model, key in find_referring(entry):
        if model is not None and (root := public_rows.root_of(model)):
            yield root, int(key)


def _find_approved(thing: Model) -> set[int]:
    """Return the keys of the pages whose approved draft shows a row."""
    drafts = (revision.as_object() for revision in instants.scheduled())
    pages = (draft for draft in drafts if isinstance(draft, Page))
    return {page.pk for page in pages if _refers(page, thing)}


def _refers(page: Page, thing: Model) -> bool:
    """Tell whether a draft of a page, or one of its rows, refers to a stored row."""
    wanted = (type(thing), str(thing.pk))
    rows: list[Model] = [page]
    for relation in get_all_child_relations(page):
        rows += getattr(page, relation.get_accessor_name()).all()
    if any(wanted in set(_references_of(row)) for row in rows):
        return True
    return any(
        field.related_model is type(thing) and thing in getattr(page, field.name).all()
        for field in page._meta.many_to_many
    )


def _references_of(row: Model) -> Iterable[tuple[type[Model], str]]:
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if value and field.related_model:
            yield field.related_model, str(value)
        elif value and hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(value):
                yield model, str(key)


class PublishedForm(ModelForm):
    """A form whose changes are public at once: they need the right to publish.

    ``unseen_fields`` names what visitors see nothing of.
    """

    unseen_fields: frozenset[str] = frozenset()

    def __init__(self, *args, **kwargs) -> None:
        # The forms of files call it otherwise, and keep it to themselves.
        self.asker = kwargs.get("for_user") or kwargs.get("user")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        says_more = set(self.changed_data) - self.unseen_fields
        if says_more and self.instance.pk and not may_change(self.asker, self.instance):
            self.add_error(
                None,
                ValidationError(
                    _(
                        "This stands in something that is public or approved. Somebody "
                        "who may publish that can change it."
                    )
                ),
            )
        return cleaned


class FilePermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Lets pictures and documents that visitors see be deleted with the right to publish.

    As to changing them, their forms ask, which can say why.
    """

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        if allowed and set(actions) == {"delete"}:
            return may_change(user, instance)
        return allowed


def connect() -> None:
    """Have Wagtail ask before a picture or a document is deleted."""
    # Wagtail's own policies, which are less exact, are registered later.
    for model, rights in (
        (CustomImage, "wagtailimages.Image"),
        (CustomDocument, "wagtaildocs.Document"),
    ):
        policy = FilePermissionPolicy(model, rights, "uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
