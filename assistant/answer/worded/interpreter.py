"""A question read by the chat model. It gives forms of the query language and nothing else; the same code runs them.

What a form holds of free text must stand in the conversation, its codes must exist, and it must come to something.
So a model can say what was meant, and cannot bring in anything of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ...errors import UsageError
from ...language.folding import fold
from ...question.conversation import Context
from ...question.form import Coded, Named, NotHeld, Question, Says, Situation, Talk, Together, Unknown
from ...question.node import nodes
from ...question.notation import dumps, loads
from ...question.notation import schema as language_schema
from ...question.rank import Ranker
from ...question.reading import Reading
from ...question.sets import sets_of
from ...question.vocabulary import closed, names
from ...retrieval.words import normal
from ...standard.relations import Relations

MOST_FORMS = 3
"""Forms read of one reply; the model is asked for no more."""
LONGEST = 6000
"""Longest reply, in characters: three forms of the largest size."""
SHARE = 1 / 3
"""Of the time for a worded answer, the most that reading the question may take."""
TURNS = 3
"""Earlier turns the model sees."""
_ANNOTATIONS = ("title", "default", "discriminator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A form of the model that is run in the place of the reader's own; `probability` is the pooled one, 0 to 1."""

    form: Question
    probability: float


@cache
def schema() -> Mapping[str, Any]:
    """The JSON schema of a reply: the query language without what is no help to a model, its names spelled out."""
    found = _lean(language_schema())
    definitions = found.pop("$defs")
    for holder, sort in (("NotHeld", "aspect"), ("Talk", "act")):
        definitions[holder]["properties"][sort] = {"type": "string", "enum": list(names()[sort])}
    definitions["Field"]["properties"]["names"]["items"] = {"type": "string", "enum": list(names()["names"])}
    definitions["Question"] = found
    return {
        "title": "read_question",
        "description": "The question as forms of the query language, the likeliest first.",
        "type": "object",
        "properties": {"forms": {"type": "array", "maxItems": MOST_FORMS, "items": {"$ref": "#/$defs/Question"}}},
        "required": ["forms"],
        "$defs": definitions,
    }


def earlier(context: Context) -> tuple[Mapping[str, object], ...]:
    """The last turns as the model sees them, oldest first: what was asked, how it was read, which codes it gave."""
    return tuple(
        {"question": past.text[:400], "form": json.loads(dumps(past.form)), "codes": list(past.results[:40])}
        for past in reversed(context.turns[:TURNS])
    )


def forms(reply: str) -> tuple[Question | None, ...]:
    """The forms of a reply in its order; None in the place of what is no form of the language."""
    try:
        value = json.loads(reply)
    except (ValueError, RecursionError):
        return ()
    entries = value.get("forms", [value]) if isinstance(value, dict) else value
    return tuple(map(_form, entries[:MOST_FORMS])) if isinstance(entries, list) else ()


def interpret(
    reply: str, reading: Reading, context: Context, relations: Relations, ranker: Ranker
) -> Interpretation | None:
    """The form of a reply that is likelier than the reader's own best; None when there is none.

    Each side's forms are weighed among themselves, the reader's by their probability, the model's by their place,
    and the two opinions are pooled with equal weight. A form that cannot be run loses its weight.
    """
    said = [reading.text, *(past.text for past in context.turns)]
    barren = empty(reading.best.form, ranker)
    shares: dict[object, float] = {}
    found: dict[object, Question] = {}
    given = forms(reply)
    whole = sum(1 / place for place in range(1, len(given) + 1))
    for place, form in enumerate(given, start=1):
        form = _asked(form, reading.text)
        if form is None or not borne(form, said, relations) or empty(form, ranker) and not barren:
            continue
        outcome = ranker.outcome(form)
        shares[outcome] = shares.get(outcome, 0.0) + 1 / place / whole
        found.setdefault(outcome, form)
    own = {ranker.outcome(ranked.form): ranked.probability for ranked in reversed(reading.ranked)}
    pooled = {outcome: (own.get(outcome, 0.0) + shares.get(outcome, 0.0)) / 2 for outcome in (*own, *shares)}
    best = max(pooled, key=lambda outcome: pooled[outcome])
    if best not in found or best == ranker.outcome(reading.best.form):
        return None
    return Interpretation(form=found[best], probability=pooled[best])


def borne(form: Question, said: Sequence[str], relations: Relations) -> bool:
    """Whether every code of a form exists and every text of it was said in the conversation."""
    heard = [_plain(text) for text in said]
    for node in nodes(form):
        match node:
            case Coded(codes):
                if not all(relations.find(code) for code in codes):
                    return False
            case Named(text) | Says(text) | Situation(text) | Talk(_, text):
                if not any(_plain(text) in whole for whole in heard):
                    return False
    return True


def empty(form: Question, ranker: Ranker) -> bool:
    """Whether a form comes to nothing: it declines, or every set of it is empty."""
    if isinstance(form, Together):
        return all(empty(part, ranker) for part in form.parts)
    if isinstance(form, Talk | Unknown) or isinstance(form, NotHeld) and form.of is None:
        return True
    sets = sets_of(form)
    return bool(sets) and not any(ranker.run(part).items for part in sets)


def _form(entry: object) -> Question | None:
    try:
        return closed(loads(json.dumps(entry)))
    except (UsageError, ValueError, RecursionError):
        return None


def _asked(form: Question | None, question: str) -> Question | None:
    """The form with the question itself in the place of what a model takes the situation for."""
    if isinstance(form, Situation):
        return replace(form, text=question)
    if isinstance(form, Together):
        return replace(form, parts=tuple(part for p in form.parts if (part := _asked(p, question)) is not None))
    return form


def _plain(text: str) -> str:
    return normal(fold(text)).replace(" ", "")


def _lean(value: Any) -> Any:
    """A schema without titles and defaults; what tells one operation from another is required."""
    if isinstance(value, list):
        return [_lean(v) for v in value]
    if not isinstance(value, dict):
        return value
    found = {k: _lean(v) for k, v in value.items() if k not in _ANNOTATIONS}
    if "op" in found.get("properties", {}):
        found["required"] = ["op", *found.get("required", [])]
    return found
