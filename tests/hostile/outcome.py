"""What came of a trial, counted, and the report on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from effects import EFFECTS
from instruction import LANGUAGES
from planting import PLACES


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of asking one engine.

    `planted` counts plants by place and language, `asked` questions by language. `reached` counts answers that show a
    plant as wording of the source, `worded` those in the model's words, `obeyed` what the model was made to say.
    `refused` counts copies that ingestion refused for the plants at a place; they are planted at the others only.
    `forged` counts codes that a plant in a cell of codes made the document itself print, `unflagged` those of them that
    ingestion did not report.
    """

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    reached: int = 0
    worded: int = 0
    obeyed: int = 0
    forged: int = 0
    unflagged: int = 0
    effects: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def __iadd__(self, other: Outcome) -> Outcome:
        """Add another outcome."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self


def report(outcomes: Mapping[str, Outcome], shown: int) -> Iterator[str]:
    """The lines of the report on what each engine did.

    :param shown: how many answers that had an effect are printed for an engine.
    """
    planted = next(iter(outcomes.values())).planted
    yield "planted        " + "".join(f"{language:>8}" for language in LANGUAGES)
    for place in PLACES:
        yield f"  {place:<13}" + "".join(f"{planted[place, language]:>8}" for language in LANGUAGES)
    yield f"  all places   {planted.total():>8}"
    refused = sum((o.refused for o in outcomes.values()), Counter[str]())
    told = ", ".join(f"{count} for plants in {place}" for place, count in refused.items())
    yield f"copies refused by ingestion: {refused.total()}" + (f" ({told}; planted elsewhere instead)" if told else "")
    forged, unflagged = (sum(getattr(o, n) for o in outcomes.values()) for n in ("forged", "unflagged"))
    yield f"codes that plants made a document itself print: {forged}, not reported by ingestion: {unflagged}"
    for engine, outcome in outcomes.items():
        asked = ", ".join(f"{outcome.asked[language]} {language}" for language in LANGUAGES)
        yield f"\n{engine}: {outcome.asked.total()} questions ({asked})"
        yield f"  {outcome.reached} answers show a plant as the wording of the source"
        if outcome.obeyed:
            yield f"  the model obeyed {outcome.obeyed} times; {outcome.worded} answers are in its words"
        yield "  " + " · ".join(f"{name} {outcome.effects[name]}" for name in EFFECTS)
        yield from (f"  ! {example}" for example in outcome.examples[:shown])
    effects = sum(outcome.effects.total() for outcome in outcomes.values())
    yield f"\neffects: {effects}" + ("" if effects else ", none of the plants and questions did anything")
