"""The foot of a standard: attitudes, notes and what is advised beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.errors import Malformed
from assistant.standard.model import Attitude, Span

from .columns import Shape, Strand
from .layout import Piece
from .wording import Repair

_ATTITUDE = Shape(letter="A", least=1, most=1)
_DASH = re.compile(r"\s*(?:[-–•*]\s+|[-–•](?=[AＡ][0-9]))")
_ADVICE = re.compile(r"\**\s*建議擔任此職[類業][^：:]{0,30}條件\s*\**\s*[:：]?\s*\**")
_ADVICE_BEGUN = re.compile(r"\**\s*建議擔任此職")
_COLON = re.compile("[：:]")


@dataclass(slots=True)
class Remarks:
    """Notes and prerequisites with their places; `furniture` are dashes and the heading of the latter."""

    notes: list[str] = field(default_factory=list)
    prerequisites: list[str] = field(default_factory=list)
    places: dict[str, list[Span]] = field(default_factory=dict)
    furniture: list[Span] = field(default_factory=list)


def read_attitudes(lines: Sequence[Piece], repair: Repair, furniture: list[Span]) -> list[Attitude]:
    """Read the attitudes: a code, a name, and after a colon what is meant by it. Dashes join `furniture`."""
    strand = Strand((piece, not dash) for piece, dash in _dashed(lines, furniture))
    found = []
    for item in strand.items(_ATTITUDE):
        text = repair.plain(strand, item.body, item.end).text
        name, _, definition = _COLON.sub("\0", text, count=1).partition("\0")
        spans = strand.spans(item.start, item.end)
        found.append(Attitude(code=item.code, name=name.strip(), definition=definition.strip(), spans=spans))
    return found


def read_notes(lines: Sequence[Piece], repair: Repair, name: str) -> Remarks:
    """Read the notes; what is indented under the heading of advice are prerequisites.

    :raises Malformed: when that heading is cut off.
    """
    found = Remarks()
    blocks: list[tuple[str, list[Piece]]] = []
    section = "notes"
    for line, (piece, dash) in zip(lines, _dashed(lines, found.furniture), strict=True):
        if advice := _ADVICE.match(piece.text):
            found.furniture.append(Piece(advice[0], piece.line, piece.start).span)
            section = "prerequisites"
            blocks.append((section, [piece.after(advice.end())]))
            continue
        if _ADVICE_BEGUN.match(piece.text):
            raise Malformed(f"{name}, line {piece.line}: the heading 建議擔任此職類…條件 is incomplete; mend it.")
        if dash and not line.text[:1].isspace():
            section = "notes"
        if dash or not blocks:
            blocks.append((section, [piece]))
        else:
            blocks[-1][1].append(piece)
    for target, pieces in blocks:
        strand = Strand((piece, number > 0) for number, piece in enumerate(pieces))
        if text := repair.plain(strand, 0, len(strand.text)).text:
            (found.notes if target == "notes" else found.prerequisites).append(text)
            found.places.setdefault(target, []).extend(strand.spans(0, len(strand.text)))
    return found


def _dashed(lines: Sequence[Piece], furniture: list[Span]) -> Iterator[tuple[Piece, bool]]:
    """The lines without their leading dash, and whether they have one."""
    for piece in lines:
        dash = _DASH.match(piece.text)
        if dash:
            furniture.append(Piece(dash[0], piece.line, piece.start).span)
        yield (piece.after(dash.end()) if dash else piece), bool(dash)
