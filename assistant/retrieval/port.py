"""The seam between answering and retrieval: what is asked of a retriever, and what it gives back."""

from dataclasses import dataclass
from typing import Protocol

from ..standard.model import Kind
from ..standard.relations import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """An item that a retriever returned. `score` is higher for better, 1 at the most."""

    code: str
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found for a question: items, best first, each code once.

    `support` is the probability, 0 to 1, that the standard holds an answer; `beyond` the matter outside every
    standard that the question is nearest to, empty where none is near.
    """

    items: tuple[Retrieved, ...] = ()
    support: float = 0.0
    beyond: str = ""


class Retrieve(Protocol):
    """Look for the items that bear on a text.

    At most so many, of some kinds alone or of all; `prefer` are kinds that the question asks for.
    """

    def __call__(
        self, text: str, kinds: tuple[Kind, ...] | None, most: int, prefer: tuple[Kind, ...] = ()
    ) -> Findings: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What a description was taken for: the items, and how likely it means them, 0 to 1.

    `literal`: the words stand in the item's name; `rest` are the runners-up.
    """

    text: str
    items: tuple[Item, ...]
    probability: float
    literal: bool = False
    rest: tuple[Item, ...] = ()


class Resolve(Protocol):
    """Find what a description means among items of some kinds (none: any); no item when nothing is near."""

    def __call__(self, text: str, kinds: tuple[Kind, ...]) -> Taken: ...
