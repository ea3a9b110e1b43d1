"""The clauses of a question: which of them bear what is asked, and which tell who asks, why, or how to write it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .codes import mentions
from .span import Edge
from .words import words

Stretch = tuple[int, int]
_BEARING = ("K", "S", "ORD", "LVL", "M")


@dataclass(frozen=True, slots=True)
class Choice:
    """Clauses left out of a question: the name of the choice, the stretches, and the tags that stood in them."""

    name: str
    hidden: tuple[Stretch, ...]
    tags: tuple[str, ...] = ()


def clauses(folded: str) -> list[Stretch]:
    """The clauses, in order."""
    found: list[Stretch] = []
    start = 0
    for match in [*words().shape("clause").finditer(folded), None]:
        end = match.start() if match else len(folded)
        if folded[start:end].strip():
            found.append((start, end))
        start = match.end() if match else start
    return found


def background(folded: str) -> list[Stretch]:
    """Clauses that by their words only tell who asks, why, or what to note; never the whole.

    None holds a code or a quotation.
    """
    whole = clauses(folded)
    found = [c for c in whole if tells_why(folded[c[0] : c[1]].strip())]
    return found if len(found) < len(whole) else []


def choices(folded: str, edges: Sequence[Edge], known: Sequence[Stretch]) -> Iterator[Choice]:
    """Which clauses may be all that is asked: those that name kinds or items, the last of them, it and the one before.

    :param known: clauses that are background by their words; only `ending` looks at one again.
    """
    whole = clauses(folded)
    bearing = [c for c in whole if c not in known and any(_tags(edges, c))]
    if len(whole) < 2 or not bearing:
        return
    place = whole.index(bearing[-1])
    kept = {"bearing": bearing, "last": bearing[-1:], "ending": whole[max(0, place - 1) : place + 1]}
    for name, chosen in kept.items():
        hidden = tuple(c for c in whole if c not in chosen)
        if hidden and list(hidden) != list(known):
            tags = dict.fromkeys(t for c in hidden if c not in known for t in _tags(edges, c))
            yield Choice(name, hidden, tuple(tags))


def hide(folded: str, stretches: Sequence[Stretch]) -> str:
    """The question with blanks where the stretches stood."""
    kept = list(folded)
    for start, end in stretches:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _tags(edges: Sequence[Edge], clause: Stretch) -> Iterator[str]:
    """What stands in a clause that a form could hold."""
    for edge in edges:
        if clause[0] <= edge.start and edge.end <= clause[1]:
            for reading in edge.readings:
                if reading.tag == "X" and reading.value[1] is True:
                    yield "quoted"
                elif reading.tag.startswith("field.") or reading.tag in _BEARING and not reading.weak:
                    yield reading.tag.partition(".")[0]


def tells_why(clause: str) -> bool:
    """Whether a folded clause only tells by its words who asks, why, or what to note."""
    if mentions(clause, clause) or words().shape("quoted").search(clause):
        return False
    aside = words().shape("aside").match(clause)
    told = words().shape("background").search(clause)
    if not aside and not told:
        return False
    if told and told[0] == clause:
        return True
    senses = [s for i in range(len(clause)) for w in words().at(clause, i, i == 0) for s in w.senses if not s.weak]
    if aside:
        return not any(s.tag == "act" and s.value in ("list", "count") for s in senses)
    return not any(s.tag in ("kind", "kinds", "field", "notheld", "top", "says") for s in senses)
