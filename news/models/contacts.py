"""Whom a journalist calls."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.search import index

from partners.models import Institution, Person
from portal.core.languages import TranslatedTextField

# E.164: a plus sign, then up to fifteen digits that do not start with 0.
is_telephone = RegexValidator(
    r"^\+[1-9]\d{6,14}$", _("Write the number with its country code: +496221420.")
)


class Contact(index.Indexed, models.Model):
    """A press desk or a person who answers questions about a release."""

    name = TranslatedTextField(
        _("name"), max_text_length=150, help_text=_("Of the desk or the person.")
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="press_contacts",
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="press_contacts",
    )
    function = TranslatedTextField(_("function"), blank=True, max_text_length=150)
    telephone = models.CharField(
        _("telephone"), max_length=16, blank=True, validators=[is_telephone]
    )
    email = models.EmailField(_("e-mail"), blank=True)
    hours = TranslatedTextField(_("hours"), blank=True, max_text_length=150)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    # Visitors see it where a release, or something else that is public, refers to it.
    is_public_by_itself = False

    search_fields = [index.AutocompleteField("words")]

    class Meta:
        ordering = ["institution__filed_under", "institution__label", "pk"]
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(telephone="", email=""),
                name="news_contact_reachable",
                violation_error_message=_("A contact needs a telephone or an e-mail."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.institution})"

    def words(self) -> str:
        """Return what choosers of the admin find this contact by."""
        return " ".join([*self.name.values(), self.institution.label])
