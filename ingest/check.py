"""Proof, from source and standard alone, that nothing was lost between them, and what else there is to know of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from assistant.standard.code import ICAP, key, kind_of
from assistant.standard.model import Erratum, Span, Standard
from assistant.standard.walk import PrintedEntry, walk

from . import expected
from .parse import Parsed

_LAYOUT = re.compile(r"</?[A-Za-z][^<>]*>|&[a-z]+;|[\s:：■●•◆▪◼*]")
_MARKUP = re.compile(r"<[^<>]*>")
_DRESSED = re.compile(rf"[【\[]?([{ICAP.letters}])\.?([0-9]+(?:\.[0-9]+)*)[】\]]?")
"""A code in brackets or with a point behind its letter."""
_SHOWN = 14


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """Something that is wrong with a document or its reading, and where: "line 27", "page 3"."""

    kind: Literal["lost", "broken", "changed", "note"]
    message: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {f'{self.where}: ' if self.where else ''}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """What a reader of a document should know. `sound` documents alone are published.

    `compared` tells whether anything was recorded of the standard to compare it with.
    """

    parsed: Parsed
    compared: bool
    findings: tuple[DocumentFinding, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        return expected.count(self.parsed.standard)

    @property
    def errata(self) -> tuple[Erratum, ...]:
        return self.parsed.standard.errata

    @property
    def sound(self) -> bool:
        """Whether nothing is lost, broken, or other than expected."""
        return all(finding.kind == "note" for finding in self.findings)

    def __str__(self) -> str:
        source, standard = self.parsed.source, self.parsed.standard
        proof = "every character and code accounted for" if self.sound else "NOT SOUND"
        known = "compared with what is recorded of it" if self.compared else "nothing is recorded of it to compare with"
        characters = sum(not character.isspace() for character in source.text)
        lines = [
            f"{standard.code} {standard.name} ({source.name}, sha256 {source.sha256[:12]})",
            "  " + " · ".join(f"{kind} {number}" for kind, number in self.counts.items()),
            f"  {self.parsed.pages} pages, {self.parsed.cuts} items cut by page ends rejoined, "
            f"{characters} characters; {proof}",
            f"  {known}",
            *_some([str(finding) for finding in self.findings], "findings"),
            *_some([f"{erratum.kind}: {erratum.message}" for erratum in self.errata], "errata"),
        ]
        return "\n".join(lines)


def _some(texts: Sequence[str], what: str) -> list[str]:
    if not texts:
        return [f"  {what}: none"]
    rest = [f"    … and {len(texts) - _SHOWN} more"] if len(texts) > _SHOWN else []
    return [f"  {what}: {len(texts)}", *(f"    {text[:116]}" for text in texts[:_SHOWN]), *rest]


def check(parsed: Parsed, known: expected.Expected | None = None) -> DocumentReport:
    """Prove a reading and report on it; `known` is what to expect, by default what the corpus records."""
    standard, source = parsed.standard, parsed.source
    known = known or expected.load(standard.code)
    recorded = known.source.get("sha256", "") if known else ""
    notes = []
    if recorded and recorded != source.sha256:
        notes.append(f"another file than the one recorded (sha256 {recorded[:12]})")
    notes += [f"{count} characters of kind {what} were taken out or replaced" for what, count in source.cleaned.items()]
    findings = (
        *_uncovered(parsed),
        *_unlike(standard, source.lines),
        *_swallowed(standard),
        *_hidden(parsed),
        *(DocumentFinding("changed", text) for text in (expected.differences(known, standard) if known else ())),
        *(DocumentFinding("note", text) for text in (*notes, *source.remarks)),
    )
    return DocumentReport(parsed=parsed, compared=known is not None, findings=findings)


def _uncovered(parsed: Parsed) -> Iterator[DocumentFinding]:
    """Characters that no item and no layout holds, and characters that two hold."""
    lines = parsed.source.lines
    held = [bytearray(len(line)) for line in lines]
    places = [item.spans for item in walk(parsed.standard)]
    for span in chain(*places, *parsed.standard.places.values(), parsed.furniture):
        row = held[span.line - 1]
        if any(row[span.start : span.end]):
            yield DocumentFinding("broken", f"「{_printed(lines, span)[:20]}」 is read twice", span.where)
        row[span.start : span.end] = b"\1" * (span.end - span.start)
    for number, (line, row) in enumerate(zip(lines, held, strict=True), 1):
        rest = "".join(character for character, seen in zip(line, row, strict=True) if not seen).split()
        if rest:
            place = parsed.source.at(number).where
            yield DocumentFinding("lost", f"「{' '.join(rest)[:40]}」 belongs to no item", place)


def _unlike(standard: Standard, lines: Sequence[str]) -> Iterator[DocumentFinding]:
    """Items that do not say what stands at their places, or say nothing."""
    conflicts = {e.code for e in standard.errata if e.kind == "wording_conflict"}
    for item in walk(standard):
        if not item.text:
            yield DocumentFinding("broken", f"{item.code} has no wording", _where(item))
            continue
        printed = _bare("".join(_printed(lines, span) for span in item.spans))
        once = _bare(item.code + item.wording)
        forms = re.compile("|".join(map(re.escape, (once, f"0{once[1:]}", once[1:]))))
        if forms.sub("", printed) and item.code not in conflicts:
            yield DocumentFinding("broken", f"{item.code} reads other than it is printed", _where(item))


def _swallowed(standard: Standard) -> Iterator[DocumentFinding]:
    """Codes in the wording of an item: one of its kind, or of a row, that nothing else bears was not cut out.

    A lone letter with a number, of another kind, may be a word: A4, K12.
    """
    known = _codes(standard)
    for item in walk(standard):
        for found in ICAP.printed.finditer(ICAP.narrow(item.wording)):
            own, held = kind_of(found[0]) is item.kind, key(found[0]) in known
            if (own and item.code) or not held:
                told = f"{found[0]} stands inside the wording of {item.code or item.text[:20]}"
                yield DocumentFinding("lost" if not held and (own or "." in found[0]) else "note", told, _where(item))


def _hidden(parsed: Parsed) -> Iterator[DocumentFinding]:
    """Codes of a row that stand in a label, a heading or markup, and that nothing bears: what they began is gone."""
    lines, known = parsed.source.lines, _codes(parsed.standard)
    layout = [(_printed(lines, span), span) for span in parsed.furniture]
    spans = [span for item in walk(parsed.standard) for span in item.spans]
    markup = [(tag, span) for span in spans for tag in _MARKUP.findall(_printed(lines, span))]
    for text, span in layout + markup:
        for found in ICAP.printed.finditer(ICAP.narrow(text)):
            if "." in found[0] and key(found[0]) not in known:
                told = f"{found[0]} stands inside 「{text.strip()[:40]}」, which is no item"
                yield DocumentFinding("lost", told, span.where)


def _codes(standard: Standard) -> set[str]:
    return {key(item.code) for item in walk(standard) if item.code}


def _where(item: PrintedEntry) -> str:
    return item.spans[0].where if item.spans else ""


def _printed(lines: Sequence[str], span: Span) -> str:
    return lines[span.line - 1][span.start : span.end]


def _bare(text: str) -> str:
    return _DRESSED.sub(r"\1\2", _LAYOUT.sub("", ICAP.narrow(text)))
