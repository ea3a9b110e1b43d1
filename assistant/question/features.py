"""Features of a candidate: everything that speaks for or against a form as the reading of a question."""

import math
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from ..language.folding import fold
from ..standard.relations import UPPER
from . import form as q
from .acts import Acts, Candidate, owed
from .common import weighed
from .found import Result, SetEvaluator
from .node import Node, nodes
from .sets import direct, kinds_of, open_kind, sets_of
from .span import QuestionSpan
from .unread import mark, unread
from .words import words

_LEANING = ("refer.", "beside.", "redo.")
"""Tags of words that point to what was said before."""
_ASKING = ("act.list", "act.count")
"""Tags of question words that stand beside the kind they ask for."""
MOST_KINDS = 2
"""Kinds of which many items at once are nothing unusual."""
FEW = 6
"""Items of which a question may say the names beside the codes."""
_ANCHORS = ("leaf.S", "x_upper", "x_any", "xk_upper", "xk_either", "kx_upper", "xk_low")
"""Rules by which something is named."""
_SAID = ("says_x", "x_says", "about_x", "x_about")
"""Rules by which a word says that a text is one: 提到, 有關."""


def features(
    run: SetEvaluator, candidate: Candidate, spans: tuple[QuestionSpan, ...], acts: Acts, context: bool
) -> dict[str, float]:
    """Everything that speaks for or against a candidate."""
    form, sets = candidate.form, sets_of(candidate.form)
    values: dict[str, float] = {feature: float(n) for feature, n in Counter(candidate.features).items()}
    mark(values, {f"form.{form.op}": 1, "context": context})
    unread(form, acts, values)
    _apposed(run, form, spans, values)
    for part in sets:
        _outcome(run, form, part, values)
    _told_aside(form, spans, values)
    if acts.single and isinstance(form, q.List | q.Show):
        n = len(run(form.of).items)
        values["single_one" if n == 1 else "single_none" if not n else "single_many"] = 1.0
    _kind_asked(form, spans, values)
    opened = any(open_kind(s) is not None for s in sets)
    found = {
        "clean": not any(f.startswith(("skip.", "unread")) or f.endswith("_unread") for f in values),
        "size": _size(form) / 10,
        "open": opened,
        "open_context": opened and context,
        "open_whole": opened and acts.whole,
        "whole_unread": bool(sets) and acts.whole and not opened,
    }
    mark(values, found)
    if context and not isinstance(form, q.Talk):
        _of_context(candidate, spans, values)
    if isinstance(form, q.Talk):
        rest = sum(not s.begins("talk.", "occupation.", "redo.") for s in spans)
        values["talk_rest"] = float(min(rest, 5))
    return values | {f"{form.op}|{feature}": value for feature, value in values.items()}


def _of_context(candidate: Candidate, spans: tuple[QuestionSpan, ...], values: dict[str, float]) -> None:
    """Whether the form takes something from the turns before, and whether words of the question point to them."""
    own = owed(candidate.features)
    anchored = any(f in _ANCHORS for f in candidate.features)
    leaning = any(s.begins(*_LEANING) for s in spans)
    used, short = "_used" if own else "_unused", "_short" if len(spans) <= 3 else ""
    found = {
        "empty_leaning": own and leaning and any(f.startswith("empty.") for f in values),
        f"{'leaning' if leaning else 'plain'}_{'used' if own else 'alone'}": 1,
        f"context{used}{'_anchored' if anchored else ''}{short}": 1,
    }
    mark(values, found)


def _apposed(run: SetEvaluator, form: q.Question, spans: tuple[QuestionSpan, ...], values: dict[str, float]) -> None:
    """Text of the question that says the name of an item beside its code: T5.3 就監控服務水準那個."""
    names = [fold(i.text) for n in nodes(form) if isinstance(n, q.Coded) and len(n.codes) <= FEW for i in run(n).items]
    if not names:
        return
    said = {str(r.value[0]) for s in spans for r in s.readings if r.tag == "X" and r.value[1] is False}
    apposed = {t for t in said if len(t) > 1 and any(t in name for name in names)}
    again = any(fold(n.text) in apposed for n in nodes(form) if isinstance(n, q.Says | q.Named))
    mark(values, {"apposed": min(sum(map(len, apposed)), 12) / 6, "apposed_again": again})


def _kind_asked(form: q.Question, spans: tuple[QuestionSpan, ...], values: dict[str, float]) -> None:
    """Whether the answer is of the kind that the question word stands beside, or that is named last or first."""
    sets = sets_of(form)
    given = set(kinds_of(sets[0])) if sets else set()
    if not given or isinstance(form, q.Compare | q.NotHeld | q.Misprints):
        return
    named = [(n, set(r.value)) for n, s in enumerate(spans) for r in s.readings if r.tag == "K"]
    asking = [n for n, s in enumerate(spans) if any(r.tag in _ASKING for r in s.readings)]
    beside = {k for n, kinds in named for k in kinds if any(abs(n - a) == 1 for a in asking)}
    if beside:
        values["kind_beside" if given & beside else "kind_not_beside"] = 1.0
    if named:
        last = bool(given & named[-1][1])
        values["kind_last" if last else "kind_not_last"] = 1.0
        values["kind_first" if given & named[0][1] else "kind_not_first"] = 1.0
        mark(values, {"kind_last_list": last and len(named) > 1 and isinstance(form, q.List | q.Show)})


