"""A release as JSON-LD: the data behind its identity, for who sends no ``Accept``."""

import json

from tests.factories import add_translation, publish


def test_a_browser_gets_what_is_behind_the_identity(client, get, full):
    publish(add_translation(full, slug="bruecke"))
    accept = {"Accept": "application/ld+json"}
    identity = client.get(f"/id/{full.identity_path}", headers=accept)

    found = get(full, "jsonld", Accept="text/html")

    assert json.loads(found.content) == json.loads(identity.content)


def test_the_other_languages_are_those_that_are_public(get, full):
    german = publish(add_translation(full, slug="bruecke"))
    with_german = json.loads(get(full, "jsonld").content)["@graph"][0]
    german.unpublish()

    without = json.loads(get(full, "jsonld").content)["@graph"][0]

    assert with_german["workTranslation"] == [
        {"@id": f"http://localhost/id/{german.identity_path}"}
    ]
    assert "workTranslation" not in without
