"""A question read: its forms, likeliest first, and what each part of it was taken for."""

from dataclasses import dataclass

from .rank import Ranked


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the question as typed, and what it was taken for: used, an act, filler, background, or unread."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read: the best form first, each with its probability; `tokens` account for every part of it."""

    text: str
    ranked: tuple[Ranked, ...]
    tokens: tuple[Token, ...] = ()

    @property
    def best(self) -> Ranked:
        """The likeliest form."""
        return self.ranked[0]

    @property
    def unread(self) -> tuple[str, ...]:
        """Stretches that no part of the form accounts for."""
        return tuple(t.text for t in self.tokens if t.role == "unread")
