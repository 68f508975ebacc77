"""Count the circles in which modules import each other.

    python -m tests.tooling.imports

Counted are all imports, also those inside functions and under TYPE_CHECKING, and
models that are fetched by name with ``get_model``: what a line can touch does not
depend on how it gets there. A package counts for its ``__init__`` alone.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "news", "partners")


def main() -> int:
    circles = find_circles(ROOT)
    for circle in circles:
        print(f"{len(circle)} modules: {', '.join(circle)}")
    print(f"{len(circles)} circles, {sum(map(len, circles))} modules in them")
    return int(bool(circles))


def find_circles(root: Path) -> list[list[str]]:
    """Return the modules of each circle in sorted order, the largest circle first."""
    graph = build_graph(root)
    found = networkx.strongly_connected_components(graph)
    circles = [sorted(members) for members in found if len(members) > 1]
    circles += [[module] for module in graph if graph.has_edge(module, module)]
    return sorted(circles, key=lambda circle: (-len(circle), circle))


def build_graph(root: Path) -> networkx.DiGraph:
    """Return which module imports which, of the project's own."""
    trees = {
        _name_of(path.relative_to(root)): ast.parse(path.read_text())
        for package in PACKAGES
        for path in sorted((root / package).rglob("*.py"))
        if "migrations" not in path.parts
    }
    models = _find_models(trees)
    graph = networkx.DiGraph()
    graph.add_nodes_from(trees)
    for module, tree in trees.items():
        for imported in {*_imports(tree, trees), *_by_name(tree, models)}:
            graph.add_edge(module, imported)
    return graph


def _name_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _find_models(trees: dict[str, ast.Module]) -> dict[str, str]:
    """Return where classes are defined, by app and name as ``get_model`` has them."""
    return {
        f"{_app_of(module)}.{node.name}".lower(): module
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def _app_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "portal" and len(parts) > 1 else parts[0]


def _imports(tree: ast.Module, trees: dict[str, ast.Module]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in trees)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                if name in trees:
                    yield name
                elif node.module in trees:
                    yield node.module


def _by_name(tree: ast.Module, models: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and _called(node) == "get_model"):
            continue
        words = [
            arg.value
            for arg in node.args
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if (name := ".".join(words).lower()) in models:
            yield models[name]


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


if __name__ == "__main__":
    sys.exit(main())
