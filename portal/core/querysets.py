"""What can be asked of pages of any kind: the one door to what is public.

For releases it goes on in ``news.querysets``. Nothing else decides what visitors may
read; a test looks for other places that try.
"""

from functools import cache

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


@cache
def is_restricted() -> Exists:
    """Return whether a page has a view restriction, its own or inherited.

    Every request asks, so it is put together once; each query makes a copy.

    The path of each restricted page is looked up by its key. Joined, a database
    without statistics goes through all pages for every row, or plans for long.
    """
    restricted = Page.objects.filter(pk=OuterRef("page")).order_by().values("path")
    return Exists(
        PageViewRestriction.objects.order_by()
        .annotate(
            restricted_path=Subquery(restricted[:1]),
            outer_path=ExpressionWrapper(OuterRef("path"), CharField()),
        )
        .filter(outer_path__startswith=F("restricted_path"))
    )


def unrestricted(pages: PageQuerySet) -> PageQuerySet:
    """Keep pages without a view restriction.

    Like Wagtail's ``public()``, but as part of the same query.
    """
    return pages.filter(~is_restricted())


def shown(pages: PageQuerySet) -> PageQuerySet:
    """Keep pages that are live, not before their schedule begins nor after it ends.

    ``live`` is the switch. The clock is looked at again, because code can copy a page
    with its switch, and what has expired is gone although nobody took it down yet.
    """
    now = timezone.now()
    return pages.live().filter(
        Q(go_live_at__isnull=True) | Q(go_live_at__lte=now),
        Q(expire_at__isnull=True) | Q(expire_at__gt=now),
    )


def is_shown(page: Page) -> bool:
    """Tell of one page what ``shown`` asks of many."""
    now = timezone.now()
    has_begun = page.go_live_at is None or page.go_live_at <= now
    return page.live and has_begun and (page.expire_at is None or page.expire_at > now)


def public_pages(model: type[Page] = Page) -> PageQuerySet:
    """Return the pages, of one kind if it is given, that every visitor may read."""
    return unrestricted(shown(model.objects.all()))


def served_pages() -> PageQuerySet:
    """Return the pages that have an answer for visitors, if only for some of them.

    ``is_restricted`` tells of which the answer is a question for a password.
    """
    return shown(Page.objects.all()).annotate(is_restricted=is_restricted())
