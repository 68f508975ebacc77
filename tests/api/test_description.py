"""The description for programs: valid, complete, and what really is answered."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from django.utils import translation

import httpx
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_spec_validator import OpenAPIV31SpecValidator

from portal.api.resources import ALWAYS, RESOURCES
from portal.data.schemas import COMPONENTS
from tests.factories import add_image, publish
from tests.sharing import shared

EXPAND = {name: ",".join(one.expands) for name, one in RESOURCES.items()}


@pytest.fixture
def description(client, db) -> dict:
    return client.get("/api/v2/openapi.json").json()


@shared
def rich_site(graph_site):
    """Give the site a picture wherever there can be one."""
    image = add_image()
    for thing, name in ((graph_site.dkfz, "logo"), (graph_site.ada, "portrait")):
        type(thing).objects.filter(pk=thing.pk).update(**{name: image})
    graph_site.release.lead_image = image
    graph_site.release = publish(graph_site.release)
    return graph_site


def schema_at(description: dict, path: str, status: int) -> dict:
    """Return the schema of what an address answers."""
    answer = description["paths"][path]["get"]["responses"][str(status)]
    (content,) = answer["content"].values()
    return content["schema"]


def errors(description: dict, schema: dict, value: object) -> list[str]:
    """Return where a value is not what its schema says."""
    whole = {"components": description["components"], **schema}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    return [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in validator.iter_errors(value)
    ]


def test_the_description_is_valid_openapi(description):
    assert description["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_the_description_is_english_whoever_asks(client, db):
    german = client.get("/api/v2/openapi.json", headers={"Accept-Language": "de"})
    with translation.override("de"):
        again = client.get("/api/v2/openapi.json")

    assert "Headline." in german.content.decode()
    assert german.content == again.content


def test_every_address_is_described(description):
    paths = set(description["paths"])

    assert paths == {
        "/api/v2/",
        "/api/v2/releases/",
        "/api/v2/releases/{story}/{language}/",
        "/api/v2/institutions/",
        "/api/v2/institutions/{slug}/",
        "/api/v2/people/",
        "/api/v2/people/{slug}/",
        "/api/v2/partnerships/",
        "/api/v2/partnerships/{slug}/",
    }


def every_object(schema: Any, path: str = ""):
    """Yield every schema of an object within a schema, with where it stands."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield path, schema
        for name, part in schema.items():
            yield from every_object(part, f"{path}/{name}")


def test_no_object_may_have_more_than_is_described(description):
    found = dict(every_object(description["components"]["schemas"]))

    assert len(found) > 40
    for path, schema in found.items():
        assert schema["additionalProperties"] is False, path
        assert schema["description"], path
        if path.strip("/") in {one.one for one in RESOURCES.values()}:
            assert schema["required"] == list(ALWAYS)
        else:
            optional = {"entity", "release", "parameter", "violated-policies"}
            assert set(schema["properties"]) - set(schema["required"]) <= optional


def test_every_value_has_an_example_that_fits(description):
    for path, schema in every_object(description["components"]["schemas"]):
        for name, part in schema["properties"].items():
            simple = part.get("items", part)
            if "examples" in simple:
                for example in simple["examples"]:
                    assert errors(description, simple, example) == [], (path, name)
            else:
                is_object = simple.get("type") == "object"
                assert is_object or COMPONENTS in json.dumps(simple), (path, name)


def test_every_answer_has_an_example_that_fits(description):
    for path, operations in description["paths"].items():
        content = operations["get"]["responses"]["200"]["content"]["application/json"]
        assert errors(description, content["schema"], content["example"]) == [], path


def test_the_example_of_a_detail_has_every_field(description):
    for path, operations in description["paths"].items():
        if path.endswith("}/"):
            content = operations["get"]["responses"]["200"]["content"]
            example = content["application/json"]["example"]
            name = path.split("/")[3]
            assert set(example) == set(RESOURCES[name].fields)


def test_every_parameter_is_described_as_it_is_read(description):
    for name, resource in RESOURCES.items():
        operation = description["paths"][f"/api/v2/{name}/"]["get"]
        described = {one["name"]: one for one in operation["parameters"]}
        assert list(described) == [one.name for one in resource.of_lists()]
        for parameter in resource.of_lists():
            found = described[parameter.name]
            assert errors(description, found["schema"], found["example"]) == []
            assert parameter.read(parameter.example)
            assert found["description"]
            assert found["schema"].get("default") == parameter.default


