"""What a form leaves of the question: words of asking, kinds, numbers, places, texts and negations not in it."""

from __future__ import annotations

from collections.abc import Mapping

from ..language.folding import fold
from ..standard.model import Kind
from . import form as q
from .acts import PARTS, Acts, Sorts
from .node import Node, nodes
from .sets import apart, direct, sets_of
from .span import QuestionSpan

_WORDS: Mapping[type[Node], tuple[set[str], set[str]]] = {
    q.Count: ({"count", "total", "share", "average"}, {"each", "list"}),
    q.Compare: ({"compare", "same", "diff", "yesno"}, {"more", "each", "level", "what", "list", "misprint"}),
    q.Locate: ({"locate"}, {"list", "what"}),
    q.Show: (set(), {"what", "list", "each"}),
    q.List: (set(), {"list", "what", "total", "each"}),
    q.Check: ({"yesno"}, {"locate", "list"}),
    q.Field: (set(), {"list", "what", "yesno"}),
    q.Misprints: ({"misprint"}, {"yesno", "list", "what"}),
    q.Standards: ({"standards"}, {"list", "what", "yesno", "total", "locate", "each"}),
    q.NotHeld: (set(), {"list", "what", "count", "yesno", "level", "locate", "share", "compare"}),
}
"""Words of asking of which one asks for a form, if it has any, and others that it accounts for."""
_DROPPING = ("s_drop", "k_drop", "s_all_but", "s_drop_none", "k_drop_none")
"""Rules that leave out what a word of negation names."""


def mark(values: dict[str, float], found: Mapping[str, float]) -> None:
    """Add the features that are not nought."""
    values |= {name: float(value) for name, value in found.items() if value}


def unread(form: q.Question, acts: Acts, values: dict[str, float]) -> None:
    """Add what a form leaves unread of the question, and what it holds that was not asked."""
    inside = nodes(form)
    sorts = {type(n) for n in inside}
    _asked(form, sorts, acts, values)
    _negated(form, sorts, acts, values)
    telling = isinstance(form, q.Situation | q.NotHeld | q.Talk)
    kinds = {k for n in inside for k in _kinds(n)}
    dropped = any(f in values for f in (*_DROPPING, "not_k", "drop_k"))
    found = {
        "mention_unread": not telling and not _mentioned(inside, acts),
        "owner_unread": not telling and _owner_unread(inside, acts),
        "kind_unread": not dropped and sum(not any(k <= kinds for k in strong) for strong in acts.kinds),
    }
    mark(values, found | {f"{part}_unread": True for part, s in acts.parts if not _holds(part, s, inside, sorts)})


def _asked(form: q.Question, sorts: Sorts, acts: Acts, values: dict[str, float]) -> None:
    """Words of asking that the form makes nothing of, and what it asks that no word asks for."""
    any_asked = isinstance(form, q.Check) and form.test is None and not direct(form.of)
    own, _ = _WORDS.get(type(form), (set[str](), ()))
    if isinstance(form, q.Show):
        own = {str(form.aspect)} - {"what"}
    elif isinstance(form, q.Compare) and form.by == "level":
        own = own | {"level"}
    explains = isinstance(form, q.Field) and form.about is not None
    matter = acts.matters and not acts.doubtful and not isinstance(form, q.NotHeld) and not explains
    found = {
        "request_check": "request" in acts.acts and isinstance(form, q.Check),
        "every_unread": acts.every and any_asked and q.Both not in sorts,
        "exclusive_unread": acts.exclusive and not sorts & {q.Minus, q.Not},
        "surplus_unread": acts.surplus and q.Minus not in sorts,
        "joint_unread": acts.jointly and q.Or in sorts,
        "both_also" if acts.also else "both_unasked": q.Both in sorts and not acts.shared,
        **{f"unread.{act}": True for act in sorted(acts.acts - _used(form, sorts, acts))},
        f"unasked.{form.op}": own and not own & acts.acts,
        "unread.field": acts.fields and q.Field not in sorts,
        "unread.matter": matter,
    }
    if matter:
        found[f"unread_matter.{acts.matters[0]}"] = True
    mark(values, {name: bool(holds) for name, holds in found.items()})


