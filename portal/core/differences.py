"""What two versions of the same thing say differently, as an editor reads it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.http import HttpRequest

from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.admin.compare import TextFieldComparison, register_comparison_class
from wagtail.admin.panels import Panel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin

from portal.core.languages import TranslatedTextField, text_language_names

# What Wagtail says of words in a comparison that stand in one version only.
_MARKED = re.compile(r'class="[^"]*\b(?:addition|deletion)\b')


def content_of(thing: Model) -> dict[str, Any]:
    """Return the values of something and of the rows that belong to it.

    As Wagtail keeps them in revisions; values are those of JSON, so that what was
    typed and what was read from the database compare alike.
    """
    values = (
        thing.serializable_data()
        if isinstance(thing, ClusterableModel)
        else get_serializable_data_for_fields(thing)
    )
    values = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return {name: _in_order(value) for name, value in values.items()}


def _in_order(value: Any) -> Any:
    """Return rows in their order instead of numbered, as a form numbers them anew."""
    if not isinstance(value, list):
        return value
    if not all(isinstance(row, dict) and "sort_order" in row for row in value):
        return value
    rows = sorted(value, key=lambda row: row["sort_order"] or 0)
    return [
        {name: said for name, said in row.items() if name != "sort_order"}
        for row in rows
    ]


# What Wagtail notes beside what an entry says: that there is a draft, that it is locked.
STATE = {
    field.name
    for mixin in (DraftStateMixin, LockableMixin, RevisionMixin)
    for field in mixin._meta.fields
}


def version_of(thing: Model) -> str:
    """Return a string that changes whenever anything changes that something says."""
    said = {name: v for name, v in content_of(thing).items() if name not in STATE}
    text = json.dumps(said, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def differences(panel: Panel, request: HttpRequest, theirs: Model, mine: Model) -> list:
    """Return Wagtail's comparison of every field of a form that reads differently.

    Keys of paragraphs differ as well, after an editor for rich text has seen them.
    """
    bound = panel.get_bound_panel(instance=theirs, request=request, form=None)
    compared = [compare(theirs, mine) for compare in bound.get_comparison()]
    return [
        comparison
        for comparison in compared
        if comparison.has_changed()
        and (comparison.is_child_relation or _MARKED.search(comparison.htmldiff()))
    ]


class TranslatedComparison(TextFieldComparison):
    """Compares a short text in all its languages."""

    val_a: str
    val_b: str

    def __init__(self, field, obj_a: Model, obj_b: Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a = _in_all_languages(field.value_from_object(obj_a))
        self.val_b = _in_all_languages(field.value_from_object(obj_b))


def _in_all_languages(text: dict | None) -> str:
    # In the order of the site: PostgreSQL keeps the keys of JSON in one of its own.
    return " / ".join(
        f"{name}: {text[code]}"
        for code, name in text_language_names()
        if text and code in text
    )


register_comparison_class(TranslatedTextField, comparison_class=TranslatedComparison)
