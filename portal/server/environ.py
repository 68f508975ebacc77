"""A request as WSGI describes it (PEP 3333), from what granian says of it.

Granian gives text where WSGI wants bytes, which it writes as Latin-1.
"""

from __future__ import annotations

from typing import IO, Any

# Those that CGI names without HTTP_.
PLAIN = ("CONTENT_TYPE", "CONTENT_LENGTH")


def wsgi_environ(scope: Any, body: IO[bytes], size: int) -> dict[str, Any]:
    """Return the environment of a request whose body has been read: ``size`` bytes."""
    server, _, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # One with an underscore could pass for another one with a dash.
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in PLAIN else f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    environ["CONTENT_LENGTH"] = str(size) if size else ""
    return environ
