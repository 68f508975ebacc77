"""Press releases and news items."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modelcluster.fields import ParentalManyToManyField
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision
from wagtail.search import index
from wagtail.url_routing import RouteResult

from news import structured_data
from news.blocks import ReleaseBodyBlock
from news.forms import ReleaseForm
from news.models import panels
from news.models.involvement import ReleaseInstitution
from news.models.numbers import FIRST_YEAR, Series, is_suffix
from news.publishing import correcting, numbering, related, stories
from news.publishing.publication import publication
from news.querysets import PressReleaseManager
from news.record import build, today
from news.record.field import RecordField
from news.syndication.calendars import ReleaseCalendarMixin
from news.syndication.entries import shown_title
from news.syndication.forms import answers
from news.syndication.forms.catalogue import Form
from portal.core import pictures
from portal.core.blocks import PROSE_FEATURES
from portal.core.models import BasePage, Topic
from portal.core.structured_data import Node

LAST_YEAR = 9998


class PressReleasePage(ReleaseCalendarMixin, RoutablePageMixin, BasePage):
    """One press release in one language.

    ``Page.title`` is the headline. ``released_at`` is the instant the embargo
    lifts, the date printed in the masthead and the order of every listing: one
    clock for all three.

    What all language versions share (number, clock, issuers, partners, people,
    contacts, evidence) is kept equal by ``news.publishing.stories``.
    """

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        NEWS = "news", _("News")
        STATEMENT = "statement", pgettext_lazy("kind of release", "Statement")
        MEDIA_INVITATION = "media_invitation", _("Media invitation")
        FEATURE = "feature", _("Feature")

    class Evidence(models.TextChoices):
        NONE = "none", _("No publication behind it")
        PEER_REVIEWED = "peer_reviewed", _("Peer reviewed")
        PREPRINT = "preprint", _("Preprint")
        CONFERENCE = "conference", _("Conference contribution")
        REPORT = "report", _("Report")
        DATA_SET = "data_set", _("Data set")
        CLINICAL_TRIAL = "clinical_trial", _("Clinical trial")

    kicker = models.CharField(
        _("kicker"),
        max_length=80,
        blank=True,
        help_text=_("A word above the headline."),
    )
    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        max_length=600,
        help_text=_("The sentence under the headline, also in lists and feeds."),
    )
    dateline_place = models.CharField(
        _("place of the dateline"), max_length=100, blank=True
    )
    body = StreamField(ReleaseBodyBlock(), verbose_name=_("body"), blank=True)
    notes_to_editors = RichTextField(
        _("notes to editors"), blank=True, features=PROSE_FEATURES
    )
    lead_image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_translation = models.BooleanField(
        _("is a translation"),
        default=False,
        help_text=_("Another language version is the original."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=Kind,
        default=Kind.PRESS_RELEASE,
        db_index=True,
    )
    released_at = models.DateTimeField(
        _("released at"),
        default=timezone.now,
        db_index=True,
        help_text=_("The embargo lifts at this time. Nothing is public before it."),
    )
    series = models.ForeignKey(
        Series,
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    number = models.PositiveIntegerField(
        _("number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99_999)],
        help_text=_("Left empty, the next one is assigned on publication."),
    )
    number_suffix = models.CharField(
        _("suffix"), max_length=1, blank=True, validators=[is_suffix]
    )
    number_year = models.PositiveSmallIntegerField(
        _("year of the number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
        help_text=_("Left empty, the year of the release."),
    )
    evidence_status = models.CharField(
        _("evidence"), max_length=14, choices=Evidence, default=Evidence.NONE
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="releases"
    )

    # Written on publication by ``news.record.build``; never edited.
    record = RecordField()
    # The whole text as feeds and programs get it: plain HTML, without notices.
    feed_html = models.TextField(default="", blank=True, editable=False)
    # What the record was built from and on which day: frozen once it was public.
    resolved = models.JSONField(default=dict, editable=False)
    resolved_as_of = models.DateField(null=True, editable=False)
    # Written by ``news.publishing.correcting`` when a correction is published.
    notices = models.JSONField(default=list, editable=False)
    revised_at = models.DateTimeField(null=True, editable=False)

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

    @property
    def is_embargoed(self) -> bool:
        """Whether the public may not read this release yet."""
        return self.released_at > timezone.now()

    @property
    def updated_at(self) -> datetime:
        """The instant of the last substantive change: the last published correction.

        A typo that is mended without a note does not send a release to its readers
        again (RFC 4287, section 4.2.15).
        """
        return max(self.released_at, self.revised_at or self.released_at)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the text of this release was taken from the public."""
        return correcting.is_withdrawn(self.notices)

    @property
    def guid(self) -> str:
        """An address-free identity of this story in this language.

        Not the URL: a corrected slug or a new domain must not send the release
        to subscribers again.
        """
        return uuid5(UUID(str(self.translation_key)), self.language).urn

    def event_urn(self, uid: str) -> str:
        """Return the identity of an event: one in all languages, another in a copy.

        ``uid`` is that of its row, which a copy of the release has too.
        """
        return uuid5(UUID(str(self.translation_key)), uid).urn

    @property
    def identity_path(self) -> str:
        """The path of this version's stable identity (ADR 19)."""
        return f"releases/{self.translation_key}/{self.language}/"

    @property
    def number_label(self) -> str:
        """The number as its series prints it, empty without one."""
        if not (self.series and self.number):
            return ""
        return self.series.format(self.number, self.number_suffix)

    @property
    def short_path(self) -> str:
        """The permanent short address of a numbered release, empty without one."""
        if not (self.series_id and self.number and self.number_year):
            return ""
        return f"/pm/{self.number_year}-{self.number}{self.number_suffix}/"

    def clean(self) -> None:
        """Hand the embargo to Wagtail's scheduler: ``live`` stays the only switch.

        The API, the sitemap, search and every queryset already honour ``live``. A form
        leaves it alone, because Wagtail saves the row of what is not live with a draft.
        """
        super().clean()
        self.go_live_at = self.released_at if self.is_embargoed else None
        if self.number and not self.series_id:
            raise ValidationError({"series": _("A number belongs to a series.")})
        if self.series_id and not self.number_year:
            self.number_year = timezone.localtime(self.released_at).year
        numbering.check(self)

    def publish(self, revision: Revision, *args, **kwargs) -> None:
        """Publish or schedule a revision, with all that belongs to a publication."""
        with publication(self, revision):
            super().publish(revision, *args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """This version, and the other languages with the facts that are typed here."""
        others = stories.other_versions(self) if self.pk else []
        names = dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES)
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

    def institutions_by_role(self) -> list[ReleaseInstitution]:
        """Return the institutions in the order that the roles are declared in."""
        order = list(ReleaseInstitution.Role)
        return sorted(
            self.release_institutions.all(), key=lambda row: order.index(row.role)
        )

    def issuers(self) -> list[ReleaseInstitution]:
        """Return who issues this release, the lead issuer first."""
        return [
            row
            for row in self.institutions_by_role()
            if row.role in ReleaseInstitution.ISSUING
        ]

    def other_institutions(self) -> list[ReleaseInstitution]:
        """Return everybody in this release who does not issue it, each once."""
        seen = {row.institution_id for row in self.issuers()}
        rows = []
        for row in self.institutions_by_role():
            if row.institution_id not in seen:
                seen.add(row.institution_id)
                rows.append(row)
        return rows

    def route(self, request, path_components: list[str]) -> RouteResult:
        """Find the other forms of this release below its page; see Wagtail.

        ``released_at`` is looked at once more: a leaked embargo cannot be taken back.
        """
        if self.is_embargoed:
            raise Http404
        form = answers.find(self, path_components)
        if form:
            return RouteResult(self, kwargs={"form": form})
        return super().route(request, path_components)

    def serve(self, request, *args, form: Form | None = None, **kwargs):
        """Answer with the page, or with the form that is asked for."""
        if form:
            return answers.answer(request, self, form)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs) -> dict:
        is_preview = getattr(request, "is_preview", False)
        record = self.record
        if is_preview:
            record = build.build_fields(self)["record"]
        record = today.add_today(record, self.language)
        self.lead_image = pictures.read_body(self.body, self.lead_image_id)
        # Links that are shared show the title, and must not say that all is well.
        title = {"page_title": shown_title(self)} if self.is_withdrawn else {}
        return super().get_context(request, *args, **kwargs) | {
            **title,
            "release": self,
            "record": record,
            "mentions": record.links_in_text,
            "related_releases": related.releases(self),
        }

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
