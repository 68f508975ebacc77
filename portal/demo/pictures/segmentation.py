"""Cells under the microscope, and the outlines a model has drawn round them."""

import math
from random import Random

from PIL import Image

from .canvas import (
    AMBER,
    EMBER,
    MINT,
    NIGHT,
    PAPER,
    SKY,
    TEAL,
    Canvas,
    Pen,
    blend,
    dim,
)
from .geometry import (
    Point,
    blob,
    centre,
    dice,
    mix,
    relaxed,
    rounded,
    scattered,
    shrunk,
    smoothstep,
    voronoi,
)

SIZE = (1600, 1000)
HUES = (AMBER, MINT, SKY, EMBER, (178, 204, 120), (196, 150, 190))


def draw_segmentation() -> Image.Image:
    rng = dice("segmentation")
    canvas = Canvas(SIZE, lambda x, y: blend(NIGHT, (10, 30, 44), 1 - y))
    points = relaxed(scattered((-90, -90, 1690, 1090), 118, rng, 0.42), 170)
    cells = [rounded(shrunk(cell, 3), 3) for cell in voronoi(points, 170)]
    Specimen(cells, rng).paint(canvas)
    Outlines(cells, rng).paint(canvas)
    return canvas.finish("segmentation", grain=9)


def _front(y: float) -> float:
    """How far the model has worked its way across the field."""
    return 760 + 70 * math.sin(y / 210 + 0.5)


class Specimen:
    """What the microscope shows; every method draws one stain."""

    def __init__(self, cells: list[list[Point]], rng: Random) -> None:
        self.rng = rng
        self.cells = cells
        self.middles = [centre(cell) for cell in cells]
        self.lights = [rng.uniform(0.45, 1) for _ in cells]
        self.nuclei = [
            blob(
                (x + rng.gauss(0, 7), y + rng.gauss(0, 7)),
                rng.uniform(21, 29),
                rng,
                0.18,
            )
            for x, y in self.middles
        ]

    def paint(self, canvas: Canvas) -> None:
        canvas.light(self.bodies, blur=11)
        canvas.light(self.fibres, blur=3)
        canvas.light(self.borders, blur=4, bloom=20, glow=0.6)
        canvas.light(self.kernels, blur=4, bloom=26, glow=0.5)

    def bodies(self, pen: Pen) -> None:
        for cell, light in zip(self.cells, self.lights, strict=True):
            pen.fill(cell, dim(TEAL, 0.52 * light))

    def fibres(self, pen: Pen) -> None:
        rng = self.rng
        for middle, light in zip(self.middles, self.lights, strict=True):
            turn = rng.uniform(0, math.pi)
            colour = dim(MINT, 0.42 * light)
            for _ in range(22):
                x, y = middle[0] + rng.gauss(0, 24), middle[1] + rng.gauss(0, 24)
                reach, angle = rng.uniform(8, 30), turn + rng.gauss(0, 0.35)
                dx, dy = reach * math.cos(angle), reach * math.sin(angle)
                pen.line([(x - dx, y - dy), (x + dx, y + dy)], colour, 1.4)

    def borders(self, pen: Pen) -> None:
        for cell, light in zip(self.cells, self.lights, strict=True):
            pen.ring(cell, dim(MINT, 0.74 * light), 4)

    def kernels(self, pen: Pen) -> None:
        rng = self.rng
        for nucleus, light in zip(self.nuclei, self.lights, strict=True):
            pen.fill(nucleus, dim((74, 132, 214), 0.5 + 0.4 * light))
            x, y = centre(nucleus)
            colour = dim(blend(SKY, PAPER, 0.5), 0.8 * light)
            for _ in range(6):
                spot = (x + rng.gauss(0, 7), y + rng.gauss(0, 7))
                pen.dot(spot, rng.uniform(2, 5), colour)


class Outlines:
    """What the model has found behind its front."""

    def __init__(self, cells: list[list[Point]], rng: Random) -> None:
        middles = [centre(cell) for cell in cells]
        self.found = [
            cell for cell, (x, y) in zip(cells, middles, strict=True) if x > _front(y)
        ]
        self.hues = [rng.choice(HUES) for _ in self.found]
        self.outlines = [shrunk(cell, 4) for cell in self.found]

    def paint(self, canvas: Canvas) -> None:
        canvas.ink(self.shade)
        canvas.light(self.areas)
        canvas.light(self.lines, bloom=10, glow=0.6)
        canvas.light(self.marks)
        canvas.light(self.sweep, blur=16)
        canvas.light(self.front, bloom=16, glow=1.2)

    def shade(self, pen: Pen) -> None:
        """Darken what is found, so that its colours show."""
        for cell in self.found:
            pen.fill(cell, (104, 116, 130))

    def areas(self, pen: Pen) -> None:
        for cell, hue in zip(self.outlines, self.hues, strict=True):
            pen.fill(cell, dim(hue, 0.36))

    def lines(self, pen: Pen) -> None:
        for cell, hue in zip(self.outlines, self.hues, strict=True):
            pen.ring(cell, hue, 2.6)

    def marks(self, pen: Pen) -> None:
        for cell in self.outlines:
            pen.dot(centre(cell), 3.4, PAPER)

    @staticmethod
    def front(pen: Pen) -> None:
        pen.line([(_front(y), y) for y in range(-10, 1020, 10)], (255, 226, 176), 2.2)

    @staticmethod
    def sweep(pen: Pen) -> None:
        for y in range(-10, 1020, 10):
            for step in range(12):
                fade = 1 - smoothstep(0, 12, step)
                x = mix(_front(y), _front(y) + 120, step / 12)
                pen.dot((x, y), 10, dim(AMBER, 0.20 * fade))
