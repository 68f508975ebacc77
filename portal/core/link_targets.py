"""Where a link really leads: without what tracks readers, out of the wrappers of mail.

Gateways of mail put an address into one of their own that also names whose mail it was.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from string import ascii_lowercase, ascii_uppercase, digits
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

from portal.core.characters import has_controls

WEB = ("http", "https")
# What campaigns, advertisements and mailings add to find out who came how.
TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_")
TRACKING = frozenset(
    (
        *("_ga", "_gl", "_hsenc", "_hsmi", "__hsfp"),
        *("__hssc", "__hstc", "dclid", "fbclid", "gbraid"),
        *("gclid", "gclsrc", "hsctatracking", "igsh", "igshid"),
        *("li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid"),
        *("oly_anon_id", "oly_enc_id", "ttclid", "twclid", "vero_id"),
        *("wbraid", "wickedid", "yclid"),
    )
)
# As it stands in a text: punctuation behind it is that of the sentence.
IN_TEXT = re.compile(r"https?://[^\s<>\"„“”«»]*[^\s<>\"„“”«».,;:!?'’)\]]")
# The same between tags, where signs of markup are entities.
IN_MARKUP = re.compile(r"https?://(?:[^\s<>\"„“”«»&]|&amp;)*[^\s<>\"„“”«»&.,;:!?'’)\]]")
# No address has these unless they are encoded.
NOT_IN_ADDRESS = re.compile(r"[\s<>\"„“”«»]")
HREF = re.compile(r"""(<a\b[^>]*?\shref=)(["'])(.*?)\2""", re.DOTALL)


@dataclass(frozen=True)
class Wrapper:
    """An address of ``host`` and ``path`` that leads to the one in a parameter."""

    host: re.Pattern[str]
    path: str
    parameters: tuple[str, ...]
    decode: Callable[[str], str] = str


# How version 2 of URL Defense writes percent signs and slashes.
_SECOND = str.maketrans("-_", "%/")
_DEFENSE = re.compile(r"urldefense(\.proofpoint)?\.com")
WRAPPERS = (
    Wrapper(
        re.compile(
            r"([\w-]+\.)*safelinks\.protection\.(outlook\.com|office365\.us|outlook\.cn)"
        ),
        "/",
        ("url",),
    ),
    Wrapper(_DEFENSE, "/v1/url", ("u",)),
    Wrapper(_DEFENSE, "/v2/url", ("u",), lambda text: unquote(text.translate(_SECOND))),
    Wrapper(re.compile(r"(www\.)?google(\.[a-z]{2,3}){1,2}"), "/url", ("q", "url")),
    Wrapper(re.compile(r"linkprotect\.cudasvc\.com"), "/url", ("a",)),
    Wrapper(re.compile(r"lm?\.facebook\.com"), "/l.php", ("u",)),
)
# Version 3 puts ``*`` for a character that stands in the second part, encoded, and
# ``**`` with a sign for a number of them.
_THIRD = re.compile(r"https?://[^/]+/v3/__(?P<address>.+?)__;(?P<signs>[\w=-]*)!")
_ONE_SLASH = re.compile(r"^([a-z][a-z0-9+.-]*:/)(?=[^/])")
_PLACE = re.compile(r"\*(\*.)?")
_RUNS = ascii_uppercase + ascii_lowercase + digits + "-_"
_SHORTEST_RUN = 2


def clean_address(address: str) -> str:
    """Return an address as a reader should follow it; what is none, as it is."""
    while (inner := _unwrap(address)) and len(inner) < len(address):
        address = inner
    return _without_tracking(address)


def clean_in_text(text: str) -> str:
    """Return a text with the addresses in it cleaned."""
    return IN_TEXT.sub(lambda found: clean_address(found[0]), text)


def clean_in_markup(text: str) -> str:
    """Return the text of rich text, between its tags, with its addresses cleaned."""

    def clean(found: re.Match[str]) -> str:
        address = unescape(found[0])
        cleaned = clean_address(address)
        return found[0] if cleaned == address else escape(cleaned, quote=False)

    return IN_MARKUP.sub(clean, text)


def clean_tag(tag: str) -> str:
    """Return a tag of rich text; if it is a link, with where it really leads."""

    def clean(found: re.Match[str]) -> str:
        start, mark, value = found.groups()
        address = unescape(value)
        cleaned = clean_address(address.strip())
        if cleaned == address:
            return found[0]
        return f"{start}{mark}{escape(cleaned)}{mark}"

    return HREF.sub(clean, tag)


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address of the web, None for any other."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in WEB and parts.hostname
    except ValueError:
        return None  # such as a bracket without its other half
    return parts if is_web else None


def _without_tracking(address: str) -> str:
    parts = _split(address)
    if not parts or not parts.query:
        return address
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _is_tracking(pair)]
    if len(kept) == len(pairs):
        return address
    return urlunsplit(parts._replace(query="&".join(kept)))


def _is_tracking(pair: str) -> bool:
    name = unquote(pair.partition("=")[0]).removeprefix("amp;").lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _unwrap(address: str) -> str:
    """Return the address in that of a gateway, empty where there is none to be read."""
    if parts := _split(address):
        for target in _list_targets(address, parts):
            is_readable = not (has_controls(target) or NOT_IN_ADDRESS.search(target))
            if is_readable and _split(target):
                return target
    return ""


def _list_targets(address: str, parts: SplitResult) -> Iterator[str]:
    host = parts.hostname or ""
    for wrapper in WRAPPERS:
        if wrapper.host.fullmatch(host) and parts.path.rstrip(
            "/"
        ) == wrapper.path.rstrip("/"):
            values = parse_qs(parts.query.replace("&amp;", "&"))
            for name in wrapper.parameters:
                yield from map(wrapper.decode, values.get(name, []))
    if _DEFENSE.fullmatch(host) and (found := _THIRD.match(address)):
        yield from _read_third(found["address"], found["signs"])


def _read_third(address: str, signs: str) -> Iterator[str]:
    """Yield what version 3 of URL Defense has made unreadable; nothing if it is broken."""
    try:
        hidden = urlsafe_b64decode(signs.rstrip("=") + "==").decode()
    except (Error, UnicodeDecodeError):
        return
    position = 0

    def fill(place: re.Match[str]) -> str:
        nonlocal position
        run = 1 if not place[1] else _RUNS.find(place[0][-1]) + _SHORTEST_RUN
        start, position = position, position + run
        return hidden[start:position]

    filled = _PLACE.sub(fill, unquote(_ONE_SLASH.sub(r"\1/", address)))
    if position == len(hidden):
        yield filled
