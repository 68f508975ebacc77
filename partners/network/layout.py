"""Where the boxes of a network stand: near what they are tied to, never overlapping.

Works on numbers alone and gives the same answer for the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import NDArray

# networkx and numpy are imported where they are used: they take longer to load than
# most pages take to render, and most processes never draw a network.

SEED = 1
ITERATIONS = 60
# How many times the area of all boxes the picture has, so that lines are seen.
ROOM = 3.4
# Width by height of a connected part.
SHAPE = 1.5
# Pixels between any two boxes, and between two parts that are not tied together.
MARGIN, GAP = 10, 36
# Small parts stand beside each other up to this width.
COLUMN = 1000
PUSHES_BEFORE_SPREADING = 60
SPREAD = 1.05
NUDGE = 1.0

Size = tuple[float, float]
Place = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """The centre of every box, in the order in which they were given."""

    places: list[Place]
    width: int
    height: int


def lay_out(sizes: list[Size], edges: list[tuple[int, int]]) -> Layout:
    """Place boxes, given by width and height, that edges (by index) tie together."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(sizes)))
    graph.add_edges_from(sorted({(min(edge), max(edge)) for edge in edges}))
    parts = sorted(
        (sorted(part) for part in networkx.connected_components(graph)),
        key=lambda part: (-len(part), part),
    )
    placed = [_place_part(graph, part, sizes) for part in parts]
    return _pack(parts, placed, sizes)


def _place_part(graph, part: list[int], sizes: list[Size]) -> NDArray:
    """Return the centres of the boxes of one connected part, around any origin."""
    import networkx
    import numpy

    if len(part) == 1:
        return numpy.zeros((1, 2))
    subgraph = networkx.Graph()
    subgraph.add_nodes_from(part)
    subgraph.add_edges_from(sorted(graph.subgraph(part).edges))
    found = networkx.spring_layout(subgraph, seed=SEED, iterations=ITERATIONS)
    centres = numpy.array([found[node] for node in part])
    boxes = numpy.array([sizes[node] for node in part]) + MARGIN
    # Few boxes need less room between them.
    height = sqrt(boxes.prod(axis=1).sum() * ROOM / SHAPE) * (1 - 1 / len(part))
    extent = numpy.maximum(numpy.ptp(centres, axis=0), 1e-6)
    centres = (centres - centres.min(axis=0)) / extent * (height * SHAPE, height)
    return _apart(centres, boxes)


def _apart(centres: NDArray, boxes: NDArray) -> NDArray:
    """Push boxes aside until no two of them overlap.

    Where there is no room left, everything spreads a little; that ends, because
    distances grow without limit and boxes do not.
    """
    import numpy

    one, other = numpy.triu_indices(len(boxes), k=1)
    needed = (boxes[one] + boxes[other]).T / 2
    places = centres.T.copy()
    while True:
        for _push in range(PUSHES_BEFORE_SPREADING):
            distance = places[:, other] - places[:, one]
            excess = needed - abs(distance)
            pairs = ((excess[0] > 0) & (excess[1] > 0)).nonzero()[0]
            if not pairs.size:
                return places.T
            # Half the way for each, along the axis on which it is shorter, and a
            # little more: what only came nearer and nearer would never end.
            axis = excess[:, pairs].argmin(axis=0)
            way = (excess[axis, pairs] + NUDGE) / 2
            way *= numpy.where(distance[axis, pairs] < 0, -1, 1)
            numpy.add.at(places, (axis, other[pairs]), way)
            numpy.subtract.at(places, (axis, one[pairs]), way)
        places *= SPREAD


def _pack(parts: list[list[int]], placed: list[NDArray], sizes: list[Size]) -> Layout:
    """Set connected parts beside each other in rows, the largest first."""
    import numpy

    corners = []
    for part, centres in zip(parts, placed, strict=True):
        half = numpy.array([sizes[node] for node in part]) / 2
        low, high = (centres - half).min(axis=0), (centres + half).max(axis=0)
        corners.append((low, high - low))
    area = sum(float((size + GAP).prod()) for _low, size in corners)
    most = max(
        [COLUMN, sqrt(area * SHAPE), *(float(size[0]) for _low, size in corners)]
    )
    places: list[Place] = [(0, 0)] * len(sizes)
    x = y = row_height = width = 0.0
    for part, centres, (low, size) in zip(parts, placed, corners, strict=True):
        if x and x + size[0] > most:
            x, y, row_height = 0.0, y + row_height + GAP, 0.0
        for node, centre in zip(part, centres - low + (x, y), strict=True):
            places[node] = (round(float(centre[0])), round(float(centre[1])))
        width = max(width, x + float(size[0]))
        row_height = max(row_height, float(size[1]))
        x += float(size[0]) + GAP
    return Layout(places, round(width), round(y + row_height))
