"""Two languages of a release in one form, saved together or not at all (ADR 52)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.db import transaction
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component

from news.desk.both_forms import PREFIX, BothForm, TextForm, name_revision
from news.desk.both_panels import (
    SECOND,
    BothLanguages,
    Column,
    build_handler,
    build_text_handler,
    list_lines,
    list_read,
    mark_language,
)
from news.desk.both_places import Place, find_places
from news.desk.languages_view import draft_with_record
from news.desk.read_forms import SourceForm
from news.desk.release_views import ReleaseEditView
from news.drafting.translations import find_missing
from news.pages import PressReleasePage
from news.pages.forms import PUBLISH_ALL
from news.pages.language_panel import describe_versions
from news.pages.translations import seen_by, versions_of
from news.publishing import stories, together
from portal.core.differences import differences
from portal.core.languages import own_names


@dataclass(frozen=True)
class Pair:
    """Two versions of a story. The facts are in the form of ``first``."""

    original: PressReleasePage
    other: PressReleasePage
    first: PressReleasePage
    second: PressReleasePage


def may_write(page: PressReleasePage, user: Any) -> bool:
    """Tell whether somebody may save a version, and no lock keeps it from them."""
    lock = page.get_lock()
    is_locked = lock is not None and lock.for_user(user)
    return page.permissions_for_user(user).can_edit() and not is_locked


def find_pair(page: PressReleasePage, asked: str, user: Any) -> Pair | None:
    """Return the original and one other version; None where there is no other.

    The first of both is one that can be written, where there is one.
    """
    versions = [one.specific for one in stories.versions_of(page.translation_key)]
    originals = [one for one in versions if not one.is_translation]
    original = (originals or versions)[0]
    others = [one for one in versions if one.pk != original.pk]
    if not others:
        return None
    wanted = asked or page.language
    other = next((one for one in others if one.language == wanted), others[0])
    turned = may_write(other, user) and not may_write(original, user)
    first, second = (other, original) if turned else (original, other)
    return Pair(original, other, first, second)


class SaveBoth(Component):
    """The buttons below the form."""

    template_name = "news/desk/both_actions.html"

    def __init__(self, is_locked: bool, may_publish: bool) -> None:
        self.is_locked = is_locked
        self.may_publish = may_publish

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "is_locked": self.is_locked,
            "may_publish": self.may_publish,
            "publish_all": PUBLISH_ALL,
        }


class BothLanguagesView(ReleaseEditView):
    """Wagtail's form of the first language with the text of the second in it."""

    partials_template_name = "news/desk/both_partials.html"
    form: BothForm

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        page = get_object_or_404(PressReleasePage, pk=pk)
        pair = find_pair(page, request.GET.get("language", ""), request.user)
        if pair is None:
            return redirect("wagtailadmin_pages:edit", pk)
        self.pair = pair
        return super().dispatch(request, page_id=pair.first.pk)

    def get_template_names(self) -> list[str]:
        if self.is_asking:
            return ["news/desk/both_overwrite.html"]
        return [
            self.partials_template_name
            if self.hydrate_create_view
            else "news/desk/both.html"
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._prepare()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._prepare()
        return super().post(request, *args, **kwargs)

    def _prepare(self) -> None:
        """Take the panels of both languages where Wagtail has those of the page."""
        self.edit_handler = build_handler(self.page_class)
        second_class: Any = type(self.pair.second)
        self.text_handler = build_text_handler(second_class)
        self.form_class = partial(
            self.edit_handler.get_form_class(),
            second=self.build_second() if self.has_second else None,
            beside=self.pair.second.language,
            lay_out=self.lay_out,
        )

    @cached_property
    def is_open(self) -> bool:
        """Whether the second language can be written at present."""
        return may_write(self.pair.second, self.request.user)

    @property
    def has_second(self) -> bool:
        """Whether the form has a second text, perhaps one that was closed meanwhile."""
        return self.is_open or f"{PREFIX}-seen" in self.request.POST

    def saved_second(self) -> PressReleasePage:
        """Return the newest draft of the second language, with the facts of the first."""
        # Read anew: the object of a page without a draft is the one that a form fills.
        row = type(self.pair.second).objects.get(pk=self.pair.second.pk)
        draft = row.get_latest_revision_as_object()
        stories.take_fields(draft, self.page.serializable_data())
        return draft

    def build_second(self) -> TextForm:
        """Return the form of the second language, with what was sent if it was."""
        is_sent = self.request.method == "POST"
        form = self.text_handler.get_form_class()(
            self.request.POST if is_sent else None,
            self.request.FILES if is_sent else None,
            instance=self.saved_second(),
            parent_page=self.pair.second.get_parent(),
            for_user=self.request.user,
            language=self.pair.second.language,
            is_open=self.is_open,
        )
        mark_language(form, self.pair.second.language)
        return form

    def sent_second(self) -> PressReleasePage:
        """Return what saving would make of ``saved_second``."""
        form = self.build_second()
        form.defer_required_fields()
        form.is_valid()
        return form.save(commit=False)

    @cached_property
    def second_is_new(self) -> bool:
        """Whether the form says anything about the second language."""
        is_current = f"{PREFIX}-is_current" in self.request.POST
        return self.has_second and (
            is_current
            or not together.say_the_same(self.saved_second(), self.sent_second())
        )

    @cached_property
    def second_is_out_of_date(self) -> bool:
        """Whether the second language was saved since the form was opened."""
        if self.request.method != "POST" or not self.has_second:
            return False
        newest = self.pair.second.latest_revision
        if own := self.request.POST.get(f"{PREFIX}-own"):
            return newest is None or own != str(newest.pk)
        seen = self.request.POST.get(f"{PREFIX}-seen", "")
        return seen != name_revision(newest)

    @cached_property
    def is_out_of_date(self) -> bool:  # type: ignore[override]
        return super().is_out_of_date or self.second_is_out_of_date

    @cached_property
    def action_name_and_method(self) -> tuple[str, Any]:
        """Save, whatever is asked for; publication has a page of its own."""
        return ("save", self.save_action)

    def says_nothing_new(self) -> bool:
        return super().says_nothing_new() and not self.second_is_new

    def form_valid(self, form: ModelForm) -> HttpResponse:
        is_button = not self.expects_json_response
        if is_button and self.second_is_out_of_date and self.second_is_new:
            return self.ask(form, self.saved(), self.sent())
        return super().form_valid(form)

    def find_differences(self, theirs: Model, mine: Model) -> list:
        found = super().find_differences(theirs, mine)
        if not self.second_is_out_of_date:
            return found
        of_second = differences(
            self.text_handler, self.request, self.saved_second(), self.sent_second()
        )
        for one in of_second:
            one.language = own_names()[self.pair.second.language]
        return [*found, *of_second]

    def last_save(self, thing: Model) -> dict[str, Any]:
        """Return who saved last, in either language."""
        pages = [self.pair.first, self.pair.second]
        texts = [one.latest_revision for one in pages if one.latest_revision]
        revision = max(texts, key=lambda text: text.created_at)
        return {"by": revision.user, "at": revision.created_at}

    def ask(self, form: ModelForm, theirs: Model, mine: Model) -> HttpResponse:
        if second := cast(BothForm, form).second:
            # Sent again it is a decision.
            newest = name_revision(self.pair.second.latest_revision)
            sent = self.request.POST.copy()
            sent[f"{PREFIX}-seen"], sent[f"{PREFIX}-own"] = newest, ""
            second.data = sent
        return super().ask(form, theirs, mine)

    def save_action(self) -> HttpResponse:
        with transaction.atomic():
            return super().save_action()

    def run_hook(self, name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Save the second language when the first is saved, before anybody is told."""
        if name == "after_edit_page" and self.second_is_new:
            self._save_second()
        return super().run_hook(name, *args, **kwargs)

    def _save_second(self) -> None:
        form = cast(TextForm, self.form.second)
        stories.take_fields(form.instance, self.page.serializable_data())
        page = form.save(commit=not form.instance.live)
        own = self.request.POST.get(f"{PREFIX}-own") or None
        revision = page.save_revision(
            user=self.request.user,
            log_action=True,
            overwrite_revision=page.revisions.filter(pk=own).first() if own else None,
            clean=False,
        )
        form.note_saved(revision)

    def get_edit_url(self) -> str:
        return reverse("news_both", args=[self.pair.other.pk])

    def get_page_title(self) -> str:
        return _("Side by side")

    def get_action_menu(self) -> SaveBoth:
        user = self.request.user
        may_publish = all(
            page.permissions_for_user(user).can_publish()
            for page in (self.pair.first, self.pair.second)
        )
        return SaveBoth(self.locked_for_user, may_publish and self.is_open)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mark_language(self.form, self.pair.first.language)
        languages = describe_versions(self.pair.first, self.request.user)
        return super().get_context_data(**kwargs) | {
            "pair": self.pair,
            "versions": languages["versions"],
            "source": self.build_source(),
        }

    def build_source(self) -> SourceForm | None:
        """Return the form that reads a text of the other language, while it has none."""
        other = self.pair.other
        newsrooms = [
            newsroom
            for newsroom in find_missing(self.pair.original, self.request.user)
            if newsroom.locale_id == other.locale_id
        ]
        if not newsrooms:
            return None
        return SourceForm(newsrooms=newsrooms, initial={"newsroom": newsrooms[0].pk})

    def lay_out(self, panel: BothLanguages.BoundPanel) -> list[Column]:
        """Return the columns, that of the original first."""
        versions = {one.language: one for one in versions_of(self.pair.first)}
        second = None
        if form := panel.form.second:
            second = self.text_handler.get_bound_panel(
                instance=form.instance,
                request=self.request,
                form=form,
                prefix=SECOND,
            )
        columns = []
        for page in (self.pair.original, self.pair.other):
            shown = panel.text if page is self.pair.first else second
            name = versions[page.language].language_name
            lines = (
                list_lines(shown, name, self.places)
                if shown
                else list_read(name, self.places)
            )
            columns.append(Column(versions[page.language], shown, list(lines)))
        return columns

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """The saved texts, place by place."""
        original, other = self.pair.original, self.pair.other
        seen = seen_by(other, original)
        return find_places(
            draft_with_record(original),
            draft_with_record(other),
            draft_with_record(original, seen) if seen else None,
        )
