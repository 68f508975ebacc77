"""The lead picture of the first release: living cells, a bridge, a network."""

import math
from random import Random

from PIL import Image

from .canvas import (
    AMBER,
    INK,
    MINT,
    NIGHT,
    PAPER,
    SKY,
    Canvas,
    Colour,
    Pen,
    along,
    blend,
    dim,
)
from .geometry import (
    Point,
    centre,
    dice,
    mix,
    neighbours,
    relaxed,
    scattered,
    smoothstep,
    voronoi,
)
from .tissue import Tissue

SIZE = (1920, 1080)
DECK = 690
STEPS = 110
STRANDS = 33
RAMP = [MINT, blend(MINT, PAPER, 0.7), (255, 230, 184), AMBER]


def draw_bridge() -> Image.Image:
    rng = dice("bridge")
    canvas = Canvas(SIZE, _night)
    cells = _cells(rng)
    nodes = _nodes(rng)
    Tissue(cells, rng).paint(canvas)
    Network(nodes, rng).paint(canvas)
    Bridge([centre(cell) for cell in cells], nodes, rng).paint(canvas)
    return canvas.finish("bridge")


def _night(x: float, y: float) -> Colour:
    dawn = math.exp(-(((x - 0.53) / 0.30) ** 2) - (((y - 0.50) / 0.42) ** 2))
    return blend(blend(NIGHT, INK, 1 - y), (34, 84, 104), dawn * 0.62)


def _cells(rng: Random) -> list[list[Point]]:
    def shore(y: float) -> float:
        bay = 70 * math.exp(-(((y - DECK) / 150) ** 2))
        return 640 + 60 * math.sin(y / 170 + 0.6) + bay

    points = relaxed(scattered((-120, -120, 1000, 1220), 142, rng), 190)
    cells = [(cell, centre(cell)) for cell in voronoi(points, 190)]
    return [cell for cell, (x, y) in cells if x < shore(y)]


def _nodes(rng: Random) -> list[Point]:
    def shore(y: float) -> float:
        cape = 70 * math.exp(-(((y - DECK) / 160) ** 2))
        return 1330 - cape + 40 * math.sin(y / 130)

    points = relaxed(scattered((1290, -60, 2020, 1160), 100, rng, 0.55), 140)
    return [(x, y) for x, y in points if x > shore(y)]


class Network:
    """The other bank: nodes, some of them hubs, and what joins them."""

    def __init__(self, nodes: list[Point], rng: Random) -> None:
        self.rng = rng
        self.nodes = nodes
        self.pairs = neighbours(nodes, 190)
        self.hubs = {index for index in range(len(nodes)) if rng.random() < 0.17}

    def paint(self, canvas: Canvas) -> None:
        canvas.light(self.distance, blur=8)
        canvas.light(self.faces)
        canvas.light(self.edges)
        canvas.light(self.dots, bloom=28, glow=1.0)

    @staticmethod
    def _brightness(place: Point) -> float:
        x, y = place
        return 0.20 + 0.80 * math.exp(
            -(((x - 1440) / 380) ** 2) - (((y - 590) / 400) ** 2)
        )

    def distance(self, pen: Pen) -> None:
        """Repeat the net farther away and out of focus."""
        far = [(x * 0.9 + 190, y * 0.9 + 30) for x, y in self.nodes]
        for i, j in self.pairs:
            pen.line([far[i], far[j]], dim(SKY, 0.20), 2)

    def faces(self, pen: Pen) -> None:
        """Fill some triangles, so that the net has planes and not only threads."""
        joined = set(self.pairs)
        for i, j in self.pairs:
            for k in range(j + 1, len(self.nodes)):
                if {(i, k), (j, k)} <= joined and self.rng.random() < 0.62:
                    corners = [self.nodes[i], self.nodes[j], self.nodes[k]]
                    colour = AMBER if self.rng.random() < 0.12 else SKY
                    pen.fill(
                        corners, dim(colour, 0.20 * self._brightness(centre(corners)))
                    )

    def edges(self, pen: Pen) -> None:
        for i, j in self.pairs:
            colour = AMBER if self.hubs & {i, j} else SKY
            light = self._brightness(self.nodes[i])
            pen.line([self.nodes[i], self.nodes[j]], dim(colour, 0.68 * light), 1.3)

    def dots(self, pen: Pen) -> None:
        for index, place in enumerate(self.nodes):
            light = self._brightness(place)
            if index in self.hubs:
                pen.dot(place, 11, dim(AMBER, 0.35 + 0.65 * light))
                pen.dot(place, 5, dim((255, 232, 190), 0.4 + 0.6 * light))
            else:
                pen.dot(place, 5.2, dim(blend(SKY, PAPER, 0.45), 0.25 + 0.75 * light))


