"""Previews, which show files that are private and are kept by nobody."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from wagtail.models import PreviewableMixin

from portal.core.file_keys import granting

# How long the addresses of private files in a preview open them.
PREVIEWED = timedelta(hours=1)


class PrivatePreviewMixin(PreviewableMixin):
    """Something of which drafts can be looked at."""

    def make_preview_request(self, *args, **kwargs) -> HttpResponse:
        """Answer with a preview, whose files open for a while; see Wagtail.

        Who may see a draft sees its pictures and documents, private as they are and
        whatever collection they are in.
        """
        with granting(timezone.now() + PREVIEWED):
            response = super().make_preview_request(*args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response
