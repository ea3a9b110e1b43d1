"""Questions with the candidates that a reader has for them: what the weights are fitted on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant import Assistant
from assistant.answer.model import Answer
from assistant.answer.proof import Facts
from assistant.evaluation.cases import Case
from assistant.evaluation.metrics import score
from assistant.evaluation.prediction import of
from assistant.language.tag import Language, tag
from assistant.question import form as forms
from assistant.question.conversation import Context, codes_in, recalled, told_codes
from assistant.question.decide import evidence
from assistant.question.notation import loads, oversized
from assistant.question.rank import Ranked
from assistant.question.reader import Reader, Support
from assistant.question.take import take
from assistant.retrieval.calibration import calibration
from assistant.standard.code import key

LONGEST = 5000  # characters of the longest question that is taken
EARLIER = 21
"""How far on in its set the question stands that is asked before another: far enough to be about something else."""
REMEMBERED = 100_000  # answers kept; many questions have the same candidates
_TELLING = (
    forms.Check,
    forms.Compare,
    forms.Count,
    forms.Field,
    forms.Locate,
    forms.Misprints,
    forms.NotHeld,
    forms.Talk,
    forms.Unknown,
)
"""Forms whose answer says yes or no."""
_ASIDE = re.compile(r"UN(\d+)")
_WRITER = re.compile(r"[A-Za-z]+\d*(?=-)|[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Best:
    """The likeliest candidate of a question: whose it is, whether it is right, and what speaks for that or against."""

    writer: str
    right: bool
    evidence: Mapping[str, float]

    @property
    def table(self) -> bool:
        """Whether it looks something up in the table."""
        return not self.evidence.keys() & {"form.situation", "form.talk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A question with its candidates: the features of each, whether it is right, and what it comes to.

    `meant` are those of the right ones that say just what was asked, where some do so more than others.
    """

    writer: str
    category: str = ""
    weight: float = 1.0
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    meant: tuple[bool, ...] = ()
    outcomes: tuple[object, ...]

    @classmethod
    def of(cls, ranked: Sequence[Ranked], right: Iterable[bool], writer: str, category: str, weight: float) -> Sample:
        """A question with what a reader made of it."""
        return cls(
            writer=writer,
            category=category,
            weight=weight,
            features=tuple(dict(r.features) for r in ranked),
            right=tuple(right),
            outcomes=tuple(r.outcome for r in ranked),
        )

    @property
    def wanted(self) -> tuple[bool, ...]:
        """The candidates that are fitted to."""
        return self.meant or self.right

    def best(self, weights: Mapping[str, float]) -> Best | None:
        """The likeliest candidate by these weights; None where there is none."""
        if not self.features:
            return None
        scores = [sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in self.features]
        highest = max(scores)
        masses: dict[object, float] = {}
        for value, outcome in zip(scores, self.outcomes, strict=True):
            masses[outcome] = masses.get(outcome, 0.0) + math.exp(value - highest)
        first = max(range(len(scores)), key=lambda n: (masses[self.outcomes[n]], scores[n]))
        whole, mass = sum(masses.values()), masses.pop(self.outcomes[first])
        told = evidence(self.features[first], mass / whole, max(masses.values(), default=0.0) / whole)
        return Best(self.writer, self.right[first], told)


class Judge:
    """Judges readings of questions about one standard by what they answer, as an evaluation scores answers."""

    def __init__(self, assistant: Assistant, support: Support, standard: str | None = None) -> None:
        self._support = support
        self._facts = Facts(assistant.relations(standard).standard)

        @lru_cache(maxsize=REMEMBERED)
        def answer(form: forms.Question, language: Language) -> Answer:
            return assistant.run(form, language, standard)

        self._answer = answer

    def right(self, case: Case, form: forms.Question) -> bool:
        """Whether the form answers the question exactly.

        A situation is right where one is told, and where nothing supports an answer to what has none: which items
        answer it best is retrieval's to find, not the reading's.
        """
        semantic = case.category.startswith("semantic")
        if isinstance(form, forms.Situation):
            told = self._support(form.text) >= calibration().thresholds.least
            return told if semantic else not (told or case.answerable)
        if semantic or oversized(form):
            return False
        scores = score(case, of(case.id, self._answer(form, tag(case.lang)), self._facts)).scores
        return scores["exact"] == 1 and scores.get("must_all", 1.0) == 1


