"""The head of a standard: profile and version history, field by field with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.errors import Malformed
from assistant.standard.model import Classified, Span, Version

from .columns import Strand
from .layout import Layout, Piece, squeeze
from .wording import Repair

_CODE = re.compile(r"[A-Z]{2,4}[0-9]{3,5}-[0-9]{3}(?:v[0-9]+)?", re.I)
_LABELS = {
    "職能基準代碼": "code",
    "職能基準名稱(擇一填寫)": "",
    "職能基準名稱": "",
    "職類": "family",
    "職業": "name",
    "所屬類別": "",
    "職類別": "categories",
    "職業別": "occupations",
    "行業別": "industries",
    "職類別代碼": "categories",
    "職業別代碼": "occupations",
    "行業別代碼": "industries",
    "工作描述": "description",
    "基準級別": "level",
}
_CLASSES = ("categories", "occupations", "industries")
_HISTORY = {
    "版本": "version",
    "職能基準代碼": "code",
    "職能基準名稱": "name",
    "狀態": "status",
    "更新說明": "note",
    "發展更新日期": "date",
}
_TITLE_END = "職能基準"


@dataclass(slots=True)
class Profile:
    """The fields of the head. `empty` names, as printed, those that hold nothing."""

    code: str = ""
    name: str = ""
    level: int | None = None
    description: str = ""
    classes: dict[str, tuple[Classified, ...]] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    places: dict[str, list[Span]] = field(default_factory=dict)
    furniture: list[Span] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    blanks: dict[str, int] = field(default_factory=dict)


def read_profile(layout: Layout, repair: Repair, name: str) -> Profile:
    """Read profile and version history.

    :raises Malformed: when a label is unknown, a field stands twice, or code, name or level cannot be read.
    """
    reader = _Reader(layout, repair, name)
    for row in layout.profile:
        reader.row(row)
    return reader.profile()


class _Reader:
    def __init__(self, layout: Layout, repair: Repair, name: str) -> None:
        self.layout, self.repair, self.where = layout, repair, name
        self.found = Profile()
        self.values: dict[str, list[tuple[str, Piece]]] = {}
        self.classes: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _CLASSES}

    def row(self, row: list[Piece]) -> None:
        """Take one row: labels, each followed by its value."""
        labelled = list(self._labelled(row))
        for label, piece in labelled:
            target = _LABELS[label]
            if piece is None:
                if target:
                    self.found.empty.append(label)
                continue
            if target in _CLASSES:
                self._place(target, piece)
            elif target in self.values:
                raise Malformed(
                    f"{self.where}, line {piece.line}: {label} stands a second time; give each standard its own file."
                )
            elif target:
                self.values[target] = [(self._text(piece, target), piece)]
                self._place(target, piece)
        self._classified(labelled)

    def _labelled(self, row: list[Piece]) -> Iterator[tuple[str, Piece | None]]:
        label, value = "", None
        for cell in row:
            known = squeeze(cell.text).rstrip(":")
            if known in _LABELS:
                if label:
                    yield label, value
                label, value = known, None
                self.found.furniture.append(cell.span)
            elif not cell.blank and (not label or value or not _LABELS[label]):
                raise Malformed(
                    f"{self.where}, line {cell.line}: 「{cell.text.strip()[:20]}」 is no field of a profile; "
                    "correct its label."
                )
            elif not cell.blank:
                value = cell
        if label:
            yield label, value

    def _classified(self, labelled: list[tuple[str, Piece | None]]) -> None:
        names = {label: piece for label, piece in labelled if _LABELS[label] in _CLASSES}
        for label, piece in names.items():
            if label.endswith("代碼"):
                continue
            code = names.get(label + "代碼")
            if piece or code:
                kind = _LABELS[label]
                pair = (self._text(piece, kind) if piece else "", code.text.strip() if code else "")
                self.classes[kind].append(pair)

    def _text(self, piece: Piece, target: str) -> str:
        wording = self.repair.plain(Strand([(piece, False)]), 0, len(piece.text))
        if wording.blanks:
            self.found.blanks[target] = wording.blanks
        return wording.text

    def _place(self, target: str, piece: Piece) -> None:
        self.found.places.setdefault(target, []).append(piece.span)

    def profile(self) -> Profile:
        """What was read.

        :raises Malformed: when code, name or level cannot be read.
        """
        found, line = self.found, self.layout.profile[0][0].line
        for target, label in (("code", "職能基準代碼"), ("description", "工作描述"), ("level", "基準級別")):
            if target not in self.values and label not in found.empty:
                raise Malformed(f"{self.where}: the profile from line {line} on has no {label}; add it.")
        found.code = self._one("code")
        if not _CODE.fullmatch(found.code):
            raise Malformed(
                f"{self.where}: 「{found.code[:30]}」 is not the code of a standard (BAS1499-002v2); correct it."
            )
        self._named()
        found.description = self._one("description")
        level = self._one("level")
        if level and level not in "123456":
            raise Malformed(f"{self.where}: the 基準級別 「{level[:20]}」 is not a level from 1 to 6; correct it.")
        found.level = int(level) if level else None
        found.classes = {
            kind: tuple(Classified(name=name, code=code) for name, code in pairs)
            for kind, pairs in self.classes.items()
        }
        found.versions = tuple(self._versions())
        return found

    def _one(self, target: str) -> str:
        return self.values[target][0][0] if target in self.values else ""

    def _named(self) -> None:
        """The name: the occupation or family that is filled in, else the title without its last words."""
        title = self.layout.title
        if title:
            self.found.places["title"] = [title.span]
        self.found.name = self._one("name") or self._one("family")
        self.found.places.setdefault("name", []).extend(self.found.places.pop("family", []))
        if not self.found.name and title:
            self.found.name = self._text(title, "name").removesuffix(_TITLE_END)
            self.found.places["name"] = self.found.places.pop("title")
        if not self.found.name:
            raise Malformed(f"{self.where}: neither 職業 nor 職類 nor a title names the standard; add one.")

    def _versions(self) -> Iterator[Version]:
        if not self.layout.versions:
            return
        head, *rows = self.layout.versions
        labels = [squeeze(cell.text) for cell in head]
        for label, cell in zip(labels, head, strict=True):
            if label and label not in _HISTORY:
                raise Malformed(f"{self.where}, line {cell.line}: 「{label}」 is no heading of the version history.")
            self.found.furniture += [] if cell.blank else [cell.span]
        for row in rows:
            if len([cell for cell in row if not cell.blank]) > len(labels):
                raise Malformed(f"{self.where}, line {row[0].line}: more cells than the version history has headings.")
            values = dict.fromkeys(_HISTORY.values(), "")
            for label, cell in zip(labels, row, strict=False):
                if not cell.blank and not label:
                    raise Malformed(f"{self.where}, line {cell.line}: 「{cell.text[:20]}」 stands under no heading.")
                if not cell.blank:
                    values[_HISTORY[label]] = self._text(cell, "versions")
                    self._place("versions", cell)
            yield Version(**values)
