"""Question → forms, ranked: spans, composition, what is asked, and what the conversation leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..language.folding import fold
from ..retrieval.calibration import calibration
from .acts import Acts, Candidate
from .asking import fieldwise, questions
from .chart import Chart, floating
from .codes import mentions
from .common import weighed
from .conversation import Context, again, held, in_common, other_kinds, recalled, widened
from .form import NotHeld, Question, Situation, Talk, Together, nodes
from .found import Run
from .grammar import NULL
from .rank import Ranked, Ranker
from .sets import direct, kinds_of
from .span import Span, Spans
from .spans import Spanner
from .take import Question as Taken
from .words import words

MOST_RANKED = 44
"""Candidates whose outcome is looked at; the rest are far behind."""
MOST_PARTS = 5
"""Pieces of a question that are read one by one."""
LEAST = 3
"""Characters of the shortest piece that asks something by itself."""
ASIDE = 0.3
"""Support below which a piece that asks nothing only tells why or who asks."""
FAIR = 0.4
"""Probability from which pieces are taken where the whole leaves something unread."""
ROOTS = 20
"""Parts that span the question from which candidates are made."""
Support = Callable[[str], float]
_POLITE = ("fine", "hello", "thanks", "bye")
"""Acts that are all there is to a message: where it names a kind or an item as well, it asks."""
_ASKING = ("act.list", "act.count", "act.locate", "act.yesno", "act.level", "act.misprint")
"""Words that ask for something of a table."""
_STEER = ("redo.", "talk.")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the question as typed, and what it was taken for: used, an act, filler, background, or unread."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read: the best form first, each with its probability; `tokens` account for every part of it."""

    text: str
    ranked: tuple[Ranked, ...]
    tokens: tuple[Token, ...] = ()

    @property
    def best(self) -> Ranked:
        """The likeliest form."""
        return self.ranked[0]

    @property
    def unread(self) -> tuple[str, ...]:
        """Stretches that no part of the form accounts for."""
        return tuple(t.text for t in self.tokens if t.role == "unread")


