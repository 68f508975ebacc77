"""A release as JSON-LD at an address of its own, for who cannot ask for a media type.

The same data are behind the identity of the release, ``/id/releases/…``.
"""

from __future__ import annotations

from news.syndication.formats.sources import Source
from news.syndication.structured_data import refer_by_name, release_node
from portal.core.characters import printable
from portal.core.structured_data import DOCUMENT_CONTEXT, stream


def build(source: Source) -> bytes:
    """Return a release as a document with a context of its own."""
    release = source.release
    versions = (
        type(release).objects.released().filter(translation_key=release.translation_key)
    )
    others = versions.exclude(pk=release.pk).order_by("pk").select_related("locale")
    node = release_node(
        release,
        source.record,
        [other.identity_path for other in others],
        refer_by_name,
    )
    node["mainEntityOfPage"] = release.full_url
    return printable("".join(stream([node], DOCUMENT_CONTEXT))).encode()
