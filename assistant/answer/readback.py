"""A form in words: the reading, said back to who asked, in any of the languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..language.wording import Wording
from ..question import form as forms
from ..question.found import SetEvaluator
from ..question.node import Node, nodes
from ..question.sets import of_kinds, parts_of
from ..question.spread import addressed
from ..standard.address import MARK
from ..standard.model import Kind
from ..standard.relations import Relations

EVERYTHING = of_kinds(tuple(Kind))
"""All of a standard, as a set."""
_MOST_NAMED = 6  # codes named one by one; more are given by the first and the last
_SIGNS = {">=": "≥", "<=": "≤"}
_ENTRIES: Mapping[type[Node], Callable[[Any], str]] = {
    forms.Show: lambda it: f"show_{it.aspect}",
    forms.Count: lambda it: "count" if it.share is None else "share",
    forms.Compare: lambda it: f"compare_{it.by}",
    forms.Check: lambda it: "check_any" if it.test is None else "check",
    forms.Misprints: lambda it: "misprints_all" if it.of is None else "misprints",
    forms.Standards: lambda it: f"standards_level_{it.order}" if it.order else "standards",
    forms.Beside: lambda it: it.which,
    forms.Nth: lambda it: (
        ("last_some" if it.n < 0 else "first_some") if it.count > 1 else "last" if it.n == -1 else "nth"
    ),
    forms.Top: lambda it: "top_place" if it.place > 1 else f"top_{it.order}" + ("_level" if it.by == "level" else ""),
    forms.LevelIs: lambda it: "level_is",
    forms.Amount: lambda it: "amount_none" if (it.than, it.n) == ("=", 0) else "amount",
}
"""The entries that say a form by its parts, where they are not called as it is."""
Form = forms.Question | forms.Set | forms.Test


@dataclass(frozen=True, slots=True)
class Readback:
    """Words for forms over one standard, in one language.

    `gloss` gives the English of an item, `title` what a standard is called, by their codes.
    """

    relations: Relations
    run: SetEvaluator
    words: Wording
    gloss: Callable[[str], str] = lambda code: ""
    title: Callable[[str], str] = str

    def said(self, form: Form) -> str:  # noqa: C901 - one case a form that is more than its parts
        """What a question asks, what a set is, or what is tested."""
        words = self.words
        match form:
            case forms.List(of):
                return self.said(of)
            case forms.Count(forms.Below() as part, average=True):
                return self._filled("average", part)
            case forms.Compare((first, *rest), by, str(than)):
                return words.say(f"read.than_{by}_{than}", first=self.said(first), rest=self._part(tuple(rest)))
            case forms.Field(names, about):
                fields = words.join(words.say(f"field.{name}") for name in names)
                return words.say("read.field" if about is None else "read.field_about", names=fields, text=about)
            case forms.NotHeld(aspect, of):
                named = words.say(f"notheld.{aspect}")
                return named if of is None else self._filled("not_held", form, aspect=named)
            case forms.Standards(of, order, standards) if of is not None:
                among = words.say("read.among", standards=self._standards(standards)) if standards else ""
                return self._filled(f"standards_{order or 'with'}", form, of=self.bare(of)) + among
            case forms.Each(_, standards):
                return self._filled("each", form, standards=self._standards(standards))
            case forms.Together(parts):
                return words.join(map(self.said, parts))
            case forms.Coded(codes):
                return self._codes(codes)
            case forms.Named(text):
                items = self.run(form).items
                return self._codes(tuple(dict.fromkeys(i.code for i in items))) if items else words.quote(text)
            case forms.Above(_, kind):
                return self._filled("above", form, kind=words.kind(kind, 1))
            case forms.Union(parts):
                return self._union(parts)
            case forms.Across(of, (standard,)) if any(isinstance(n, forms.Coded) for n in nodes(of)):
                return self.said(addressed(of, standard))
            case forms.Across(of, standards):
                named = self._standards(standards)
                return named if of == EVERYTHING else self._filled("across", form, standards=named, of=self.bare(of))
            case forms.Both((forms.Below() as part,)):
                return self._filled("both_of_each", part)
            case forms.Minus(forms.Below(of, kind) as part, forms.Below(forms.Minus(forms.All(), place), other)) if (
                of,
                kind,
            ) == (place, other):
                return self._filled("exclusive", part)
            case forms.Check(of, forms.Lies(forms.Top() as on)):
                return words.say("read.check_top", of=self.said(of), on=self.said(on))
            case forms.And(tests) | forms.Or(tests):
                return words.say(f"read.{form.op}").join(map(self.said, tests))
        entry = _ENTRIES.get(type(form))
        return self._filled(entry(form) if entry else form.op, form)

    def bare(self, of: forms.Set) -> str:
        """A set beside the standards whose it is: all of a kind by the kind alone."""
        parts = parts_of(of)
        kinds = [p.kind for p in parts if isinstance(p, forms.All)]
        if len(kinds) == len(parts):
            return self._part(tuple(kinds))
        if isinstance(of, forms.Such) and of.of == EVERYTHING:
            return self._filled("such", of, of=self.words.say("read.anything"))
        return self.said(of)

    def _filled(self, entry: str, form: Node, **given: str) -> str:
        """An entry whose blanks are named as the parts of a form, which are put into words unless they are given."""
        parts = {name: self._part(getattr(form, name)) for name in form.__match_args__ if name not in given}
        if "than" in parts:
            parts["than"] = _SIGNS.get(parts["than"], parts["than"])
        return self.words.say(f"read.{entry}", **parts | given)

    def _part(self, part: object) -> str:
        match part:
            case Kind():
                return self.words.kind(part)
            case tuple():
                return self.words.join(map(self._part, part))
            case Node():
                return self.said(cast(Form, part))
        return str(part)

    def _standards(self, standards: tuple[str, ...]) -> str:
        return self.words.join(map(self.title, standards)) if standards else self.words.say("read.all_standards")

    def _union(self, parts: tuple[forms.Set, ...]) -> str:
        """Kinds of the whole standard, or of what hangs on the same items, are said in one."""
        kinds = self._part(tuple(p.kind for p in parts if isinstance(p, forms.All | forms.Below)))
        match parts[0]:
            case forms.All() if all(isinstance(p, forms.All) for p in parts):
                return self.words.say("read.all", kind=kinds)
            case forms.Below(of) as first if all(isinstance(p, forms.Below) and p.of == of for p in parts):
                return self._filled("below", first, kind=kinds)
        return self._part(parts)

    def _codes(self, codes: tuple[str, ...]) -> str:
        if len(codes) == 1 and MARK in codes[0] and (found := self.run(forms.Coded(codes)).items):
            return self.words.say("read.named_item", code=codes[0], name=found[0].text)
        if len(codes) == 1 and (found := self.relations.find(codes[0])):
            name = self.gloss(found[0].code) if self.words.language == "en" else ""
            return self.words.say("read.named_item", code=found[0].code, name=name or found[0].text)
        if len(codes) > _MOST_NAMED:
            return f"{codes[0]}…{codes[-1]}"
        return self.words.join(codes)
