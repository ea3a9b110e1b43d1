"""Composing an answer: sentences, listings, citations and the claims they make, in the words of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..language.tag import Language
from ..language.wording import Wording, wording
from ..question.form import Set
from ..question.found import Result
from ..retrieval.port import Findings, Retrieve
from ..standard.address import parted
from ..standard.companion import NAME, gloss
from ..standard.model import Kind
from ..standard.relations import Item, Relations
from ..standard.validity import Validity
from .model import Answer, Block, Citation, Confidence, Listing, Method, Role, Row, Sentence, reference
from .proof import ProofClaim, Rule, Tables, prove
from .readback import Readback
from .run import Runner

_NAME = 60  # characters of a name by which a suggested question calls an item
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that the answering of questions about one standard needs.

    `facts` gives what proves an answer. `called` tells the name and the English name of a standard by its code, if
    they are known without opening it. `beside` gives the desk of another; None where it is not there. `retrieve`
    searches this one by meaning; `likeliest` tells which of some standards, so many at most, are likely to speak of a
    situation, the likeliest first.
    """

    relations: Relations
    runner: Runner
    facts: Callable[[], Tables]
    glosses: Mapping[str, str]
    validity: Callable[[], Validity | None] = lambda: None
    called: Callable[[str], tuple[str, str] | None] = lambda code: None
    beside: Callable[[str], Desk | None] = lambda code: None
    retrieve: Retrieve = lambda text, kinds, most, prefer=(): Findings()
    likeliest: Callable[[str, Sequence[str], int], tuple[str, ...]] = lambda text, standards, most: ()

    @property
    def code(self) -> str:
        """The standard's code."""
        return self.relations.standard.code

    @property
    def name(self) -> str:
        """The standard's name."""
        return self.relations.standard.name

    @property
    def standards(self) -> tuple[str, ...]:
        """The codes of all standards, this one's first."""
        return self.runner.elsewhere.standards()

    def of(self, standard: str) -> Desk | None:
        """The desk of a standard: this one where none is named; None where it is not there."""
        return self if standard in ("", self.code) else self.beside(standard)

    def titled(self, standard: str, language: Language) -> str:
        """A standard by code and name, in English as far as there is one; by its code where it is not there."""
        own = None if (told := self.called(standard)) else self.of(standard)
        name, english = told or ((own.name, own.glosses.get(NAME, "")) if own else ("", ""))
        return f"{standard} {(english if language == 'en' else '') or name}".strip()

    def readback(self, language: Language) -> Readback:
        """Words for forms over this standard."""
        return Readback(
            self.relations,
            self.runner.run,
            wording(language),
            lambda code: self.glosses.get(code, ""),
            lambda code: self.titled(code, language),
        )

    def mentions(self, text: str) -> bool:
        """Whether anything in the standard mentions a text."""
        return any(self.runner.wording.says(i, text) for i in self.relations.items)


