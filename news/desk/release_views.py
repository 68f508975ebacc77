"""The form of a release in the admin."""

from __future__ import annotations

from contextlib import ExitStack

from django.http import HttpResponse

from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from news.models import PressReleasePage
from news.publishing.publication import publication


class ReleaseEditView(EditView):
    """Wagtail's form, which publishes by an action and not by ``page.publish()``."""

    def publish_action(self) -> HttpResponse:
        with ExitStack() as self.publication:
            return super().publish_action()

    def run_hook(self, name: str, *args, **kwargs) -> HttpResponse | None:
        """Begin the publication after the hooks before it, end it before those after.

        Between them Wagtail publishes the revision that it has just saved.
        """
        if name == "after_publish_page":
            self.publication.close()
        response = super().run_hook(name, *args, **kwargs)
        if name == "before_publish_page" and response is None:
            self.publication.enter_context(
                publication(self.page, self.page.latest_revision)
            )
        return response


class ReleaseViewSet(PageViewSet):
    """The views of press releases and news items."""

    model = PressReleasePage
    edit_view_class = ReleaseEditView
