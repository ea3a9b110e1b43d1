"""Ranking of forms: a log-linear model over how a form was made and how it accounts for the question.

Weights are fitted by `python -m training.reader` and stand, with the figures of the fit, in the file beside this one.
"""

import math
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..standard.code import kind_of
from ..standard.relations import UPPER
from . import form as q
from .acts import Candidate
from .found import SetEvaluator
from .node import nodes
from .sets import sets_of

FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A form with its features and its probability among the forms that give something else, 0 to 1."""

    form: q.Question
    features: Mapping[str, float]
    score: float
    probability: float = 0.0
    outcome: object = None


@cache
def fitted() -> dict[str, dict[str, float]]:
    """What was fitted, read once: `weight` by feature, and the limits of `decision`."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


class Ranker:
    """Scores candidates for questions about one standard."""

    def __init__(self, run: SetEvaluator, model: Mapping[str, float] | None = None) -> None:
        self.run = run
        self.model = fitted()["weight"] if model is None else model

    def ranked(self, scored: Iterable[tuple[Candidate, Mapping[str, float]]]) -> list[Ranked]:
        """Candidates with their probabilities, best first; what several give is as likely as all of them."""
        found = [Ranked(_meant(c.form), f, self.score(f)) for c, f in scored]
        if not found:
            return []
        if any(isinstance(r.form, q.Talk) and r.features.get("talk_rest") == 0 for r in found):
            found = [r for r in found if isinstance(r.form, q.Talk)]  # a message that is all talk asks nothing again
        if any("q.policy" in r.features for r in found):
            found = [r for r in found if isinstance(r.form, q.Talk | q.Situation)]
        claimed = {r.form.of for r in found if isinstance(r.form, q.Count) and r.form.claimed is not None}
        found = [r for r in found if not _number_passed_over(r, claimed)]
        sound = [r for r in found if _valid(r.form, r.features, "unread.yesno" in r.features)]
        if any(sets_of(r.form) for r in sound):
            mentioned = any("mention_unread" in r.features for r in found)
            found = [r for r in sound if not (mentioned and isinstance(r.form, q.Situation))]
        return self._shared(found)

    def beside(self, ranked: Iterable[Ranked], form: q.Question, features: Mapping[str, float]) -> list[Ranked]:
        """Ranked forms and another one that competes with them, with their probabilities anew."""
        return self._shared([*ranked, Ranked(form, features, self.score(features))])

    def _shared(self, found: Sequence[Ranked]) -> list[Ranked]:
        best = max(r.score for r in found)
        masses: dict[object, float] = {}
        keyed = [(r, self.outcome(r.form) if r.outcome is None else r.outcome) for r in found]
        for ranked, outcome in keyed:
            masses[outcome] = masses.get(outcome, 0.0) + math.exp(ranked.score - best)
        whole = sum(masses.values())
        out = [replace(r, probability=masses[o] / whole, outcome=o) for r, o in keyed]
        return sorted(out, key=lambda r: (-r.probability, -r.score))

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum of features."""
        return sum(self.model.get(name, 0.0) * value for name, value in features.items())

    def outcome(self, form: q.Question) -> object:
        """What tells one answer from another: its kind and the items it is about."""
        codes = tuple(tuple(i.code for i in self.run(s).items) for s in sets_of(form))
        match form:
            case q.List() | q.Show(_, "what") | q.Check():
                return ("items", codes)
            case q.Locate(_, kind):
                return ("locate", kind, codes)
            case q.Compare(_, by, than):
                return ("compare", by, than, codes)
            case q.Show(_, aspect):
                return (aspect, codes)
            case q.Count():
                return ("average" if form.average else "count", codes)
            case q.Standards():
                return ("standards", codes)
            case q.NotHeld(aspect):
                return ("not_held", aspect)
            case _:
                return form

    def sense(self, form: q.Question) -> object:
        """What tells one reading from another, finer than `outcome`: a list of items is no check of them."""
        match form:
            case q.Check(_, test):
                held = [tuple(i.code for i in self.run(n.on).items) for n in nodes(test) if isinstance(n, q.Lies)]
                return ("check", self.outcome(form), held or test)
            case q.Count(_, each, share, claimed, average):
                return ("count", self.outcome(form), each, share is not None, claimed, average)
            case q.NotHeld():
                return form
            case _:
                return self.outcome(form)


def _meant(form: q.Question) -> q.Question:
    """Of one item nothing is the most: T1 的指標最多嗎 asks whether T1 has the most of all tasks."""
    match form:
        case q.Check(q.Top(q.Coded((code,)) as one) as top, None) | q.List(q.Top(q.Coded((code,)) as one) as top):
            pass
        case q.Show(q.Top(q.Coded((code,)) as one) as top) | q.Show(q.Nth(q.Top(q.Coded((code,)) as one) as top)):
            pass
        case _:
            return form
    kind = kind_of(code)
    return q.Check(one, q.Lies(replace(top, of=q.All(kind)))) if kind in UPPER else form


def _number_passed_over(ranked: Ranked, claimed: Collection[q.Set]) -> bool:
    """Whether a reading passes over a number that another holds to the table: T5 的五項技能 are four, and not seven
    tasks are there if there are any."""
    form = ranked.form
    return isinstance(form, q.List | q.Check | q.Count) and "amount_unread" in ranked.features and form.of in claimed


def _valid(form: q.Question, values: Mapping[str, float], yesno: bool) -> bool:
    """Whether a form accounts for what may never be passed over: a text that is mentioned, a word of negation."""
    if "mention_unread" in values or "joint_unread" in values:
        return False
    if isinstance(form, q.Check) and isinstance(form.of, q.Named) and not form.test and "skip.X" in values:
        return False
    if "every_unread" in values or "unread.each" in values and isinstance(form, q.Count):
        return False
    listing = isinstance(form, q.List | q.Show | q.Locate | q.Count)
    if isinstance(form, q.List | q.Show) and ("level_unread" in values or "shared_unread" in values):
        return False
    return "negation_unread" not in values or yesno or not listing
