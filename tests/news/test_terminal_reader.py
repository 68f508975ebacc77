"""A feed reader for the terminal, as Debian ships it, reads our feeds."""

import shutil
import sqlite3
import subprocess

import pytest

from tests.factories import add_image, add_release, add_translation, publish
from tests.news.reading import correct

NEWSBOAT = shutil.which("newsboat")


def read(folder, *addresses: str) -> list[dict]:
    """Let newsboat load feeds, and return what it has kept of their entries."""
    (folder / "urls").write_text("".join(f"{address}\n" for address in addresses))
    cache = folder / "cache.db"
    subprocess.run(  # noqa: S603
        [
            NEWSBOAT,
            *("-u", str(folder / "urls"), "-c", str(cache), "-C", "/dev/null"),
            *("-x", "reload"),
        ],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        check=True,
        capture_output=True,
        timeout=60,
    )
    with sqlite3.connect(cache) as kept:
        kept.row_factory = sqlite3.Row
        rows = kept.execute("SELECT * FROM rss_item ORDER BY pubDate DESC, title")
        return [dict(row) for row in rows]


@pytest.mark.skipif(NEWSBOAT is None, reason="no newsboat on this machine")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["", "atom/"])
def test_newsboat_reads_entries_with_their_text(
    live_server, settings, site, tmp_path, form
):
    settings.SITE_URL = live_server.url
    body = [{"type": "prose", "value": "<p>The <b>whole</b> Größe ]]&gt; text.</p>"}]
    release = add_release(
        site["en"]["newsroom"], "A “bridge” & more", body=body, lead_image=add_image()
    )
    publish(add_translation(release, title="Eine Brücke"))
    correct(release, what="Five, not six.")
    feed = f"{live_server.url}/en/newsroom/feed/{form}"

    (item,) = read(tmp_path, feed)

    assert item["title"] == "A “bridge” & more"
    assert item["url"] == f"{live_server.url}{release.url}"
    assert item["guid"] == release.guid
    assert item["pubDate"] == int(release.released_at.timestamp())
    assert "<b>whole</b> Größe ]]&gt; text." in item["content"]
    assert "Five, not six." in item["content"]
    both = read(tmp_path, f"{feed}?languages=all")
    assert {item["title"] for item in both} >= {"A “bridge” & more", "Eine Brücke"}
