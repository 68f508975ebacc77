"""Where somebody may add a release: that is, in which languages."""

from __future__ import annotations

from typing import Any

from news.pages.newsroom import NewsIndexPage


def find_newsrooms(user: Any) -> list[NewsIndexPage]:
    """Return the newsrooms to which somebody may add a release."""
    return [
        newsroom
        for newsroom in NewsIndexPage.objects.select_related("locale")
        if newsroom.permissions_for_user(user).can_add_subpage()
    ]


def find_languages(user: Any) -> set[str]:
    """Return the codes of the languages in which somebody may add a release."""
    return {newsroom.locale.language_code for newsroom in find_newsrooms(user)}
