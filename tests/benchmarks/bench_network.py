"""How long the picture of the network takes, and how that grows with its size."""

from __future__ import annotations

from time import perf_counter

from django.template.loader import render_to_string

import pytest

from partners.network.drawing import box_of, draw
from partners.network.graph import network_on
from partners.network.layout import lay_out
from partners.validity import today
from tests.network_samples import add_network

ROUNDS = 3
# For the largest network, all steps together.
MOST_SECONDS = 1.0
TEMPLATE = "partners/components/network.svg.html"


def timed(task) -> tuple[float, object]:
    """Return the shortest time of a few rounds in milliseconds, and the result."""
    times = []
    for _round in range(ROUNDS):
        begun = perf_counter()
        result = task()
        times.append((perf_counter() - begun) * 1000)
    return min(times), result


@pytest.mark.parametrize("nodes", [5, 50, 200])
def test_time_for_the_picture_of_a_network(db, nodes):
    add_network(nodes)
    lay_out([box_of(["warm"])] * 3, [(0, 1)])

    graph_time, network = timed(lambda: network_on(today()))
    draw_time, picture = timed(lambda: draw(network))
    context = {"picture": picture, "partners": "/", "title": "Network"}
    svg_time, svg = timed(lambda: render_to_string(TEMPLATE, context))

    total = graph_time + draw_time + svg_time
    drawn = len(network.nodes)
    print(
        f"\n{drawn:4} nodes {len(network.ties):4} ties  graph {graph_time:6.1f} ms  "
        f"layout {draw_time:6.1f} ms  svg {svg_time:6.1f} ms  total {total:6.1f} ms  "
        f"per node {total / drawn:5.2f} ms  {len(svg) // 1024} KiB"
    )
    assert total < MOST_SECONDS * 1000
