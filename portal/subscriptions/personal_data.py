"""All that is known of an address, for its owner and the data protection officer."""

from __future__ import annotations

from datetime import datetime

from portal.core.addresses import absolute, page_path
from portal.subscriptions.models import Subscription


def of(email: str) -> dict:
    """Return what is stored of an address, as it can be written in JSON."""
    rows = Subscription.objects.of(email).order_by("pk")
    rows = rows.prefetch_related("deliveries__release__locale")
    return {"email": email, "subscriptions": [_subscription(row) for row in rows]}


def _subscription(row: Subscription) -> dict:
    return {
        "list": row.title,
        "query": row.query,
        "languages": row.languages.split(","),
        "language_of_mails": row.language,
        "frequency": row.frequency,
        "status": row.status,
        "asked_for": _written(row.requested_at),
        "confirmed": _written(row.confirmed_at),
        "stopped": _written(row.stopped_at),
        "last_digest": _written(row.digested_at),
        "last_notice": _written(row.notified_at),
        "refusals_in_a_row": row.refusals,
        "mails": [
            {
                "about": delivery.event,
                "release": absolute(page_path(delivery.release))
                if delivery.release
                else "",
                "state": delivery.state,
                "attempts": delivery.attempts,
                "sent": _written(delivery.sent_at),
            }
            for delivery in row.deliveries.all()
        ],
    }


def _written(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