@dataclass(slots=True)
class Draft:
    """An answer in the making. What is said is remembered as claims; `close` has them proved."""

    desk: Desk
    language: Language
    text: str
    method: Method = "table"
    confidence: Confidence = "proved"
    refused: bool = False
    blocks: list[Block] = field(default_factory=list)
    claims: list[ProofClaim] = field(default_factory=list)
    cited: dict[tuple[str, str, str], Item] = field(default_factory=dict)
    retrieved: tuple[str, ...] = ()
    suggestions: list[str] = field(default_factory=list)

    @property
    def words(self) -> Wording:
        """The words of the answer's language."""
        return wording(self.language)

    @property
    def readback(self) -> Readback:
        """Words for forms in the answer's language."""
        return self.desk.readback(self.language)

    @property
    def relations(self) -> Relations:
        """The look-ups of the standard asked about."""
        return self.desk.relations

    def run(self, form: Set) -> Result:
        """The items of a set, and what made them members."""
        return self.desk.runner.run(form)

    def sentence(self, template: str, role: Role = "lead", **values: object) -> Sentence:
        """A sentence from a template of the language file."""
        return Sentence(text=self.words.sentence(template, **values), role=role)

    def say(self, template: str, role: Role = "lead", **values: object) -> None:
        """Add a sentence from a template of the language file; corrections go before everything else."""
        corrections = sum(isinstance(b, Sentence) and b.role == "correction" for b in self.blocks)
        place = corrections if role == "correction" else len(self.blocks)
        self.blocks.insert(place, self.sentence(template, role, **values))

    def judge(self, right: bool, yes: str = "found.yes", no: str = "found.no", **values: object) -> None:
        """Confirm what the question takes for so, or put it right."""
        self.say(yes if right else no, role="lead" if right else "correction", **values)

    def numbers(self, sizes: Iterable[tuple[str, int]], template: str = "count.part") -> str:
        """What things are called, each with its number."""
        return self.words.join(self.words.say(template, code=name, name=name, n=n) for name, n in sizes)

    def named(self, standard: str) -> str:
        """A standard by code and name, in English as far as there is one."""
        return self.desk.titled(standard, self.language)

    def cite(self, item: Item) -> str:
        """Cite an item and return its reference for use in a text."""
        self.cited.setdefault((item.code, item.text, "".join(item.parents)), item)
        return reference(item.code)

    def cite_code(self, code: str) -> str:
        """Cite every item printed with a code and return one reference."""
        for item in self.relations.find(code):
            self.cite(item)
        return reference(self.relations.get(code).code)

    def label(self, item: Item, quote: bool = True) -> str:
        """Reference and name of an item, with the gloss where the language asks for one."""
        if not quote:
            return self.cite(item)
        gloss = self.gloss(item)
        return f"{self.cite(item)}{self.words.quote(item.text)}" + (f" ({gloss})" if gloss else "")

    def gloss(self, item: Item, *, whole: bool = False) -> str:
        """The project's English gloss, for English answers only; of an item with details the part that names it, or
        with those details."""
        standard, code = parted(item.code)
        desk = self.desk.of(standard) if self.language == "en" else None
        found = gloss(desk.glosses, replace(item, code=code)) if desk else ""
        return found.partition(": ")[0] if item.details and not whole else found

    def links(self, codes: Iterable[str]) -> str:
        """Cite codes and join their references."""
        return self.words.join(self.cite_code(c) for c in dict.fromkeys(codes))

    def labels(self, items: Sequence[Item]) -> str:
        """Cite items and join their labels; names are left out when there are many."""
        return self.words.join(self.label(i, quote=len(items) <= 6) for i in items)

    def table(
        self, items: Iterable[Item], kind: Kind, title: str = "", parent: str | None = None, complete: bool = False
    ) -> None:
        """Cite items and list them; with `complete` the listing claims to be every one under `parent`."""
        if rows := self.rows(items):
            title = title[:1].upper() + title[1:]
            self.blocks.append(Listing(title=title, kind=kind, parent=parent, rows=rows, complete=complete))

    def rows(self, items: Iterable[Item]) -> tuple[Row, ...]:
        """Cite items and word them as rows."""
        found = tuple(items)
        for item in found:
            self.cite(item)
        return tuple(Row(code=i.code, text=i.text, details=i.details, gloss=self.gloss(i, whole=True)) for i in found)

    def tables(self, items: Iterable[Item], *, titled: bool = False) -> None:
        """A table of items for each of their kinds, in the order in which they come; of several each with a title."""
        kinds = by_kind(items)
        for kind, own in kinds.items():
            self.table(own, kind, self.words.kind(kind, len(own)) if titled and len(kinds) > 1 else "")

    def complete(self, kind: Kind, parent: Item | None, *, titled: bool = False) -> None:
        """Add the complete list of a kind under a task or activity (None: in the standard); a title says of what."""
        code = parent.code if parent else None
        items = self.relations.children(kind, code)
        entry = "phrase.of" if code else "phrase.all"
        title = self.words.say(entry, parent=code, kind=self.words.kind(kind), n=len(items)) if titled else ""
        self.table(items, kind, title, code, complete=True)

    def claim(self, rule: Rule, **parts: object) -> None:
        """State something the proof has to bear out."""
        self.claims.append(ProofClaim(rule=rule, **parts))  # type: ignore[arg-type]

    def hangs(self, item: Item, places: Iterable[str] | None = None) -> None:
        """Claim where an item hangs: on its parents, unless places are named."""
        for place in item.parents if places is None else places:
            self.claim("relation", subject=item.code, object=place)

    def size(self, kind: Kind, item: Item) -> int:
        """How many of a kind hang on an item, claimed."""
        n = self.desk.runner.size(item, kind)
        self.claim("count", kind=kind, object=item.code, value=n)
        return n

    def counted(self, kind: Kind, parent: str | None) -> str:
        """`4 項技能`, with the number claimed."""
        n = len(self.relations.children(kind, parent))
        self.claim("count", kind=kind, object=parent, value=n)
        return self.words.counted(n, kind)

    def levelled(self, item: Item) -> tuple[int, ...]:
        """The levels of an item, or of what it hangs on; its own are claimed."""
        for value in item.levels:
            self.claim("level", subject=item.code, value=value)
        return self.desk.runner.levels(item)

    def level(self, item: Item) -> str:
        """`級別 5`, of its own alone, claimed."""
        n = self.words.join(map(str, self.levelled(item)))
        return self.words.say("phrase.level", n=n) if item.levels else self.words.say("phrase.no_level")

    def numerals(self, levels: Iterable[int]) -> str:
        """Levels in words, or that there is none."""
        return self.words.join(map(str, levels)) or self.words.say("phrase.no_level")

    def suggest(self, template: str, code: str = "") -> None:
        """Offer a next question; it calls an item by its name, as people do."""
        called = self._called(code) if code else ""
        text = self.words.say(f"suggest.{template}", code=called).replace("」 ", "」")  # the blank is for codes
        if text not in self.suggestions and len(self.suggestions) < 3:
            self.suggestions.append(text)

    def _called(self, code: str) -> str:
        """An item's name in the answer's language, unless it is long or that of another too; then its code."""
        item = next(iter(self.relations.find(code)), None)
        if item is None:
            return code
        name = self.gloss(item) if self.language == "en" else item.text
        alone = sum(other.text == item.text for other in self.relations.items) == 1
        return self.words.say("suggest.named", name=name) if name and alone and len(name) <= _NAME else code

    def close(self) -> Answer:
        """Prove the draft and make it an answer. A draft that fails is not shown: nothing of it is cited."""
        citations = tuple(self._citation(i) for i in self.cited.values() if i.code)
        proof = prove(self.blocks, citations, self.claims, self.desk.facts())
        failed = not all(check.holds for check in proof)
        if failed:
            self.blocks, citations = [Sentence(text=self.words.say("phrase.unverified"), role="limit")], ()
        refused = self.refused or failed
        return Answer(
            question=self.text,
            standard=self.desk.code,
            language=self.language,
            method="none" if refused else self.method,
            confidence="declined" if refused else self.confidence,
            blocks=tuple(self.blocks),
            citations=citations,
            retrieved=self.retrieved,
            proof=proof,
            suggestions=tuple(self.suggestions),
            refused=refused,
        )

    def _citation(self, item: Item) -> Citation:
        own, code = parted(item.code)
        parents = tuple(parted(parent)[1] for parent in item.parents)
        standard = own or self.desk.code
        return Citation(standard=standard, code=code, kind=item.kind, text=item.text, parents=parents, spans=item.spans)


def gathered(values: Iterable[Value], by: Callable[[Value], Key]) -> dict[Key, list[Value]]:
    """Values by what they have in common, in the order in which that comes."""
    found: dict[Key, list[Value]] = {}
    for value in values:
        found.setdefault(by(value), []).append(value)
    return found


def by_kind(items: Iterable[Item]) -> dict[Kind, list[Item]]:
    """Items by their kind, in the order in which kinds come."""
    return gathered(items, lambda item: item.kind)
