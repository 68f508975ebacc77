"""The list of journalists."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from news.desk.viewsets import DeskViewSetGroup
from portal.core.choosers import TranslatedChooserViewSet
from portal.core.edit_views import SnippetEditView
from portal.guests.models import Journalist


class JournalistViewSet(SnippetViewSet):
    model = Journalist
    icon = "group"
    menu_hook = DeskViewSetGroup.submenu_hook
    menu_label = _("Journalists")
    menu_order = 90
    chooser_viewset_class = TranslatedChooserViewSet
    edit_view_class = SnippetEditView
    list_display = ["name", "medium", "language"]
    list_filter = ["topics", "language"]
    search_fields = ["name", "medium"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("medium"),
            FieldPanel("email"),
            FieldPanel("language"),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        ]
    )
