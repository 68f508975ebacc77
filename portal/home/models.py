"""The front page and pages of plain text."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from news.pages import PressReleasePage
from partners.mentions import find_mentioned, resolve
from partners.models import Partnership
from partners.public import public_entities
from partners.structured_data import entity_node
from partners.ties import load_page
from portal.core.blocks import INTRODUCTION_FEATURES, ProseStreamBlock
from portal.core.models import BasePage
from portal.core.plain_panel import PlainLanguagePanel
from portal.core.querysets import public_pages
from portal.core.rich_text import rich_texts
from portal.core.structured_data import Node, refer, web_page
from portal.home.accessible_information import AccessibleInformationPanel

LATEST_COUNT = 7


class SignLanguage(models.TextChoices):
    """Sign languages by their codes (ISO 639-3), which are language tags too."""

    GERMAN = "gsg", _("German Sign Language")
    AUSTRIAN = "asq", _("Austrian Sign Language")
    SWISS_GERMAN = "sgg", _("Swiss German Sign Language")
    BRITISH = "bfi", _("British Sign Language")
    AMERICAN = "ase", _("American Sign Language")


class HomePage(BasePage):
    """The front page of one language: what is new, who we are, with whom."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )
    unit = models.ForeignKey(
        Partnership,
        verbose_name=_("the unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The joint unit that this newsroom speaks for."),
    )

    signed_page = models.ForeignKey(
        "home.StandardPage",
        verbose_name=_("page in sign language"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "A page with a film that tells what is here and how to find it. Public bodies "
            "in Germany need one (BITV 2.0, § 4); empty, there is no link to it."
        ),
    )
    sign_language = models.CharField(
        _("sign language"),
        max_length=3,
        choices=SignLanguage.choices,
        default=SignLanguage.GERMAN,
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        PlainLanguagePanel(heading=_("Simple language")),
        FieldPanel("unit"),
        MultiFieldPanel(
            [
                AccessibleInformationPanel(),
                FieldPanel("signed_page"),
                FieldPanel("sign_language"),
            ],
            heading=_("Simple language and sign language"),
        ),
    ]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "legal.ImprintPage",
        "legal.PrivacyPage",
        "legal.AccessibilityPage",
        "legal.TermsPage",
        "news.NewsIndexPage",
        "partners.PartnersIndexPage",
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        latest = (
            PressReleasePage.objects.descendant_of(self)
            .released()
            .newest_first()
            .for_cards()[:LATEST_COUNT]
        )
        units = load_page(public_entities("partnership"))
        unit = units.filter(pk=self.unit_id).first()
        return super().get_context(request, *args, **kwargs) | {
            "releases": list(latest),
            "unit": unit,
            "institution_count": public_entities("institution").count(),
            "signed": self.find_signed_page(),
        }

    def find_signed_page(self) -> StandardPage | None:
        """Return the page in sign language, None where visitors cannot read one."""
        if self.signed_page_id is None:
            return None
        pages = public_pages(StandardPage).select_related("locale")
        return pages.filter(pk=self.signed_page_id).first()

    def structured_data(self, context: dict) -> list[Node]:
        unit = context["unit"]
        if unit is None:
            return web_page(context)
        page = web_page(context, about=refer(unit.path))
        return [*page, entity_node(unit, self.language)]


class StandardPage(BasePage):
    """A page of text on any subject."""

    stands_in_foot = True

    standfirst = models.TextField(_("standfirst"), blank=True, max_length=600)
    body = StreamField(ProseStreamBlock(), verbose_name=_("body"), blank=True)
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        PlainLanguagePanel(heading=_("Simple language")),
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        # Looked up once for all blocks, which look for them where a release has its
        # record.
        mentioned = find_mentioned(text.source for text in rich_texts(self.body))
        return super().get_context(request, *args, **kwargs) | {
            "mentions": resolve(mentioned, language=self.language)
        }
