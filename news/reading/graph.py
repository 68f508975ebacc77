"""What the graph knows by name, for the reader of texts."""

from __future__ import annotations

from collections.abc import Iterator

from news.reading.abouts import Version
from news.reading.known import Known, Names
from partners.addresses import EntityKind
from partners.models import Boilerplate
from partners.public import MODELS
from portal.core.prose import list_texts, read


def load_names() -> Names:
    """Return the names of everybody and everything, public or not. Three queries."""
    return Names(load_known())


def load_versions(known: Known) -> list[Version]:
    """Return the boilerplates of an institution in all languages and times. One query."""
    if known.kind != EntityKind.INSTITUTION:
        return []
    rows = Boilerplate.objects.filter(institution=known.pk)
    return [
        Version(row.pk, "\n".join(list_texts(read(row.text))), row.valid_from)
        for row in rows
    ]


def load_known() -> Iterator[Known]:
    """Yield everybody and everything that has names, public or not. Three queries."""
    for kind, model in MODELS.items():
        rows = model.objects.values_list("pk", "label", "known_names")
        for pk, label, known in rows.iterator():
            names = dict.fromkeys([label, *(name["text"] for name in known)])
            yield Known(str(kind), pk, label, tuple(name for name in names if name))
