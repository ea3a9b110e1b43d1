"""What a form leaves of the question: words of asking, kinds, numbers, places, texts and negations not in it."""

from __future__ import annotations

from collections.abc import Callable

from ..language.folding import fold
from ..standard.model import Kind
from . import form as q
from .acts import Acts
from .node import Node, nodes
from .said import Said
from .sets import apart, direct, sets_of
from .span import Span

_USED = {
    q.Count: {"count", "total", "each", "share", "list"},
    q.Compare: {"compare", "same", "diff", "more", "each", "level", "yesno", "what", "list", "misprint"},
    q.Locate: {"locate", "list", "what"},
    q.Show: {"what", "list", "each"},
    q.List: {"list", "what", "total", "each"},
    q.Check: {"yesno", "locate", "list"},
    q.Field: {"list", "what", "yesno"},
    q.Misprints: {"misprint", "yesno", "list", "what"},
    q.Standards: {"standards", "list", "what", "yesno", "total", "locate", "each"},
    q.NotHeld: {"list", "what", "count", "yesno", "level", "locate", "share", "compare"},
}
_DROPPING = ("s_drop", "k_drop", "s_all_but", "s_drop_none", "k_drop_none")
"""Rules that leave out what a word of negation names."""


def unread(form: q.Question, spans: tuple[Span, ...], acts: Acts, values: dict[str, float]) -> None:
    """Add what a form leaves unread of the question, and what it holds that was not asked."""
    inside = nodes(form)
    said = Said.of(spans)
    _asked(form, inside, said, acts, values)
    _negated(form, inside, said, acts, values)
    if not isinstance(form, q.Situation | q.NotHeld | q.Talk):
        if not _mentioned(inside, said):
            values["mention_unread"] = 1.0
        if _owner_unread(inside, said):
            values["owner_unread"] = 1.0
    kinds = {k for n in inside for k in _kinds(n)}
    dropped = any(f in values for f in (*_DROPPING, "not_k", "drop_k"))
    if not dropped and (lost := sum(not any(k <= kinds for k in strong) for strong in said.kinds)):
        values["kind_unread"] = float(lost)
    values |= {f"{part}_unread": 1.0 for part, span in said.parts if not _HELD[part](span, inside)}


def _asked(form: q.Question, inside: tuple[Node, ...], said: Said, acts: Acts, values: dict[str, float]) -> None:
    """Words of asking that the form makes nothing of, and what it asks that no word asks for."""
    if "request" in acts.acts and isinstance(form, q.Check):
        values["request_check"] = 1.0
    any_asked = isinstance(form, q.Check) and form.test is None and not direct(form.of)
    if acts.every and any_asked and not any(isinstance(n, q.Both) for n in inside):
        values["every_unread"] = 1.0
    if acts.exclusive and not any(isinstance(n, q.Minus | q.Not) for n in inside):
        values["exclusive_unread"] = 1.0
    if acts.surplus and not any(isinstance(n, q.Minus) for n in inside):
        values["surplus_unread"] = 1.0
    if acts.jointly and any(isinstance(n, q.Or) for n in inside):
        values["joint_unread"] = 1.0
    if any(isinstance(n, q.Both) for n in inside) and "shared.shared" not in said.tags:
        values["both_also" if acts.also else "both_unasked"] = 1.0
    for act in acts.acts - _used(form, inside, said, acts):
        values[f"unread.{act}"] = 1.0
    own = _acts_of(form)
    if own and not own & acts.acts:
        values[f"unasked.{form.op}"] = 1.0
    if acts.fields and not any(isinstance(n, q.Field) for n in inside):
        values["unread.field"] = 1.0
    explains = isinstance(form, q.Field) and form.about is not None
    if acts.matters and not acts.doubtful and not isinstance(form, q.NotHeld) and not explains:
        values["unread.matter"] = 1.0
        values[f"unread_matter.{acts.matters[0]}"] = 1.0


