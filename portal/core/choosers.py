"""Choosers of snippets whose words are in the language of who chooses."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import URLPattern
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.auth import user_passes_test
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.utils.urlpatterns import decorate_urlpatterns

# What Wagtail says on the buttons of a chooser, and has translations of.
BUTTONS = {
    "choose_one_text": "Choose %(object)s",
    "choose_another_text": "Choose another %(object)s",
    "link_to_chosen_text": "Edit this %(object)s",
}


def _naming(text: str, name: str | Promise) -> str:
    return gettext(text) % {"object": name}


class TranslatedChooser(AdminSnippetChooser):
    """Words its buttons when they are shown.

    Wagtail's own is worded when its form is built, in the language of whoever opens
    a form first after the start, and for everybody.
    """

    def __init__(self, model=None, **kwargs) -> None:
        name = (model or self.model)._meta.verbose_name
        for button, text in BUTTONS.items():
            kwargs.setdefault(button, lazy(_naming, str)(text, name))
        super().__init__(model, **kwargs)


class TranslatedChooserViewSet(SnippetChooserViewSet):
    """A chooser in the language of who chooses, with its dialogue.

    Like the list of the same things, for those who may do anything with them: Wagtail
    shows a chooser to everybody who may enter the admin.
    """

    base_widget_class = TranslatedChooser
    page_title = _("Choose")
    search_tab_label = _("Search")

    def get_urlpatterns(self) -> list[URLPattern]:
        return decorate_urlpatterns(
            super().get_urlpatterns(), user_passes_test(self.may_see)
        )

    def may_see(self, user: AbstractBaseUser) -> bool:
        """Tell whether somebody may add, change, delete or only view such things."""
        return policy_registry.get_by_type(self.model).user_has_any_permission(
            user, {"add", "change", "delete", "view"}
        )
