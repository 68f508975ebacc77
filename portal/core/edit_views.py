"""Forms of the admin that overwrite nothing unasked (ADR 29)."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.functional import cached_property

from modelcluster.models import ClusterableModel
from wagtail.admin.panels import Panel
from wagtail.admin.views.pages.edit import EditView as WagtailPageEditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page
from wagtail.snippets.views.snippets import EditView as WagtailSnippetEditView

from portal.core.differences import content_of, differences, version_of
from portal.core.forms import with_present_keys
from portal.core.models import BasePage
from portal.core.ordered_texts import order_draft


def say_the_same(theirs: Model, mine: Model) -> bool:
    """Tell whether two versions are the same once they are stored, see ADR 48."""
    for version in (theirs, mine):
        order_draft(version)
    return content_of(theirs) == content_of(mine)


class AskBeforeOverwriting:
    """An editing view that shows what somebody else saved before it overwrites it.

    Wagtail knows which version a form was opened with, and holds back only what saves
    itself: who presses a button overwrites whatever has been saved since. Here the
    button shows both versions and the form as it was sent. Sent again it is a decision.
    """

    request: HttpRequest
    expects_json_response: bool
    is_out_of_date: bool

    is_asking = False

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        if self.expects_json_response and self.says_nothing_new():
            # Without a revision, as this one is not to be overwritten by the next.
            return JsonResponse({"success": True, "pk": form.instance.pk})
        if self.is_out_of_date and not self.expects_json_response:
            theirs, mine = self.saved(), self.sent()
            if not say_the_same(theirs, mine):
                return self.ask(form, theirs, mine)
        return super().form_valid(form)  # type: ignore[misc]

    def says_nothing_new(self) -> bool:
        """Tell whether a form that saves itself equals what it was opened with.

        Nobody said anything then, and a translation is not up to date by it.
        """
        return say_the_same(self.saved(), self.sent())

    def ask(self, form: forms.ModelForm, theirs: Model, mine: Model) -> HttpResponse:
        """Show the form as it was sent, below what it would overwrite."""
        self.is_asking = True
        self.form = form
        context = self.get_context_data(form=form) | {  # type: ignore[attr-defined]
            "differences": self.find_differences(theirs, mine),
            "saved": self.last_save(theirs),
            "autosave_enabled": False,
            "has_unsaved_changes": True,
        }
        return self.render_to_response(context)  # type: ignore[attr-defined]

    def find_differences(self, theirs: Model, mine: Model) -> list:
        """Return the comparison of every field that reads differently."""
        return differences(self.edit_panel(), self.request, theirs, mine)

    def edit_panel(self) -> Panel:
        """Return the panel that the form is made of."""
        raise NotImplementedError

    def saved(self) -> Model:
        """Return what the form would show were it opened now."""
        raise NotImplementedError

    def sent(self) -> Model:
        """Return what saving the form as it was sent would make of ``saved``."""
        raise NotImplementedError

    def last_save(self, thing: Model) -> dict[str, Any]:
        """Return who saved last and when (aware), as far as it is known."""
        entry = log_registry.get_logs_for_instance(thing).first()
        if entry is None:
            return {}
        return {"by": entry.user, "at": entry.timestamp}


class PageEditView(AskBeforeOverwriting, WagtailPageEditView):
    """The form of a page."""

    def get_template_names(self) -> list[str]:
        return (
            ["core/desk/overwrite_page.html"]
            if self.is_asking
            else super().get_template_names()
        )

    def run_hook(self, name: str, *args, **kwargs) -> HttpResponse | None:
        """Ask before the form publishes, which it does past ``page.publish()``."""
        response = super().run_hook(name, *args, **kwargs)
        if name == "before_publish_page" and response is None:
            self.page.check_publication(self.page.latest_revision)
        return response

    def edit_panel(self) -> Panel:
        return self.edit_handler

    def saved(self) -> BasePage:
        # Read anew: the object of a page without a draft is the one that the form fills.
        row = Page.objects.get(pk=self.page.pk)
        page = row.get_latest_revision_as_object()
        self.run_hook("before_edit_page", self.request, page)
        return page

    def sent(self) -> BasePage:
        form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.saved(),
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        form.defer_required_fields()
        form.is_valid()
        return form.save(commit=False)

    def last_save(self, thing: Model) -> dict[str, Any]:
        revision = self.latest_revision
        return {"by": revision.user, "at": revision.created_at}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.is_out_of_date and not self.is_asking:
            # A form with a mistake in it is shown again, but still has not seen more.
            seen = self.request.POST.get("loaded_revision_created_at", "")
            context["loaded_revision_created_at"] = seen
        return context


class BasePageViewSet(PageViewSet):
    """The views of every page that has no view set of its own.

    Their model is Wagtail's, as ``BasePage`` has no table that could be asked.
    """

    edit_view_class = PageEditView


class SnippetEditView(AskBeforeOverwriting, WagtailSnippetEditView):
    """The form of an entry: it sends what it was opened with."""

    def get_template_names(self) -> list[str]:
        return (
            ["core/desk/overwrite_snippet.html"]
            if self.is_asking
            else super().get_template_names()
        )

    def get_form(self, form_class: type | None = None) -> forms.ModelForm:
        form = super().get_form(form_class)
        form.fields["version_seen"] = forms.CharField(
            required=False,
            widget=forms.HiddenInput,
            initial=version_of(self.object),
        )
        return form

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if "data" in kwargs and isinstance(self.object, ClusterableModel):
            kwargs["data"] = with_present_keys(kwargs["data"], self.object)
        return kwargs

    @cached_property
    def is_out_of_date(self) -> bool:  # type: ignore[override]
        """Whether something was saved since the form was opened.

        A form that has saved itself names the draft that it made. Any other says what
        it has seen; one that does not has seen nothing.
        """
        if self.request.POST.get("overwrite_revision_id"):
            return super().is_out_of_date
        seen = self.request.POST.get("version_seen", "")
        return self.request.method == "POST" and seen != version_of(self.saved())

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        with transaction.atomic():
            # The row is locked, so that of two who save at once one comes second.
            rows = self.model._base_manager.select_for_update(of=("self",))
            rows.filter(pk=self.object.pk).first()
            return super().form_valid(form)

    def ask(self, form: forms.ModelForm, theirs: Model, mine: Model) -> HttpResponse:
        data = cast(QueryDict, form.data).copy()
        data[form.add_prefix("version_seen")] = version_of(theirs)
        form.data = data
        return super().ask(form, theirs, mine)

    def edit_panel(self) -> Panel:
        return cast(Panel, self.panel)

    def saved(self) -> Model:
        return self.get_object()

    def sent(self) -> Model:
        form = self.get_form_class()(
            **self.get_form_kwargs() | {"instance": self.saved()}
        )
        if self.saving_as_draft:
            form.defer_required_fields()
        form.is_valid()
        return form.save(commit=False)
