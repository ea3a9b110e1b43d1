"""The words of reports and summaries, and the templates that they stand in."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..language.catalogue.area import EVALUATION
from ..language.tag import Language
from .statistics import Estimate
from .summary import Scored

FOLDER = Path(__file__).with_name("templates")
word = EVALUATION.say
"""An entry in a language, its blanks filled in."""


def group_name(name: str, language: Language) -> str:
    """The name of a category or of a language of questions; one that an evaluator made is its own."""
    known = (f"{section}.{name}" for section in ("category", "language"))
    return next((word(entry, language) for entry in known if entry in EVALUATION.texts(language)), name)


def share(value: float) -> str:
    """A share in per cent with one decimal; 100 only when it is the whole."""
    text = f"{value * 100:.1f}"
    return "99.9%" if text == "100.0" and value < 1 else f"{text}%"


def reach(value: Estimate) -> str:
    """The interval of a share."""
    return f"{share(value.low)}–{share(value.high)}"


def reasons(scored: Scored, language: Language) -> list[str]:
    """Why an answer is wrong, each reason a sentence; empty when it is right."""
    verdict, given, answerable = scored.verdict, scored.prediction, scored.case.answerable
    found = {
        "error": given.error,
        "refused": not given.error and given.refused and answerable,
        "answered": not given.error and not given.refused and not answerable,
        "missed": " ".join(verdict.missed),
        "wrong": " ".join(verdict.wrong),
        "phrase": "; ".join(map(alternatives, verdict.missing_phrases)),
        "unborne": "; ".join(verdict.unborne),
        "unlisted": verdict.scores.get("completeness") == 0 and not verdict.missed,
    }
    return [word(f"why.{name}", language, what=what) for name, what in found.items() if what]


def alternatives(phrase: str) -> str:
    """A phrase that `a|b` is met by either of, as it is read."""
    return phrase.replace("|", " / ")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"word": word, "group_name": group_name, "reasons": reasons, "share": share, "reach": reach}
    made.filters["alternatives"] = alternatives
    return made


def filled(name: str, language: Language, **values: object) -> Markup:
    """A template of the folder in a language; whatever stands in a blank is shown as text, never as markup."""
    return Markup(_environment().get_template(name).render(language=language, **values))
