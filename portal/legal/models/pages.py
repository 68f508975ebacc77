"""The pages that the law asks for: their facts are shared, their further texts are not."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Site

from portal.core.forms import PageForm, RowsMixin
from portal.core.models import BasePage
from portal.core.structured_data import PUBLISHER_PATH, Node, compact, refer, web_page
from portal.legal.models.facts import LegalFacts
from portal.legal.telling import tell_activities
from portal.privacy import registry


class LegalPage(BasePage):
    """A page that the law asks for, in one language.

    What it says is written from the legal facts, which are the same in all languages,
    and from what the code of the site does. Only ``further`` is typed for each language.
    """

    # Which facts the page cannot be without. More may follow from other facts.
    required_facts: ClassVar[tuple[str, ...]] = ()

    stands_in_foot = True
    show_in_menus_default = True

    standfirst = models.TextField(_("standfirst"), blank=True, max_length=600)
    further = RichTextField(
        _("further information"),
        blank=True,
        help_text=_("Stands below what is written by itself."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("further"),
    ]
    # It stands at the foot of every page, whatever anybody chooses.
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("Address and search engines"),
        )
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Let the page stand at the foot of every other."""
        super().clean()
        self.show_in_menus = True

    @classmethod
    def find_missing_facts(cls, facts: LegalFacts) -> list[str]:
        """Return the names of the facts that a page of this type lacks."""
        needed = (*cls.required_facts, *cls.find_required(facts))
        return [name for name in needed if getattr(facts, name) in (None, "", {})]

    @classmethod
    def find_required(cls, facts: LegalFacts) -> tuple[str, ...]:
        """Return the names of facts that are needed because of others."""
        return ()

    def find_missing_texts(self, facts: LegalFacts) -> dict[str, str | Promise]:
        """Return what this language version itself lacks, by the name of its field."""
        return {}

    def find_gaps(self, facts: LegalFacts) -> list[str | Promise]:
        """Return what the page has to say and does not, as it is called."""
        labels = [
            facts._meta.get_field(name).verbose_name
            for name in self.find_missing_facts(facts)
        ]
        return [*labels, *self.find_missing_texts(facts).values()]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        site = Site.find_for_request(request)
        facts = LegalFacts.for_site(site) if site else LegalFacts()
        return super().get_context(request, *args, **kwargs) | {
            "facts": facts,
            "gaps": self.find_gaps(facts) if facts.names_gaps else [],
        }


class ImprintPage(LegalPage):
    """Who runs the site: in Germany what section 5 DDG and section 18(2) MStV ask for."""

    required_facts = (
        "name",
        "address",
        "email",
        "phone",
        "represented_by",
        "editor",
    )

    class Meta:
        verbose_name = _("imprint")
        verbose_name_plural = _("imprints")

    def structured_data(self, context: dict) -> list[Node]:
        """Return the page, and what it says of the publisher of the site."""
        facts = context["facts"]
        publisher = {
            "@type": "Organization",
            **refer(PUBLISHER_PATH),
            "legalName": facts.name,
            "address": " ".join(facts.address.split()),
            "email": facts.email,
            "telephone": facts.phone,
            "vatID": facts.vat_id,
        }
        return [*web_page(context), *([compact(publisher)] if facts.name else [])]


class PrivacyPage(LegalPage):
    """What is done with data about people (GDPR, articles 13 and 14).

    Written from the registries of services and of processing activities.
    """

    required_facts = (
        "name",
        "address",
        "email",
        "log_days",
        "complaint_authority",
    )

    class Meta:
        verbose_name = _("privacy page")
        verbose_name_plural = _("privacy pages")

    @classmethod
    def find_required(cls, facts: LegalFacts) -> tuple[str, ...]:
        """Return what a public body needs besides: GDPR, articles 37(1)(a) and 6(3)."""
        return ("officer", "task_law") if facts.is_public_body else ()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "activities": tell_activities(context["facts"]),
            "asks_for_consent": bool(registry.services_asked_for()),
        }


