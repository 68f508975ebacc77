"""Whether the site does what it should, for programs that watch it."""

from __future__ import annotations

import logging

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from news.publishing import schedule
from portal.core import clock, outages
from portal.ledger import kinds

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say how database, lifts, acts and clocks are; 503 where somebody has to act.

    Neither what is overdue nor how many wait: the answer is public. Nothing is lifted
    by asking.
    """
    state: dict = {
        "status": "ok",
        "database": "ok",
        "lifts": "on time",
        "acts": "on time",
        "clock_difference_seconds": 0.0,
    }
    try:
        difference = clock.measure_difference()
        late = {
            "lifts": bool(schedule.find_overdue()),
            "acts": kinds.find_overdue(timezone.now()).exists(),
        }
    except Exception as error:
        if not outages.is_outage(error):
            logger.exception("The health of the site cannot be told")
        state |= {"status": "failing", "database": "failing"}
        state |= {"lifts": "unknown", "acts": "unknown"}
        state["clock_difference_seconds"] = None
        return JsonResponse(state, status=503)
    state["clock_difference_seconds"] = round(difference.total_seconds(), 3)
    if abs(difference) > clock.TOLERATED:
        state["status"] = "warning"
    for name, is_late in late.items():
        if is_late:
            state |= {"status": "failing", name: "overdue"}
    return JsonResponse(state, status=503 if any(late.values()) else 200)
