"""Who may merge entries."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import models

from partners.merging import MODELS


def may_merge(user, model: type[models.Model]) -> bool:
    """Tell whether somebody may both change and delete entries of a kind."""
    meta = model._meta
    return all(
        user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}")
        for action in ("change", "delete")
    )


def merged_kinds(user) -> list[str]:
    """Return the kinds of entries that somebody may merge."""
    return [kind.value for kind, model in MODELS.items() if may_merge(user, model)]


class MergersOnly:
    """A view for those who may merge something."""

    def dispatch(self, request, *args, **kwargs):
        if not merged_kinds(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
