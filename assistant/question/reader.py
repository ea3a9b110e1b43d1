"""Question → forms, ranked: spans, composition, what is asked, and what the conversation leaves unsaid."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..language.folding import fold
from .acts import Acts, Candidate, owed
from .asking import fieldwise, questions
from .chart import Chart, floating
from .clauses import tells_why
from .codes import mentions
from .conversation import Context, held, recalled
from .features import features
from .form import Compare, Field, NotHeld, Question, Show, Situation, Talk, Together
from .found import SetEvaluator
from .grammar import NULL, Part
from .node import nodes
from .pieces import QuestionPiece, apart, distinct, split
from .rank import Ranked, Ranker
from .reading import Reading, Token
from .redo import added, again, beside_last, beyond_other, counted, held_to, in_common, other_end, other_kinds, widened
from .sets import chosen, direct, kinds_of, upper
from .span import QuestionSpan, Spans
from .spans import Spanner
from .take import Question as Taken
from .telling import ASKING, aside, own_words, telling, tells
from .words import words

MOST_RANKED = 44
"""Candidates whose outcome is looked at; the rest are far behind."""
MOST_PARTS = 5
"""Pieces of a question that are read one by one."""
MOST_ASIDE = 2
"""Pieces that only tell why or who asks, as many as are counted."""
LEAST = 3
"""Characters of the shortest piece that asks something by itself."""
TOLD = 2
"""Characters of the reader's own words from which a question may tell a situation beside what else it may be."""
ASIDE = 0.3
"""Support below which a piece that asks nothing only tells why or who asks."""
ROOTS = 20
"""Parts that span the question from which candidates are made."""
Support = Callable[[str], float]
_POLITE = ("fine", "hello", "thanks", "bye")
"""Acts that are all there is to a message: where it names a kind or an item as well, it asks."""
_BARE = ("X", "AMT")
"""Tags of text and numbers, which ask nothing by themselves."""
_STEER = ("redo.", "talk.")


