"""Which rows stand in the files of the graph: only what everybody may know."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Prefetch, QuerySet

from news.pages import PressReleasePage
from news.querysets import public_statements
from partners.models import FigureValue
from partners.public import exported_ties, public, public_entities, public_figures

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
    """Return the values of figures that a public release states.

    One that was entered since is told by nobody yet, however old its day is.
    """
    recorded = PressReleasePage.objects.released().values_list(
        "record__facts", flat=True
    )
    told = {
        (int(pk), figure["machine"])
        for figures in recorded.iterator()
        for pk, figure in (figures or {}).items()
    }
    figures = public_figures().filter(pk__in={pk for pk, _day in told})
    values = FigureValue.objects.filter(figure__in=figures)
    stated = [
        value.pk for value in values if (value.figure_id, value.machine_day) in told
    ]
    found = FigureValue.objects.filter(pk__in=stated)
    return found.select_related("figure__institution", "figure__partnership")


def statements() -> QuerySet:
    """Return what stands in public releases, by speakers who have a page.

    For nobody where they spoke for an institution that is not public.
    """
    rows = public_statements().filter(speaker__in=public("people"))
    return (
        rows.select_related(None)
        .select_related("speaker")
        .prefetch_related(Prefetch("institution", public_entities("institution")))
    )
