"""The button of a release's form that leads to the publication of all its languages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.action_menu import ActionMenuItem

from news.pages import PressReleasePage
from news.pages.forms import PUBLISH_ALL
from news.publishing import stories, together


def find_languages(release: PressReleasePage, user: Any) -> list[str]:
    """Return the languages that somebody may publish with a release, if more than one."""
    offered = together.find_offered(release)
    if len(offered) < 2:
        return []
    pages = stories.versions_of(release.translation_key)
    chosen = [page for page in pages if page.language in offered]
    may = all(page.permissions_for_user(user).can_publish() for page in chosen)
    return offered if may else []


class PublishAllItem(ActionMenuItem):
    """Saves, and leads to the page that asks whether all languages shall be public."""

    name = PUBLISH_ALL
    icon_name = "globe"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and isinstance(page, PressReleasePage)
            and not context["locked_for_user"]
            and bool(find_languages(page, context["request"].user))
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        page = parent_context["page"]
        offered = find_languages(page, parent_context["request"].user)
        label = _("Publish both …") if len(offered) == 2 else _("Publish all …")
        return super().get_context_data(parent_context) | {"label": label}
