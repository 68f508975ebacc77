"""Nothing that an editor types leads the server astray."""

import contextlib
import gzip
import time

import pytest

from portal.core.external_media.fetching import (
    Deadline,
    Fetcher,
    FetchError,
    NotThereError,
    RefusedError,
    Wanted,
    is_public,
)

HTML = Wanted(("text/html",), 10_000)


def fetch(provider, address, wanted=HTML, seconds=5.0):
    return provider.fetcher.fetch(address, wanted, Deadline(seconds))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1"),  # noqa: S104
        *("192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1"),
        *("ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"),
        *("2001:db8::1", "2002:7f00:1::", "2001::1", "::127.0.0.1"),
    ],
)
def test_no_address_but_those_of_the_public_internet(provider, address):
    assert not is_public(address)
    provider.names["inner.example"] = ["93.184.215.14", address]

    with pytest.raises(RefusedError):
        fetch(provider, "https://inner.example/")

    assert provider.connected == []


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1"])
def test_addresses_of_the_public_internet(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
    ],
)
def test_no_address_of_this_machine_however_it_is_written(address):
    with pytest.raises(FetchError):
        Fetcher().fetch(address, HTML, Deadline(5))


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://a.example/", "file:///etc/passwd", "https://a.example:8443/"),
        *("https://me:secret@a.example/", "http://a.example:443/", "https://[::1]/"),
        *("https:///", "a.example", "https://a.example:x/", ""),
    ],
)
def test_nothing_but_the_usual_port_of_https(provider, address):
    with pytest.raises(FetchError):
        fetch(provider, address)

    assert provider.connected == []


def test_connects_to_the_very_address_that_was_looked_at(provider):
    provider.answer("/", b"<p>")
    provider.names["a.example"] = ["93.184.215.14"]

    found = fetch(provider, "http://a.example/#part")

    assert provider.connected == [("a.example", "93.184.215.14")]
    assert (found.address, found.content) == ("https://a.example/", b"<p>")
    assert provider.asked == ["a.example/"]


def test_every_redirect_is_looked_at(provider):
    provider.answer("/1", code=301, Location="https://b.example/2")
    provider.answer("/2", code=302, Location="/3")
    provider.answer("/3", code=307, Location="http://c.example/4")
    provider.answer("/4", b"there")

    assert fetch(provider, "https://a.example/1").content == b"there"

    provider.names["c.example"] = ["10.0.0.1"]
    with pytest.raises(RefusedError):
        fetch(provider, "https://a.example/1")
    assert "c.example/4" in provider.asked[:4]
    assert provider.asked[4:] == ["a.example/1", "b.example/2", "b.example/3"]


@pytest.mark.parametrize("target", ["/", "", "file:///etc/passwd", "https://x:1/"])
def test_redirects_have_an_end(provider, target):
    provider.answer("/", code=302, Location=target)

    with pytest.raises(FetchError):
        fetch(provider, "https://a.example/")

    assert len(provider.asked) <= 4


def test_an_answer_has_a_largest_size(provider):
    provider.answer("/", b"x" * 10_001)

    with pytest.raises(FetchError, match="10000 bytes"):
        fetch(provider, "https://a.example/")
    cut = fetch(
        provider, "https://a.example/", Wanted(("text/html",), 500, may_be_cut=True)
    )
    assert cut.content == b"x" * 500


@pytest.mark.parametrize("kind", ["text/plain", "image/svg+xml", ""])
def test_an_answer_has_an_expected_kind(provider, kind):
    provider.answer("/", b"x", kind)

    with pytest.raises(FetchError):
        fetch(provider, "https://a.example/")


def test_nothing_compressed_is_opened(provider):
    provider.answer("/", gzip.compress(b"0" * 1_000_000), Content_Encoding="gzip")

    with pytest.raises(FetchError, match="compressed"):
        fetch(provider, "https://a.example/")


def test_what_is_not_there_is_told_from_what_is_broken(provider):
    with pytest.raises(NotThereError):
        fetch(provider, "https://a.example/unknown")
    provider.answer("/", code=500)
    with pytest.raises(FetchError, match="500"):
        fetch(provider, "https://a.example/")


def drip(handler, head: bytes) -> None:
    """Write a byte every 50 milliseconds, for longer than anybody waits."""
    with contextlib.suppress(OSError):
        handler.wfile.write(head)
        for _byte in range(100):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nX: ",
        b"",
    ],
    ids=["body", "headers", "status"],
)
def test_whatever_drips_ends_in_time(provider, head):
    provider.answers["/"] = lambda handler: drip(handler, head)
    began = time.monotonic()

    with pytest.raises(FetchError):
        fetch(provider, "https://a.example/", seconds=0.2)

    assert time.monotonic() - began < 1


def test_a_name_that_nobody_resolves_ends_in_time(provider, monkeypatch):
    monkeypatch.setattr(
        "portal.core.external_media.fetching.socket.getaddrinfo",
        lambda *args, **kwargs: time.sleep(1) or [],
    )
    began = time.monotonic()

    with pytest.raises(FetchError):
        Fetcher().fetch("https://slow.example/", HTML, Deadline(0.1))

    assert time.monotonic() - began < 0.8


def test_nonsense_is_an_error_like_any_other(provider):
    provider.answers["/"] = lambda handler: handler.wfile.write(b"\x00\xff nonsense")

    with pytest.raises(FetchError):
        fetch(provider, "https://a.example/")
    with pytest.raises(FetchError):
        fetch(provider, "https://a.example/ü\r\nX: y")
    with pytest.raises(FetchError):
        fetch(provider, f"https://{'a' * 70}.example/")
