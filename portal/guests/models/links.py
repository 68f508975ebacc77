"""Links that let guests in: passes, share links and sign-offs; what was opened by them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.guests.models.journalists import Journalist, mail_languages

if TYPE_CHECKING:
    from typing import Self

TOKEN_BYTES = 32  # 256 random bits
# How long it is kept who had a pass or a share link, after its end.
KEPT = timedelta(days=180)


def new_token() -> str:
    """Return the secret part of an address. It is stored nowhere."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """Return what is stored of a token, from which it cannot be got back."""
    return hashlib.sha256(token.encode()).hexdigest()


class GuestLinkQuerySet(models.QuerySet):
    """Links of guests."""

    def valid(self) -> Self:
        """Keep those that open something now."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def to_forget(self, now: datetime) -> Self:
        """Keep what may no longer be kept: passes and share links that ended long ago.

        Sign-offs are kept as long as there are people to ask what was approved.
        """
        over = Q(expires_at__lt=now - KEPT) | Q(revoked_at__lt=now - KEPT)
        return self.filter(over).exclude(purpose=GuestLink.Purpose.SIGN_OFF)

    def passes(self) -> Self:
        """Keep embargo passes."""
        return self.filter(purpose=GuestLink.Purpose.PASS)

    def readers(self) -> Self:
        """Keep passes whose journalists could read the release, also after their end.

        Not those that were revoked: with them nobody has to do any more.
        """
        return self.passes().filter(revoked_at=None).exclude(terms_accepted_at=None)

    def opened_by(self, token: str, purpose: str) -> Self:
        """Keep the valid link that a token opens; without one, nothing tells why."""
        digest = digest_of(token)
        return self.valid().filter(purpose=purpose, tokens__digest=digest)


class GuestLink(models.Model):
    """A way for one guest to one release, before it is public.

    ``story`` is the ``translation_key`` of the release. Its address holds a token, of
    which a digest is stored (``Token``).
    """

    # No use of a release that an editor should be shown.
    wagtail_reference_index_ignore = True

    class Purpose(models.TextChoices):
        PASS = "pass", _("Embargo pass")
        SIGN_OFF = "sign-off", _("Sign-off")
        SHARE = "share", _("Share link")

    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    story = models.UUIDField(editable=False, db_index=True)
    journalist = models.ForeignKey(
        Journalist, null=True, on_delete=models.CASCADE, related_name="links"
    )
    name = models.CharField(_("name"), max_length=200)
    medium = models.CharField(_("medium"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language of the mails"), max_length=12, choices=mail_languages
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    terms_accepted_at = models.DateTimeField(_("terms accepted"), null=True)
    # When the embargo lifts, as the guest was told last.
    told_lift_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "name", "pk"]
        verbose_name = _("link of a guest")
        verbose_name_plural = _("links of guests")

    def __str__(self) -> str:
        # Never the name: this is what ends up in logs.
        return f"guest link {self.pk}"

    @property
    def is_valid(self) -> bool:
        """Whether the link opens something now."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def is_accepted(self) -> bool:
        """Whether the guest has accepted the terms of the embargo."""
        return self.terms_accepted_at is not None

    @property
    def guest(self) -> str:
        """Who the guest is, with the medium of a journalist."""
        return f"{self.name}, {self.medium}" if self.medium else self.name

    def add_token(self) -> str:
        """Return a new token that opens this link, beside those it has.

        Whoever is written to again gets another one: what is stored of the first is
        not enough to repeat it.
        """
        token = new_token()
        Token.objects.create(link=self, digest=digest_of(token))
        return token

    def note(self, what: str) -> None:
        """Note in the access log that the guest has opened something."""
        Access.objects.create(link=self, what=what)


class Token(models.Model):
    """What is stored of a token: the SHA-256 of 256 random bits, in hexadecimal."""

    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"token of {self.link}"


class Access(models.Model):
    """That a guest has opened something. Neither from where nor with what."""

    link = models.ForeignKey(
        GuestLink, on_delete=models.CASCADE, related_name="accesses"
    )
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=100)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = pgettext_lazy("of a guest", "access")
        verbose_name_plural = pgettext_lazy("of a guest", "accesses")

    def __str__(self) -> str:
        return f"{self.what} by {self.link}"
