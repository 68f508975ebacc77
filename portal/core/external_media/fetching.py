"""Fetch something from an address that somebody typed, without being led astray.

Only by https from the usual port, from addresses that everybody on the internet can
reach, and from the very address that was looked at: a name that leads somewhere else a
moment later changes nothing. Redirects are looked at one by one. Everything has an end:
bytes, redirects, and the time for all of it, however slowly it drips.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from ipaddress import IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, urljoin

from django.utils.encoding import iri_to_uri

from portal.core.external_media.players import split

PORT = 443
MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
CHUNK = 65_536  # bytes
# What is assigned to hosts (RFC 4291, 2.4), so no other form of an IPv4 address.
GLOBAL_UNICAST = IPv6Network("2000::/3")
# 6to4 (RFC 3056) wraps an IPv4 address.
SIX_TO_FOUR = IPv6Network("2002::/16")


class FetchError(Exception):
    """Nothing usable came, for a reason that somebody who runs the site reads."""


class UnfitError(FetchError):
    """An address that is not asked: it is none of a web site by https."""


class RefusedError(FetchError):
    """An address that is not asked: it is not one of the public internet."""


class NoAnswerError(FetchError):
    """Nobody answers: the name is unknown, or there is no connection."""


class TooSlowError(FetchError):
    """It took longer than anybody waits."""


class TooLargeError(FetchError):
    """There is more of it than is wanted."""


class NotThereError(FetchError):
    """The provider says that it has no such thing."""


class WithheldError(FetchError):
    """The provider does not give it to everybody."""


SAID_BY_STATUS: dict[int, type[FetchError]] = {
    401: WithheldError,
    403: WithheldError,
    404: NotThereError,
    410: NotThereError,
}


class Deadline:
    """An instant at which everything ends, ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self.ends_at = time.monotonic() + seconds

    def seconds(self) -> float:
        """Return the seconds that are left."""
        return max(0.0, self.ends_at - time.monotonic())

    def left(self) -> float:
        """Return the seconds that are left; raises TimeoutError when there are none."""
        seconds = self.seconds()
        if not seconds:
            raise TimeoutError("it took too long")
        return seconds


@dataclass(frozen=True)
class Wanted:
    """What an answer may be: kinds such as "text/html", and how many bytes at most.

    Where the beginning is enough, longer answers are cut.
    """

    kinds: tuple[str, ...]
    most_bytes: int
    may_be_cut: bool = False


@dataclass(frozen=True)
class Fetched:
    """What came, from which address after all redirects."""

    address: str
    content: bytes


def is_public(address: str) -> bool:
    """Tell whether an IP address is one that everybody on the internet can reach."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and (ip not in GLOBAL_UNICAST or ip in SIX_TO_FOUR):
        return False
    return ip.is_global and not ip.is_multicast


def resolve(host: str, deadline: Deadline) -> list[str]:
    """Return the IP addresses of a host; the system's own patience may be longer."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError("its name took too long") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def connect(host: str, address: str, deadline: Deadline) -> socket.socket:
    """Return an encrypted connection to an IP address that proves to be of a host."""
    plain = socket.create_connection((address, PORT), timeout=deadline.left())
    try:
        plain.settimeout(deadline.left())
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


@dataclass(frozen=True)
class Fetcher:
    """Fetches from the internet; tests give it other ways to resolve and to connect."""

    resolve: Callable[[str, Deadline], list[str]] = resolve
    connect: Callable[[str, str, Deadline], socket.socket] = connect

    def fetch(self, address: str, wanted: Wanted, deadline: Deadline) -> Fetched:
        """Return what an address answers.

        Raises FetchError whatever happens, so that nobody has to expect anything else.
        """
        try:
            for _redirect in range(MOST_REDIRECTS + 1):
                parts = _secure(address)
                with closing(self._reach(parts, deadline)) as line:
                    answer = _ask(line, parts, deadline)
                    if answer.status in REDIRECTS:
                        address = urljoin(
                            parts.geturl(), answer.headers.get("Location", "")
                        )
                        continue
                    return Fetched(parts.geturl(), _read(answer, wanted, address))
        except TimeoutError as error:
            raise TooSlowError(f"{address}: {error}") from error
        except OSError as error:
            raise NoAnswerError(f"{address}: {error}") from error
        except (HTTPException, ValueError) as error:
            raise FetchError(f"{address}: {error}") from error
        raise FetchError(f"{address}: too many redirects")

    def _reach(self, parts: SplitResult, deadline: Deadline) -> socket.socket:
        """Return a connection to a host, if all its addresses are public."""
        host = str(parts.hostname)
        found = self.resolve(host, deadline)
        if not found or not all(map(is_public, found)):
            raise RefusedError(f"{host} is not on the public internet")
        return self.connect(host, found[0], deadline)


def _ask(line: socket.socket, parts: SplitResult, deadline: Deadline) -> HTTPResponse:
    """Return the answer to a question; its content is not read yet."""
    connection = HTTPConnection(str(parts.hostname))
    connection.sock = _Hurried(line, deadline)
    asked = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # No compression, so that nothing grows when it is opened.
    headers = {"User-Agent": "Dateline", "Accept-Encoding": "identity"}
    connection.request("GET", iri_to_uri(asked), headers=headers)
    return connection.getresponse()


class _Hurried:
    """A socket on which every step ends with the deadline of all steps."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self.inner, self.deadline = inner, deadline

    def sendall(self, content: bytes) -> None:
        self.inner.settimeout(self.deadline.left())
        self.inner.sendall(content)

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(_Reading(self.inner, self.deadline))

    def close(self) -> None:
        """Leave it open: the answer is still to be read, as with a real socket."""


class _Reading(RawIOBase):
    """Reads from a socket until the deadline."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self.inner, self.deadline = inner, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.inner.settimeout(self.deadline.left())
        return self.inner.recv_into(buffer)


def _secure(address: str) -> SplitResult:
    """Return the parts of an address by https; http is tried no other way."""
    parts = split(address)
    if parts is None or ":" in str(parts.hostname):  # nobody gives links to an IPv6
        raise UnfitError(f"{address} is no address of a web site")
    try:
        host = str(parts.hostname).encode("idna").decode()
    except UnicodeError as error:
        raise UnfitError(f"{address}: {error}") from error
    return parts._replace(scheme="https", netloc=host, fragment="")


def _read(answer: HTTPResponse, wanted: Wanted, address: str) -> bytes:
    """Return the content of an answer; raises FetchError for one that is not wanted."""
    if answer.status != 200:
        kind_of_error = SAID_BY_STATUS.get(answer.status, FetchError)
        raise kind_of_error(f"{address}: it answered {answer.status}")
    kind = answer.headers.get_content_type()
    if kind not in wanted.kinds:
        raise FetchError(f"{address}: it is {kind}")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise FetchError(f"{address}: it is compressed, which was not asked for")
    content = b""
    while chunk := answer.read1(CHUNK):
        content += chunk
        if len(content) > wanted.most_bytes:
            if wanted.may_be_cut:
                break
            raise TooLargeError(
                f"{address}: it has more than {wanted.most_bytes} bytes"
            )
    return content[: wanted.most_bytes]
