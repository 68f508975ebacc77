"""Adds a language to a release: a draft that begins with the text of another one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Page

from news.drafting.translations import find_missing
from news.pages import NewsIndexPage, PressReleasePage
from news.publishing import stories


def add_language(
    release: PressReleasePage, newsroom: NewsIndexPage, user: Any
) -> PressReleasePage:
    """Return the version of a release in the language of a newsroom.

    One that is not there yet is made of the newest draft: its blocks, statements and
    pictures stay where they are, and its text is to be replaced (``is_untranslated``).
    Raises PermissionDenied.
    """
    with transaction.atomic():
        # Of two clicks the second one waits, and finds what the first has made.
        Page.objects.select_for_update().get(pk=release.pk)
        versions = stories.versions_of(release.translation_key)
        there = versions.filter(locale=newsroom.locale).first()
        if there is not None:
            return there
        if newsroom not in find_missing(release, user):
            raise PermissionDenied
        draft = release.get_latest_revision_as_object()
        stories.take_newest_fields(draft)
        # The right to add a page there was asked for, which is the narrower one.
        action = CopyPageForTranslationAction(draft, newsroom.locale, user=user)
        return action.execute(skip_permission_checks=True)
