"""The base of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import (
    Page,
    PagePermissionTester,
    PageViewRestriction,
    Revision,
    Site,
)
from wagtail.url_routing import RouteResult

from portal.core import accessible, copied_texts
from portal.core.addresses import page_path
from portal.core.forms import DraftCopyForm, PageForm
from portal.core.languages import find_simple_form, own_names, simple_forms
from portal.core.private_previews import PrivatePreviewMixin
from portal.core.querysets import public_pages
from portal.core.refused import RefusedError
from portal.core.simple_forms import SimpleForm
from portal.core.structured_data import Node, web_page

# How deep in the tree the front pages of the languages stand.
HOME_DEPTH = 2
# Of these a draft always has what the stored page has; see ``with_content_json``.
STORED_KEYS = (
    "alias_of",
    "content_type",
    "latest_revision",
    "locale",
    "locked_by",
    "owner",
)


@dataclass(frozen=True)
class LanguageLink:
    """Where a page is found in one of the site's languages."""

    language: str
    name: str
    url: str
    is_current: bool
    # False when the link leads to a page that says there is no translation.
    is_exact: bool = True
    # How it is a simple form of another language, if it is one.
    form: SimpleForm | None = None


class PagePermissions(PagePermissionTester):
    """What somebody may do with a page; see Wagtail.

    A take-down waits for nobody: neither a lock nor a schedule stops it.
    """

    def can_unpublish(self) -> bool:
        return self.page.live and self.can_publish()


class BasePage(PrivatePreviewMixin, Page):
    """A page of the site.

    Abstract rather than Wagtail's swappable page model, which is experimental
    and cannot be undone (ADR 6).
    """

    base_form_class = PageForm
    copy_form_class = DraftCopyForm

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address and search engines"),
        )
    ]

    # Whether a page of this type that is in the menu stands at the foot of every page.
    stands_in_foot: ClassVar[bool] = False
    # Set where a page is found together with the answer to this question.
    is_unrestricted = False

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return the view restrictions of this page; see Wagtail."""
        if self.is_unrestricted:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        """Build a page from its serialised form; see modelcluster.

        Whether what it refers to is still there is asked for, one by one, but not of
        the page that its rows belong to, nor of what is taken from the stored page
        anyway. Each of these questions would load whole pages and revisions.
        """
        rows = {
            relation.get_accessor_name(): [
                {name: row[name] for name in row if name != relation.field.name}
                for row in data.get(relation.get_accessor_name(), [])
            ]
            for relation in get_all_child_relations(cls)
            if relation.get_accessor_name() in data
        }
        asked = {name: data[name] for name in data if name not in STORED_KEYS}
        page = super().from_serializable_data(asked | rows, check_fks, strict_fks)
        if page is not None:
            for name in STORED_KEYS:
                if name in data:
                    setattr(page, f"{name}_id", data[name])
        return page

    def save_revision(
        self, *args, overwrite_revision: Revision | None = None, **kwargs
    ) -> Revision:
        """Save a draft; see Wagtail. What was published is never overwritten.

        Autosaves overwrite the revision that an open form has made, also when it was
        published meanwhile; a reinstatement would then publish the draft.
        """
        if overwrite_revision and (
            overwrite_revision.pk == self.live_revision_id
            or overwrite_revision.approved_go_live_at
        ):
            overwrite_revision = None
        return super().save_revision(
            *args, overwrite_revision=overwrite_revision, **kwargs
        )

    def publish(self, revision: Revision, user=None, *args, **kwargs) -> None:
        """Publish or schedule a revision that visitors can follow; see Wagtail."""
        self.check_publication(revision)
        super().publish(revision, user, *args, **kwargs)

    def check_publication(self, revision: Revision) -> None:
        """Refuse a revision that must not be published, whatever asks for it.

        Raises RefusedError. What was approved is asked again when its time comes: it
        may have been approved before there was such a rule.
        """
        try:
            accessible.check(self, revision)
            copied_texts.check(self, revision)
        except ValidationError as error:
            raise RefusedError(self, error) from error

    def permissions_for_user(self, user) -> PagePermissions:
        """Return what somebody may do with this page; see Wagtail."""
        return PagePermissions(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find what answers at a path below this page; see Wagtail.

        Two drafts that have one slug, which only the database lets them have, are
        not found.
        """
        try:
            return super().route(request, path_components)
        except Page.MultipleObjectsReturned as error:
            raise Http404 from error

    @property
    def language(self) -> str:
        """The code of the language that this page is written in."""
        return self.locale.language_code

    @property
    def simple_form(self) -> SimpleForm | None:
        """How its language is a simple form of another; None where it is not."""
        return find_simple_form(self.language)

    def get_url_parts(self, request: HttpRequest | None = None):
        """Return site, root address and path; see Wagtail. There is one site."""
        site = Site.find_for_request(request) if request else None
        return (site.pk if site else None, settings.SITE_URL, page_path(self))

    def get_url(self, request=None, current_site=None) -> str:
        """Return the path of this page's address, without a query."""
        return page_path(self)

    url = property(get_url)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {
            "canonical_url": self.get_full_url(request),
            "language_links": SimpleLazyObject(lambda: self.language_links(request)),
        }

    def structured_data(self, context: dict) -> list[Node]:
        """Return what this page says to machines, from what its template is given.

        Asks the database for nothing that the page does not show.
        """
        return web_page(context)

    def language_links(
        self, request: HttpRequest, subpath: str = ""
    ) -> list[LanguageLink]:
        """Return this page, or an address below it, in every language of the site.

        A language without a public version gets an address that says so, so that
        no link is a dead end. A simple form leads to its front page instead: few
        pages have a version in it, and there its readers find what there is.
        """
        forms = {form.tag: form for form in simple_forms()}
        is_version = Q(translation_key=self.translation_key)
        is_home = Q(depth=HOME_DEPTH, locale__language_code__in=forms)
        found = public_pages().filter(is_version | is_home if forms else is_version)
        versions: dict[str, Page] = {self.language: self}
        homes: dict[str, str] = {}
        for page in found.select_related("locale"):
            code = page.locale.language_code
            if page.translation_key == self.translation_key:
                versions[code] = page
            else:
                homes[code] = page_path(page)
        return [
            LanguageLink(
                language=code,
                name=name,
                url=page_path(versions[code]) + subpath
                if code in versions
                else homes.get(code)
                or reverse("not_translated", args=[code, self.translation_key]),
                is_current=code == self.language,
                is_exact=code in versions,
                form=forms.get(code),
            )
            for code, name in own_names().items()
            if code not in forms or code in versions or code in homes
        ]
