"""The ledger of what is odd in a source, found by general rules. The text itself stays as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from assistant.standard.model import Erratum, Standard
from assistant.standard.place import places
from assistant.standard.walk import walk

from . import numbering, oddities
from .columns import Item
from .ledger import entry
from .observed import Observed
from .wording import Wording

Worded = Sequence[tuple[Item, Wording]]


def errata(standard: Standard, observed: Observed) -> tuple[Erratum, ...]:
    """Everything odd in a standard: that its text was recognised, codes, wording, and what the layout left behind."""
    return (
        *_recognised(standard),
        *numbering.duplicates(standard),
        *_doubled(observed.doubled),
        *numbering.misplaced(standard),
        *numbering.gaps(standard),
        *_unusual(observed.worded),
        *_conflicts(observed.conflicts),
        *oddities.same_wording(standard),
        *oddities.variants(standard),
        *oddities.characters(standard),
        *(
            entry("level_remark", "several" if several else "said", code=code, printed=printed)
            for code, printed, several in observed.levels
        ),
        *_lists(observed.worded),
        *_empty(observed.empty),
        *oddities.notes(standard),
        *_versions(standard),
        *_crumbs(observed.worded),
    )


def _recognised(standard: Standard) -> Iterator[Erratum]:
    spans = chain(*(item.spans for item in walk(standard)), *standard.places.values())
    for place in places(spans):
        if place.unit == "scan":
            yield entry("recognised_text", pages=tuple(place.ranges))


def _doubled(codes: Sequence[str]) -> Iterator[Erratum]:
    for code in dict.fromkeys(codes):
        yield entry("duplicate_code", "cell", code=code, count=codes.count(code) + 1)


def _empty(labels: Sequence[str]) -> Iterator[Erratum]:
    for label in dict.fromkeys(labels):
        yield entry("empty_field", label=label)


def _unusual(worded: Worded) -> Iterator[Erratum]:
    for item, _ in worded:
        if item.code and item.mark != item.code:
            yield entry("unusual_code", code=item.code, printed=item.mark)


def _conflicts(conflicts: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[Erratum]:
    for code, (kept, *others) in conflicts:
        yield entry("wording_conflict", code=code, kept=kept, others=tuple(f"「{other}」" for other in others))


def _lists(worded: Worded) -> Iterator[Erratum]:
    for code, text in dict.fromkeys((item.code, wording.text) for item, wording in worded if wording.hollow):
        yield entry("empty_list", code=code or "", text=text)


def _versions(standard: Standard) -> Iterator[Erratum]:
    codes = [version.code for version in standard.versions]
    if codes and standard.code not in codes:
        yield entry("version_mismatch", own=standard.code, codes=tuple(codes))


def _crumbs(worded: Worded) -> Iterator[Erratum]:
    crumbs = [item.code for item, wording in worded if wording.tags and item.code]
    spaced = [item.code for item, wording in worded if wording.blanks and item.code]
    for kind, codes in (("html_crumb", crumbs), ("stray_space", spaced)):
        if codes:
            first, *others = found = list(dict.fromkeys(codes))
            yield entry(kind, code=first, related=others, codes=tuple(found))
