"""Who is asked to sign off a release, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partners.models import Institution, Person
from portal.guests.models.links import GuestLink

if TYPE_CHECKING:
    from typing import Self


class SignOffQuerySet(models.QuerySet):
    """Sign-offs."""

    def current(self) -> Self:
        """Keep those that were neither delegated nor asked for again."""
        return self.filter(followed_by=None)

    def of(self, story) -> Self:
        """Keep those of a story, with their links and whom they are about."""
        found = self.filter(link__story=story)
        return found.select_related("link", "person", "institution")

    def required(self) -> Self:
        """Keep those without which nothing is published, unless somebody waived them."""
        return self.filter(is_required=True, waived_at=None)

    def undecided(self) -> Self:
        """Keep those that wait for a decision."""
        return self.filter(decision="")


class SignOff(models.Model):
    """That somebody is asked to approve a release, and what they decided.

    Of a person, their statements are asked about; of an institution, and of neither, the
    whole text, in one language. ``seen`` is the digest of what was decided on.
    """

    # No use of a person or an institution that visitors should be shown.
    wagtail_reference_index_ignore = True

    class Decision(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("sign-off", "approved")
        CHANGE = "change", pgettext_lazy("sign-off", "change asked for")
        DELEGATED = "delegated", pgettext_lazy("sign-off", "delegated")

    link = models.OneToOneField(
        GuestLink, on_delete=models.CASCADE, related_name="sign_off"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, null=True, on_delete=models.PROTECT, related_name="+"
    )
    text_language = models.CharField(max_length=12)
    is_required = models.BooleanField(default=True)
    # How many of those asked for an institution must approve; 0: all.
    quorum = models.PositiveSmallIntegerField(default=0)
    remind_after_days = models.PositiveSmallIntegerField(default=3)
    reminded_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True)
    seen = models.CharField(max_length=64, blank=True)
    # The one in whose place this is, delegated or asked for again.
    follows = models.OneToOneField(
        "self", null=True, on_delete=models.CASCADE, related_name="followed_by"
    )
    waived_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    waiver_reason = models.TextField(blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(institution__isnull=True),
                name="guests_signoff_about_one",
            )
        ]
        permissions = [
            ("publish_without_sign_off", _("Can publish without a required sign-off"))
        ]

    def __str__(self) -> str:
        # Never a name: this is what ends up in logs.
        return f"sign-off {self.pk}"


class PassageComment(models.Model):
    """What a guest wants to be changed, at a passage as it stood then.

    Without a passage it is about the whole.
    """

    sign_off = models.ForeignKey(
        SignOff, on_delete=models.CASCADE, related_name="comments"
    )
    key = models.CharField(max_length=64, blank=True)
    passage = models.TextField(blank=True)
    comment = models.TextField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment on a passage")
        verbose_name_plural = _("comments on passages")

    def __str__(self) -> str:
        return f"comment of {self.sign_off}"
