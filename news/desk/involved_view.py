"""Answers the field in which an editor types who is involved in a release.

Rows and statements go back into the form of the release. Stored is only what is new: a
draft that waits for the release, a statement that nothing shows yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View

from pydantic import BaseModel, Field
from pydantic import ValidationError as MalformedError

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from news.drafting.entries import MAY_NOT_ADD, guess_kind
from news.drafting.involving import Form, Involved, Pick, Row, involve
from news.drafting.rights import may
from news.drafting.statements import Said, build, find_same
from news.models import Statement
from news.reading.graph import load_names
from news.reading.listed import Item, read_names, split_list
from partners.lookup import (
    Match,
    describe,
    entries,
    find_called,
    look_up,
    read_day,
    read_language,
)
from partners.models import Institution
from partners.public import MODELS
from partners.validity import today
from portal.core.simple_forms import base_language

LARGEST = 1_000_000  # bytes
LONGEST_LIST = 20_000  # characters
LARGEST_KEY = 2**31 - 1
Key = Field(default=0, ge=0, le=LARGEST_KEY)


class Picked(BaseModel):
    """Somebody who is picked, as the browser sends it."""

    kind: Literal["institution", "person", "partnership"]
    pk: int = Key
    name: str = Field(default="", max_length=250)
    role: str = Field(default="", max_length=200)
    institution: int = Key

    def as_pick(self) -> Pick:
        return Pick(**self.model_dump())


class OfForm(BaseModel):
    """What the form of the release has, as the browser sends it."""

    language: str = ""
    as_of: str = ""
    story: UUID | None = None
    series: int = Key
    statements: list[int] = Field(default=[], max_length=500)
    words: list[str] = Field(default=[], max_length=5000)
    has_lead: bool = False

    def as_form(self) -> Form:
        return Form(
            language=read_language(self.language) or str(get_language()),
            day=read_day(self.as_of) or today(),
            words=self.words,
            story=self.story,
            series=self.series,
            statements=self.statements,
            has_lead=self.has_lead,
        )


class PickedInForm(OfForm):
    picks: list[Picked] = Field(max_length=200)


class SaidInForm(OfForm):
    speaker: Picked
    institution: int = Key
    role: str = Field(default="", max_length=200)
    text: str = Field(min_length=1, max_length=20_000)
    form: Literal["verbatim", "paraphrase"] = "verbatim"


class InvolvedView(View):
    """For those who may see such entries, as their choosers."""

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        self.kinds = [kind for kind in MODELS if _may_see(request.user, MODELS[kind])]
        if not self.kinds:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def read(self, kind: type[BaseModel]) -> Any:
        """Return what the browser sent; raises MalformedError."""
        body = self.request.read(LARGEST + 1)
        # No database takes the character of code 0, which JSON can have.
        is_odd = len(body) > LARGEST or b"\\u0000" in body
        return kind.model_validate_json("" if is_odd else body)


class FindView(InvolvedView):
    """Suggests whom somebody means while typing."""

    def get(self, request: HttpRequest) -> JsonResponse:
        asked = request.GET
        kinds = [one for one in self.kinds if one in asked.getlist("kind", self.kinds)]
        found = look_up(
            asked.get("q", "")[:200],
            kinds,
            read_day(asked.get("as_of", "")),
            read_language(asked.get("language", "")),
        )
        return JsonResponse({"found": [match_data(one) for one in found]})


class MatchView(InvolvedView):
    """Finds the names of a list that somebody pastes."""

    def post(self, request: HttpRequest) -> JsonResponse:
        parts = split_list(request.POST.get("text", "")[:LONGEST_LIST])
        items = read_names(parts, load_names(), find_called(parts, self.kinds))
        unknown = [one.text for one in items if not one.known]
        called = find_called(unknown, self.kinds)
        loaded = self._load(items)
        day = read_day(request.POST.get("as_of", ""))
        language = read_language(request.POST.get("language", ""))
        answers = []
        for item in items:
            known = [loaded.get((one.kind, one.pk)) for one in item.known]
            found = [one for one in known if one] or called.get(item.text, [])
            matches = describe(found, day, language)
            answers.append(
                {
                    "text": item.text,
                    "found": [match_data(one) for one in matches],
                    "kind": guess(item),
                }
            )
        return JsonResponse({"items": answers})

    def _load(self, items: Iterable[Item]) -> dict[tuple[str, int], Any]:
        wanted: dict[str, set[int]] = {}
        for item in items:
            for one in item.known:
                wanted.setdefault(one.kind, set()).add(one.pk)
        return {
            (kind, one.pk): one
            for kind in self.kinds
            for one in entries(kind).filter(pk__in=wanted.get(kind, ()))
        }


class RowsView(InvolvedView):
    """Makes rows of what is picked, and drafts of what is new."""

    def post(self, request: HttpRequest) -> JsonResponse:
        try:
            sent = self.read(PickedInForm)
        except MalformedError:
            return JsonResponse({}, status=400)
        picks = [one.as_pick() for one in sent.picks if one.kind in self.kinds]
        made = involve(picks, sent.as_form(), request.user)
        return JsonResponse(involved_data(made, request.user))


class StatementView(InvolvedView):
    """Makes a statement that is written in its block, with its speaker's row."""

    def post(self, request: HttpRequest) -> JsonResponse:
        try:
            sent = self.read(SaidInForm)
        except MalformedError:
            return JsonResponse({}, status=400)
        if "person" not in self.kinds or not may(request.user, "add", Statement):
            return JsonResponse({"errors": [str(MAY_NOT_ADD)]}, status=403)
        form = sent.as_form()
        pick = sent.speaker.as_pick()
        try:
            with transaction.atomic():
                made = involve([pick], form, request.user)
                people = [one for one in made.rows if one.field == "person"]
                if not people:
                    why = [f"{what}: {why}" for what, why in made.outcome.left]
                    raise ValidationError(why or str(MAY_NOT_ADD))
                statement = self._say(sent, people[0].entity, form.language, form.day)
        except ValidationError as error:
            return JsonResponse({"errors": error.messages}, status=422)
        data = involved_data(made, request.user)
        for row in data["rows"]:
            row["role"] = "quoted"
        return JsonResponse(data | {"statement": chosen_data(statement, request.user)})

    def _say(
        self, sent: SaidInForm, speaker: Any, language: str, day: date
    ) -> Statement:
        institution = Institution.objects.filter(pk=sent.institution).first()
        code = base_language(language)
        said = Said(speaker, sent.text.strip(), sent.form, code, sent.role, institution)
        new = build(said, day)
        if not new.text[code]:
            raise ValidationError(_("Write what was said."))
        new.full_clean()
        # Words that are sent twice are said once.
        if same := find_same(new):
            return same
        new.save()
        log(new, "wagtail.create", user=self.request.user)
        return new


