"""The mails to guests, in their language and in the look of all mails of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from news.models import Correction
from news.syndication.feeds.entries import shown_title
from news.syndication.formats.plain_text import fold
from portal.core.addresses import absolute, page_path
from portal.core.local_times import zone_name
from portal.guests.addresses import address_of
from portal.guests.models import GuestLink, SignOff
from portal.guests.texts import choose, find_public
from portal.legal.links import find_links
from portal.subscriptions.mails import SEVEN_BITS, Letter, site_name


class Kind(Enum):
    """What a guest is told."""

    PASS = "pass"  # noqa: S105
    MOVED = "moved"
    LIFTED = "lifted"
    SIGN_OFF = "sign-off"
    REMINDER = "reminder"


@dataclass(frozen=True)
class Words:
    """A mail before it is set: paragraphs, one link, and what follows it."""

    subject: str
    before: list[str]
    link: tuple[str, str] | None = None
    after: list[str] = field(default_factory=list)


def build(kind: Kind, link: GuestLink) -> EmailMultiAlternatives | None:
    """Return a mail to a guest; None where there is nothing to tell any more.

    A mail that invites makes a new token, which stands in it and nowhere else.
    """
    with translation.override(link.language):
        words = WRITERS[kind](link)
        return _set(link, words) if words else None


def build_correction(
    correction: Correction, link: GuestLink
) -> EmailMultiAlternatives | None:
    """Return the mail to a journalist about a correction of what they read early.

    None where nothing of the release is public any more.
    """
    with translation.override(link.language):
        words = _corrected(link, correction)
        return _set(link, words) if words else None


def _pass(link: GuestLink) -> Words:
    return Words(
        # Who sees the subject of a mail on a locked screen learns nothing of the release.
        _("A release under embargo for you"),
        [
            _("For %(guest)s.") % {"guest": link.guest},
            _(
                "You can read a press release of %(site)s before it is public. "
                "The embargo lifts on %(at)s."
            )
            % {"site": site_name(), "at": _instant(link.told_lift_at)},
            _("Before you read it, you are asked to accept the terms of the embargo."),
        ],
        (_("Read the release"), address_of(link, link.add_token())),
        [
            _(
                "The link is for you alone; your name stands on the page and in the files."
            ),
            _(
                "We note when what is opened with it, and nothing of your device or "
                "your network."
            ),
        ],
    )


def _moved(link: GuestLink) -> Words:
    return Words(
        _("An embargo has moved"),
        [
            _("The embargo of a press release of %(site)s has moved.")
            % {"site": site_name()},
            _("It lifts on %(at)s now.") % {"at": _instant(link.told_lift_at)},
            _("The link that you have leads to it as before."),
        ],
    )


def _lifted(link: GuestLink) -> Words | None:
    public = {page.language: page for page in find_public(link.story)}
    if not public:
        return None
    page = choose(public, link.language)
    return Words(
        _("The embargo has lifted: %(title)s") % {"title": page.title},
        [
            _("The embargo lifted earlier than you were told. The release is public."),
        ],
        (page.title, absolute(page_path(page))),
    )


def _corrected(link: GuestLink, correction: Correction) -> Words | None:
    public = {page.language: page for page in find_public(link.story)}
    if not public:
        return None
    page = choose(public, link.language)
    texts = [correction.what, correction.why]
    said = [text.text_in(link.language) for text in texts]
    subject = title = shown_title(page)
    if correction.kind != Correction.Kind.WITHDRAWAL:  # the title says it
        subject = f"{correction.get_kind_display()}: {title}"
    happened = {
        Correction.Kind.CORRECTION: _(
            "A press release that you could read before it was public is corrected."
        ),
        Correction.Kind.ADDITION: _(
            "Something is added to a press release that you could read before it was "
            "public."
        ),
        Correction.Kind.WITHDRAWAL: _(
            "A press release that you could read before it was public is withdrawn. "
            "Please do not use it any more."
        ),
        Correction.Kind.REINSTATEMENT: _(
            "A press release that you could read before it was public, and that was "
            "withdrawn, is public again."
        ),
    }
    return Words(
        subject,
        [happened[Correction.Kind(correction.kind)], *filter(None, said)],
        (title, absolute(page_path(page))),
    )


def _sign_off(link: GuestLink) -> Words | None:
    return _ask(link, _("Please sign off a press release"))


def _reminder(link: GuestLink) -> Words | None:
    return _ask(link, _("Reminder: please sign off a press release"))


def _ask(link: GuestLink, subject: str) -> Words | None:
    """Return what somebody is asked; None where they have decided already."""
    asked = SignOff.objects.current().undecided().filter(link=link).first()
    if asked is None:
        return None
    about = _(
        "It quotes you. We ask you to approve your statements as they stand there."
    )
    if asked.person_id is None:
        about = _("We ask you to approve its text.")
    return Words(
        subject,
        [
            _("For %(guest)s.") % {"guest": link.guest},
            _("%(site)s is preparing a press release that concerns you.")
            % {"site": site_name()},
            about,
            _(
                "You can approve it, ask for a change at any passage, or name somebody "
                "else who decides. Please answer by %(at)s."
            )
            % {"at": _instant(link.expires_at)},
        ],
        (_("Read and decide"), address_of(link, link.add_token())),
        [
            _("The release is not public yet. The link is for you alone."),
            _(
                "We note when what is opened with it, and nothing of your device or "
                "your network."
            ),
        ],
    )


WRITERS = {
    Kind.PASS: _pass,
    Kind.MOVED: _moved,
    Kind.LIFTED: _lifted,
    Kind.SIGN_OFF: _sign_off,
    Kind.REMINDER: _reminder,
}


def _instant(at) -> str:
    """Return an instant in words: in the zone of the site and in UTC."""
    local = timezone.localtime(at)
    return _("%(at)s, %(zone)s time (%(utc)s UTC)") % {
        "at": date_format(local, "DATETIME_FORMAT"),
        "zone": zone_name(),
        "utc": f"{at:%Y-%m-%d %H:%M}",
    }


def _set(link: GuestLink, words: Words) -> EmailMultiAlternatives:
    subject = " ".join(words.subject.split())
    legal = find_links(link.language)
    context = {
        "legal": legal,
        "words": words,
        "subject": subject,
        "site_name": site_name(),
        "site_address": absolute(f"/{link.language}/"),
    }
    letter = Letter(
        subject,
        link.language,
        render_to_string("guests/mail/letter.html", context),
        _plain(words),
        site_name(),
    )
    foot = render_to_string("guests/mail/foot.html", context)
    html = render_to_string(
        "subscriptions/mail/frame.html", {"letter": letter, "foot": foot}
    )
    why = _("You get this mail because %(site)s wrote to you personally.") % {
        "site": site_name()
    }
    foot_text = "\n".join([fold(why), *(f"{one.title} <{one.url}>" for one in legal)])
    mail = EmailMultiAlternatives(
        subject=subject,
        body=f"{letter.text}\n\n-- \n{foot_text}\n",
        to=[link.email],
        reply_to=[settings.REPLY_TO_EMAIL] if settings.REPLY_TO_EMAIL else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.encoding = SEVEN_BITS
    mail.attach_alternative(html, "text/html")
    return mail


def _plain(words: Words) -> str:
    link = [f"{words.link[0]}\n<{words.link[1]}>"] if words.link else []
    parts = [words.subject, *words.before, *link, *words.after]
    return "\n\n".join(part if part in link else fold(part) for part in parts)
