"""What a run says of itself in sentences, the same in the terminal, in the report and on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language.tag import Language
from .comparison import Comparison
from .gate import Breach
from .judging import GRADES, MOST, Grade, Judging
from .record import Engine
from .statistics import Estimate
from .summary import Summary
from .words import group_name, share, word


def latency(summary: Summary, language: Language) -> str:
    """How long answers took; empty when nothing was timed."""
    taken = summary.overall.latency
    return word("report.latency", language, p50=span(taken.p50), p95=span(taken.p95)) if taken else ""


def span(value: Estimate) -> str:
    """Milliseconds with their interval."""
    return f"{value.value:.0f} ({value.low:.0f}–{value.high:.0f})"


def answered(summary: Summary, language: Language) -> str:
    """By which ways the answers came about; empty when there are none."""
    counts = (f"{word(f'method.{name}', language)} {count}" for name, count in sorted(summary.methods.items()))
    told = word("report.between", language).join(counts)
    return word("report.methods", language, told=told) if told else ""


def unworded(summary: Summary, engine: Engine, language: Language) -> str:
    """That a run of the chat model is none, when no answer was in its words; else empty."""
    return word("report.unworded", language) if engine == "model" and not summary.methods.get("model") else ""


def weakest(summary: Summary, language: Language) -> str:
    """Where most answers are wrong."""
    named = [
        word(
            "report.weak",
            language,
            group=group_name(group.name, language),
            share=share(group.passed / group.questions),
            passed=group.passed,
            count=group.questions,
        )
        for group in summary.weakest
    ]
    return word("report.weakest", language, told=word("report.between", language).join(named)) if named else ""


def moved(found: Comparison, language: Language) -> str:
    """How many questions were fixed, broken and unchanged, and whether that is more than chance."""
    counts = {"fixed": len(found.fixed), "broken": len(found.broken), "unchanged": found.unchanged}
    return word("report.changes", language, **counts, p=f"{found.p:.3g}")


def uncompared(found: Comparison, language: Language) -> str:
    """How many questions could not be compared; empty when all could."""
    left = {"altered": len(found.altered), "added": len(found.added), "removed": len(found.removed)}
    return word("report.uncompared", language, **left) if any(left.values()) else ""


def breached(breaches: Sequence[Breach], language: Language) -> list[str]:
    """Each limit that was not kept."""
    return [
        word(
            "report.breach",
            language,
            group=group_name(breach.group, language),
            metric=word(f"metric.{breach.metric}", language),
            value=share(breach.value),
            limit=share(breach.limit),
        )
        for breach in breaches
    ]


def told_of(judging: Judging, language: Language) -> Iterator[str]:
    """What a judge said, one line a grade, and what was not graded."""
    yield word("judge.title", language, model=judging.model)
    for grade in GRADES:
        named = word(f"judge.{grade}", language)
        yield f"  {word('judge.line', language, grade=named, told=_graded(judging, grade, language))}"
    if judging.unjudged:
        yield f"  {word('judge.unjudged', language, count=judging.unjudged)}"


def _graded(judging: Judging, grade: Grade, language: Language) -> str:
    """One grade of a run with its interval, and how far the judge can be believed."""
    mean, error, agreement = judging.mean(grade), judging.error(grade), judging.agreement(grade)
    if mean is None:
        return word("judge.nothing", language)
    said = word("judge.mean", language, **_grades(mean), most=MOST)
    if error is None or agreement is None:
        return f"{said} {word('judge.untested', language)}"
    agreed = {"agreement": agreement.value, "least": agreement.low, "best": agreement.high}
    shares = {name: share(value) for name, value in agreed.items()}
    return f"{said} {word('judge.error', language, **_grades(error), **shares)}"


def _grades(found: Estimate) -> dict[str, str]:
    numbers = {"mean": found.value, "low": found.low, "high": found.high}
    return {name: f"{number:.2f}" for name, number in numbers.items()} | {"count": str(found.count)}
