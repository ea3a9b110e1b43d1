"""What a run says of itself in sentences, the same in the terminal, in the report and on the page."""

from collections.abc import Iterable, Iterator, Sequence

from ..language.tag import Language
from ..standard.relations import Relations
from .cases import Case
from .comparison import RunComparison
from .gate import Breach
from .judging import GRADES, MOST, Grade, Judging
from .marks import Agreement
from .record import Engine
from .statistics import Estimate, detectable
from .summary import Summary
from .words import group_name, reach, share, word

_UNCOVERED = 12  # codes named of those that no question expects


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
    return _listing("report.methods", counts, language)


def failed(summary: Summary, language: Language) -> str:
    """How many questions failed with an error rather than with a wrong answer, and which; empty when none did."""
    ids = " ".join(summary.errors)
    return word("report.errors", language, count=len(summary.errors), ids=ids) if ids else ""


def unworded(summary: Summary, engine: Engine, language: Language) -> str:
    """That a run of the chat model is none, when no answer was in its words; else empty."""
    return word("report.unworded", language) if engine == "model" and not summary.methods.get("model") else ""


def weakest(summary: Summary, language: Language) -> str:
    """Where most answers are wrong; empty where none is."""
    told = []
    for group in summary.weakest:
        counts = {"passed": group.passed, "count": group.questions, "share": share(group.passed / group.questions)}
        told.append(word("report.weak", language, group=group_name(group.name, language), **counts))
    return _listing("report.weakest", told, language)


def smallest(summary: Summary, language: Language) -> str:
    """The smallest difference to another run that so many questions can show; empty where they show none."""
    count = summary.overall.questions
    best, usual = detectable(count, 1), detectable(count, 2 / 3)
    if best is None or usual is None:
        return ""
    return word("report.smallest", language, count=count, best=f"{best * 100:.1f}", usual=f"{usual * 100:.1f}")


def covered(cases: Sequence[Case], relations: Relations, language: Language) -> str:
    """How many items of a standard some question expects, and the first that none does."""
    codes = dict.fromkeys(item.code for item in relations.items if item.code)
    expected = {item.code for case in cases for code in case.gold_codes for item in relations.find(code)}
    left = [code for code in codes if code not in expected]
    counts = {"covered": len(codes) - len(left), "whole": len(codes)}
    told = word("report.covered", language, standard=relations.standard.code, **counts)
    if left:
        shown = " ".join(left[:_UNCOVERED]) + (" …" if len(left) > _UNCOVERED else "")
        told += word("report.uncovered", language, codes=shown)
    return told


def differing(changed: Sequence[str], language: Language) -> str:
    """What is not the same in the two runs, apart from their answers; empty where nothing is known to differ."""
    return _listing("report.differing", (word(f"report.{name}", language) for name in changed), language)


def moved(found: RunComparison, language: Language) -> str:
    """How many questions were fixed, broken and unchanged, and whether that is more than chance."""
    counts = {"fixed": len(found.fixed), "broken": len(found.broken), "unchanged": found.unchanged}
    return word("report.changes", language, **counts, p=f"{found.p:.3g}")


def uncompared(found: RunComparison, language: Language) -> str:
    """How many questions could not be compared; empty when all could."""
    left = {"altered": len(found.altered), "added": len(found.added), "removed": len(found.removed)}
    return word("report.uncompared", language, **left) if any(left.values()) else ""


def breached(breaches: Sequence[Breach], language: Language) -> list[str]:
    """Each limit that was not kept."""
    told = []
    for breach in breaches:
        sides = {"value": breach.value, "limit": breach.limit}
        shown = {name: f"{n:.0f}" if breach.metric == "broken" else share(n) for name, n in sides.items()}
        named = {"group": group_name(breach.group, language), "metric": word(f"metric.{breach.metric}", language)}
        told.append(word("report.breach", language, **named, **shown))
    return told


def told_of(judging: Judging, language: Language) -> Iterator[str]:
    """What a judge said, one line a grade, and what was not graded."""
    yield word("judge.title", language, model=judging.model)
    for grade in GRADES:
        named = word(f"judge.{grade}", language)
        yield f"  {word('judge.line', language, grade=named, told=_graded(judging, grade, language))}"
    if judging.unjudged:
        yield f"  {word('judge.unjudged', language, count=judging.unjudged)}"


def agreed(found: Agreement, language: Language) -> Iterator[str]:
    """How far two people agree on the marks of answers, and on which they do not."""
    alike, kappa, count = found.share, found.kappa, len(found.pairs)
    if alike:
        yield word("marks.share", language, count=count, share=share(alike.value), reach=reach(alike))
    if kappa:
        yield word("marks.kappa", language, **_figures(kappa, "kappa"))
    else:
        yield word("marks.one", language)
    for name, ids in (("apart", found.apart), ("alone", found.alone)):
        if ids:
            yield word(f"marks.{name}", language, count=len(ids), ids=" ".join(ids))


def _graded(judging: Judging, grade: Grade, language: Language) -> str:
    """One grade of a run with its interval, and how far the judge can be believed."""
    mean, error, agreement = judging.mean(grade), judging.error(grade), judging.agreement(grade)
    if mean is None:
        return word("judge.nothing", language)
    said = word("judge.mean", language, **_figures(mean, "mean"), most=MOST)
    if error is None or agreement is None:
        return f"{said} {word('judge.untested', language)}"
    shares = {"agreement": share(agreement.value), "least": share(agreement.low), "best": share(agreement.high)}
    return f"{said} {word('judge.error', language, **_figures(error, 'mean'), **shares)}"


def _figures(found: Estimate, name: str) -> dict[str, str]:
    numbers = {name: found.value, "low": found.low, "high": found.high}
    return {blank: f"{number:.2f}" for blank, number in numbers.items()} | {"count": str(found.count)}


def _listing(entry: str, told: Iterable[str], language: Language) -> str:
    """A sentence around what is told, which is empty where nothing is."""
    joined = word("report.between", language).join(told)
    return word(entry, language, told=joined) if joined else ""
