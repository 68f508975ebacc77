"""The picture of a network, as numbers that a template draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import hypot

from django.utils.functional import Promise

from partners.lettering import in_lines, text_width
from partners.network.graph import Network, Node, Tie, TieStyle
from partners.network.layout import Place, Size, lay_out
from partners.public import EntityKind

# In pixels at natural size.
LETTERS = 13
LINE_HEIGHT = 15
WIDEST_LABEL, MOST_LINES = 150, 2
SYMBOL = 18
# Around the picture, so that no line is cut off at the edge.
EDGE = 16
# From the middle of a symbol to where lines end.
RADIUS = 10
# Between two lines that tie the same two nodes.
BEND = 16
# In the order of the legend.
NODE_KINDS = (EntityKind.INSTITUTION, EntityKind.PARTNERSHIP, EntityKind.PERSON)
WITH_ARROW = {TieStyle.PART, TieStyle.FUNDING}


@dataclass(frozen=True)
class DrawnNode:
    """A symbol with its label below; ``x`` and ``y`` are the symbol's middle."""

    node: Node
    x: int
    y: int
    # Every line with the distance of its foot from the symbol's middle.
    lines: list[tuple[str, int]]
    is_focus: bool


@dataclass(frozen=True)
class DrawnLine:
    """A line for all ties of one style and direction between two nodes."""

    path: str
    style: TieStyle
    has_arrow: bool
    is_focus: bool
    ties: list[Tie]

    @property
    def title(self) -> str:
        """What the line stands for, as the rows of the table have it."""
        return "; ".join(
            f"{tie.source.name} – {tie.how} – {tie.target.name}" for tie in self.ties
        )


@dataclass(frozen=True)
class Picture:
    """Everything on the picture, with its natural size."""

    width: int
    height: int
    nodes: list[DrawnNode]
    lines: list[DrawnLine]

    @cached_property
    def kinds(self) -> list[tuple[str, str | Promise]]:
        """The kinds of nodes that occur, for the legend."""
        found = {drawn.node.kind for drawn in self.nodes}
        return [(kind.value, kind.label) for kind in NODE_KINDS if kind in found]

    @cached_property
    def styles(self) -> list[tuple[str, str | Promise, bool]]:
        """The styles of lines that occur and whether they have arrows."""
        found = {line.style for line in self.lines}
        return [
            (style.value, style.label, style in WITH_ARROW)
            for style in TieStyle
            if style in found
        ]


def draw(network: Network) -> Picture:
    """Return the picture of a network; the same one for the same network."""
    labels = [
        in_lines(node.short, LETTERS, WIDEST_LABEL, MOST_LINES)
        for node in network.nodes
    ]
    sizes = [box_of(lines) for lines in labels]
    index = {node: position for position, node in enumerate(network.nodes)}
    layout = lay_out(sizes, [(index[t.source], index[t.target]) for t in network.ties])
    places = {
        node: (x + EDGE, round(y + EDGE - size[1] / 2 + SYMBOL / 2))
        for node, (x, y), size in zip(network.nodes, layout.places, sizes, strict=True)
    }
    return Picture(
        layout.width + 2 * EDGE,
        layout.height + 2 * EDGE,
        [
            DrawnNode(
                node,
                *places[node],
                [
                    (line, SYMBOL // 2 + LINE_HEIGHT * (n + 1) - 2)
                    for n, line in enumerate(lines)
                ],
                node == network.focus,
            )
            for node, lines in zip(network.nodes, labels, strict=True)
        ],
        _lines(network, places),
    )


def box_of(lines: list[str]) -> Size:
    """Return the width and height of a symbol with its label."""
    widths = [text_width(line, LETTERS) for line in lines]
    return max(SYMBOL, *widths, 0), SYMBOL + LINE_HEIGHT * len(lines)


def _lines(network: Network, places: dict[Node, Place]) -> list[DrawnLine]:
    """Return the lines, one for each style and direction between two nodes."""
    pairs: dict[frozenset[Node], dict[tuple, list[Tie]]] = {}
    for tie in network.ties:
        has_arrow = tie.style in WITH_ARROW
        ends = (tie.target, tie.source) if tie.is_reversed else (tie.source, tie.target)
        if not has_arrow:
            ends = (min(ends, key=lambda n: n.order), max(ends, key=lambda n: n.order))
        kinds = pairs.setdefault(frozenset(ends), {})
        kinds.setdefault((tie.style, *ends), []).append(tie)
    return [
        DrawnLine(
            _path(places[start], places[end], _bend(start, end, n, len(kinds))),
            style,
            style in WITH_ARROW,
            network.focus in (start, end) and network.focus is not None,
            ties,
        )
        for kinds in pairs.values()
        for n, ((style, start, end), ties) in enumerate(kinds.items())
    ]


def _bend(start: Node, end: Node, number: int, count: int) -> float:
    """Return how far one of several lines is bent aside, the same from both ends."""
    bend = BEND * (number - (count - 1) / 2)
    return bend if start.order < end.order else -bend


def _path(start: Place, end: Place, bend: float) -> str:
    """Return the line between two symbols, up to their rims."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down) or 1
    # The point that a bent line is drawn towards.
    middle = (
        (start[0] + end[0]) / 2 - down / length * bend * 2,
        (start[1] + end[1]) / 2 + across / length * bend * 2,
    )
    first, last = _rim(start, middle), _rim(end, middle)
    if not bend:
        return f"M{first[0]} {first[1]}L{last[0]} {last[1]}"
    turn = f"{round(middle[0], 1)} {round(middle[1], 1)}"
    return f"M{first[0]} {first[1]}Q{turn} {last[0]} {last[1]}"


def _rim(centre: Place, towards: tuple[float, float]) -> tuple[float, float]:
    """Return the point on the rim of a symbol that faces another point."""
    across, down = towards[0] - centre[0], towards[1] - centre[1]
    length = hypot(across, down) or 1
    return (
        round(centre[0] + across / length * RADIUS, 1),
        round(centre[1] + down / length * RADIUS, 1),
    )
