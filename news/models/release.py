"""What every release has: its fields, and what follows from them alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField

from news.models.corrections import is_withdrawn
from news.models.involvement import ReleaseInstitution
from news.models.numbers import FIRST_YEAR, Series, is_suffix
from news.models.record_field import RecordField
from portal.core.blocks import PROSE_FEATURES
from portal.core.languages import LanguageListField
from portal.core.models import BasePage, Topic

LAST_YEAR = 9998
# What all language versions of a story have in common; its rows apart.
SHARED_FIELDS = (
    "kind",
    "released_at",
    "go_live_at",
    "series",
    "number",
    "number_suffix",
    "number_year",
    "has_reserved_number",
    "evidence_status",
    "topics",
    "together",
)


class Release(BasePage):
    """One press release in one language.

    ``Page.title`` is the headline. ``released_at`` is the instant the embargo
    lifts, the date printed in the masthead and the order of every listing: one
    clock for all three.

    What all language versions share (number, clock, issuers, partners, people,
    contacts, evidence) is kept equal by ``news.publishing.stories``. The page that
    visitors see, with its text and its rows, is ``news.pages.releases``.
    """

    body: StreamValue

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
        help_text=_(
            "Left empty, the next one is assigned when the release becomes public. A "
            "number that is written here is taken as soon as the release is scheduled."
        ),
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
    has_reserved_number = models.BooleanField(
        _("reserve the next number"),
        default=False,
        help_text=_(
            "Takes the next number as soon as the release is scheduled, for a text that "
            "names it. Until it is public its number is missing between the others, "
            "which tells that there is something to come."
        ),
    )
    evidence_status = models.CharField(
        _("evidence"), max_length=14, choices=Evidence, default=Evidence.NONE
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="releases"
    )
    together = LanguageListField(
        _("languages that go public together"),
        help_text=_("None of them is published without the others."),
    )

    # Written on publication by ``news.record.build``; never edited.
    record = RecordField()
    # The whole text as feeds and programs get it: plain HTML, without notices.
    feed_html = models.TextField(default="", blank=True, editable=False)
    # What the record was built from and on which day: frozen once it was public.
    # By language: a translation that comes later says what the original said.
    resolved = models.JSONField(default=dict, editable=False)
    resolved_as_of = models.DateField(null=True, editable=False)
    # Written by ``news.publishing.correcting`` when a correction is published.
    notices = models.JSONField(default=list, editable=False)
    revised_at = models.DateTimeField(null=True, editable=False)

    # Documents stand in them under their addresses (``portal.core.file_uses``).
    fields_with_addresses = ("record", "feed_html")

    class Meta:
        abstract = True

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
        return is_withdrawn(self.notices)

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
