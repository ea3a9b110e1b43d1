"""Ranking of forms: a log-linear model over how a form was made and how it accounts for the question.

Weights are fitted by `python -m training.reader` and stand, with the figures of the fit, in the file beside this one.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

from ..language.folding import fold
from ..standard.model import Kind
from ..standard.relations import UPPER
from .asking import Acts, Candidate
from .form import (
    All,
    Amount,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    Field,
    LevelIs,
    List,
    Locate,
    Minus,
    Misprints,
    Named,
    Not,
    NotHeld,
    Nth,
    Question,
    Says,
    Set,
    Show,
    Situation,
    Such,
    Talk,
    Together,
    Top,
    Union,
    nodes,
)
from .found import Result, Run
from .sets import direct, kinds_of, open_kind
from .spans import Span

FILE = Path(__file__).with_name("weights.toml")
_USED = {
    Count: {"count", "total", "each", "share", "list"},
    Compare: {"compare", "same", "diff", "each", "level", "yesno", "what", "list", "misprint"},
    Locate: {"locate", "list", "what"},
    Show: {"what", "list", "each"},
    List: {"list", "what", "total", "each"},
    Check: {"yesno", "locate", "list"},
    Field: {"list", "what", "yesno"},
    Misprints: {"misprint", "yesno", "list", "what"},
    NotHeld: {"list", "what", "count", "yesno", "level", "locate", "share", "compare"},
}
_NEGATIVE = ("neg.no", "neg.drop", "except.left", "except.right")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A form with its features and its probability among the forms that give something else, 0 to 1."""

    form: Question
    features: Mapping[str, float]
    score: float
    probability: float = 0.0
    outcome: object = None


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8"))["weight"])


def sets_of(form: Question) -> tuple[Set, ...]:
    """The sets that a question runs."""
    match form:
        case List(of) | Show(of) | Locate(of) | Check(of):
            return (of,)
        case Count(of, _, share):
            return (of, share) if share is not None else (of,)
        case Compare(parts):
            return parts
        case NotHeld(_, of) | Misprints(of):
            return (of,) if of is not None else ()
        case _:
            return ()


