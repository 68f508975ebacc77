"""What the admin does with a release, so that it is published in one way only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import cast

from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.revisions import RevisionsUnscheduleView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet

from news.checking.asking import note as note_links
from news.desk.change_view import changes_substance
from news.desk.findings_view import FindingsSidePanel
from news.desk.publish_menu import REVIEW
from news.pages import PressReleasePage
from news.pages.forms import PUBLISH_ALL, ReleaseForm
from news.publishing.publication import publication
from news.publishing.together import find_scheduled_with, waits_for_others
from portal.core.edit_views import PageEditView


def with_findings(panels: MediaContainer, page, request) -> MediaContainer:
    """Return side panels with that of the editorial checks among them."""
    shown = [*panels, FindingsSidePanel(page, request)]
    return MediaContainer(sorted(shown, key=lambda panel: panel.order))


class LeadsToChecklist:
    """A form that saves, checked as for publication, and leads to the checklist."""

    request: HttpRequest
    page: PressReleasePage

    def may_publish(self) -> bool:
        """Tell whether the user may publish what is saved."""
        raise NotImplementedError

    @cached_property
    def action_name_and_method(self) -> tuple[str, Callable[[], HttpResponse]]:
        if REVIEW in self.request.POST and self.may_publish():
            return "review", self.save_action  # type: ignore[attr-defined]
        return super().action_name_and_method  # type: ignore[misc]

    def redirect_and_remain(self) -> HttpResponse:
        if self.action_name_and_method[0] == "review":
            return redirect("news_publish", self.page.pk)
        return super().redirect_and_remain()  # type: ignore[misc]


class ReleaseCreateView(LeadsToChecklist, CreateView):
    """Wagtail's form of a new page, with a place for what is found once it is saved."""

    def may_publish(self) -> bool:
        return self.parent_page_perms.can_publish_subpage()

    def get_side_panels(self) -> MediaContainer:
        return with_findings(super().get_side_panels(), self.page, self.request)


class ReleaseEditView(LeadsToChecklist, PageEditView):
    """Wagtail's form, which publishes by an action and not by ``page.publish()``."""

    def may_publish(self) -> bool:
        return self.page_perms.can_publish()

    def get_side_panels(self) -> MediaContainer:
        """Add the findings, but to what a form that saves itself shows anew."""
        panels = super().get_side_panels()
        if self.expects_json_response:
            return panels
        return with_findings(panels, self.page, self.request)

    def form_valid(self, form: ModelForm) -> HttpResponse:
        before = self.page.latest_revision_id
        response = super().form_valid(form)
        if self.page.latest_revision_id != before:
            note_links(self.page)
        was_mended = cast(ReleaseForm, form).was_mended
        if was_mended is False and not self.is_asking:
            messages.warning(
                self.request,
                _("The text has changed since, so nothing was mended in it."),
            )
        return response

    def publish_action(self) -> HttpResponse:
        """Publish, and say what a new text alone does not do."""
        was_published = self.page.first_published_at is not None
        with ExitStack() as self.publication:
            response = super().publish_action()
        if was_published and self.page.live_revision_id == self.page.latest_revision_id:
            self._lead_on()
        return response

    def _lead_on(self) -> None:
        """Lead from a text that was published again to the words about it."""
        url = reverse("news_correct", args=[self.page.pk])
        if self.page.is_withdrawn:
            text = _("The release is withdrawn, so its new text is not public.")
            button = messages.button(url, _("Reinstate"))
        else:
            text = _(
                "Readers and subscribers are not told of the new text. "
                "If a fact was wrong, say so in a correction."
            )
            button = messages.button(url, _("Write a correction"))
        messages.info(self.request, text, buttons=[button])

    def run_hook(self, name: str, *args, **kwargs) -> HttpResponse | None:
        """Begin the publication after the hooks before it, end it before those after.

        Between them Wagtail publishes the revision that it has just saved. Where that
        changes what a public release says, it is asked first what readers are told; and
        where other languages go public with it, whether all of them shall.
        """
        if name == "after_publish_page":
            self.publication.close()
        response = super().run_hook(name, *args, **kwargs)
        if name == "before_publish_page" and response is None:
            if waits_for_others(self.page):
                return redirect("news_publish", self.page.pk)
            if changes_substance(self.page):
                return redirect("news_change", self.page.pk)
            self.publication.enter_context(
                publication(self.page, self.page.latest_revision, self.request.user)
            )
        is_saved = name == "after_edit_page" and response is None
        if is_saved and PUBLISH_ALL in self.request.POST:
            return redirect("news_publish", self.page.pk)
        return response


class ReleaseUnpublishView(UnpublishView):
    """Takes one language from the public, and says which others stay there."""

    template_name = "news/desk/confirm_unpublish.html"

    def get_context_data(self, **kwargs) -> dict:
        gone = [page.pk for page in self.objects_to_unpublish]
        others = PressReleasePage.objects.select_related("locale").filter(
            translation_key=self.object.translation_key, live=True
        )
        return super().get_context_data(**kwargs) | {
            "others": others.exclude(pk__in=gone)
        }


class ReleaseUnscheduleView(RevisionsUnscheduleView):
    """Takes back the schedule of a text, and of all languages that go public with it."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        others = find_scheduled_with(self.object, self.revision)
        with transaction.atomic():
            for text in others:
                text.approved_go_live_at = None
                text.save(user=request.user, update_fields=["approved_go_live_at"])
            response = super().post(request, *args, **kwargs)
        if others:
            messages.info(
                request,
                _("The languages that were to go public with it wait no more either."),
            )
        return response


class ReleaseViewSet(PageViewSet):
    """The views of press releases and news items."""

    model = PressReleasePage
    add_view_class = ReleaseCreateView
    edit_view_class = ReleaseEditView
    unpublish_view_class = ReleaseUnpublishView
    revisions_unschedule_view_class = ReleaseUnscheduleView


class ReadingPagesAPI(PagesAdminAPIViewSet):
    """What the admin's own scripts read of pages.

    Without Wagtail's actions, which nothing uses and which publish on their own.
    """

    actions: dict[str, type] = {}
