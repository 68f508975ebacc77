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
from partners.merging.versions import language_versions

__all__ = [
    "MERGED",
    "MODELS",
    "UNMERGED",
    "Plan",
    "PlanChangedError",
    "check",
    "grouped",
    "language_versions",
    "merge",
    "plan",
    "references_to",
    "undo",
]
