"""Questions over several standards: what is asked of them, made of a reading of the rest of the question."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal, cast

from ..language.folding import fold
from ..standard.address import address
from ..standard.model import Kind
from . import form as q
from .codes import mentions
from .found import SetEvaluator
from .node import Node, changed
from .rank import Ranked
from .reading import Reading, Token
from .scope import Scope, shapes
from .sets import LOW, kinds_of, of_kinds, union
from .take import Question as Taken

EVERYTHING = of_kinds(tuple(Kind))
UNMEASURED = 0.96
"""Likelihood of a reading with words that were not ranked among others: likely, never sure."""
Order = Literal["most", "least"] | None
TOPIC = 24
"""Characters of the longest text that wordings are looked for by; a longer one tells a situation."""


@dataclass(slots=True)
class _Rest:
    """What is left of a question when the words that are accounted for are taken out."""

    question: Taken
    gone: list[tuple[int, int, str]] = field(default_factory=list)

    def drop(self, name: str) -> bool:
        """Take out what an expression finds in what is left; whether it found anything."""
        at = 0
        for start, end, _ in (*sorted(self.gone), (len(self.question.folded),) * 2 + ("",)):
            if (found := shapes()[name].search(self.question.folded, at, max(at, start))) and found[0]:
                self.gone.append((*found.span(), "asked"))
                return True
            at = max(at, end)
        return False

    def text(self, trimmed: Sequence[str] = ("edge",)) -> str:
        """What is left, without what stands at its edges and says nothing."""
        kept, at = [], 0
        for start, end, _ in sorted(self.gone):
            kept.append(self.question.text[at:start])
            at = max(at, end)
        text = " ".join(filter(None, (part.strip() for part in (*kept, self.question.text[at:]))))
        before = ""
        while text != before:
            before = text
            for name in trimmed:
                text = _trimmed(text, shapes()[name])
        return text

    def tokens(self, read: Sequence[Token]) -> tuple[Token, ...]:
        """What was taken out, then what was read of the rest."""
        told = (Token(self.question.text[s:e].strip(), role) for s, e, role in sorted(self.gone))
        return (*(t for t in told if t.text), *read)


def _trimmed(text: str, shape: re.Pattern[str]) -> str:
    folded = fold(text)
    for found in shape.finditer(folded):
        if found.start() == 0 and found.end():
            return text[found.end() :].strip()
        if found.end() == len(folded) and found[0]:
            return text[: found.start()].strip()
    return text


class Overall:
    """Reads questions over several standards with the reader of one of them."""

    def __init__(self, read: Callable[[str], Reading], run: SetEvaluator) -> None:
        """:param read: reads a part of the question as one of a single standard; `run`: the evaluator."""
        self._read = read
        self._run = run

    def read(self, question: Taken, scope: Scope) -> Reading | None:
        """The question as it ranges over standards; None where nothing is left that asks anything of them."""
        rest = _Rest(question)
        if scope.over:
            rest.gone.append((scope.start, scope.end, "asked"))
            return self._of_all(rest, scope)
        rest.gone += [(n.start, n.end, "used") for n in scope.named]
        return self._of_named(rest, scope)

    def _of_all(self, rest: _Rest, scope: Scope) -> Reading | None:
        order: Order = "most" if rest.drop("most") else "least" if rest.drop("least") else None
        edges = ("edge", "need", "need_behind") if scope.over in ("which", "number", "who") else ("edge",)
        text = rest.text(edges)
        if scope.over != "every" or order:
            edge: Order = "most" if rest.drop("highest") else "least" if rest.drop("lowest") else None
            if edge and not _content(rest.text()):
                return self._plain(rest, q.Standards(None, edge), "")
            return self._which(rest, text, order) if text else None
        if not text:
            return None
        counted = bool(shapes()["count"].search(rest.question.folded))
        return self._told(rest, self._read(text), lambda form: self._every(form, counted))

    def _which(self, rest: _Rest, text: str, order: Order) -> Reading | None:
        """Which standards have something: what is read as a set, else what says the text."""
        reading = self._read(text)
        if (of := _set(reading.best.form)) is not None:
            ranked = replace(reading.best, form=q.Standards(_said(of), order))
            return Reading(rest.question.text, (ranked,), rest.tokens(reading.tokens))
        if isinstance(reading.best.form, q.Talk | q.Unknown) or order:
            return None
        said = q.Such(EVERYTHING, q.Says(text))
        if len(text) > TOPIC or isinstance(reading.best.form, q.Situation) and not self._run(q.Across(said)).items:
            return self._plain(rest, q.Each(q.Situation(text)), text)
        return self._plain(rest, q.Standards(said), text)

    def _every(self, form: q.Question, counted: bool) -> q.Question | None:
        match form:
            case q.Count(of, _, None):
                return q.Count(q.Across(_said(of)), each=True)
            case q.List(of) | q.Show(of, "what"):
                return q.Count(q.Across(_said(of)), each=True) if counted else q.List(q.Across(_said(of)))
            case q.Check(of, None):
                return q.Check(q.Across(_said(of)))
            case q.Compare(parts, _) if len(parts) == 1:
                return q.Count(q.Across(_said(parts[0])), each=True)
            case q.Field() | q.Situation() | q.Show() | q.Locate() | q.NotHeld():
                return q.Each(form)
        return None

    def _of_named(self, rest: _Rest, scope: Scope) -> Reading | None:
        standards = scope.standards
        asked = {name: rest.drop(name) for name in ("only", "shared", "more", "compare")}
        if asked["only"] or asked["shared"]:
            rest.drop("lacks")
        places = self._places(rest, scope)
        text = rest.text()
        sides = places or tuple(q.Across(EVERYTHING, (s,)) for s in standards)
        if not text or places and not _content(text):
            return self._plain(rest, q.Compare(sides), "")
        if shapes()["level"].fullmatch(fold(text)):
            return self._plain(rest, q.Compare(sides, "level"), text, "asked")
        return self._told(rest, self._read(text), lambda form: self._between(form, standards, places, asked))

    def _places(self, rest: _Rest, scope: Scope) -> tuple[q.Set, ...]:
        """The items named beside the standards, and those named alone, which are of the standard at hand."""
        if not any(n.codes for n in scope.named):
            return ()
        places: list[tuple[int, q.Set]] = [
            (n.start, q.Coded(tuple(address(n.standard, c) for c in n.codes))) for n in scope.named if n.codes
        ]
        for mention in mentions(rest.question.folded, rest.question.text):
            if not any(n.start <= mention.start < n.end for n in scope.named):
                rest.gone.append((mention.start, mention.end, "used"))
                places.append((mention.start, q.Coded(mention.codes)))
        whole = ((n.start, q.Across(EVERYTHING, (n.standard,))) for n in scope.named if not n.codes)
        return tuple(of for _, of in sorted(chain(places, whole), key=lambda p: p[0]))

    def _between(
        self, form: q.Question, standards: tuple[str, ...], places: tuple[q.Set, ...], asked: dict[str, bool]
    ) -> q.Question | None:
        """What is asked of named standards, or of items of theirs, where `form` is what is asked of one."""
        of = _set(form)
        if of is None:
            whole = isinstance(form, q.Field | q.Situation | q.NotHeld) and not places
            return q.Each(form, standards) if whole else None
        of = _said(of)
        if places:
            if not isinstance(of, q.All | q.Union):
                return None
            sides = tuple(union(tuple(q.Below(p, k) for k in kinds_of(of))) for p in places)
        else:
            sides = tuple(q.Across(of, (s,)) for s in standards)
        if asked["only"] and len(sides) > 1:
            return q.List(q.Minus(sides[0], union(sides[1:])))
        if asked["shared"]:
            return q.List(q.Both(sides))
        counted = isinstance(form, q.Count) or isinstance(form, q.Compare) and form.by == "number"
        if asked["more"] or counted:
            return q.Compare(sides, "number")
        if asked["compare"]:
            return q.Compare(sides)
        if isinstance(form, q.Check) and form.test is None:
            return q.Check(union(sides))
        return q.List(union(sides)) if places else q.List(q.Across(of, standards))

    def _told(self, rest: _Rest, reading: Reading, made: Callable[[q.Question], q.Question | None]) -> Reading | None:
        """A reading of the rest as one of the whole; None where its best form makes no question over standards."""
        forms = [(r, made(r.form)) for r in reading.ranked]
        if not forms or forms[0][1] is None:
            return None
        ranked = [replace(r, form=form) for r, form in forms if form is not None]
        return Reading(rest.question.text, tuple(ranked), rest.tokens(reading.tokens))

    def _plain(self, rest: _Rest, form: q.Question, text: str, role: str = "used") -> Reading:
        read = (Token(text, role),) if text else ()
        return Reading(rest.question.text, (Ranked(form, {}, 0.0, UNMEASURED if text else 1.0),), rest.tokens(read))


def _set(form: q.Question) -> q.Set | None:
    match form:
        case q.List(of) | q.Show(of, "what") | q.Count(of) | q.Check(of, None) | q.Locate(of):
            return of
        case q.Compare(parts):
            return union(parts)
    return None


def _said(of: q.Set) -> q.Set:
    """The set with items that hold the words of a description in the place of the one that it means."""

    def change(node: Node) -> Node | None:
        match node:
            case q.Named(text, kinds):
                return q.Such(of_kinds(kinds or tuple(Kind)), q.Says(text))
            case q.Below(q.Named(text), kind) if kind in LOW:
                return q.Such(q.All(kind), q.Says(text))
        return None

    return cast(q.Set, changed(of, change))


def _content(text: str) -> bool:
    return bool(re.search(r"\w", text))