def cases_of(file: Path) -> Iterator[Case]:
    """The questions of a file; one whose answer no evaluation can decide tells nothing and is passed over.

    The even ones among the unanswerable are kept aside (`tests/questions/README.md`).
    """
    for line in filter(str.strip, file.read_text(encoding="utf-8").splitlines()):
        try:
            case = Case.model_validate_json(line)
        except ValidationError:
            continue
        if not (aside := _ASIDE.fullmatch(case.id)) or int(aside[1]) % 2:
            yield case


def writer_of(case: Case) -> str:
    """The letters and digits that the id of a question begins with; empty where there are none."""
    found = _WRITER.match(case.id)
    return found[0] if found else ""


def unrelated(cases: Sequence[tuple[float, Case]]) -> Iterator[tuple[float, Case, Case]]:
    """Every second question that stands by itself, with another of its set before it: the answer is the same."""
    alone = [(weight, case) for weight, case in cases if not case.history]
    for (weight, case), (_, before) in zip(alone[::2], alone[EARLIER::2], strict=False):
        if case.standard == before.standard:
            yield weight, case, before


def sample(reading: Reader, judge: Judge, case: Case, weight: float, before: Case | None = None) -> Sample:
    """One question with the candidates that the reader has for it.

    :param before: a question on something else that was asked before this one, to which it owes nothing.
    """
    context = _after(reading, [before.question] if before else [])
    for turn in case.history:
        if turn.role == "user":
            context = _after(reading, [turn.content], context)
        else:
            context = told_codes(context, codes_in(turn.content, reading.spanner.relations))
    ranked = reading.read(take(case.question, LONGEST), context).ranked
    right = [judge.right(case, r.form) for r in ranked]
    category = "after another question" if before else case.category
    made = Sample.of(ranked, right, writer_of(case), category, weight)
    return replace(made, meant=_meant(case, ranked, right))


def examples(reading: Reader, file: Path, weight: float = 15.0) -> Iterator[Sample]:
    """The table of examples: right is every candidate that says the same as a form of the table."""
    sense = reading.ranker.sense
    for entry in _entries(file):
        senses = [sense(loads(json.dumps(form))) for form in (entry["form"], *entry.get("or", ()))]
        context = _after(reading, entry.get("after", ()))
        ranked = reading.read(take(entry["question"], LONGEST), context).ranked
        yield Sample.of(ranked, (sense(r.form) in senses for r in ranked), "example", entry["of"], weight)


def near_misses(reading: Reader, file: Path, weight: float = 2.2) -> Iterator[Sample]:
    """Questions for what a standard never gives: right is to say so, of that sort of thing."""
    for entry in _entries(file):
        ranked = reading.read(take(entry["question"], LONGEST)).ranked
        right = (isinstance(r.form, forms.NotHeld) and r.form.aspect == entry["aspect"] for r in ranked)
        yield Sample.of(ranked, right, "near", "near miss", weight)


def _meant(case: Case, ranked: Sequence[Ranked], right: Sequence[bool]) -> tuple[bool, ...]:
    """The right candidates that say what was asked; none where none says it more than another.

    Whoever asks which activity a document comes from is served by the document's own entry too, but did not ask it.
    """
    found = [r for r, yes in zip(ranked, right, strict=True) if yes]
    if case.category == "yesno_premise":
        kept = [r for r in found if isinstance(r.form, _TELLING)]
    else:
        gold = {key(code) for code in case.gold_codes}
        sure = [r for r in found if isinstance(r.form, forms.Locate) or _codes(r) == gold]
        kept = [r for r in found if _codes(r) in (None, gold)] if sure else found
    return tuple(r in kept for r in ranked) if kept else ()


def _codes(ranked: Ranked) -> set[str] | None:
    """The codes that a reading comes to where it is for items; None where it asks something of them."""
    match ranked.outcome:
        case ("items", tuple(parts)):
            return {key(code) for part in parts for code in part}
        case _:
            return None


def _after(reading: Reader, questions: Iterable[str], context: Context | None = None) -> Context:
    """The context after some questions."""
    context = context or Context()
    for question in questions:
        form = reading.read(take(question, LONGEST), context).best.form
        context = recalled(context, form, reading.run, question)
    return context


def _entries(file: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())
