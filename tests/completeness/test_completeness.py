"""Every field is in every output, or is left out for a reason."""

import re
from collections import Counter

from django.apps import apps
from django.db.models import AutoField, ForeignKey, OneToOneField

import pytest

from modelcluster.fields import ParentalKey

from news.models import shape
from news.pages import PressReleasePage
from tests.completeness.outputs import read_outputs
from tests.completeness.table import (
    ENTITIES,
    INNER,
    INNER_MODELS,
    OUTPUTS,
    REASONS_OF_ENTITIES,
    REASONS_OF_RELEASES,
    RELEASES,
    SECRETS,
    Row,
)
from tests.completeness.world import word

SUBJECTS = ((ENTITIES, REASONS_OF_ENTITIES), (RELEASES, REASONS_OF_RELEASES))
ROWS = [*ENTITIES, *RELEASES, *SECRETS]


def fields_of_models() -> set[str]:
    """Return the fields of all models of partners and news, but for whose they are."""
    models = [
        *apps.get_app_config("partners").get_models(),
        *apps.get_app_config("news").get_models(),
    ]
    return {
        f"{model.__name__}.{field.name}"
        for model in models
        if model.__name__ not in INNER_MODELS
        for field in model._meta.get_fields(include_parents=False)
        if field.concrete
        and not isinstance(field, AutoField | ParentalKey | OneToOneField)
        and not (isinstance(field, ForeignKey) and field.name == "merged_into")
    } | {f"{PressReleasePage.__name__}.title"}


def fields_of_records() -> set[str]:
    """Return the fields of all parts of a record, each where it is declared."""
    parts = [
        kind
        for kind in vars(shape).values()
        if isinstance(kind, type)
        and issubclass(kind, shape.Part)
        and kind not in (shape.Part, shape.Today, shape.ContactToday)
    ]
    return {
        f"record.{kind.__name__}.{name}"
        for kind in parts
        for name in vars(kind).get("__annotations__", {})
        if name in kind.model_fields and not kind.model_fields[name].exclude
    }


def test_every_field_stands_in_the_table_once():
    named = Counter(name for row in ROWS for name in row.fields.split())
    named.update(name for names in INNER.values() for name in names)
    known = fields_of_models() | fields_of_records()

    assert sorted(known - set(named)) == []
    assert sorted(set(named) - known) == []
    assert [name for name, count in named.items() if count > 1] == []


def test_every_output_that_leaves_a_field_out_has_a_reason():
    for rows, reasons in SUBJECTS:
        for row in rows:
            assert row.outputs <= set(OUTPUTS), row
            assert row.because or set(OUTPUTS) - row.outputs <= set(reasons), row
        needed = {name for row in rows for name in set(OUTPUTS) - row.outputs}
        assert set(reasons) <= needed


@pytest.mark.parametrize("language", ["en", "de"])
def test_outputs_carry_what_the_table_says_and_nothing_else(world, client, language):
    said = read_outputs(world, client, language)
    assert set(said) == set(OUTPUTS)
    wrong = []
    for row in ROWS:
        found = {name for name in OUTPUTS if is_found(row, said[name], language)}
        wrong += [f"{row.fields}: {name} lacks it" for name in row.outputs - found]
        wrong += [f"{row.fields}: {name} carries it" for name in found - row.outputs]

    assert sorted(wrong) == []


def is_found(row: Row, text: str, language: str) -> bool:
    """Tell whether an output says what the fields of a row say."""
    own = re.escape(word(row.fields.split()[0]))
    pattern = row.sample or own + (language if row.is_translated else "")
    return re.search(pattern, text) is not None
