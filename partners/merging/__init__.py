"""Two entries for the same institution or person become one, and can be two again."""

from partners.merging.merge import (
    MERGED,
    MODELS,
    UNMERGED,
    PlanChangedError,
    check,
    merge,
    undo,
)
from partners.merging.plan import Plan, grouped, plan, references_to

__all__ = [
    "MERGED",
    "MODELS",
    "UNMERGED",
    "Plan",
    "PlanChangedError",
    "check",
    "grouped",
    "merge",
    "plan",
    "references_to",
    "undo",
]
