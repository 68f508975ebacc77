"""Things that are written as drafts and become public by an act of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from modelcluster.models import get_all_child_relations
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)

from portal.core import accessible
from portal.core.ordered_texts import order_draft

if TYPE_CHECKING:
    from typing import Self


class DraftError(ValidationError):
    """Why the draft of an ``entity`` was not published; nothing was changed."""

    def __init__(self, entity: models.Model, message: Any) -> None:
        super().__init__(message)
        self.entity = entity


class DraftableQuerySet(models.QuerySet):
    """Things that may be drafts."""

    def live(self) -> Self:
        """Keep what is public by its own switch, whatever else decides."""
        return self.filter(live=True)


class Draftable(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model
):
    """Something with drafts (ADR 35).

    The row is what the public gets while ``live``, with the rows that belong to it;
    a draft is a revision beside it. What is not live has no public row to keep: its
    row is its newest draft, which previews and choosers of the admin read.
    """

    # Unlike Wagtail's: what code adds without a word is not public either.
    live = models.BooleanField(gettext_lazy("live"), default=False, editable=False)

    # Relations of which a public entity has one row at least.
    needed_rows: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save_revision(
        self, *args, overwrite_revision: Revision | None = None, **kwargs
    ) -> Revision:
        """Save a draft; one that is public or waits for a release stays as it is.

        Autosaves overwrite the revision that an open form has made, also when
        somebody has approved it meanwhile.
        """
        if overwrite_revision and (
            overwrite_revision.pk == self.live_revision_id
            or is_bound(overwrite_revision)
            or not Revision.objects.filter(pk=overwrite_revision.pk).exists()
        ):
            overwrite_revision = None
        order_draft(self)
        self.prepare_draft()
        return super().save_revision(
            *args, overwrite_revision=overwrite_revision, **kwargs
        )

    def prepare_draft(self) -> None:
        """Copy what ``save`` copies, before a draft is stored beside the row."""

    def _update_from_revision(self, revision: Revision, changed: bool = True) -> None:
        """Note a new draft on the row and tell nobody of it: it changes nothing."""
        values: dict[str, Any] = {"latest_revision": revision}
        if changed:
            values["has_unpublished_changes"] = True
        for name, value in values.items():
            setattr(self, name, value)
        type(self)._base_manager.filter(pk=self.pk).update(**values)

    def get_latest_revision_as_object(self) -> Self:
        """Return the draft that an editor goes on with.

        The row itself where it is the newest draft or there is none: it also has what
        was changed past the form, by a merge or a check of identifiers.
        """
        return super().get_latest_revision_as_object() if self.live else self

    def with_content_json(self, content: dict) -> Self:
        """Return a draft without what leads to something that is gone by now."""
        draft = super().with_content_json(_without_the_gone(type(self), content))
        draft.last_published_at = self.last_published_at
        draft.live_revision_id = self.live_revision_id
        return draft

    def publish(self, revision: Revision, *args, **kwargs) -> None:
        """Make a draft public, whoever asks for it.

        Raises DraftError where it is incomplete or contradicts what is stored.
        """
        try:
            with transaction.atomic():
                revision.as_object().check_complete()
                super().publish(revision, *args, **kwargs)
        except DraftError:
            raise
        except ValidationError as error:
            raise DraftError(self, error) from error

    def check_complete(self) -> None:
        """Check what the form of a draft does not ask for yet.

        Raises ValidationError.
        """
        messages = _problems(self)
        for relation in get_all_child_relations(type(self)):
            name = relation.get_accessor_name()
            rows = list(getattr(self, name).all())
            if name in self.needed_rows and not rows:
                heading = relation.related_model._meta.verbose_name_plural
                messages.append(
                    _("%(rows)s are missing.") % {"rows": capfirst(heading)}
                )
            for row in rows:
                messages += _problems(row, relation.field.name)
        fields = self._meta.concrete_fields
        stored = {field.name: field.value_from_object(self) for field in fields}
        for error in accessible.find_undescribed(type(self), stored):
            messages += error.messages
        if messages:
            raise ValidationError(messages)


def is_bound(revision: Revision) -> bool:
    """Tell whether somebody has decided with what a revision becomes public."""
    return bool(revision.approved_go_live_at) or revision.waiting.exists()


def _problems(thing: models.Model, *without: str) -> list[str]:
    """Return what is wrong with an entity or a row, each named with its field."""
    try:
        thing.full_clean(exclude=without)
    except ValidationError as error:
        return [
            _named(thing, field, text)
            for field, texts in error.message_dict.items()
            for text in texts
        ]
    return []


def _named(thing: models.Model, field: str, text: str) -> str:
    fields = {one.name: one for one in thing._meta.concrete_fields}
    if field not in fields:
        return text
    of = thing._meta.verbose_name
    name = getattr(fields[field], "verbose_name", field)
    return f"{capfirst(of)}, {name}: {text}"


def _without_the_gone(model: type[models.Model], content: dict) -> dict:
    """Return a serialised draft without rows and keys that lead to what was deleted.

    Nothing protects what only drafts refer to, and Wagtail cannot open such a draft.
    """
    kept = next(_present(model, [content]), {})
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in content:
            kept[name] = list(_present(relation.related_model, content[name]))
    return kept


def _present(model: type[models.Model], rows: list[dict]) -> Iterator[dict]:
    """Yield serialised rows; not those that must have what is gone. A query a field."""
    kept = [dict(row) for row in rows]
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        keys = {row[field.name] for row in kept if row.get(field.name)}
        if not keys or field.remote_field.on_delete is not models.PROTECT:
            continue
        there = set(
            field.related_model._default_manager.filter(pk__in=keys).values_list(
                "pk", flat=True
            )
        )
        for row in kept:
            if row.get(field.name) not in there:
                row[field.name] = None
        if not field.null:
            kept = [row for row in kept if row[field.name]]
    yield from kept
