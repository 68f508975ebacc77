"""The films in a text as nodes of JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.blocks import StreamValue

from portal.core.structured_data import Node, compact, picture

POSTER = "width-640|format-webp"


def build_videos(body: StreamValue) -> Iterator[Node]:
    """Yield the films of other sites that a body shows and whose player is known.

    Of posts and mere links nobody knows whether there is a film.
    """
    for block in body:
        if block.block_type != "external_media":
            continue
        player = block.value["found"].player
        if player and player.src and player.is_film:
            yield compact(
                {
                    "@type": "VideoObject",
                    "name": block.value.name,
                    "url": block.value["url"],
                    "embedUrl": player.src,
                    "thumbnailUrl": picture(block.value["poster"], POSTER),
                    "provider": {
                        "@type": "Organization",
                        "name": block.value["provider"],
                    },
                }
            )
