"""Proof of an answer: all it cites and claims, checked against the standard before anyone sees it.

Relations are derived here a second time, from the domain values alone: a mistake in `Relations` cannot prove itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from ..language.folding import fold
from ..retrieval.words import normal, stems
from ..standard.address import address, parted, seen
from ..standard.code import ICAP, key
from ..standard.model import Activity, Kind, Standard, Task
from ..standard.walk import PrintedEntry, walk
from .model import Block, Check, Checked, Citation, Listing, Sentence, references

Rule = Literal["relation", "count", "level", "absent", "profile", "errata", "says", "lacks", "details", "read"]
_RULES: Mapping[str, Checked] = {"absent": "exists", "lacks": "complete"}
"""What the check of a claim is called where that is not the name of the claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofClaim:
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


class Facts:
    """What one standard bears out."""

    def __init__(self, standard: Standard, glosses: Mapping[str, str] | None = None) -> None:
        """:param glosses: the project's translations; those of items count for what an English text mentions."""
        self.home = standard.code
        self.glosses: dict[str, list[str]] = defaultdict(list)
        for place, gloss in (glosses or {}).items():
            if ICAP.is_code(code := place.partition("@")[0]):
                self.glosses[key(code)].append(gloss)
        self.texts: dict[str, set[str]] = defaultdict(set)
        self.details: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.above: set[tuple[str, str]] = set()
        self.lists: dict[tuple[Kind, str | None], list[str]] = defaultdict(list)
        self.levels: dict[str | None, set[int]] = defaultdict(set)
        self.levels[None] = set() if standard.level is None else {standard.level}
        self.profile = _profile(standard)
        self.errata = {e.message for e in standard.errata}
        for printed in walk(standard):
            self._put(_key(printed.code), printed)
        for task in standard.tasks:
            for position, activity in enumerate(task.activities):
                cell = next((c for c in task.cells if position in c), (position,))
                self._competence(task, activity, whole=len(cell) > 1 and len(cell) == len(task.activities))

    def _put(self, code: str, printed: PrintedEntry) -> None:
        """An entry with its wording, in the lists of what it stands in; with the level of an activity."""
        above = [key(parent) for parent in printed.above]
        self.texts[code].add(printed.text)
        self.details[code].add(printed.details)
        self.above.update((code, parent) for parent in above)
        for parent in (None, *above):
            self.lists[printed.kind, parent].append(code)
        if isinstance(printed.entry, Activity):
            for held in (code, *above):
                self.levels[held].update(printed.entry.levels)

    def _competence(self, task: Task, activity: Activity, *, whole: bool) -> None:
        """Knowledge and skills of an activity; of the task alone where its table prints one cell for the `whole`."""
        for kind, codes in ((Kind.KNOWLEDGE, activity.knowledge), (Kind.SKILL, activity.skills)):
            for code in map(key, codes):
                for place in (task, activity):
                    if not whole or place is task:
                        self.above.add((code, key(place.code)))
                    listed = self.lists[kind, key(place.code)]
                    if code not in listed:
                        listed.append(code)

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
        """The keys of the items of a kind under a parent (None: in the standard), printed duplicates included."""
        return self.lists.get((kind, _key(parent) if parent else None), [])

    def count(self, kind: Kind, parent: str | None) -> int:
        """How many items of a kind stand under a parent, printed duplicates included."""
        return len(self.listed(kind, parent))

    def bears(self, claim: ProofClaim) -> bool:
        """Whether one claim holds."""
        subject, value = str(claim.subject), claim.value
        match claim.rule:
            case "relation":
                return self.hangs(subject, str(claim.object))
            case "count":
                return claim.kind is not None and self.count(claim.kind, claim.object) == value
            case "level":
                return value in self.levels.get(key(claim.subject) if claim.subject else None, ())
            case "absent":
                return _key(claim.subject) not in self.texts
            case "errata":
                return value in self.errata
            case "read":
                return value in ("used", "asked", "filler", "background", "told")
            case "details":
                held = self.details.get(_key(claim.subject))
                return held is not None and any(held) == value
            case "lacks":
                own = self.listed(Kind(str(claim.kind)), claim.object)
                return _levelled(str(value)) not in (_levelled(t) for code in own for t in self.wordings(code))
            case "says":
                return self._says(_key(claim.subject), str(value))
        return str(value) in self.profile.get(subject, ())

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


class JoinedTables:
    """What several standards bear out. A relation between items of two standards holds nowhere."""

    def __init__(self, home: Tables, other: Callable[[str], Tables | None]) -> None:
        """:param home: the table of the standard whose codes are told alone; `other`: that of another, by its code."""
        self.home: str = home.home
        self._home, self._other = home, other
        self._asked: dict[str, Tables] = {}

    def _of(self, told: str) -> tuple[Tables | None, str]:
        """The table that a code or an address is of, and the code in it; of a standard alone the code is empty."""
        standard, code = parted(told)
        if standard in ("", self.home):
            return self._home, code
        table = self._asked.get(standard) or self._other(standard)
        if table is not None:
            self._asked[standard] = table
        return table, code

    def _printing(self, told: str) -> list[tuple[Tables, str]]:
        """The tables that may print a code; what has none may stand in any of the standards spoken of."""
        if not told:
            return [(table, "") for table in (self._home, *self._asked.values())]
        table, code = self._of(told)
        return [(table, code)] if table else []

    def wordings(self, code: str) -> set[str]:
        """What is printed under an address."""
        return {text for table, own in self._printing(code) for text in table.wordings(own)}

    def sub_points(self, code: str) -> set[tuple[str, ...]]:
        """The points printed under an item, for each place that prints it."""
        return {points for table, own in self._printing(code) for points in table.sub_points(own)}

    def hangs(self, child: str, parent: str) -> bool:
        """Whether an item hangs on another of its own standard."""
        (table, low), (above, high) = self._of(child), self._of(parent)
        return table is not None and table is above and table.hangs(low, high)

    def listed(self, kind: Kind, parent: str | None) -> list[str]:
        """The keys of the items of a kind under a parent, or in the standard that `parent` names with its mark."""
        table, own = self._of(parent or "")
        standard = parted(parent or "")[0]
        return [address(standard, code) for code in table.listed(kind, own or None)] if table else []

    def bears(self, claim: ProofClaim) -> bool:
        """Whether one claim holds in the table of what it is about."""
        if claim.rule == "read":
            return self._home.bears(claim)
        if claim.rule == "relation":
            return self.hangs(str(claim.subject), str(claim.object))
        of_place = claim.rule in ("count", "lacks")
        table, own = self._of((claim.object if of_place else claim.subject) or "")
        asked = replace(claim, object=own or None) if of_place else replace(claim, subject=own or None)
        return table is not None and table.bears(asked)


Tables = Facts | JoinedTables
"""What proves: the table of one standard, or those of several, each for its own items."""


def _levelled(text: str) -> str:
    return normal(fold(text)).replace(" ", "").replace("\n", "")


def prove(
    blocks: Iterable[Block], citations: Iterable[Citation], claims: Iterable[ProofClaim], facts: Tables
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
