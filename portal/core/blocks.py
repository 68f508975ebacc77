"""Blocks without a domain: what any page can be made of."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model

from portal.core.addresses import host
from portal.core.external_media.found import (
    Found,
    FoundBlock,
    ask_for_title,
    fill,
    find_privacy_url,
    name_service,
)
from portal.core.external_media.players import Player
from portal.core.headings import find_skipped
from portal.core.ordered_texts import order_address
from portal.core.pictures import LoadedImageBlock, LoadedImageChooserBlock
from portal.core.prose import read
from portal.core.querysets import is_shown
from portal.privacy.policy import need

INLINE_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "mention",
    "superscript",
    "subscript",
]
PROSE_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
# Of a page's introduction. Pictures and what others have stand in a body, whose blocks
# ask for alternative texts and for consent.
INTRODUCTION_FEATURES = [*PROSE_FEATURES, "h2", "h3", "h4", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the text; the headline of the page is level 1."""

    text = blocks.CharBlock(label=_("Text"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", "2"), ("3", "3")], default="2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "core/blocks/heading.html"
        description = _("A heading inside the text")
        preview_value = {"text": _("A heading"), "level": "2"}


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs with links and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Prose")
        template = "core/blocks/prose.html"
        description = _("Paragraphs of text")
        preview_value = "<p>Lorem ipsum dolor sit amet.</p>"

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("features", PROSE_FEATURES)
        # A body leaves out what says nothing, see ``ProseStreamBlock``.
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)


class PictureBlock(blocks.StructBlock):
    """A picture with its caption and credit."""

    image = LoadedImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=500,
        help_text=_("Left empty, the caption of the picture is used."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "core/blocks/picture.html"
        description = _("A picture with caption and credit")

    def get_preview_value(self):
        """Preview with the newest picture of the library."""
        picture = get_image_model().objects.order_by("-pk").first()
        return self.to_python({"image": picture.pk if picture else None, "caption": ""})


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        template = "core/blocks/gallery.html"
        description = _("Two or more pictures side by side")

    def get_preview_value(self):
        """Preview with the newest picture of the library, twice."""
        picture = PictureBlock().get_preview_value()
        return {"pictures": [picture, picture]}


class BulletListBlock(blocks.StructBlock):
    """A list whose entries are worth counting."""

    is_ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    entries = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Entry")),
        label=_("Entries"),
        min_num=1,
    )

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "core/blocks/bullet_list.html"
        description = _("A bulleted or numbered list")
        preview_value = {
            "is_ordered": False,
            "entries": ["<p>Lorem ipsum</p>", "<p>dolor sit amet</p>"],
        }


class TableBlock(blocks.StructBlock):
    """Rows and columns with a caption that says what they show."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
            (
                "prose",
                blocks.RichTextBlock(
                    label=_("Prose"), features=INLINE_FEATURES, required=False
                ),
            ),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "core/blocks/table.html"
        description = _("A table with a caption")


class FactBoxBlock(blocks.StructBlock):
    """Figures at a glance, each with what it counts and as of when."""

    title = blocks.CharBlock(label=_("Title"), max_length=100)
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("value", blocks.CharBlock(label=_("Value"), max_length=40)),
                ("label", blocks.CharBlock(label=_("Label"), max_length=120)),
                (
                    "as_of",
                    blocks.CharBlock(label=_("As of"), max_length=40, required=False),
                ),
            ]
        ),
        label=_("Facts"),
        min_num=1,
    )

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "core/blocks/fact_box.html"
        description = _("Figures at a glance")
        preview_value = {
            "title": "Lorem",
            "facts": [{"value": "28", "label": "ipsum", "as_of": "2020"}],
        }


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "core/blocks/document.html"
        description = _("A file to download")


class ExternalMediaValue(blocks.StructValue):
    """A film or a post elsewhere as it is shown."""

    @property
    def name(self) -> str:
        """What it is called; the address where a draft has no title yet."""
        return self["title"] or self["url"]

    @property
    def whereabouts(self) -> str:
        """On which site it is, which some providers are named by."""
        named = {"provider": self["provider"], "site": host(self["url"])}
        if named["site"] in named["provider"]:
            return gettext("On %(provider)s") % named
        return gettext("On %(provider)s (%(site)s)") % named

    @property
    def player(self) -> Player | None:
        """What plays it, if this site has the service for it."""
        found = self["found"]
        return found.player if found.find_service() else None


class ExternalMediaBlock(blocks.StructBlock):
    """A film or a post elsewhere, of which nothing is loaded until a visitor asks.

    An editor gives the address; what the provider tells of it fills the rest.
    """

    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_(
            "The link to the film or post, as the address bar or “Share” shows it. "
            "When you save, title, provider and picture are looked up."
        ),
    )
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the title that the provider tells is used."),
    )
    provider = blocks.CharBlock(
        label=_("Provider"),
        required=False,
        max_length=80,
        help_text=_("For example YouTube. Left empty, it is looked up."),
    )
    poster = LoadedImageChooserBlock(
        label=_("Poster"),
        required=False,
        help_text=_(
            "The picture that stands there until the film is loaded. Left empty, "
            "that of the provider is copied."
        ),
    )
    found = FoundBlock(label=_("What was found"))

    class Meta:
        icon = "media"
        label = _("External media")
        template = "core/blocks/external_media.html"
        description = _("A film or post on another site: YouTube, Mastodon and others")
        value_class = ExternalMediaValue
        preview_value = {
            "title": _("A film"),
            "provider": "Example",
            "url": "https://example.org/",
            "poster": None,
            "found": Found(),
        }

    def clean(self, value):
        value = super().clean(value)
        # Before it is looked up: what is found belongs to the address as it is stored.
        value["url"] = order_address(value["url"])
        fill(value)
        if not value["title"] and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError({"title": ask_for_title(value)})
        return value

    def get_context(self, value, parent_context=None):
        """Say what plays it, and let the page load that: on a page, and nowhere else."""
        context = super().get_context(value, parent_context)
        request = context.get("request")
        service = value["found"].find_service()
        if request is None or service is None:
            return context | {"player": None}
        player = value.player
        need(request, service, player.host)
        return context | {
            "player": player,
            "service": name_service(player),
            "key": f"{service.key}:{player.host}" if player.host else service.key,
            "privacy_url": find_privacy_url(service, player),
        }


class RelatedLinkValue(blocks.StructValue):
    """A related link as it is shown."""

    def address(self) -> str:
        """Return where the link leads; empty for a page that visitors cannot read."""
        page = self["page"]
        if page and is_shown(page):
            return page.specific.url or ""
        return self["url"] or ""


class RelatedLinkBlock(blocks.StructBlock):
    """A link to something that belongs to the text."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Related link")
        value_class = RelatedLinkValue

    def clean(self, value):
        value = super().clean(value)
        if value["page"] and value["url"]:
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Choose a page or an address, not both."))}
            )
        return value