class Reader:
    """Reads questions about one standard."""

    def __init__(self, spanner: Spanner, ranker: Ranker, support: Support) -> None:
        self.spanner = spanner
        self.ranker = ranker
        self.support = support

    @property
    def run(self) -> Run:
        """The evaluator of sets."""
        return self.ranker.run

    def read(self, question: Taken, context: Context | None = None) -> Reading:
        """Read a question in the light of a conversation: as one, or as several where that accounts for more of it."""
        context = context or Context()
        whole = self._read(question, context)
        pieces = [p.strip() for p in words().shape("boundary").split(question.text) if re.search(r"\w", p)]
        short = [p for p in pieces if len(p) < LEAST]
        if not 1 < len(pieces) - len(short) <= MOST_PARTS or any(mentions(fold(p), p) for p in short):
            return whole
        return self._apart(question, pieces, context, whole)

    def _apart(self, question: Taken, pieces: Sequence[str], context: Context, whole: Reading) -> Reading:
        """The reading piece by piece, if each asks something by itself or tells no more than why."""
        readings: list[Reading] = []
        tokens: tuple[Token, ...] = ()
        for piece in pieces:
            if len(piece) < LEAST:
                tokens = (*tokens, Token(piece, "filler"))
                continue
            reading = self._read(replace(question, text=piece, folded=fold(piece)), context)
            form = reading.best.form
            if isinstance(form, Talk) or isinstance(form, Situation) and self.support(piece) < ASIDE:
                tokens = (*tokens, Token(piece, "background"))
                continue
            readings.append(reading)
            tokens = (*tokens, *reading.tokens)
            context = recalled(context, form, self.run, piece)
        if not readings or any(isinstance(r.best.form, Situation) for r in readings):
            return whole
        least = min(r.best.probability for r in readings)
        loose = isinstance(whole.best.form, Situation | Talk) or bool(whole.unread)
        if not (loose and least >= FAIR or least > whole.best.probability):
            return whole
        forms = tuple(dict.fromkeys(r.best.form for r in readings))
        if len(forms) == 1:
            return replace(readings[-1], text=question.text, tokens=tokens)
        best = Ranked(Together(forms), {}, min(r.best.score for r in readings), least)
        return Reading(question.text, (best, *whole.ranked), tokens)

    def _read(self, question: Taken, context: Context) -> Reading:
        covers = self.spanner.covers(question.folded, question.text)
        acts = [Acts.of(cover.spans, cover.folded) for cover in covers]
        found: list[tuple[Candidate, int]] = []
        charts = dict[str, Chart]()
        for n, cover in enumerate(covers):
            chart = charts.setdefault(cover.typed, Chart(cover.typed, self.ranker.model, held(context)))
            mark = (f"cover.{cover.made}", *(f"left_out.{tag}" for tag in cover.left_out)) if cover.made else ()
            for candidate in self._candidates(cover, chart, acts[n], context):
                found.append((replace(candidate, features=candidate.features + mark), n))
        model = self.ranker.model

        def score(entry: tuple[Candidate, int]) -> float:
            return sum(model.get(f, 0.0) for f in entry[0].features)

        likeliest: dict[Question, tuple[Candidate, int]] = {}
        for candidate, n in sorted(found, key=lambda entry: (entry[1], -score(entry))):
            likeliest.setdefault(candidate.form, (candidate, n))
        kept = dict(sorted(likeliest.items(), key=lambda item: -score(item[1]))[:MOST_RANKED])
        pairs = [
            (candidate, self.ranker.features(candidate, covers[n].spans, acts[n], bool(context.turns)))
            for candidate, n in kept.values()
        ]
        ranked = self.ranker.ranked([*pairs, *self._told(question, covers[0], pairs, context)])
        if not ranked:
            ranked = [Ranked(Situation(question.text), {}, 0.0, 1.0)]
        best = ranked[0]
        home = kept[best.form][1] if best.form in kept else 0
        return Reading(question.text, tuple(ranked), _tokens(covers[home], best))

    def _candidates(self, cover: Spans, chart: Chart, acts: Acts, context: Context) -> Iterator[Candidate]:
        parts = chart.compose(cover.spans)
        whole = [p for p in parts if p.tag != NULL]
        null = next((p for p in parts if p.tag == NULL), None)
        steer = tuple(dict.fromkeys(r.tag for s in cover.spans for r in s.readings if r.tag.startswith(_STEER)))
        marks = tuple(f"mark.{t}" for t in steer) if context.turns else ()
        for part in sorted(whole, key=lambda p: -p.score)[:ROOTS]:
            yield from questions(part, acts)
            if context.turns and part.tag == "S":
                if direct(part.value):
                    features = (*part.features, *(f"{m}.redo" for m in marks))
                    yield from again(context, part.value, features)
                kinds = kinds_of(part.value)
                if part.features and "k_all" in part.features:
                    yield from other_kinds(context, kinds, (*part.features, *(f"{m}.kind" for m in marks)))
        empty = tuple(null.features) if null else ()
        if not cover.spans or null is not None or not whole:
            yield from fieldwise(null, acts)
        if context.turns and any(s.has("whole.whole") for s in cover.spans):
            yield from widened(context, empty)
        if context.turns and any(s.has("shared.shared") for s in cover.spans):
            yield from in_common(context, empty)
        yield from self._talk(cover, empty, context)
        if words().shape("policy").search(cover.folded):
            yield Candidate(Talk("policy"), ("q.policy",))

    def _talk(self, cover: Spans, features: tuple[str, ...], context: Context) -> Iterator[Candidate]:
        told = sum(any(r.tag in ("K", "S") and not r.weak for r in s.readings) for s in cover.spans)
        for span in cover.spans:
            for reading in span.readings:
                if reading.tag.startswith("talk."):
                    act = reading.tag.partition(".")[2]
                    if told > (act not in _POLITE):
                        continue
                    yield Candidate(
                        Talk(act), (*features, "q.talk", f"talk.{act}", *(("talk_context",) if context.turns else ()))
                    )
                elif reading.tag == "redo.more" and context.turns:
                    yield Candidate(Talk("more"), (*features, "q.talk", "talk.more"))
                elif reading.tag == "occupation.other" and (told or not _tells(cover)):
                    yield Candidate(Talk("occupation", cover.typed[span.start : span.end]), ("q.occupation",))

    def _told(
        self, question: Taken, cover: Spans, pairs: Sequence[tuple[Candidate, dict[str, float]]], context: Context
    ) -> Iterator[tuple[Candidate, dict[str, float]]]:
        """The reading of the question as a situation that someone tells, with how likely the standard speaks of it."""
        texts = _texts(cover)
        size = sum(len(t.split()) * 2 if t.isascii() else len(t) for t in texts)
        if pairs and size < 2:
            return
        support = self.support(question.text)
        strong = sum(1 for s in cover.spans if any(r.tag == "K" and not r.weak for r in s.readings) or s.has("S"))
        features = {
            "form.situation": 1.0,
            "told.support": support,
            "told.supported": float(support >= calibration().thresholds.least),
            "told.unsupported": float(support < 0.2),
            "told.size": min(size, 30) / 10,
            "told.strong": float(min(strong, 3)),
            "told.clauses": float(min(len(words().shape("clause").findall(question.folded)), 6)) / 3,
            "told.matter": float(
                any(
                    s.has(f"notheld.{r.value}") for s in cover.spans for r in s.readings if r.tag.startswith("notheld.")
                )
            ),
            "told.short": float(size < 4),
        }
        tags = [r.tag for s in cover.spans for r in s.readings]
        features["told.codes"] = float(min(tags.count("S"), 2))
        features["told.asks"] = float(min(sum(t in _ASKING for t in tags), 3))
        features["told.says"] = float("says.says" in tags)
        features |= _rivals(pairs)
        features["told.ends"] = float(
            any(r.tag in ("K", "S") and not r.weak for s in cover.spans[-3:] for r in s.readings)
        )
        if context.turns:
            features["told.context"] = 1.0
        if cover.background:
            features["told.background"] = 1.0
        yield Candidate(Situation(question.text), ()), features


