"""Which editorial checks a site wants."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class CheckKind(models.TextChoices):
    """What the editorial checks look for, in the order in which it is shown."""

    EMBARGO = "embargo", _("Words of an embargo in the text")
    NEAR_NAME = "near_name", _("Name nearly like a known one")
    ROLE = "role", _("Role or institution of a person")
    STATEMENT = "statement", _("Statements")
    LANGUAGES = "languages", _("Figures, dates and links of the languages")
    DATE = "date", _("Dates that can be misread")
    BYLINE = "byline", _("Unknown initials")
    BOILERPLATE = "boilerplate", _("“About” texts of another day")
    UNLINKED = "unlinked", _("Names without a link")
    LINK_TEXT = "link_text", _("Words of links")
    DEAD_LINK = "dead_link", _("Links that lead nowhere")
    PICTURE = "picture", _("Credit and alternative text of pictures")
    DOUBLED = "doubled", _("What stands there twice")
    HEADLINE = "headline", _("Length of the headline")


class KindListField(models.JSONField):
    """Some of the kinds, as a list; a new kind needs no migration."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        options = {
            "form_class": forms.MultipleChoiceField,
            "choices": CheckKind.choices,
            "widget": forms.CheckboxSelectMultiple,
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            # As LanguageListField: forms of the admin have no hidden field to compare.
            "show_hidden_initial": False,
        }
        kwargs.pop("widget", None)
        return models.Field.formfield(self, **{**options, **kwargs})


@register_setting(icon="clipboard-list")
class CheckSettings(BaseSiteSetting):
    """The kinds of editorial checks that a site does without."""

    switched_off = KindListField(
        _("do not check"),
        help_text=_("What is ticked is not looked for in the releases of this site."),
    )

    panels = [FieldPanel("switched_off")]

    class Meta:
        verbose_name = _("editorial checks")

    @classmethod
    def find_switched_off(cls) -> frozenset[str]:
        """Return the kinds that the site does without; nothing is written for it."""
        row = cls.objects.filter(site__is_default_site=True).first()
        return frozenset(row.switched_off if row else ())
