"""How an institution, a person or a partnership stands to a release."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from news.models import (
    Byline,
    ReleaseInstitution,
    ReleaseMention,
    ReleasePartnership,
    ReleasePerson,
    ReleaseStatement,
)
from partners.public import public_entities


class Relation(models.TextChoices):
    """The strongest comes first; a release is listed under that one."""

    ISSUED = "issued", _("Issued")
    ABOUT = "about", _("About")
    PARTNER = "partner", _("Partner")
    QUOTED = "quoted", _("Quoted")
    WRITTEN = "written", _("Written")
    MENTIONED = "mentioned", _("Mentioned")


# By kind and relation: model of news, path from there to the entity, condition.
ROWS: dict[str, list[tuple[Relation, type[models.Model], str, Q]]] = {
    "institution": [
        (
            Relation.ISSUED,
            ReleaseInstitution,
            "institution",
            Q(role__in=["lead_issuer", "issuer"]),
        ),
        (Relation.ABOUT, ReleaseInstitution, "institution", Q(role="about")),
        (
            Relation.PARTNER,
            ReleaseInstitution,
            "institution",
            Q(role__in=["partner", "founder", "funder", "network"]),
        ),
        (Relation.QUOTED, ReleaseStatement, "statement__institution", Q()),
        (Relation.MENTIONED, ReleaseInstitution, "institution", Q(role="mentioned")),
        (Relation.MENTIONED, ReleaseMention, "institution", Q()),
    ],
    "person": [
        (Relation.ABOUT, ReleasePerson, "person", Q(role="about")),
        (Relation.QUOTED, ReleasePerson, "person", Q(role="quoted")),
        (Relation.QUOTED, ReleaseStatement, "statement__speaker", Q()),
        (Relation.WRITTEN, Byline, "person", Q()),
        (Relation.MENTIONED, ReleasePerson, "person", Q(role="mentioned")),
        (Relation.MENTIONED, ReleaseMention, "person", Q()),
    ],
    "partnership": [
        (Relation.ABOUT, ReleasePartnership, "partnership", Q(role="about")),
        (Relation.MENTIONED, ReleasePartnership, "partnership", Q(role="mentioned")),
        (Relation.MENTIONED, ReleaseMention, "partnership", Q()),
    ],
}


# Rows of an entity from which on releases are asked one by one. With 100,000 releases
# both ways take some ten milliseconds here.
MANY = 1000


def relation_to(kind: str, slug: str) -> Case:
    """Return the relation of a release to an entity, null without any.

    ``kind`` is "institution", "person" or "partnership".
    """
    whens = [
        When(
            Exists(
                model._default_manager.filter(
                    condition, (f"{path}__slug", slug), release=OuterRef("pk")
                )
            ),
            then=Value(relation.value),
        )
        for relation, model, path, condition in ROWS[kind]
    ]
    return Case(*whens, default=None, output_field=CharField())


def belongs_to(kind: str, slug: str) -> Q:
    """Return the condition for releases that stand in any relation to an entity.

    Those of an entity that stands in few are looked up, so that all the others are
    not looked at; of one that stands in many every release is asked, so that the
    newest are found at once. One query tells which it is.
    """
    found = dict.fromkeys((model, path) for _r, model, path, _c in ROWS[kind])
    ways = [
        model._default_manager.filter(**{f"{path}__slug": slug}).order_by()
        for model, path in found
    ]
    entities = public_entities(kind).filter(slug=slug).order_by()
    counted = entities.values_list(*(Exists(rows[MANY : MANY + 1]) for rows in ways))
    are_many = counted.first()
    condition = Q(pk__in=[])
    if are_many is None:
        return condition  # nobody may know: as for what there is not
    for rows, is_many in zip(ways, are_many, strict=True):
        if is_many:
            condition |= Q(Exists(rows.filter(release=OuterRef("pk"))))
        else:
            condition |= Q(pk__in=rows.values("release"))
    return condition


def entities_in(releases: QuerySet, kind: str) -> QuerySet:
    """Return the institutions, people or partnerships that belong to releases.

    Only those that have a page of their own.
    """
    belongs = Q()
    ways = dict.fromkeys((model, path) for _r, model, path, _c in ROWS[kind])
    for model, path in ways:
        rows = model._default_manager.filter(release__in=releases.values("pk"))
        belongs |= Q(pk__in=rows.exclude(**{path: None}).values(path))
    return public_entities(kind).filter(belongs).order_by()
