"""How the forms of entries save drafts, and say with what these become public."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.auth import user_passes_test
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.snippets.action_menu import UnpublishMenuItem
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, UnpublishView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from partners import waiting
from partners.draftable import Draftable
from partners.forms import BY_HAND, find_stories
from portal.core.edit_views import SnippetEditView

WAITS = "partners.waits"
GOES_WITH = FieldPanel("goes_with")


class WaitsFormatter(LogFormatter):
    label = gettext_lazy("Choose when an entry becomes public")

    def format_message(self, log_entry) -> str:
        return _("Becomes public: %(choice)s") % log_entry.data


def register_log_actions(actions: LogActionRegistry) -> None:
    """Let the audit log know of this choice."""
    actions.register_action(WAITS)(WaitsFormatter)


class WaitsMixin:
    """A form that says with what a draft becomes public."""

    request: HttpRequest
    form: forms.ModelForm

    def get_form(self, form_class: type | None = None) -> forms.ModelForm:
        form = super().get_form(form_class)  # type: ignore[misc]
        entity = form.instance
        row = waiting.rows_of(entity).first() if entity.pk else None
        if row:
            form.initial["goes_with"] = str(row.story or BY_HAND)
            if row.revision_id and not waiting.may_publish(self.request.user, entity):
                form.fields["goes_with"].disabled = True
        return form

    def save_instance(self) -> Draftable:
        entity = super().save_instance()  # type: ignore[misc]
        if "goes_with" in self.form.changed_data:
            self._keep(entity, self.form.cleaned_data["goes_with"])
        return entity

    def _keep(self, entity: Draftable, choice: str) -> None:
        if choice:
            waiting.let_wait(entity, None if choice == BY_HAND else UUID(choice))
        else:
            waiting.forget(entity)
        label = dict(find_stories())[choice]
        log(entity, WAITS, user=self.request.user, data={"choice": str(label)})


class EntityCreateView(WaitsMixin, CreateView):
    """The form of a new entry."""


class EntityEditView(WaitsMixin, SnippetEditView):
    """The form of an entry with drafts."""


class EntityUnpublishView(UnpublishView):
    """Takes an entry from the public in one transaction with what follows from it."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().post(request, *args, **kwargs)


class TakeDownMenuItem(UnpublishMenuItem):
    """Takes an entry down whose form is locked: by somebody, a workflow, a schedule."""

    name = "action-take-down"

    def is_shown(self, context: dict) -> bool:
        return super().is_shown(context | {"locked_for_user": False}) and bool(
            context.get("locked_for_user")
        )


def offer_the_take_down(model: type[Model]) -> TakeDownMenuItem | None:
    """Offer to take an entry down also while it cannot be edited."""
    return TakeDownMenuItem(order=20) if issubclass(model, Draftable) else None


class EntityViewSet(SnippetViewSet):
    """The views of entries with drafts.

    For those who may do anything with them: Wagtail says to everybody who may enter the
    admin what an entry is called that awaits no approval.
    """

    add_view_class = EntityCreateView
    edit_view_class: Any = EntityEditView
    unpublish_view_class = EntityUnpublishView

    def get_urlpatterns(self) -> list[URLPattern]:
        return decorate_urlpatterns(
            super().get_urlpatterns(), user_passes_test(self.may_see)
        )

    def may_see(self, user: AbstractBaseUser) -> bool:
        """Tell whether somebody may add, change, delete or only view such entries."""
        return self.permission_policy.user_has_any_permission(
            user, {"add", "change", "delete", "view"}
        )
