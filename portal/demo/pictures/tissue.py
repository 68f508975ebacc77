"""The living bank of the bridge: cells as a fluorescence microscope shows them."""

import math
from random import Random

from .canvas import AMBER, MINT, PAPER, SKY, TEAL, Canvas, Pen, blend, dim
from .geometry import Point, bezier, blob, centre, mix, rounded, shrunk


def brightness(place: Point) -> float:
    """How much light falls on a place: most where the bridge begins."""
    x, y = place
    return 0.10 + 0.90 * math.exp(-(((x - 560) / 400) ** 2) - (((y - 640) / 400) ** 2))


class Tissue:
    """Cells side by side; every method draws one stain."""

    def __init__(self, cells: list[list[Point]], rng: Random) -> None:
        self.rng = rng
        self.outlines = [rounded(shrunk(cell, 5)) for cell in cells]
        self.middles = [centre(cell) for cell in cells]
        self.hues = [rng.random() for _ in cells]
        self.nuclei = [
            blob(
                (x + rng.uniform(-12, 12), y + rng.uniform(-12, 12)),
                rng.uniform(24, 33),
                rng,
            )
            for x, y in self.middles
        ]

    def paint(self, canvas: Canvas) -> None:
        canvas.light(self.cytoplasm, blur=7)
        canvas.light(self.haze, blur=26)
        canvas.light(self.filaments)
        canvas.light(self.membranes, bloom=18, glow=0.9)
        canvas.light(self.vesicles)
        canvas.light(self.kernels, bloom=30, glow=0.55)

    def cytoplasm(self, pen: Pen) -> None:
        for outline, middle, hue in zip(
            self.outlines, self.middles, self.hues, strict=True
        ):
            colour = blend((10, 66, 78), (18, 96, 92), hue)
            pen.fill(outline, dim(colour, 0.06 + 0.66 * brightness(middle)))

    def haze(self, pen: Pen) -> None:
        for nucleus, middle in zip(self.nuclei, self.middles, strict=True):
            pen.fill(nucleus, dim((60, 150, 160), brightness(middle) * 0.6))

    def filaments(self, pen: Pen) -> None:
        for outline, middle in zip(self.outlines, self.middles, strict=True):
            light = brightness(middle)
            for _ in range(26):
                end = self.rng.choice(outline)
                bend = self.rng.uniform(-26, 26)
                half = (
                    mix(middle[0], end[0], 0.55) + bend,
                    mix(middle[1], end[1], 0.55) - bend,
                )
                thread = bezier(middle, half, half, end, 14)[self.rng.randint(3, 5) :]
                pen.line(thread, dim(MINT, light * self.rng.uniform(0.10, 0.34)), 0.9)

    def membranes(self, pen: Pen) -> None:
        for outline, middle in zip(self.outlines, self.middles, strict=True):
            pen.ring(outline, dim(MINT, 0.10 + 0.90 * brightness(middle)), 2.6)
            pen.ring(shrunk(outline, 7), dim(TEAL, 0.45 * brightness(middle)), 1.0)

    def vesicles(self, pen: Pen) -> None:
        for outline, middle in zip(self.outlines, self.middles, strict=True):
            for _ in range(9):
                edge = self.rng.choice(outline)
                share = self.rng.uniform(0.55, 0.9)
                place = (mix(middle[0], edge[0], share), mix(middle[1], edge[1], share))
                light = brightness(middle) * self.rng.uniform(0.3, 0.9)
                colour = dim(blend(MINT, PAPER, 0.4), light)
                pen.dot(place, self.rng.uniform(1.2, 3.2), colour)

    def kernels(self, pen: Pen) -> None:
        for nucleus, middle, hue in zip(
            self.nuclei, self.middles, self.hues, strict=True
        ):
            light = brightness(middle)
            colour = AMBER if hue > 0.72 else SKY
            pen.fill(nucleus, dim(colour, 0.20 + 0.42 * light))
            pen.fill(shrunk(nucleus, 7), dim(colour, 0.24 + 0.56 * light))
            x, y = centre(nucleus)
            for _ in range(7):
                place = (x + self.rng.gauss(0, 8), y + self.rng.gauss(0, 8))
                speck = dim(blend(colour, PAPER, 0.55), 0.25 + 0.7 * light)
                pen.dot(place, self.rng.uniform(1.4, 4), speck)
