"""A form in words: the reading, said back to who asked, in any of the languages."""

from __future__ import annotations

from collections.abc import Callable

from ..language.wording import Wording
from ..question.form import (
    Above,
    Across,
    All,
    Amount,
    And,
    Below,
    Beside,
    Both,
    Check,
    Coded,
    Compare,
    Count,
    Detailed,
    Each,
    Field,
    LevelIs,
    Lies,
    List,
    Locate,
    Minus,
    Misprints,
    Named,
    Not,
    NotHeld,
    Nth,
    Or,
    Question,
    Says,
    Set,
    Shared,
    Show,
    Situation,
    Standards,
    Such,
    Test,
    Together,
    Top,
    Union,
    Unknown,
)
from ..question.found import Run
from ..question.node import nodes
from ..question.sets import of_kinds
from ..question.spread import addressed
from ..standard.address import MARK
from ..standard.model import Kind
from ..standard.relations import Relations

EVERYTHING = of_kinds(tuple(Kind))
"""All of a standard, as a set."""
_MOST_NAMED = 6
"""Codes named one by one; more are given by the first and the last."""


class Readback:
    """Words for forms over one standard, in one language."""

    def __init__(
        self,
        relations: Relations,
        run: Run,
        words: Wording,
        gloss: Callable[[str], str] = lambda code: "",
        title: Callable[[str], str] = str,
    ) -> None:
        """:param gloss: the English of an item; `title`: what a standard is called, by its code."""
        self.relations = relations
        self.run = run
        self.words = words
        self._gloss = gloss
        self._title = title

    def question(self, form: Question) -> str:  # noqa: C901 - one case a form
        """What is asked."""
        say = self.words.say
        match form:
            case List(of):
                return self.set(of)
            case Show(of, aspect):
                return say(f"read.show_{aspect}", of=self.set(of))
            case Locate(of):
                return say("read.locate", of=self.set(of))
            case Count(Below(of, kind), average=True):
                return say("read.average", of=self.set(of), kind=self.words.kind(kind))
            case Count(of, _, share):
                if share is not None:
                    return say("read.share", of=self.set(of), share=self.set(share))
                return say("read.count", of=self.set(of))
            case Compare((first, *rest), by, str(than)):
                others = self.words.join(map(self.set, rest))
                return say(f"read.than_{by}_{than}", first=self.set(first), rest=others)
            case Compare(parts, by):
                return say(f"read.compare_{by}", parts=self.words.join(map(self.set, parts)))
            case Check(of, test):
                if test is None:
                    return say("read.check_any", of=self.set(of))
                return say("read.check", of=self.set(of), test=self.test(test))
            case Field(names, str(about)):
                return say("read.field_about", names=self.words.join(say(f"field.{n}") for n in names), text=about)
            case Field(names):
                return say("read.field", names=self.words.join(say(f"field.{n}") for n in names))
            case Misprints(of):
                return say("read.misprints", of=self.set(of)) if of is not None else say("read.misprints_all")
            case Situation():
                return say("read.situation")
            case NotHeld(aspect, of):
                named = say(f"notheld.{aspect}")
                return say("read.not_held", of=self.set(of), aspect=named) if of is not None else named
            case Unknown(codes):
                return say("read.unknown", codes=self.words.join(codes))
            case Standards(of, order, standards) if of is not None:
                name = f"read.standards_{order}" if order else "read.standards_with"
                return say(name, of=self.bare(of)) + self._among(standards)
            case Standards(_, order):
                return say(f"read.standards_level_{order}" if order else "read.standards")
            case Each(question, standards):
                return say("read.each", standards=self._standards(standards), question=self.question(question))
            case Together(parts):
                return self.words.join(map(self.question, parts))
            case _:
                return say("read.talk")

    def set(self, form: Set) -> str:  # noqa: C901 - one case a form
        """What a set is."""
        say = self.words.say
        match form:
            case All(kind):
                return say("read.all", kind=self.words.kind(kind))
            case Coded(codes):
                return self._codes(codes)
            case Named(text):
                items = self.run(form).items
                return self._codes(tuple(dict.fromkeys(i.code for i in items))) if items else self.words.quote(text)
            case Below(of, kind):
                return say("read.below", of=self.set(of), kind=self.words.kind(kind))
            case Above(of, kind):
                return say("read.above", of=self.set(of), kind=self.words.kind(kind, 1))
            case Beside(of, which):
                return say(f"read.{which}", of=self.set(of))
            case Nth(of, n, count):
                name = ("last_some" if n < 0 else "first_some") if count > 1 else "last" if n == -1 else "nth"
                return say(f"read.{name}", of=self.set(of), n=n, count=count)
            case Such(of, test):
                return say("read.such", of=self.set(of), test=self.test(test))
            case Top(of, by, order, place):
                if place > 1:
                    return say("read.top_place", of=self.set(of), by=self._measure(by), place=place)
                name = f"top_{order}" + ("_level" if by == "level" else "")
                return say(f"read.{name}", of=self.set(of), by=self._measure(by))
            case Union(parts):
                return self._union(parts)
            case Across(of, (standard,)) if any(isinstance(n, Coded) for n in nodes(of)):
                return self.set(addressed(of, standard))
            case Across(of, standards):
                if of == EVERYTHING:
                    return self._standards(standards)
                return say("read.across", standards=self._standards(standards), of=self.bare(of))
            case Both((Below(of, kind),)):
                return say("read.both_of_each", of=self.set(of), kind=self.words.kind(kind))
            case Both(parts):
                return say("read.both", parts=self.words.join(map(self.set, parts)))
            case Minus(Below(of, kind), Below(Minus(All(), place), other)) if (of, kind) == (place, other):
                return say("read.exclusive", of=self.set(of), kind=self.words.kind(kind))
            case Minus(of, without):
                return say("read.minus", of=self.set(of), without=self.set(without))
        raise TypeError(form)

    def test(self, form: Test) -> str:
        """What is tested."""
        say = self.words.say
        match form:
            case LevelIs(than, n):
                return say("read.level_is", than=_sign(than), n=n)
            case Amount(kind, than, n):
                if than == "=" and not n:
                    return say("read.amount_none", kind=self.words.kind(kind))
                return say("read.amount", kind=self.words.kind(kind), than=_sign(than), n=n)
            case Says(text):
                return say("read.says", text=text)
            case Lies(on):
                return say("read.lies", on=self.set(on))
            case Detailed():
                return say("read.detailed")
            case Shared():
                return say("read.shared")
            case Not(inner):
                return say("read.not", test=self.test(inner))
            case And(tests):
                return say("read.and").join(map(self.test, tests))
            case Or(tests):
                return say("read.or").join(map(self.test, tests))
        raise TypeError(form)

    def bare(self, of: Set) -> str:
        """A set beside the standards whose it is: all of a kind by the kind alone."""
        kinds = [p.kind for p in (of.parts if isinstance(of, Union) else (of,)) if isinstance(p, All)]
        if isinstance(of, All) or isinstance(of, Union) and len(kinds) == len(of.parts):
            return self.words.join(map(self.words.kind, kinds))
        if isinstance(of, Such) and of.of == EVERYTHING:
            return self.words.say("read.such", of=self.words.say("read.anything"), test=self.test(of.test))
        return self.set(of)

    def _standards(self, standards: tuple[str, ...]) -> str:
        return self.words.join(map(self._title, standards)) if standards else self.words.say("read.all_standards")

    def _among(self, standards: tuple[str, ...]) -> str:
        return self.words.say("read.among", standards=self._standards(standards)) if standards else ""

    def _union(self, parts: tuple[Set, ...]) -> str:
        """Members that hang on the same items, or share a test, are said once."""
        if all(isinstance(p, All) for p in parts):
            return self.words.say(
                "read.all", kind=self.words.join(self.words.kind(p.kind) for p in parts if isinstance(p, All))
            )
        same = {p.of for p in parts if isinstance(p, Below)}
        if len(same) == 1 and all(isinstance(p, Below) for p in parts):
            kinds = self.words.join(self.words.kind(p.kind) for p in parts if isinstance(p, Below))
            return self.words.say("read.below", of=self.set(same.pop()), kind=kinds)
        return self.words.join(map(self.set, parts))

    def _codes(self, codes: tuple[str, ...]) -> str:
        if len(codes) == 1 and MARK in codes[0] and (found := self.run(Coded(codes)).items):
            return self.words.say("read.named_item", code=codes[0], name=found[0].text)
        if len(codes) == 1 and (found := self.relations.find(codes[0])):
            name = self._gloss(found[0].code) if self.words.language == "en" else ""
            return self.words.say("read.named_item", code=found[0].code, name=name or found[0].text)
        if len(codes) > _MOST_NAMED:
            return f"{codes[0]}…{codes[-1]}"
        return self.words.join(codes)

    def _measure(self, by: Kind | str) -> str:
        return self.words.kind(by) if isinstance(by, Kind) else str(by)


def _sign(than: str) -> str:
    return {"=": "=", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}[than]
