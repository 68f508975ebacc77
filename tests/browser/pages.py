"""Every type of page of the demo, in both languages; two in Leichte Sprache."""

PAGES = {
    "home": ("/en/", "/de/"),
    "newsroom": ("/en/newsroom/", "/de/aktuelles/"),
    "newsroom filtered": (
        "/en/newsroom/?institution=dkfz&year=2020",
        "/de/aktuelles/?institution=dkfz&year=2020",
    ),
    "newsroom empty": ("/en/newsroom/?year=1901", "/de/aktuelles/?year=1901"),
    "press release": (
        "/en/newsroom/ellis-life-heidelberg/",
        "/de/aktuelles/ellis-life-heidelberg/",
    ),
    "partners": ("/en/partners/", "/de/partner/"),
    "institution": (
        "/en/partners/institutions/dkfz/",
        "/de/partner/institutions/dkfz/",
    ),
    "people": ("/en/partners/people/", "/de/partner/people/"),
    "person": (
        "/en/partners/people/oliver-stegle/",
        "/de/partner/people/oliver-stegle/",
    ),
    "partnership": (
        "/en/partners/partnerships/ellis-life-heidelberg/",
        "/de/partner/partnerships/ellis-life-heidelberg/",
    ),
    "network": ("/en/partners/network/", "/de/partner/network/"),
    "network of an institution": (
        "/en/partners/institutions/dkfz/network/",
        "/de/partner/institutions/dkfz/network/",
    ),
    "network on no day": (
        "/en/partners/network/?as_of=x",
        "/de/partner/network/?as_of=x",
    ),
    "search": ("/en/search/?q=cancer", "/de/search/?q=krebs"),
    "search empty": ("/en/search/?q=zzzz", "/de/search/?q=zzzz"),
    "search start": ("/en/search/", "/de/search/"),
    "feeds": ("/en/feeds/", "/de/feeds/"),
    "subscribe": (
        "/en/subscribe/?institution=dkfz",
        "/de/subscribe/?institution=dkfz",
    ),
    "interface": ("/en/api/", "/de/api/"),
    "open data": ("/en/graph/", "/de/graph/"),
    "external media": ("/en/external-media/", "/de/externe-medien/"),
    "imprint": ("/en/imprint/", "/de/impressum/"),
    "privacy": ("/en/privacy/", "/de/datenschutz/"),
    "accessibility": ("/en/accessibility/", "/de/barrierefreiheit/"),
    "terms of use": ("/en/data-terms/", "/de/nutzungsbedingungen-der-daten/"),
    "report a barrier": (
        "/en/barrier/?page=/en/newsroom/",
        "/de/barrier/?page=/de/aktuelles/",
    ),
    "simple language": (
        "/de-simple/",
        "/de-simple/nachrichten/ellis-life-heidelberg/",
    ),
    "not found": ("/en/nothing/", "/de/nichts/"),
}
ADDRESSES = [address for pair in PAGES.values() for address in pair]
