"""Proof of an answer: everything it cites and claims, checked against the standard before anyone sees it.

The relations are derived here a second time, from the domain values alone, so that a mistake in the
look-ups (`relations`) cannot prove itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from ..language.folding import fold
from ..retrieval.words import normal, stems
from ..standard.address import seen
from ..standard.code import ICAP, key
from ..standard.model import Activity, Kind, Standard, Task
from ..standard.walk import Printed, walk
from .model import Block, Check, Checked, Citation, Listing, Sentence, references

Rule = Literal["relation", "count", "level", "absent", "profile", "errata", "says", "lacks", "details", "read"]
_RULES: Mapping[str, Checked] = {"absent": "exists", "lacks": "complete"}
"""What the check of a claim is called where that is not the name of the claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something a sentence says beyond quoting.

    relation: `subject` hangs on `object`, directly or through an activity · count: `value` items of `kind`
    under `object` (None: in the standard) · level: `subject` (None: the standard) is at `value` ·
    absent: no item has the code `subject` · profile: field `subject` holds the text `value` ·
    errata: the ledger has the entry `value` · says: the wording of `subject` holds the text `value` ·
    lacks: no item of `kind` under `object` (None: in the standard) is worded `value` ·
    read: the part `subject` of the question is accounted for, as `value` (unread: said to be so in the answer).
    """

    rule: Rule
    subject: str | None = None
    object: str | None = None
    kind: Kind | None = None
    value: int | str | None = None


class Tables(Protocol):
    """What proves: the table of one standard, or those of several, each for its own items.

    `home` is the standard whose codes are told alone.
    """

    @property
    def home(self) -> str: ...
    def wordings(self, code: str) -> set[str]: ...
    def sub_points(self, code: str) -> set[tuple[str, ...]]: ...
    def hangs(self, child: str, parent: str) -> bool: ...
    def listed(self, kind: Kind, parent: str | None) -> list[str]: ...
    def bears(self, claim: Claim) -> bool: ...


class Facts:
    """What one standard bears out."""

    def __init__(self, standard: Standard, glosses: Mapping[str, str] | None = None) -> None:
        """:param glosses: the project's translations; those of items count for what an English text mentions."""
        self.home = standard.code
        self.glosses: dict[str, list[str]] = {}
        for place, gloss in (glosses or {}).items():
            if ICAP.is_code(code := place.partition("@")[0]):
                self.glosses.setdefault(key(code), []).append(gloss)
        self.texts: dict[str, set[str]] = {}
        self.details: dict[str, set[tuple[str, ...]]] = {}
        self.above: set[tuple[str, str]] = set()
        self.lists: dict[tuple[Kind, str | None], list[str]] = {}
        self.levels: dict[str | None, set[int]] = {None: set() if standard.level is None else {standard.level}}
        self.profile = _profile(standard)
        self.errata = {e.message for e in standard.errata}
        for printed in walk(standard):
            self._text(printed.code, printed.text, printed.details)
            self._put(printed)
        for task in standard.tasks:
            for position, activity in enumerate(task.activities):
                cell = next((c for c in task.cells if position in c), (position,))
                self._competence(task, activity, whole=len(cell) > 1 and len(cell) == len(task.activities))

    def _competence(self, task: Task, activity: Activity, *, whole: bool) -> None:
        """Knowledge and skills of an activity; of the task alone where its table prints one cell for the `whole`."""
        for kind, codes in ((Kind.KNOWLEDGE, activity.knowledge), (Kind.SKILL, activity.skills)):
            for code in codes:
                self.above.add((key(code), key(task.code)))
                self._once(kind, task.code, code)
                self._once(kind, activity.code, code)
                if not whole:
                    self.above.add((key(code), key(activity.code)))

    def _text(self, code: str, text: str, details: tuple[str, ...] = ()) -> None:
        self.texts.setdefault(_key(code), set()).add(text)
        self.details.setdefault(_key(code), set()).add(details)

    def _list(self, kind: Kind, parent: str | None, code: str) -> None:
        self.lists.setdefault((kind, _key(parent) if parent else None), []).append(_key(code))

    def _once(self, kind: Kind, parent: str, code: str) -> None:
        if key(code) not in self.lists.get((kind, key(parent)), ()):
            self._list(kind, parent, code)

    def _put(self, printed: Printed) -> None:
        """An entry in the lists of what it stands in, with the level of an activity."""
        self._list(printed.kind, None, printed.code)
        for parent in printed.above:
            self._list(printed.kind, parent, printed.code)
            self.above.add((_key(printed.code), key(parent)))
        if isinstance(printed.entry, Activity):
            for code in (printed.code, *printed.above):
                self.levels.setdefault(key(code), set()).update(printed.entry.levels)

    def wordings(self, code: str) -> set[str]:
        """What is printed under a code; none where there is none."""
        return self.texts.get(_key(code), set())

    def sub_points(self, code: str) -> set[tuple[str, ...]]:
        """The points printed under an item, for each place that prints it."""
        return self.details.get(_key(code), set())

    def hangs(self, child: str, parent: str) -> bool:
        """Whether an item hangs on another, directly or through an activity."""
        return (_key(child), _key(parent)) in self.above

    def listed(self, kind: Kind, parent: str | None) -> list[str]:
        """The keys of the items of a kind under a parent, printed duplicates included."""
        return self.lists.get((kind, _key(parent) if parent else None), [])

    def count(self, kind: Kind, parent: str | None) -> int:
        """How many items of a kind stand under a parent, printed duplicates included."""
        return len(self.listed(kind, parent))

    def bears(self, claim: Claim) -> bool:
        """Whether one claim holds."""
        if claim.rule == "relation":
            return self.hangs(str(claim.subject), str(claim.object))
        if claim.rule == "count":
            return claim.kind is not None and self.count(claim.kind, claim.object) == claim.value
        if claim.rule == "level":
            return claim.value in self.levels.get(_key(claim.subject) if claim.subject else None, set())
        if claim.rule == "absent":
            return _key(claim.subject) not in self.texts
        if claim.rule == "errata":
            return claim.value in self.errata
        if claim.rule == "read":
            return claim.value in ("used", "asked", "filler", "background", "told")
        if claim.rule == "details":
            held = self.details.get(_key(claim.subject))
            return held is not None and any(held) == claim.value
        if claim.rule == "lacks":
            own = self.listed(Kind(str(claim.kind)), claim.object)
            return _levelled(str(claim.value)) not in (_levelled(t) for code in own for t in self.wordings(code))
        if claim.rule == "says":
            return self._says(_key(claim.subject), str(claim.value))
        return str(claim.value) in self.profile.get(str(claim.subject), ())

    def _says(self, code: str, text: str) -> bool:
        """Whether a wording under a code, its details or its gloss hold a text, scripts and blanks aside."""
        plain = _levelled(text)
        held = [*self.texts.get(code, ()), *(d for group in self.details.get(code, ()) for d in group)]
        if any(plain in _levelled(h) for h in held):
            return True
        gloss = fold(" ".join([*self.glosses.get(code, ()), *held]))
        begun = re.search(rf"(?<![a-z0-9]){re.escape(fold(text).strip())}", gloss) is not None
        told = stems(fold(text))
        return plain.isascii() and (begun or bool(told) and told <= stems(gloss))


