"""The ledger of what is odd in a source, found by general rules. The text itself stays as printed."""

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.language.catalogue.area import LEDGER
from assistant.language.ledger import said
from assistant.standard.code import ICAP, key, kind_of, numbers
from assistant.standard.model import Erratum, Indicator, Kind, Output, Standard
from assistant.standard.place import places
from assistant.standard.relations import OF_ACTIVITY
from assistant.standard.walk import PrintedEntry, walk

from .repair import Observed

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("errata.toml").read_text("utf-8"))
KINDS = tuple(dict.fromkeys(kind for entry in LEDGER.texts("zh-TW") if (kind := entry.partition(".")[0]) != "kind"))
"""Every word that `Erratum.kind` may be."""
_DOUBLED = re.compile(f"([{_WORDS['particles']}])\\1")
_COMPARED = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
_CODES = 8  # codes that a message shows
_CHARACTERS = 24  # characters of a wording that a message shows
Told = int | str | tuple[str, ...]
"""What an erratum names: a number, wording of the source, or codes one after another."""
Texts = Sequence[tuple[str, str]]
"""Every piece of wording after the code of its item, which is empty for what has none."""


def entry(kind: str, form: str = "said", /, *, code: str = "", related: Sequence[str] = (), **values: Told) -> Erratum:
    """An erratum of a kind at a code (or at none), in the form of words that fits."""
    made = Erratum(code=code or None, kind=kind, message="", related=tuple(related), form=form, values=values)
    return replace(made, message=said(made, "zh-TW"))


def errata(standard: Standard, observed: Observed) -> tuple[Erratum, ...]:
    """Everything odd in a standard: that its text was recognised, codes, wording, and what the layout left behind."""
    items, worded = list(walk(standard)), observed.worded
    coded = [item for item in items if item.code]
    texts = [(item.code or item.home, item.wording) for item in items]
    texts.append(("", "\n".join((standard.description, *standard.notes, *standard.prerequisites))))
    unusual = ((item.code, item.mark) for item, _ in worded if item.code and item.mark != item.code)
    hollow = dict.fromkeys((item.code or "", wording.text) for item, wording in worded if wording.hollow)
    return (
        *_recognised(items, standard),
        *_duplicates(coded),
        *(entry("duplicate_code", "cell", code=code, count=n + 1) for code, n in Counter(observed.doubled).items()),
        *_misplaced(items),
        *_moved(standard),
        *_gaps(coded),
        *(entry("unusual_code", code=code, printed=mark) for code, mark in unusual),
        *(
            entry("wording_conflict", code=code, kept=kept, others=tuple(f"「{other}」" for other in others))
            for code, (kept, *others) in observed.conflicts
        ),
        *_same_wording(coded),
        *_variants(texts),
        *_characters(texts),
        *(
            entry("level_remark", "several" if several else "said", code=code, printed=printed)
            for code, printed, several in observed.levels
        ),
        *(entry("empty_list", code=code, text=text) for code, text in hollow),
        *(entry("empty_field", label=label) for label in dict.fromkeys(observed.empty)),
        *_notes(standard),
        *_versions(standard),
        *_left("html_crumb", [item.code for item, wording in worded if wording.tags and item.code]),
        *_left("stray_space", [item.code for item, wording in worded if wording.blanks and item.code]),
    )


def _recognised(items: Sequence[PrintedEntry], standard: Standard) -> Iterator[Erratum]:
    for place in places(chain(*(item.spans for item in items), *standard.places.values())):
        if place.unit == "scan":
            yield entry("recognised_text", pages=tuple(place.ranges))


def _duplicates(coded: Sequence[PrintedEntry]) -> Iterator[Erratum]:
    """Codes that stand for two items."""
    found: dict[str, list[PrintedEntry]] = {}
    for item in coded:
        found.setdefault(key(item.code), []).append(item)
    for same in found.values():
        if len(same) > 1:
            homes = dict.fromkeys(p.home for p in same if p.home)
            shown = tuple(f"{p.home}「{_short(p.text)}」" for p in same)
            yield entry(
                "duplicate_code", "items", code=same[0].code, related=tuple(homes), count=len(same), listed=shown
            )


def _short(text: str) -> str:
    return text if len(text) <= _CHARACTERS else text[:_CHARACTERS] + "…"


def _misplaced(items: Sequence[PrintedEntry]) -> Iterator[Erratum]:
    """Codes whose number is not that of the row they stand in."""
    for item in items:
        above = numbers(item.home) if item.home else ()
        if item.kind is Kind.ACTIVITY and numbers(item.code)[:-1] != above:
            yield entry("misplaced_code", "activity", code=item.code, related=(item.home,), task=item.home)
        elif item.kind in OF_ACTIVITY and item.code and numbers(item.code)[: len(above)] != above:
            yield _strayed(item)


def _strayed(item: PrintedEntry) -> Erratum:
    row = item.activity
    assert row
    series: Sequence[Output | Indicator] = row.outputs if item.kind is Kind.OUTPUT else row.indicators
    taken = {key(other.code) for other in series if other.code}
    place = next(number for number, other in enumerate(series, 1) if other is item.entry)
    right = f"{ICAP.relettered(row.code, item.kind)}.{place}"
    form = "row" if key(right) in taken else "row_meant"
    return entry(
        "misplaced_code", form, code=item.code, related=(row.code,), activity=row.code, kind=item.kind, right=right
    )