def _used(form: q.Question, inside: tuple[Node, ...], said: Said, acts: Acts) -> set[str]:
    """The words of asking that a form accounts for."""
    if isinstance(form, q.Talk | q.Situation | q.Together):
        return set(acts.acts)
    used = set(_USED.get(type(form), ()))
    if isinstance(form, q.Show) and form.aspect != "what":
        used |= {form.aspect, "yesno"}
    if isinstance(form, q.Compare) and form.by == "number":
        used.add("count")
    if isinstance(form, q.Compare) and form.than is None and acts.than:
        used.discard("yesno")
    if any(_of_level(n) for n in (form, *inside)):
        used.add("level")
    if any(isinstance(n, q.Top | q.Amount) for n in inside):
        used.add("more")
    if "act.each" in said.tags and isinstance(form, q.List | q.Compare):
        used.add("each")
    if acts.surplus and any(isinstance(n, q.Minus) for n in inside):
        used |= {"compare", "diff", "more"}
    if "request" in acts.acts:
        used |= {"request", "yesno"}
    if isinstance(form, q.Count) and form.average:
        used |= {"average", "locate"}
    elif isinstance(form, q.Count) and not form.each and any(len(apart(s)) > 1 for s in sets_of(form)):
        used.discard("each")
    return used


def _of_level(node: object) -> bool:
    return (
        isinstance(node, q.LevelIs)
        or isinstance(node, q.Top)
        and node.by == "level"
        or isinstance(node, q.Field)
        and "level" in node.names
    )


def _negated(form: q.Question, inside: tuple[Node, ...], said: Said, acts: Acts, values: dict[str, float]) -> None:
    """A word of negation that the form makes nothing of, or a negation that no word asks for."""
    corrects = any(f.startswith(("redo", "mark.redo.correct")) for f in values)
    negative = bool(said.negations - {True}) if corrects else bool(said.negations)
    turned = any(isinstance(n, q.Minus | q.Not) or isinstance(n, q.Amount) and n.n == 0 for n in inside) or any(
        f in values for f in (*_DROPPING, "others_s", "instead_s", "s_instead")
    )
    if negative and not turned and not isinstance(form, q.Situation | q.NotHeld | q.Talk | q.Check):
        values["negation_unread"] = 1.0
    if turned and not negative and not acts.exclusive and not acts.surplus:
        values["negation_unasked"] = 1.0


def _quoted(span: Span, inside: tuple[Node, ...]) -> bool:
    quoted = next(r.value[0] for r in span.readings if r.tag == "X")
    return any(isinstance(n, q.Says | q.Named) and quoted in fold(n.text) or isinstance(n, q.Coded) for n in inside)


def _counted(node: object) -> bool:
    return isinstance(node, q.Amount | q.Nth) or isinstance(node, q.Count) and node.claimed is not None


_HELD: dict[str, Callable[[Span, tuple[Node, ...]], bool]] = {
    "level": lambda span, inside: any(isinstance(n, q.LevelIs) for n in inside),
    "amount": lambda span, inside: any(map(_counted, inside)),
    "ordinal": lambda span, inside: any(isinstance(n, q.Nth) for n in inside),
    "most": lambda span, inside: any(isinstance(n, q.Top | q.Compare) for n in inside),
    "shared": lambda span, inside: any(isinstance(n, q.Both | q.Shared) for n in inside),
    "quote": _quoted,
}
"""Whether the nodes of a form hold what a span says of it."""


def _acts_of(form: q.Question) -> set[str]:
    match form:
        case q.Count():
            return {"count", "total", "share", "average"}
        case q.Compare(_, by):
            return {"compare", "same", "diff", "yesno"} | ({"level"} if by == "level" else set())
        case q.Show(_, "level"):
            return {"level"}
        case q.Show(_, "details"):
            return {"details"}
        case q.Show(_, "source"):
            return {"source"}
        case q.Locate():
            return {"locate"}
        case q.Check():
            return {"yesno"}
        case q.Misprints():
            return {"misprint"}
        case q.Standards():
            return {"standards"}
        case _:
            return set()


def _kinds(node: object) -> tuple[Kind, ...]:
    kind = getattr(node, "kind", None)
    by = getattr(node, "by", None)
    kinds = getattr(node, "kinds", ())
    return tuple(k for k in (kind, by, *(kinds or ())) if isinstance(k, Kind))


def _owner_unread(inside: tuple[Node, ...], said: Said) -> bool:
    """Whether the text before 的 is passed over: whose skills are asked for."""
    if not said.owners:
        return False
    held = [fold(str(getattr(n, "text", ""))) for n in inside]
    return any(not any(o in h or h and h in o for h in held) for o in said.owners)


def _mentioned(inside: tuple[Node, ...], said: Said) -> bool:
    """Whether the text beside a word like 提到 or "mentions" stands in the form."""
    if not said.mentions:
        return True
    held = [fold(n.text) for n in inside if isinstance(n, q.Says)]
    return all(any(t in h or h in t for t in texts for h in held) for texts in said.mentions)
