"""What granian serves: bodies are read and answers sent without holding a thread.

A thread that answers keeps a connection to the database, so there are few of them.
With granian's own WSGI interface a client that sends half a form, or fetches a large
file slowly, keeps one for as long as it likes. Here the event loop deals with slow
clients (RSGI, granian's interface for it), and a thread gets a request that is
complete and gives back an answer that is complete.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any
from wsgiref.util import FileWrapper

from portal.server.environ import wsgi_environ

LARGEST_BODY = 256 * 2**20  # bytes that a visitor or an editor may send
PATIENCE = 20  # seconds that a body may take however short it is
SLOWEST = 4096  # bytes a second that it has to come at otherwise
IN_MEMORY = 2**20  # bytes of a body or an answer; what is longer goes into a file
PIECE = 2**16  # bytes that are sent at once
WAITING = 256  # requests that may wait for a thread

logger = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


class RefusedError(Exception):
    """A request that no thread gets to see."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Answer:
    """Status, headers and whole content of an answer, as WSGI's ``start_response``."""

    def __init__(self) -> None:
        self.status = HTTPStatus.INTERNAL_SERVER_ERROR.value
        self.headers: Headers = []
        self.content = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115

    def start(self, status: str, headers: Headers, exc_info: object = None) -> Callable:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower(), value) for name, value in headers]
        return self.content.write


class Gateway:
    """An RSGI application in front of a WSGI application.

    ``threads`` requests are answered at the same time; ``busy`` is the WSGI
    application that answers when too many wait already. It must be quick.
    """

    def __init__(self, application: Callable, threads: int, busy: Callable) -> None:
        self.application = application
        self.busy = busy
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self.limit = threads + WAITING
        self.present = 0

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                size = await _receive(scope, protocol, body)
            except RefusedError as refusal:
                headers = [("connection", "close"), ("content-type", "text/plain")]
                text = f"{refusal.status.value} {refusal}\n"
                protocol.response_str(refusal.status.value, headers, text)
                return
            answer = await self._answer(wsgi_environ(scope, body, size))
        with answer.content:
            await _send(scope, protocol, answer)

    async def _answer(self, environ: dict[str, Any]) -> Answer:
        if self.present >= self.limit:
            return _call(self.busy, environ)
        self.present += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(
                self.threads, _call, self.application, environ
            )
        finally:
            self.present -= 1


def _call(application: Callable, environ: dict[str, Any]) -> Answer:
    """Return the answer of a WSGI application, after it has been closed."""
    answer = Answer()
    environ |= {"wsgi.errors": sys.stderr, "wsgi.file_wrapper": FileWrapper}
    try:
        parts: Iterable[bytes] = application(environ, answer.start)
        try:
            answer.content.writelines(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
    except Exception:
        logger.exception("%s could not be answered", environ["PATH_INFO"])
        answer = Answer()
        answer.content.write(b"500 Internal Server Error\n")
    return answer


async def _receive(scope: Any, protocol: Any, body: SpooledTemporaryFile) -> int:
    """Read the body of a request into a file and return its length in bytes.

    Raises RefusedError for one that is too long or too slow.
    """
    declared = scope.headers.get("content-length")
    if not scope.headers.get("transfer-encoding") and declared in (None, "0"):
        return 0
    if declared and declared.isdecimal() and int(declared) > LARGEST_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    size = 0
    loop = asyncio.get_running_loop()
    begun = loop.time()
    try:
        async with asyncio.timeout_at(begun + PATIENCE) as limit:
            async for piece in protocol:
                size += len(piece)
                if size > LARGEST_BODY:
                    raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                body.write(piece)
                limit.reschedule(begun + PATIENCE + size / SLOWEST)
    except TimeoutError as error:
        raise RefusedError(HTTPStatus.REQUEST_TIMEOUT) from error
    body.seek(0)
    return size


async def _send(scope: Any, protocol: Any, answer: Answer) -> None:
    """Send an answer, in pieces as the client takes them if it is long."""
    size = answer.content.tell()
    answer.content.seek(0)
    if size <= IN_MEMORY:
        content = answer.content.read()
        protocol.response_bytes(answer.status, answer.headers, content)
        return
    if scope.method == "HEAD":
        protocol.response_empty(answer.status, answer.headers)
        return
    transport = protocol.response_stream(answer.status, answer.headers)
    while piece := answer.content.read(PIECE):
        await transport.send_bytes(piece)
