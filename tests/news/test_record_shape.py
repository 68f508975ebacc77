"""The record of a release as a type: what older versions stored is read as well."""

import pytest

from news.models.shape import Record
from tests.factories import add_release


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"number": None, "image": {}, "people": [{"name": None, "identifiers": None}]},
        {"statements": {"1": {"speaker": None, "institution": None}}},
        {"issuers": [{"name": "A", "unknown": 1}], "unknown": {"x": 1}},
    ],
    ids=["empty", "nulls", "empty parts", "unknown parts"],
)
def test_what_a_record_lacks_is_filled_in(stored):
    record = Record.model_validate(stored)

    assert record.number == ""
    assert record.image is None
    assert Record.model_validate(record.as_stored()) == record


def test_a_record_comes_back_from_its_row_and_its_revisions(newsroom):
    release = add_release(newsroom)
    row = type(release).objects.get(pk=release.pk)
    revision = row.latest_revision.as_object()

    assert isinstance(row.record, Record)
    assert row.record == release.record
    assert isinstance(revision.record, Record)
