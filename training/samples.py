"""Questions with the candidates that a reader has for them: what the weights are fitted on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.evaluation.cases import Case
from assistant.question.conversation import Context, codes_in, recalled, told_codes
from assistant.question.decide import evidence
from assistant.question.form import Check, Compare, Count, Field, Locate, Misprints, NotHeld, Talk, Unknown
from assistant.question.notation import loads
from assistant.question.rank import Ranked
from assistant.question.reader import Reader
from assistant.question.take import take
from assistant.standard.code import key

from .judge import Judge

LONGEST = 5000
"""Characters of the longest question that is taken."""
EARLIER = 21
"""How far on in its set the question stands that is asked before another: far enough to be about something else."""
_TELLING = (Check, Compare, Count, Field, Locate, Misprints, NotHeld, Talk, Unknown)
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

    `wanted` are those of the right ones that are fitted to: the ones that say just what was asked.
    """

    id: str
    writer: str
    category: str
    weight: float
    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    wanted: tuple[bool, ...]
    outcomes: tuple[object, ...]

    def best(self, weights: Mapping[str, float]) -> Best | None:
        """The likeliest candidate by these weights; None where there is none."""
        if not self.features:
            return None
        scores = [sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in self.features]
        highest = max(scores)
        masses: dict[object, float] = {}
        for score, outcome in zip(scores, self.outcomes, strict=True):
            masses[outcome] = masses.get(outcome, 0.0) + math.exp(score - highest)
        first = max(range(len(scores)), key=lambda n: (masses[self.outcomes[n]], scores[n]))
        whole, mass = sum(masses.values()), masses.pop(self.outcomes[first])
        told = evidence(self.features[first], mass / whole, max(masses.values(), default=0.0) / whole)
        return Best(self.writer, self.right[first], told)


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


def sample(reading: Reader, judge: Judge, case: Case, weight: float, before: Case | None = None) -> Sample:
    """One question with the candidates that the reader has for it.

    :param before: a question on something else that was asked before this one, to which it owes nothing.
    """
    context = Context()
    if before is not None:
        context = _asked(reading, context, before.question)
    for turn in case.history:
        if turn.role == "user":
            context = _asked(reading, context, turn.content)
        else:
            context = told_codes(context, codes_in(turn.content, reading.spanner.relations))
    ranked = reading.read(take(case.question, LONGEST), context).ranked
    right = tuple(judge.right(case, r.form) for r in ranked)
    return _made(
        ranked,
        right,
        _meant(case, ranked, right),
        id=case.id,
        writer=writer_of(case),
        category=case.category if before is None else "after another question",
        weight=weight,
    )


def _meant(case: Case, ranked: Sequence[Ranked], right: tuple[bool, ...]) -> tuple[bool, ...]:
    """The right candidates that say what was asked; all of them where none says it more than another.

    Whoever asks which activity a document comes from is served by the document's own entry too, but did not ask it.
    """
    found = [r for r, yes in zip(ranked, right, strict=True) if yes]
    if case.category == "yesno_premise":
        kept = [r for r in found if isinstance(r.form, _TELLING)]
    else:
        gold = {key(code) for code in case.gold_codes}
        sure = [r for r in found if isinstance(r.form, Locate) or _codes(r) == gold]
        kept = [r for r in found if _codes(r) in (None, gold)] if sure else found
    return tuple(r in kept for r in ranked) if kept else right


def _codes(ranked: Ranked) -> set[str] | None:
    """The codes that a reading comes to where it is for items; None where it asks something of them."""
    match ranked.outcome:
        case ("items", tuple(parts)):
            return {key(code) for part in parts for code in part}
        case _:
            return None


def examples(reading: Reader, file: Path, weight: float = 15.0) -> Iterator[Sample]:
    """The table of examples: right is every candidate that says the same as a form of the table."""
    for n, entry in enumerate(_entries(file)):
        senses = [reading.ranker.sense(loads(json.dumps(form))) for form in (entry["form"], *entry.get("or", ()))]
        context = Context()
        for asked in entry.get("after", ()):
            context = _asked(reading, context, asked)
        ranked = reading.read(take(entry["question"], LONGEST), context).ranked
        right = tuple(reading.ranker.sense(r.form) in senses for r in ranked)
        yield _made(ranked, right, right, id=f"example-{n}", writer="example", category=entry["of"], weight=weight)


def near_misses(reading: Reader, file: Path, weight: float = 2.2) -> Iterator[Sample]:
    """Questions for what a standard never gives: right is to say so, of that sort of thing."""
    for n, entry in enumerate(_entries(file)):
        ranked = reading.read(take(entry["question"], LONGEST)).ranked
        right = tuple(isinstance(r.form, NotHeld) and r.form.aspect == entry["aspect"] for r in ranked)
        yield _made(ranked, right, right, id=f"near-{n}", writer="near", category="near miss", weight=weight)


def _asked(reading: Reader, context: Context, question: str) -> Context:
    """The context after a question."""
    form = reading.read(take(question, LONGEST), context).best.form
    return recalled(context, form, reading.run, question)


def _entries(file: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _made(
    ranked: Sequence[Ranked],
    right: tuple[bool, ...],
    wanted: tuple[bool, ...],
    *,
    id: str,
    writer: str,
    category: str,
    weight: float,
) -> Sample:
    return Sample(
        id=id,
        writer=writer,
        category=category,
        weight=weight,
        features=tuple(dict(r.features) for r in ranked),
        right=right,
        wanted=wanted,
        outcomes=tuple(r.outcome for r in ranked),
    )


def unrelated(cases: Sequence[tuple[float, Case]]) -> Iterator[tuple[float, Case, Case]]:
    """Every second question that stands by itself, with another of its set before it: the answer is the same."""
    alone = [(weight, case) for weight, case in cases if not case.history]
    for (weight, case), (_, before) in zip(alone[::2], alone[EARLIER::2], strict=False):
        if case.standard == before.standard:
            yield weight, case, before
