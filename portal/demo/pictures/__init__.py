"""The demo's pictures, drawn by code: the same bytes on every machine of one kind.

Nothing here imitates a real logo or shows a real person.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from .bridge import draw_bridge
from .canvas import to_jpeg
from .film import draw_film
from .heat_map import draw_heat_map
from .lecture_hall import draw_lecture_hall
from .segmentation import draw_segmentation
from .site_map import draw_site_map
from .trajectories import draw_trajectories


@dataclass(frozen=True)
class Picture:
    """A picture that has yet to be drawn, and what is said about it."""

    draw: Callable[[], Image.Image]
    title: str
    alt: dict[str, str]
    caption: dict[str, str]
    # Centre and size of what must stay visible when the picture is cropped.
    focus: tuple[int, int, int, int]
    credit: str = "Dateline"
    usage_terms: str = "CC0 1.0"

    def as_jpeg(self) -> bytes:
        return to_jpeg(self.draw())


PICTURES = {
    "film": Picture(
        draw=draw_film,
        title="A strip of film",
        alt={
            "en": "Illustration: dark green hills and a low sun, framed by the holes of "
            "a strip of film.",
            "de": "Illustration: dunkelgrüne Hügel und eine tiefe Sonne, eingefasst von "
            "den Löchern eines Filmstreifens.",
        },
        caption={
            "en": "Drawn for this demonstration, not from any film.",
            "de": "Für diese Demonstration gezeichnet, aus keinem Film.",
        },
        focus=(640, 360, 900, 500),
    ),
    "bridge": Picture(
        draw=draw_bridge,
        title="A bridge between cells and a network",
        alt={
            "en": "Illustration: from a tissue of glowing cells on the left, strands of "
            "light rise to an arched bridge and fan out into a network of nodes on the right.",
            "de": "Illustration: Aus einem Gewebe leuchtender Zellen links steigen "
            "Lichtfäden zu einer Bogenbrücke auf und verzweigen sich rechts in ein "
            "Netz aus Knoten.",
        },
        caption={
            "en": "Two worlds, one connection: cells on one bank, a network on the other.",
            "de": "Zwei Welten, eine Verbindung: am einen Ufer Zellen, am anderen ein Netz.",
        },
        focus=(960, 560, 900, 620),
    ),
    "trajectories": Picture(
        draw=draw_trajectories,
        title="Cells on branching paths",
        alt={
            "en": "Illustration: dark cells drift along flow lines from the left and split "
            "into a green, a blue and an orange branch; a marked cell stands at the fork, "
            "and arrows lead from it to two of the branches.",
            "de": "Illustration: Dunkle Zellen treiben von links auf Strömungslinien heran "
            "und teilen sich in einen grünen, einen blauen und einen orangefarbenen Zweig; "
            "an der Gabelung ist eine Zelle markiert, von der Pfeile zu zwei Zweigen führen.",
        },
        caption={
            "en": "Where do cells go, and what sends them there? Paths through a space of "
            "states, drawn freely.",
            "de": "Wohin entwickeln sich Zellen, und was lenkt sie? Wege durch einen Raum "
            "von Zuständen, frei gezeichnet.",
        },
        focus=(900, 540, 1000, 800),
    ),
    "heat_map": Picture(
        draw=draw_heat_map,
        title="A signal in the noise",
        alt={
            "en": "Illustration: a grid of small tiles in shades of blue-green, through "
            "which a curved band of orange tiles runs; trees along two edges group rows "
            "and columns.",
            "de": "Illustration: ein Raster kleiner Kacheln in Blaugrün, durch das sich ein "
            "Band orangefarbener Kacheln zieht; Bäume an zwei Rändern ordnen Zeilen und "
            "Spalten.",
        },
        caption={
            "en": "Much noise, one signal: an invented matrix of molecular measurements.",
            "de": "Viel Rauschen, ein Signal: eine erfundene Matrix molekularer Messwerte.",
        },
        focus=(800, 560, 1200, 620),
    ),
    "segmentation": Picture(
        draw=draw_segmentation,
        title="Cells and their outlines",
        alt={
            "en": "Illustration: blurred cells with bright nuclei on the left; to the right "
            "of a curved line, each cell has a sharp coloured outline and a dot in its middle.",
            "de": "Illustration: links unscharfe Zellen mit hellen Kernen; rechts einer "
            "geschwungenen Linie trägt jede Zelle einen scharfen farbigen Umriss und einen "
            "Punkt in der Mitte.",
        },
        caption={
            "en": "From image to finding: on the right, every cell has been outlined. "
            "The tissue is drawn, not photographed.",
            "de": "Vom Bild zum Befund: Rechts ist jede Zelle umrissen. Das Gewebe ist "
            "gezeichnet, nicht fotografiert.",
        },
        focus=(800, 500, 1000, 800),
    ),
    "site_map": Picture(
        draw=draw_site_map,
        title="Twenty-eight sites",
        alt={
            "en": "Illustration: 28 points of light in 14 groups on a dark relief of contour "
            "lines, joined by fine arcs; one group of five glows orange.",
            "de": "Illustration: 28 Lichtpunkte in 14 Gruppen auf einem dunklen Relief aus "
            "Höhenlinien, durch feine Bögen verbunden; eine Gruppe aus fünf Punkten leuchtet "
            "orange.",
        },
        caption={
            "en": "28 sites in 14 countries, as of August 2020. Position and grouping are "
            "free invention; this is no map.",
            "de": "28 Standorte in 14 Ländern, Stand August 2020. Lage und Gruppierung sind "
            "frei erfunden; dies ist keine Landkarte.",
        },
        focus=(800, 500, 1200, 800),
    ),
    "lecture_hall": Picture(
        draw=draw_lecture_hall,
        title="A lecture hall",
        alt={
            "en": "Illustration: rows of small lights, most of them blue-green, a few orange, "
            "stand in arcs before a bright screen with a rising curve; some seats are free.",
            "de": "Illustration: Reihen kleiner Lichter, die meisten blaugrün, einige orange, "
            "stehen in Bögen vor einer hellen Leinwand mit einer ansteigenden Kurve; einige "
            "Plätze sind frei.",
        },
        caption={
            "en": "Some seats are still free: a lecture hall that nobody has built.",
            "de": "Einige Plätze sind noch frei: ein Hörsaal, den niemand gebaut hat.",
        },
        focus=(800, 420, 1200, 780),
    ),
}
