"""The admin finds an entry by its names, and no entry that is gone."""

import pytest

from wagtail.search.backends import get_search_backend

from partners.models import Institution, InstitutionName
from tests.factories import add_institution


def find(words: str) -> list[Institution]:
    return list(
        get_search_backend().autocomplete(words, Institution._base_manager.all())
    )


@pytest.fixture
def institution(db) -> Institution:
    return add_institution("Meridian Centre")


def test_an_entry_is_found_by_its_rows(institution):
    assert find("merid") == [institution]

    institution.names.add(InstitutionName(language="en", kind="former", text="Zenith"))
    institution.save()

    assert find("zenith") == [institution]


@pytest.mark.parametrize(
    "delete", [Institution.delete, lambda one: Institution.objects.all().delete()]
)
def test_a_deleted_entry_leaves_the_index(institution, delete):
    entries = institution.index_entries.all()
    assert entries.exists()

    delete(institution)

    assert not entries.exists()
