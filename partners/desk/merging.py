"""The pages on which two entries are made one: choose, look, confirm."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.widgets import AdminSnippetChooser

from partners.desk.drafts import EntityEditView
from partners.desk.merges import described
from partners.desk.permissions import may_merge
from partners.merging import (
    MODELS,
    PlanChangedError,
    check,
    merge,
    plan,
    references_to,
)
from partners.merging.plan import Entity
from partners.models import EntityKind


def merge_url(entity: Entity) -> str:
    """Return the address of the first page of merging an entry."""
    return reverse("partners_merging:merge", args=[entity._meta.model_name, entity.pk])


def edit_url(entity: Entity) -> str:
    """Return the address of the form of an entry."""
    return reverse(entity.snippet_viewset.get_url_name("edit"), args=[entity.pk])


def merge_button(entity: Entity) -> Button:
    """Return the way to merging, for the list and the form of an entry."""
    return Button(
        _("Merge into another …"),
        url=merge_url(entity),
        icon_name="collapse-down",
        priority=40,
    )


class MergeableEditView(EntityEditView):
    """The form of an entry that may turn out to be a duplicate."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if may_merge(self.request.user, self.model):
            buttons.append(merge_button(self.object))
        return buttons


class OtherForm(forms.Form):
    """Which other entry is the same."""

    def __init__(self, *args, entity: Entity, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        model = type(entity)
        self.fields["other"] = forms.ModelChoiceField(
            model.objects.exclude(pk=entity.pk),
            label=_("The same as"),
            widget=AdminSnippetChooser(model=model),
            error_messages={"invalid_choice": _("Choose another entry of this kind.")},
        )


class MergeView(WagtailAdminTemplateMixin, View):
    """Choose the other entry, then see what merging changes, then do it."""

    page_title = gettext_lazy("Merge")
    header_icon = "collapse-down"

    def setup(self, request: HttpRequest, kind: str, pk: int) -> None:
        super().setup(request, kind=kind, pk=pk)
        if kind not in MODELS:
            raise Http404
        self.model = MODELS[EntityKind(kind)]
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        entity = self.model.objects.filter(pk=pk).first()
        if entity is None:
            raise Http404
        self.entity: Entity = entity

    def get_page_subtitle(self) -> str:
        return self.entity.label

    def get_breadcrumbs_items(self) -> list[dict]:
        viewset = self.entity.snippet_viewset
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse(viewset.get_url_name("list")),
                "label": self.model._meta.verbose_name_plural,
            },
            {"url": edit_url(self.entity), "label": self.entity.label},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """Show the first page, or the second when the other entry is known."""
        if "other" not in request.GET:
            return self._choose()
        form = OtherForm(request.GET, entity=self.entity)
        if not form.is_valid():
            return self._choose(form.errors)
        return self._show(form.cleaned_data["other"], request.GET.get("keep"))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """Merge as it was shown, or show again what would change by now."""
        form = OtherForm(request.POST, entity=self.entity)
        if not form.is_valid():
            return self._choose(form.errors)
        other, keep = form.cleaned_data["other"], request.POST.get("keep")
        source, target = self._sides(other, keep)
        agreed = request.POST.get("fingerprint") or "nothing"
        try:
            merged = merge(source, target, request.user, agreed)
        except PlanChangedError:
            messages.warning(
                request,
                _(
                    "Something has changed meanwhile. Please look again before you merge."
                ),
            )
            return self._show(other, keep)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self._show(other, keep)
        address = reverse("partners_merging:merged", args=[merged.pk])
        messages.success(
            request,
            _("“%(source)s” has been merged into “%(target)s”.")
            % {"source": merged.source_label, "target": merged.target_label},
            buttons=[messages.button(address, _("What moved, and undo"))],
        )
        return redirect(edit_url(target))

    def _choose(self, errors: Mapping | None = None) -> HttpResponse:
        """Ask for the other entry; an empty form, as the chooser draws no nonsense."""
        for message in (errors or {}).get("other", []):
            messages.error(self.request, message)
        form = OtherForm(entity=self.entity)
        self.template_name = "partners/desk/merge_choose.html"
        context = self.get_context_data(form=form, entity=self.entity)
        return self.render_to_response(context | {"media": form.media})

    def _show(self, other: Entity, keep: str | None) -> HttpResponse:
        self.template_name = "partners/desk/merge_plan.html"
        source, target = self._sides(other, keep)
        found = plan(source, target)
        try:
            check(source, target)
            refusal = "; ".join(found.obstacles)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        return self.render_to_response(
            self.get_context_data(
                plan=found,
                moves=described(found.moves),
                other=other,
                refusal=refusal,
                source_url=edit_url(source),
                target_url=edit_url(target),
            )
        )

    def _sides(self, other: Entity, keep: str | None) -> list[Entity]:
        """Return the duplicate and the entry that is kept.

        Unless somebody says which, the one that more refers to is kept, then the older.
        """
        pair = [self.entity, other]
        if keep in {str(one.pk) for one in pair}:
            return sorted(pair, key=lambda one: str(one.pk) == keep)
        return sorted(pair, key=lambda one: (reference_count(one), -one.pk))


def reference_count(entity: Entity) -> int:
    """Return how many rows refer to an entry."""
    return sum(
        relation.related_model._base_manager.filter(
            **{relation.field.name: entity}
        ).count()
        for relation in references_to(type(entity))
    )
