"""What a site says about itself on every page."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from portal.core.colours import contrast_ratio
from portal.core.languages import TranslatedTextField

# Background of the pages in tokens.css, against which text must be readable.
PAPER_LIGHT = "#fbfaf7"
PAPER_DARK = "#14181d"
# WCAG 2.2, success criterion 1.4.3.
AA_CONTRAST = 4.5

is_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #0b5c7a."))


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """The name, the voice and the colour of the newsroom."""

    name = TranslatedTextField(_("name"), blank=True, max_text_length=80)
    tagline = TranslatedTextField(_("tagline"), blank=True, max_text_length=160)
    footer_note = TranslatedTextField(_("footer note"), blank=True, multiline=True)
    # Which version a visitor gets, is decided when it is linked.
    data_terms = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("terms of use of the data"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The page that says under which terms the open data may be used. Its "
            "language versions are found by themselves."
        ),
    )
    desk_email = models.EmailField(
        _("address of the desk"),
        blank=True,
        help_text=_(
            "Who is told by e-mail when something that was scheduled could not be "
            "published or taken down in time."
        ),
    )
    accent_light = models.CharField(
        _("accent on light"), max_length=7, default="#0b5c7a", validators=[is_colour]
    )
    accent_dark = models.CharField(
        _("accent on dark"), max_length=7, default="#7cc4dd", validators=[is_colour]
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("footer_note"),
        FieldPanel("data_terms"),
        FieldPanel("desk_email"),
        MultiFieldPanel(
            [FieldPanel("accent_light"), FieldPanel("accent_dark")],
            heading=_("Accent colour"),
        ),
    ]

    class Meta:
        verbose_name = _("site")

    def clean(self) -> None:
        """Refuse accents that cannot be read as text on the page."""
        super().clean()
        errors = {}
        for field, paper in (
            ("accent_light", PAPER_LIGHT),
            ("accent_dark", PAPER_DARK),
        ):
            ratio = contrast_ratio(getattr(self, field), paper)
            if ratio < AA_CONTRAST:
                errors[field] = _(
                    "Contrast with the page is %(ratio)s to 1; text needs %(needed)s to 1."
                ) % {
                    "ratio": number_format(ratio, 1),
                    "needed": number_format(AA_CONTRAST, 1),
                }
        if errors:
            raise ValidationError(errors)

    @classmethod
    def load_default(cls) -> SiteSettings:
        """Return what the site says about itself where no request tells which site."""
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()
