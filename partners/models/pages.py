"""The page below which institutions, people and partnerships are found."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from partners.models.institutions import Institution
from partners.models.merges import KINDS, FormerAddress
from partners.models.partnerships import Partnership
from partners.models.people import Person
from partners.network.drawing import draw
from partners.network.forms import AsOfForm
from partners.network.graph import network_on
from partners.structured_data import entity_node, page_nodes
from portal.core.models import BasePage
from portal.core.structured_data import Node, is_preferred, respond


class PartnersIndexPage(RoutablePageMixin, BasePage):
    """The overview of partners, and by route every page about one of them.

    Institutions, people and partnerships are facts that many pages refer to, not
    places in the tree; this page gives them their public addresses (ADR 3).
    """

    introduction = RichTextField(gettext_lazy("introduction"), blank=True)

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
                "partnerships": Partnership.objects.public().for_cards(),
                "institutions": sorted(
                    Institution.objects.all(),
                    # Without accents, as German dictionaries sort (DIN 5007-1).
                    key=lambda institution: slugify(institution.name()),
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
            people=Person.objects.with_page().for_cards(),
        )

    @path("institutions/<slug:slug>/", name="institution")
    def institution(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one institution."""
        institution = Institution.objects.for_page().filter(slug=slug).first()
        return self._render_entity(request, institution, "partners/institution.html")

    @path("people/<slug:slug>/", name="person")
    def person(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one person."""
        person = Person.objects.with_page().for_page().filter(slug=slug).first()
        return self._render_entity(request, person, "partners/person.html")

    @path("partnerships/<slug:slug>/", name="partnership")
    def partnership(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one partnership."""
        partnership = Partnership.objects.public().for_page().filter(slug=slug).first()
        return self._render_entity(request, partnership, "partners/partnership.html")

    @path("network/", name="network")
    def network(self, request: HttpRequest) -> HttpResponse:
        """Show who is tied to whom, everywhere."""
        return self._render_network(request, None, "network/", _("Network"))

    @path("institutions/<slug:slug>/network/", name="institution_network")
    def institution_network(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show who is tied to an institution."""
        institution = Institution.objects.filter(slug=slug).first()
        return self._render_network_of(request, institution)

    @path("partnerships/<slug:slug>/network/", name="partnership_network")
    def partnership_network(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show who is tied to a partnership."""
        partnership = Partnership.objects.public().filter(slug=slug).first()
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
            response = self._render_sections(request, entity, template)
        patch_vary_headers(response, ["Accept"])
        return response

    def _render_sections(
        self,
        request: HttpRequest,
        entity: Institution | Person | Partnership,
        template: str,
    ) -> HttpResponse:
        """Render the page of an entity with what other apps know about it.

        Those register ``partners_entity_sections`` hooks, which take the entity and
        the language and return components; this app knows nothing of them.
        """
        sections = [
            section
            for hook in hooks.get_hooks("partners_entity_sections")
            for section in hook(entity, self.language)
        ]
        title = (
            entity.name_with_titles() if isinstance(entity, Person) else entity.name()
        )
        return self._render_below(
            request,
            entity.path,
            template=template,
            page_title=title,
            entity=entity,
            sections=sections,
        )

    def _lead_on(self, request: HttpRequest) -> HttpResponse:
        """Redirect from a former address, with what stands below it, to the present.

        Raises Http404 where nothing public once had the address.
        """
        home = self.get_url(request)
        segment, slug, below = request.path.removeprefix(home).split("/", 2)
        path = FormerAddress.objects.current_path(KINDS[segment], slug)
        if path is None:
            raise Http404
        query = request.META["QUERY_STRING"]
        address = f"{home}{path}{below}" + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address)

    def _render_below(
        self, request: HttpRequest, subpath: str, *, template: str, **context
    ) -> HttpResponse:
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
