"""Composing the spans of a question bottom-up: a chart of parts, kept narrow by their scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import inf

from ..language.folding import fold
from .common import weighed
from .form import Coded, Nth, Set
from .grammar import LEFT, NULL, RIGHT, Part, combine, joinable, lift
from .rules.rule import Gap
from .span import QuestionSpan, SpanReading

WIDEST = 5
"""Parts of one tag kept in a cell."""
ROOMY = 10
"""The same in a short question."""
HOPELESS = 4.0
"""How far behind the best of a cell two parts are left apart, and what was made of them is dropped: hardly any rule
makes up for it."""
HOPEFUL = 6.0
"""The same in a short question, where there is time."""
SHORT = 5
"""Spans of a question that is short."""
WHOLE = 18
"""The same for sets that span the whole question."""
MOST = 6
"""Parts kept in a cell, beside the best of each tag."""
TEXTS = 4
"""The same for texts: joined ones may be one or several, all or any."""
TAGGED = 3
"""The same for tags other than those."""
LONGEST = 10
"""Spans composed at most; of a longer question the last ones, where its question stands."""
PASTED = 600
"""Characters of a question from which it is a text that someone pasted, most of which asks nothing."""
FEWER = 7
"""Spans composed of such a text at most."""
_CONJUNCTIONS = ("and", "or", "but")
FLOATING = (
    *("act.", "talk.", "redo.", "field.", "note.", "notheld.", "whole.", "only.", "occupation.", "same."),
    *_CONJUNCTIONS,
)
"""Tags that say what is asked, wherever they stand; they are read apart from the chart."""
_JOINING = ("union_", "beside_alike", "beside_unlike", "beside_codes", "sk_too", "s_or_k", "s_and_k")
"""Rules that put sets side by side: what a conversation holds ready is taken further, never merely added."""
_REFERRING = "refer."
"""What the tags of pronouns begin with: `refer.it`, `refer.them`."""
_POINTING = "beside."
"""What the tags of words begin with that point to what was not asked about yet: the other one, what is left."""
_POINTED: Gap = frozenset({"pointed"})
"""Where the sets of a conversation stand in a question with such a word."""
_EARLIER = ("_before", "_two")
"""How the roles of what was asked about before the last question end: it is meant only where a word points to it."""
_WORD = frozenset({"word"})


def floating(tag: str) -> bool:
    """Whether a tag is read apart from the composition."""
    return tag.startswith(FLOATING)


Cell = list[Part]


class Chart:
    """Composes the covers of one question; what two covers have in common is composed once."""

    def __init__(self, text: str, weights: Mapping[str, float], context: Mapping[str, Set] | None = None) -> None:
        """
        :param text: the question as typed, as long as the folded one that the spans were found in.
        :param context: sets that a conversation holds ready, by role; they may be meant by `it`, or by nothing at all.
        """
        self.text = text
        self.weights = weights
        self.context = context or {}
        self._spans: dict[QuestionSpan, int] = {}
        self._cells: dict[tuple[tuple[int, ...], int], Cell] = {}

    def compose(self, cover: Sequence[QuestionSpan]) -> list[Part]:
        """The parts that span a cover, best first."""
        held = tuple(_held(cover))
        most = FEWER if len(self.text) > PASTED else LONGEST
        left_out, spans = held[:-most], held[-most:]
        if self.context:
            start = spans[0].start if spans else 0
            pointing = any(r.tag.startswith(_POINTING) for s in held for r in s.readings)
            spans = (QuestionSpan(start, start, (), _POINTED if pointing else frozenset()), *spans)
        if not spans:
            return []
        numbers = tuple(self._spans.setdefault(s, len(self._spans)) for s in spans)
        whole = sorted(self._cell(spans, numbers, len(spans)), key=lambda p: p.tag == NULL)
        base = sum((_skips(s) for s in left_out), ())
        extra = sum(self.weights.get(f, 0.0) for f in base)
        return [p._replace(score=p.score + extra, features=p.features + base) for p in whole]

    def _cell(self, spans: tuple[QuestionSpan, ...], numbers: tuple[int, ...], size: int) -> Cell:
        """The parts of a stretch of a cover that has so many spans; `numbers` stand for the spans."""
        if len(spans) == 1:
            key = numbers, 0
            return self._cells.get(key) or self._cells.setdefault(key, self._leaf(spans[0]))
        roomy = WHOLE if len(spans) == size else ROOMY if size <= SHORT else WIDEST
        key = numbers, roomy
        return self._cells.get(key) or self._cells.setdefault(key, self._joined(spans, numbers, size, roomy))

    def _joined(self, spans: tuple[QuestionSpan, ...], numbers: tuple[int, ...], size: int, roomy: int) -> Cell:
        stretch = self.text[spans[0].start : spans[-1].end]
        made: list[Part] = []
        least, behind_best = -inf, HOPEFUL if size <= SHORT else HOPELESS
        for middle in range(1, len(spans)):
            before = self._cell(spans[:middle], numbers[:middle], size)
            behind = self._cell(spans[middle:], numbers[middle:], size)
            for left, right in product(before, behind):
                unread = left.tag == right.tag == NULL  # always among the parts: a field may be asked for beside it
                if (unread or left.score + right.score > least) and joinable(left, right):
                    for part in self._pair(left, right, stretch):
                        made.append(part)
                        least = max(least, part.score - behind_best)
        return _best((p for p in made if p.score > least or p.tag == NULL), roomy)

    def _pair(self, left: Part, right: Part, text: str) -> Iterator[Part]:
        """What two neighbours make, as it is and taken for something else."""
        score, features, weights = left.score + right.score, left.features + right.features, self.weights
        if left.tag == NULL:
            edge = 0 if right.tag == NULL else LEFT
            yield Part(right.tag, right.value, score, features, left.gap | right.gap | _WORD, edge)
            return
        if right.tag == NULL:
            yield Part(left.tag, left.value, score, features, left.gap, left.edge | RIGHT)
            return
        implied = bool(self.context) and any(f.startswith("implied.") for f in left.features)
        for tag, value, name in combine(left, right, text):
            gained, names = weights.get(name, 0.0), (*features, name)
            if implied:
                if name.startswith(_JOINING) or name.startswith("sk") and features.count("implied+st"):
                    continue
                if len(left.features) < 3:
                    names = (*names, f"implied+{name}")
                    gained += weights.get(names[-1], 0.0)
            part = Part(tag, value, score + gained, names, left.gap)
            yield part
            for lifted in self._lifted(part):
                yield lifted
                if lifted.tag == "T":
                    yield from self._lifted(lifted)

    def _part(self, tag: str, value: object, features: tuple[str, ...], gap: Gap) -> Part:
        return Part(tag, value, sum(self.weights.get(f, 0.0) for f in features), features, gap)

    def _lifted(self, part: Part) -> Iterator[Part]:
        """What a part is taken for besides."""
        for tag, value, name in lift(part):
            yield Part(tag, value, part.score + self.weights.get(name, 0.0), (*part.features, name), part.gap)

    def _leaf(self, span: QuestionSpan) -> Cell:
        if not span.readings:  # where a conversation stands
            last = ((r, v) for r, v in self.context.items() if span.gap == _POINTED or not r.endswith(_EARLIER))
            return [Part(NULL, None, 0.0), *(self._part("S", v, (f"implied.{r}",), frozenset()) for r, v in last)]
        skips, typed = _skips(span), self.text[span.start : span.end]
        parts = [self._part(NULL, None, skips, span.gap)]
        for reading in span.readings:
            if reading.tag.startswith(_REFERRING):
                parts += [
                    self._part("S", _one_of(reading.tag, v), (f"refer.{role}", _agreement(reading.tag, v)), span.gap)
                    for role, v in self.context.items()
                ]
            elif not floating(reading.tag):
                value = _as_typed(reading, typed) if reading.tag == "X" else reading.value
                features = (f"leaf.{reading.tag}",) + (("weak",) if reading.weak else ())
                parts.append(self._part(reading.tag, value, features, span.gap))
                if reading.tag == "K" and reading.weak:
                    parts.append(parts[-1]._replace(tag="WK", value=None))
                    parts.append(self._part("X", (typed, False), ("weak_text",), span.gap))
        once = [made for part in parts for made in self._lifted(part)]
        twice = [made for part in once if part.tag == "T" for made in self._lifted(part)]
        return _best([*parts, *once, *twice])


def _held(spans: Sequence[QuestionSpan]) -> Iterator[QuestionSpan]:
    """The spans that are composed; what stands before a floating one stands before the next: of each task."""
    before: Gap = frozenset()
    for span in spans:
        if all(floating(r.tag) for r in span.readings):
            tags = {r.tag for r in span.readings}
            before |= span.gap | tags.intersection(_CONJUNCTIONS) | ({"again"} if "act.count" in tags else set())
        else:
            yield replace(span, gap=span.gap | before) if before else span
            before = frozenset()


def _as_typed(reading: SpanReading, stretch: str) -> object:
    """The value of a text as it was typed: Traditional where it is."""
    text, quoted = reading.value
    if not isinstance(quoted, tuple):
        return (stretch[1:-1].strip() if quoted else stretch), quoted
    folded, at, typed = fold(stretch), 0, []
    for part in quoted:
        at = max(at, folded.find(part, at))
        typed.append(stretch[at : at + len(part)])
        at += len(part)
    return text, tuple(typed)


def _one_of(tag: str, meant: Set) -> Set:
    """後者 of several is the last of them, 前者 the first."""
    place = {"refer.latter": -1, "refer.former": 1}.get(tag)
    return Nth(meant, place) if place and isinstance(meant, Coded) and len(meant.codes) > 1 else meant


def _agreement(tag: str, meant: Set) -> str:
    """Whether a pronoun and what it may mean are one or several: 它 of a list of four."""
    several = isinstance(meant, Coded) and len(meant.codes) > 1
    return f"{tag}.{'several' if several else 'one'}"


def _skips(span: QuestionSpan) -> tuple[str, ...]:
    """What leaving a span unread costs, by what it may have meant."""
    if any(floating(r.tag) or r.tag.startswith(_REFERRING) for r in span.readings):
        return ()
    tags = {r.tag for r in span.readings}
    if "S" in tags:
        return ("skip.S",)
    if tags == {"X"}:
        words = span.readings[0].value[0]
        whole, common = weighed(words) if isinstance(words, str) else (1, 0)
        return ("skip.X",) * min(whole - common, 8) + ("skip.common",) * min(common, 8)
    weak = all(r.weak for r in span.readings)
    return (f"skip.{'weak' if weak else sorted(tags)[0]}",)


def _best(parts: Iterable[Part], widest: int = WIDEST) -> list[Part]:
    """The best parts of each tag, one for each value."""
    unique: dict[tuple[str, object], Part] = {}
    for part in parts:
        key = (part.tag, part.value)
        if key not in unique or unique[key].score < part.score:
            unique[key] = part
    kept: list[Part] = []
    counts: dict[str, int] = {}
    ranked = sorted(unique.values(), key=lambda p: -p.score)
    for part in ranked:
        counts[part.tag] = counts.get(part.tag, 0) + 1
        limit = widest if part.tag == "S" else TEXTS if part.tag == "X" else TAGGED
        if counts[part.tag] <= (limit if len(kept) < MOST or widest > WIDEST else 1):
            kept.append(part)
    return kept
