"""Let no release under embargo be approved that can be found already."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail.models import Revision

from news.models.release import Release
from portal.embargo.asking import InProcess
from portal.embargo.checking import check

# So many places are named to an editor; the command names all.
NAMED = 5


def check_embargo(release: Release, revision: Revision) -> None:
    """Refuse to schedule a release of which visitors find anything before its time.

    Raises ValidationError that names the addresses. Files with everything there is are
    left to ``manage.py embargo_check``: an editor waits for this one.
    """
    if not settings.EMBARGO_CHECK:
        return
    draft = revision.as_object()
    if not draft.is_embargoed:
        return
    report = check(draft, InProcess(), thoroughly=False)
    if report.leaks:
        told = dict.fromkeys(leak.path for leak in report.leaks)
        raise ValidationError(
            _(
                "Parts of this release can be found before its time, so it was not"
                " approved: %(addresses)s"
            )
            % {"addresses": ", ".join([*told][:NAMED])}
        )
