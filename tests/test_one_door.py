"""Nothing but two modules decides what the public may read."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DECISION = re.compile(
    r"\.live\b|\blive\s*=\s*True|released_at__lte?\b|is_embargoed|view_restrictions?\("
)
# Who may look at the switch itself, and what for.
ALLOWED = {
    "portal/core/querysets.py": "the door, for pages",
    "news/querysets.py": "the door, for releases",
    "news/publishing/together.py": "which languages others wait for",
    "portal/embargo/checking.py": "which rows are hidden, whatever the doors say",
    "portal/embargo/gate.py": "whether there is an embargo to look after",
    "partners/public.py": "the door, for institutions, people and partnerships",
    "partners/draftable.py": "what a draft of an entry is, and what its row",
    "partners/merging/merge.py": "what is public is kept",
    "partners/merging/plan.py": "what only a draft says is left out",
    "partners/merging/drafts.py": "which drafts may still be published",
    "news/pages/going_along_panel.py": "what editors see of their own work",
    "partners/waiting.py": "what there is to publish",
    "partners/addresses.py": "whether others may know an address",
    "partners/models/institutions.py": "whether there is a page",
    "partners/models/partnerships.py": "whether there is a page",
    "partners/models/people.py": "whether there is a page",
    "news/record/resolve.py": "names what is not public, and tells no more of it",
    "portal/core/models/pages.py": "tells Wagtail what was asked already",
    "portal/search/models.py": "asks the door again, and the clock of its entries",
    "portal/search/indexing.py": "drops the entry of a page that is live no more",
    "news/models/release.py": "says whether the embargo holds",
    "news/pages/releases.py": "hands the embargo to Wagtail's scheduler",
    "news/publishing/postponing.py": "which versions are hidden together",
    "news/publishing/schedule.py": "what has expired",
    "portal/core/instants.py": "when the next thing expires",
    "news/desk/correct_view.py": "in which languages readers see a note",
    "news/desk/release_views.py": "which languages stay when one is taken down",
    "news/publishing/held_names.py": "whose names are not public yet",
    "portal/core/forms.py": "whether what is saved has been published meanwhile",
    "portal/legal/gaps.py": "what editors see of their own work",
    "news/desk/postpone_view.py": "which versions will be hidden",
    "portal/core/generation.py": "whether an entry that refers to a thing is public",
    "news/publishing/stories.py": "which versions were published before",
    "news/publishing/correcting.py": "which rows a withdrawal empties",
    "news/signals.py": "whether publishing made something public",
    "news/syndication/feeds/archives.py": "bounds of a month, not of the embargo",
    "news/syndication/formats/serving.py": "looks at the clock once more",
    "news/desk/panels.py": "what editors see of their own work",
    "news/desk/both_view.py": "saves a draft beside what is public, as Wagtail's form does",
    "news/desk/involved_view.py": "says which entries are drafts",
    "news/drafting/translations.py": "replaces what was never public",
    "news/desk/checklist.py": "which languages are public already",
    "news/desk/publish_menu.py": "what the button says",
    "news/desk/published_view.py": "what became public, and what waits",
    "portal/api/filters.py": "the filter until, not the embargo",
    "portal/subscriptions/announcing.py": "whether publishing made something public",
    "portal/core/file_uses.py": "who may read a restricted page may have its files",
}


def sources() -> list[Path]:
    folders = [ROOT / name for name in ("news", "partners", "portal", "templates")]
    return [
        path
        for folder in folders
        for pattern in ("*.py", "*.html", "*.xml", "*.txt")
        for path in folder.rglob(pattern)
        if not {"migrations", "demo"} & set(path.relative_to(ROOT).parts)
    ]


def test_only_known_places_ask_for_the_switch():
    asking = {
        str(path.relative_to(ROOT))
        for path in sources()
        if DECISION.search(path.read_text())
    }

    assert asking == set(ALLOWED)


@pytest.mark.parametrize(
    "line",
    [
        "Page.objects.live()",
        "filter(live=True)",
        "page.live and",
        "filter(released_at__lte=now)",
        "if release.is_embargoed:",
    ],
)
def test_the_search_finds_what_decides(line):
    assert DECISION.search(line)
