"""A text that is hidden, with all that is hidden together with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model

from news.models.release import Release
from news.models.shape import Record
from partners.draftable import Draftable


@dataclass(frozen=True)
class Draft:
    """One language version of a hidden release, as it would be published."""

    release: Release
    record: Record
    # Whom and what it names that is not public.
    entities: list[Draftable] = field(default_factory=list)
    # Pictures and documents that nothing public shows.
    files: list[Model] = field(default_factory=list)

    def find_paths(self) -> list[str]:
        """Return the paths of all whom it names, public or not: ``people/ada/``."""
        paths = {path.strip("/") + "/" for path in self.record.find_paths()}
        return sorted(
            paths | {one.path for one in self.entities if hasattr(one, "path")}
        )