class Ranker:
    """Scores candidates for questions about one standard."""

    def __init__(self, run: Run, model: Mapping[str, float] | None = None) -> None:
        self.run = run
        self.model = weights() if model is None else model

    def features(self, candidate: Candidate, spans: tuple[Span, ...], acts: Acts, context: bool) -> dict[str, float]:
        """Everything that speaks for or against a candidate."""
        form = candidate.form
        found: Counter[str] = Counter(candidate.features)
        values: dict[str, float] = {name: float(n) for name, n in found.items()}
        values[f"form.{_name(form)}"] = 1.0
        if context:
            values["context"] = 1.0
            own = any(f.startswith(("implied", "refer", "redo")) for f in candidate.features)
        self._unread(form, spans, acts, values)
        for part in sets_of(form):
            self._outcome(form, part, values)
        self._kind_asked(form, spans, values)
        values["size"] = _size(form) / 10
        opened = [s for s in sets_of(form) if open_kind(s) is not None]
        if opened:
            values["open"] = 1.0
            if context:
                values["open_context"] = 1.0
            if acts.whole:
                values["open_whole"] = 1.0
        elif acts.whole and sets_of(form):
            values["whole_unread"] = 1.0
        if context:
            anchored = any(
                f in ("leaf.S", "x_upper", "x_any", "xk_upper", "kx_upper", "xk_low") for f in candidate.features
            )
            short = len(spans) <= 3
            values[
                f"context{'_used' if own else '_unused'}{'_anchored' if anchored else ''}{'_short' if short else ''}"
            ] = 1.0
        if isinstance(form, Talk):
            rest = sum(
                1 for s in spans if not any(r.tag.startswith(("talk.", "occupation.", "redo.")) for r in s.readings)
            )
            values["talk_rest"] = float(min(rest, 5))
        return values

    @staticmethod
    def _kind_asked(form: Question, spans: tuple[Span, ...], values: dict[str, float]) -> None:
        """Whether the answer is of the kind that the question word stands beside, and of the one named last or first."""
        sets = sets_of(form)
        if not sets or isinstance(form, Compare | NotHeld | Misprints):
            return
        given = {k for s in sets[:1] for k in kinds_of(s)}
        named = [(n, set(r.value)) for n, s in enumerate(spans) for r in s.readings if r.tag == "K"]
        asking = [n for n, s in enumerate(spans) if s.has("act.list") or s.has("act.count")]
        beside = {k for n, kinds in named for k in kinds if any(abs(n - a) == 1 for a in asking)}
        if beside and given:
            values["kind_beside" if given & beside else "kind_not_beside"] = 1.0
        if named and given:
            values["kind_last" if given & named[-1][1] else "kind_not_last"] = 1.0
            values["kind_first" if given & named[0][1] else "kind_not_first"] = 1.0
            if given & named[-1][1] and len(named) > 1 and isinstance(form, List | Show):
                values["kind_last_list"] = 1.0

    def _unread(self, form: Question, spans: tuple[Span, ...], acts: Acts, values: dict[str, float]) -> None:
        inside = list(nodes(form))
        used = set(_USED.get(type(form), ()))
        if isinstance(form, Show) and form.aspect != "what":
            used |= {form.aspect, "yesno"}
        if isinstance(form, Compare):
            used |= {"count"} if form.by == "number" else set()
        if any(isinstance(n, LevelIs) for n in inside) or any(isinstance(n, Top) and n.by == "level" for n in inside):
            used.add("level")
        if isinstance(form, Field) and "level" in form.names:
            used.add("level")
        if any(n.has("act.each") for n in spans) and isinstance(form, List | Compare):
            used.add("each")
        if isinstance(form, Talk | Situation | Together):
            used |= acts.acts
        for act in acts.acts - used:
            values[f"unread.{act}"] = 1.0
        own = _acts_of(form)
        if own and not own & acts.acts:
            values[f"unasked.{_name(form)}"] = 1.0
        if acts.fields and not isinstance(form, Field):
            values["unread.field"] = 1.0
        if acts.matters and not isinstance(form, NotHeld):
            values["unread.matter"] = 1.0
            values[f"unread_matter.{acts.matters[0]}"] = 1.0
        negative = any(s.has(t) for s in spans for t in _NEGATIVE)
        turned = any(isinstance(n, Minus | Not) or isinstance(n, Amount) and n.n == 0 for n in inside) or any(
            f in values for f in ("s_drop", "k_drop", "s_all_but", "others_s")
        )
        if negative and not turned and not isinstance(form, Situation | NotHeld | Talk | Check):
            values["negation_unread"] = 1.0
        if turned and not negative:
            values["negation_unasked"] = 1.0
        kinds = {k for n in inside for k in _kinds(n)}
        for span in spans:
            strong = [r for r in span.readings if r.tag == "K" and not r.weak]
            dropped = any(f in values for f in ("s_drop", "k_drop", "s_all_but", "not_k", "drop_k"))
            if (
                strong
                and not dropped
                and not any(set(r.value) <= kinds for r in strong)
                and len(span.readings) == len(strong)
            ):
                values["kind_unread"] = values.get("kind_unread", 0.0) + 1.0
            if span.has("LVL") and not any(isinstance(n, LevelIs) for n in inside):
                values["level_unread"] = 1.0
            if any(r.tag == "AMT" and not r.weak for r in span.readings) and not any(
                isinstance(n, Amount | Nth) or isinstance(n, Count) and n.claimed is not None for n in inside
            ):
                values["amount_unread"] = 1.0
            if span.has("ORD") and not any(isinstance(n, Nth) for n in inside):
                values["ordinal_unread"] = 1.0
            if span.has("M") and not any(isinstance(n, Top) or isinstance(n, Compare) for n in inside):
                values["most_unread"] = 1.0
            if span.has("shared.shared") and not any(isinstance(n, Both) or _name(n) == "shared" for n in inside):
                values["shared_unread"] = 1.0
            if any(r.tag == "X" and r.value[1] is True for r in span.readings):
                quoted = next(r.value[0] for r in span.readings if r.tag == "X")
                if not any(isinstance(n, Says | Named) and quoted in fold(n.text) for n in inside) and not any(
                    isinstance(n, Coded) for n in inside
                ):
                    values["quote_unread"] = 1.0

    def _outcome(self, form: Question, part: Set, values: dict[str, float]) -> None:
        result: Result = self.run(part)
        n = len(result.items)
        if not n:
            values[f"empty.{_name(part)}"] = 1.0
            if any(isinstance(x, Says) for x in nodes(part)):
                values["empty_says"] = 1.0
        elif n > 40:
            values["many"] = 1.0
        if n == 1 and isinstance(form, List):
            values["one"] = 1.0
        for taken in result.evidence.taken:
            upper = bool(taken.items) and taken.items[0].kind in UPPER
            side = "upper" if upper else "low"
            values[f"named.{side}"] = values.get(f"named.{side}", 0.0) + 1.0
            values[f"named_log.{side}"] = values.get(f"named_log.{side}", 0.0) + math.log(max(taken.probability, 0.01))
            if taken.literal:
                values[f"named_literal.{side}"] = 1.0
        if any(isinstance(x, Says) for x in nodes(part)):
            held = [t for _, t, yes in result.evidence.texts if yes]
            if held:
                longest = max(len(t) for t in held)
                values["says_held"] = 1.0
                values["says_length"] = min(longest, 8) / 8
        for such in nodes(part):
            if isinstance(such, Such) and isinstance(such.test, Amount) and not direct(such.of):
                values["amount_filter"] = 1.0

    def ranked(self, scored: Iterable[tuple[Candidate, Mapping[str, float]]]) -> list[Ranked]:
        """Candidates with their probabilities, best first; those that give the same share theirs."""
        found = [Ranked(c.form, f, self.score(f)) for c, f in scored]
        if not found:
            return []
        best = max(r.score for r in found)
        masses: dict[object, float] = {}
        keyed = [(r, self.outcome(r.form)) for r in found]
        for ranked, outcome in keyed:
            masses[outcome] = max(masses.get(outcome, 0.0), math.exp(ranked.score - best))
        whole = sum(masses.values())
        out = [Ranked(r.form, r.features, r.score, masses[o] / whole, o) for r, o in keyed]
        return sorted(out, key=lambda r: -r.score)

    def score(self, features: Mapping[str, float]) -> float:
        """The weighted sum of features."""
        return sum(self.model.get(name, 0.0) * value for name, value in features.items())

    def outcome(self, form: Question) -> object:
        """What tells one answer from another: its kind and the items it is about."""
        codes = tuple(tuple(i.code for i in self.run(s).items) for s in sets_of(form))
        match form:
            case List() | Show(_, "what") | Locate() | Check():
                return ("items", codes)
            case Compare(_, by):
                return ("compare", by, codes)
            case Show(_, aspect):
                return (aspect, codes)
            case Count(_, each, _, claimed):
                return ("count", codes)
            case _:
                return form


