"""What can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from news.pages import PressReleasePage
from portal.core.querysets import public_pages

if TYPE_CHECKING:
    from typing import Self

    from portal.search.analysis import QueryWord

# The same expression as the index in migration 0002.
VECTOR = (
    "(setweight(to_tsvector('simple', title_terms), 'A') ||"
    " setweight(to_tsvector('simple', body_terms), 'B'))"
)
TITLE_WEIGHT = 8.0


class SearchEntryQuerySet(models.QuerySet):
    """Entries of the search index."""

    def public(self) -> Self:
        """Keep what visitors may see now, asked again at every search."""
        releases = Q(page__in=PressReleasePage.objects.released().values("pk"))
        pages = Q(page__in=public_pages().values("pk"))
        is_release = Q(kind=SearchEntry.Kind.RELEASE)
        return self.filter(
            Q(page__isnull=True) | (is_release & releases) | (~is_release & pages),
            Q(released_at__isnull=True) | Q(released_at__lte=timezone.now()),
        )

    def matching(self, words: list[QueryWord]) -> Self:
        """Keep entries that have all words, each with its ``rank``, higher is better."""
        if not words:
            return self._matching_nothing()
        if connection.vendor == "postgresql":
            return self._matching_postgresql(words)
        return self._matching_sqlite(words)

    def _matching_nothing(self) -> Self:
        return self.annotate(rank=Value(0.0)).none()

    def _matching_postgresql(self, words: list[QueryWord]) -> Self:
        query = " & ".join(
            "({})".format(" | ".join(f"{beginning}:*" for beginning in word.beginnings))
            for word in words
        )
        matches = f"{VECTOR} @@ to_tsquery('simple', %s)"
        rank = f"ts_rank({VECTOR}, to_tsquery('simple', %s))"
        return self.annotate(
            is_match=RawSQL(matches, [query], models.BooleanField()),  # noqa: S611
            rank=RawSQL(rank, [query], FloatField()),  # noqa: S611
        ).filter(is_match=True)

    def _matching_sqlite(self, words: list[QueryWord]) -> Self:
        query = " AND ".join(
            "({})".format(
                " OR ".join(f'"{beginning}"*' for beginning in word.beginnings)
            )
            for word in words
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, -bm25(search_fts, %s, 1.0) FROM search_fts"
                " WHERE search_fts MATCH %s ORDER BY 2 DESC LIMIT 1000",
                [TITLE_WEIGHT, query],
            )
            ranks = dict(cursor.fetchall())
        if not ranks:
            return self._matching_nothing()
        return self.filter(pk__in=ranks).annotate(
            rank=Case(
                *(When(pk=pk, then=Value(rank)) for pk, rank in ranks.items()),
                output_field=FloatField(),
            )
        )

    def best_first(self) -> Self:
        """Order by rank, the newest first among equals."""
        return self.order_by("-rank", F("released_at").desc(nulls_last=True), "pk")


class SearchEntry(models.Model):
    """Something that can be found in one language.

    ``key`` names it: ``page:12`` or ``institution:3``.
    """

    class Kind(models.TextChoices):
        RELEASE = "release", _("Releases")
        INSTITUTION = "institution", _("Institutions")
        PERSON = "person", _("People")
        PARTNERSHIP = "partnership", _("Partnerships")
        PAGE = "page", _("Pages")

    key = models.CharField(max_length=40)
    language = models.CharField(max_length=12, db_index=True)
    kind = models.CharField(max_length=12, choices=Kind)
    page = models.ForeignKey(
        Page, null=True, on_delete=models.CASCADE, related_name="search_entries"
    )
    # Below the language's partners page for entities; unused for pages.
    path = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=255)
    # Of a name that is in another language than the page that shows it, else null: for
    # any other default SQLite makes the table anew, without the triggers of its index.
    title_language = models.CharField(max_length=12, null=True)  # noqa: DJ001
    text = models.TextField(blank=True)
    title_terms = models.TextField()
    body_terms = models.TextField(blank=True)
    # Before this, nobody finds it: the embargo of a release, the announcement of
    # a partnership.
    released_at = models.DateTimeField(null=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language"], name="search_searchentry_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
