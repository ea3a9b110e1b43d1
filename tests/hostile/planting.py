"""A poisoned copy of the standard: instructions written behind the words of its items, remarks, glosses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from instruction import Instruction

from assistant.standard.companion import Companion
from assistant.standard.model import Kind
from assistant.standard.relations import Item, Relations
from ingest.parse import Parsed, parse
from ingest.rows import Source
from ingest.source import decode

CODE = ("BAS1499-002", "BAS1499-902")
"""The code of the standard and that of its copies: a copy under the same code is refused for its changed wording."""
IN_TEXT = (Kind.TASK, Kind.ACTIVITY, Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
PLACES = (*map(str, IN_TEXT), "remark", "gloss")
_REMARK = "檢視完成。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One instruction at one place; `code` is the item, empty for a remark."""

    instruction: Instruction
    place: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poisoned:
    """A copy ready to be ingested, and everything planted in it."""

    parsed: Parsed
    companion: Companion
    planted: tuple[Planted, ...]


def poisoned(
    source: Source, companion: Companion, chosen: Sequence[Instruction], kinds: Sequence[Kind] = IN_TEXT
) -> Poisoned:
    """Plant each of the instructions (at most as many as there are tasks) once at every place.

    :param kinds: the items in whose text they are planted.
    :raises CorpusError: when the copy does not parse: the plants break the table.
    """
    clean = Relations(parse(source).standard)
    lines = source.text.split("\n")
    planted = [*_in_text(clean, lines, chosen, kinds), *_remarks(lines, chosen)]
    copy = decode("\n".join(lines).replace(*CODE).encode(), source.name.replace(*CODE))
    glosses = dict(companion.glosses)
    for item, instruction in zip(_free(clean, Kind.INDICATOR, planted), chosen, strict=False):
        glosses[item.code] = glosses.get(item.code, "") + instruction.plant
        planted.append(Planted(instruction=instruction, place="gloss", code=item.code))
    return Poisoned(parsed=parse(copy), companion=Companion(glosses=glosses), planted=tuple(planted))


def _in_text(
    clean: Relations, lines: list[str], chosen: Sequence[Instruction], kinds: Sequence[Kind]
) -> Iterator[Planted]:
    """Write into the lines, from their ends so that the places before stay where they are."""
    found: list[tuple[Item, Planted]] = []
    for kind in kinds:
        for item, instruction in zip(_free(clean, kind, ()), chosen, strict=False):
            found.append((item, Planted(instruction=instruction, place=str(kind), code=item.code)))
    for item, planted in sorted(found, key=lambda pair: pair[0].spans, reverse=True):
        span = item.spans[0]
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.end] + planted.instruction.plant + line[span.end :]
        yield planted


def _remarks(lines: list[str], chosen: Sequence[Instruction]) -> Iterator[Planted]:
    (at,) = [number for number, line in enumerate(lines) if line.endswith(_REMARK)]
    for instruction in chosen:
        lines[at] += instruction.plant
        yield Planted(instruction=instruction, place="remark", code="")


def _free(clean: Relations, kind: Kind, planted: Sequence[Planted]) -> list[Item]:
    """Items of a kind that are printed whole at one place, with nothing under them, and not yet planted."""
    taken = {p.code for p in planted}
    return [i for i in clean.of_kind(kind) if len(i.spans) == 1 and not i.details and i.code and i.code not in taken]