def _arch(t: float) -> Point:
    return mix(660, 1320, t), DECK + 10 - 290 * math.sin(math.pi * t) ** 0.9


def _deck(t: float) -> Point:
    return mix(600, 1380, t), DECK - 34 * math.sin(math.pi * t)


def _strand(start: Point, end: Point, lane: float) -> list[Point]:
    """Leave a cell, join the arch in one's lane, fan out to a node."""
    strand = []
    for step in range(STEPS + 1):
        t = step / STEPS
        x, y = _arch(t)
        out, home = 1 - smoothstep(0, 0.25, t), smoothstep(0.75, 1, t)
        width = 10 + 16 * abs(2 * t - 1)
        x += (start[0] - 660) * out + (end[0] - 1320) * home
        y += (start[1] - DECK) * out + (end[1] - DECK) * home
        strand.append((x, y + lane * width))
    return strand


def _nearest(points: list[Point], goal: Point, count: int) -> list[Point]:
    near = sorted(points, key=lambda p: math.dist(p, goal))[:count]
    return sorted(near, key=lambda p: p[1])


class Bridge:
    """Threads from cells to nodes, bundled into an arch that carries a deck."""

    def __init__(self, cells: list[Point], nodes: list[Point], rng: Random) -> None:
        self.rng = rng
        starts = _nearest(cells, (640, DECK), 13)
        ends = _nearest(nodes, (1330, DECK), 20)
        shares = [index / (STRANDS - 1) for index in range(STRANDS)]
        self.strands = [
            _strand(
                starts[round(share * (len(starts) - 1))],
                ends[round(share * (len(ends) - 1))],
                share * 2 - 1,
            )
            for share in shares
        ]

    def paint(self, canvas: Canvas) -> None:
        canvas.light(self.water, blur=2, bloom=18, glow=0.8)
        canvas.light(self.hangers)
        canvas.light(self.deck, bloom=16, glow=0.9)
        canvas.light(self.threads, bloom=26, glow=1.0)
        canvas.light(self.sparks, bloom=10, glow=1.4)

    def threads(self, pen: Pen) -> None:
        for strand in self.strands:
            strength = self.rng.uniform(0.35, 0.95)
            for step in range(STEPS):
                t = step / STEPS
                fade = 0.25 + 0.75 * smoothstep(0, 0.3, t) * smoothstep(0, 0.3, 1 - t)
                colour = dim(along(RAMP, t), strength * fade)
                pen.line(strand[step : step + 2], colour, 1.5)

    def sparks(self, pen: Pen) -> None:
        for strand in self.strands:
            step = self.rng.randrange(8, STEPS - 8)
            colour = along(RAMP, step / STEPS)
            pen.dot(strand[step], self.rng.uniform(2.2, 4.2), colour)

    def hangers(self, pen: Pen) -> None:
        for index in range(1, 48):
            t = index / 48
            x, top = _arch(t)
            floor = _deck((x - 600) / 780)[1]
            if floor - top > 24:
                pen.line([(x, top + 20), (x, floor)], dim(along(RAMP, t), 0.42))

    def deck(self, pen: Pen) -> None:
        for width, drop, strength in ((3.4, 0, 1.0), (1.2, 9, 0.7), (1.2, 17, 0.4)):
            for step in range(STEPS):
                t = step / STEPS
                (ax, ay), (bx, by) = _deck(t), _deck((step + 1) / STEPS)
                fade = smoothstep(0, 0.14, t) * smoothstep(0, 0.14, 1 - t)
                colour = dim(along(RAMP, t), strength * fade)
                pen.line([(ax, ay + drop), (bx, by + drop)], colour, width)

    def water(self, pen: Pen) -> None:
        """Mirror the arch on a surface that is almost still."""
        for row in range(1, 70):
            depth = row / 70
            y = DECK + 46 + row * 5.2
            foot = 0.5 * (1 - (1 - depth) ** 0.5)
            for t, hue in ((foot, 0.1), (1 - foot, 0.9)):
                x = _arch(t)[0] + self.rng.gauss(0, 5 + 16 * depth)
                length = self.rng.uniform(10, 46) * (0.6 + depth)
                colour = dim(along(RAMP, hue), 0.34 * (1 - depth) ** 1.6)
                pen.line([(x - length, y), (x + length, y)], colour, 1.3)
            x, length = self.rng.gauss(990, 130), self.rng.uniform(20, 90)
            colour = dim(blend(MINT, AMBER, (x - 700) / 580), 0.20 * (1 - depth))
            pen.line([(x - length, y), (x + length, y)], colour, 1.1)