def _moved(standard: Standard) -> Iterator[Erratum]:
    """Where each code is printed once only, they rise through the table; one that does not has moved."""
    cells = [block[0] for task in standard.tasks for block in task.blocks]
    for codes in ([c for cell in cells for c in cell.knowledge], [c for cell in cells for c in cell.skills]):
        if len({key(code) for code in codes}) == len(codes):
            rising = _longest_rise([numbers(code) for code in codes])
            yield from (entry("misplaced_code", "order", code=c) for n, c in enumerate(codes) if n not in rising)


def _longest_rise(series: Sequence[tuple[int, ...]]) -> set[int]:
    """The places of a longest rising subsequence; what is left are the fewest that must have moved."""
    tails: list[int] = []
    before: list[int] = []
    for place, own in enumerate(series):
        length = bisect_left(tails, own, key=lambda tail: series[tail])
        before.append(tails[length - 1] if length else -1)
        tails[length : length + 1] = [place]
    found: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def _gaps(coded: Sequence[PrintedEntry]) -> Iterator[Erratum]:
    """Numbers that a series leaves out: in the rows first, then in the whole standard."""
    rows: dict[tuple[Kind, int], tuple[str, list[str]]] = {}
    for item in coded:
        rows.setdefault((item.kind, id(item.activity or item.task)), (item.home, []))[1].append(item.code)
    for parent, codes in sorted(rows.values(), key=lambda found: not found[0]):
        series: dict[tuple[int, ...], dict[int, str]] = {}
        for code in codes:
            *before, last = numbers(code)
            series.setdefault(tuple(before), {})[last] = code
        if parent and (len(series) > 1 or any(len(head) < len(numbers(parent)) for head in series)):
            continue
        for there in series.values():
            yield from _gap(there, parent)


def _gap(there: dict[int, str], parent: str) -> Iterator[Erratum]:
    """What is left out of a series of codes by their last number; more than there is, is no gap."""
    highest = max(there)
    missing = [number for number in range(1, highest) if number not in there]
    if not missing or len(missing) > len(there):
        return
    model = there[highest]
    width = max(len(last) if last.startswith("0") else 1 for last in map(_last, there.values()))
    names = tuple(f"{model.removesuffix(_last(model))}{number:0{width}d}" for number in missing)
    form, related = ("row", (parent,)) if parent else ("standard", ())
    yield entry("missing_number", form, related=related, parent=parent, kind=kind_of(model), names=names)


def _last(code: str) -> str:
    return code.rpartition(".")[2].lstrip(ICAP.letters)


def _same_wording(coded: Sequence[PrintedEntry]) -> Iterator[Erratum]:
    """Items of one kind that say the same under different codes, or share a heading over different bullets."""
    named: dict[tuple[Kind, str], dict[str, tuple[str, ...]]] = {}
    for item in coded:
        if item.kind in _COMPARED:
            named.setdefault((item.kind, item.text), {}).setdefault(item.code, item.details)
    for (_, text), codes in named.items():
        if len(codes) > 1:
            kind = "same_wording" if len(set(codes.values())) == 1 else "same_heading"
            first, *others = codes
            yield entry(kind, code=first, related=others, codes=tuple(codes), text=text)


def _variants(texts: Texts) -> Iterator[Erratum]:
    """Words that the document spells in two ways; the rarer one is named."""
    for pair in _WORDS["spellings"]:
        found = {word: [code for code, text in texts if word in text] for word in pair}
        if not all(found.values()):
            continue
        rare, common = sorted(pair, key=lambda word: len(found[word]))
        first, *others = list(dict.fromkeys(code for code in found[rare] if code)) or [""]
        shown = [first, *others][:_CODES]
        yield entry(
            "spelling_variant",
            "items" if first else "remarks",
            code=first,
            related=others,
            common=common,
            rare=rare,
            count=len(found[rare]),
            codes=(*shown[:-1], shown[-1] + ("…" if len(others) >= _CODES else "")),
        )


def _characters(texts: Texts) -> Iterator[Erratum]:
    """Doubled particles, wording that begins with a stop, and wording that seems cut off."""
    for code, text in texts:
        for found in _DOUBLED.finditer(text):
            near = text[max(found.start() - 4, 0) : found.end() + 4]
            yield entry("repeated_character", code=code, near=near, doubled=found[0])
        if code and text.startswith(tuple(_WORDS["first_marks"])):
            yield entry("odd_punctuation", code=code, mark=text[0])
        unclosed = any(text.count(opens) != text.count(closes) for opens, closes in _WORDS["brackets"])
        if code and (len(text.strip()) < 2 or unclosed):
            yield entry("truncated_wording", code=code, text=text.partition("\n")[0][-24:])


def _notes(standard: Standard) -> Iterator[Erratum]:
    """Notes that stop in the middle of a sentence, which the next one takes up."""
    cut = [n for n, note in enumerate(standard.notes[:-1], 1) if note[-1:] not in _WORDS["sentence_ends"]]
    if cut:
        yield entry("note_cut", numbers=tuple(map(str, cut)))


def _versions(standard: Standard) -> Iterator[Erratum]:
    codes = [version.code for version in standard.versions]
    if codes and standard.code not in codes:
        yield entry("version_mismatch", own=standard.code, codes=tuple(codes))


def _left(kind: str, codes: Sequence[str]) -> Iterator[Erratum]:
    """What the layout left in the wording of some items."""
    if codes:
        first, *others = found = list(dict.fromkeys(codes))
        yield entry(kind, code=first, related=others, codes=tuple(found))
