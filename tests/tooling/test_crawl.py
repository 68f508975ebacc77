"""The crawler finds what a reader would find broken."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.tooling import crawl


@pytest.fixture
def site():
    """Serve a dict of paths and bodies; yield it with its address."""
    bodies = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path in bodies else 404)
            xml = self.path.endswith(".xml")
            self.send_header("Content-Type", "text/xml" if xml else "text/html")
            self.end_headers()
            self.wfile.write(bodies.get(self.path, "").encode())

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        bodies["/sitemap.xml"] = f"<urlset><loc>{address}/listed/</loc></urlset>"
        bodies["/listed/"] = "<p>listed</p>"
        yield address, bodies
        server.shutdown()


def test_a_whole_site_passes(site):
    address, bodies = site
    bodies["/"] = (
        '<a href="/listed/#part">here</a><a href="http://other.example/">out</a>'
    )

    assert crawl.main(address) == 0


@pytest.mark.parametrize(
    "body",
    [
        '<a href="gone/">gone</a>',
        '<img src="/gone.png" alt="">',
        '<img srcset="/gone.png 2x" alt="">',
        '<a href="/?page=2">more</a>',
    ],
)
def test_a_broken_reference_is_found(site, capsys, body):
    address, bodies = site
    bodies["/"] = body

    assert crawl.main(address) == 1
    assert f"404 {address}/" in capsys.readouterr().out


def test_a_site_without_a_sitemap_does_not_pass(site):
    address, bodies = site
    bodies["/"] = "<p>front</p>"
    del bodies["/sitemap.xml"]

    assert crawl.main(address) == 1
