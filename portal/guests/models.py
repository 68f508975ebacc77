"""Who may read a release before everybody else, without an account, and what they did."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

from partners.models import Institution, Person
from portal.core.languages import content_languages
from portal.core.models import Topic
from portal.subscriptions.models import normalised

if TYPE_CHECKING:
    from typing import Self

TOKEN_BYTES = 32  # 256 random bits
# How long it is kept who had a pass or a share link, after its end.
KEPT = timedelta(days=180)
# Who may publish although a required sign-off is missing.
WITHOUT = "guests.publish_without_sign_off"

# Sent with ``story``, ``user`` and ``reason`` before a workflow goes on although
# sign-offs are missing.
going_on_without = Signal()


def new_token() -> str:
    """Return the secret part of an address. It is stored nowhere."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """Return what is stored of a token, from which it cannot be got back."""
    return hashlib.sha256(token.encode()).hexdigest()


def mail_languages() -> list[tuple[str, str]]:
    """Return the languages in which the site writes to guests."""
    names = dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES)
    return [(code, names.get(code, code)) for code in content_languages()]


class Journalist(models.Model):
    """Somebody who gets releases before their embargo lifts.

    Name and address are personal data: those who give passes see them, nobody else.
    Who is deleted loses their passes, and with them goes what is known of their use.
    """

    # No use of a topic that visitors should be shown.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), unique=True)
    medium = models.CharField(
        _("medium"),
        max_length=200,
        blank=True,
        help_text=_("For whom the journalist writes; empty for freelancers."),
    )
    language = models.CharField(
        _("language of the mails"), max_length=12, choices=mail_languages
    )
    topics = models.ManyToManyField(
        Topic,
        verbose_name=_("beats"),
        blank=True,
        related_name="+",
        help_text=_("The topics that the journalist writes about."),
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("journalist")
        verbose_name_plural = _("journalists")

    def __str__(self) -> str:
        return f"{self.name} ({self.medium})" if self.medium else self.name

    def clean(self) -> None:
        """Keep the address in its normal form.

        Raises ValidationError for the field ``email``.
        """
        super().clean()
        if self.email:
            try:
                self.email = normalised(self.email)
            except ValidationError:
                raise ValidationError(
                    {"email": _("Enter an e-mail address such as name@example.org.")}
                ) from None


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


class ReasonForm(TaskStateCommentForm):
    """Why a task is ended before all have answered."""

    comment = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3})
    )


class SignOffTask(Task):
    """A step of a workflow that ends when all required sign-offs are there."""

    quorum = models.PositiveSmallIntegerField(
        _("quorum of each institution"),
        default=0,
        help_text=_(
            "How many of those who are asked for an institution must approve; "
            "0 for all of them."
        ),
    )
    days_to_answer = models.PositiveSmallIntegerField(
        _("days to answer"), default=7, validators=[MinValueValidator(1)]
    )
    remind_after_days = models.PositiveSmallIntegerField(
        _("days between reminders"), default=3, validators=[MinValueValidator(1)]
    )

    admin_form_fields = [
        *Task.admin_form_fields,
        "quorum",
        "days_to_answer",
        "remind_after_days",
    ]

    class Meta:
        verbose_name = _("sign-off by guests")
        verbose_name_plural = _("sign-offs by guests")

    @classmethod
    def get_description(cls) -> str:
        return str(
            _("Partners and quoted people approve by a link, without an account.")
        )

    def get_actions(self, obj, user) -> list[tuple]:
        """Return what may be done besides waiting; see Wagtail."""
        actions = []
        if obj.permissions_for_user(user).can_publish():
            actions.append(("reject", _("Request changes"), True))
            if user.has_perm(WITHOUT):
                actions.append(("approve", _("Go on without sign-off"), True))
        return actions

    def get_form_for_action(self, action):
        return (
            ReasonForm if action == "approve" else super().get_form_for_action(action)
        )

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs) -> None:
        """Do what was chosen; who goes on without sign-off waives what is missing."""
        if action_name == "approve":
            reason = kwargs.get("comment", "").strip()
            if not reason or not user.has_perm(WITHOUT):
                raise PermissionDenied
            going_on_without.send(
                sender=type(self),
                story=task_state.workflow_state.content_object.translation_key,
                user=user,
                reason=reason,
            )
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if user.has_perm(WITHOUT):
            states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
            return states.filter(task=self.task_ptr)
        return TaskState.objects.none()
