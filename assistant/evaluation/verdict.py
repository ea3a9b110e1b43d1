"""What a judge said of a run, in sentences: its grades, and how far it can be believed."""

from __future__ import annotations

from collections.abc import Iterator

from ..language.tag import Language
from .judging import GRADES, MOST, Grade, Judging
from .statistics import Estimate
from .words import share, word


def told_of(judging: Judging, language: Language) -> Iterator[str]:
    """One line a grade, and what was not graded."""
    yield word("judge.title", language, model=judging.model)
    for grade in GRADES:
        named, said = word(f"judge.{grade}", language), told(judging, grade, language)
        yield f"  {word('judge.line', language, grade=named, told=said)}"
    if judging.unjudged:
        yield f"  {word('judge.unjudged', language, count=judging.unjudged)}"


def told(judging: Judging, grade: Grade, language: Language) -> str:
    """One grade of a run with its interval, and the judge's error on the labelled sample."""
    mean, error, agreement = judging.mean(grade), judging.error(grade), judging.agreement(grade)
    if mean is None:
        return word("judge.nothing", language)
    said = word("judge.mean", language, **_numbers(mean), most=MOST, count=mean.count)
    if error is None or agreement is None:
        return f"{said} {word('judge.untested', language)}"
    tested = word(
        "judge.error",
        language,
        **_numbers(error),
        count=error.count,
        agreement=share(agreement.value),
        least=share(agreement.low),
        best=share(agreement.high),
    )
    return f"{said} {tested}"


def _numbers(found: Estimate) -> dict[str, str]:
    return {"mean": f"{found.value:.2f}", "low": f"{found.low:.2f}", "high": f"{found.high:.2f}"}