class AccessibilityForm(RowsMixin, PageForm):
    """The form of the statement: what is published agrees with the result."""

    def check_rows(self) -> None:
        if self.is_deferred_validation:
            return
        facts = LegalFacts.load_default()
        if message := find_contradiction(facts, bool(self.rows("exceptions"))):
            self.formsets["exceptions"].non_form_errors().append(
                ValidationError(str(message))
            )


def find_contradiction(facts: LegalFacts, has_exceptions: bool) -> str | Promise:
    """Return why a result and a list of exceptions do not agree, empty if they do."""
    is_full = facts.conformance == LegalFacts.Conformance.FULL
    if is_full and has_exceptions:
        return _(
            "According to the legal facts the site is fully compliant. Change the result "
            "there, or remove the content that is not accessible."
        )
    if facts.conformance and not is_full and not has_exceptions:
        return _(
            "According to the legal facts the site is not fully compliant. Name the content "
            "that is not accessible, with the reason, or change the result there."
        )
    return ""


class AccessibilityPage(LegalPage):
    """The accessibility statement of the directive (EU) 2016/2102.

    In the form of the model in the Commission Implementing Decision (EU) 2018/1523.
    """

    base_form_class = AccessibilityForm
    required_facts = (
        "name",
        "conformance",
        "accessibility_law",
        "method",
        "prepared_on",
        "reviewed_on",
        "arbitration_body",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        InlinePanel(
            "exceptions",
            heading=_("Content that is not accessible"),
            label=_("Content"),
        ),
        FieldPanel("further"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def find_missing_texts(self, facts: LegalFacts) -> dict[str, str | Promise]:
        """Return whether the list of exceptions does not agree with the result."""
        has_any = bool(self.exceptions.count())
        if not find_contradiction(facts, has_any):
            return {}
        if has_any:
            return {"exceptions": _("a result that agrees with the exceptions")}
        return {"exceptions": _("content that is not accessible")}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        exceptions = list(self.exceptions.all())
        by_reason = [
            (reason.label, [one for one in exceptions if one.reason == reason])
            for reason in AccessibilityException.Reason
        ]
        context = super().get_context(request, *args, **kwargs)
        # The result may be changed before the list is: what would be wrong is not said.
        agrees = not find_contradiction(context["facts"], bool(exceptions))
        return context | {
            "conformance": context["facts"].conformance if agrees else "",
            "reasons": [(label, found) for label, found in by_reason if found],
        }


class AccessibilityException(Orderable):
    """Something on the site that not everybody can use."""

    class Reason(models.TextChoices):
        """Commission Implementing Decision (EU) 2018/1523, annex, section 1."""

        NON_COMPLIANCE = "non-compliance", _("Non-compliance with the law")
        BURDEN = "burden", _("Disproportionate burden")
        OUT_OF_SCOPE = "out-of-scope", _("Outside of the scope of the law")

    page = ParentalKey(
        AccessibilityPage, on_delete=models.CASCADE, related_name="exceptions"
    )
    content = models.CharField(
        _("content"),
        max_length=300,
        help_text=_("For example “PDF files from before 2020”."),
    )
    reason = models.CharField(_("reason"), max_length=14, choices=Reason)
    explanation = models.TextField(
        _("explanation"),
        help_text=_(
            "Which requirement is not met and why; of a burden, why it would be "
            "disproportionate; until when it is mended, if it is."
        ),
    )
    alternative = models.TextField(
        _("accessible alternative"), blank=True, help_text=_("If there is one.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("content that is not accessible")
        verbose_name_plural = _("content that is not accessible")

    def __str__(self) -> str:
        return self.content


class TermsPage(LegalPage):
    """Under which terms data, texts and pictures of the site may be used."""

    required_facts = ("data_licence", "text_licence", "picture_licence", "attribution")

    class Meta:
        verbose_name = _("terms of use")
        verbose_name_plural = _("terms of use")


# In the order in which they stand at the foot and in the admin.
LEGAL_PAGES: tuple[type[LegalPage], ...] = (
    ImprintPage,
    PrivacyPage,
    AccessibilityPage,
    TermsPage,
)
