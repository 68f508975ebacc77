"""Forms whose effect is shown before it happens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import FormView

from news.desk.headings import HeadedByRelease
from news.pages import PressReleasePage

# What the buttons send, beside what was typed.
CONFIRMED, CHANGE = "confirmed", "change"
OWN = {"csrfmiddlewaretoken", CONFIRMED, CHANGE}


class ConfirmedView(HeadedByRelease, FormView):
    """An act on a release: a form, then what it will do, then the act itself.

    What was typed travels in hidden fields, so nothing is stored before it is
    confirmed, and the way back loses nothing.
    """

    confirm_template_name: str

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        pages = PressReleasePage.objects.select_related("locale")
        self.release = get_object_or_404(pages, pk=pk, **self.get_wanted())
        self.check_permission()
        return super().dispatch(request, pk=pk)

    def get_wanted(self) -> dict:
        """Return what a release must be for this act, as a filter."""
        return {}

    def check_permission(self) -> None:
        """Raise PermissionDenied unless the user may do this to the release."""
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"release": self.release}

    def form_valid(self, form: Any) -> HttpResponse:
        if CHANGE in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        problem = ""
        if CONFIRMED in self.request.POST:
            problem = self.find_problem(form)
            if not problem:
                return self.act(form)
        self.template_name = self.confirm_template_name
        context = self.get_context_data(form=form)
        return self.render_to_response(
            context | self.foresee(form) | {"typed": self._typed(), "problem": problem}
        )

    def _typed(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name not in OWN
        ]

    def foresee(self, form: Any) -> dict:
        """Return what the page that asks for confirmation shows."""
        raise NotImplementedError

    def find_problem(self, form: Any) -> str:
        """Return why the confirmation is not enough, empty if it is."""
        return ""

    def act(self, form: Any) -> HttpResponse:
        """Do it."""
        raise NotImplementedError
