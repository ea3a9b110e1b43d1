"""`python -m assistant evaluate`: run a set, print its table, write report and record, judge it."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar, get_args

from tqdm import tqdm

from ..assistant import Assistant
from ..language.tag import Language
from ..settings import Settings
from . import engine, gate, record, standing, terminal
from .cases import Case, load
from .comparison import compare
from .engine import Grading, answerer
from .judging import Judging
from .report import Report
from .run import scored
from .sentences import breached, unworded
from .summary import Scored, Summary, summarize
from .verdict import told_of
from .words import word

LAST = "last"
T = TypeVar("T")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the options of the command."""
    parser.add_argument("questions", nargs="*", type=Path, help="files or folders (default: the standing set)")
    parser.add_argument("--standard", metavar="CODE", help="for questions that name none")
    parser.add_argument("--gate", type=Path, metavar="FILE", help="limits (default: gate.toml of the standing set)")
    parser.add_argument(
        "--against", default=LAST, metavar="RUN", help=f"record or id of an earlier run, {LAST} (default) or none"
    )
    parser.add_argument(
        "--engine",
        choices=get_args(record.Engine),
        default="rules",
        help="rules (default), or the chat model configured",
    )
    parser.add_argument(
        "--judge", action="store_true", help="let the chat model grade the answers, apart from all scores"
    )
    parser.add_argument("--report", type=Path, metavar="HTML", help="write the report here as well")
    parser.add_argument("--record", type=Path, metavar="JSON", help="write the record here as well")
    parser.add_argument("--language", choices=get_args(Language), default="zh-TW", help="of summary and report")
    parser.set_defaults(run=evaluate)


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Run the command; return 1 below the gate or when it was interrupted, else 0.

    :raises UsageError: when questions, gate or earlier record cannot be read.
    """
    cases = _cases(options, settings)
    limits = gate.read(options.gate or standing.gate(settings))
    earlier = _earlier(options.against, settings.runs, cases)
    assistant = Assistant(settings)
    asked = answerer(assistant, settings, options.engine)
    grading = engine.grading(assistant, settings) if options.judge else None
    started = record.now()
    results = list(_watched(scored(asked, cases), len(cases), "q"))
    if not results:
        print(word("report.partial", options.language))
        return 1
    judging = _judged(grading, results) if grading and len(results) == len(cases) else None
    made = record.make(
        settings, cases, results, started, options.engine, engine.model(settings, options.engine), judging
    )
    summary = summarize(results)
    report = Report(
        record=made,
        gate=limits,
        breaches=gate.breaches(limits, summary),
        comparison=compare(earlier.scored, results) if earlier else None,
        compared_with=earlier.id if earlier else "",
        language=options.language,
        wording=engine.wording(assistant),
    )
    _write(report, options, settings)
    for line in _told(report, summary):
        print(line)
    return 1 if report.breaches or not made.complete else 0


def _told(report: Report, summary: Summary) -> Iterator[str]:
    """What the terminal shows of a run, the outcome last."""
    made, language = report.record, report.language
    yield from terminal.lines(summary, language)
    yield from filter(None, [unworded(summary, made.engine, language)])
    if made.judging:
        yield from told_of(made.judging, language)
    if report.comparison:
        yield from terminal.compared(report.comparison, report.compared_with, language)
    outcome = "gate_broken" if report.breaches else "gate_kept" if made.complete else "partial"
    yield word(f"report.{outcome}", language)
    yield from (f"  {line}" for line in breached(report.breaches, language))


def _watched(steps: Iterator[T], total: int, unit: str) -> Iterator[T]:
    """The steps behind a progress bar, as far as they came when the reader interrupts them."""
    with tqdm(total=total, unit=unit, file=sys.stderr, disable=None) as bar:
        try:
            for step in steps:
                yield step
                bar.update()
        except KeyboardInterrupt:
            return


def _judged(grading: Grading, results: Sequence[Scored]) -> Judging | None:
    """What the judge says of the answers; its progress on a bar of its own."""
    steps = deque(_watched(grading.opinions(results), grading.work(results), "opinion"), maxlen=1)
    return steps.pop() if steps else None


def _cases(options: argparse.Namespace, settings: Settings) -> Sequence[Case]:
    found = load(options.questions) if options.questions else standing.cases(settings)
    if not options.standard:
        return found
    return [case if case.standard else case.model_copy(update={"standard": options.standard}) for case in found]


def _earlier(name: str, runs: Path, cases: Sequence[Case]) -> record.Record | None:
    if name == "none":
        return None
    if name == LAST:
        return record.latest(runs, cases)
    return record.read(Path(name) if name.endswith(".json") else record.path(runs, name))


def _write(report: Report, options: argparse.Namespace, settings: Settings) -> None:
    made = report.record
    file = record.path(settings.runs, made.id)
    record.save(made, file)
    html = report.html()
    for target in filter(None, (file.with_suffix(".html"), options.report)):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
    if options.record:
        record.save(made, options.record)
    shown = file.with_suffix(".html")
    print(word("report.written", options.language, html=_near(shown), json=_near(file)), file=sys.stderr)


def _near(file: Path) -> str:
    """A file as seen from the working folder, where it lies below it."""
    folder = Path.cwd()
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)
