"""How statements, contacts, series, publications and topics are edited."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from news.models import Contact, Publication, ReleaseStatement, Series, Statement
from partners.desk.rows import EVIDENCE
from portal.core.choosers import TranslatedChooserViewSet
from portal.core.edit_views import SnippetEditView
from portal.core.models import Topic


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


class StatementForm(WagtailAdminModelForm):
    """A form in which words that are public or approved change with the right to publish."""

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.has_changed() and not self._may_change():
            self.add_error(
                None,
                _(
                    "This statement stands in a release that is public or approved. "
                    "Somebody who may publish that release can change it."
                ),
            )
        return cleaned

    def _may_change(self) -> bool:
        own = page_permission_policy.instances_user_has_permission_for(
            self.for_user, "publish"
        )
        stated = ReleaseStatement.objects.filter(statement=self.instance.pk)
        return not stated.exclude(release__in=own.values("pk")).exists()


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
        ]
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
        ]
    )


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "list-ol"
    chooser_viewset_class = TranslatedChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["slug", "institution", "label"]
    edit_handler = ObjectList(
        [FieldPanel("slug"), FieldPanel("institution"), FieldPanel("label")]
    )


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    chooser_viewset_class = TranslatedChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["__str__", "slug", "parent"]
    edit_handler = ObjectList(
        [FieldPanel("slug"), FieldPanel("label"), FieldPanel("parent")]
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
