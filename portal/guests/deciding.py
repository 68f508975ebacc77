"""Tell the editor who asked for a sign-off that a guest has decided.

The mail says who decided what, and where to look: neither what the release is about nor
what the guest has written, because mails are read on many machines.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.users.models import UserProfile

from news.models.release import Release
from news.publishing import stories
from portal.core.addresses import absolute
from portal.core.models import SiteSettings
from portal.guests.models import SignOff
from portal.ledger import outbox
from portal.ledger.kinds import Answer, Kind
from portal.ledger.sending import RETRY_AFTER, hand_over
from portal.ledger.turns import Turn


def add(sign_off: SignOff) -> None:
    """Have the editor told of a decision, once."""
    outbox.add(
        DECISION.name,
        str(sign_off.pk),
        story=sign_off.link.story,
        payload={"sign_off": sign_off.pk},
    )


def send_decision(turn: Turn) -> Answer:
    """Write to who asked; to the desk where that is nobody who could read it."""
    decided = SignOff.objects.select_related("link__created_by")
    sign_off = decided.filter(pk=turn.act.payload["sign_off"]).first()
    if sign_off is None:
        return None
    address, languages = _find_reader(sign_off.link.created_by)
    versions = stories.versions_of(sign_off.link.story)
    release = next(
        (one for one in versions if one.language == sign_off.text_language), None
    )
    if not address or release is None:
        return None
    return hand_over(_build(sign_off, release, address, languages), turn)


def _find_reader(editor) -> tuple[str, list[str]]:
    """Return to which address a mail goes, and in which languages; "" for none."""
    languages = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
    if editor and editor.is_active and editor.email:
        # Who has chosen none works in that of the browser, which is not known here.
        chosen = UserProfile.get_for_user(editor).preferred_language
        return editor.email, [chosen] if chosen else languages
    return SiteSettings.load_default().desk_email, languages


def _build(
    sign_off: SignOff, release: Release, address: str, languages: list[str]
) -> EmailMessage:
    subjects, paragraphs = [], []
    for language in languages:
        with translation.override(language):
            subject, text = _write(sign_off)
            subjects.append(subject)
            paragraphs.append(text)
    paragraphs.append(absolute(reverse("guests_release", args=[release.pk])))
    subject, body = " / ".join(subjects), "\n\n".join(paragraphs)
    return EmailMessage(subject, body, to=[address])


def _write(sign_off: SignOff) -> tuple[str, str]:
    """Return subject and text in the active language."""
    guest = {"guest": sign_off.link.name}
    if sign_off.decision == SignOff.Decision.APPROVED:
        return (
            _("A sign-off has been given"),
            _("%(guest)s approves the press release as it was shown.") % guest,
        )
    return (
        _("A sign-off: a change is asked for"),
        _(
            "%(guest)s asks for a change to the press release. What it is stands in "
            "the admin."
        )
        % guest,
    )


DECISION = Kind(
    name="sign-off decision",
    label=gettext_lazy("Tell who asked for a sign-off"),
    run=send_decision,
    retries=RETRY_AFTER,
    is_shown=False,
)
