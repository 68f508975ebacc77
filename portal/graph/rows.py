"""Which rows stand in the files of the graph: only what everybody may know."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q, QuerySet

from news.pages import PressReleasePage
from news.querysets import public_statements
from partners.models import Fact, FigureValue
from partners.public import exported_ties, public
from partners.validity import today

Rows = Callable[[], QuerySet]


def ties(model: type[Model]) -> Rows:
    """Return what asks for the rows of a model of partners that everybody may know."""
    return lambda: exported_ties(model)


def of_releases(model: type[Model], *more: str) -> Rows:
    """Return what asks for rows of releases that are public."""
    rows = model._default_manager
    unread = ("release__body", "release__record")
    return lambda: (
        rows.filter(release__in=PressReleasePage.objects.released().values("pk"))
        .select_related("release__locale", *more)
        .defer(*unread)
    )


def facts() -> QuerySet:
    """Return the values, none of days to come, of facts that stand in a public release."""
    recorded = PressReleasePage.objects.released().values_list(
        "record__facts", flat=True
    )
    told = {int(pk) for facts in recorded.iterator() for pk in facts or ()}
    figures = Fact.objects.filter(
        Q(pk__in=told),
        Q(institution=None) | Q(institution__in=public("institutions")),
        Q(partnership=None) | Q(partnership__in=public("partnerships")),
    )
    values = FigureValue.objects.filter(figure__in=figures, as_of__lte=today())
    return values.select_related("figure__institution", "figure__partnership")


def statements() -> QuerySet:
    """Return what stands in public releases, by speakers who have a page."""
    return public_statements().filter(speaker__in=public("people"))
