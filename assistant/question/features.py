"""Features of a candidate: everything that speaks for or against a form as the reading of a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

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
from .sets import direct, kinds_of, open_kind, sets_of
from .span import Span

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


def features(run: Run, candidate: Candidate, spans: tuple[Span, ...], acts: Acts, context: bool) -> dict[str, float]:
    """Everything that speaks for or against a candidate."""
    form = candidate.form
    found: Counter[str] = Counter(candidate.features)
    values: dict[str, float] = {name: float(n) for name, n in found.items()}
    values[f"form.{_name(form)}"] = 1.0
    if context:
        values["context"] = 1.0
        own = any(f.startswith(("implied", "refer", "redo")) for f in candidate.features)
    _unread(form, spans, acts, values)
    for part in sets_of(form):
        _outcome(run(part), form, part, values)
    _kind_asked(form, spans, values)
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
    if context and not isinstance(form, Talk):
        anchored = any(
            f in ("leaf.S", "x_upper", "x_any", "xk_upper", "kx_upper", "xk_low") for f in candidate.features
        )
        short = len(spans) <= 3
        values[
            f"context{'_used' if own else '_unused'}{'_anchored' if anchored else ''}{'_short' if short else ''}"
        ] = 1.0
    if isinstance(form, Talk):
        rest = sum(1 for s in spans if not any(r.tag.startswith(("talk.", "occupation.", "redo.")) for r in s.readings))
        values["talk_rest"] = float(min(rest, 5))
    return values


def _kind_asked(form: Question, spans: tuple[Span, ...], values: dict[str, float]) -> None:
    """Whether the answer is of the kind that the question word stands beside, or that is named last or first."""
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


def _unread(form: Question, spans: tuple[Span, ...], acts: Acts, values: dict[str, float]) -> None:
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
    if not isinstance(form, Situation | NotHeld | Talk) and not _mentioned(form, spans):
        values["mention_unread"] = 1.0
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
        if span.has("M") and not any(isinstance(n, Top | Compare) for n in inside):
            values["most_unread"] = 1.0
        if span.has("shared.shared") and not any(isinstance(n, Both) or _name(n) == "shared" for n in inside):
            values["shared_unread"] = 1.0
        if any(r.tag == "X" and r.value[1] is True for r in span.readings):
            quoted = next(r.value[0] for r in span.readings if r.tag == "X")
            if not any(isinstance(n, Says | Named) and quoted in fold(n.text) for n in inside) and not any(
                isinstance(n, Coded) for n in inside
            ):
                values["quote_unread"] = 1.0


def _outcome(result: Result, form: Question, part: Set, values: dict[str, float]) -> None:
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


def _mentioned(form: Question, spans: tuple[Span, ...]) -> bool:
    """Whether the text beside a word like 提到 or "mentions" stands in the form."""
    held = [fold(n.text) for n in nodes(form) if isinstance(n, Says)]
    for place, span in enumerate(spans):
        if not any(r.tag == "says.says" and r.value == "mentions" for r in span.readings):
            continue
        beside = [s for s in (*spans[max(place - 1, 0) : place], *spans[place + 1 : place + 2]) if s.has("X")]
        texts = [fold(str(r.value[0])) for s in beside for r in s.readings if r.tag == "X"]
        if texts and not any(t in h or h in t for t in texts for h in held):
            return False
    return True


def valid(form: Question, values: Mapping[str, float], yesno: bool) -> bool:
    """Whether a form accounts for what may never be passed over: a text that is mentioned, a word of negation."""
    if "mention_unread" in values:
        return False
    listing = isinstance(form, List | Show)
    if listing and ("level_unread" in values or "shared_unread" in values):
        return False
    return "negation_unread" not in values or yesno or not listing
