"""What is embedded: one chunk for every coded item, profile field and note of a standard, and a record a form of it.

Ids are stable: they come from the standard, the code and the place, so that the same document gives the
same ids, and a code printed twice (O1.5.1 under T1.4 and under T1.5) gives two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One embedded text: a form of a chunk."""

    id: str
    standard: str
    kind: str
    code: str
    parents: tuple[str, ...]
    text: str
    context: str
    form: str

    @classmethod
    def stored(cls, identity: str, text: str, kept: Mapping[str, object]) -> Self:
        """The record that a vector store keeps under an id: its text and what `Chunk.metadata` gave beside it."""
        own = {name: str(kept[name]) for name in ("standard", "kind", "code", "context", "form")}
        parents = tuple(str(kept[name]) for name in ("activity", "task") if kept.get(name))
        return cls(id=identity, text=text, parents=parents, **own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage of a standard.

    `text` is the item's own wording and is what is embedded: a parent's words would dilute a bag of
    words. `context` names the item with its parents and is what a reader or a chat model is shown.
    `kind` is that of the item, or `profile` or `note`; `level` is 0 where none is printed; `lines` are
    source lines. `gloss` is the project's own and only helps to find the item.
    """

    id: str
    standard: str
    kind: str
    code: str
    text: str
    context: str
    task: str = ""
    activity: str = ""
    level: int = 0
    lines: tuple[int, ...] = ()
    gloss: str = ""

    @property
    def forms(self) -> tuple[tuple[str, str, str], ...]:
        """What is embedded for it, as (id, form, text): the wording, and the gloss."""
        found = ((self.id, "wording", self.text), (f"{self.id}~gloss", "gloss", self.gloss))
        return found if self.gloss else found[:1]

    @property
    def records(self) -> tuple[Record, ...]:
        """What comes back of it from a store."""
        kept = self.metadata
        return tuple(Record.stored(identity, text, {**kept, "form": form}) for identity, form, text in self.forms)

    @property
    def metadata(self) -> dict[str, str | int | list[int]]:
        """What a vector store keeps beside the text. An empty list is left out: Chroma refuses it."""
        names = ("standard", "kind", "code", "task", "activity", "level", "context")
        return {name: getattr(self, name) for name in names} | ({"lines": list(self.lines)} if self.lines else {})
