"""Behaviour that holds for every page."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import UnpublishMenuItem
from wagtail.admin.ui.components import Component

from portal.core import ending_files
from portal.core.bulk_publishing import PublishEachBulkAction
from portal.core.clock import cap_lifetime
from portal.core.dropped_pictures import describe, drop
from portal.core.edit_views import BasePageViewSet
from portal.core.models import CustomDocument, CustomImage
from portal.core.page_links import ShownPageLinkHandler, UsableDocumentLinkHandler
from portal.core.paste_view import paste

PAGE_MAX_AGE = 60


@hooks.register("on_serve_page")
def let_shared_caches_keep_pages(serve_page):
    """Give every public page response the same cache lifetime.

    A hook rather than a decorator on ``BasePage.serve``: ``RoutablePageMixin``
    answers before ``BasePage.serve`` is reached. Responses that already carry
    ``Cache-Control``, such as those of restricted pages, are left alone.
    """

    def serve(page, request, args, kwargs):
        response = serve_page(page, request, args, kwargs)
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if signed_in or response.has_header("Cache-Control"):
            return response
        patch_cache_control(
            response, public=True, max_age=0, s_maxage=cap_lifetime(PAGE_MAX_AGE)
        )
        return response

    return serve


@hooks.register("register_admin_urls")
def read_what_is_pasted() -> list[URLPattern]:
    """Return the address that text editors ask what becomes of a paste."""
    return [path("paste/", paste, name="core_paste")]


@hooks.register("register_admin_urls")
def take_what_is_dropped() -> list[URLPattern]:
    """Return the addresses that forms of pages send pictures to."""
    return [
        path("pictures/drop/", drop, name="core_drop_picture"),
        path(
            "pictures/<int:image_id>/describe/", describe, name="core_describe_picture"
        ),
    ]


@hooks.register("insert_editor_js")
def take_dropped_pictures() -> SafeString:
    """Let the forms of pages take picture files."""
    return _modules("pictures.js", "crops.js")


@hooks.register("register_rich_text_features", order=10)
def link_to_what_can_be_read(features) -> None:
    """Let links in texts lead to what visitors can read or may have, and to no more."""
    features.register_link_type(ShownPageLinkHandler)
    features.register_link_type(UsableDocumentLinkHandler)


@hooks.register("insert_editor_js")
def save_what_a_person_changed() -> SafeString:
    """Let forms save themselves one after the other, and only what somebody changed."""
    return _modules("autosave.js", "edits.js")


@hooks.register("insert_editor_js")
def put_new_rows_where_the_newest_stands() -> SafeString:
    """Let a new row stand above the others where the newest comes first."""
    return _modules("newest-first.js")


@hooks.register("insert_global_admin_js")
def name_text_editors() -> SafeString:
    """Let a screen reader say which text an editor is for."""
    return _modules("named-editors.js")


@hooks.register("insert_global_admin_js")
def keep_what_is_typed() -> SafeString:
    """Let no form of the admin lose its text when it cannot be saved."""
    return _modules("keep-typed.js")


def _modules(*names: str) -> SafeString:
    return format_html_join(
        "",
        '<script type="module" src="{}"></script>',
        ((static(f"js/admin/{name}"),) for name in names),
    )


@hooks.register("insert_global_admin_js")
def begin_with_the_search() -> SafeString:
    """Let a dialogue in which something is chosen open with the cursor in its search."""
    return _modules("chooser-search.js")


@hooks.register("register_admin_viewset")
def ask_before_pages_are_overwritten() -> BasePageViewSet:
    """Give the pages without views of their own the form that overwrites nothing."""
    return BasePageViewSet()


# After that of Wagtail, which it replaces.
hooks.register("register_bulk_action", PublishEachBulkAction, order=1)


class TakeDownMenuItem(UnpublishMenuItem):
    """Takes a page down whose form is locked, by its schedule or by somebody."""

    name = "action-take-down"

    def is_shown(self, context: dict) -> bool:
        if context["view"] != "edit" or not context["locked_for_user"]:
            return False
        return self.get_user_page_permissions_tester(context).can_unpublish()


@hooks.register("register_page_action_menu_item")
def offer_the_take_down() -> TakeDownMenuItem:
    """Offer to take a page down also while it cannot be edited."""
    return TakeDownMenuItem(order=20)


for model, view, label in (
    (CustomImage, "wagtailimages:edit", _("picture")),
    (CustomDocument, "wagtaildocs:edit", _("document")),
):
    ending_files.watch(ending_files.Ending(model, ending_files.FIELD, view, label))


@hooks.register("construct_homepage_panels")
def name_files_that_end(request: HttpRequest, panels: list[Component]) -> None:
    """Tell those who look after files which of them may be used for some days only."""
    panels.append(ending_files.EndingFilesPanel(request.user))


@hooks.register("before_delete_snippet")
def keep_what_is_needed(
    request: HttpRequest, entries: Iterable[models.Model]
) -> HttpResponse | None:
    """Say that something cannot be deleted that other things cannot be without.

    Wagtail knows it of references in its index, and asks the database for the others.
    """
    if request.method != "POST":
        return None
    try:
        Collector(router.db_for_write(CustomImage)).collect(list(entries))
    except (ProtectedError, RestrictedError):
        messages.error(request, _("This is in use and was not deleted."))
        return redirect("wagtailadmin_home")
    return None
