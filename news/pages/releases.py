"""Press releases and news items, as pages."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult

from news.models.release import Release
from news.models.shape import Record
from news.pages import panels
from news.pages.blocks import ReleaseBodyBlock
from news.pages.forms import ReleaseForm
from news.publishing import numbering, related, stories
from news.publishing.publication import publication
from news.querysets import PressReleaseManager
from news.record import build, today
from news.record.named import find_going
from news.syndication import structured_data
from news.syndication.calendars import ReleaseCalendarMixin
from news.syndication.feeds.entries import shown_title
from news.syndication.formats import serving
from news.syndication.formats.catalogue import Format
from news.syndication.history import ReleaseHistoryMixin
from portal.core import pictures
from portal.core.ended import offered_among
from portal.core.languages import own_names
from portal.core.models import BasePage
from portal.core.structured_data import Node


class PressReleasePage(
    ReleaseCalendarMixin, ReleaseHistoryMixin, RoutablePageMixin, Release
):
    """The page of a release."""

    body = StreamField(ReleaseBodyBlock(), verbose_name=_("body"), blank=True)

    objects = PressReleaseManager()

    base_form_class = ReleaseForm

    content_panels = panels.PRESS_RELEASE
    promote_panels = BasePage.promote_panels
    # The embargo is ``released_at``; Wagtail's own schedule would be a second clock.
    settings_panels = []

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("released_at"),
        index.FilterField("kind"),
    ]

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=True)
                | models.Q(series__isnull=False, number__gte=1),
                name="news_pressreleasepage_number_in_series",
            )
        ]

    def clean(self) -> None:
        """Hand the embargo to Wagtail's scheduler: ``live`` stays the only switch.

        The API, the sitemap, search and every queryset already honour ``live``. A format
        leaves it alone, because Wagtail saves the row of what is not live with a draft.
        """
        super().clean()
        self.hand_over_clock()
        if self.number and not self.series_id:
            raise ValidationError({"series": _("A number belongs to a series.")})
        if self.series_id and not self.number_year:
            self.number_year = timezone.localtime(self.released_at).year
        numbering.check(self)

    def hand_over_clock(self) -> None:
        """Give the embargo to the schedule, which everything that is public asks."""
        self.go_live_at = self.released_at if self.is_embargoed else None

    def save(self, *args, update_fields=None, **kwargs) -> None:
        """Save with the schedule, also what code makes without a form or a check."""
        if update_fields is None:
            self.hand_over_clock()
        elif "released_at" in update_fields:
            self.hand_over_clock()
            update_fields = {*update_fields, "go_live_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def publish(self, revision: Revision, user=None, *args, **kwargs) -> None:
        """Publish or schedule a revision, with all that belongs to a publication."""
        with publication(self, revision, user):
            super().publish(revision, user, *args, **kwargs)

    def check_publication(self, revision: Revision) -> None:
        """Leave it to the publication, which asks this and more."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """This version, and the other languages with the facts that are typed here."""
        others = stories.other_versions(self) if self.pk else []
        names = own_names()
        return [
            ("", names.get(self.language, self.language)),
            *((page.language, names.get(page.language, "")) for page in others),
        ]

    def serve_preview(self, request, mode_name: str):
        """Answer with a preview of this version or of one in another language."""
        if mode_name and mode_name != self.language:
            return stories.counterpart(self, mode_name).serve_preview(request, "")
        with translation.override(self.language):
            return super().serve_preview(request, mode_name).render()

    def route(self, request, path_components: list[str]) -> RouteResult:
        """Find the other formats of this release below its page; see Wagtail.

        ``released_at`` is looked at once more: a leaked embargo cannot be taken back.
        """
        if self.is_embargoed:
            raise Http404
        format = serving.find_format(self, path_components)
        if format:
            return RouteResult(self, kwargs={"format": format})
        return super().route(request, path_components)

    def serve(self, request, *args, format: Format | None = None, **kwargs):
        """Answer with the page, or with the format that is asked for."""
        if format:
            return serving.serve(request, self, format)
        return super().serve(request, *args, **kwargs)

    @path("")
    def index_route(self, request, *args, **kwargs):
        """Answer with the page; that of a withdrawn release is a tombstone.

        It says so to readers, and to programs by its status (RFC 9110, 15.5.11).
        """
        response = super().index_route(request, *args, **kwargs)
        if self.is_withdrawn and not request.is_preview:
            response.status_code = HTTPStatus.GONE
        return response

    def get_context(self, request, *args, **kwargs) -> dict:
        is_preview = getattr(request, "is_preview", False)
        record = self.record
        if is_preview:
            record = build.build_fields(self, going=find_going(self))["record"]
        record = today.add_today(record, self.language)
        self.lead_image = pictures.read_body(self.body, self.lead_image_id)
        record = self._with_offered(record)
        # Links that are shared show the title, and must not say that all is well.
        title = {"page_title": shown_title(self)} if self.is_withdrawn else {}
        return super().get_context(request, *args, **kwargs) | {
            **title,
            "release": self,
            "record": record,
            "mentions": record.links_in_text,
            "related_releases": related.find_related(self),
        }

    def _with_offered(self, record: Record) -> Record:
        """Return a record with those of its downloads that somebody gets."""
        if not record.downloads:
            return record
        # Loaded with the text, in which they stand.
        offered = offered_among(
            block.value["document"]
            for block in self.body
            if block.block_type == "document"
        )
        left = [one for one in record.downloads if one.url in offered]
        return record.model_copy(update={"downloads": left})

    def structured_data(self, context: dict) -> list[Node]:
        return structured_data.release_page_nodes(context)


class NewsItemPage(PressReleasePage):
    """A release without a number: a report about something that happened."""

    template = "news/press_release_page.html"
    content_panels = panels.NEWS_ITEM
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def __init__(self, *args, **kwargs) -> None:
        if not args:  # a new one; the database gives its values by position
            kwargs.setdefault("kind", self.Kind.NEWS)
        super().__init__(*args, **kwargs)
