"""What everybody may know of institutions, people and partnerships.

The one place that decides which of them are public, which of the ties between
them, and where a former address leads. Pages, API, tables, graph, network, timeline,
search and sitemaps ask here (ADR 31).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from typing import Any, cast

from django.apps import apps
from django.db.models import Exists, ForeignKey, Model, Prefetch, Q, QuerySet

from partners.addresses import KINDS, EntityKind, FormerAddress
from partners.models import (
    Boilerplate,
    Fact,
    FigureValue,
    Institution,
    Partnership,
    Person,
)
from partners.validity import Validity, ValidityQuerySet
from portal.core import public_rows
from portal.core.querysets import public_pages

Entity = Institution | Person | Partnership
MODELS: dict[str, Any] = {
    EntityKind.INSTITUTION.value: Institution,
    EntityKind.PERSON.value: Person,
    EntityKind.PARTNERSHIP.value: Partnership,
}


def title_of(entity: Any, day: date | None = None) -> str:
    """Return what a page calls an entity on a day (today): people with their titles."""
    is_person = isinstance(entity, Person)
    return entity.name_with_titles(day) if is_person else entity.name(day)


def public_entities(kind: str, day: date | None = None) -> Any:
    """Return the institutions, people or partnerships that have a public page.

    They are live (ADR 35), not merged, people with a page, partnerships announced by
    a day, today by default.
    """
    if kind == EntityKind.PERSON:
        return Person.objects.live().with_page()
    if kind == EntityKind.PARTNERSHIP:
        return Partnership.objects.live().announced(day)
    return Institution.objects.live()


def public_figures() -> QuerySet:
    """Return the figures that everybody may know: live, of what is public."""
    return Fact.objects.live().filter(
        Q(institution=None) | Q(institution__in=public("institutions")),
        Q(partnership=None) | Q(partnership__in=public("partnerships")),
    )


def public(plural: str) -> Any:
    """Return the institutions, people or partnerships that everybody may know.

    ``plural`` is the first part of their addresses: institutions, people,
    partnerships. None of them without a partners page that everybody may read;
    asked as part of the same query.
    """
    # The page is above this module, so its kind is named and not imported.
    pages = public_pages().filter(
        content_type__app_label="partners", content_type__model="partnersindexpage"
    )
    return public_entities(KINDS[plural]).filter(Exists(pages))


def public_ties(model: type[Model]) -> QuerySet:
    """Return the rows of a model that everybody may know.

    Rows between entities, such as affiliations, and rows of one, such as names: all
    entities that a row must have are public, and the row has begun. Whom it may have
    besides is loaded as nobody where that one is not public.
    """
    return _between(model, public_entities)


def _public_beside(entity: Any, kind: str) -> Any:
    """Return what would be public of a kind if an entity were."""
    entities = public_entities(kind)
    if not isinstance(entity, MODELS[kind]):
        return entities
    return entities | MODELS[kind]._default_manager.filter(pk=entity.pk)


def keys_beside(entity: Any, kind: str, keys: Collection[int]) -> set[int]:
    """Return of some keys of a kind those that would be public if an entity were."""
    if not keys:
        return set()
    found = _public_beside(entity, kind).filter(pk__in=keys)
    return set(found.values_list("pk", flat=True))


def ties_beside(entity: Any, model: type[Model]) -> QuerySet:
    """Return the rows of a model that everybody might know if an entity were public."""
    return _between(model, partial(_public_beside, entity))


def exported_ties(model: type[Model]) -> QuerySet:
    """Return the same while there is a partners page that everybody may read."""
    return _between(model, lambda kind: public(kind.plural))


def _between(model: type[Model], public_of: Any) -> QuerySet:
    rows = model._default_manager.all()
    if issubclass(model, Validity):
        rows = cast(ValidityQuerySet, rows).begun()
    needed, possible = find_ends(model)
    for name, kind in needed.items():
        rows = rows.filter(**{f"{name}__in": public_of(kind)})
    return rows.select_related(*needed).prefetch_related(
        *(Prefetch(name, public_entities(kind)) for name, kind in possible.items())
    )


def declare() -> None:
    """Say of all rows of this package which of them everybody may know."""
    for kind, model in MODELS.items():
        public_rows.declare(model, partial(public_entities, kind))
    public_rows.declare(
        Person,
        partial(public_entities, EntityKind.PERSON.value),
        lambda: public_entities(EntityKind.PERSON.value).filter(Person.has_consent()),
    )
    for model in apps.get_app_config("partners").get_models():
        needed, _possible = find_ends(model)
        if needed and model not in MODELS.values():
            public_rows.declare(model, partial(public_ties, model))
    public_rows.declare(Fact, public_figures)
    public_rows.declare(
        FigureValue, lambda: FigureValue.objects.filter(figure__in=public_figures())
    )
    # A text that somebody else's has followed is shown by releases alone.
    public_rows.declare(
        Boilerplate,
        partial(public_ties, Boilerplate),
        lambda: cast(ValidityQuerySet, public_ties(Boilerplate)).as_of(),
    )


def find_ends(
    model: type[Model],
) -> tuple[dict[str, EntityKind], dict[str, EntityKind]]:
    """Return the fields of a model that lead to an entity: needed ones, possible ones."""
    kinds = {model: EntityKind(kind) for kind, model in MODELS.items()}
    ends = {
        field.name: (field.null, kinds[field.related_model])
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model in kinds
    }
    needed = {name: kind for name, (is_null, kind) in ends.items() if not is_null}
    possible = {name: kind for name, (is_null, kind) in ends.items() if is_null}
    return needed, possible


def load_ties(entities: QuerySet, *relations: str) -> QuerySet:
    """Load what is public of some relations of entities, such as ``affiliations``."""
    return entities.prefetch_related(
        *(
            Prefetch(
                name, public_ties(entities.model._meta.get_field(name).related_model)
            )
            for name in relations
        )
    )


def present_slugs(entities: QuerySet, slugs: Iterable[str]) -> dict[str, str]:
    """Return the present slugs by the given ones, which somebody has or once had.

    Of ``entities`` only. Who has a slug comes before who had it; that of a duplicate
    is a former one of what was kept. At most three queries.
    """
    asked = set(slugs)
    found = set(entities.filter(slug__in=asked).values_list("slug", flat=True))
    present = {slug: slug for slug in found}
    if asked == found:
        return present
    former = FormerAddress.objects.of(entities.model).filter(slug__in=asked - found)
    owners: dict[str, int] = dict(former.values_list("slug", "entity_id"))
    current = dict(
        entities.filter(pk__in=owners.values()).values_list("pk", "slug")
        if owners
        else ()
    )
    return present | {slug: current[pk] for slug, pk in owners.items() if pk in current}


def present_slug(entities: QuerySet, slug: str) -> str:
    """Return the present slug of who has or once had one, empty where nobody is found."""
    return present_slugs(entities, [slug]).get(slug, "")
