"""What questions want, by codes, and whether a form comes to it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.question.conversation import Turn
from assistant.question.form import (
    Check,
    Coded,
    Count,
    Field,
    Lies,
    Locate,
    Misprints,
    NotHeld,
    Question,
    Show,
    Situation,
    Talk,
    Together,
    Unknown,
    nodes,
)
from assistant.question.reader import Reader
from assistant.question.sets import sets_of
from assistant.retrieval.calibration import calibration


class Wanted(BaseModel):
    """A question of a set, of whatever category: `gold_codes` have to be come to, `acceptable_codes` may be."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    category: str
    question: str
    history: tuple[Turn, ...] = ()
    answerable: bool
    gold_codes: tuple[str, ...] = ()
    acceptable_codes: tuple[str, ...] = ()
    standard: str | None = None


def wanted(file: Path) -> list[Wanted]:
    """The questions of a file, one JSON object a line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Wanted.model_validate_json(line) for line in lines if line.strip()]


class Judge:
    """Whether a form is a right reading of a question, by the codes that the question wants."""

    def __init__(self, reader: Reader) -> None:
        self._relations = reader.spanner.relations
        self._run = reader.run
        self._support = reader.support

    def right(self, case: Wanted, form: Question) -> bool:
        """Whether the form comes to what the question wants."""
        named = [c for n in nodes(form) if isinstance(n, Coded) for c in n.codes]
        unknown = bool(named) and not any(self._relations.find(c) for c in named)
        declined = unknown or isinstance(form, NotHeld | Unknown | Talk)
        told = isinstance(form, Situation) and self._support(form.text) >= calibration().thresholds.least
        if not case.answerable:
            return declined or isinstance(form, Situation) and not told
        if case.category.startswith("semantic"):
            return told
        return not declined and self._comes_to(case, form)

    def _comes_to(self, case: Wanted, form: Question) -> bool:
        gold = set(case.gold_codes)
        fine = gold | set(case.acceptable_codes)
        got = self._denotation(form)
        match form:
            case Field():
                return not gold
            case Misprints(None):
                return case.category == "source_quirk"
            case Count():
                whole = gold <= got or gold <= fine and bool(got) and not got - fine
                return whole or not gold and not got - fine
            case Locate() | Show():
                got |= self._above(form) & fine
            case Check(_, Lies(on)):
                got |= ({i.code for i in self._run(on).items} | self._above(form)) & fine
        groups = (g.parent for s in sets_of(form) for g in self._run(s).evidence.groups)
        got |= {parent.code for parent in groups if parent} & fine
        return gold <= got and not got - fine

    def _denotation(self, form: Question) -> set[str]:
        if isinstance(form, Together):
            return set().union(*map(self._denotation, form.parts))
        if isinstance(form, Situation | Talk | Unknown | Field | NotHeld):
            return set()
        return {i.code for s in sets_of(form) for i in self._run(s).items}

    def _above(self, form: Question) -> set[str]:
        return {p for s in sets_of(form) for i in self._run(s).items for p in i.parents}
