"""What news adds to the admin and to pages of partners."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import path, re_path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from news.desk import acts
from news.desk.add_language_view import AddLanguageView
from news.desk.audit import (
    CorrectionFormatter,
    FailureFormatter,
    LiftFormatter,
    PostponeFormatter,
    RefreshFormatter,
    RepeatFormatter,
    SmallChangeFormatter,
)
from news.desk.both_view import BothLanguagesView
from news.desk.change_view import SMALL_CHANGE, ChangeView
from news.desk.copying import begin_anew, copy_no_embargo
from news.desk.correct_view import CorrectView
from news.desk.findings_view import FindingsView
from news.desk.involved_view import FindView, MatchView, RowsView, StatementView
from news.desk.languages_view import CompareLanguagesView
from news.desk.lift_view import LiftView
from news.desk.new_like_view import NewLikeView, lead_to_another
from news.desk.panels import desk_panels
from news.desk.planned import PlannedView, planned_menu_item
from news.desk.postpone_view import PostponeView
from news.desk.publish_all import PublishAllItem
from news.desk.publish_menu import lead_to_the_checklist
from news.desk.publish_view import PublishView
from news.desk.published_view import PublishedView
from news.desk.read_view import ReadReleaseView
from news.desk.record_view import RecordView
from news.desk.release_views import ReadingPagesAPI, ReleaseViewSet
from news.desk.viewsets import DeskViewSetGroup
from news.pages import PressReleasePage
from news.pages.components import entity_sections
from news.publishing import schedule, stories
from news.publishing.lifting import LIFTED
from news.publishing.postponing import POSTPONED
from news.publishing.refreshing import REFRESHED

register_snippet(DeskViewSetGroup)
hooks.register("register_admin_viewset", ReleaseViewSet)
hooks.register("partners_entity_sections", entity_sections)
hooks.register("register_desk_menu_item", acts.acts_menu_item)
hooks.register("register_desk_menu_item", planned_menu_item)
hooks.register("before_copy_page", copy_no_embargo)
hooks.register("after_copy_page", begin_anew)
hooks.register("register_page_header_buttons", lead_to_another)
hooks.register("construct_page_action_menu", lead_to_the_checklist)
hooks.register("partners_stories_ahead", stories.find_ahead)


@hooks.register("register_page_action_menu_item")
def publish_all_languages() -> PublishAllItem:
    """Offer the publication of all languages where there is more than one."""
    return PublishAllItem(order=60)


@hooks.register("construct_admin_api")
def only_read_by_scripts(router) -> None:
    """Leave out the actions of Wagtail's interface for the admin's own scripts."""
    router.register_endpoint("pages", ReadingPagesAPI)


@hooks.register("construct_homepage_panels")
def show_the_desk(request, panels: list[Component]) -> None:
    """Put the desk first on the admin's home page."""
    panels[:0] = desk_panels(request.user)


@hooks.register("before_edit_page")
def show_newest_fields(request, page) -> None:
    """Open a release with the shared facts that were saved last in any language."""
    if isinstance(page, PressReleasePage):
        stories.take_newest_fields(page)


@hooks.register("register_admin_urls")
def admin_addresses() -> list:
    """Return the addresses that news adds to the admin."""
    # As many digits as a key can have.
    release = r"^releases/(?P<pk>\d{1,18})"
    return [
        *acts.act_addresses(),
        path("releases/planned/", PlannedView.as_view(), name="news_planned"),
        path("releases/read/", ReadReleaseView.as_view(), name="news_read"),
        re_path(f"{release}/findings/$", FindingsView.as_view(), name="news_findings"),
        path("releases/involved/", FindView.as_view(), name="news_involved_find"),
        path(
            "releases/involved/list/", MatchView.as_view(), name="news_involved_match"
        ),
        path("releases/involved/rows/", RowsView.as_view(), name="news_involved_rows"),
        path(
            "releases/involved/statement/",
            StatementView.as_view(),
            name="news_involved_statement",
        ),
        re_path(f"{release}/record/$", RecordView.as_view(), name="news_record"),
        re_path(f"{release}/correct/$", CorrectView.as_view(), name="news_correct"),
        re_path(f"{release}/change/$", ChangeView.as_view(), name="news_change"),
        re_path(f"{release}/both/$", BothLanguagesView.as_view(), name="news_both"),
        re_path(
            f"{release}/languages/$",
            CompareLanguagesView.as_view(),
            name="news_languages",
        ),
        re_path(
            r"^releases/(?P<page_id>\d{1,18})/add/(?P<language>[a-z-]{2,12})/$",
            AddLanguageView.as_view(),
            name="news_translate",
        ),
        re_path(f"{release}/like/$", NewLikeView.as_view(), name="news_new_like"),
        re_path(f"{release}/publish/$", PublishView.as_view(), name="news_publish"),
        re_path(
            f"{release}/published/$", PublishedView.as_view(), name="news_published"
        ),
        re_path(f"{release}/lift/$", LiftView.as_view(), name="news_lift"),
        re_path(f"{release}/postpone/$", PostponeView.as_view(), name="news_postpone"),
    ]


@hooks.register("register_log_actions")
def logged_actions(actions) -> None:
    """Name what news notes in the audit log."""
    actions.register_action("news.correct")(CorrectionFormatter)
    actions.register_action(SMALL_CHANGE)(SmallChangeFormatter)
    actions.register_action(REFRESHED)(RefreshFormatter)
    actions.register_action(POSTPONED)(PostponeFormatter)
    actions.register_action(LIFTED)(LiftFormatter)
    actions.register_action(schedule.FAILED)(FailureFormatter)
    actions.register_action(acts.REPEATED)(RepeatFormatter)


@hooks.register("register_permissions")
def acts_of_the_desk() -> QuerySet[Permission]:
    """Offer the right to lift an embargo early where groups get their rights."""
    return Permission.objects.filter(codename="lift_embargo")


@hooks.register("insert_editor_js")
def show_findings_of_what_is_saved() -> str:
    """Keep the editorial checks beside a form equal to what it has saved."""
    return format_html(
        '<script type="module" src="{}"></script>', static("js/admin/findings.js")
    )


@hooks.register("insert_editor_js")
def write_statements_in_texts() -> SafeString:
    """Load what lets a statement be written where it stands."""
    return format_html(
        '<script type="module" src="{}"></script>',
        static("js/admin/statement-writer.js"),
    )


@hooks.register("insert_global_admin_css")
def style_additions() -> str:
    """Load the few rules that our additions to the admin need."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
