"""How editors mention an institution, a person or a partnership in rich text."""

from __future__ import annotations

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from draftjs_exporter import DOM

from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from partners.mentions import HANDLERS, is_number
from partners.public import MODELS, EntityKind

FEATURE = "mention"
ENTITY = "MENTION"
CHOOSER = "wagtailsnippetchoosers_partners_{}:choose"
EDITOR = "wagtailsnippets_partners_{}:edit"
SCRIPTS = [
    "wagtailadmin/js/modal-workflow.js",
    "wagtailadmin/js/chooser-modal.js",
    "js/admin/mentions.js",
]


class MentionElementHandler(LinkElementHandler):
    """Turns a stored mention into an entity of the editor. Asks no database."""

    def get_attribute_data(self, attrs: dict) -> dict:
        kind, pk = attrs["linktype"], attrs.get("id", "")
        url = reverse(EDITOR.format(kind), args=[pk]) if is_number(pk) else ""
        label = str(EntityKind(kind).label)
        return {"kind": kind, "id": pk, "label": label, "url": url}


def stored_mention(props: dict):
    """Return the element that is stored for an entity of the editor.

    What the browser sends is not believed: anything else becomes its text.
    """
    kind, pk = props.get("kind"), props.get("id")
    if kind not in MODELS or not is_number(pk):
        return props["children"]
    return DOM.create_element("a", {"linktype": kind, "id": str(pk)}, props["children"])


class MentionFeature(EntityFeature):
    """The button, and "@" at the keyboard."""

    def construct_options(self, options: dict) -> None:
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": "mention-key"})


def register(features: FeatureRegistry) -> None:
    """Register the feature: one button, whose chooser offers the three kinds."""
    for handler in HANDLERS:
        features.register_link_type(handler)
    kinds = [
        {
            "kind": kind,
            "label": EntityKind(kind).label,
            "url": reverse_lazy(CHOOSER.format(kind)),
        }
        for kind in MODELS
    ]
    button = {
        "type": ENTITY,
        "label": "@",
        "description": _("Mention"),
        "kinds": kinds,
    }
    features.register_editor_plugin(
        "draftail", FEATURE, MentionFeature(button, js=SCRIPTS)
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'a[linktype="{kind}"]': MentionElementHandler(ENTITY)
                for kind in MODELS
            },
            "to_database_format": {"entity_decorators": {ENTITY: stored_mention}},
        },
    )
