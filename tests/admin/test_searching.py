"""Whatever is searched for in the admin, there is an answer."""

import pytest

from portal.users.models import User
from tests.factories import add_person, add_release

NASTY = [
    '"',
    '""',
    '"two words',
    '"a-b"',
    "a* OR b",
    "NEAR(",
    "(",
    "-",
    "100%",
    "%s",
    "\\",
]
LISTS = [
    "/admin/images/",
    "/admin/documents/",
    "/admin/pages/{newsroom}/",
    "/admin/pages/search/",
    "/admin/choose-page/search/",
    "/admin/users/",
    *(
        f"/admin/snippets/{name}/"
        for name in (
            "partners/institution",
            "partners/person",
            "partners/partnership",
            "partners/fact",
            "news/statement",
            "news/contact",
            "news/publication",
            "news/series",
            "core/topic",
            "guests/journalist",
        )
    ),
]


@pytest.mark.parametrize("address", LISTS)
def test_any_words_are_answered(client, newsroom, address):
    client.force_login(User.objects.create_superuser("root"))
    address = address.format(newsroom=newsroom.pk)

    answered = {words: client.get(address, {"q": words}).status_code for words in NASTY}

    assert answered == dict.fromkeys(NASTY, 200)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("teal", True), ('"wings of teal"', True), ('"teal wings"', False), ("x", False)],
)
def test_words_and_phrases_are_found(client, sign_in, newsroom, words, is_found):
    release = add_release(newsroom, "Wings of teal")
    sign_in("Moderators")

    answer = client.get("/admin/pages/search/", {"q": words})

    assert (f"/admin/pages/{release.pk}/edit/" in answer.text) == is_found


@pytest.mark.parametrize(("words", "is_found"), [("lovel", True), ("x", False)])
def test_people_are_found_by_their_names(client, sign_in, db, words, is_found):
    person = add_person("Ada Lovelace")
    sign_in("Editors")

    answer = client.get("/admin/snippets/partners/person/", {"q": words})

    assert (f"/person/edit/{person.pk}/" in answer.text) == is_found
