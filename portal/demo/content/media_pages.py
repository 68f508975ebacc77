"""How the demo shows what is kept on other sites, with a film that anybody may show."""

from .records import Film, Heading, Prose, StandardPage

# "Big Buck Bunny", Blender Foundation, CC BY 3.0.
ADDRESS = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"

MEDIA_PAGES = {
    "en": StandardPage(
        title="External media",
        slug="external-media",
        introduction="Films and posts that are kept on other sites load nothing before you ask for it.",
        body=(
            Prose(
                "<p>Below is an example. The picture comes from this site; YouTube learns nothing "
                "of your visit until you press the button. The box below loads it as well, and everything "
                "else from there from then on, until you take the tick away or change it under “Privacy "
                "choices”. Without JavaScript, and in feeds and mails, there is a link.</p>"
            ),
            Film(ADDRESS, "Example: Big Buck Bunny, an animated film", "film"),
            Heading("About the example"),
            Prose(
                "<p>“Big Buck Bunny” is a film by the Blender Foundation under the licence "
                "CC BY 3.0. It has nothing to do with the institutions that this demonstration "
                "names. The picture was drawn for this page and is not from the film.</p>"
            ),
        ),
    ),
    "de": StandardPage(
        title="Externe Medien",
        slug="externe-medien",
        introduction="Filme und Beiträge, die auf anderen Websites liegen, laden nichts, bevor Sie es wünschen.",
        body=(
            Prose(
                "<p>Unten steht ein Beispiel. Das Bild kommt von dieser Website; YouTube erfährt von "
                "Ihrem Besuch nichts, bis Sie auf die Schaltfläche drücken. Das Häkchen darunter lädt den Film "
                "ebenfalls, und künftig alles andere von dort, bis Sie es entfernen oder unter "
                "„Datenschutz-Einstellungen“ ändern. Ohne JavaScript und in Feeds und Mails steht dort ein "
                "Link.</p>"
            ),
            Film(ADDRESS, "Beispiel: Big Buck Bunny, ein Animationsfilm", "film"),
            Heading("Zum Beispiel"),
            Prose(
                "<p>„Big Buck Bunny“ ist ein Film der Blender Foundation unter der Lizenz CC BY 3.0. "
                "Er hat nichts mit den Einrichtungen zu tun, die diese Demonstration nennt. Das Bild "
                "wurde für diese Seite gezeichnet und stammt nicht aus dem Film.</p>"
            ),
        ),
    ),
}
