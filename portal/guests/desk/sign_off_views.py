"""Ask for sign-offs, ask again, or go on without."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from wagtail.admin import messages

from news.desk.confirming import ConfirmedView
from news.desk.headings import HeadedByRelease
from news.pages import PressReleasePage
from portal.guests import approvals, signing, workflow
from portal.guests.desk.links_views import may_go_without, may_require
from portal.guests.desk.sign_off_forms import (
    INSTITUTION,
    AskAgainForm,
    AskForm,
    WithoutForm,
    list_candidates,
)
from portal.guests.models import SignOff, SignOffTask
from portal.guests.texts import find_drafts

ANSWER_WITHIN = 7  # days


class AskView(ConfirmedView):
    """Asks people and institutions to sign off a release."""

    template_name = "guests/desk/ask.html"
    form_class = AskForm
    page_title = gettext_lazy("Ask for sign-off")
    header_icon = "group"

    def check_permission(self) -> None:
        if not self.release.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied

    def get_initial(self) -> dict:
        task = self._find_task()
        days = task.days_to_answer if task else ANSWER_WITHIN
        initial: dict[str, Any] = {"expires_at": timezone.now() + timedelta(days=days)}
        if task:
            initial |= {
                "quorum": task.quorum,
                "remind_after_days": task.remind_after_days,
            }
        return initial

    def _find_task(self) -> SignOffTask | None:
        """Return the step for sign-offs of the workflow of the release, if it has one."""
        workflow = self.release.get_workflow()
        tasks = workflow.tasks.specific() if workflow else []
        return next((one for one in tasks if isinstance(one, SignOffTask)), None)

    def get_form_kwargs(self) -> dict:
        draft = find_drafts(self.release.translation_key).get(self.release.language)
        asked = SignOff.objects.of(self.release.translation_key).current()
        own = asked.filter(text_language=self.release.language)
        return super().get_form_kwargs() | {
            "candidates": list_candidates(draft) if draft else [],
            "asked": Counter(
                f"{INSTITUTION}-{key}"
                for key in own.values_list("institution", flat=True)
            ),
            "language": self.release.language,
            "may_require": may_require(self.release, self.request.user),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        added = signing.ask(
            self.release, form.find_asked(), form.conditions(), self.request.user
        )
        text = ngettext(
            "%(count)d guest gets a mail.", "%(count)d guests get a mail.", len(added)
        )
        messages.success(self.request, text % {"count": len(added)})
        return redirect("guests_release", self.release.pk)


class AskAgainView(HeadedByRelease, FormView):
    """Asks for a sign-off anew: the text has changed, or another person decides."""

    template_name = "guests/desk/ask_again.html"
    form_class = AskAgainForm
    page_title = gettext_lazy("Ask again")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        asked = SignOff.objects.current().select_related("link")
        self.asked = get_object_or_404(asked, pk=pk)
        versions = PressReleasePage.objects.filter(
            translation_key=self.asked.link.story
        )
        release = versions.select_related("locale").order_by("pk").first()
        if release is None or not release.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.release = release
        return super().dispatch(request, pk=pk)

    def get_form_kwargs(self) -> dict:
        may_ask = not self.asked.is_required or may_require(
            self.release, self.request.user
        )
        return super().get_form_kwargs() | {"may_ask": may_ask}

    def get_initial(self) -> dict:
        return {
            "name": self.asked.link.name,
            "email": self.asked.link.email,
            "expires_at": timezone.now() + timedelta(days=ANSWER_WITHIN),
        }

    def get_context_data(self, **kwargs) -> dict:
        more = {"release": self.release, "asked": self.asked}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: Any) -> HttpResponse:
        signing.ask_again(
            self.asked,
            form.cleaned_data["name"],
            form.cleaned_data["email"],
            form.cleaned_data["expires_at"],
            self.release,
            self.request.user,
        )
        messages.success(self.request, _("A mail with another link is on its way."))
        return redirect("guests_release", self.release.pk)

    def get_success_url(self) -> str:
        return reverse("guests_release", args=[self.release.pk])


class WithoutView(ConfirmedView):
    """Lets a release go on without required sign-offs, for a reason that is logged."""

    template_name = "guests/desk/without.html"
    confirm_template_name = "guests/desk/confirm_without.html"
    form_class = WithoutForm
    page_title = gettext_lazy("Go on without sign-off")
    header_icon = "warning"

    def check_permission(self) -> None:
        if not may_go_without(self.release, self.request.user):
            raise PermissionDenied

    def _find_missing(self) -> list[SignOff]:
        story = self.release.translation_key
        return approvals.find_missing(story, find_drafts(story))

    def get_context_data(self, **kwargs) -> dict:
        missing = [approvals.describe(one) for one in self._find_missing()]
        return super().get_context_data(**kwargs) | {"missing": missing}

    def foresee(self, form: WithoutForm) -> dict:
        """Repeat the reason; what is missing stands there already."""
        return {"reason": form.cleaned_data["reason"]}

    def act(self, form: WithoutForm) -> HttpResponse:
        if missing := self._find_missing():
            reason = form.cleaned_data["reason"]
            approvals.waive(missing, self.release, reason, self.request.user)
            workflow.advance(self.release.translation_key)
            messages.success(
                self.request, _("The release can be published without these sign-offs.")
            )
        return redirect("guests_release", self.release.pk)
