"""The phrases of a clause and the words between them, those among them that stand for all that are like something."""

from __future__ import annotations

from ...standard.model import Kind
from ...standard.relations import OF_ACTIVITY
from .claims import extremes, kind
from .cursor import HAS, JOINING
from .noun import Noun, Part
from .nouns import Nouns

_EXTREMES = (
    ("kind", "most", "upper_kind"),
    ("kind", "most", "of", "upper_kind"),
    ("upper_kind", "stop", "holds", "most", "kind"),
    ("upper_kind", "relative", "holds", "most", "kind"),
    ("upper_kind", "holds", "most", "kind"),
)
"""`知識最多的任務`, `the task with the most skills`."""


class Phrases(Nouns):
    """Reads the phrases of one clause."""

    def parts(self) -> list[Part]:
        """Phrases and the words between them, in order.

        :raises Unread: where a phrase points at what nobody spoke of.
        """
        found: list[Part] = []
        while self.at < len(self.tokens):
            start = self.at
            noun = self._told() or self._holders(found) or self._extreme() or self._noun()
            if noun and not noun.empty:
                found.append(noun)
            else:
                self.at = start + 1
                found.append(self.tokens[start].symbol)
        return found

    def _told(self) -> Noun | None:
        """Details of items, or texts of the profile."""
        first = self._symbol()
        if first not in ("detail", "text", "field"):
            return None
        told: list[tuple[str, ...]] = []
        marks = set()
        while (token := self.tokens[self.at] if self.at < len(self.tokens) else None) and (
            token.symbol == first or token.symbol in JOINING and self._joins({first}) or token.symbol == "others"
        ):
            if token.symbol == first:
                told.append(token.codes or (str(token.value),))
            elif token.symbol == "others":
                marks.add("others")
            self.at += 1
        return Noun(told=tuple(told), field=first, marks=frozenset(marks))

    def _holders(self, found: list[Part]) -> Noun | None:
        """`需要 K12 的任務`: all of them, and no others."""
        if self._symbol() not in HAS or any(isinstance(p, Noun) for p in found):
            return None
        start = self.at
        self.at += 1
        what = self._noun()
        if (
            what
            and what.items
            and not what.upper
            and what.owners is None
            and "of" in (self._symbol(), self._symbol(-1))
        ):
            self.at += self._symbol() == "of"
            word = Kind.ACTIVITY if kind(what.items[0]) in OF_ACTIVITY else Kind.TASK
            if self._symbol() == "upper_kind":
                word = self._kind()
                self.at += 1
            return self._closed(word, what.items)
        self.at = start
        return None

    def _extreme(self) -> Noun | None:
        """`知識最多的任務`, `the task with the fewest skills`: all that tie."""
        symbols = [t.symbol for t in self.tokens[self.at : self.at + 5]]
        for shape in _EXTREMES:
            if tuple("most" if s == "least" else s for s in symbols[: len(shape)]) == shape:
                values = {s: t.value for s, t in zip(shape, self.tokens[self.at :], strict=False)}
                most = "most" in symbols[: len(shape)]
                self.at += len(shape)
                word, of = Kind(str(values["upper_kind"])), Kind(str(values["kind"]))
                return Noun(items=extremes(self.facts, word, of, most=most), kind=word, closed=True, counted=of)
        return None
