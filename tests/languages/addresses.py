"""Every address at which the site says something of releases, from the registries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from news.syndication.feeds.catalogue import FORMATS
from news.syndication.formats.catalogue import CATALOGUE
from portal.api.resources import RESOURCES
from portal.core.languages import content_languages
from portal.graph.catalogue import TABLES
from tests.languages.world import World

QUERIES = ("", "?kind=press_release&topic=ai", "?languages=all&institution=center")
ENTITIES = ("institutions/center/", "people/ada/", "partnerships/unit/")
# What a page is called below the prefix of its language.
VIEWS = (
    *("", "search/?q=engines", "feeds/", "feeds/opml/", "graph/", "api/"),
    *("subscribe/", "subscribe/?q=engines", "subscribe/?institution=center"),
)
FILES = ("sitemap.xml", "news-sitemap.xml", "robots.txt", "llms.txt", "theme.css")


def addresses(world: World) -> Iterator[str]:
    """Yield the paths of all outputs, with and without a language in front."""
    for release in world.releases():
        yield release.get_url()
        yield f"{release.get_url()}calendar/"
        for form in CATALOGUE:
            yield f"{release.get_url()}{form.path}/"
    for code in content_languages():
        yield from (f"/{code}/{view}" for view in VIEWS)
        newsroom = world.site[code]["newsroom"].get_url()
        partners = world.site[code]["partners"].get_url()
        yield f"{newsroom}calendar/"
        yield from (f"{newsroom}{query}" for query in QUERIES)
        yield from (f"{partners}{below}" for below in ("", "network/", *ENTITIES))
        for path, query in product(FORMATS.values(), QUERIES):
            yield f"{newsroom}feed/{path}{query}"
            yield f"/{code}/search/feed/{path}?q=engines"
    yield from (f"/{name}" for name in FILES)
    yield from of_machines(world)


def of_machines(world: World) -> Iterator[str]:
    """Yield the graph, the API and the identities, which have no language in front."""
    yield "/graph/graph.jsonld"
    yield from (f"/graph/{name}.csv" for name in TABLES)
    yield from ("/id/site/", "/api/v2/", "/api/v2/openapi.json")
    for release in world.releases():
        yield f"/id/{release.identity_path}"
        yield f"/api/v2/{release.identity_path}"
    for entity in ENTITIES:
        yield f"/id/{entity}"
    for name, resource in RESOURCES.items():
        expand = ",".join(resource.expands)
        fields = ",".join(resource.fields)
        yield f"/api/v2/{name}/?expand={expand}&fields={fields}"
        if any(option.name == "language" for option in resource.options):
            yield f"/api/v2/{name}/?language=de"
