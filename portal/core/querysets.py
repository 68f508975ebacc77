"""What can be asked of pages of any kind."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef

from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet


def unrestricted(pages: PageQuerySet) -> PageQuerySet:
    """Keep pages without a view restriction, their own or inherited.

    Like Wagtail's ``public()``, but as part of the same query.
    """
    restrictions = PageViewRestriction.objects.annotate(
        outer_path=ExpressionWrapper(OuterRef("path"), CharField())
    ).filter(outer_path__startswith=F("page__path"))
    return pages.filter(~Exists(restrictions))
