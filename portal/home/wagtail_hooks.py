"""What the admin shows only to those who may see it."""

from __future__ import annotations

from django.http import HttpRequest

from wagtail import hooks
from wagtail.models import PageQuerySet

from portal.home.gate import visible_pages
from portal.home.media_api import ChoosableDocumentsAPI, ChoosableImagesAPI


# After Wagtail's own, which they replace.
@hooks.register("construct_admin_api", order=1)
def list_what_may_be_chosen(router) -> None:
    """Let scripts read the pictures and documents that their user may choose."""
    router.register_endpoint("images", ChoosableImagesAPI)
    router.register_endpoint("documents", ChoosableDocumentsAPI)


@hooks.register("construct_page_chooser_queryset")
def leave_out_hidden_drafts(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer no draft in a chooser that the page explorer does not show."""
    return visible_pages(pages, request.user)