def _levelled(text: str) -> str:
    return normal(fold(text)).replace(" ", "").replace("\n", "")


def prove(
    blocks: Iterable[Block], citations: Iterable[Citation], claims: Iterable[Claim], facts: Tables
) -> tuple[Check, ...]:
    """Check an answer whole. Every reference, row, list and claim yields one check; all must hold."""
    named = [(seen(c.code, c.standard, facts.home), c) for c in citations]
    cited = {_key(name) for name, _ in named}
    checks = [
        Check(rule="wording", claim=f"{name} {c.text}", holds=c.text in facts.wordings(name)) for name, c in named
    ]
    checks += [
        Check(rule="relation", claim=f"{name} < {above}", holds=facts.hangs(name, above))
        for name, c in named
        for above in (seen(parent, c.standard, facts.home) for parent in c.parents)
    ]
    for block in blocks:
        text = block.text if isinstance(block, Sentence) else block.title
        checks += [
            Check(rule="exists", claim=code, holds=bool(facts.wordings(code)) and _key(code) in cited)
            for code in dict.fromkeys(references(text))
        ]
        if isinstance(block, Listing):
            checks += _listing(block, facts, cited)
    for claim in claims:
        parts = (claim.subject, claim.object, claim.kind, claim.value)
        checks.append(
            Check(
                rule=_RULES.get(claim.rule) or cast(Checked, claim.rule),
                claim=f"{claim.rule}: " + " · ".join(str(p) for p in parts if p is not None),
                holds=facts.bears(claim),
            )
        )
    return tuple(checks)


def _listing(listing: Listing, facts: Tables, cited: set[str]) -> list[Check]:
    checks = []
    for row in listing.rows:
        holds = row.text in facts.wordings(row.code) and (_key(row.code) in cited or not row.code)
        holds = holds and (not row.details or row.details in facts.sub_points(row.code))
        checks.append(Check(rule="wording", claim=f"{row.code} {row.text}", holds=holds))
    if listing.complete:
        shown = sorted(_key(r.code) for r in listing.rows)
        whole = sorted(facts.listed(listing.kind, listing.parent))
        checks.append(
            Check(
                rule="complete",
                claim=f"{listing.kind} < {listing.parent or '*'}: {len(shown)}/{len(whole)}",
                holds=shown == whole,
            )
        )
    return checks


def _key(code: str | None) -> str:
    return key(code) if code else ""


def _profile(standard: Standard) -> dict[str, set[str]]:
    fields: dict[str, set[str]] = {
        "name": {standard.name},
        "code": {standard.code},
        "description": {standard.description},
        "prerequisites": set(standard.prerequisites),
        "notes": set(standard.notes),
        "versions": {v for version in standard.versions for v in (version.code, version.date, version.version)},
    }
    for name in ("categories", "occupations", "industries"):
        fields[name] = {v for entry in getattr(standard, name) for v in (entry.name, entry.code)}
    return fields
