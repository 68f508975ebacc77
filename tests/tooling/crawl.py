"""Fetch every page of a running site and say which do not answer 200.

    python -m tests.tooling.crawl http://localhost:8000

Starts from the sitemap and the front page and follows every internal link, picture,
style sheet and script from there.
"""

import re
import sys
from collections import deque
from html.parser import HTMLParser
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

MOST_WITH_QUERY = 300  # filters combine without end
MOST = 5000


class Links(HTMLParser):
    """Collects what a page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            elif name == "srcset" and value:
                self.found += [part.split()[0] for part in value.split(",")]


def main(site: str) -> int:
    status, _, sitemap = fetch(f"{site}/sitemap.xml")
    listed = pages_of(sitemap) if status == 200 else []
    seen = crawl(site, [*listed, f"{site}/"])
    wrong = {url: found for url, found in seen.items() if found[0] != 200}
    for url, (code, source) in sorted(wrong.items()):
        print(f"{code} {url} (from {source})")
    print(f"{len(seen)} addresses, {len(listed)} in the sitemap, {len(wrong)} wrong")
    if not listed:
        print("The sitemap lists no page")
    return int(bool(wrong) or not listed)


def pages_of(sitemap: str) -> list[str]:
    """Return the addresses of a sitemap, and those of the sitemaps it lists."""
    found = re.findall(r"<loc>\s*(.*?)\s*</loc>", sitemap)
    found += re.findall(r'<xhtml:link[^>]*href="(.*?)"', sitemap)
    if "<sitemapindex" in sitemap:
        return [page for part in found for page in pages_of(fetch(part)[2])]
    return found


def crawl(site: str, start: list[str]) -> dict[str, tuple[object, str]]:
    """Return the status of every address reached and where it was found."""
    seen: dict[str, tuple[object, str]] = {}
    plain = deque((url, "the start") for url in start)
    with_query: deque[tuple[str, str]] = deque()
    queries = 0
    while (plain or with_query) and len(seen) < MOST:
        url, source = (plain or with_query).popleft()
        if url in seen:
            continue
        queries += "?" in url
        status, kind, body = fetch(url)
        seen[url] = (status, source)
        for link in references(url, kind, body):
            if urlsplit(link)[:2] == urlsplit(site)[:2]:
                queue = with_query if "?" in link else plain
                if queue is plain or queries + len(with_query) < MOST_WITH_QUERY:
                    queue.append((link, url))
    return seen


def references(url: str, kind: str, body: str) -> list[str]:
    if kind != "text/html":
        return []
    links = Links()
    links.feed(body)
    return [urldefrag(urljoin(url, link.strip())).url for link in links.found]


def fetch(url: str) -> tuple[object, str, str]:
    request = Request(url, headers={"User-Agent": "dateline-crawl"})
    try:
        with urlopen(request, timeout=60) as answer:
            text = answer.read().decode(errors="replace")
            return answer.status, answer.headers.get_content_type(), text
    except HTTPError as error:
        return error.code, "", ""
    except URLError as error:
        return str(error.reason), "", ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