class RelatedLinksBlock(blocks.StructBlock):
    """Where to read on."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=100)
    links = blocks.ListBlock(RelatedLinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Related links")
        template = "core/blocks/related_links.html"
        description = _("Links to related pages")


class ProseStreamBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    prose = ProseBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    bullet_list = BulletListBlock()
    table = TableBlock()
    fact_box = FactBoxBlock()
    document = DocumentBlock()
    external_media = ExternalMediaBlock()
    related_links = RelatedLinksBlock()

    def clean(self, value):
        """Refuse a heading that skips a level, once the text is to be public.

        Texts in which nothing stands are left out: a body is opened with one.
        """
        value = super().clean(value)
        for position in reversed(range(len(value))):
            child = value[position]
            if child.block_type == "prose" and not read(child.value.source):
                del value[position]
        if not self.is_deferred_validation:
            self._refuse_skipped(value)
        return value

    def _refuse_skipped(self, value) -> None:
        headings = [
            (position, int(child.value["level"]))
            for position, child in enumerate(value)
            if child.block_type == "heading"
        ]
        message = _("There is no heading of level 2 before this one.")
        errors = {
            headings[number][0]: blocks.StructBlockValidationError(
                {"level": ValidationError(message)}
            )
            for number in find_skipped(level for _position, level in headings)
        }
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
