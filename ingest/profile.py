"""Head and foot of a standard, with their places: profile, version history, attitudes, notes and what is advised."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.errors import Malformed
from assistant.standard.code import ICAP
from assistant.standard.model import Attitude, Classified, Kind, Standard, Version

from .columns import Strand, glued
from .form import FORM, squeeze
from .layout import Layout
from .repair import Observed
from .rows import CellPiece

_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3,5}-[0-9]{3}(?:v[0-9]+)?", re.I)
_LABELS = FORM.labels | {code: FORM.labels[label] for code, label in FORM.codes.items()}
_CLASSES = tuple(dict.fromkeys(FORM.labels[label] for label in FORM.codes.values()))
_LETTER = ICAP.shapes[Kind.ATTITUDE].letter
_DASH = re.compile(rf"\s*(?:[-–•*●■◆▪◼]\s+|[-–•●■](?=[{_LETTER}{chr(ord(_LETTER) + 0xFEE0)}][0-9]))")
_COLON = re.compile("[：:]")
_SHOWN = 20


def read_profile(layout: Layout, observed: Observed) -> Standard:
    """Read profile and version history: a standard with nothing but its head.

    :raises Malformed: when a label is unknown, a field stands twice, or code, name or level cannot be read.
    """
    reader = _Reader(observed)
    for row in layout.profile:
        if not reader.goes_on(row):
            reader.row(row)
    values = {target: observed.text(*pieces) for target, pieces in reader.fields.items()}
    for label, target in FORM.labels.items():
        if target in ("code", "description", "level") and target not in values and label not in observed.empty:
            raise Malformed("document.missing_field", start=layout.profile[0][0].where, label=label)
    code, level = values.get("code", ""), values.get("level", "")
    if not _CODE.fullmatch(code):
        raise Malformed("document.no_code_of_a_standard", code=code[:30])
    name = _name(values, layout.title, observed)
    if level and level not in "123456":
        raise Malformed("document.standard_level", level=level[:_SHOWN])
    return Standard(
        code=code,
        name=name,
        level=int(level) if level else None,
        description=values.get("description", ""),
        categories=tuple(reader.classes["categories"]),
        occupations=tuple(reader.classes["occupations"]),
        industries=tuple(reader.classes["industries"]),
        versions=tuple(_versions(observed, *layout.versions)) if layout.versions else (),
    )


class _Reader:
    """Reads rows of labels and values; `fields` are the pieces of each field that is no class, `last` the last one."""

    def __init__(self, observed: Observed) -> None:
        self.observed = observed
        self.fields: dict[str, list[CellPiece]] = {}
        self.classes: dict[str, list[Classified]] = {kind: [] for kind in _CLASSES}
        self.last = ""

    def goes_on(self, row: list[CellPiece]) -> bool:
        """Take a row that only goes on with the field above, where a page ends in it."""
        printed = [cell for cell in row if not cell.blank]
        alone = row[0].blank and len(printed) == 1 and squeeze(printed[0].text).rstrip(":") not in _LABELS
        if not (alone and self.last):
            return False
        self.fields[self.last] += printed
        self.observed.place(self.last, [printed[0].span])
        return True

    def row(self, row: list[CellPiece]) -> None:
        """Take one row: labels, each followed by its value."""
        labelled = list(self._labelled(row))
        for label, piece in labelled:
            target = _LABELS[label]
            if piece is None:
                self.observed.empty += [label] if target else []
                continue
            if target in self.fields:
                raise Malformed("document.second_field", where=piece.where, label=label)
            if target and target not in _CLASSES:
                self.fields[target], self.last = [piece], target
            if target:
                self.observed.place(target, [piece.span])
        given = dict(labelled)
        for beside, label in FORM.codes.items():
            name, code = given.get(label), given.get(beside)
            if label in given and (name or code):
                found = Classified(
                    name=self.observed.text(name) if name else "", code=code.text.strip() if code else ""
                )
                self.classes[FORM.labels[label]].append(found)

    def _labelled(self, row: list[CellPiece]) -> Iterator[tuple[str, CellPiece | None]]:
        label, value = "", None
        for cell in row:
            known = squeeze(cell.text).rstrip(":")
            if known in _LABELS:
                if label:
                    yield label, value
                label, value = known, None
                self.observed.furniture.append(cell.span)
            elif not cell.blank:
                if not label or value or not _LABELS[label]:
                    raise Malformed("document.unknown_field", where=cell.where, label=cell.text.strip()[:_SHOWN])
                value = cell
        if label:
            yield label, value


def _name(values: Mapping[str, str], title: CellPiece | None, observed: Observed) -> str:
    """The name: the occupation or family that is filled in, else the title without its last words."""
    name = values.get("name") or values.get("family") or ""
    observed.place("name", observed.places.pop("family", []))
    if title:
        observed.place("title" if name else "name", [title.span])
        name = name or observed.text(title).removesuffix(FORM.title_end)
    if not name:
        raise Malformed("document.no_name")
    return name


def _versions(observed: Observed, head: list[CellPiece], *rows: list[CellPiece]) -> Iterator[Version]:
    """The rows of the version history under its headings."""
    labels = [squeeze(cell.text) for cell in head]
    for label, cell in zip(labels, head, strict=True):
        if label and label not in FORM.history:
            raise Malformed("document.unknown_history", where=cell.where, label=label)
        observed.furniture += [] if cell.blank else [cell.span]
    for row in rows:
        if sum(not cell.blank for cell in row) > len(labels):
            raise Malformed("document.wide_history", where=row[0].where)
        values = dict.fromkeys(FORM.history.values(), "")
        for label, cell in zip(labels, row, strict=False):
            if not cell.blank:
                if not label:
                    raise Malformed("document.no_heading", where=cell.where, text=cell.text[:_SHOWN])
                values[FORM.history[label]] = observed.text(cell)
                observed.place("versions", [cell.span])
        yield Version(**values)


def read_attitudes(lines: Sequence[CellPiece], observed: Observed) -> tuple[Attitude, ...]:
    """Read the attitudes: a code, a name, and after a colon what is meant by it."""
    strand = Strand(_begun(list(_dashed(lines, observed))))
    found = []
    for item in strand.items(ICAP.shapes[Kind.ATTITUDE]):
        name, *rest = _COLON.split(observed.repair.plain(item).text, maxsplit=1)
        definition = "".join(rest)
        found.append(Attitude(code=item.code, name=name.strip(), definition=definition.strip(), spans=item.spans))
    return tuple(found)


def _begun(lines: Sequence[tuple[CellPiece, bool]]) -> Iterator[CellPiece]:
    """The lines, each of which goes on but those that begin an item.

    One begins at a dash or, where there are neither dashes nor codes, at a colon. Where there is none of these each
    line is an item, unless a page may have broken it off the line above.
    """
    marked = any(dash or ICAP.printed.match(ICAP.narrow(piece.text.lstrip())) for piece, dash in lines)
    named = any(_COLON.search(piece.text) for piece, _ in lines)
    for piece, dash in lines:
        begins = dash if marked else not piece.wrapped and bool(not named or _COLON.search(piece.text))
        yield replace(piece, goes_on=not begins)


def read_notes(lines: Sequence[CellPiece], observed: Observed) -> dict[str, list[str]]:
    """Read the `notes`; what is indented under the heading of advice are `prerequisites`.

    :raises Malformed: when that heading is cut off.
    """
    found: dict[str, list[str]] = {"notes": [], "prerequisites": []}
    blocks: list[tuple[str, list[CellPiece]]] = []
    section = "notes"
    for line, (piece, dash) in zip(lines, _dashed(lines, observed), strict=True):
        if advice := FORM.advice.match(piece.text):
            observed.furniture.append(piece.part(0, advice.end()))
            section = "prerequisites"
            blocks.append((section, [piece.after(advice.end())]))
        elif FORM.advice_begun.match(piece.text):
            raise Malformed("document.cut_heading", where=piece.where)
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


def _dashed(lines: Sequence[CellPiece], observed: Observed) -> Iterator[tuple[CellPiece, bool]]:
    """The lines without their leading dash, and whether they have one."""
    for piece in lines:
        dash = _DASH.match(piece.text)
        if dash:
            observed.furniture.append(piece.part(0, dash.end()))
        yield (piece.after(dash.end()) if dash else piece), bool(dash)
