"""Earlier releases as the reader of texts compares a new one with them."""

from __future__ import annotations

from typing import Any

from news.models import ReleaseInstitution, ReleasePartnership, ReleasePerson
from news.reading.known import Known
from news.reading.topics import Earlier, Entity

# The newest that are looked at: what a newsroom wrote long ago, it wrote otherwise, and a
# reading takes no longer with a large archive.
MOST = 300
TOPIC = "topic"
INVOLVED = (
    ("institution", ReleaseInstitution),
    ("partnership", ReleasePartnership),
    ("person", ReleasePerson),
)


def load_earlier() -> list[Earlier]:
    """Return the newest releases that are public. Five queries, each of bounded rows."""
    page: Any = ReleasePerson._meta.get_field("release").related_model
    pages = page.objects.released().newest_first()[:MOST]
    texts = {
        pk: f"{title}\n{standfirst}"
        for pk, title, standfirst in pages.values_list("pk", "title", "standfirst")
    }
    topics: dict[int, list[Known]] = {}
    rows = page.topics.through.objects.filter(pressreleasepage__in=texts)
    for row in rows.select_related("topic"):
        topic = Known(TOPIC, row.topic.pk, str(row.topic), ())
        topics.setdefault(row.pressreleasepage_id, []).append(topic)
    entities: dict[int, set[Entity]] = {}
    for kind, model in INVOLVED:
        pairs = model.objects.filter(release__in=texts).values_list("release", kind)
        for release, entity in pairs:
            entities.setdefault(release, set()).add((kind, entity))
    return [
        Earlier(text, frozenset(entities.get(pk, ())), tuple(topics.get(pk, ())))
        for pk, text in texts.items()
    ]
