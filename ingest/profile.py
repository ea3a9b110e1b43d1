"""The head of a standard: profile and version history, field by field with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.errors import Malformed
from assistant.standard.model import Classified, Standard, Version

from .columns import Strand
from .form import FORM, squeeze
from .layout import Layout
from .observed import Observed
from .rows import Piece
from .wording import Repair

_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3,5}-[0-9]{3}(?:v[0-9]+)?", re.I)
_LABELS = FORM.labels | {code: FORM.labels[label] for code, label in FORM.codes.items()}
_CLASSES = tuple(dict.fromkeys(FORM.labels[label] for label in FORM.codes.values()))
_SHOWN = 20


def read_profile(layout: Layout, repair: Repair, observed: Observed) -> Standard:
    """Read profile and version history: a standard with nothing but its head.

    :raises Malformed: when a label is unknown, a field stands twice, or code, name or level cannot be read.
    """
    reader = _Reader(repair, observed)
    for row in layout.profile:
        if not reader.goes_on(row):
            reader.row(row)
    where = layout.profile[0][0].where
    for label, target in FORM.labels.items():
        if target in ("code", "description", "level") and target not in reader.values and label not in observed.empty:
            raise Malformed(f"the profile from {where} on has no {label}; add it.")
    code, level = reader.values.get("code", ""), reader.values.get("level", "")
    if not _CODE.fullmatch(code):
        raise Malformed(f"「{code[:30]}」 is not the code of a standard (BAS1499-002v2); correct it.")
    name = reader.name(layout.title)
    if level and level not in "123456":
        raise Malformed(f"the 基準級別 「{level[:_SHOWN]}」 is not a level from 1 to 6; correct it.")
    return Standard(
        code=code,
        name=name,
        level=int(level) if level else None,
        description=reader.values.get("description", ""),
        categories=tuple(reader.classes["categories"]),
        occupations=tuple(reader.classes["occupations"]),
        industries=tuple(reader.classes["industries"]),
        versions=tuple(reader.versions(*layout.versions)) if layout.versions else (),
    )


class _Reader:
    """Reads rows of labels and values and keeps what they fill."""

    def __init__(self, repair: Repair, observed: Observed) -> None:
        self.repair, self.observed = repair, observed
        self.values: dict[str, str] = {}
        self.classes: dict[str, list[Classified]] = {kind: [] for kind in _CLASSES}
        self.last: tuple[str, list[Piece]] | None = None

    def goes_on(self, row: list[Piece]) -> bool:
        """Take a row that only goes on with the field above, where a page ends in it."""
        printed = [cell for cell in row if not cell.blank]
        alone = row[0].blank and len(printed) == 1 and squeeze(printed[0].text).rstrip(":") not in _LABELS
        if not (alone and self.last):
            return False
        target, pieces = self.last
        pieces.append(printed[0])
        strand = Strand((piece, number > 0) for number, piece in enumerate(pieces))
        self.values[target] = self.repair.plain(strand.whole).text
        self._place(target, printed[0])
        return True

    def row(self, row: list[Piece]) -> None:
        """Take one row: labels, each followed by its value."""
        labelled = list(self._labelled(row))
        for label, piece in labelled:
            target = _LABELS[label]
            if piece is None:
                self.observed.empty += [label] if target else []
            elif target in _CLASSES:
                self._place(target, piece)
            elif target in self.values:
                raise Malformed(f"{piece.where}: {label} stands a second time; give each standard its own file.")
            elif target:
                self.values[target] = self._text(piece)
                self.last = target, [piece]
                self._place(target, piece)
        given = dict(labelled)
        for beside, label in FORM.codes.items():
            name, code = given.get(label), given.get(beside)
            if label in given and (name or code):
                found = Classified(name=self._text(name) if name else "", code=code.text.strip() if code else "")
                self.classes[FORM.labels[label]].append(found)

    def _labelled(self, row: list[Piece]) -> Iterator[tuple[str, Piece | None]]:
        label, value = "", None
        for cell in row:
            known = squeeze(cell.text).rstrip(":")
            if known in _LABELS:
                if label:
                    yield label, value
                label, value = known, None
                self.observed.furniture.append(cell.span)
            elif not cell.blank and (not label or value or not _LABELS[label]):
                raise Malformed(
                    f"{cell.where}: 「{cell.text.strip()[:_SHOWN]}」 is no field of a profile; correct its label."
                )
            elif not cell.blank:
                value = cell
        if label:
            yield label, value

    def name(self, title: Piece | None) -> str:
        """The name: the occupation or family that is filled in, else the title without its last words.

        :raises Malformed: when there is none.
        """
        name = self.values.get("name") or self.values.get("family") or ""
        self.observed.place("name", self.observed.places.pop("family", []))
        if title:
            self._place("title" if name else "name", title)
        name = name or (self._text(title).removesuffix(FORM.title_end) if title else "")
        if not name:
            raise Malformed("neither 職業 nor 職類 nor a title names the standard; add one.")
        return name

    def versions(self, head: list[Piece], *rows: list[Piece]) -> Iterator[Version]:
        """The rows of the version history under its headings.

        :raises Malformed: when a heading is unknown, or a cell stands under none.
        """
        labels = [squeeze(cell.text) for cell in head]
        for label, cell in zip(labels, head, strict=True):
            if label and label not in FORM.history:
                raise Malformed(f"{cell.where}: 「{label}」 is no heading of the version history.")
            self.observed.furniture += [] if cell.blank else [cell.span]
        for row in rows:
            if len([cell for cell in row if not cell.blank]) > len(labels):
                raise Malformed(f"{row[0].where}: more cells than the version history has headings.")
            values = dict.fromkeys(FORM.history.values(), "")
            for label, cell in zip(labels, row, strict=False):
                if not cell.blank and not label:
                    raise Malformed(f"{cell.where}: 「{cell.text[:_SHOWN]}」 stands under no heading.")
                if not cell.blank:
                    values[FORM.history[label]] = self._text(cell)
                    self._place("versions", cell)
            yield Version(**values)

    def _text(self, piece: Piece) -> str:
        return self.repair.plain(Strand([(piece, False)]).whole).text

    def _place(self, target: str, piece: Piece) -> None:
        self.observed.place(target, [piece.span])
