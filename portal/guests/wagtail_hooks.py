"""What guests add to the admin."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import re_path, reverse
from django.utils.translation import gettext as _
from django.views import View

from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from news.desk import copying
from news.models.release import Release
from portal.guests import approvals, giving, signing
from portal.guests.desk import audit, checklist, links_views, sign_off_views
from portal.guests.desk.journalists import JournalistViewSet
from portal.guests.models import SignOff

hooks.register("news_checklist", checklist.tell_sign_offs)
hooks.register("news_published", checklist.lead_to_links)
hooks.register("news_waiting", checklist.find_waiting)
register_snippet(JournalistViewSet)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    """Return the addresses that guests add to the admin."""
    # As many digits as a key can have.
    release = r"^releases/(?P<pk>\d{1,18})/guests"
    link = r"^guests/(?P<pk>\d{1,18})"
    views: dict[str, tuple[str, type[View]]] = {
        "guests_release": (f"{release}/$", links_views.GuestsView),
        "guests_passes": (f"{release}/passes/$", links_views.PassesView),
        "guests_share": (f"{release}/share/$", links_views.ShareView),
        "guests_ask": (f"{release}/sign-off/$", sign_off_views.AskView),
        "guests_without": (f"{release}/without/$", sign_off_views.WithoutView),
        "guests_sign_off_again": (
            r"^sign-offs/(?P<pk>\d{1,18})/again/$",
            sign_off_views.AskAgainView,
        ),
        "guests_link_revoke": (f"{link}/revoke/$", links_views.RevokeView),
        "guests_link_extend": (f"{link}/extend/$", links_views.ExtendView),
        "guests_link_again": (f"{link}/again/$", links_views.SendAgainView),
    }
    return [
        re_path(route, view.as_view(), name=name)
        for name, (route, view) in views.items()
    ]


@hooks.register("before_copy_page")
def copy_nothing_unsigned(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy what must be signed off before it is public."""
    required = SignOff.objects.current().required().values("link__story")
    if not copying.find_hidden(page).filter(translation_key__in=required).exists():
        return None
    return copying.refuse(
        request,
        page,
        _(
            "What is to be signed off cannot be copied: nobody would be asked about the copy."
        ),
    )


@hooks.register("register_page_header_buttons")
def lead_to_guests(page: Page, user, view_name: str, next_url=None) -> Iterator[Button]:
    """Lead from a release to its guests."""
    is_release = isinstance(page.specific_deferred, Release)
    if is_release and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Guests: passes, sign-off, share links"),
            reverse("guests_release", args=[page.pk]),
            icon_name="group",
            priority=45,
        )


@hooks.register("register_log_actions")
def logged_actions(actions) -> None:
    """Name what is noted of guests in the audit log."""
    actions.register_action(giving.PASSES_GIVEN)(audit.PassesFormatter)
    actions.register_action(giving.SHARED)(audit.ShareFormatter)
    actions.register_action(giving.REVOKED)(audit.RevokeFormatter)
    actions.register_action(giving.EXTENDED)(audit.ExtendFormatter)
    actions.register_action(giving.SENT_AGAIN)(audit.SendAgainFormatter)
    actions.register_action(signing.ASKED)(audit.AskFormatter)
    actions.register_action(signing.DECIDED)(audit.DecisionFormatter)
    actions.register_action(approvals.WAIVED)(audit.WaiverFormatter)
