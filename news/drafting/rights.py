"""What an editor may add: asked of the same rules as the forms of the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from wagtail.permissions import policy_registry

from news.pages import NewsIndexPage
from news.pages.adding import find_newsrooms


def may(user: Any, action: str, model: type[Model]) -> bool:
    """Tell whether somebody may do something with a kind of entry.

    Without a user it is the site itself that acts.
    """
    if user is None:
        return True
    policy = policy_registry.get_by_type(model)
    return policy.user_has_permission(user, action)


def check_newsroom(user: Any, newsroom: NewsIndexPage) -> None:
    """Raise PermissionDenied where somebody may add no release to a newsroom."""
    if user is not None and newsroom not in find_newsrooms(user):
        raise PermissionDenied
