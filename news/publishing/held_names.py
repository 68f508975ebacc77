"""Names that another release keeps under embargo."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Revision

from news.models.release import Release
from news.publishing.lifting import find_embargo
from news.record.named import find_named
from partners import waiting


def check(release: Release, revision: Revision) -> None:
    """Refuse to name what becomes public only with another release, and later.

    A release under embargo would be known by the names in this one. Raises
    ValidationError that says whose names they are, and from when they may stand here.
    """
    instant = datetime.fromisoformat(revision.content["released_at"])
    instant = max(instant, timezone.now())
    problems = []
    for entity in find_named(revision.as_object()):
        if not waiting.is_new(entity):
            continue
        story = waiting.find_story(entity)
        until = find_embargo(story) if story else None
        if story != release.translation_key and until and until > instant:
            at = date_format(timezone.localtime(until), "DATETIME_FORMAT")
            problems.append(f"{entity} ({at})")
    if problems:
        raise ValidationError(
            _(
                "These names are under embargo with another release, until the time "
                "beside them: %(names)s. Take them out, also from the press contacts, or "
                "wait."
            )
            % {"names": "; ".join(problems)}
        )
