"""Rights that views of Wagtail's admin do not ask for.

Wagtail leaves some views to everybody who may enter the admin. Some tell the titles of
drafts or the names of people, others are of no use without further rights. Here each
of them names who may see it, by the name of its address.
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import wraps

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wagtail.admin.auth import permission_denied
from wagtail.admin.localization import get_localized_response
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageQuerySet, Task
from wagtail.permissions import page_permission_policy, policy_registry

from portal.core.querysets import public_pages

View = Callable[..., HttpResponseBase]


def visible_pages(pages: PageQuerySet, user) -> PageQuerySet:
    """Keep pages that are public or that somebody finds in the page explorer."""
    explorable = page_permission_policy.explorable_instances(user)
    return pages.filter(
        Q(pk__in=public_pages().values("pk")) | Q(pk__in=explorable.values("pk"))
    )


def sees_pages(request: HttpRequest) -> bool:
    """Tell whether somebody may do anything with any page."""
    return page_permission_policy.explorable_instances(request.user).exists()


def sees_the_pages(request: HttpRequest) -> bool:
    """Tell whether somebody may see the very pages that an address names by key."""
    named = [*request.resolver_match.kwargs.values(), *request.GET.getlist("id")]  # type: ignore[union-attr]
    keys = {int(key) for key in named if str(key).isdecimal()}
    pages = Page.objects.filter(pk__in=keys)
    hidden = pages.exclude(pk__in=visible_pages(pages, request.user).values("pk"))
    return sees_pages(request) and not hidden.exists()


def writes(request: HttpRequest) -> bool:
    """Tell whether somebody writes anything, on a page or elsewhere."""
    names = [name.split(".")[1] for name in request.user.get_all_permissions()]
    return any(name.startswith(("add_", "change_")) for name in names) or (
        sees_pages(request)
    )


def _may(model: type, *actions: str) -> Callable[[HttpRequest], bool]:
    def test(request: HttpRequest) -> bool:
        return policy_registry.get_by_type(model).user_has_any_permission(
            request.user, actions
        )

    return test


def tags(request: HttpRequest) -> bool:
    """Tell whether somebody writes tags: on pictures and documents."""
    return any(
        _may(model, "add", "change")(request)
        for model in (get_image_model(), get_document_model())
    )


def only_reads(request: HttpRequest) -> bool:
    """Tell whether nothing is sent.

    The form of a copy is sent to the address for a new thing. Sent to its own, Wagtail
    would change the original, for whoever may add and view such things.
    """
    return request.method in {"GET", "HEAD"}


def is_superuser(request: HttpRequest) -> bool:
    return request.user.is_superuser


NEEDS: dict[str, Callable[[HttpRequest], bool]] = {
    "wagtailadmin_api:pages:*": sees_pages,
    "wagtailadmin_api:images:*": _may(get_image_model(), "choose"),
    "wagtailadmin_api:documents:*": _may(get_document_model(), "choose"),
    "wagtailadmin_choose_page": sees_pages,
    "wagtailadmin_choose_page_search": sees_pages,
    "wagtailadmin_choose_page_child": sees_the_pages,
    "wagtailadmin_choose_page_chosen_multiple": sees_the_pages,
    "wagtailadmin_choose_page_*_link": writes,
    "wagtailadmin_block_preview": writes,
    "wagtailadmin_pages:choose_parent": sees_pages,
    "wagtailadmin_pages:move_confirm": sees_the_pages,
    "wagtailadmin_pages:confirm_workflow_cancellation": sees_the_pages,
    "wagtailadmin_reports:site_history*": sees_pages,
    "wagtailadmin_tag*_autocomplete": tags,
    "wagtailadmin_workflows:task_cho*": _may(Task, "add", "change"),
    "wagtailembeds:*": writes,
    "wagtailimages_chooser:*": _may(get_image_model(), "choose"),
    "wagtaildocs_chooser:*": _may(get_document_model(), "choose"),
    "wagtailadmin_error_test": is_superuser,
    "wagtailsites:copy": only_reads,
    "wagtailsnippets_*:copy": only_reads,
    "wagtailusers_users:copy": only_reads,
}


def ask_for_rights(view: View) -> View:
    """Decorate a view of the admin: who lacks what it needs is refused as by Wagtail.

    Who may not enter the admin is left to the view, which asks them to sign in.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        name = request.resolver_match.view_name if request.resolver_match else ""
        needs = [test for glob, test in NEEDS.items() if fnmatchcase(name, glob)]
        if not request.user.has_perm("wagtailadmin.access_admin") or all(
            test(request) for test in needs
        ):
            return view(request, *args, **kwargs)
        return get_localized_response(permission_denied, request)

    return asking
