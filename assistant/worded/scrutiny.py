"""The check of every sentence a model writes. What passes rests on the evidence it cites, in code, word and number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ..language.folding import fold
from ..language.tag import Language
from ..standard.relations import Item
from . import caution, claims, comparisons, figures, form, grounding, hanging
from .evidence import Evidence
from .prompt import instructions
from .statement import Statement, read
from .stream import LONGEST

Cause = Literal[
    "length",
    "markup",
    "no_citation",
    "foreign_citation",
    "leak",
    "repeated",
    "language",
    "code",
    "wording",
    "number",
    "relation",
    "kind",
    "incomplete",
    "negation",
    "strength",
    "order",
    "fragment",
    "ungrounded",
]
"""Why a sentence is dropped: each an entry `cause` of `words.toml`."""
_LEAKED = 12
"""Length of a run shared with the instructions, and not with the evidence, that counts as a leak, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One sentence and what came of it; `cause` is None when it may be shown."""

    statement: Statement
    cause: Cause | None


@dataclass(slots=True)
class Scrutiny:
    """Checks the sentences of one reply against one evidence, in the order in which they come."""

    evidence: Evidence
    _said: set[str] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        def name(items: tuple[Item, ...]) -> str:
            return fold(items[0].text) if items else ""

        self._names = {k: n for k, items in self.evidence.items.items() if (n := name(items))}

    def check(self, sentence: str) -> Verdict:
        """Check one sentence; the first cause found is the one told."""
        statement = comparisons.settled(read(sentence, self.evidence), self.evidence)
        cause = next((cause for cause, fails in self._causes(statement) if fails()), None)
        self._said.add(_bare(statement.text))
        return Verdict(statement=statement, cause=cause)

    def _of_one_piece(self, statement: Statement) -> bool:
        """Whether a sentence that names no item says what one passage says, not what several make together."""
        return any(
            grounding.grounded(one) and figures.holds(one, self.evidence) and claims.denied(one)
            for one in statement.alone
        )

    def _causes(self, s: Statement) -> tuple[tuple[Cause, Callable[[], bool]], ...]:
        evidence = self.evidence
        always: tuple[tuple[Cause, Callable[[], bool]], ...] = (
            ("length", lambda: len(s.raw) >= LONGEST or not _bare(s.text)),
            ("markup", lambda: form.markup(s)),
            ("no_citation", lambda: not s.cited),
            ("foreign_citation", lambda: bool(s.foreign)),
            ("repeated", lambda: _bare(s.text) in self._said),
        )
        if any(p.kind == "fact" and _bare(p.text) == _bare(s.text) for p in s.passages):
            return always  # a checked sentence, word for word
        return (
            *always,
            ("leak", lambda: _leaked(s, evidence.answer.language)),
            ("language", lambda: not form.language(s, evidence)),
            ("code", lambda: not set(s.written) <= s.supported or not set(s.named) <= s.supported or form.unread(s)),
            (
                "wording",
                lambda: not grounding.quoted(s) or grounding.misnamed(s) or grounding.altered(s, self._names),
            ),
            ("number", lambda: not figures.holds(s, evidence)),
            ("relation", lambda: not hanging.related(s, evidence)),
            ("kind", lambda: not claims.kinds(s, evidence)),
            ("incomplete", lambda: not claims.complete(s, evidence)),
            ("negation", lambda: not claims.denied(s)),
            ("strength", lambda: not caution.binding(s, evidence)),
            ("order", lambda: not caution.ordered(s, evidence)),
            ("ungrounded", lambda: not grounding.grounded(s) or not s.meant and not self._of_one_piece(s)),
            ("fragment", lambda: grounding.fragment(s, evidence)),
        )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _leaked(statement: Statement, language: Language) -> bool:
    told, said = fold(instructions("answer", language)), statement.folded
    runs = (said[i : i + _LEAKED] for i in range(len(said) - _LEAKED + 1))
    return any(run in told and run not in statement.support for run in runs)
