"""What the legal pages say in every language alike, filled in once."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from portal.core.languages import LanguageField, TranslatedTextField
from portal.core.mailboxes import is_plain
from portal.core.ordered_texts import order_texts
from portal.legal.law import LAWS, Country, Law
from portal.legal.licences import LICENCES, Licence, choices

# E.164 with what people write between the digits; "(0)" is for those who call within the
# country and no digit of the number.
is_telephone = RegexValidator(
    r"^\+[1-9](?:[ ./-]?(?:\(0\)|\(?\d\)?)){6,14}\Z",
    _("Write the number with its country code: +49 6221 123456."),
)
MAILBOXES = ("email", "officer_email", "barriers_email")
# The model of the statement: Commission Implementing Decision (EU) 2018/1523.
EARLIEST = date(2018, 10, 11)


@register_setting(icon="clipboard-list")
class LegalFacts(BaseSiteSetting):
    """Who runs the site, and what its legal pages have to say of that.

    Names, addresses and numbers are the same in all languages. Where words may differ,
    there is a text for each language, and a missing one is told in another. What is
    empty stands nowhere.
    """

    class Conformance(models.TextChoices):
        """Commission Implementing Decision (EU) 2018/1523, annex, section 1."""

        FULL = "full", _("fully compliant")
        PARTIAL = "partial", _("partially compliant")
        NONE = "none", _("not compliant")

    class Method(models.TextChoices):
        """The same, section 1: how the statement was prepared."""

        SELF = "self", _("self-assessment")
        EXTERNAL = "external", _("assessment by a third party")

    # Who runs the site.
    country = models.CharField(
        _("country"),
        max_length=5,
        choices=Country,
        default=Country.GERMANY,
        help_text=_("The imprint quotes the law of this country."),
    )
    is_public_body = models.BooleanField(
        _("public body"),
        default=False,
        help_text=_(
            "A ministry, a university or another body under public law. It processes data to perform its task; "
            "a company or an association does so in its legitimate interest."
        ),
    )
    name = models.CharField(_("name and legal form"), max_length=250, blank=True)
    language = LanguageField(
        _("language of name and addresses"),
        blank=True,
        help_text=_(
            "So that screen readers pronounce them rightly on pages in other languages."
        ),
    )
    address = models.TextField(
        _("postal address"),
        blank=True,
        help_text=_(
            "Street and town, where legal documents can be served; a post office box is not enough."
        ),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone number"),
        max_length=50,
        blank=True,
        help_text=_("In international form: +49 6221 123456."),
    )
    represented_by = TranslatedTextField(
        _("persons authorised to represent it"),
        blank=True,
        multiline=True,
        help_text=_("Name and function, one person a line."),
    )
    register = models.CharField(
        _("register and number"),
        max_length=200,
        blank=True,
        help_text=_("If it is registered: for example Amtsgericht Mannheim, VR 12345."),
    )
    vat_id = models.CharField(
        _("VAT identification number"),
        max_length=20,
        blank=True,
        help_text=_("If there is one."),
    )
    business_id = models.CharField(
        _("business identification number"),
        max_length=20,
        blank=True,
        help_text=_(
            "In Germany the Wirtschafts-Identifikationsnummer, if there is one."
        ),
    )
    supervisory_authority = models.TextField(
        _("supervisory authority"),
        blank=True,
        help_text=_(
            "If its activity needs a permission, or a body supervises it by law."
        ),
    )
    supervisory_url = models.URLField(
        _("website of the supervisory authority"), blank=True
    )
    editor = models.TextField(
        _("person responsible for journalistic content"),
        blank=True,
        help_text=_("Name and postal address of a natural person."),
    )
    # Data protection.
    officer = models.TextField(
        _("data protection officer"),
        blank=True,
        help_text=_(
            "Name or function, and postal address. Public bodies always have one."
        ),
    )
    officer_email = models.EmailField(
        _("e-mail address of the data protection officer"), blank=True
    )
    task_law = TranslatedTextField(
        _("law that sets the task"),
        blank=True,
        max_text_length=300,
        help_text=_(
            "Of a public body: what its public relations rest on, for example “section 4 of the data protection act of Baden-Württemberg (LDSG)”."
        ),
    )
    host = models.TextField(
        _("who runs the servers"),
        blank=True,
        help_text=_(
            "Name and address of each processor: of the servers, and of the mail service if there is one."
        ),
    )
    log_days = models.PositiveSmallIntegerField(
        _("days for which the web server keeps its log"),
        null=True,
        blank=True,
        help_text=_(
            "0 if it keeps none. Dateline itself logs no addresses of visitors."
        ),
    )
    complaint_authority = models.TextField(
        _("data protection authority"),
        blank=True,
        help_text=_(
            "Name and address of the authority that is in charge of the operator."
        ),
    )
    complaint_url = models.URLField(
        _("website of the data protection authority"), blank=True
    )
    # Accessibility.
    conformance = models.CharField(
        _("result"),
        max_length=7,
        choices=Conformance,
        blank=True,
        help_text=_("Fully compliant is a site only without any exception."),
    )
    accessibility_law = TranslatedTextField(
        _("law on accessibility"),
        blank=True,
        max_text_length=300,
        help_text=_(
            "For example “the Act on Equal Opportunities for Persons with Disabilities (BGG) and BITV 2.0”; the German states have laws of their own."
        ),
    )
    method = models.CharField(_("method"), max_length=8, choices=Method, blank=True)
    assessor = models.CharField(
        _("who made the assessment"),
        max_length=200,
        blank=True,
        help_text=_("If a third party did."),
    )
    prepared_on = models.DateField(_("statement prepared on"), null=True, blank=True)
    reviewed_on = models.DateField(
        _("statement last reviewed on"), null=True, blank=True
    )
    barriers_email = models.EmailField(
        _("e-mail address for barriers"),
        blank=True,
        help_text=_(
            "Stands in the statement and is told when somebody reports a barrier. If empty, the address of the imprint is."
        ),
    )
    arbitration_body = models.TextField(
        _("enforcement or arbitration body"),
        blank=True,
        help_text=_(
            "Name and address. For German federal bodies the Schlichtungsstelle nach § 16 BGG, for bodies of a state its own."
        ),
    )
    arbitration_url = models.URLField(
        _("website of the enforcement or arbitration body"), blank=True
    )
    # Terms of use.
    data_licence = models.CharField(
        _("licence of the data"), max_length=20, choices=choices, blank=True
    )
    text_licence = models.CharField(
        _("licence of the texts"), max_length=20, choices=choices, blank=True
    )
    picture_licence = models.CharField(
        _("licence of the pictures"),
        max_length=20,
        choices=choices,
        blank=True,
        help_text=_("Unless a picture says something else."),
    )
    attribution = TranslatedTextField(
        _("how the source is named"),
        blank=True,
        max_text_length=200,
        help_text=_("For example “Source: ELLIS Life Heidelberg”."),
    )
    names_gaps = models.BooleanField(
        _("tell visitors what is missing"),
        default=False,
        help_text=_(
            "The legal pages then name what the operator has not given yet. Otherwise they leave it out, and only the home page of the admin names it."
        ),
    )

    panels = [
        HelpPanel(
            content=_(
                "Filled in once for all languages. No legal advice: have somebody who knows the law look at the pages."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "country",
                    "is_public_body",
                    "name",
                    "language",
                    "address",
                    "email",
                    "phone",
                    "represented_by",
                    "register",
                    "vat_id",
                    "business_id",
                    "supervisory_authority",
                    "supervisory_url",
                    "editor",
                )
            ],
            heading=_("Who runs the site"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "officer",
                    "officer_email",
                    "task_law",
                    "host",
                    "log_days",
                    "complaint_authority",
                    "complaint_url",
                )
            ],
            heading=_("Data protection"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "conformance",
                    "accessibility_law",
                    "method",
                    "assessor",
                    "prepared_on",
                    "reviewed_on",
                    "barriers_email",
                    "arbitration_body",
                    "arbitration_url",
                )
            ],
            heading=_("Accessibility"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "data_licence",
                    "text_licence",
                    "picture_licence",
                    "attribution",
                )
            ],
            heading=_("Terms of use"),
        ),
        FieldPanel("names_gaps"),
    ]

    class Meta:
        verbose_name = _("legal facts")

    def clean(self) -> None:
        """Refuse what cannot be, each beside its field."""
        super().clean()
        order_texts(self)  # what nobody sees is missing
        checks = dict.fromkeys(MAILBOXES, is_plain) | {"phone": is_telephone}
        errors: dict[str, ValidationError] = {}
        for name, check in checks.items():
            try:
                if value := getattr(self, name):
                    check(value)
            except ValidationError as error:
                errors[name] = error
        errors |= self._check_days()
        if errors:
            raise ValidationError(errors)

    def _check_days(self) -> dict[str, ValidationError]:
        """Return what is wrong with the days of the statement, by field."""
        errors = {}
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        for name in ("prepared_on", "reviewed_on"):
            day = getattr(self, name)
            if day and day > today:
                errors[name] = ValidationError(_("This day is yet to come."))
            elif day and day < EARLIEST:
                errors[name] = ValidationError(
                    _("No such statement is older than October 2018.")
                )
        prepared, reviewed = self.prepared_on, self.reviewed_on
        if prepared and reviewed and reviewed < prepared and not errors:
            errors["reviewed_on"] = ValidationError(
                _("It cannot be reviewed before it was prepared.")
            )
        return errors

    @property
    def law(self) -> Law:
        """What the law of the country asks for."""
        return LAWS[Country(self.country)]

    @property
    def licences(self) -> dict[str, Licence | None]:
        """The licences that were chosen, by what they are for."""
        return {
            use: LICENCES.get(getattr(self, f"{use}_licence"))
            for use in ("data", "text", "picture")
        }

    @property
    def barriers_mailbox(self) -> str:
        """Where barriers are reported by mail."""
        return self.barriers_email or self.email

    @classmethod
    def load_default(cls) -> LegalFacts:
        """Return the facts where no request tells which site; empty without one."""
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()
