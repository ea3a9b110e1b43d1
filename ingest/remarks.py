"""The foot of a standard: attitudes, notes and what is advised beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.errors import Malformed
from assistant.standard.code import ICAP
from assistant.standard.model import Attitude, Kind

from .columns import Strand, glued
from .form import FORM
from .observed import Observed
from .rows import Piece

_LETTER = ICAP.shapes[Kind.ATTITUDE].letter
_DASH = re.compile(rf"\s*(?:[-–•*●■◆▪◼]\s+|[-–•●■](?=[{_LETTER}{chr(ord(_LETTER) + 0xFEE0)}][0-9]))")
_COLON = re.compile("[：:]")


def read_attitudes(lines: Sequence[Piece], observed: Observed) -> tuple[Attitude, ...]:
    """Read the attitudes: a code, a name, and after a colon what is meant by it."""
    strand = Strand((piece, not begins) for piece, begins in _begun(list(_dashed(lines, observed))))
    found = []
    for item in strand.items(ICAP.shapes[Kind.ATTITUDE]):
        name, *rest = _COLON.split(observed.repair.plain(item).text, maxsplit=1)
        definition = "".join(rest)
        found.append(Attitude(code=item.code, name=name.strip(), definition=definition.strip(), spans=item.spans))
    return tuple(found)


def _begun(lines: Sequence[tuple[Piece, bool]]) -> Iterator[tuple[Piece, bool]]:
    """The lines, and whether each begins an item: at a dash or, where there are neither dashes nor codes, at a colon.

    Where there is none of these a line is an item, unless a page may have broken it off the line above.
    """
    marked = any(dash or ICAP.printed.match(ICAP.narrow(piece.text.lstrip())) for piece, dash in lines)
    named = any(_COLON.search(piece.text) for piece, _ in lines)
    for piece, dash in lines:
        yield piece, dash if marked else not piece.wrapped and bool(not named or _COLON.search(piece.text))


def read_notes(lines: Sequence[Piece], observed: Observed) -> dict[str, list[str]]:
    """Read the `notes`; what is indented under the heading of advice are `prerequisites`.

    :raises Malformed: when that heading is cut off.
    """
    found: dict[str, list[str]] = {"notes": [], "prerequisites": []}
    blocks: list[tuple[str, list[Piece]]] = []
    section = "notes"
    for line, (piece, dash) in zip(lines, _dashed(lines, observed), strict=True):
        if advice := FORM.advice.match(piece.text):
            observed.furniture.append(piece.part(0, advice.end()))
            section = "prerequisites"
            blocks.append((section, [piece.after(advice.end())]))
        elif FORM.advice_begun.match(piece.text):
            raise Malformed(f"{piece.where}: the heading 建議擔任此職類…條件 is incomplete; mend it.")
        elif dash or not blocks:
            section = "notes" if dash and not line.text[:1].isspace() else section
            blocks.append((section, [piece]))
        else:
            blocks[-1][1].append(piece)
    for target, pieces in blocks:
        whole = glued(pieces)
        if text := observed.repair.plain(whole).text:
            found[target].append(text)
            observed.place(target, whole.spans)
    return found


def _dashed(lines: Sequence[Piece], observed: Observed) -> Iterator[tuple[Piece, bool]]:
    """The lines without their leading dash, and whether they have one."""
    for piece in lines:
        dash = _DASH.match(piece.text)
        if dash:
            observed.furniture.append(piece.part(0, dash.end()))
        yield (piece.after(dash.end()) if dash else piece), bool(dash)
