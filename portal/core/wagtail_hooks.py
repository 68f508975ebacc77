"""Behaviour that holds for every page."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from wagtail import hooks
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.core import file_keys
from portal.core.clock import cap_lifetime
from portal.core.edit_views import BasePageViewSet
from portal.core.page_links import ShownPageLinkHandler
from portal.core.querysets import public_pages

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


@hooks.register("before_serve_document")
def keep_documents_of_drafts_private(document, request: HttpRequest) -> None:
    """Serve a document to visitors only while a public page refers to it.

    Wagtail serves every document at a serial number, those of drafts included.
    """
    if file_keys.opens(request):
        return
    rights = ["add", "change", "delete", "choose"]
    policy = policy_registry.get(document)
    if policy.user_has_any_permission_for_instance(request.user, rights, document):
        return
    references = ReferenceIndex.get_references_to(document)
    pages = [
        reference.object_id
        for reference in references
        if reference.base_content_type.model_class() is Page
    ]
    if not public_pages().filter(pk__in=pages).exists():
        raise PermissionDenied


@hooks.register("register_rich_text_features", order=10)
def link_to_what_can_be_read(features) -> None:
    """Let links in texts lead to pages that visitors can read, and to no others."""
    features.register_link_type(ShownPageLinkHandler)


@hooks.register("insert_editor_js")
def save_what_a_person_changed() -> SafeString:
    """Let forms save themselves one after the other, and only what somebody changed."""
    return _modules("autosave.js", "edits.js")


@hooks.register("insert_editor_js")
def put_new_rows_where_the_newest_stands() -> SafeString:
    """Let a new row stand above the others where the newest comes first."""
    return _modules("newest-first.js")


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


@hooks.register("register_admin_viewset")
def ask_before_pages_are_overwritten() -> BasePageViewSet:
    """Give the pages without views of their own the form that overwrites nothing."""
    return BasePageViewSet()
