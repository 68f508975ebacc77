"""What stands above a page of the admin that is about a release."""

from __future__ import annotations

from django.urls import reverse

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from news.pages import PressReleasePage


class HeadedByRelease(WagtailAdminTemplateMixin):
    """A view of the admin that names ``release`` and leads back to its form."""

    release: PressReleasePage
    _show_header_buttons = False

    def get_breadcrumbs_items(self) -> list[dict]:
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.release.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit_url, "label": self.release.draft_title},
            {"url": "", "label": self.page_title},
        ]

    def get_page_subtitle(self) -> str:
        return self.release.draft_title