def _may_see(user: Any, model: Any) -> bool:
    return policy_registry.get_by_type(model).user_has_any_permission(
        user, {"add", "change", "delete", "view"}
    )


def guess(item: Item) -> str:
    """Return what an unknown name is likely to be the name of."""
    is_institution = guess_kind(item.text) != Institution.Kind.OTHER
    is_person = item.looks_like_person and not is_institution
    return "person" if is_person else "institution"


def match_data(match: Match) -> dict[str, Any]:
    institution = match.institution
    return {
        "kind": match.kind,
        "pk": match.entity.pk,
        "name": match.name,
        "called": match.called,
        "about": match.about,
        "is_draft": not match.entity.live,
        "role": match.role,
        "institution": institution
        and {"pk": institution.pk, "name": institution.label},
    }


def chosen_data(entity: Any, user: Any) -> dict[str, Any]:
    """Return an entry as choosers have it."""
    url = AdminURLFinder(user).get_edit_url(entity)
    return {"id": entity.pk, "string": str(entity), "edit_url": url}


def row_data(row: Row, user: Any) -> dict[str, Any]:
    return {
        "relation": row.relation,
        "field": row.field,
        "chosen": chosen_data(row.entity, user),
        "role": str(row.role),
        "has_boilerplate": row.has_boilerplate,
        "is_new": row.is_new,
    }


def involved_data(made: Involved, user: Any) -> dict[str, Any]:
    return {
        "rows": [row_data(one, user) for one in made.rows],
        "left": [f"{what}: {why}" for what, why in made.outcome.left],
    }
