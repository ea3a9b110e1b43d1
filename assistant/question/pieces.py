"""Pieces of a question that ask something each, beside the question as one."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..language.lexicon import lexicon
from .acts import owed
from .form import List, Locate, Question, Show, Situation, Talk
from .found import SetEvaluator
from .rank import Ranked
from .reading import Reading
from .sets import chosen
from .words import words

LEAST_LIKELY = 0.01
"""Probability below which pieces are told from each other no more."""
MARKS = "?？"
"""What ends a question."""


@dataclass(frozen=True, slots=True)
class QuestionPiece:
    """A stretch of a question between two marks; `mark` are the words or numbers before it: and, (2).

    A mark with which a question ends stands before an empty text.
    """

    mark: str
    text: str


def split(text: str) -> list[QuestionPiece]:
    """The stretches between the marks at which one question may end and another begin, without half a quotation."""
    found: list[QuestionPiece] = []
    mark, start = "", 0
    for end in [*words().shape("boundary").finditer(text), None]:
        piece = _unquoted(text[start : end.start() if end else len(text)].strip())
        if re.search(r"\w", piece):
            found.append(QuestionPiece(mark.strip(" ,，.?？!！。;；"), piece))
            mark = ""
        if end:
            mark, start = mark + end[0], end.end()
    return [*found, QuestionPiece(mark.strip(), "")] if re.search(r"\w", mark) else found


def _unquoted(piece: str) -> str:
    """A piece without the marks of a quotation that does not both begin and end in it."""
    if not any(mark in piece for pair in lexicon().quotes for mark in pair):
        return piece
    halves = {mark for pair in lexicon().quotes if piece.count(pair[0]) != piece.count(pair[1]) for mark in pair}
    return piece.translate({ord(mark): " " for mark in halves}).strip()


def distinct(readings: Iterable[Reading], run: SetEvaluator) -> tuple[Question, ...]:
    """The forms of the pieces, each once; where something stands is not told beside under which activity it does.

    A piece that takes some of the items listed before stands in the place of that list: outputs of T6, not the pay one.
    One that lists what they are some of adds nothing: 第四個要做到什麼？看行為指標.
    """
    forms: list[Question] = []
    for best in (r.best for r in readings):
        form, earlier = best.form, forms[-1] if forms else None
        if owed(best.features) and any(_same(form, told, run) for told in forms):
            continue
        if owed(best.features) and isinstance(form, List) and isinstance(earlier, List):
            now, before = (set(run(f.of).items) for f in (form, earlier))
            if before and before < now:
                continue
            if now and now < before and chosen(form.of):
                forms.pop()
        forms.append(form)
    found = tuple(dict.fromkeys(forms))
    placed = [f for f in found if isinstance(f, Locate) and f.kind]
    return tuple(
        f
        for f in found
        if not (isinstance(f, Locate) and not f.kind and any(_same(f, replace(p, kind=None), run) for p in placed))
    )


def _same(one: Question, other: Question, run: SetEvaluator) -> bool:
    """Whether two forms ask the same of the same items, however these were described; none are the same as none."""
    if one == other:
        return True
    if not isinstance(one, List | Show | Locate) or type(one) is not type(other):
        return False
    items = run(one.of).items
    return bool(items) and items == run(other.of).items and replace(one, of=other.of) == other


def apart(whole: Reading, readings: Sequence[Reading], aside: int, single: bool) -> dict[str, float]:
    """What speaks for the pieces read one by one: what speaks for the whole, and how they differ from it.

    :param aside: pieces that only tell why or who asks.
    :param single: whether one form is left of them.
    """
    first, *later = (r.best.features for r in readings)
    best, last = whole.best, readings[-1].best
    told = isinstance(best.form, Situation | Talk)
    clean = "clean" in last.features
    anchored = any(f == "leaf.S" or f.startswith("named.") for f in last.features)
    found = {
        "": True,
        ".single": single,
        ".told": told,
        ".told_last": told and _log(last),
        ".told_clean": told and clean,
        ".told_anchored": told and anchored,
        ".told_anchored_clean": told and anchored and clean,
        ".unread": bool(whole.unread),
        ".unread_pieces": any(r.unread for r in readings),
        ".unsaid": any(map(owed, later)),
        ".aside": aside,
        ".clean": all("clean" in r.best.features for r in readings),
        ".least": min(_log(r.best) for r in readings),
        ".whole": _log(best),
        ".opened": any("open_whole" in r.best.features or "open" in r.best.features for r in readings),
        ".alike": len({type(r.best.form) for r in readings}) == 1,
        ".asking": all(not any(f.startswith("unasked") for f in r.best.features) for r in readings),
        ".context": "context" in first,
        ".numbered": len(words().shape("numbered").findall(whole.text)) > 1,
        ".marked": any(mark in whole.text.rstrip(MARKS) for mark in MARKS),
    }
    return dict(best.features) | {f"apart{name}": float(value) for name, value in found.items() if value}


def _log(ranked: Ranked) -> float:
    return math.log(max(ranked.probability, LEAST_LIKELY))
