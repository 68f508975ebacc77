"""What the views of accounts have in common with those of groups."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property


class ActingMixin:
    """A view whose form knows who uses it, as ``acting``."""

    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"acting": self.request.user}  # type: ignore[misc]


class WithinRightsMixin:
    """A view of one thing; leads back to the list if it has rights its user lacks."""

    request: HttpRequest
    index_url_name: str
    refusal: str | Promise

    def within(self) -> QuerySet:
        """Return what the user of the view may look after."""
        raise NotImplementedError

    def run_before_hook(self) -> HttpResponse | None:
        """Refuse after Wagtail has asked for the permission, before all else."""
        if not self.within().filter(pk=self.get_object().pk).exists():  # type: ignore[attr-defined]
            messages.error(self.request, str(self.refusal))
            return redirect(self.index_url_name)
        return super().run_before_hook()  # type: ignore[misc]


class LinkedWithinRightsMixin:
    """A list that links to the form of what its user may look after only."""

    def within(self) -> QuerySet:
        """Return what the user of the view may look after."""
        raise NotImplementedError

    @cached_property
    def keys_within(self) -> set[int]:
        return set(self.within().values_list("pk", flat=True))

    def get_edit_url(self, instance) -> str | None:
        if instance.pk in self.keys_within:
            return super().get_edit_url(instance)  # type: ignore[misc]
        return None

    def get_copy_url(self, instance) -> str | None:
        if instance.pk in self.keys_within:
            return super().get_copy_url(instance)  # type: ignore[misc]
        return None

    def get_delete_url(self, instance) -> str | None:
        if instance.pk in self.keys_within:
            return super().get_delete_url(instance)  # type: ignore[misc]
        return None
