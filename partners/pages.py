"""The page below which institutions, people and partnerships are found."""

from __future__ import annotations

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from partners.models import Institution, Partnership, Person
from partners.network.drawing import draw
from partners.network.forms import AsOfForm
from partners.network.graph import network_on
from partners.previews import load_draft, relations_of_draft
from partners.public import KINDS, present_slug, public_entities, title_of
from partners.structured_data import entity_node, page_nodes
from partners.ties import (
    load_page,
    load_partnership_cards,
    load_person_cards,
    relations_of,
)
from partners.timeline.drawing import draw as draw_timeline
from partners.timeline.events import all_events
from portal.core.blocks import INTRODUCTION_FEATURES
from portal.core.filing import file_under
from portal.core.models import BasePage
from portal.core.structured_data import Node, is_preferred, respond


def _find(kind: str, slug: str) -> Any:
    """Return what has a slug and a public page, with all that the page shows."""
    return load_page(public_entities(kind)).filter(slug=slug).first()


def _parts(entity: Institution | Person | Partnership) -> dict[str, Any]:
    """Return what the page of an entity shows and its row does not say itself."""
    if isinstance(entity, Institution):
        return {"ties": relations_of(entity)}
    if isinstance(entity, Partnership):
        return {"timeline": draw_timeline(entity), "events": all_events(entity)}
    return {}


class PartnersIndexPage(RoutablePageMixin, BasePage):
    """The overview of partners, and by route every page about one of them.

    Institutions, people and partnerships are facts that many pages refer to, not
    places in the tree; this page gives them their public addresses (ADR 3).
    """

    introduction = RichTextField(
        gettext_lazy("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = gettext_lazy("partners page")
        verbose_name_plural = gettext_lazy("partners pages")

    def structured_data(self, context: dict) -> list[Node]:
        return page_nodes(context, self.language)

    @path("", name="partners")
    def partners(self, request: HttpRequest) -> HttpResponse:
        """Show all partnerships and all institutions."""
        return self.render(
            request,
            context_overrides={
                "partnerships": load_partnership_cards(public_entities("partnership")),
                "institutions": sorted(
                    public_entities("institution"),
                    key=lambda institution: file_under(institution.name()),
                ),
            },
            template="partners/partners_index_page.html",
        )

    @path("people/", name="people")
    def people(self, request: HttpRequest) -> HttpResponse:
        """Show everybody who has a page."""
        return self._render_below(
            request,
            "people/",
            template="partners/people.html",
            page_title=_("People"),
            people=load_person_cards(public_entities("person")),
        )

    @path("institutions/<slug:slug>/", name="institution")
    def institution(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one institution."""
        institution = _find("institution", slug)
        return self._render_entity(request, institution, "partners/institution.html")

    @path("people/<slug:slug>/", name="person")
    def person(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one person."""
        person = _find("person", slug)
        return self._render_entity(request, person, "partners/person.html")

    @path("partnerships/<slug:slug>/", name="partnership")
    def partnership(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one partnership."""
        partnership = _find("partnership", slug)
        return self._render_entity(request, partnership, "partners/partnership.html")

    @path("network/", name="network")
    def network(self, request: HttpRequest) -> HttpResponse:
        """Show who is tied to whom, everywhere."""
        return self._render_network(request, None, "network/", _("Network"))

    @path("institutions/<slug:slug>/network/", name="institution_network")
    def institution_network(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show who is tied to an institution."""
        institution = public_entities("institution").filter(slug=slug).first()
        return self._render_network_of(request, institution)

    @path("partnerships/<slug:slug>/network/", name="partnership_network")
    def partnership_network(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show who is tied to a partnership."""
        partnership = public_entities("partnership").filter(slug=slug).first()
        return self._render_network_of(request, partnership)

    def _render_network_of(
        self, request: HttpRequest, entity: Institution | Partnership | None
    ) -> HttpResponse:
        """Render the network around an entity, or lead on from a former address."""
        if entity is None:
            return self._lead_on(request)
        title = _("Network: %(name)s") % {"name": entity.name()}
        return self._render_network(request, entity, f"{entity.path}network/", title)

    def _render_network(
        self,
        request: HttpRequest,
        entity: Institution | Partnership | None,
        subpath: str,
        title: str,
    ) -> HttpResponse:
        """Render the network on the day that is asked for, around an entity or all."""
        form = AsOfForm(request.GET)
        network = network_on(form.day())
        if entity:
            network = network.around(entity)
        return self._render_below(
            request,
            subpath,
            template="partners/network.html",
            page_title=title,
            entity=entity,
            form=form,
            day=form.day(),
            network=network,
            picture=draw(network) if network.ties else None,
        )

    def _render_entity(
        self,
        request: HttpRequest,
        entity: Institution | Person | Partnership | None,
        template: str,
    ) -> HttpResponse:
        """Answer with the page of an entity, or with its data for who prefers them.

        A former address leads to the present one; raises Http404 where there is
        no entity.
        """
        if entity is None:
            return self._lead_on(request)
        if is_preferred(request):
            response = respond([entity_node(entity)])
        else:
            response = self._render_sections(request, entity, template, _parts(entity))
        patch_vary_headers(response, ["Accept"])
        return response

    def preview(self, request: HttpRequest, entity: Any) -> TemplateResponse:
        """Show the page of an entity as its draft says it, to those who edit it."""
        load_draft(entity)
        parts = _parts(entity)
        if isinstance(entity, Institution):
            parts["ties"] = relations_of_draft(entity)
        template = f"partners/{entity._meta.model_name}.html"
        return self._render_sections(request, entity, template, parts)

    def _render_sections(
        self,
        request: HttpRequest,
        entity: Institution | Person | Partnership,
        template: str,
        parts: dict[str, Any],
    ) -> TemplateResponse:
        """Render the page of an entity with what other apps know about it.

        Those register ``partners_entity_sections`` hooks, which take the entity and
        the language and return components; this app knows nothing of them.
        """
        sections = [
            section
            for hook in hooks.get_hooks("partners_entity_sections")
            for section in hook(entity, self.language)
        ]
        return self._render_below(
            request,
            entity.path,
            template=template,
            page_title=title_of(entity),
            entity=entity,
            sections=sections,
            **parts,
        )

    def _lead_on(self, request: HttpRequest) -> HttpResponse:
        """Redirect from a former address, with what stands below it, to the present.

        Raises Http404 where nothing public once had the address.
        """
        home = self.get_url(request)
        segment, slug, below = request.path.removeprefix(home).split("/", 2)
        present = present_slug(public_entities(KINDS[segment]), slug)
        if present in ("", slug):
            raise Http404
        query = request.META["QUERY_STRING"]
        path = f"{home}{segment}/{present}/{below}"
        address = path + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address)

    def _render_below(
        self, request: HttpRequest, subpath: str, *, template: str, **context
    ) -> TemplateResponse:
        """Render something that has an address below this page."""
        return self.render(
            request,
            context_overrides={
                **context,
                "canonical_url": self.get_full_url(request) + subpath,
                "language_links": self.language_links(request, subpath),
            },
            template=template,
        )
