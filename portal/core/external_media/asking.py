"""Who may ask providers: somebody who saves a form, about few links, and not too often.

A form is cleaned for other reasons too, above all for previews: nobody is asked then. So
without the middleware below, or ``saving``, nothing that cleans a text asks anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from portal.core.external_media.fetching import Deadline
from portal.core.limits import HOUR, Places
from portal.core.models import ExternalMedium

MOST_PER_SAVE = 5  # links
SECONDS_PER_SAVE = 12  # for all links together, however slow their providers are
PER_PERSON = Places("external_media.asked", most=60, seconds=HOUR)
# The views that save a form of the admin, by the names of their addresses.
SAVING = ("add", "edit")


class NotNowError(Exception):
    """No provider is asked before a later save, for a ``problem``."""

    def __init__(self, problem: ExternalMedium.Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Save:
    """One save of a form, by somebody."""

    def __init__(self, who: str) -> None:
        self.who = who
        self.links = 0
        self.deadline = Deadline(SECONDS_PER_SAVE)

    def ask(self, seconds: float) -> Deadline:
        """Count a link that is asked about; return until when.

        Raises NotNowError where it is one too many.
        """
        left = self.deadline.seconds()
        if self.links >= MOST_PER_SAVE or not left:
            raise NotNowError(ExternalMedium.Problem.NEXT_SAVE)
        if not PER_PERSON.take(self.who):
            raise NotNowError(ExternalMedium.Problem.NEXT_HOUR)
        self.links += 1
        return Deadline(min(seconds, left))


_save: ContextVar[Save | None] = ContextVar("_save", default=None)


def current_save() -> Save | None:
    """Return the save in which a text is cleaned; None where nobody saves."""
    return _save.get()


@contextmanager
def saving(who: str) -> Iterator[None]:
    """Let providers be asked for somebody, as far as one save goes."""
    with _within(Save(who)):
        yield


@contextmanager
def not_saving() -> Iterator[None]:
    """Let nobody be asked."""
    with _within(None):
        yield


@contextmanager
def _within(save: Save | None) -> Iterator[None]:
    token = _save.set(save)
    try:
        yield
    finally:
        _save.reset(token)


class SavingMiddleware:
    """Lets providers be asked while a form of the admin is saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Which view answers is known later; it begins the save in ``process_view``.
        with not_saving():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Begin a save where the view is one that saves."""
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name in SAVING:
            _save.set(Save(str(request.user.pk)))
