"""Note which pages are asked for, when nothing in front of the site does."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

from portal.core.languages import content_languages
from portal.statistics import folder
from portal.statistics.lines import write_line

COUNTED = (200, 304)
# Said of a request that nobody has asked for yet, by browsers of today and of yesterday.
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
# Global Privacy Control and Do Not Track: who sends one of them is not counted.
OBJECTIONS = ("Sec-GPC", "DNT")
HOUR = 3600  # seconds

logger = logging.getLogger(__name__)


class CountingMiddleware:
    """Writes a line for each request that may be counted, and reads no address for it.

    First in the list, so that it sees 304 as well. What goes wrong is not counted; the
    answer never waits for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.COUNTING != "app":
            raise MiddlewareNotUsed
        self.get_response = get_response
        languages = "|".join(map(re.escape, content_languages()))
        self.counted_paths = re.compile(f"/(?:{languages}|documents)/")
        self.looked_at = 0.0
        self.has_failed = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        try:
            if self.counted_paths.match(request.path) and is_counted(request, response):
                self._note(request, time.time())
        except (OSError, ValueError) as error:
            level = logging.DEBUG if self.has_failed else logging.WARNING
            logger.log(level, "Visits cannot be noted: %s", error)
            self.has_failed = True
        return response

    def _note(self, request: HttpRequest, now: float) -> None:
        if now - self.looked_at > HOUR:
            self.looked_at = now
            folder.drop_old(now)
        line = write_line(
            datetime.fromtimestamp(now, UTC),
            escape_uri_path(request.path),
            request.GET if "/feed/" in request.path else {},
            request.headers.get("Referer", ""),
            request.headers.get("User-Agent", ""),
        )
        folder.append(line, now)


def is_counted(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether a request is one of somebody who reads what everybody may read.

    What no cache may keep is for one person: the pages of guests and subscribers, in
    whose addresses a secret stands, previews and restricted pages. Nothing is written of
    them, nor of what answers 404: no number tells that there is something hidden.
    """
    if request.method != "GET" or response.status_code not in COUNTED:
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    if any(name in request.headers for name in AHEAD):
        return False
    if any(request.headers.get(name, "").strip() == "1" for name in OBJECTIONS):
        return False
    kept = response.headers.get("Cache-Control", "").lower()
    return "private" not in kept and "no-store" not in kept
