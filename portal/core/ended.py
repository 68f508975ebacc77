"""Leave out of what is stored the files whose licence has ended, or that are gone.

Pages look at each file when they are drawn. The text of a release as feeds carry it is
made once, at its publication, and tells of a picture or a document by its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from posixpath import basename
from urllib.parse import unquote

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Cast

from portal.core.models import CustomDocument, CustomRendition
from portal.core.models.licences import is_usable

PICTURE = re.compile(r"/media/(images/[^\s\"'<>?]+)")
DOCUMENT = re.compile(r"/documents/(\d{1,18})/([^\s\"'<>?]*)", re.ASCII)
# A figure in which no other begins, a picture without one, a document that stands alone
# and a link to one, with what it is called.
PARTS = re.compile(
    r"""<figure\b[^>]*>(?:(?!<figure\b).)*?</figure>
    |<img\b[^>]*>
    |<p\ class="document">.*?</p>
    |<a\ href="(?P<link>[^"]*)"[^>]*>(?P<said>.*?)</a>""",
    re.DOTALL | re.VERBOSE,
)


def find_ended(texts: Iterable[str]) -> frozenset[str]:
    """Return the addresses in texts of files that nobody gets now.

    That is of those that may not be used any more, were deleted or are others by now.
    One query for all texts; none where no text tells of a file.
    """
    told = " ".join(texts)
    pictures = {name: unquote(name) for name in PICTURE.findall(told)}
    documents = {
        (key, name): (key, unquote(unescape(name)))
        for key, name in DOCUMENT.findall(told)
    }
    if not pictures and not documents:
        return frozenset()
    keys = {int(key) for key, _name in documents}
    sizes = CustomRendition.objects.filter(
        is_usable("image__"), file__in=pictures.values()
    )
    files = CustomDocument.objects.filter(is_usable(), pk__in=keys).order_by()
    found = sizes.values_list(Value(""), "file").union(
        files.values_list(Cast("pk", CharField()), "file"), all=True
    )
    served = {(key, basename(name) if key else name) for key, name in found}
    return frozenset(
        [
            f"{settings.MEDIA_URL}{one}"
            for one, name in pictures.items()
            if ("", name) not in served
        ]
        + [
            f"/documents/{one[0]}/{one[1]}"
            for one, name in documents.items()
            if name not in served
        ]
    )


def offered_among(documents: Iterable[CustomDocument | None]) -> frozenset[str]:
    """Return the addresses of documents that are there and may be used now.

    What a record says of a document is as old as the record: it may have been deleted
    since, or got another file, and with it another address.
    """
    return frozenset(one.file_url for one in documents if one and one.is_usable)


def leave_out(html: str, ended: frozenset[str]) -> str:
    """Return HTML without the files at such addresses; links to them are plain text."""
    if not ended:
        return html

    def keep(part: re.Match[str]) -> str:
        if not any(address in part.group() for address in ended):
            return part.group()
        return part["said"] or ""

    return PARTS.sub(keep, html)
