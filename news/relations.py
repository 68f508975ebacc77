"""How an institution, a person or a partnership stands to a release."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from partners.models import Partnership, Person


class Relation(models.TextChoices):
    """The strongest comes first; a release is listed under that one."""

    ISSUED = "issued", _("Issued")
    ABOUT = "about", _("About")
    PARTNER = "partner", _("Partner")
    QUOTED = "quoted", _("Quoted")
    WRITTEN = "written", _("Written")
    MENTIONED = "mentioned", _("Mentioned")


# By kind and relation: model of news, path from there to the entity, condition.
ROWS: dict[str, list[tuple[Relation, str, str, Q]]] = {
    "institution": [
        (
            Relation.ISSUED,
            "ReleaseInstitution",
            "institution",
            Q(role__in=["lead_issuer", "issuer"]),
        ),
        (Relation.ABOUT, "ReleaseInstitution", "institution", Q(role="about")),
        (
            Relation.PARTNER,
            "ReleaseInstitution",
            "institution",
            Q(role__in=["partner", "founder", "funder", "network"]),
        ),
        (Relation.QUOTED, "ReleaseStatement", "statement__institution", Q()),
        (Relation.MENTIONED, "ReleaseInstitution", "institution", Q(role="mentioned")),
        (Relation.MENTIONED, "ReleaseMention", "institution", Q()),
    ],
    "person": [
        (Relation.ABOUT, "ReleasePerson", "person", Q(role="about")),
        (Relation.QUOTED, "ReleasePerson", "person", Q(role="quoted")),
        (Relation.QUOTED, "ReleaseStatement", "statement__speaker", Q()),
        (Relation.WRITTEN, "Byline", "person", Q()),
        (Relation.MENTIONED, "ReleasePerson", "person", Q(role="mentioned")),
        (Relation.MENTIONED, "ReleaseMention", "person", Q()),
    ],
    "partnership": [
        (Relation.ABOUT, "ReleasePartnership", "partnership", Q(role="about")),
        (Relation.MENTIONED, "ReleasePartnership", "partnership", Q(role="mentioned")),
        (Relation.MENTIONED, "ReleaseMention", "partnership", Q()),
    ],
}


def relation_to(kind: str, slug: str) -> Case:
    """Return the relation of a release to an entity, null without any.

    ``kind`` is "institution", "person" or "partnership".
    """
    whens = [
        When(
            Exists(
                apps.get_model("news", model).objects.filter(
                    condition, (f"{path}__slug", slug), release=OuterRef("pk")
                )
            ),
            then=Value(relation.value),
        )
        for relation, model, path, condition in ROWS[kind]
    ]
    return Case(*whens, default=None, output_field=CharField())


def facet_rows(releases: QuerySet, kind: str) -> list[tuple[QuerySet, str]]:
    """Return releases with an entity of a kind, and the lookup of that entity.

    One for every way in which an entity can belong to a release.
    """
    lookups = {
        "ReleaseInstitution": "release_institutions__institution",
        "ReleasePerson": "release_people__person",
        "ReleasePartnership": "release_partnerships__partnership",
        "ReleaseStatement": "release_statements__",
        "ReleaseMention": f"release_mentions__{kind}",
        "Byline": "bylines__person",
    }
    found = {}
    for _relation, model, path, _condition in ROWS[kind]:
        lookup = lookups[model] + (path if model == "ReleaseStatement" else "")
        found[lookup] = releases.filter(**{f"{lookup}__isnull": False})
        if kind == "person":
            shown = Q((f"{lookup}__in", Person.objects.with_page()))
            found[lookup] = found[lookup].filter(shown)
        elif kind == "partnership":
            shown = Q((f"{lookup}__in", Partnership.objects.public()))
            found[lookup] = found[lookup].filter(shown)
    return [(rows, lookup) for lookup, rows in found.items()]
