"""Asking the registries, played by a server of our own."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import build_opener

import pytest

from partners.models import PersonIdentifier
from partners.registries import network
from partners.registries.checking import check
from partners.registries.network import Lookup, https_only
from partners.registries.records import RegistryError
from tests.factories import add_identifier, add_institution, add_person
from tests.partners.registry_files import ADA, BOB, DKFZ, orcid_json, ror_record


@pytest.fixture
def registry():
    """Answers by address: code, body and headers; and what was asked."""
    answers, asked = {}, []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Accept"]))
            code, body, headers = answers.get(self.path, (404, b"{}", {}))
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    addresses = {"ror": base + "/ror/{}", "orcid": base + "/orcid/{}"}
    lookup = Lookup(addresses, opener=build_opener())
    yield lookup, answers, asked
    server.shutdown()
    server.server_close()


def as_answer(entry: dict, code: int = 200) -> tuple:
    return code, json.dumps(entry).encode(), {"Content-Type": "application/json"}


def test_asks_once_for_each_identifier(registry, db):
    lookup, answers, asked = registry
    answers[f"/ror/{DKFZ}"] = as_answer(ror_record())
    answers[f"/orcid/{ADA}"] = as_answer(orcid_json())
    institution = add_institution("German Cancer Research Center")
    add_identifier(institution, "ror", DKFZ)
    person = add_person("Ada Lovelace")
    add_identifier(person, "orcid", ADA)

    check(lookup=lookup, name="test")

    assert sorted(asked) == [
        (f"/orcid/{ADA}", "application/json"),
        (f"/ror/{DKFZ}", "application/json"),
    ]
    assert institution.identifiers.get().verified_against == "ROR API v2"
    assert person.identifiers.get().verified_against == "ORCID API v3.0"


def test_an_error_is_that_of_one_identifier(registry, db):
    lookup, answers, _asked = registry
    answers[f"/orcid/{ADA}"] = as_answer({}, 500)
    answers[f"/orcid/{BOB}"] = as_answer(orcid_json(BOB, "Bob", "Somebody"))
    for value, name in ((ADA, "Ada Lovelace"), (BOB, "Bob Somebody")):
        add_identifier(add_person(name), "orcid", value)

    report = check(lookup=lookup, name="test")

    assert f"ORCID {ADA}: the registry answered 500" in list(report.lines())
    states = {one.value: one.is_verified for one in PersonIdentifier.objects.all()}
    assert states == {ADA: False, BOB: True}
    assert not PersonIdentifier.objects.exclude(finding="").exists()


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>", {}),
        (200, b"[]", {}),
        (200, b"{}", {}),
        (200, b"{", {"Content-Length": "100"}),
        (429, b"", {}),
    ],
    ids=str,
)
@pytest.mark.parametrize(("scheme", "value"), [("ror", DKFZ), ("orcid", ADA)])
def test_an_unusable_answer_is_an_error(registry, answer, scheme, value):
    lookup, answers, _asked = registry
    answers[f"/{scheme}/{value}"] = answer

    with pytest.raises(RegistryError):
        lookup.record(scheme, value)


def test_an_unknown_identifier_is_not_found(registry):
    assert registry[0].record("ror", DKFZ) is None


def test_a_locked_or_deprecated_record_is_inactive(registry):
    lookup, answers, _asked = registry
    answers[f"/orcid/{ADA}"] = as_answer({}, 409)
    answers[f"/orcid/{BOB}"] = (301, b"", {"Location": "/orcid/primary"})
    answers["/orcid/primary"] = as_answer(orcid_json())

    assert lookup.record("orcid", ADA).inactive == "locked or deactivated"
    assert lookup.record("orcid", BOB).inactive == f"deprecated; successor: {ADA}"


def test_a_server_that_is_not_there_is_an_error():
    lookup = Lookup({"ror": "http://127.0.0.1:1/{}"}, opener=build_opener())

    with pytest.raises(RegistryError, match="no answer"):
        lookup.record("ror", DKFZ)


def test_by_default_nothing_but_https_is_asked(registry):
    lookup, _answers, asked = registry

    for address in (*lookup.addresses.values(), "file:///etc/passwd", "ftp://x/{}"):
        with pytest.raises(RegistryError):
            Lookup({"ror": address}, opener=https_only()).record("ror", DKFZ)

    assert asked == []
    assert all(one.startswith("https://") for one in network.ADDRESSES.values())
