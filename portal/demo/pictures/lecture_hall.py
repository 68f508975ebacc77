"""A lecture hall from above: rows of listeners, each a light, before a bright screen."""

import math

from PIL import Image

from .canvas import AMBER, MINT, NIGHT, PAPER, SKY, Canvas, Colour, Pen, blend, dim
from .geometry import Point, dice

SIZE = (1600, 1000)
STAGE = (800, 40)
ROWS = 8


def draw_lecture_hall() -> Image.Image:
    rng = dice("lecture hall")
    canvas = Canvas(SIZE, _dusk)
    rows = [_seats(330 + 84 * row, 9 + 2 * row) for row in range(ROWS)]

    def benches(pen: Pen) -> None:
        for row in rows:
            pen.line(row, dim(SKY, 0.34), 3)

    def listeners(pen: Pen) -> None:
        for row in rows:
            for seat in row:
                if rng.random() < 0.16:  # a free seat
                    continue
                colour = (
                    AMBER if rng.random() < 0.12 else blend(MINT, SKY, rng.random())
                )
                pen.dot(seat, 15, dim(colour, 0.85))
                pen.dot(seat, 5, blend(colour, PAPER, 0.8))

    def screen(pen: Pen) -> None:
        pen.tile((560, 70, 1040, 250), 10, dim(PAPER, 0.9))

    def curve(pen: Pen) -> None:
        points = [
            (590 + 420 * t, 222 - 120 / (1 + math.exp(-9 * (t - 0.5))))
            for t in (step / 60 for step in range(61))
        ]
        pen.line(points, (228, 126, 34), 5)
        for step in range(4, 60, 7):
            x, y = points[step]
            pen.dot((x, y + rng.uniform(-20, 20)), 6, (22, 110, 120))

    canvas.light(benches, bloom=10, glow=0.5)
    canvas.light(screen, bloom=60, glow=0.7)
    canvas.ink(curve)
    canvas.light(listeners, bloom=16, glow=1.1)
    return canvas.finish("lecture hall")


def _dusk(x: float, y: float) -> Colour:
    shine = math.exp(-(((x - 0.5) / 0.4) ** 2) - ((y / 0.7) ** 2))
    return blend(NIGHT, (34, 84, 104), shine)


def _seats(radius: float, count: int) -> list[Point]:
    """Return the seats of a row, on an arc round the stage."""
    turns = [math.radians(22 + 136 * seat / (count - 1)) for seat in range(count)]
    return [
        (STAGE[0] + 1.08 * radius * math.cos(t), STAGE[1] + radius * math.sin(t))
        for t in turns
    ]
