"""Rows that several forms of the admin have in common: names, identifiers, validity."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

VALIDITY = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_from_precision")]),
        FieldRowPanel(
            [
                FieldPanel(
                    "valid_to",
                    help_text=_(
                        "The first day on which it does not hold any more; where only a"
                        " year or a month is known, the first one in which it does not."
                    ),
                ),
                FieldPanel("valid_to_precision"),
            ]
        ),
        FieldPanel("source"),
    ],
    heading=_("Validity"),
    classname="collapsed",
)
NAMES = InlinePanel(
    "names",
    heading=_("Names"),
    label=_("Name"),
    min_num=1,
    panels=[
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
        VALIDITY,
    ],
)
EVIDENCE = MultiFieldPanel(
    [
        FieldPanel("verified_at"),
        FieldPanel("verified_by"),
        FieldPanel("verified_against"),
    ],
    heading=_("Evidence"),
    classname="collapsed",
)
IDENTIFIERS = InlinePanel(
    "identifiers",
    heading=_("Identifiers"),
    label=_("Identifier"),
    panels=[
        FieldRowPanel([FieldPanel("scheme"), FieldPanel("value")]),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("scope_note")]),
        EVIDENCE,
    ],
)
