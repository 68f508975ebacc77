"""A thread gets whole requests only, and requests wait in a queue that ends."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from threading import Event
from types import SimpleNamespace

import pytest

from portal.server import gateway
from portal.server.gateway import Gateway


@dataclass
class Protocol:
    """What granian hands over: pieces of a body, and where the answer goes."""

    pieces: list[bytes] = field(default_factory=list)
    is_stuck: bool = False
    status: int = 0
    headers: list = field(default_factory=list)
    content: bytes = b""

    async def __aiter__(self):
        for piece in self.pieces:
            yield piece
        if self.is_stuck:
            await asyncio.Event().wait()

    def response_bytes(self, status, headers, content):
        self.status, self.headers, self.content = status, headers, content

    def response_str(self, status, headers, content):
        self.response_bytes(status, headers, content.encode())

    def response_empty(self, status, headers):
        self.response_bytes(status, headers, b"")

    def response_stream(self, status, headers):
        self.response_bytes(status, headers, b"")
        return self

    async def send_bytes(self, piece):
        self.content += piece


def scope(**values):
    return SimpleNamespace(
        **{
            "method": "POST",
            "path": "/ä b/",
            "query_string": "q=%C3%A4",
            "http_version": "1.1",
            "scheme": "http",
            "server": "127.0.0.1:8000",
            "client": "[::1]:4711",
            "headers": {"content-length": "4"},
        }
        | values
    )


def echo(environ, start_response):
    start_response("201 Created", [("X-Path", environ["PATH_INFO"])])
    yield environ["wsgi.input"].read()
    yield environ["CONTENT_LENGTH"].encode()


def busy(environ, start_response):
    start_response("503 Service Unavailable", [])
    return [b"busy"]


def ask(application, protocol, **values) -> Protocol:
    one = Gateway(application, 1, busy)
    asyncio.run(one.__rsgi__(scope(**values), protocol))
    return protocol


def test_a_request_arrives_whole():
    answer = ask(echo, Protocol([b"ab", b"cd"]))

    assert answer.status == 201
    assert answer.headers == [("x-path", "/ä b/".encode().decode("latin-1"))]
    assert answer.content == b"abcd4"


def test_tells_what_cgi_calls_things():
    seen = {}

    def note(environ, start_response):
        seen.update(environ)
        return echo(environ, start_response)

    headers = {"x-one": "1", "x_one": "2", "content-type": "a/b"}
    ask(note, Protocol(), headers=headers, query_string="q=→")

    assert seen["REMOTE_ADDR"] == "::1"
    assert (seen["SERVER_NAME"], seen["SERVER_PORT"]) == ("127.0.0.1", "8000")
    assert (seen["HTTP_X_ONE"], seen["CONTENT_TYPE"]) == ("1", "a/b")
    assert seen["QUERY_STRING"].encode("latin-1").decode() == "q=→"


def test_a_long_answer_is_sent_in_pieces(monkeypatch):
    monkeypatch.setattr(gateway, "IN_MEMORY", 2)
    monkeypatch.setattr(gateway, "PIECE", 3)

    assert ask(echo, Protocol([b"abcd"])).content == b"abcd4"
    assert ask(echo, Protocol([b"abcd"]), method="HEAD").content == b""


@pytest.mark.parametrize(
    "headers", [{"content-length": "5"}, {"transfer-encoding": "chunked"}]
)
def test_a_body_that_is_too_long_is_refused(monkeypatch, headers):
    monkeypatch.setattr(gateway, "LARGEST_BODY", 4)

    answer = ask(pytest.fail, Protocol([b"abc", b"de"]), headers=headers)

    assert answer.status == 413


def test_a_body_that_does_not_come_is_given_up(monkeypatch):
    monkeypatch.setattr(gateway, "PATIENCE", 0.01)

    answer = ask(pytest.fail, Protocol([b"a"], is_stuck=True))

    assert answer.status == 408
    assert ("connection", "close") in answer.headers


def test_an_error_is_answered():
    def breaks(environ, start_response):
        start_response("200 OK", [("X-Secret", "1")])
        yield b"half"
        raise LookupError

    answer = ask(breaks, Protocol())

    assert (answer.status, answer.headers) == (500, [])
    assert b"half" not in answer.content


def test_who_would_wait_too_long_is_sent_away(monkeypatch):
    monkeypatch.setattr(gateway, "WAITING", 1)
    go_on = Event()

    def waits(environ, start_response):
        go_on.wait()
        return echo(environ, start_response)

    async def three() -> list[int]:
        one = Gateway(waits, 1, busy)
        answers = [Protocol() for _ in range(3)]
        asked = [asyncio.create_task(one.__rsgi__(scope(), each)) for each in answers]
        await asked[2]
        go_on.set()
        await asyncio.gather(*asked)
        return [each.status for each in answers]

    assert asyncio.run(three()) == [201, 201, 503]
