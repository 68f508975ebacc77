from portal.legal.models.facts import LegalFacts
from portal.legal.models.pages import (
    AccessibilityException,
    AccessibilityPage,
    ImprintPage,
    LegalPage,
    PrivacyPage,
    TermsPage,
)
from portal.legal.models.reports import BarrierReport

__all__ = [
    "AccessibilityException",
    "AccessibilityPage",
    "BarrierReport",
    "ImprintPage",
    "LegalFacts",
    "LegalPage",
    "PrivacyPage",
    "TermsPage",
]
