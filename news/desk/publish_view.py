"""Publishing is a conversation of one page: what will happen, and whether it shall."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.locks import ScheduledForPublishLock

from news.desk.change_view import changes_substance
from news.desk.checklist import Publishing, build_parts, find_refusals
from news.desk.languages_view import OfReleaseMixin
from news.pages import PressReleasePage
from news.publishing import together
from portal.core.refused import Reason, find_reasons


class PublishForm(forms.Form):
    """Nothing but the button; ``texts`` are those that were looked at."""

    texts = forms.CharField(widget=forms.HiddenInput)


class PublishView(OfReleaseMixin, FormView):
    """The checklist before a release goes public or is scheduled, and the button.

    Of one that waits for its time already it leads to what has become of it.
    """

    template_name = "news/desk/publish.html"
    form_class = PublishForm
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        waiting = PressReleasePage.objects.filter(pk=pk).first()
        if waiting and isinstance(waiting.get_lock(), ScheduledForPublishLock):
            return redirect("news_published", pk)
        return super().dispatch(request, pk)

    def check_permission(self) -> None:
        self.publishing = Publishing(self.release, self.request.user)
        for page in self.publishing.chosen:
            if not page.permissions_for_user(self.request.user).can_publish():
                raise PermissionDenied
            lock = page.get_lock()
            if lock and lock.for_user(self.request.user):
                raise PermissionDenied

    @property
    def page_title(self) -> str | Promise:
        if self.publishing.is_scheduled:
            return gettext_lazy("Schedule")
        return gettext_lazy("Publish")

    def get_initial(self) -> dict:
        return {"texts": self.publishing.texts}

    @cached_property
    def refused(self) -> list[Reason]:
        """What keeps the release from being published, as far as it is known at once."""
        return find_reasons(find_refusals(self.publishing))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "publishing": self.publishing,
            "parts": build_parts(self.publishing),
            "refused": self.refused,
        }

    def form_valid(self, form: PublishForm) -> HttpResponse:
        if form.cleaned_data["texts"] != self.publishing.texts:
            messages.warning(
                self.request,
                _("Another text was saved meanwhile. Look at the list again."),
            )
            return redirect("news_publish", self.release.pk)
        if changes_substance(self.release):
            return redirect("news_change", self.release.pk)
        try:
            self.publish()
        except ValidationError as error:
            self.refused = find_reasons([error])
            return self.form_invalid(form)
        return redirect("news_published", self.release.pk)

    def publish(self) -> None:
        """Publish or schedule all that was chosen, at once.

        Raises ValidationError where a rule forbids it.
        """
        user = self.request.user
        if self.release.language in self.publishing.draft.together:
            together.publish(self.release, user)
            return
        text = self.release.latest_revision
        if text is None:
            text = self.release.save_revision(user=user)
        text.publish(user=user)
