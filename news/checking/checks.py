"""All that a draft is checked for: one check for each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from news.checking.boilerplates import find_outdated_boilerplates
from news.checking.bylines import find_unknown_initials
from news.checking.dates import find_ambiguous_dates
from news.checking.dead_links import find_dead_links
from news.checking.doubled import find_doubled
from news.checking.drafts import Draft
from news.checking.embargoes import find_embargo_words
from news.checking.findings import Finding, Severity, with_keys
from news.checking.graph import Graph
from news.checking.headlines import find_long_headline
from news.checking.languages import find_differing_languages
from news.checking.link_words import find_empty_links
from news.checking.names import find_near_names, find_unlinked
from news.checking.pictures import find_bare_pictures
from news.checking.roles import find_roles
from news.checking.statements import find_differing_statements
from news.models import CheckKind, CheckSettings
from news.models.release import Release

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: dict[CheckKind, Check] = {
    CheckKind.EMBARGO: find_embargo_words,
    CheckKind.NEAR_NAME: find_near_names,
    CheckKind.ROLE: find_roles,
    CheckKind.STATEMENT: find_differing_statements,
    CheckKind.LANGUAGES: find_differing_languages,
    CheckKind.DATE: find_ambiguous_dates,
    CheckKind.BYLINE: find_unknown_initials,
    CheckKind.BOILERPLATE: find_outdated_boilerplates,
    CheckKind.UNLINKED: find_unlinked,
    CheckKind.LINK_TEXT: find_empty_links,
    CheckKind.DEAD_LINK: find_dead_links,
    CheckKind.PICTURE: find_bare_pictures,
    CheckKind.DOUBLED: find_doubled,
    CheckKind.HEADLINE: find_long_headline,
}


def findings_of(
    release: Release,
    graph: Graph | None = None,
    kinds: Collection[str] | None = None,
) -> list[Finding]:
    """Return what a good desk editor would say of a draft, what is sure first.

    ``release`` is the draft itself, as it is stored or in a form. Kinds that its site has
    switched off are left out. Whoever checks many gives one ``graph`` for all. About
    twenty queries, however much the graph knows.
    """
    wanted = kinds if kinds is not None else wanted_kinds()
    draft = Draft(release, graph or Graph())
    found = [
        one for kind, check in CHECKS.items() if kind in wanted for one in check(draft)
    ]
    return with_keys(sorted(found, key=lambda one: one.severity != Severity.WARN))


def wanted_kinds() -> set[str]:
    """Return the kinds that the site wants."""
    return {str(kind) for kind in CHECKS} - CheckSettings.find_switched_off()
