"""Lists of words, one in a line; ours, and complete in none."""

from __future__ import annotations

from pathlib import Path


def read_list(name: str) -> frozenset[str]:
    """Return the words of a list."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def read_pairs(name: str) -> dict[str, str]:
    """Return the lines of a list that have two words each."""
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return dict(line.split() for line in text.splitlines())
