"""The step of a workflow that waits for sign-offs."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

# Who may publish although a required sign-off is missing.
WITHOUT = "guests.publish_without_sign_off"

# Sent with ``story``, ``user`` and ``reason`` before a workflow goes on although
# sign-offs are missing.
going_on_without = Signal()


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
