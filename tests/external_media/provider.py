"""A provider of our own, which the real code asks as if it were on the internet."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

from PIL import Image

from portal.core.external_media.fetching import Fetcher

PUBLIC = "93.184.215.14"


def draw(colour: str = "teal", form: str = "JPEG") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (480, 270), colour).save(buffer, form)
    return buffer.getvalue()


@dataclass
class Provider:
    """Answers by path: code, kind, body and headers, or a function that writes.

    ``names`` are the addresses of hosts; ``asked`` is what was asked for, with its host.
    """

    port: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    connected: list[tuple[str, str]] = field(default_factory=list)

    @property
    def fetcher(self) -> Fetcher:
        return Fetcher(self.resolve, self.connect)

    def resolve(self, host, deadline) -> list[str]:
        return self.names.get(host, [PUBLIC])

    def connect(self, host, address, deadline) -> socket.socket:
        self.connected.append((host, address))
        return socket.create_connection(("127.0.0.1", self.port), deadline.left())

    def answer(self, path, body=b"", kind="text/html", code=200, **headers) -> None:
        self.answers[path] = (code, kind, body, headers)

    def tell(self, path: str, **told) -> None:
        body = json.dumps({"version": "1.0", "type": "video"} | told).encode()
        self.answer(path, body, "application/json")


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            provider.asked.append(f"{self.headers['Host']}{self.path}")
            found = provider.answers.get(
                self.path, provider.answers.get(self.path.partition("?")[0])
            )
            if callable(found):
                return found(self)
            code, kind, body, headers = found or (404, "text/html", b"", {})
            self.send_response(code)
            self.send_header("Content-Type", kind)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            return self.wfile.write(body)

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.port = server.server_port
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield provider
    server.shutdown()
    server.server_close()
