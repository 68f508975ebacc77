"""Leave out of texts that are stored as HTML the files whose licence has ended.

Pages look at each file when they are drawn. The text of a release as feeds carry it is
made once, at its publication, and tells of a picture or a document by its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Cast

from portal.core.models import CustomDocument, CustomRendition
from portal.core.models.licences import has_ended

PICTURE = re.compile(r"/media/(images/[\w.-]+)", re.ASCII)
DOCUMENT = re.compile(r"/documents/(\d{1,18})/")
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
    """Return the beginnings of the addresses in texts whose files may not be used now.

    One query for all texts; none where no text tells of a file.
    """
    told = " ".join(texts)
    names, keys = set(PICTURE.findall(told)), set(map(int, DOCUMENT.findall(told)))
    if not names and not keys:
        return frozenset()
    pictures = CustomRendition.objects.filter(has_ended("image__"), file__in=names)
    documents = CustomDocument.objects.filter(has_ended(), pk__in=keys)
    found = pictures.values_list(Value(settings.MEDIA_URL), "file").union(
        documents.order_by().values_list(Value("/documents/"), Cast("pk", CharField())),
        all=True,
    )
    return frozenset(
        start + (quote(name) if start == settings.MEDIA_URL else f"{name}/")
        for start, name in found
    )


def leave_out(html: str, ended: frozenset[str]) -> str:
    """Return HTML without the files at such addresses; links to them are plain text."""
    if not ended:
        return html

    def keep(part: re.Match[str]) -> str:
        if not any(address in part.group() for address in ended):
            return part.group()
        return part["said"] or ""

    return PARTS.sub(keep, html)
