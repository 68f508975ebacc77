"""Twenty-eight lights in fourteen groups: a network that is a map of no land."""

import math
from random import Random

from PIL import Image

from .canvas import (
    AMBER,
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
from .geometry import Point, contour, dice, mix, neighbours, relaxed, scattered

SIZE = (1600, 1000)
SITES_PER_GROUP = (5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1)


def draw_site_map() -> Image.Image:
    rng = dice("site map")
    canvas = Canvas(SIZE, _night)
    middles = _middles(rng)
    groups = [
        _sites(middle, count, rng)
        for middle, count in zip(middles, SITES_PER_GROUP, strict=True)
    ]
    _paint_land(canvas, middles)
    _paint_links(canvas, middles, groups, rng)
    _paint_sites(canvas, groups)
    return canvas.finish("site map")


def _night(x: float, y: float) -> Colour:
    dawn = math.exp(-(((x - 0.46) / 0.42) ** 2) - (((y - 0.50) / 0.46) ** 2))
    return blend(NIGHT, (24, 62, 84), dawn)


def _middles(rng: Random) -> list[Point]:
    """Spread the groups, the largest in the middle."""
    points = relaxed(scattered((200, 130, 1480, 930), 226, rng, 0.36), 260)
    inside = [(x, y) for x, y in points if 170 < x < 1430 and 130 < y < 870]
    heart = (720, 500)
    chosen = sorted(inside, key=lambda p: math.dist(p, heart))[: len(SITES_PER_GROUP)]
    return [(800 + (x - 736) * 1.24, 500 + (y - 496) * 1.2) for x, y in chosen]


def _sites(middle: Point, count: int, rng: Random) -> list[Point]:
    if count == 1:
        return [middle]
    turn, reach = rng.uniform(0, math.tau), 26 + 9 * count
    return [
        (
            middle[0]
            + reach * rng.uniform(0.75, 1.1) * math.cos(turn + i / count * math.tau),
            middle[1]
            + reach * rng.uniform(0.75, 1.1) * math.sin(turn + i / count * math.tau),
        )
        for i in range(count)
    ]


def _paint_land(canvas: Canvas, middles: list[Point]) -> None:
    """Draw contour lines round the groups, as on a map of hills."""

    def height(x: float, y: float) -> float:
        rise = sum(
            (1.25 if index < 4 else 0.85)
            * math.exp(
                -(((x - a) ** 2 + (y - b) ** 2) / (15500 if index < 4 else 9500))
            )
            for index, (a, b) in enumerate(middles)
        )
        return (
            rise + 0.07 * math.sin(x / 61 + y / 83) + 0.05 * math.sin(x / 37 - y / 49)
        )

    def lines(pen: Pen) -> None:
        for index in range(8):
            level = 0.16 + 0.15 * index
            colour = dim(blend(SKY, MINT, index / 7), 0.24 + 0.06 * index)
            for a, b in contour(height, (-20, -20, 1640, 1040), 13, level):
                pen.line([a, b], colour, 1.2)

    def haze(pen: Pen) -> None:
        for index, middle in enumerate(middles):
            pen.dot(middle, 130 if index < 4 else 86, dim((28, 110, 124), 0.55))

    canvas.light(haze, blur=56)
    canvas.light(lines)


def _arc(a: Point, b: Point, lift: float) -> list[Point]:
    length = math.dist(a, b)
    nx, ny = (b[1] - a[1]) / length, (a[0] - b[0]) / length
    if ny > 0:
        nx, ny = -nx, -ny
    mx, my = (
        mix(a[0], b[0], 0.5) + nx * length * lift,
        mix(a[1], b[1], 0.5) + ny * length * lift,
    )
    return [
        (
            (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * mx + t * t * b[0],
            (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * my + t * t * b[1],
        )
        for t in (step / 40 for step in range(41))
    ]


def _paint_links(
    canvas: Canvas, middles: list[Point], groups: list[list[Point]], rng: Random
) -> None:
    arcs = [
        _arc(groups[i][rng.randrange(len(groups[i]))], groups[j][0], 0.20)
        for i, j in neighbours(middles, 640)
    ]
    rays = [
        _arc(groups[0][rng.randrange(len(groups[0]))], group[-1], 0.26)
        for group in groups[1:]
    ]

    def threads(pen: Pen) -> None:
        for arc in arcs:
            pen.line(arc, dim(SKY, 0.52), 1.3)
        for group in groups:
            for i, j in neighbours(group, 200):
                pen.line([group[i], group[j]], dim(MINT, 0.7), 1.5)

    def warm(pen: Pen) -> None:
        ramp = [AMBER, blend(AMBER, PAPER, 0.4), MINT]
        for ray in rays:
            for step in range(40):
                fade = 0.85 - 0.45 * math.sin(math.pi * step / 40)
                pen.line(ray[step : step + 2], dim(along(ramp, step / 40), fade), 1.7)

    canvas.light(threads, bloom=8, glow=0.5)
    canvas.light(warm, bloom=14, glow=0.8)


def _paint_sites(canvas: Canvas, groups: list[list[Point]]) -> None:
    def lamps(pen: Pen) -> None:
        for index, group in enumerate(groups):
            colour = (255, 156, 38) if index == 0 else blend(MINT, PAPER, 0.2)
            for place in group:
                size = 1.25 if index == 0 else 1
                pen.circle(place, 17 * size, dim(colour, 0.75), 1.5)
                pen.dot(place, 9 * size, colour)
                pen.dot(place, 3.4, blend(colour, PAPER, 0.85))

    canvas.light(lamps, bloom=28, glow=1.3)
