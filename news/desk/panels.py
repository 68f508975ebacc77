"""What editors see first: the newsroom's desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from news.desk.acts import GivenUpPanel
from news.desk.overdue_panel import OverduePanel
from news.desk.planned import WaitingPanel
from news.pages import PressReleasePage
from news.pages.adding import find_languages, find_newsrooms
from news.pages.translations import State, versions_of_many
from news.querysets import PressReleaseQuerySet

MOST_ROWS = 8


class ReleasesPanel(Component):
    """A list of releases on the admin's home page."""

    template_name = "news/desk/releases_panel.html"

    def __init__(
        self,
        panel_id: str,
        heading: str | Promise,
        releases: PressReleaseQuerySet,
        *,
        order: int,
        empty: str | Promise,
    ) -> None:
        self.panel_id = panel_id
        self.heading = heading
        self.releases = releases
        self.order = order
        self.empty = empty

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        releases = list(
            self.releases.select_related("locale", "latest_revision", "series")[
                :MOST_ROWS
            ]
        )
        versions = versions_of_many(releases)
        return {
            "panel_id": self.panel_id,
            "heading": self.heading,
            "empty": self.empty,
            "addable": find_languages(parent_context["request"].user),
            "rows": [
                {
                    "release": release,
                    "others": [
                        version
                        for version in versions[release.pk]
                        if version.language != release.language
                        and version.state != State.OFFERED
                    ],
                }
                for release in releases
            ],
        }


class NewReleasePanel(Component):
    """The shortest way to a new release, in every language of the site."""

    name = "new-release"
    template_name = "news/desk/new_release_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict:
        newsrooms = find_newsrooms(parent_context["request"].user)
        return {
            "newsrooms": [
                {
                    "newsroom": newsroom,
                    "language": newsroom.locale.get_display_name(),
                    "press_release_url": reverse(
                        "wagtailadmin_pages:add",
                        args=["news", "pressreleasepage", newsroom.pk],
                    ),
                    "read_url": f"{reverse('news_read')}?newsroom={newsroom.pk}",
                    "news_item_url": reverse(
                        "wagtailadmin_pages:add",
                        args=["news", "newsitempage", newsroom.pk],
                    ),
                }
                for newsroom in newsrooms
            ]
        }


def desk_panels(user) -> list[Component]:
    """Return the panels of the desk: what failed, waits, is scheduled and is new.

    None for those who have to do with no page.
    """
    explorable = PagePermissionPolicy().explorable_instances(user)
    if not explorable.exists():
        return []
    releases = PressReleasePage.objects.filter(pk__in=explorable.values("pk"))
    scheduled = releases.scheduled()
    drafts = releases.filter(has_unpublished_changes=True).exclude(
        pk__in=scheduled.values("pk")
    )
    published = releases.filter(live=True, released_at__lte=timezone.now())
    return [
        OverduePanel(explorable),
        GivenUpPanel(user),
        WaitingPanel(),
        NewReleasePanel(),
        ReleasesPanel(
            "desk-scheduled",
            _("Scheduled and under embargo"),
            scheduled.order_by("released_at", "pk"),
            order=60,
            empty=_("Nothing is scheduled."),
        ),
        ReleasesPanel(
            "desk-drafts",
            _("Drafts"),
            drafts.order_by("-latest_revision_created_at", "-pk"),
            order=70,
            empty=_("No drafts."),
        ),
        ReleasesPanel(
            "desk-recent",
            _("Recently released"),
            published.newest_first(),
            order=80,
            empty=_("Nothing is released yet."),
        ),
    ]
