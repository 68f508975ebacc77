"""What an address leads to, by its form alone."""

import pytest

from portal.core.external_media.players import (
    POST,
    UPRIGHT,
    find_bluesky,
    find_framed,
    find_player,
)

TUBE = "https://www.youtube-nocookie.com/embed/"
VIMEO = "https://player.vimeo.com/video/"
TWEET = "https://platform.twitter.com/embed/Tweet.html?id=1234567890123456789&dnt=true"
KEY = "aqz-KE-bpKQ"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
SHORT = "kkGMgK9ZtnKfYAgnEtQxbv"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"

FORMS = {
    f"https://www.youtube.com/watch?v={KEY}": TUBE + KEY,
    f"http://youtube.com/watch?v={KEY}&feature=share": TUBE + KEY,
    f"https://m.youtube.com/watch?app=desktop&v={KEY}": TUBE + KEY,
    f"https://music.youtube.com/watch?v={KEY}": TUBE + KEY,
    f"https://youtu.be/{KEY}?si=abc": TUBE + KEY,
    f"https://youtu.be/{KEY}?t=90": TUBE + KEY + "?start=90",
    f"https://www.youtube.com/watch?v={KEY}&t=1h2m3s": TUBE + KEY + "?start=3723",
    f"https://www.youtube.com/embed/{KEY}?autoplay=1": TUBE + KEY,
    f"https://www.youtube-nocookie.com/embed/{KEY}": TUBE + KEY,
    f"https://www.youtube.com/live/{KEY}": TUBE + KEY,
    f"https://www.youtube.com/shorts/{KEY}": TUBE + KEY,
    "https://www.youtube.com/playlist?list=PL59FEE129ADFF2B12": TUBE
    + "videoseries?list=PL59FEE129ADFF2B12",
    "https://vimeo.com/76979871": VIMEO + "76979871?dnt=1",
    "https://www.vimeo.com/76979871/": VIMEO + "76979871?dnt=1",
    "https://vimeo.com/76979871/a1b2c3d4e5": VIMEO + "76979871?dnt=1&h=a1b2c3d4e5",
    "https://vimeo.com/channels/staffpicks/76979871": VIMEO + "76979871?dnt=1",
    "https://vimeo.com/groups/short-films/videos/76979871": VIMEO + "76979871?dnt=1",
    "https://vimeo.com/showcase/12345/video/76979871": VIMEO + "76979871?dnt=1",
    "https://player.vimeo.com/video/76979871?h=a1b2c3d4e5": VIMEO
    + "76979871?dnt=1&h=a1b2c3d4e5",
    "https://x.com/esa/status/1234567890123456789": TWEET,
    "https://twitter.com/esa/status/1234567890123456789?s=20": TWEET,
    "https://mobile.twitter.com/esa/statuses/1234567890123456789": TWEET,
    "https://x.com/i/web/status/1234567890123456789": TWEET,
    "https://x.com/esa/status/1234567890123456789/photo/1": TWEET,
    f"https://bsky.app/profile/{DID}/post/3l6oveex3ii2l": "https://embed.bsky.app/embed/"
    f"{DID}/app.bsky.feed.post/3l6oveex3ii2l",
    "https://mastodon.social/@Gargron/113110000000000000": "https://mastodon.social/"
    "@Gargron/113110000000000000/embed",
    "https://mastodon.social/users/Gargron/statuses/113110000000000000": "https://"
    "mastodon.social/@Gargron/113110000000000000/embed",
    f"https://tube.example/w/{SHORT}": f"https://tube.example/videos/embed/{SHORT}?p2p=0",
    f"https://tube.example/videos/watch/{UUID}?start=1m5s": "https://tube.example/"
    f"videos/embed/{UUID}?p2p=0&start=65",
    f"https://tube.example/w/p/{SHORT}": f"https://tube.example/video-playlists/embed/{SHORT}?p2p=0",
}
UNKNOWN = [
    "https://www.youtube.com/",
    "https://www.youtube.com/@esa",
    "https://www.youtube.com/watch?v=tooshort",
    "https://youtu.be/<script>",
    "https://vimeo.com/features",
    "https://x.com/esa",
    "https://bsky.app/profile/esa.int",
    "https://mastodon.social/@Gargron",
    "https://mastodon.social/@Gargron@other.example/113110000000000000",
    "https://www.example.org/film",
    "https://evil.example/www.youtube.com/watch?v=aqz-KE-bpKQ",
    "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
    f"https://tube.example:8443/w/{SHORT}",
    "ftp://youtube.com/watch?v=aqz-KE-bpKQ",
    "javascript:alert(1)",
    "https://[::1",
    "",
]


@pytest.mark.parametrize(("address", "src"), FORMS.items(), ids=list(FORMS))
def test_knows_each_form_of_a_link(address, src):
    assert find_player(address).src == src


@pytest.mark.parametrize("address", UNKNOWN)
def test_knows_no_player_of_anything_else(address):
    assert find_player(address) is None


def test_says_on_which_host_a_federated_service_is():
    assert find_player(f"https://tube.example/w/{SHORT}").host == "tube.example"
    assert find_player(f"https://youtu.be/{KEY}").host == ""


def test_says_how_large_a_player_is():
    assert find_player(f"https://www.youtube.com/shorts/{KEY}").size == UPRIGHT
    post = find_player("https://x.com/esa/status/1234567890123456789")
    assert (post.size, post.is_film) == (POST, False)


def test_only_the_provider_knows_the_player_of_a_name_on_bluesky():
    player = find_player("https://bsky.app/profile/esa.int/post/3l6oveex3ii2l")

    assert (player.service, player.src) == ("bluesky", "")
    found = find_bluesky(f"at://{DID}/app.bsky.feed.post/3l6oveex3ii2l")
    assert found.src.endswith(f"/embed/{DID}/app.bsky.feed.post/3l6oveex3ii2l")
    assert find_bluesky('at://did:plc:a"b/app.bsky.feed.post/x') is None


def test_a_frame_that_a_provider_names_is_one_of_a_service_if_it_can_be():
    assert find_framed(f"https://www.youtube.com/embed/{KEY}").service == "youtube"
    other = find_framed("https://player.example.org/film?id=1")
    assert (other.service, other.host) == ("oembed", "player.example.org")


@pytest.mark.parametrize(
    "src",
    [
        "http://player.example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "/film",
        "https://localhost/admin/",
        "https://testserver/",
        "https://me@player.example.org/",
        "",
    ],
)
def test_no_other_frame_and_none_of_this_site(src):
    assert find_framed(src) is None


@pytest.mark.parametrize(
    "src",
    [
        "https://evil.example; script-src-elem *",
        "https://evil.example, default-src *",
        "https://*",
        "https://e.example|econda|youtube/x",
        "https://e.example;domain=parent.example/x",
        "https://a\u2028b.example/",
        "https://e.example/\ud800x",
        "https://e.example/\x00x",
        "https://[::1",
    ],
)
def test_a_frame_with_anything_but_a_host_is_none(src):
    assert find_framed(src) is None
    assert find_player(src) is None


def test_hosts_are_sent_in_ascii():
    found = find_player(f"https://видео.рф/w/{SHORT}")

    assert found
    assert found.host.isascii()
    assert found.src.isascii()
    framed = find_framed("https://müller.example/ä")
    assert framed
    assert (framed.host, framed.src) == (
        "xn--mller-kva.example",
        "https://xn--mller-kva.example/%C3%A4",
    )
