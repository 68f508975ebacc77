"""What has become of a release that was published: where it is, who was told, what lacks.

Other apps lead on with the hook ``news_published``: a function that takes a Publishing and
yields lines.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail import hooks

from news.desk.acts import build_rows, visible_acts
from news.desk.checklist import Line, Publishing, check_lines
from news.desk.languages_view import OfReleaseMixin
from news.desk.times import tell_instant, tell_wait
from news.pages.translations import versions_of
from news.publishing import together
from portal.core.addresses import page_path
from portal.ledger.models import Act

HOOK = "news_published"


class PublishedView(OfReleaseMixin, TemplateView):
    """Addresses to copy, what was mailed and pushed, what is missing."""

    template_name = "news/desk/published.html"
    page_title = gettext_lazy("After publication")
    header_icon = "success"

    def get_context_data(self, **kwargs) -> dict:
        publishing = Publishing(self.release, self.request.user)
        pages = [(one, one.page) for one in versions_of(self.release) if one.page]
        public = [(one, page) for one, page in pages if page.live]
        hidden = [(one, page) for one, page in pages if not page.live]
        acts = visible_acts(self.request.user).filter(
            pk__in=Act.objects.of([self.release.translation_key]).values("pk")
        )
        short = next((page.short_path for _one, page in public if page.short_path), "")
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "public": [
                (one, settings.SITE_URL + page_path(page)) for one, page in public
            ],
            "waiting": [one for one, page in hidden if together.is_scheduled(page)],
            "at": tell_instant(publishing.at),
            "wait": tell_wait(publishing.at, publishing.now)
            if publishing.is_scheduled
            else "",
            "short": settings.SITE_URL + short if short else "",
            "rows": build_rows(acts.order_by("pk"), self.request.user),
            "next": [
                line for hook in hooks.get_hooks(HOOK) for line in hook(publishing)
            ],
            "missing": [*_translations(publishing), *check_lines(publishing)],
        }


def _translations(publishing: Publishing) -> list[Line]:
    """Return the languages in which somebody should still write."""
    return [
        Line(f"{one.language_name}: {one.state.label}", is_open=True, url=one.url)
        for one in publishing.versions
        if one.needs_work
    ]
