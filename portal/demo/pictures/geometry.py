"""Points, cells and curves the pictures are made of."""

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def dice(seed: str) -> Random:
    """Return chance that falls the same way every time: a picture keeps no secret."""
    return Random(seed)  # noqa: S311


def mix(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def smoothstep(low: float, high: float, value: float) -> float:
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return share * share * (3 - 2 * share)


def scattered(
    box: Box, spacing: float, rng: Random, shake: float = 0.33
) -> list[Point]:
    """Fill a box with points on a shaken honeycomb."""
    left, top, right, bottom = box
    points = []
    row, y = 0, top
    while y < bottom:
        x = left + (spacing / 2 if row % 2 else 0)
        while x < right:
            jitter = spacing * shake
            points.append(
                (x + rng.uniform(-jitter, jitter), y + rng.uniform(-jitter, jitter))
            )
            x += spacing
        row, y = row + 1, y + spacing * 0.87
    return points


def _clip(polygon: list[Point], middle: Point, normal: Point) -> list[Point]:
    """Keep the part of a polygon on the near side of a line."""
    sides = [
        (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1] for x, y in polygon
    ]
    kept: list[Point] = []
    for index, here in enumerate(polygon):
        there, side, next_side = (
            polygon[index - 1],
            sides[index],
            sides[index - 1],
        )
        if (side <= 0) != (next_side <= 0):
            share = side / (side - next_side)
            kept.append((mix(here[0], there[0], share), mix(here[1], there[1], share)))
        if side <= 0:
            kept.append(here)
    return kept


def voronoi(points: list[Point], reach: float) -> list[list[Point]]:
    """Give every point the polygon of what lies nearest to it."""
    cells = []
    for x, y in points:
        cell = [
            (x - reach, y - reach),
            (x + reach, y - reach),
            (x + reach, y + reach),
            (x - reach, y + reach),
        ]
        near = [
            (dx, dy)
            for dx, dy in ((a - x, b - y) for a, b in points)
            if 0 < dx * dx + dy * dy < 4 * reach * reach
        ]
        for dx, dy in sorted(near, key=lambda step: step[0] ** 2 + step[1] ** 2)[:22]:
            cell = _clip(cell, (x + dx / 2, y + dy / 2), (dx, dy))
        cells.append(cell)
    return cells


def centre(polygon: list[Point]) -> Point:
    return (
        sum(x for x, _ in polygon) / len(polygon),
        sum(y for _, y in polygon) / len(polygon),
    )


def relaxed(points: list[Point], reach: float, rounds: int = 1) -> list[Point]:
    """Even out points by moving each to the middle of its cell."""
    for _ in range(rounds):
        points = [centre(cell) for cell in voronoi(points, reach)]
    return points


def shrunk(polygon: list[Point], distance: float) -> list[Point]:
    """Pull the corners of a polygon towards its middle."""
    cx, cy = centre(polygon)
    smaller = []
    for x, y in polygon:
        length = math.hypot(x - cx, y - cy) or 1.0
        share = max(0.0, 1 - distance / length)
        smaller.append((cx + (x - cx) * share, cy + (y - cy) * share))
    return smaller


def evened(polygon: list[Point], count: int = 48) -> list[Point]:
    """Walk round a closed polygon in steps of the same length."""
    corners = [*polygon, polygon[0]]
    lengths = [math.dist(a, b) for a, b in pairwise(corners)]
    stride, walked, outline = sum(lengths) / count, 0.0, []
    for (a, b), length in zip(pairwise(corners), lengths, strict=True):
        while walked < length:
            share = walked / length
            outline.append((mix(a[0], b[0], share), mix(a[1], b[1], share)))
            walked += stride
        walked -= length
    return outline


def rounded(polygon: list[Point], softness: int = 4) -> list[Point]:
    """Round the corners of a closed polygon until it looks grown."""
    outline = evened(polygon)
    window = range(-softness, softness + 1)
    return [
        centre([outline[(index + step) % len(outline)] for step in window])
        for index in range(len(outline))
    ]


def blob(
    middle: Point, radius: float, rng: Random, wobble: float = 0.14
) -> list[Point]:
    """Draw a closed, slightly irregular round."""
    waves = [
        (rng.uniform(0, math.tau), wobble * rng.uniform(0.3, 1) / order)
        for order in (1, 2, 3)
    ]
    tilt, flat = rng.uniform(0, math.pi), rng.uniform(0.78, 1)
    outline = []
    for step in range(40):
        angle = step / 40 * math.tau
        reach = radius * (
            1
            + sum(
                size * math.sin((order + 2) * angle + phase)
                for order, (phase, size) in enumerate(waves)
            )
        )
        u, v = reach * math.cos(angle), reach * math.sin(angle) * flat
        outline.append(
            (
                middle[0] + u * math.cos(tilt) - v * math.sin(tilt),
                middle[1] + u * math.sin(tilt) + v * math.cos(tilt),
            )
        )
    return outline


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 60) -> list[Point]:
    curve = []
    for step in range(steps + 1):
        t = step / steps
        s = 1 - t
        weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        curve.append(
            (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )
        )
    return curve


def neighbours(points: list[Point], limit: float) -> list[tuple[int, int]]:
    """Join two points when no third lies in the circle between them."""
    pairs = []
    for i, (ax, ay) in enumerate(points):
        for j in range(i + 1, len(points)):
            bx, by = points[j]
            span = (ax - bx) ** 2 + (ay - by) ** 2
            if span > limit * limit:
                continue
            mx, my = (ax + bx) / 2, (ay + by) / 2
            if all(
                (x - mx) ** 2 + (y - my) ** 2 >= span / 4 - 1e-6
                for k, (x, y) in enumerate(points)
                if k not in (i, j)
            ):
                pairs.append((i, j))
    return pairs


def contour(
    value: Callable[[float, float], float], box: Box, step: float, level: float
) -> Iterable[tuple[Point, Point]]:
    """Walk a grid and yield the pieces of the line where a value is reached."""
    left, top, right, bottom = box
    columns = int((right - left) / step) + 1
    rows = int((bottom - top) / step) + 1
    grid = [
        [value(left + i * step, top + j * step) - level for i in range(columns)]
        for j in range(rows)
    ]
    for j in range(rows - 1):
        for i in range(columns - 1):
            x, y = left + i * step, top + j * step
            ring = [(x, y), (x + step, y), (x + step, y + step), (x, y + step)]
            heights = [grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i]]
            crossed = []
            for k in range(4):
                here, there = heights[k], heights[(k + 1) % 4]
                if (here < 0) != (there < 0):
                    share = here / (here - there)
                    a, b = ring[k], ring[(k + 1) % 4]
                    crossed.append((mix(a[0], b[0], share), mix(a[1], b[1], share)))
            if len(crossed) >= 2:
                yield crossed[0], crossed[1]