class Reader:
    """Reads questions about one standard."""

    def __init__(self, spanner: Spanner, ranker: Ranker, support: Support) -> None:
        self.spanner = spanner
        self.ranker = ranker
        self.support = support

    @property
    def run(self) -> SetEvaluator:
        """The evaluator of sets."""
        return self.ranker.run

    def read(self, question: Taken, context: Context | None = None) -> Reading:
        """Read a question in the light of a conversation: as one, or as several where that accounts for more of it."""
        context = context or Context()
        whole = self._read(question, context)
        pieces = split(question.text)
        short = [p.text for p in pieces if len(p.text) < LEAST]
        if not 1 < len(pieces) - len(short) <= MOST_PARTS or any(mentions(fold(p), p) for p in short):
            return whole
        return self._apart(question, pieces, context, whole)

    def _apart(self, question: Taken, pieces: Sequence[QuestionPiece], context: Context, whole: Reading) -> Reading:
        """The reading piece by piece beside that of the whole, where each piece asks something or only tells why."""
        readings: list[Reading] = []
        tokens: list[Token] = []
        greeted = 0
        for part in pieces:
            piece = part.text
            tokens += [Token(t, "filler") for t in (part.mark, piece if len(piece) < LEAST else "") if t]
            if len(piece) < LEAST:
                continue
            if tells_why(fold(piece).strip(" :,")):
                tokens.append(Token(piece, "background"))
                continue
            reading = self._read(replace(question, text=piece, folded=fold(piece)), context)
            greeting = isinstance(reading.best.form, Talk)
            if greeting or not self._asks(piece, reading, part is pieces[-1]):
                greeted += greeting
                tokens.append(Token(piece, "background"))
                continue
            readings.append(reading)
            tokens += reading.tokens
            context = recalled(context, reading.best.form, self.run, piece)
        untold = any(isinstance(r.best.form, Situation) or "negation_unread" in r.best.features for r in readings)
        if not readings or untold:
            return whole
        forms = distinct(readings, self.run)
        form = forms[0] if len(forms) == 1 else Together(forms)
        aside = min(sum(t.role == "background" for t in tokens) - greeted, MOST_ASIDE)
        rivals = [r for r in whole.ranked if not isinstance(r.form, Talk)]  # a piece of it asks: it is not all talk
        ranked = self.ranker.beside(rivals, form, apart(whole, readings, aside, len(forms) == 1))
        taken = ranked[0].form == form != whole.best.form
        return Reading(question.text, tuple(ranked), tuple(tokens) if taken else whole.tokens)

    def _asks(self, piece: str, reading: Reading, last: bool) -> bool:
        """Whether a piece asks something: its text bears on the standard, or words of asking or items stand in it.

        :param last: whether none comes after; what is told before a question asks nothing itself.
        """
        form = reading.best.form
        if not isinstance(form, Situation | Show):
            return any(token.role != "filler" for token in reading.tokens)
        readings = [r for s in self.spanner.covers(fold(piece), piece)[0].spans for r in s.readings]
        if isinstance(form, Show):
            return any(r.tag not in _BARE and not r.weak for r in readings)
        asks = last or any(r.tag in ASKING or r.tag == "K" and not r.weak for r in readings)
        return asks and self.support(piece) >= ASIDE

    def _read(self, question: Taken, context: Context) -> Reading:
        covers = self.spanner.covers(question.folded, question.text)
        acts = [Acts.of(cover.spans, cover.folded) for cover in covers]
        found: list[tuple[Candidate, int, float]] = []
        charts = dict[str, Chart]()
        model = self.ranker.model
        for n, cover in enumerate(covers):
            chart = charts.setdefault(cover.typed, Chart(cover.typed, model, held(context)))
            mark = (f"cover.{cover.made}", *(f"left_out.{tag}" for tag in cover.left_out)) if cover.made else ()
            for candidate in self._candidates(cover, chart, acts[n], context):
                candidate = replace(candidate, features=candidate.features + mark)
                found.append((candidate, n, sum(model.get(f, 0.0) for f in candidate.features)))
        likeliest: dict[Question, tuple[Candidate, int, float]] = {}
        for entry in sorted(found, key=lambda e: (e[1], -e[2])):
            likeliest.setdefault(entry[0].form, entry)
        ordered = sorted(likeliest.values(), key=lambda e: -e[2])
        # what takes nothing of the text scores low until everything is weighed
        late = [e for e in ordered[MOST_RANKED:] if isinstance(e[0].form, Field | NotHeld)]
        kept = {candidate.form: (candidate, n) for candidate, n, _ in ordered[:MOST_RANKED] + late}
        pairs = [
            (candidate, features(self.run, candidate, covers[n].spans, acts[n], bool(context.turns)))
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
        empty = null.features if null else ()
        steer = dict.fromkeys(r.tag for s in cover.spans for r in s.readings if r.tag.startswith(_STEER))
        marks = tuple(f"mark.{t}" for t in steer) if context.turns else ()
        for part in sorted(whole, key=lambda p: -p.score)[:ROOTS]:
            yield from questions(part, acts)
            if context.turns and part.tag == "S":
                yield from _once_more(part, acts, context, marks)
            elif context.turns and part.tag in ("M", "MK"):
                order, by, place = part.value
                yield from other_end(context, order, by, place, part.features)
        if not cover.spans or null is not None or not whole:
            yield from fieldwise(null, acts)
        if context.turns and acts.whole:
            yield from widened(context, empty)
        if context.turns and (acts.shared or "same" in acts.acts):
            yield from in_common(context, empty)
        yield from self._talk(cover, empty, context)
        if words().shape("policy").search(cover.folded):
            yield Candidate(Talk("policy"), ("q.policy",))

    def _talk(self, cover: Spans, features: tuple[str, ...], context: Context) -> Iterator[Candidate]:
        told = sum(any(r.tag in ("K", "S") and not r.weak for r in s.readings) for s in cover.spans)
        turned = ("talk_context",) if context.turns else ()
        for span in cover.spans:
            for reading in span.readings:
                tag, _, act = reading.tag.partition(".")
                if tag == "talk" and told <= (act not in _POLITE):
                    yield Candidate(Talk(act), (*features, "q.talk", f"talk.{act}", *turned))
                elif reading.tag == "redo.more" and context.turns:
                    yield Candidate(Talk("more"), (*features, "q.talk", "talk.more"))
                elif reading.tag == "occupation.other" and (told or not tells(cover)):
                    named = Talk("occupation", cover.typed[span.start : span.end])
                    yield Candidate(named, ("q.occupation", *(f"occupation.{m}" for m in aside(cover, span))))

    def _told(
        self, question: Taken, cover: Spans, pairs: Sequence[tuple[Candidate, dict[str, float]]], context: Context
    ) -> Iterator[tuple[Candidate, dict[str, float]]]:
        """The reading of the question as a situation that someone tells."""
        if not pairs or own_words(cover) >= TOLD:
            found = telling(question.folded, cover, pairs, self.support(question.text), bool(context.turns))
            yield Candidate(Situation(question.text), ()), found


def _once_more(part: Part, acts: Acts, context: Context, marks: tuple[str, ...]) -> Iterator[Candidate]:
    """The last question asked of something else, of another kind, of more; its test held to another item."""
    asks = "what" in acts.acts or chosen(part.value) and not owed(part.features)
    if direct(part.value) and (marks or not asks) or marks and upper(part.value):  # what is K39, after where K38 is
        features = (*part.features, *(f"{m}.redo" for m in marks))
        yield from again(context, part.value, features)
    if "k_all" in part.features:
        features = (*part.features, *(f"{m}.kind" for m in marks))
        yield from other_kinds(context, kinds_of(part.value), acts.added, features)
    elif acts.adds:
        yield from added(context, part.value, part.features)
    if "yesno" in acts.acts:
        yield from held_to(context, part.value, part.features)
    if "count" in acts.acts:
        yield from counted(context, part.value, part.features)
    if acts.than or acts.surplus or acts.set_against or acts.acts & {"compare", "diff", "same"}:
        yield from beside_last(context, part.value, part.features, acts)
    if acts.extra:
        yield from beyond_other(context, part.value, part.features)


def _tokens(cover: Spans, best: Ranked) -> tuple[Token, ...]:
    """Every part of the question with its role; text counts as read when the form holds it."""
    held_texts = [fold(str(getattr(n, "text", ""))) for n in nodes(best.form)]
    told = isinstance(best.form, Situation | Talk | NotHeld)
    unheeded = "negation_unread" in best.features
    text, asked = cover.typed, _weighed(cover, best.form)
    roles = [(s.start, s.end, asked.get(s) or _role(s, held_texts, told, unheeded)) for s in cover.spans]
    tokens: list[Token] = []
    at = 0
    roles += [(a, b, "background") for a, b in cover.background]
    for start, end, role in [*sorted(roles), (len(text), len(text), "")]:
        if start > at and re.search(r"\w", text[at:start]):
            tokens.append(Token(text[at:start].strip(), "filler"))
        if role:
            tokens.append(Token(text[start:end].strip(), role))
        at = max(at, end)
    return tuple(tokens)


def _weighed(cover: Spans, form: Question) -> dict[QuestionSpan, str]:
    """The text by which a comparison is asked for: 高 of 比 T4 高."""
    found = words().shape("than").search(cover.folded) if isinstance(form, Compare) and form.than else None
    inside = range(found.start(), found.end()) if found else ()
    return {s: "asked" for s in cover.spans if s.start in inside and all(r.tag == "X" for r in s.readings)}


def _role(span: QuestionSpan, texts: Sequence[str], told: bool, unheeded: bool) -> str:
    """The role of a span; `texts` are those that the form holds, folded."""
    if unheeded and any(r.tag.startswith(("neg.", "except.")) for r in span.readings):
        return "unread"
    if all(floating(r.tag) for r in span.readings):
        return "asked"
    if all(r.tag == "X" for r in span.readings):
        value = span.readings[0].value[0]
        whole = value if isinstance(value, str) else ""
        return "used" if told or any(whole and (whole in t or t and t in whole) for t in texts) else "unread"
    return "used"
