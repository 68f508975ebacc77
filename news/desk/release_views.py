"""What the admin does with a release, so that it is published in one way only."""

from __future__ import annotations

from contextlib import ExitStack

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.revisions import RevisionsUnscheduleView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet

from news.desk.change_view import changes_substance
from news.pages import PressReleasePage
from news.pages.forms import PUBLISH_ALL
from news.publishing.publication import publication
from news.publishing.together import find_scheduled_with, waits_for_others
from portal.core.edit_views import PageEditView


class ReleaseEditView(PageEditView):
    """Wagtail's form, which publishes by an action and not by ``page.publish()``."""

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
                return redirect("news_together", self.page.pk)
            if changes_substance(self.page):
                return redirect("news_change", self.page.pk)
            self.publication.enter_context(
                publication(self.page, self.page.latest_revision, self.request.user)
            )
        is_saved = name == "after_edit_page" and response is None
        if is_saved and PUBLISH_ALL in self.request.POST:
            return redirect("news_together", self.page.pk)
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
    edit_view_class = ReleaseEditView
    unpublish_view_class = ReleaseUnpublishView
    revisions_unschedule_view_class = ReleaseUnscheduleView


class ReadingPagesAPI(PagesAdminAPIViewSet):
    """What the admin's own scripts read of pages.

    Without Wagtail's actions, which nothing uses and which publish on their own.
    """

    actions: dict[str, type] = {}
