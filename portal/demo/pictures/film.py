"""A strip of film before a meadow at dusk: no picture of any film."""

import math

from PIL import Image

from .canvas import AMBER, MINT, NIGHT, PAPER, Canvas, Colour, Pen, blend, dim
from .geometry import Point

SIZE = (1280, 720)
HILLS = ((430, 60, 0.35), (520, 44, 0.22), (610, 30, 0.12))  # height, swing, light


def draw_film() -> Image.Image:
    canvas = Canvas(SIZE, _dusk)
    width, height = SIZE

    for number, (top, swing, light) in enumerate(HILLS):
        ridge: list[Point] = [
            (x, top + swing * math.sin(x / 190 + 1.7 * number))
            for x in range(-20, width + 40, 20)
        ]
        hill = [*ridge, (width + 20, height + 20), (-20, height + 20)]
        canvas.cover([hill], blend(NIGHT, MINT, light))

    def sun(pen: Pen) -> None:
        pen.dot((930, 250), 74, dim(AMBER, 0.9))

    def holes(pen: Pen) -> None:
        for x in range(20, width, 64):
            for y in (18, height - 46):
                pen.tile((x, y, x + 36, y + 28), 7, dim(PAPER, 0.8))

    canvas.light(sun, bloom=60, glow=0.8)
    canvas.cover(
        [
            [(0, 0), (width, 0), (width, 64), (0, 64)],
            [(0, height - 64), (width, height - 64), (width, height), (0, height)],
        ],
        dim(NIGHT, 0.5),
    )
    canvas.light(holes)
    return canvas.finish("film")


def _dusk(x: float, y: float) -> Colour:
    shine = math.exp(-(((x - 0.72) / 0.5) ** 2) - (((y - 0.4) / 0.5) ** 2))
    return blend(blend(NIGHT, (34, 84, 104), 0.7), (196, 120, 84), 0.8 * shine)
