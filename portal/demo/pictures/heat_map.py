"""A matrix of measurements in which a signal hides between the noise."""

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
from .geometry import Point, dice, mix

SIZE = (1600, 1000)
COLUMNS, ROWS = 56, 33
CELL = 24.5
LEFT, TOP = 168, 150


def draw_heat_map() -> Image.Image:
    rng = dice("heat map")
    canvas = Canvas(SIZE, _paper)
    values = _values(rng)
    _paint_tiles(canvas, values)
    _paint_trees(canvas, rng)
    return canvas.finish("heat map", grain=4)


def _paper(x: float, y: float) -> Colour:
    shade = math.exp(-(((x - 0.5) / 0.6) ** 2) - (((y - 0.5) / 0.6) ** 2))
    return blend((230, 226, 216), PAPER, 0.3 + 0.7 * shade)


def _ridge(column: int) -> float:
    """The row at which the signal passes."""
    return 16.4 + 8.2 * math.sin(column / 9.2 - 0.9)


def _signal(column: int, row: int) -> float:
    gap = row - _ridge(column)
    swell = math.sin(math.pi * (column + 2) / (COLUMNS + 3)) ** 0.7
    return math.exp(-((gap / 2.3) ** 2)) * swell


def _values(rng: Random) -> list[list[tuple[float, float]]]:
    """Give each tile how dark its noise is and how strong the signal."""
    bands = [rng.gauss(0, 0.16) for _ in range(ROWS)]
    groups = [rng.gauss(0, 0.12) for _ in range(COLUMNS)]
    return [
        [
            (
                min(
                    1,
                    max(0.05, 0.42 + bands[row] + groups[column] + rng.gauss(0, 0.17)),
                ),
                max(0.0, _signal(column, row) * rng.uniform(0.72, 1.08) - 0.04),
            )
            for column in range(COLUMNS)
        ]
        for row in range(ROWS)
    ]


def _place(column: int, row: int) -> Point:
    return LEFT + (column + 0.5) * CELL, TOP + (row + 0.5) * CELL


def _paint_tiles(canvas: Canvas, values: list[list[tuple[float, float]]]) -> None:
    cold = [tint(TEAL, 0.16), tint(TEAL, 0.62), (30, 92, 112), INK]
    warm = [tint(AMBER, 0.75), AMBER, EMBER]

    def halo(pen: Pen) -> None:
        for row, line in enumerate(values):
            for column, (_, signal) in enumerate(line):
                if signal > 0.5:
                    pen.dot(_place(column, row), 30, tint(AMBER, 0.5))

    def tiles(pen: Pen) -> None:
        for row, line in enumerate(values):
            for column, (noise, signal) in enumerate(line):
                x, y = _place(column, row)
                half = CELL / 2 - 1.6 - 3.4 * (1 - max(noise, signal))
                lit = signal > 0.34
                colour = (
                    along(warm, (signal - 0.34) * 1.6) if lit else along(cold, noise)
                )
                pen.tile((x - half, y - half, x + half, y + half), 3.6, colour)

    canvas.ink(halo, blur=34)
    canvas.ink(tiles)


def _tree(pen: Pen, leaves: list[float], base: float, turn: bool, rng: Random) -> None:
    """Join neighbours pair by pair, as a clustering does, up to one root."""
    level = [(leaf, base) for leaf in leaves]
    span = 0.0
    while len(level) > 1:
        joined = []
        index = 0
        span += 1
        while index < len(level):
            if index + 1 == len(level) or (rng.random() < 0.22 and len(level) > 3):
                joined.append(level[index])
                index += 1
                continue
            (a, a_base), (b, b_base) = level[index], level[index + 1]
            top = min(a_base, b_base) - rng.uniform(7, 11) - span * 1.1
            bracket = [(a, a_base), (a, top), (b, top), (b, b_base)]
            points = [(y, x) for x, y in bracket] if turn else bracket
            pen.line(points, tint(blend(SLATE, INK, span / 6), 0.85), 1.4)
            joined.append((mix(a, b, 0.5), top))
            index += 2
        level = joined


def _paint_trees(canvas: Canvas, rng: Random) -> None:
    def trees(pen: Pen) -> None:
        rows = [_place(0, row)[1] for row in range(ROWS)]
        columns = [_place(column, 0)[0] for column in range(COLUMNS)]
        _tree(pen, rows, LEFT - 10, turn=True, rng=rng)
        _tree(pen, columns, TOP - 10, turn=False, rng=rng)

    canvas.ink(trees)
