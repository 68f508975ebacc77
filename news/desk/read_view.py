"""From a text to a draft: paste it or give a file, look at what is proposed, make it.

Between the two steps nothing is kept: the text is sent back with the form and read
anew. So nobody but who sent it ever sees it, and nothing of it is left when the form is
closed.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from news.desk.read_forms import ReadForm, SourceForm
from news.desk.read_page import build_groups, build_lines
from news.drafting.drafts import make_draft
from news.drafting.outcomes import Outcome
from news.drafting.readings import Reading
from news.drafting.translations import find_missing, make_translation
from news.pages import NewsIndexPage, PressReleasePage
from news.pages.adding import find_newsrooms
from news.reading.sources import Source, UnreadableError
from news.reading.spoken import find_language
from partners.mentions import is_number


class ReadReleaseView(WagtailAdminTemplateMixin, View):
    """Two steps at one address: the text, then what is proposed of it."""

    page_title = gettext_lazy("New release from a text")
    header_icon = "doc-full-inverse"
    template_name = "news/desk/read_source.html"
    _show_header_buttons = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.original = self._find_original(request)
        if self.original:
            self.newsrooms = find_missing(self.original, request.user)
        else:
            self.newsrooms = find_newsrooms(request.user)
        if not self.newsrooms and self.original:
            raise Http404
        if not self.newsrooms:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _find_original(self, request: HttpRequest) -> PressReleasePage | None:
        """Return the release of which this is to be another language, if any."""
        asked = request.GET.get("of", "")
        if not asked:
            return None
        if not is_number(asked):
            raise Http404
        return get_object_or_404(PressReleasePage, pk=asked)

    def get_page_subtitle(self) -> str:
        return self.original.draft_title if self.original else ""

    def get_breadcrumbs_items(self) -> list[dict]:
        own = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), own]

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("newsroom", "")
        form = SourceForm(newsrooms=self.newsrooms, initial={"newsroom": asked})
        return self._ask(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "digest" in request.POST:
            return self._go_on(request)
        form = SourceForm(request.POST, request.FILES, newsrooms=self.newsrooms)
        if not form.is_valid():
            return self._ask(form)
        source = form.cleaned_data["source"]
        reading = Reading.of(source)
        accepted = set(reading.find_certain())
        self._compare_languages(form.find_newsroom(), reading)
        return self._show(form.find_newsroom(), source, reading, accepted)

    def _compare_languages(self, newsroom: NewsIndexPage, reading: Reading) -> None:
        """Warn of a text in the language of another newsroom than the chosen one."""
        found = find_language("\n".join(one.text for one in reading.text.passages))
        names = {
            one.locale.language_code: one.locale.get_display_name()
            for one in self.newsrooms
        }
        chosen = newsroom.locale.language_code
        if found != chosen and found in names:
            text = _(
                "The text seems to be in another language (%(found)s) than the release will "
                "be in (%(chosen)s). “Back to the text” lets you change that."
            )
            told = {"found": names[found], "chosen": names[chosen]}
            messages.warning(self.request, text % told)

    def _go_on(self, request: HttpRequest) -> HttpResponse:
        """Do what the form of the second step asks for."""
        form = ReadForm(request.POST, newsrooms=self.newsrooms)
        if not form.is_valid():
            raise Http404  # no form of ours: another newsroom, or no text
        newsroom, source = form.find_newsroom(), form.find_source()
        try:
            reading = Reading.of(source)
        except UnreadableError as error:
            raise Http404 from error  # the first form would have refused it
        if "back" in request.POST:
            return self._ask(self._filled(newsroom, source, reading))
        accepted = set(request.POST.getlist("accept"))
        if tick := request.POST.get("tick"):
            accepted = change_ticks(reading, accepted, tick)
        elif reading.digest != form.cleaned_data["digest"]:
            messages.warning(
                request,
                _("What is known has changed meanwhile. Look at the proposals again."),
            )
        elif "make" in request.POST:
            return self._make(newsroom, reading, accepted)
        return self._show(newsroom, source, reading, accepted)

    def _filled(
        self, newsroom: NewsIndexPage, source: Source, reading: Reading
    ) -> SourceForm:
        """Return the first form with the text; HTML is kept beside its plain text."""
        plain = "\n\n".join(one.text for one in reading.text.passages)
        initial = {
            "newsroom": newsroom.pk,
            "text": plain if source.is_html else source.text,
            "html": source.text if source.is_html else "",
        }
        return SourceForm(newsrooms=self.newsrooms, initial=initial)

    def _ask(self, form: SourceForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def _show(
        self,
        newsroom: NewsIndexPage,
        source: Source,
        reading: Reading,
        accepted: set[str],
    ) -> HttpResponse:
        self.template_name = "news/desk/read_proposals.html"
        groups = build_groups(reading, accepted)
        initial = {
            "newsroom": newsroom.pk,
            "text": source.text,
            "is_html": source.is_html,
            "digest": reading.digest,
        }
        context = {
            "form": ReadForm(newsrooms=self.newsrooms, initial=initial),
            "groups": groups,
            "lines": build_lines(reading, groups),
            "language": newsroom.locale.language_code,
            "language_name": newsroom.locale.get_display_name(),
        }
        return self.render_to_response(self.get_context_data(**context))

    def _make(
        self, newsroom: NewsIndexPage, reading: Reading, accepted: set[str]
    ) -> HttpResponse:
        user = self.request.user
        proposals = list(reading.proposals.values())
        chosen = reading.choose(accepted)
        if self.original:
            release, outcome = make_translation(
                reading.text, proposals, chosen, newsroom, self.original, user
            )
        else:
            release, outcome = make_draft(
                reading.text, proposals, chosen, newsroom, user
            )
        refused = set(reading.find_certain()) - accepted
        tell(self.request, outcome, len(refused))
        form = "news_both" if self.original else "wagtailadmin_pages:edit"
        return redirect(form, release.pk)


def change_ticks(reading: Reading, accepted: set[str], tick: str) -> set[str]:
    """Accept all proposals or none, of one kind or of every kind: ``all:person``."""
    wanted, _colon, kind = tick.partition(":")
    keys = {
        key for key, one in reading.proposals.items() if not kind or one.kind == kind
    }
    return accepted | keys if wanted == "all" else accepted - keys


def tell(request: HttpRequest, outcome: Outcome, refused: int) -> None:
    """Say what was made, what was left out and why, and what to look at."""
    parts = [_("The draft is made. Nothing of it is public.")]
    if outcome.made:
        parts.append(_("New: %(names)s.") % {"names": "; ".join(outcome.made)})
    if refused:
        text = ngettext(
            "%(count)d proposal was refused.",
            "%(count)d proposals were refused.",
            refused,
        )
        parts.append(text % {"count": refused})
    messages.success(request, " ".join(parts))
    left = [f"{what}: {why}" for what, why in outcome.left]
    if left:
        messages.warning(request, _("Left out:") + " " + " · ".join(left))
    for note in dict.fromkeys(map(str, outcome.notes)):
        messages.warning(request, note)
