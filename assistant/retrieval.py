"""The seam between answering and retrieval: what is asked of a retriever, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .standard import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item that a retriever returned. `score` is higher for better, 1 at the most."""

    code: str
    kind: Kind
    score: float


Retrieve = Callable[[str, tuple[Kind, ...] | None, int], tuple[Found, ...]]
"""(query, kinds or None for all, how many) → best first, each code once."""
