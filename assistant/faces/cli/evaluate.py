"""`evaluate`: a set of questions asked, scored and compared with an earlier run."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

from tqdm import tqdm

from ...answer.assistant import Assistant
from ...evaluation import engine, gate, junit, record, samples, sentences, standing, table
from ...evaluation.cases import Case, load
from ...evaluation.comparison import RunComparison, compare
from ...evaluation.record import Engine, RunRecord
from ...evaluation.report import Report
from ...evaluation.run import EvaluationRun
from ...evaluation.summary import Summary, summarize
from ...evaluation.words import word
from ...language.tag import Language
from ...settings import Settings
from .command import Argument, Command

LAST = "last"


class Evaluate(Command):
    """score answers to a set of questions"""

    questions: Annotated[tuple[Path, ...], Argument("files or folders (default: the standing set)", placed=True)] = ()
    standard: Annotated[str | None, Argument("for questions that name none", "CODE")] = None
    gate: Annotated[Path | None, Argument("limits (default: gate.toml of the standing set)", "FILE")] = None
    against: Annotated[str, Argument(f"record or id of an earlier run, {LAST} (default) or none", "RUN")] = LAST
    engine: Annotated[Engine, Argument("rules (default), or the chat model configured")] = "rules"
    versus: Annotated[Engine | None, Argument("ask this engine first, and compare with it: rules or model")] = None
    judge: Annotated[bool, Argument("let the chat model grade the answers, apart from all scores")] = False
    report: Annotated[Path | None, Argument("write the report here as well", "HTML")] = None
    record: Annotated[Path | None, Argument("write the record here as well", "JSON")] = None
    junit: Annotated[Path | None, Argument("write the run as JUnit XML, for continuous integration", "XML")] = None
    samples: Annotated[Path | None, Argument("write question, contexts, answer, ground truth a line", "JSONL")] = None
    beir: Annotated[Path | None, Argument("write the questions as a collection for BEIR", "DIR")] = None
    promptfoo: Annotated[Path | None, Argument("write the questions as tests for promptfoo", "JSONL")] = None
    language: Annotated[Language, Argument("of summary and report")] = "zh-TW"

    def run(self, settings: Settings) -> int:
        """Run a set, print its table, write report and record, judge it; 1 below the gate or when interrupted."""
        cases = self._cases(settings)
        limits = gate.read(self.gate or standing.gate(settings), cases)
        earlier = None if self.versus else self._earlier(settings.runs, cases)
        assistant = Assistant(settings)
        engine.check_gold(assistant, cases)
        judge = engine.grading(assistant, settings) if self.judge else None
        asked = {name: engine.answerer(assistant, settings, name) for name in (self.versus, self.engine) if name}
        if self.versus:
            earlier = _watched(EvaluationRun(asked[self.versus], settings, cases, self.versus))
        made = _watched(EvaluationRun(asked[self.engine], settings, cases, self.engine, judge))
        if made is None:
            print(word("report.partial", self.language))
            return 1
        compared = compare(earlier.scored, made.scored) if earlier else None
        judged = made.scored if self.questions else standing.guarded(settings, made.scored)
        report = Report(
            record=made,
            gate=limits if judged else None,
            breaches=gate.breaches(limits, summarize(judged), compared),
            comparison=compared,
            compared_with=earlier.id if earlier else "",
            changed=made.differs(earlier) if earlier else (),
            language=self.language,
            wording=engine.wording(assistant),
        )
        self._write(report, record.path(settings.runs, made.id))
        if self.beir:
            samples.write(samples.beir(cases, engine.asked(assistant, cases)), self.beir)
        if self.promptfoo:
            samples.write({self.promptfoo.name: samples.promptfoo(cases)}, self.promptfoo.parent)
        print("\n".join((*told(report, summarize(made.scored)), *engine.coverage(assistant, cases, self.language))))
        return 1 if report.breaches or not made.complete else 0

    def _cases(self, settings: Settings) -> Sequence[Case]:
        found = load(self.questions) if self.questions else standing.cases(settings)
        if not self.standard:
            return found
        return [case if case.standard else case.model_copy(update={"standard": self.standard}) for case in found]

    def _earlier(self, runs: Path, cases: Sequence[Case]) -> RunRecord | None:
        if self.against == "none":
            return None
        if self.against == LAST:
            return record.latest(runs, cases)
        return record.read(Path(self.against) if self.against.endswith(".json") else record.path(runs, self.against))

    def _write(self, report: Report, kept: Path) -> None:
        """The report beside the record that the run left, and whatever the options ask for."""
        shown, html = kept.with_suffix(".html"), report.html()
        wanted = [(shown, html), (self.report, html)]
        wanted += [(self.junit, junit.xml(report))] if self.junit else []
        wanted += [(self.samples, samples.lines(report))] if self.samples else []
        for target, text in wanted:
            if target:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
        if self.record:
            record.save(report.record, self.record)
        print(word("report.written", self.language, html=_near(shown), json=_near(kept)), file=sys.stderr)


def told(report: Report, summary: Summary) -> Iterator[str]:
    """What the terminal shows of a run: its table, its sentences, and the outcome last."""
    made, language = report.record, report.language
    yield from table.in_short(summary, language).lines()
    said = (sentences.failed, sentences.smallest, sentences.latency, sentences.answered, sentences.weakest)
    yield from filter(None, (sentence(summary, language) for sentence in said))
    yield from filter(None, [sentences.unworded(summary, made.engine, language)])
    if made.judging:
        yield from sentences.told_of(made.judging, language)
    if report.comparison:
        yield from _compared(report.comparison, report, language)
    if report.breaches:
        outcome = "report.gate_broken"
    elif not made.complete:
        outcome = "report.partial"
    else:
        outcome = "report.not_judged" if report.gate is None else "report.gate_kept"
    yield word(outcome, language)
    yield from (f"  {line}" for line in sentences.breached(report.breaches, language))


def _compared(found: RunComparison, report: Report, language: Language) -> Iterator[str]:
    yield f"{word('report.comparison', language, run=report.compared_with)}: {sentences.moved(found, language)}"
    more = (sentences.uncompared(found, language), sentences.differing(report.changed, language))
    yield from (f"  {line}" for line in more if line)
    for name, changes in (("broken", found.broken), ("fixed", found.fixed)):
        if changes:
            yield f"  {word(f'report.{name}', language)}: {' '.join(change.after.case.id for change in changes)}"


def _watched(run: EvaluationRun) -> RunRecord | None:
    """A run behind a progress bar, as far as it came when the reader interrupts it; None when nothing was asked."""
    bar = tqdm(total=run.total, unit="q", file=sys.stderr, disable=None)
    with bar, suppress(KeyboardInterrupt), closing(run.steps()) as steps:
        for _ in steps:
            bar.total = run.total
            bar.update(run.done - bar.n)
    return run.record


def _near(file: Path) -> str:
    """A file as seen from the working folder, where it lies below it."""
    folder = Path.cwd()
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)
