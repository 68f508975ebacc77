"""A clock that tests set."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone


def stop(monkeypatch, day: date, hour: int = 12, minute: int = 0) -> None:
    """Let it be a day in the site's time zone until it is set again."""
    now = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
