import json
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from news.models import Byline
from tests.factories import add_person, add_release, add_translation, publish

SCHEMA = json.loads((Path(__file__).parent / "ninjs-schema_2.2.json").read_text())


@pytest.fixture
def item(get):
    """Ask for a release as ninjs and hold it against the schema of IPTC."""

    def ask(release) -> dict:
        found = json.loads(get(release, "ninjs").content)
        validator = jsonschema.Draft202012Validator(
            SCHEMA, format_checker=jsonschema.FormatChecker()
        )
        assert [error.message for error in validator.iter_errors(found)] == []
        return found

    return ask


def test_the_schema_is_used_for_something():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"uri": "urn:x", "byline": "Koh"}, SCHEMA)


def test_says_what_the_release_is(item, full):
    found = item(full)

    assert found["uri"] == full.guid
    assert found["standard"]["version"] == "2.2"
    assert found["type"] == "text"
    assert found["pubstatus"] == "usable"
    assert found["language"] == "en"
    assert found["contentcreated"] == "2020-08-06T12:30:00+02:00"
    assert found["by"] == "Koh"
    assert found["located"] == "Heidelberg"
    assert [one["value"] for one in found["headlines"]] == [
        "A bridge — between α and ü",
        "Computing",
    ]
    assert found["altids"][0] == {"role": "number", "value": "No. 48"}
    assert found["subjects"] == [{"name": "Artificial intelligence", "literal": "ai"}]
    assert found["places"] == [{"name": "Heidelberg", "rel": "dateline"}]
    assert [event["name"] for event in found["events"]] == ["Open day"]
    assert not {"urgency", "copyrightholder", "copyrightnotice", "embargoed"} & set(
        found
    )


def test_names_everybody_with_a_stable_identity(item, full):
    found = item(full)

    assert found["people"] == [
        {
            "name": "Ada Lovelace",
            "rel": found["people"][0]["rel"],
            "uri": "http://localhost/id/people/ada/",
        }
    ]
    assert {
        (one["name"], one["rel"], one["uri"]) for one in found["organisations"]
    } == {
        (
            "Größe & Ämter Institute",
            "lead_issuer",
            "http://localhost/id/institutions/gai/",
        ),
        ("Partner university", "partner", "http://localhost/id/institutions/partner/"),
        ("Unit", "about", "http://localhost/id/partnerships/unit/"),
    }
    issuer, contact = found["infosources"]
    assert issuer["name"] == "Größe & Ämter Institute"
    assert {one["value"] for one in contact["contactinfo"]} == {
        "+49622142",
        "press@newsroom.example",
    }


def test_leaves_out_people_without_a_page(item, newsroom):
    person = add_person("Only a name", status="minimal")

    assert "people" not in item(add_release(newsroom, people=[person]))


def test_has_the_text_as_html_and_as_plain_text(item, full):
    bodies = {one["contenttype"]: one for one in item(full)["bodies"]}

    assert "<b>whole</b>" in bodies["text/html"]["value"]
    plain = bodies["text/plain"]
    assert plain["value"].startswith("Heidelberg – The whole text")
    assert plain["charcount"] == len(plain["value"])
    assert plain["wordcount"] == len(plain["value"].split())


def test_the_picture_comes_with_words_rights_and_a_rendition(item, full, client):
    picture = next(
        one for one in item(full)["associations"] if one["name"] == "picture"
    )

    told = {one["role"]: one["value"] for one in picture["descriptions"]}
    assert told == {"caption": "A teal sheet", "alt": "Teal"}
    assert picture["by"] == "Dateline"
    assert picture["usageterms"] == "CC BY 4.0"
    (rendition,) = picture["renditions"]
    assert rendition["width"] == 1200
    answer = client.get(rendition["href"].removeprefix("http://localhost"))
    body = b"".join(answer.streaming_content)
    assert len(body) == rendition["sizeinbytes"]


def test_a_doi_belongs_to_the_publication_and_not_to_the_release(item, full):
    found = item(full)

    assert "doi" not in {one["role"] for one in found["altids"]}
    publication = found["associations"][-1]
    assert publication["uri"] == "https://doi.org/10.1234/engines"
    assert publication["altids"] == [{"role": "doi", "value": "10.1234/engines"}]


def test_a_later_version_has_a_higher_number(item, newsroom):
    release = add_release(newsroom)
    before = item(release)
    type(release).objects.filter(pk=release.pk).update(
        last_published_at=release.last_published_at.replace(year=2040)
    )

    after = item(release)

    assert int(after["version"]) > int(before["version"])
    assert after["versioncreated"] > before["versioncreated"]
    assert after["uri"] == before["uri"]


def test_every_language_is_an_item_of_its_own(item, newsroom):
    release = add_release(newsroom, rows={"bylines": [Byline(initials="Koh")]})
    german = publish(add_translation(release, title="Deutsch"))

    assert item(german)["uri"] != item(release)["uri"]
    assert item(german)["language"] == "de"
    assert item(german)["genres"][0]["name"] == "Pressemitteilung"


def test_the_least_a_release_can_be_is_valid(item, newsroom):
    found = item(add_release(newsroom, "Bare"))

    assert found["profile"] == "text-only"


@pytest.mark.parametrize("keep_live", [False, True], ids=["draft", "public at once"])
def test_an_event_has_one_id_in_all_outputs_and_another_in_a_copy(
    client, item, full, keep_live
):
    copy = full.copy(
        update_attrs={"slug": "copied", "number": None}, keep_live=keep_live
    )
    copy = copy if keep_live else publish(copy)

    found = []
    for release in (full, copy):
        (told,) = item(release)["events"]
        page = release.get_url()
        (event,) = Calendar.from_ical(client.get(f"{page}calendar/").content).events
        graph = json.loads(client.get(f"{page}jsonld/").content)["@graph"]
        (node,) = [one for one in graph[0]["about"] if one["@type"] == "Event"]
        assert told["uri"] == event["uid"] == node["identifier"]
        found.append(told["uri"])

    assert found[0] != found[1]