def _outcome(run: SetEvaluator, form: q.Question, part: q.Set, values: dict[str, float]) -> None:
    """What a set comes to when it is run: how much, by which descriptions, wordings and selections."""
    result, inside = run(part), nodes(part)
    n = len(result.items)
    many = n > 40 and len({i.kind for i in result.items}) > MOST_KINDS
    mark(values, {f"empty.{part.op}": not n, "many": many, "one": n == 1 and isinstance(form, q.List)})
    _descriptions(result, inside, values)
    _wordings(result, inside, values)
    for node in inside:
        match node:
            case q.Top(of):
                mark(values, {"top_of_one": len(run(of).items) == 1})
            case q.Below(of):
                mark(values, {"below_low": not any(k in UPPER for k in kinds_of(of))})
            case q.Nth(of):
                mark(values, {"nth_mixed": len({i.kind for i in run(of).items}) > 1})
            case q.Such(q.Coded(codes)):
                mark(values, {"filter_of_one": len(codes) == 1})
            case q.Such(of, q.Amount(kind)) if not direct(of):
                upward = kind in UPPER and not any(k in UPPER for k in kinds_of(of))
                mark(values, {"amount_filter": 1, "amount_upward": upward})


def _descriptions(result: Result, inside: tuple[Node, ...], values: dict[str, float]) -> None:
    """How surely items were recognised by what describes them."""
    texts = [fold(x.text) for x in inside if isinstance(x, q.Named)]
    mark(values, {"named_common": min(sum(map(_share, texts)), 3.0), "named_word": any(t in words() for t in texts)})
    for taken in result.evidence.taken:
        side = "upper" if taken.items and taken.items[0].kind in UPPER else "low"
        values[f"named.{side}"] = values.get(f"named.{side}", 0.0) + 1.0
        mark(values, {"named_across": bool(words().shape("clause").search(taken.text.strip()))})
        values[f"named_log.{side}"] = values.get(f"named_log.{side}", 0.0) + math.log(max(taken.probability, 0.01))
        mark(values, {f"named_literal.{side}": taken.literal})


def _wordings(result: Result, inside: tuple[Node, ...], values: dict[str, float]) -> None:
    """What texts were looked for in the wording, and whether any item has them."""
    texts = [fold(x.text) for x in inside if isinstance(x, q.Says)]
    if not texts:
        return
    held = {t for _, t, yes in result.evidence.texts if yes}
    lost = {t for _, t, _ in result.evidence.texts} - held
    found = {
        "empty_says": not result.items,
        "says_single": any(len(t) == 1 for t in texts),
        "says_common": min(sum(map(_share, texts)), 3.0),
        "says_held": bool(held),
        "says_length": min(max(map(len, held), default=0), 8) / 8,
        "says_lost" if any(f in values for f in _SAID) else "says_lost_bare": min(len(lost), 4),
    }
    mark(values, found)


def _told_aside(form: q.Question, spans: tuple[QuestionSpan, ...], values: dict[str, float]) -> None:
    """Texts that the form looks for, though they stand in a clause that names and asks nothing: 預算表那欄要填."""
    texts = {fold(n.text) for n in nodes(form) if isinstance(n, q.Says)}
    if texts and not any(f in values for f in _SAID):
        commas = (n for n, s in enumerate(spans) if n and "comma" in s.gap)
        clauses = [spans[start:end] for start, end in pairwise((0, *commas, len(spans)))]
        mark(values, {"says_alone": len(clauses) > 1 and any(_only_says(clause, texts) for clause in clauses)})


def _only_says(clause: tuple[QuestionSpan, ...], texts: set[str]) -> bool:
    """Whether one of the texts stands in a clause in which nothing else is named or asked."""
    words_only = all(r.tag == "X" or r.weak for s in clause for r in s.readings)
    said = [fold(str(r.value[0])) for s in clause for r in s.readings if r.tag == "X"]
    return words_only and any(text in part for text in texts for part in said)


def _share(text: str) -> float:
    """Share of a text that is everyday talk, 0 to 1."""
    whole, common = weighed(text)
    return common / whole if whole else 0.0


@lru_cache(maxsize=4096)
def _size(form: object) -> int:
    """How many operations a form has; the members of a union count as the largest of them."""
    if isinstance(form, tuple):
        return max(map(_size, form), default=0)
    if not isinstance(form, Node):
        return 0
    return (not isinstance(form, q.Union | q.All)) + sum(map(_size, form.fields().values()))
