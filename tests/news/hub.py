"""A WebSub hub and a subscriber on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha512
from hmac import compare_digest
from hmac import new as hmac
from threading import Thread
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from celery import Celery
from flask import Flask, request
from flask_websub.hub import Hub, SQLite3HubStorage
from werkzeug.serving import make_server

SECRET = "between hub and subscriber"


@contextmanager
def serving(app) -> Iterator[str]:
    """Serve a WSGI application on a free port; yields its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


@dataclass
class Subscriber:
    """Verifies intents, and keeps what the hub delivers and signs."""

    address: str = ""
    wanted: str = ""
    delivered: list[bytes] = field(default_factory=list)

    def app(self) -> Flask:
        app = Flask("subscriber")

        @app.get("/callback")
        def verify():
            """Echo the challenge for a topic that was asked for (section 5.3)."""
            if request.args["hub.topic"] != self.wanted:
                return "unknown topic", 404
            return request.args["hub.challenge"]

        @app.post("/callback")
        def deliver():
            """Take what is signed with the secret (section 7.1), refuse the rest."""
            body = request.get_data()
            signature = hmac(SECRET.encode(), body, sha512).hexdigest()
            sent = request.headers.get("X-Hub-Signature", "")
            if compare_digest(sent, f"sha512={signature}"):
                self.delivered.append(body)
            return "", 202

        return app

    def subscribe(self, hub: str, topic: str) -> None:
        """Ask a hub for a topic."""
        self.wanted = topic
        asked = {
            "hub.mode": "subscribe",
            "hub.topic": topic,
            "hub.callback": f"{self.address}/callback",
            "hub.secret": SECRET,
        }
        urlopen(Request(hub, urlencode(asked).encode())).close()  # noqa: S310


def hub_app(folder) -> Flask:
    """Return the hub of Flask-WebSub, with its queue in the same thread."""
    app = Flask("hub")
    app.config["PUBLISH_SUPPORTED"] = True
    queue = Celery("hub", broker="memory://")
    queue.conf.task_always_eager = True
    hub = Hub(
        SQLite3HubStorage(str(folder / "hub.sqlite3")),
        queue,
        PUBLISH_SUPPORTED=True,
        REQUEST_TIMEOUT=10,
    )
    app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))
    return app