def test_every_real_answer_is_what_its_schema_says(client, rich_site, description):
    story = rich_site.release.translation_key
    asked = {
        "/api/v2/": ["/api/v2/"],
        "/api/v2/releases/{story}/{language}/": [
            f"/api/v2/releases/{story}/{code}/" for code in ("en", "de")
        ],
        "/api/v2/institutions/{slug}/": ["/api/v2/institutions/dkfz/"],
        "/api/v2/people/{slug}/": ["/api/v2/people/ada/"],
        "/api/v2/partnerships/{slug}/": ["/api/v2/partnerships/unit/"],
    }
    asked |= {f"/api/v2/{name}/": [f"/api/v2/{name}/"] for name in RESOURCES}
    assert set(asked) == set(description["paths"])
    for path, addresses in asked.items():
        name = path.split("/")[3]
        queries = [""]
        if name in RESOURCES:
            queries += ["?fields=all", f"?fields=all&expand={EXPAND[name]}"]
        for address in (f"{one}{query}" for one in addresses for query in queries):
            answer = client.get(address)
            assert answer.status_code == 200, address
            schema = schema_at(description, path, 200)
            assert errors(description, schema, answer.json()) == [], address


def test_the_expanded_answer_of_the_test_above_is_rich(get, rich_site):
    whole = json.dumps(get(f"releases/?fields=all&expand={EXPAND['releases']}"))
    (release,) = get("releases/?fields=all&language=en")["items"]

    assert '"entity": {' in whole
    assert '"release": {' in whole
    # There is a part of every kind but those that editors seldom fill in.
    empty = {name for name, value in release.items() if value in ([], None, "")}
    assert empty == {
        "kicker",
        "dateline_place",
        "notices",
        "documents",
        "events",
        "links",
    }


def test_every_refusal_is_what_its_schema_says(client, site, description, settings):
    settings.API_RATE = "2/day"
    path = "/api/v2/institutions/{slug}/"
    refusals = [
        ("/api/v2/institutions/nobody/", 404),
        ("/api/v2/institutions/nobody/?language=xx", 400),
        ("/api/v2/institutions/nobody/", 429),
    ]
    for address, status in refusals:
        answer = client.get(address)
        assert answer.status_code == status
        schema = schema_at(description, path, status)
        assert errors(description, schema, answer.json()) == []


@pytest.fixture
def generated(description, tmp_path, monkeypatch):
    """Return a client that was generated from the description, as a package."""
    source = tmp_path / "openapi.json"
    source.write_text(json.dumps(description))
    config = Config.from_sources(
        ConfigFile(post_hooks=[]),
        MetaType.NONE,
        source,
        "utf-8",
        overwrite=True,
        output_path=tmp_path / "generated_client",
    )
    problems = generate(config=config)
    assert [f"{one.header} {one.detail}" for one in problems] == []
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("generated_client")
    for name in [name for name in sys.modules if name.startswith("generated_client")]:
        del sys.modules[name]


def through(client) -> httpx.MockTransport:
    """Return what carries requests to the site without a network."""

    def carry(request: httpx.Request) -> httpx.Response:
        answer = client.get(request.url.raw_path.decode(), headers=request.headers)
        return httpx.Response(
            answer.status_code,
            headers=dict(answer.headers.items()),
            content=answer.content,
        )

    return httpx.MockTransport(carry)


def test_a_generated_client_reads_releases_and_institutions(
    generated, client, graph_site
):
    def operation(tag: str, name: str):
        return importlib.import_module(f"generated_client.api.{tag}.{name}").sync

    reader = generated.Client(
        base_url="http://localhost",
        raise_on_unexpected_status=True,
        httpx_args={"transport": through(client)},
    )
    listed = operation("releases", "list_releases")(
        client=reader, language="en", limit=5, institution="dkfz", relation="issued"
    )
    (item,) = listed.items
    release = operation("releases", "get_release")(
        item.story, item.language.value, client=reader
    )
    enum = importlib.import_module("generated_client.models").ListInstitutionsExpandItem
    institutions = operation("institutions", "list_institutions")(
        client=reader, expand=[enum.INSTITUTIONS, enum.PARTNERSHIPS]
    )
    (dkfz,) = [one for one in institutions.items if one.slug == "dkfz"]
    refused = operation("people", "get_person")("nobody", client=reader)

    assert listed.meta.total_count == 1
    assert (item.title, item.released_at.tzinfo is None) == ("It works", False)
    assert release.statements[0].speaker.name == "Ada Lovelace"
    assert release.issuers[0].role.value == "lead_issuer"
    assert dkfz.relations[0].institution.entity.name == "Research Ministry"
    assert (dkfz.latitude, dkfz.dissolved_year) == (-12.5, None)
    assert refused.status == 404
