"""The filters by entity let through the same releases however many there are."""

from __future__ import annotations

import pytest

from news import relations
from news.pages import PressReleasePage
from news.syndication import filters
from tests.factories import (
    add_institution,
    add_partnership,
    add_person,
    add_release,
    add_statement,
)
from tests.sharing import shared


@shared
def related(newsroom):
    """Releases in which an institution, a person and a partnership stand somehow."""
    embl, ada = add_institution("EMBL", slug="embl"), add_person("Ada", slug="ada")
    joint = add_partnership("Joint", slug="joint")
    spoken = add_statement(ada, institution=embl)
    quotes = [{"type": "statement", "value": {"statement": spoken.pk}}]
    add_release(newsroom, "Issued", institutions=[(embl, "issuer")])
    add_release(newsroom, "Quoted", body=quotes)
    add_release(newsroom, "Both", institutions=[(embl, "partner")], body=quotes)
    add_release(newsroom, "Named", people=[ada], partnerships=[joint])
    add_release(newsroom, "Neither", institutions=[(add_institution(), "issuer")])


@pytest.fixture(params=[0, 1000], ids=["in many", "in few"])
def releases(request, related, monkeypatch):
    """These releases, found in either way."""
    monkeypatch.setattr(relations, "MANY", request.param)
    return PressReleasePage.objects.released()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"institution": "embl"}, {"Issued", "Quoted", "Both"}),
        ({"institution": "embl", "relation": "issued"}, {"Issued"}),
        ({"institution": "embl", "relation": "partner"}, {"Both"}),
        ({"institution": "embl", "relation": "quoted"}, {"Quoted"}),
        ({"person": "ada"}, {"Quoted", "Both", "Named"}),
        ({"person": "ada", "relation": "quoted"}, {"Quoted", "Both", "Named"}),
        ({"institution": "embl", "person": "ada"}, {"Quoted", "Both"}),
        (
            {"institution": "embl", "person": "ada", "relation": "quoted"},
            {"Quoted"},
        ),
        ({"partnership": "joint"}, {"Named"}),
        ({"partnership": "joint", "person": "ada"}, {"Named"}),
        ({"institution": "unknown"}, set()),
        ({"institution": "unknown", "relation": "issued"}, set()),
    ],
)
def test_an_entity_lets_its_releases_through(releases, asked, found):
    assert {page.title for page in filters.narrow(releases, asked)} == found


def test_many_releases_are_asked_one_by_one_and_few_are_looked_up(
    newsroom, monkeypatch
):
    embl = add_institution("EMBL", slug="embl")
    monkeypatch.setattr(relations, "MANY", 2)
    sql = []
    for number in range(3):
        add_release(newsroom, f"Issued {number}", institutions=[(embl, "issuer")])
        found = PressReleasePage.objects.in_relation("institution", "embl")
        assert found.count() == number + 1
        sql.append(str(found.query))

    assert sql[0] == sql[1]
    assert sql[2].count("EXISTS") == sql[1].count("EXISTS") + 1
