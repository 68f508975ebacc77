"""How often Python looks for garbage that refers to itself."""

from __future__ import annotations

import gc


def look_seldom() -> None:
    """Look for cycles when many objects have come, and not 700 as by default.

    Models, migrations and templates are hundreds of thousands of objects that stay. To
    go through them all the time took a sixth of a start and a quarter of the migrations.
    """
    gc.set_threshold(50_000, 20, 50)


def spare_what_stays() -> None:
    """Look no more at what has been loaded until now."""
    gc.collect()
    gc.freeze()