def _tells(cover: Spans) -> bool:
    """Whether a question tells something beside the names in it: 怎麼招募客服人員 asks nothing of that occupation."""
    return any(whole > common for whole, common in map(weighed, _texts(cover)))


def _texts(cover: Spans) -> list[str]:
    """The stretches of a cover that may be words of the reader's own."""
    return [r.value[0] for s in cover.spans for r in s.readings if r.tag == "X" and isinstance(r.value[1], bool)]


def _rivals(pairs: Sequence[tuple[Candidate, dict[str, float]]]) -> dict[str, float]:
    """Whether another reading accounts for everything, of the whole or of some clauses; else what it leaves unread."""
    skips = [values.get("skip.X", 0.0) for candidate, values in pairs if not isinstance(candidate.form, Talk)]
    clean = [values for candidate, values in pairs if "clean" in values and not isinstance(candidate.form, Talk)]
    asking = [v for v in clean if not any(f.startswith("unasked") for f in v)]
    found = {"told.rival": clean, "told.rival_asking": asking}
    whole = {
        f"{name}_whole": [v for v in of if not any(f.startswith("cover.") for f in v)] for name, of in found.items()
    }
    return {"told.left": min(skips, default=6.0) / 3} | {name: 1.0 for name, of in (found | whole).items() if of}


def _tokens(cover: Spans, best: Ranked) -> tuple[Token, ...]:
    """Every part of the question with its role; text counts as read when the form holds it."""
    held_texts = [str(getattr(n, "text", "")) for n in nodes(best.form)]
    told = isinstance(best.form, Situation | Talk | NotHeld)
    tokens: list[Token] = []
    at = 0
    text = cover.typed
    marks = sorted(
        [(s.start, s.end, _role(s, held_texts, told, "negation_unread" in best.features)) for s in cover.spans]
        + [(a, b, "background") for a, b in cover.background]
    )
    for start, end, role in marks:
        if start > at and re.search(r"\w", text[at:start]):
            tokens.append(Token(text[at:start].strip(), "filler"))
        tokens.append(Token(text[start:end].strip(), role))
        at = max(at, end)
    if re.search(r"\w", text[at:]):
        tokens.append(Token(text[at:].strip(), "filler"))
    return tuple(tokens)


def _role(span: Span, texts: Sequence[str], told: bool, unheeded: bool) -> str:
    if unheeded and any(r.tag.startswith(("neg.", "except.")) for r in span.readings):
        return "unread"
    if all(floating(r.tag) for r in span.readings):
        return "asked"
    if all(r.tag == "X" for r in span.readings):
        value = span.readings[0].value[0]
        whole = value if isinstance(value, str) else ""
        texts = [fold(t) for t in texts]
        return "used" if told or any(whole and (whole in t or t and t in whole) for t in texts) else "unread"
    return "used"
