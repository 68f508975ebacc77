"""How statements, contacts, series, publications and topics are edited."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from news.models import Contact, Publication, Series, Statement
from partners.desk.rows import EVIDENCE
from portal.core.choosers import TranslatedChooserViewSet
from portal.core.edit_views import SnippetEditView
from portal.core.languages import likely_language
from portal.core.models import Topic
from portal.core.right_to_change import PublishedForm


class DeskForm(PublishedForm, WagtailAdminModelForm):
    """What is changed of an entry is public at once where a release shows it."""


class StatementForm(DeskForm):
    """A new statement was likely made in the language of who writes it down."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["original_language"] = likely_language()


class StatementChooserViewSet(TranslatedChooserViewSet):
    form_fields = [
        "speaker",
        "institution",
        "role",
        "text",
        "original_language",
        "form",
        "is_abridged",
        "made_on",
    ]
    create_action_label = _("Add statement")
    creation_tab_label = _("New statement")


class StatementViewSet(SnippetViewSet):
    model = Statement
    icon = "openquote"
    chooser_viewset_class = StatementChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["__str__", "institution", "form", "made_on"]
    list_filter = ["form", "made_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("speaker"),
            FieldPanel("institution"),
            FieldPanel("role"),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("form"), FieldPanel("is_abridged")]),
            FieldRowPanel([FieldPanel("original_language"), FieldPanel("made_on")]),
            FieldPanel("source"),
        ],
        base_form_class=StatementForm,
    )


class ContactChooserViewSet(TranslatedChooserViewSet):
    form_fields = ["name", "institution", "function", "telephone", "email", "hours"]
    create_action_label = _("Add press contact")
    creation_tab_label = _("New press contact")


class ContactViewSet(SnippetViewSet):
    model = Contact
    icon = "mail"
    chooser_viewset_class = ContactChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["name", "institution", "valid_until"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("institution"),
            FieldPanel("person"),
            FieldPanel("function"),
            FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
            FieldPanel("hours"),
            FieldPanel("valid_until"),
        ],
        base_form_class=DeskForm,
    )


class PublicationChooserViewSet(TranslatedChooserViewSet):
    form_fields = ["doi", "title", "container", "published_on", "is_peer_reviewed"]
    create_action_label = _("Add publication")
    creation_tab_label = _("New publication")


class PublicationViewSet(SnippetViewSet):
    model = Publication
    icon = "doc-full-inverse"
    chooser_viewset_class = PublicationChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["title", "container", "doi", "verified_at"]
    edit_handler = ObjectList(
        [
            FieldPanel("doi"),
            FieldPanel("title"),
            FieldPanel("container"),
            FieldRowPanel([FieldPanel("published_on"), FieldPanel("is_peer_reviewed")]),
            EVIDENCE,
        ],
        base_form_class=DeskForm,
    )


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "list-ol"
    chooser_viewset_class = TranslatedChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["slug", "institution", "label"]
    edit_handler = ObjectList(
        [FieldPanel("slug"), FieldPanel("institution"), FieldPanel("label")],
        base_form_class=DeskForm,
    )


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    chooser_viewset_class = TranslatedChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["__str__", "slug", "parent"]
    edit_handler = ObjectList(
        [FieldPanel("slug"), FieldPanel("label"), FieldPanel("parent")],
        base_form_class=DeskForm,
    )


class DeskViewSetGroup(SnippetViewSetGroup):
    """The part of the admin menu for what releases are made of."""

    items = [
        StatementViewSet,
        ContactViewSet,
        PublicationViewSet,
        SeriesViewSet,
        TopicViewSet,
    ]
    menu_label = _("Desk")
    menu_icon = "clipboard-list"
    menu_order = 220
    submenu_hook = "register_desk_menu_item"