def _used(form: q.Question, sorts: Sorts, acts: Acts) -> frozenset[str] | set[str]:
    if isinstance(form, q.Talk | q.Situation | q.Together):
        return acts.acts
    used = set[str]().union(*_WORDS.get(type(form), ())) - {"average"}
    if isinstance(form, q.Show) and form.aspect != "what":
        used |= {form.aspect, "yesno"}
    if isinstance(form, q.Compare) and form.by == "number":
        used.add("count")
    if isinstance(form, q.Compare) and form.than is None and acts.than:
        used.discard("yesno")
    if any(map(_of_level, nodes(form))):
        used.add("level")
    if sorts & {q.Top, q.Amount}:
        used.add("more")
    if "each" in acts.acts and isinstance(form, q.List | q.Compare):
        used.add("each")
    if acts.surplus and q.Minus in sorts:
        used |= {"compare", "diff", "more"}
    if "request" in acts.acts:
        used |= {"request", "yesno"}
    if isinstance(form, q.Count) and form.average:
        used |= {"average", "locate"}
    elif isinstance(form, q.Count) and not form.each and any(len(apart(s)) > 1 for s in sets_of(form)):
        used.discard("each")
    return used


def _of_level(node: Node) -> bool:
    match node:
        case q.LevelIs() | q.Top(_, "level"):
            return True
        case q.Field(names):
            return "level" in names
    return False


def _negated(form: q.Question, sorts: Sorts, acts: Acts, values: dict[str, float]) -> None:
    """A word of negation that the form makes nothing of, or a negation that no word asks for."""
    corrects = any(f.startswith(("redo", "mark.redo.correct")) for f in values)
    negative = bool(acts.negations - {True}) if corrects else bool(acts.negations)
    none = any(isinstance(n, q.Amount) and n.n == 0 for n in nodes(form))
    left = any(f in values for f in (*_DROPPING, "others_s", "instead_s", "s_instead"))
    turned = none or left or bool(sorts & {q.Minus, q.Not})
    heeding = not isinstance(form, q.Situation | q.NotHeld | q.Talk | q.Check)
    unasked = turned and not negative and not acts.exclusive and not acts.surplus
    mark(values, {"negation_unread": negative and not turned and heeding, "negation_unasked": unasked})


def _holds(part: str, span: QuestionSpan, inside: tuple[Node, ...], sorts: Sorts) -> bool:
    """Whether the nodes of a form hold what a span says of it."""
    if sorts & PARTS[part][1]:
        return True
    if part == "quote":
        quoted = next(r.value[0] for r in span.readings if r.tag == "X")
        return any(isinstance(n, q.Says | q.Named) and quoted in fold(n.text) for n in inside)
    return part == "amount" and any(isinstance(n, q.Count) and n.claimed is not None for n in inside)


def _kinds(node: Node) -> tuple[Kind, ...]:
    named = (getattr(node, "kind", None), getattr(node, "by", None), *getattr(node, "kinds", ()))
    return tuple(k for k in named if isinstance(k, Kind))


def _owner_unread(inside: tuple[Node, ...], acts: Acts) -> bool:
    """Whether the text before 的 is passed over: whose skills are asked for."""
    held = [fold(str(getattr(n, "text", ""))) for n in inside] if acts.owners else []
    return any(not any(o in h or h and h in o for h in held) for o in acts.owners)


def _mentioned(inside: tuple[Node, ...], acts: Acts) -> bool:
    """Whether the text beside a word like 提到 or "mentions" stands in the form."""
    held = [fold(n.text) for n in inside if isinstance(n, q.Says)] if acts.mentions else []
    return all(any(t in h or h in t for t in texts for h in held) for texts in acts.mentions)
