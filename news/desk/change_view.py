"""Publish a text that says something else than the public one, and say so."""

from __future__ import annotations

from typing import cast
from uuid import uuid4

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.log_actions import log

from news.desk.correct_view import CorrectView
from news.desk.languages_view import draft_with_record
from news.models import Correction
from news.pages import PressReleasePage
from news.publishing import gates
from news.syndication import history, substance
from portal.core.refused import Reason, find_reasons

SMALL = "small"
# The action in the audit log.
SMALL_CHANGE = "news.small_change"


def changes_substance(release: PressReleasePage) -> bool:
    """Tell whether the newest text of a public release says something else."""
    public = public_version(release)
    return public is not None and bool(
        substance.find_reasons(public, draft_with_record(release))
    )


def public_version(release: PressReleasePage) -> PressReleasePage | None:
    """Return what the public reads of a release now; None of one that is withdrawn."""
    public = PressReleasePage.objects.released().filter(pk=release.pk).first()
    return None if public is None or public.is_withdrawn else public


class ChangeForm(forms.ModelForm):
    """What kind of change it is, and what readers are told of it."""

    way = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"),
        choices=[
            (Correction.Kind.CORRECTION.value, Correction.Kind.CORRECTION.label),
            (Correction.Kind.ADDITION.value, Correction.Kind.ADDITION.label),
            (SMALL, gettext_lazy("A slip of the pen: nobody need be told")),
        ],
        widget=forms.RadioSelect,
    )
    # Whoever saves another text meanwhile has it looked at again.
    text = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Correction
        fields = ["what", "why"]

    field_order = ["way", "what", "why"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].required = False

    def clean(self) -> dict:
        values = super().clean() or {}
        way = values.get("way")
        if way and way != SMALL and not values.get("what"):
            self.add_error("what", _("Say what was wrong, or is new."))
        return values

    def _post_clean(self) -> None:
        self.instance.kind = self.cleaned_data.get("way") or self.instance.kind
        if self.instance.kind != SMALL:
            super()._post_clean()  # type: ignore[misc]


def is_small(form: forms.ModelForm) -> bool:
    """Tell whether a change is called a slip of the pen."""
    return form.cleaned_data["way"] == SMALL


class ChangeView(CorrectView):
    """The form that stands between a changed text and the public."""

    template_name = "news/desk/change.html"
    form_class = ChangeForm
    page_title = gettext_lazy("Publish changes")

    def get_wanted(self) -> dict:
        return {"live": True, "has_unpublished_changes": True}

    def check_permission(self) -> None:
        super().check_permission()
        if self.release.is_withdrawn:
            raise PermissionDenied

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        kwargs.pop("is_withdrawn")
        return kwargs | {"initial": {"text": self.release.latest_revision_id}}

    @cached_property
    def refused(self) -> list[Reason]:  # type: ignore[override]
        """What keeps the text from being published, as far as it is known at once."""
        text = self.release.latest_revision
        return find_reasons(gates.find_refusals(self.release, text))

    def get_context_data(self, **kwargs) -> dict:
        public, draft = public_version(self.release), draft_with_record(self.release)
        told: dict = {}
        if public is not None:
            told["reasons"] = substance.find_reasons(public, draft)
            told["paragraphs"] = list(
                history.compare(
                    history.paragraphs_of(public), history.paragraphs_of(draft)
                )
            )
        return super().get_context_data(**kwargs) | told

    def form_valid(self, form: ChangeForm) -> HttpResponse:
        if form.cleaned_data["text"] != self.release.latest_revision_id:
            form.add_error(
                None, _("Another text was saved meanwhile. Look at the changes again.")
            )
            data = cast(QueryDict, form.data).copy()
            data["text"] = str(self.release.latest_revision_id)
            form.data = data
            return self.form_invalid(form)
        if self.refused:
            return self.form_invalid(form)
        return self.act(form) if is_small(form) else super().form_valid(form)

    def foresee(self, form: forms.ModelForm) -> dict:
        return super().foresee(form) | {"is_with_text": True}

    def publish(self, form: forms.ModelForm) -> None:
        """Publish the text with its note; of a slip of the pen nobody is told."""
        text = self.release.latest_revision
        text.publish(user=self.request.user)
        if not is_small(form):
            super().publish(form)
            return
        log(
            instance=self.release,
            action=SMALL_CHANGE,
            user=self.request.user,
            uuid=uuid4(),
            data={"revision": text.pk},
        )

    def _lead_on(self, kind: str) -> None:
        if kind == SMALL:
            messages.success(self.request, _("The changed text is public."))
            return
        messages.success(
            self.request,
            _("The changed text is public, and readers are told of the change."),
            buttons=self._other_languages(),
        )
