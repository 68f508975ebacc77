"""Change what a revision holds before it is published."""

from __future__ import annotations

from wagtail.models import Revision


def put(revision: Revision, changes: dict) -> None:
    """Put fields into a revision and store it.

    Read back, because a revision just saved still holds Python values where a
    later reader finds JSON.
    """
    revision.content = revision.content | changes
    revision.save(update_fields=["content"])
    revision.refresh_from_db(fields=["content"])
