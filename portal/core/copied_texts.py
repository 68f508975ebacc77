"""A version in simple language that says what the ordinary version says.

A new version begins as a copy. Whoever relies on Leichte Sprache could not tell it from
one that somebody wrote, so it does not go public as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from portal.core.languages import find_simple_form
from portal.core.page_texts import TEXTS, list_paragraphs
from portal.core.plain_language import RULES, split
from portal.core.simple_forms import SimpleForm

# Of the words. Plain language may keep what was plain, and all of a sentence or two.
MOST_KEPT = 0.9
# So many of the newest texts of the ordinary version are compared, besides the one from
# which a page began: saving takes as long after a year of changes as after a day.
LAST = 30
# Where there is none, all that the page says is looked at.
MAIN_TEXT = ("body",)


def check(page: Page, revision: Revision) -> None:
    """Refuse to approve a text in simple language that is the ordinary one.

    Raises ValidationError. What was approved has only waited for its time.
    """
    due_at = revision.approved_go_live_at
    if find_form(page) and not (due_at and due_at <= timezone.now()):
        check_page(revision.as_object())


def check_page(page: Page) -> None:
    """Refuse what ``page`` says as it is, saved or not; see ``check``."""
    form = find_form(page)
    if form and page.pk and _is_copy(page, form):
        raise ValidationError(
            _(
                "In %(form)s this page still says what the ordinary version says. "
                "Its readers rely on that name: write the text in it, or leave it a "
                "draft."
            )
            % {"form": form.own_name},
        )


def find_form(page: Page) -> SimpleForm | None:
    """Return how the language of a page is a simple form, None where it is not."""
    return find_simple_form(page.locale.language_code) if page.locale_id else None


def _is_copy(page: Page, form: SimpleForm) -> bool:
    names = MAIN_TEXT if any(_list_sentences(page, MAIN_TEXT, form)) else TEXTS
    said = [*_list_sentences(page, names, form)]
    return bool(said) and any(
        _share(said, {*_list_sentences(text, names, form)}) >= MOST_KEPT
        for text in _list_ordinary(page)
    )


def _share(said: list[str], ordinary: set[str]) -> float:
    """Return how many of the words stand in sentences that are the ordinary ones."""
    kept = _count_words(one for one in said if one in ordinary)
    return kept / _count_words(said)


def _count_words(sentences: Iterable[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _list_sentences(
    page: Page, names: Iterable[str], form: SimpleForm
) -> Iterator[str]:
    rules = RULES[form.base, form.kind]
    for paragraph in list_paragraphs(page, names):
        yield from split(" ".join(paragraph.split()), rules)


def _list_ordinary(page: Page) -> Iterator[Page]:
    """Yield the other versions as they say it, and as they once said it."""
    begun = page.revisions.order_by("pk").values_list("created_at", flat=True).first()
    others = Page.objects.filter(translation_key=page.translation_key)
    for other in others.exclude(pk=page.pk).select_related("locale"):
        if find_form(other):
            continue
        yield other.specific
        texts = other.revisions.order_by("-pk")
        for revision in texts[:LAST]:
            yield revision.as_object()
        if begun and (copied := texts.filter(created_at__lte=begun).first()):
            yield copied.as_object()
