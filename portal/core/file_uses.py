"""Which files something public shows: all others are private (ADR 36).

An index says which rows show which pictures and documents. It is written when a row is
saved, from the row as it is stored: drafts, which are kept in revisions, leave it alone.
Whether everybody may know a row is asked when a file is asked for. So a release that is
taken down, comes to stand below something restricted or is not due yet takes its files
with it, and nothing has to be written for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete, post_migrate, post_save
from django.http import HttpRequest

from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from portal.core import public_rows
from portal.core.models import CustomDocument, CustomImage, FileUse
from portal.core.querysets import served_pages

Kind = FileUse.Kind
# The kind and the key of a file.
Shown = tuple[str, int]
# The same, then model and key of the row that shows it.
Use = tuple[str, int, str, int]
KINDS: dict[type[models.Model], Kind] = {
    CustomImage: Kind.PICTURE,
    CustomDocument: Kind.DOCUMENT,
}
MOST_PAGES = 20
# As it stands in texts that are made at publication, such as the record of a release.
DOCUMENT_ADDRESS = re.compile(r"/documents/(\d{1,18})/")


def is_shown(model: type[models.Model], key: Any) -> Q:
    """Return the condition that something everybody may know shows a file.

    Of a picture or a document, as ``model`` says; ``key`` is its key or an
    ``OuterRef`` to it.
    """
    uses = FileUse.objects.filter(kind=KINDS[model], file_key=key)
    shown = Q()
    for model, rows in public_rows.find_showing():
        if can_show_files(model):
            these = rows.filter(pk=OuterRef("shown_by_key")).order_by()
            label = model._meta.label_lower
            shown |= Q(Exists(uses.filter(Exists(these), shown_by=label)))
    return shown


def is_file(thing: models.Model) -> bool:
    """Tell whether a row is a picture or a document."""
    return type(thing) in KINDS


def is_public(file: models.Model) -> bool:
    """Tell whether something that everybody may know shows a picture or a document."""
    model = type(file)
    return (
        model._default_manager.filter(pk=file.pk)
        .filter(is_shown(model, file.pk))
        .exists()
    )


def reads_page_with(request: HttpRequest, file: models.Model) -> bool:
    """Tell whether somebody may read a page with a view restriction that shows a file.

    With a password that was given, or signed in. The first pages that show it are
    looked at.
    """
    uses = FileUse.objects.filter(kind=KINDS[type(file)], file_key=file.pk)
    keys = uses.filter(shown_by=Page._meta.label_lower).values("shown_by_key")
    pages = served_pages().filter(pk__in=keys)[:MOST_PAGES]
    return any(
        all(
            restriction.accept_request(request)
            for restriction in page.get_view_restrictions()
        )
        for page in pages
    )


@cache
def can_show_files(model: type[models.Model]) -> bool:
    """Tell whether rows of a model, or of those below it, may show files."""
    if any(_is_of_files(model, field) for field in model._meta.concrete_fields):
        return True
    below = [one for one in apps.get_models() if model in one._meta.parents]
    return any(can_show_files(one) for one in below)


def find_shown(row: models.Model) -> set[Shown]:
    """Return the files that a row shows, as it stands."""
    found: set[Shown] = set()
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if value is None or not _is_of_files(type(row), field):
            continue
        if field.related_model in KINDS:
            found.add((KINDS[field.related_model], value))
        elif hasattr(field, "extract_references"):
            found |= _known(field.extract_references(value))
        else:
            found |= _find_in_text(field.get_prep_value(value))
    return found


def note(row: models.Model) -> None:
    """Write down which files a row shows; call it where a row is changed past the ORM."""
    old = set(_uses_of(row).values_list("kind", "file_key"))
    new = find_shown(row)
    for kind, key in old - new:
        _uses_of(row).filter(kind=kind, file_key=key).delete()
    FileUse.objects.bulk_create(
        (_build(row, shown) for shown in sorted(new - old)), ignore_conflicts=True
    )


def find_all() -> Iterator[FileUse]:
    """Yield every use of a file, read from the rows of all models anew."""
    for model in apps.get_models():
        if public_rows.root_of(model) and _has_fields_of_files(model):
            for row in model._base_manager.order_by("pk").iterator(chunk_size=200):
                yield from (_build(row, shown) for shown in sorted(find_shown(row)))


def compare() -> tuple[set[Use], set[Use]]:
    """Return the uses that are missing in the index, and those that are in excess.

    Of files that are there: a text may go on linking to one that was deleted.
    """
    fields = ("kind", "file_key", "shown_by", "shown_by_key")
    there = {
        (str(kind), key)
        for model, kind in KINDS.items()
        for key in model._base_manager.values_list("pk", flat=True)
    }
    stored = set(FileUse.objects.values_list(*fields))
    found = {tuple(getattr(use, name) for name in fields) for use in find_all()}
    missing, excess = found - stored, stored - found
    return (
        {use for use in missing if use[:2] in there},
        {use for use in excess if use[:2] in there},
    )


@transaction.atomic
def rebuild() -> None:
    """Write the whole index anew."""
    FileUse.objects.all().delete()
    FileUse.objects.bulk_create(find_all(), batch_size=500, ignore_conflicts=True)


def connect() -> None:
    """Listen to every row that may show a file."""
    post_save.connect(note_saved, dispatch_uid="core.file_uses.saved")
    post_delete.connect(forget_deleted, dispatch_uid="core.file_uses.deleted")
    sender = apps.get_app_config("core")
    post_migrate.connect(fill, sender=sender, dispatch_uid="core.file_uses.fill")


def note_saved(sender, instance, update_fields=None, **kwargs) -> None:
    """Note which files a row shows, as it stands in the database.

    Saving a draft sends this signal with the draft.
    """
    if not _is_indexed(sender):
        return
    if update_fields and not _fields_of_files(sender) & set(update_fields):
        return
    if stored := sender._base_manager.filter(pk=instance.pk).first():
        note(stored)


def forget_deleted(sender, instance, **kwargs) -> None:
    """Forget which files a row has shown."""
    if _is_indexed(sender):
        _uses_of(instance).delete()


def fill(using: str, **kwargs) -> None:
    """Write the index where it was never written, so that what is public stays so.

    After all migrations: the rows are read with the models of today.
    """
    connection = connections[using]
    if FileUse._meta.db_table not in connection.introspection.table_names():
        return
    has_files = any(model._base_manager.exists() for model in KINDS)
    if not has_files or FileUse.objects.exists():
        return
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        rebuild()


def _is_indexed(model: type[models.Model]) -> bool:
    return (
        model.__module__ != "__fake__"
        and public_rows.root_of(model) is not None
        and _has_fields_of_files(model)
    )


def _has_fields_of_files(model: type[models.Model]) -> bool:
    return bool(_fields_of_files(model))


@cache
def _fields_of_files(model: type[models.Model]) -> frozenset[str]:
    """Return the names of the fields of a model in which files may stand."""
    return frozenset(
        field.name
        for field in model._meta.concrete_fields
        if _is_of_files(model, field)
    )


def _is_of_files(model: type[models.Model], field: models.Field) -> bool:
    """Tell whether files may stand in a field.

    A model names in ``fields_with_addresses`` the texts that are made from others.
    """
    return (
        field.related_model in KINDS
        or hasattr(field, "extract_references")
        or field.name in getattr(model, "fields_with_addresses", ())
    )


def _find_in_text(value: Any) -> set[Shown]:
    """Return the files in texts that were made of rich text, however deep they stand."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return set().union(*map(_find_in_text, value))
    if not isinstance(value, str):
        return set()
    addresses = {(Kind.DOCUMENT, int(key)) for key in DOCUMENT_ADDRESS.findall(value)}
    return addresses | _known(extract_references_from_rich_text(value))


def _known(references: Iterator[tuple]) -> set[Shown]:
    """Return the pictures and documents among what Wagtail finds in a field."""
    return {
        (KINDS[model], int(key)) for model, key, *_path in references if model in KINDS
    }


def _label_of(row: models.Model) -> str:
    root = cast(type[models.Model], public_rows.root_of(type(row)))
    return root._meta.label_lower


def _uses_of(row: models.Model) -> models.QuerySet[FileUse]:
    return FileUse.objects.filter(shown_by=_label_of(row), shown_by_key=row.pk)


def _build(row: models.Model, shown: Shown) -> FileUse:
    kind, key = shown
    return FileUse(
        kind=kind, file_key=key, shown_by=_label_of(row), shown_by_key=row.pk
    )
