"""Knowledge or skills, each once however often the table prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from assistant.standard.code import key, numbers
from assistant.standard.model import Knowledge, Skill, Span

from .wording import Wording

_Form = TypeVar("_Form", Knowledge, Skill)
_ALIKE = 0.5  # similarity from which two wordings under one code count as one item printed in two ways


@dataclass(slots=True)
class _Entry:
    code: str
    wordings: list[Wording]
    spans: list[Span]

    @property
    def best(self) -> Wording:
        """The wording printed most often; of equals the longest, since what is cut is shorter."""
        counts = Counter(map(_form, self.wordings))
        return max(self.wordings, key=lambda wording: (counts[_form(wording)], len(_form(wording))))


class Catalogue:
    """Items by code. One code printed with two unlike wordings gives two items."""

    def __init__(self) -> None:
        self._entries: dict[str, list[_Entry]] = {}

    def add(self, code: str, wording: Wording, spans: tuple[Span, ...]) -> None:
        """Add an item as printed in one cell."""
        known = self._entries.setdefault(key(code), [])
        for entry in known:
            if _alike(_form(entry.wordings[0]), _form(wording)):
                entry.wordings.append(wording)
                entry.spans += spans
                return
        known.append(_Entry(code, [wording], list(spans)))

    def items(self, form: Callable[..., _Form]) -> tuple[_Form, ...]:
        """The items as knowledge or as skills, by code."""
        return tuple(
            form(code=entry.code, name=entry.best.text, details=entry.best.details, spans=tuple(entry.spans))
            for code in sorted(self._entries, key=numbers)
            for entry in self._entries[code]
        )

    def conflicts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Codes printed in several wordings, with these; the one that was kept comes first."""
        for known in self._entries.values():
            forms = {_form(w): w.text for entry in known for w in (entry.best, *entry.wordings)}
            if len(forms) > 1:
                yield known[0].code, tuple(forms.values())


def _form(wording: Wording) -> str:
    return "".join("■".join((wording.text, *wording.details)).split())


def _alike(first: str, second: str) -> bool:
    if first.startswith(second) or second.startswith(first):
        return True
    return SequenceMatcher(None, first[:400], second[:400], autojunk=False).ratio() >= _ALIKE
