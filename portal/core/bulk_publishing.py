"""Publish several pages at once: those that may be, and say of the others why not."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from portal.core.refused import RefusedError, show_why


class PublishEachBulkAction(PublishBulkAction):
    """Wagtail's action, which publishes all or none and does not say why."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.refusals: list[RefusedError] = []

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"refusals": self.refusals}

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        include_descendants: bool = False,
        user: Any = None,
        refusals: list[RefusedError] | None = None,
        **kwargs,
    ) -> tuple[int, int]:
        """Publish pages, and drafts below them; return how many of either.

        What is refused is added to ``refusals``.
        """
        refusals = [] if refusals is None else refusals
        pages_count = below_count = 0
        for page in objects:
            pages_count += cls._publish(page, user, refusals)
            drafts = page.get_descendants().not_live().specific()
            below = drafts if include_descendants else []
            for draft in below:
                if user is None or draft.permissions_for_user(user).can_publish():
                    below_count += cls._publish(draft, user, refusals)
        return pages_count, below_count

    @staticmethod
    def _publish(page: Page, user: Any, refusals: list[RefusedError]) -> bool:
        """Publish what a page says last; return whether it was not refused."""
        try:
            with transaction.atomic():
                text = page.get_latest_revision() or page.specific.save_revision(
                    user=user
                )
                text.publish(user=user)
        except RefusedError as refusal:
            refusals.append(refusal)
            return False
        return True

    def get_success_message(self, *counts: int) -> str | None:
        """Say how many were published, if any, and of each other why it was not."""
        form_of = AdminURLFinder(self.request.user)
        for refusal in self.refusals:
            address = form_of.get_edit_url(refusal.refused) or ""
            show_why(self.request, refusal.title, refusal, address)
        return super().get_success_message(*counts) if any(counts) else None