def _size(form: object) -> int:
    """How many operations a form has; the members of a union count as the largest of them."""
    if isinstance(form, tuple):
        return max((_size(f) for f in form), default=0)
    if not is_dataclass(form):
        return 0
    own = 0 if isinstance(form, Union | All) else 1
    return own + sum(_size(getattr(form, f.name)) for f in fields(form) if f.name != "op")


def _acts_of(form: Question) -> set[str]:
    match form:
        case Count():
            return {"count", "total", "share"}
        case Compare(_, by):
            return {"compare", "same", "diff", "yesno"} | ({"level"} if by == "level" else set())
        case Show(_, "level"):
            return {"level"}
        case Show(_, "details"):
            return {"details"}
        case Show(_, "source"):
            return {"source"}
        case Locate():
            return {"locate"}
        case Check():
            return {"yesno"}
        case Misprints():
            return {"misprint"}
        case _:
            return set()


def _kinds(node: object) -> tuple[Kind, ...]:
    kind = getattr(node, "kind", None)
    by = getattr(node, "by", None)
    kinds = getattr(node, "kinds", ())
    return tuple(k for k in (kind, by, *(kinds or ())) if isinstance(k, Kind))


def _name(form: object) -> str:
    return str(getattr(form, "op", type(form).__name__))
