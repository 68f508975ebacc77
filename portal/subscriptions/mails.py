"""The mails: what stands in them, once for all who get the same, and how each is sent."""

from __future__ import annotations

from dataclasses import dataclass
from email.charset import QP, Charset
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from news.models import Correction
from news.pages import PressReleasePage
from news.syndication.feeds.entries import shown_title
from news.syndication.feeds.listings import Listing
from news.syndication.formats import simple_html
from news.syndication.formats.plain_text import fold, fold_whole
from news.syndication.formats.sources import source_of
from portal.core.addresses import absolute, page_path
from portal.core.models import SiteSettings
from portal.legal.links import LegalLink, find_links

if TYPE_CHECKING:
    from datetime import datetime

    from portal.subscriptions.models import Delivery, Subscription

# Not every server takes eight bits; one that has to write a mail anew on its way
# makes the signature of the sender (DKIM) untrue. RFC 6376, section 5.3.
SEVEN_BITS = Charset("utf-8")
SEVEN_BITS.body_encoding = QP


class Notice(Enum):
    """Mails that answer a form."""

    CONFIRM = "confirm"
    KNOWN = "known"
    DATA = "data"


@dataclass(frozen=True)
class Letter:
    """What a mail says to all who get it in a language, above its foot."""

    subject: str
    language: str
    html: str
    text: str
    site_name: str
    # Imprint and privacy page in its language.
    legal: tuple[LegalLink, ...] = ()


def _letter(
    name: str, language: str, subject: str, context: dict, text: str = ""
) -> Letter:
    """Return a letter from its templates; the language must be active.

    ``text`` is the letter as plain text where that has no template.
    """
    context = context | {"subject": subject}
    html = render_to_string(f"subscriptions/mail/{name}.html", context)
    text = text or _render_text(name, context)
    subject = " ".join(subject.split())
    legal = tuple(find_links(language))
    return Letter(subject, language, html, text, site_name(), legal)


def _render_text(name: str, context: dict) -> str:
    """Return what a template of plain text says, in lines of the right width."""
    text = render_to_string(f"subscriptions/mail/{name}.txt", context)
    paragraphs = (fold(part) for part in text.strip().split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


def notice(
    kind: Notice, subscription: Subscription, identity: str
) -> EmailMultiAlternatives:
    """Return a mail that answers a form; it may reach somebody who sent none.

    Before the owner of an address has confirmed a list, nothing that the sender of
    the form has typed stands in it. Two with the same ``identity`` are one message.
    """
    with translation.override(subscription.language):
        subjects = {
            Notice.CONFIRM: _("Please confirm: %(list)s"),
            Notice.KNOWN: _("You get this already: %(list)s"),
            Notice.DATA: _("Your subscriptions and your data"),
        }
        called = subscription.title
        if kind is not Notice.KNOWN and "q" in subscription.parameters:
            called = _("A search in the newsroom")
        letter = _letter(
            kind.value,
            subscription.language,
            subjects[kind] % {"list": called},
            {
                "list": called,
                "frequency": subscription.get_frequency_display(),
                "links": links(subscription),
            },
        )
        mail = _message(letter, subscription, "")
    mail.extra_headers["Message-ID"] = _message_id(subscription, identity)
    return mail


def about_release(
    release: PressReleasePage, language: str, correction: Correction | None = None
) -> Letter:
    """Return the whole text of a release, for those who read mails in a language.

    ``correction`` is what the mail is about if the release is not new.
    """
    source = source_of(release)
    title = shown_title(release)
    with translation.override(release.language):
        notices = render_to_string("news/components/notices.html", {"release": release})
    with translation.override(language):
        subject = title
        if correction and correction.kind != Correction.Kind.WITHDRAWAL:
            subject = f"{correction.get_kind_display()}: {title}"
        known = _("About a release that you may have read:") if correction else ""
        day = date_format(timezone.localtime(release.released_at).date(), "DATE_FORMAT")
        texts = [
            fold(known),
            fold(f"{title} <{source.address}>"),
            day,
            fold_whole(source),
            fold(f"{_('Read it on the site')} <{source.address}>"),
        ]
        return _letter(
            "release",
            language,
            subject,
            {
                "release": release,
                "title": title,
                "address": source.address,
                "notices": notices,
                "content": simple_html.write(source.text.whole),
                "correction": correction,
            },
            "\n\n".join(text for text in texts if text),
        )


def digest(
    listing: Listing,
    releases: list[PressReleasePage],
    language: str,
    since: datetime,
    until: datetime,
) -> Letter:
    """Return the headlines of some days, for those who read mails in a language."""
    with translation.override(language):
        first, last = (
            date_format(timezone.localtime(instant).date(), "DATE_FORMAT")
            for instant in (since, until)
        )
        subject = ngettext(
            "%(count)d release, %(first)s to %(last)s",
            "%(count)d releases, %(first)s to %(last)s",
            len(releases),
        ) % {"count": len(releases), "first": first, "last": last}
        entries = [
            {
                "release": release,
                "title": shown_title(release),
                "address": absolute(page_path(release)),
                "is_revised": release.revised_at is not None
                and since < release.revised_at <= until,
            }
            for release in releases
        ]
        subject = f"{listing.full_title}: {subject}"
        context = {"entries": entries, "address": listing.page_address()}
        return _letter("digest", language, subject, context)


def message(letter: Letter, delivery: Delivery) -> EmailMultiAlternatives:
    """Return a letter as the mail of a delivery.

    One click on the mail program's own button ends the subscription (RFC 8058). The
    identity of the message is that of the delivery: one that is sent twice, because
    the line broke before the receipt came, is one message.
    """
    subscription = delivery.subscription
    event = f"{delivery.story} {delivery.event}"
    with translation.override(letter.language):
        ending = links(subscription)["end"]
        mail = _message(letter, subscription, ending)
    mail.extra_headers |= {
        "List-Id": f"<{subscription.list_id.hex}.{_host()}>",
        "List-Unsubscribe": f"<{ending}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": _message_id(subscription, event),
    }
    return mail


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _message_id(subscription: Subscription, identity: str) -> str:
    """Return the identity of a message (RFC 5322, section 3.6.4), always the same."""
    name = f"{identity} {subscription.token}"
    return f"<{uuid5(subscription.list_id, name)}@{_host()}>"


def _message(
    letter: Letter, subscription: Subscription, ending: str
) -> EmailMultiAlternatives:
    context = {
        "letter": letter,
        "subscription": subscription,
        "links": links(subscription),
        "is_subscribed": bool(ending),
        "site_address": absolute(f"/{letter.language}/"),
    }
    foot = render_to_string("subscriptions/mail/foot.html", context)
    foot_text = _render_text("foot", context)
    html = render_to_string("subscriptions/mail/frame.html", context | {"foot": foot})
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=f"{letter.text}\n\n-- \n{foot_text}\n",
        to=[subscription.email],
        reply_to=[settings.REPLY_TO_EMAIL] if settings.REPLY_TO_EMAIL else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.encoding = SEVEN_BITS
    mail.attach_alternative(html, "text/html")
    return mail


def links(subscription: Subscription) -> dict[str, str]:
    """Return where its owner confirms, changes and ends a subscription, by name."""
    return {
        name: absolute(reverse(f"subscription_{name}", args=[subscription.token]))
        for name in ("confirm", "manage", "end")
    }


def site_name() -> str:
    """Return what the newsroom is called in the active language."""
    return str(SiteSettings.load_default().name) or _("Newsroom")
