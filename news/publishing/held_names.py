"""Names that another release keeps under embargo."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Revision

from news.models import Embargo
from news.models.release import Release
from news.record.named import find_named
from partners import waiting


def check(release: Release, revision: Revision) -> None:
    """Refuse to name what becomes public only with another release, and later.

    A release under embargo would be known by the names in this one. Raises
    ValidationError that says whose names they are, and from when they may stand here.
    """
    instant = datetime.fromisoformat(revision.content["released_at"])
    later = Embargo.objects.filter(until__gt=max(instant, timezone.now()))
    others = later.exclude(story=release.translation_key)
    ends = dict(others.values_list("story", "until"))
    held = waiting.find_stories(ends)
    if not held:
        return
    problems = []
    for entity in find_named(revision.as_object()):
        if waiting.is_new(entity) and (story := held.get(waiting.key_of(entity))):
            at = date_format(timezone.localtime(ends[story]), "DATETIME_FORMAT")
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
