"""People: speakers, heads of units, those a release is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from modelcluster.fields import ParentalKey
from wagtail.models import ModelLogEntry
from wagtail.search import index

from partners.forms import PersonForm
from partners.identifiers import PERSON_SCHEMES, Identifier
from partners.mergeable import CurrentManager, Mergeable
from partners.models.institutions import Institution
from partners.names import DatedName, NamedInTime
from partners.querysets import PersonQuerySet
from partners.validity import Interval, Validity, held_on, today
from portal.core.filing import file_under
from portal.core.languages import TranslatedTextField


@dataclass(frozen=True)
class KnownPersonName(Interval):
    """A name as it is kept beside the person, see ``NamedInTime``."""

    kind: str
    text: str
    sort_name: str
    titles: str


class Person(Mergeable, NamedInTime):
    """A person, once for all languages, without any private contact data."""

    class Status(models.TextChoices):
        PUBLIC_FIGURE = "public_figure", _("Public figure")
        STAFF = "staff", _("Member of staff")
        CONSENTED = "consented", _("Has consented to a page")
        MINIMAL = "minimal", _("Only the name beside a statement, no page")
        ERASED = "erased", _("Erased")

    # Those who have a page of their own.
    WITH_PAGE = (Status.PUBLIC_FIGURE, Status.STAFF, Status.CONSENTED)

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    # Under what lists file the person today, kept by ``save``.
    sort_name = models.CharField(
        _("sort name"), max_length=250, editable=False, db_index=True
    )
    portrait = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    portrait_consent_until = models.DateField(
        _("consent to the portrait until"), null=True, blank=True
    )
    biography = TranslatedTextField(_("biography"), blank=True, multiline=True)
    website = models.URLField(_("website"), blank=True)
    status = models.CharField(
        _("public status"), max_length=13, choices=Status, default=Status.STAFF
    )

    objects = CurrentManager.from_queryset(PersonQuerySet)()
    everything = PersonQuerySet.as_manager()

    base_form_class = PersonForm
    known_as = KnownPersonName

    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.RelatedFields("names", [index.AutocompleteField("text")]),
        index.RelatedFields("identifiers", [index.AutocompleteField("value")]),
        index.FilterField("status"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        ordering = ["filed_under", "label"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def save(self, *args, **kwargs) -> None:
        stored = Person.everything.filter(pk=self.pk)
        is_erased = (
            self.status == self.Status.ERASED
            and stored.exclude(status=self.Status.ERASED).exists()
        )
        super().save(*args, **kwargs)
        if is_erased:
            self._forget_drafts()

    def _forget_drafts(self) -> None:
        """Delete what drafts and the history of an erased person still say."""
        self.revisions.exclude(pk=self.live_revision_id).delete()
        self.latest_revision_id = self.live_revision_id
        self.has_unpublished_changes = False
        Person.everything.filter(pk=self.pk).update(
            latest_revision=self.live_revision_id, has_unpublished_changes=False
        )
        entries = ModelLogEntry.objects.for_instance(self)
        entries.filter(action="wagtail.rename").delete()
        entries.update(label=str(self))

    def copy_names(self) -> None:
        super().copy_names()
        present = self.known_name()
        self.sort_name = present.sort_name if present else self.label
        self.filed_under = file_under(self.sort_name)

    def known_name(self, day: date | None = None) -> KnownPersonName | None:
        """Return what the person was called on a day, today by default.

        Where nothing is known for that day, what came before it, else what came
        next. Somebody erased is called as today on every day, so that a release of
        an older day does not tell what is no longer to be known.
        """
        if day is None or self.status == self.Status.ERASED:
            day = today()
        names = [one for one in self._known if one.kind == PersonName.Kind.OFFICIAL]
        begun = [one for one in names if one.has_begun(day)]
        latest = max(begun, key=_start, default=None)
        return latest or min(names, key=_start, default=None)

    def name(self, day: date | None = None, language: str | None = None) -> str:
        """Return the name on a day, today by default, as the person wrote it.

        It is the same in every language.
        """
        known = self.known_name(day)
        return known.text if known else self.label

    def titles(self, day: date | None = None) -> str:
        """Return the titles on a day, today by default."""
        known = self.known_name(day)
        return known.titles if known else ""

    def name_with_titles(self, day: date | None = None) -> str:
        """Return titles and name on a day, today by default."""
        return f"{self.titles(day)} {self.name(day)}".strip()

    def label_from_names(self) -> str:
        known = self.known_name()
        return known.text if known else ""

    def former_names(self) -> list[PersonName]:
        """Return what the person was called before and is not today, the latest first.

        A name that went with several titles once, until the last of them ended.
        """
        rows = self._other_rows(PersonName.Kind.OFFICIAL, PersonName.Kind.FORMER)
        rows.sort(key=lambda row: row.valid_to or date.min, reverse=True)
        latest: dict[str, PersonName] = {}
        for row in rows:
            latest.setdefault(row.text, row)
        return list(latest.values())

    def aliases(self) -> list[PersonName]:
        """Return what the person is known as besides the name."""
        return self._other_rows(PersonName.Kind.ALIAS)

    def _other_rows(self, *kinds: str) -> list[PersonName]:
        present = self.name()
        return [
            row
            for row in self.names.all()
            if row.kind in kinds and row.interval.has_begun() and row.text != present
        ]

    def other_names(self) -> list[str]:
        """Return former names and others that the person is known by."""
        texts = dict.fromkeys(one.text for one in self.begun_names())
        return [text for text in texts if text != self.name()]

    @property
    def has_page(self) -> bool:
        """Whether visitors find a page about this person."""
        return self.live and self.status in self.WITH_PAGE

    @classmethod
    def has_consent(cls) -> models.Q:
        """Return the condition that there is consent to show the portrait today."""
        return models.Q(portrait_consent_until__isnull=True) | models.Q(
            portrait_consent_until__gte=today()
        )

    @property
    def public_portrait(self):
        """The portrait while there is consent to show it."""
        until = self.portrait_consent_until
        return self.portrait if until is None or until >= today() else None

    def affiliations_on(self, day: date | None = None) -> list[Affiliation]:
        """Return the affiliations that hold on a day, the primary one first."""
        rows = held_on(self.affiliations, day)
        return sorted(rows, key=lambda row: not row.is_primary)


def _start(name: KnownPersonName) -> date:
    return name.valid_from or date.min


class PersonName(DatedName):
    """What a person is called for some time, with the titles of that time.

    One row for both, because that is how somebody is called: a new title is a new
    row from its day on (ADR 32).
    """

    class Kind(models.TextChoices):
        OFFICIAL = "official", pgettext_lazy("person", "Name")
        FORMER = "former", _("Former name, day not known")
        ALIAS = "alias", _("Also known as")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(
        _("kind"), max_length=8, choices=Kind, default=Kind.OFFICIAL
    )
    titles = models.CharField(
        _("titles"),
        max_length=100,
        blank=True,
        help_text=_("Those of this time. A new title: a new row, from its day on."),
    )
    sort_name = models.CharField(
        _("sort name"),
        max_length=250,
        blank=True,
        help_text=_("Under what a list files the person. Left empty: the name."),
    )

    class Meta(DatedName.Meta):
        abstract = False
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def known(self) -> dict:
        return super().known() | {
            "kind": self.kind,
            "sort_name": self.sort_name or self.text,
            "titles": self.titles,
        }


class PersonIdentifier(Identifier):
    """An identifier of a person."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=10, choices=PERSON_SCHEMES)

    class Meta(Identifier.Meta):
        abstract = False
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")


class Affiliation(Validity):
    """A person's tie to an institution, with its dates."""

    class RoleType(models.TextChoices):
        HEAD = "head", _("Head")
        RESEARCHER = "researcher", _("Researcher")
        FOUNDER = "founder", _("Founder")
        OFFICE = "office", _("Holder of a public office")
        STAFF = "staff", _("Staff")
        OTHER = "other", _("Other")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="affiliations",
    )
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    role_type = models.CharField(
        _("kind of role"), max_length=10, choices=RoleType, default=RoleType.RESEARCHER
    )
    role = TranslatedTextField(_("role"), blank=True, max_text_length=200)
    is_primary = models.BooleanField(_("primary"), default=False)

    class Meta(Validity.Meta):
        abstract = False
        ordering = ["-is_primary", "pk"]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")

    def __str__(self) -> str:
        return f"{self.person}, {self.institution}"
