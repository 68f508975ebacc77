"""The lead picture of the second release: cells drift, branch and are steered."""

import math
from random import Random

from PIL import Image

from .canvas import (
    AMBER,
    EMBER,
    INK,
    PAPER,
    SLATE,
    TEAL,
    Canvas,
    Colour,
    Pen,
    along,
    blend,
    tint,
)
from .geometry import Point, bezier, blob, dice, smoothstep

SIZE = (1920, 1080)
BRANCHES = (
    (-1.0, [INK, TEAL, (64, 178, 164)]),
    (0.12, [INK, (44, 92, 130), (116, 164, 200)]),
    (1.0, [INK, EMBER, AMBER]),
)
SPLIT = 560
FOCUS = (712, 546)
RING = 62


def draw_trajectories() -> Image.Image:
    rng = dice("trajectories")
    canvas = Canvas(SIZE, _paper)
    _paint_field(canvas, rng)
    cells = _cells(rng)
    _paint_cells(canvas, cells, rng)
    _paint_causes(canvas)
    return canvas.finish("trajectories", grain=4)


def _paper(x: float, y: float) -> Colour:
    shade = math.exp(-(((x - 0.45) / 0.6) ** 2) - (((y - 0.48) / 0.55) ** 2))
    return blend((226, 222, 211), PAPER, 0.25 + 0.75 * shade)


def _course(branch: float, x: float) -> float:
    """The height at which a branch runs."""
    spread = smoothstep(SPLIT - 120, 1560, x)
    wave = 26 * math.sin(x / 210 + branch)
    return 540 + wave + branch * 345 * spread


def _slope(x: float, y: float) -> float:
    """Flow towards the nearest branch, the harder the farther on."""
    pull = smoothstep(0, 1200, x) * 0.0065 + 0.0012
    weights = []
    for branch, _ in BRANCHES:
        gap = y - _course(branch, x)
        weights.append((math.exp(-((gap / 190) ** 2)), gap, branch))
    total = sum(weight for weight, _, _ in weights) + 0.02
    steer = -sum(weight * gap for weight, gap, _ in weights) / total * pull
    drift = (
        sum(w * (_course(b, x + 6) - _course(b, x - 6)) / 12 for w, _, b in weights)
        / total
    )
    swirl = 0.10 * math.sin(x / 150 + y / 95) * (1 - smoothstep(200, 1500, x))
    return drift + steer + swirl


def _stream(start: Point, length: float) -> list[Point]:
    x, y = start
    line = [(x, y)]
    step = 14.0
    for _ in range(int(length / step)):
        slope = max(-1.4, min(1.4, _slope(x, y)))
        run = step / math.hypot(1, slope)
        x, y = x + run, y + slope * run
        line.append((x, y))
    return line


def _paint_field(canvas: Canvas, rng: Random) -> None:
    lines = [
        _stream(
            (rng.uniform(-260, 1800), rng.uniform(-60, 1140)), rng.uniform(220, 620)
        )
        for _ in range(620)
    ]
    long_lines = [_stream((-30, 40 + index * 26), 2100) for index in range(39)]

    def fine(pen: Pen) -> None:
        for line in lines:
            pen.line(line, tint(SLATE, rng.uniform(0.10, 0.34)), 0.9)

    def bold(pen: Pen) -> None:
        for line in long_lines:
            pen.line(line, tint(INK, 0.30), 1.2)

    def valleys(pen: Pen) -> None:
        for branch, ramp in BRANCHES:
            for x in range(-40, 1960, 20):
                wide = 64 + 26 * smoothstep(SPLIT, 1700, x)
                share = smoothstep(SPLIT - 120, 1300, x)
                pen.dot(
                    (x, _course(branch, x)),
                    wide,
                    tint(along(ramp, share), 0.10 + 0.22 * share),
                )

    canvas.ink(valleys, blur=48)
    canvas.ink(fine)
    canvas.ink(bold)


def _cells(rng: Random) -> list[tuple[Point, float, Colour]]:
    """Pack cells along the branches; later ones are larger and more distinct."""
    cells: list[tuple[Point, float, Colour]] = []
    kept_clear = (FOCUS, RING + 4, PAPER)
    for branch, ramp in BRANCHES:
        for _ in range(900):
            x = rng.uniform(110, 1880)
            late = smoothstep(SPLIT - 60, 1700, x)
            place = (x, _course(branch, x) + rng.gauss(0, 46 - 8 * late))
            radius = rng.uniform(15, 23) + 15 * late
            if all(
                math.dist(place, other) > (radius + size) * 1.06
                for other, size, _ in [*cells, kept_clear]
            ):
                share = smoothstep(SPLIT - 160, 1480, x) + rng.uniform(-0.05, 0.05)
                cells.append((place, radius, along(ramp, share)))
    return cells


def _paint_cells(
    canvas: Canvas, cells: list[tuple[Point, float, Colour]], rng: Random
) -> None:
    shapes = [blob(place, radius, rng, 0.07) for place, radius, _ in cells]
    kernels = [
        blob((x + rng.gauss(0, r / 9), y + rng.gauss(0, r / 9)), r * 0.44, rng)
        for (x, y), r, _ in cells
    ]

    def shadows(pen: Pen) -> None:
        for shape in shapes:
            pen.fill([(x + 5, y + 9) for x, y in shape], tint(INK, 0.34))

    def bodies(pen: Pen) -> None:
        for shape, kernel, (_, radius, colour) in zip(
            shapes, kernels, cells, strict=True
        ):
            pen.fill(shape, tint(colour, 0.42))
            pen.ring(shape, tint(colour, 0.95), 2.0)
            pen.fill(kernel, tint(colour, 0.88))
            x, y = kernel[0]
            pen.dot(
                (x - radius * 0.36, y - radius * 0.08),
                radius * 0.09,
                tint(colour, 0.35),
            )

    canvas.ink(shadows, blur=9)
    canvas.cover(shapes, PAPER)
    canvas.ink(bodies)


def _paint_causes(canvas: Canvas) -> None:
    """Single out one cell and set the arrows that say what follows from it."""
    ways = (
        bezier((702, 478), (730, 250), (960, 60), (1236, 128), 48),
        bezier((706, 614), (740, 830), (930, 1010), (1196, 962), 48),
    )
    cell, kernel = (
        blob(FOCUS, 34, dice("focus"), 0.06),
        blob(FOCUS, 15, dice("core")),
    )

    def causes(pen: Pen) -> None:
        for way in ways:
            pen.line(way[:-1], INK, 4)
            pen.arrow_head(way[-1], way[-4], 24, INK)
        pen.fill(cell, tint(AMBER, 0.55))
        pen.ring(cell, EMBER, 3)
        pen.fill(kernel, EMBER)
        for step in range(26):
            angle = step / 26 * math.tau
            dash = [
                (
                    FOCUS[0] + RING * math.cos(angle + turn),
                    FOCUS[1] + RING * math.sin(angle + turn),
                )
                for turn in (0, 0.05, 0.10, 0.13)
            ]
            pen.line(dash, EMBER, 3.6)

    canvas.cover([cell], PAPER)
    canvas.ink(causes)
