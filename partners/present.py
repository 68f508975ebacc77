"""What institutions, people and partnerships are called today."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from partners.models import (
    Affiliation,
    Boilerplate,
    Institution,
    Partnership,
    Person,
)
from partners.public import public_entities, public_ties
from partners.validity import ValidityQuerySet, today
from portal.core.languages import Translated

# Of every row: kind, primary key, order, slug, names or name or text, role or language.
COLUMNS = (
    "row_kind",
    "row_key",
    "row_rank",
    "row_slug",
    "row_text",
    "row_role",
)


def find_present(keys: Iterable[str]) -> dict[str, dict]:
    """Return what holds today for keys such as ``institution-12``; one query.

    Institutions: name, acronym, path. Partnerships: name, path. People: name, path,
    ``affiliations``, each with role, and name and path of the institution, and
    ``former``, the paths of institutions at which an affiliation has ended.
    ``boilerplate-12`` for institution 12: its texts by language. In the active
    language. What was merged into something else is answered for by that. Left
    out: what is not public, such as people without a page.
    """
    wanted: dict[str, set[int]] = {}
    for key in keys:
        kind, _dash, pk = key.rpartition("-")
        wanted.setdefault(kind, set()).add(int(pk))
    if not wanted:
        return {}
    rows = _institutions(wanted.get("institution", set())).union(
        _partnerships(wanted.get("partnership", set())),
        _people(wanted.get("person", set())),
        *_affiliations(wanted.get("person", set())),
        *_boilerplates(wanted.get("boilerplate", set())),
        all=True,
    )
    found: dict[str, dict] = {}
    # People come before their affiliations, the primary one of which is first.
    for kind, pk, *values in sorted(
        rows, key=lambda row: (row[0] == "affiliation", row)
    ):
        _add(found, kind, pk, *values)
    return found


def _add(
    found: dict[str, dict],
    kind: str,
    pk: int,
    rank: int,
    slug: str,
    text: str,
    role: str,
) -> None:
    """Put one row among what was found."""
    key = f"{kind}-{pk}"
    if kind == "institution":
        institution = Institution(slug=slug, label=slug, known_names=json.loads(text))
        found[key] = {
            "name": institution.name(),
            "acronym": institution.acronym(),
            "path": institution.path,
        }
    elif kind == "partnership":
        partnership = Partnership(slug=slug, label=slug, known_names=json.loads(text))
        found[key] = {"name": partnership.name(), "path": partnership.path}
    elif kind == "person":
        person = Person(slug=slug, label=slug, known_names=json.loads(text))
        found[key] = {
            "name": person.name_with_titles(),
            "path": person.path,
            "affiliations": [],
            "former": [],
        }
    elif kind == "boilerplate":
        found.setdefault(key, {})[role] = text
    elif f"person-{pk}" in found:
        owner = found[f"person-{pk}"]
        institution = Institution(slug=slug, label=slug, known_names=json.loads(text))
        if rank == ENDED:
            owner["former"].append(institution.path)
            return
        owner["affiliations"].append(
            {
                "role": str(Translated(json.loads(role))),
                "name": institution.name(),
                "path": institution.path,
            }
        )


def _rows(rows: QuerySet, kind: str, **columns: Any) -> QuerySet:
    """Return rows of the columns that all kinds have in common."""
    return (
        rows.order_by()
        .select_related(None)
        .prefetch_related(None)
        .annotate(
            row_kind=Value(kind, CharField()),
            row_key=columns.get("key", Cast("pk", BigIntegerField())),
            row_rank=columns.get("rank", Value(0, BigIntegerField())),
            row_slug=Cast(columns["slug"], CharField()),
            row_text=Cast(columns["text"], TextField()),
            row_role=Cast(columns.get("role", Value("")), TextField()),
        )
        .values_list(*COLUMNS)
    )


def _institutions(pks: set[int]) -> QuerySet:
    rows = _with_duplicates(Institution, "institution").filter(pk__in=pks)
    return _rows(
        rows,
        "institution",
        slug=Coalesce("merged_into__slug", "slug"),
        text=Coalesce("merged_into__known_names", "known_names"),
    )


def _with_duplicates(model: Any, kind: str) -> QuerySet:
    """Return what is public, and what was merged into that."""
    kept = public_entities(kind).values("pk")
    return model.everything.filter(Q(pk__in=kept) | Q(merged_into__in=kept))


def _partnerships(pks: set[int]) -> QuerySet:
    rows = public_entities("partnership").filter(pk__in=pks)
    return _rows(rows, "partnership", slug="slug", text="known_names")


def _people(pks: set[int]) -> QuerySet:
    rows = _with_duplicates(Person, "person").filter(pk__in=pks)
    return _rows(
        rows,
        "person",
        slug=Coalesce("merged_into__slug", "slug"),
        text=Coalesce("merged_into__known_names", "known_names"),
    )


# The order of affiliations.
PRIMARY, OTHER, ENDED = range(3)
# A row belongs to its owner, and to what was merged into the owner.
OWNERS = ("", "__duplicates")


def _affiliations(pks: set[int]) -> list[QuerySet]:
    rows = public_ties(Affiliation)
    return [
        _rows(
            rows.filter(**{f"person{owner}__in": pks}),
            "affiliation",
            key=Cast(f"person{owner}", BigIntegerField()),
            slug="institution__slug",
            text="institution__known_names",
            role="role",
            rank=Case(
                When(valid_to__lte=today(), then=ENDED),
                When(is_primary=True, then=PRIMARY),
                default=OTHER,
                output_field=BigIntegerField(),
            ),
        )
        for owner in OWNERS
    ]


def _boilerplates(pks: set[int]) -> list[QuerySet]:
    rows = cast(ValidityQuerySet, public_ties(Boilerplate)).as_of()
    return [
        _rows(
            rows.filter(**{f"institution{owner}__in": pks}),
            "boilerplate",
            key=Cast(f"institution{owner}", BigIntegerField()),
            slug=Value(""),
            text="text",
            role="language",
        )
        for owner in OWNERS
    ]
