"""The editing form of a release, in the order in which a press officer works."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

from news.pages.acts_panel import ActsPanel
from news.pages.clock_panels import LiftPanel, PostponePanel
from news.pages.corrections_panel import CorrectionsPanel
from news.pages.going_along_panel import GoingAlongPanel
from news.pages.involved_panel import InvolvedPanel
from news.pages.language_panel import LanguageVersionsPanel
from news.pages.mentions_panel import MentionsPanel
from news.pages.record_panel import RecordPanel
from portal.core.drop_panel import DropPanel
from portal.core.plain_panel import PlainLanguagePanel

TEXT = [
    LanguageVersionsPanel(heading=_("Languages")),
    RecordPanel(heading=_("Record")),
    CorrectionsPanel(heading=_("Corrections")),
    ActsPanel(heading=_("After publication")),
    TitleFieldPanel(
        "title",
        placeholder=_("Headline"),
        heading=_("Headline"),
        help_text=_("What happened, in one line."),
    ),
    FieldPanel("kicker"),
    FieldPanel("standfirst"),
    FieldPanel("dateline_place"),
    FieldPanel("body"),
    DropPanel(heading=_("New pictures")),
    FieldPanel("notes_to_editors"),
    PlainLanguagePanel(heading=_("Simple language")),
    MentionsPanel(heading=_("Names without a link")),
    FieldPanel("is_translation"),
]
INVOLVED = MultiFieldPanel(
    [
        InvolvedPanel(),
        InlinePanel(
            "release_institutions", label=_("Institution"), heading=_("Institutions")
        ),
        InlinePanel("release_people", label=_("Person"), heading=_("People")),
        InlinePanel(
            "release_partnerships", label=_("Partnership"), heading=_("Partnerships")
        ),
        InlinePanel("bylines", label=_("Byline"), heading=_("Bylines")),
    ],
    heading=_("Who is involved (the same in all languages)"),
)
CONTACT = MultiFieldPanel(
    [
        InlinePanel(
            "release_contacts",
            label=_("Press contact"),
            heading=_("Press contacts"),
        )
    ],
    heading=_("Contact (the same in all languages)"),
)
MEDIA = MultiFieldPanel(
    [FieldPanel("lead_image"), InlinePanel("related_links", label=_("Related link"))],
    heading=_("Media and links"),
)
EVIDENCE = MultiFieldPanel(
    [
        FieldPanel("evidence_status"),
        InlinePanel("release_publications", label=_("Publication")),
    ],
    heading=_("Evidence (the same in all languages)"),
)
EVENTS = MultiFieldPanel(
    [InlinePanel("events", label=_("Event"))],
    heading=_("Dates (the same in all languages)"),
)
NUMBER = FieldRowPanel(
    [
        FieldPanel("series"),
        FieldPanel("number"),
        FieldPanel("number_suffix"),
        FieldPanel("number_year"),
        FieldPanel("has_reserved_number"),
    ]
)


def publication(*fields) -> MultiFieldPanel:
    """Return the last section: when, under which number, in which list."""
    return MultiFieldPanel(
        [
            FieldPanel("released_at"),
            PostponePanel(),
            LiftPanel(),
            GoingAlongPanel(heading=_("Partners that become public with it")),
            *fields,
            FieldPanel("kind"),
            FieldPanel("topics"),
            FieldPanel("together"),
            FieldPanel("facts_seen"),
        ],
        heading=_("Publish (the same in all languages)"),
    )


PARTS = [*TEXT, INVOLVED, CONTACT, MEDIA, EVIDENCE, EVENTS]
PRESS_RELEASE = [*PARTS, publication(NUMBER)]
NEWS_ITEM = [*PARTS, publication()]
