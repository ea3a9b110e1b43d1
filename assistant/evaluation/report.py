"""A run as one HTML file that needs nothing else: tables, a chart, and every wrong answer, worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..language.tag import Language
from . import chart, measured, sentences
from .cases import Case
from .comparison import Change, Comparison
from .gate import Breach, Gate
from .metrics import METRICS, Metric
from .record import Record
from .statistics import Estimate
from .summary import Group, Scored, Summary, failures, summarize
from .verdict import told_of
from .words import group_name, reasons, share, word

_LOWEST = 20
"""Opinions shown in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report shows. Without `gate` nothing was judged; without `comparison` nothing compared.

    `wording` gives what is printed under a code of a standard (the first one when None), so that a reader who has
    nothing but the report knows what was expected.
    """

    record: Record
    gate: Gate | None = None
    breaches: tuple[Breach, ...] = ()
    comparison: Comparison | None = None
    compared_with: str = ""
    language: Language = "zh-TW"
    wording: Callable[[str | None, str], str] | None = None

    def html(self) -> str:
        """The report. Everything that was asked or answered is shown as text, never as markup."""
        summary, scored = summarize(self.record.scored), self.record.scored
        style = Path(__file__).with_name("report.css").read_text("utf-8") + chart.style()
        title = self._("title")
        body = "\n".join([*self._head(summary), *self._numbers(summary), *self._changes()])
        body += "\n" + "\n".join([*self._judging(), *self._failures(scored)])
        body += "\n" + "\n".join(self._run())
        return (
            f'<!doctype html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
        )

    def _(self, name: str, **values: object) -> str:
        return escape(word(f"report.{name}", self.language, **values))

    def _head(self, summary: Summary) -> Iterator[str]:
        overall = summary.overall
        passed = share(overall.passed / overall.questions) if overall.questions else "–"
        yield f"<h1>{self._('title')}</h1>"
        yield f"<p>{self._('summary', count=overall.questions, passed=overall.passed, share=passed)}</p>"
        if not self.record.complete:
            yield f'<p class="broken">{self._("partial")}</p>'
        if told := sentences.unworded(summary, self.record.engine, self.language):
            yield f'<p class="warning">{escape(told)}</p>'
        if self.gate is not None:
            kept = not self.breaches
            name = "gate_kept" if kept else "gate_broken"
            yield f'<p><span class="{"kept" if kept else "broken"}">{self._(name)}</span></p>'
            if self.breaches:
                lines = sentences.breached(self.breaches, self.language)
                yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        if told := sentences.weakest(summary, self.language):
            yield f"<p>{escape(told)}</p>"
        for told in (sentences.answered(summary, self.language), sentences.latency(summary, self.language)):
            if told:
                yield f'<p class="soft">{escape(told)}</p>'

    def _numbers(self, summary: Summary) -> Iterator[str]:
        yield f"<h2>{self._('chart')}</h2>"
        yield measured.by_group("exact", (*summary.categories, summary.overall), self.gate, self.language)
        for name, groups in (("categories", summary.categories), ("languages", summary.languages)):
            yield f"<h2>{self._(name)}</h2>\n{self._table((*groups, summary.overall))}"
        notes = self._("interval", count=self.record.resamples, seed=self.record.seed)
        yield f'<p class="soft">{notes}</p>'
        rows = "".join(
            f"<tr><td>{self._word(f'metric.{m}')}</td><td>{self._word(f'about.{m}')}</td></tr>" for m in METRICS
        )
        yield f'<details><summary>{self._("metrics")}</summary><table class="facts">{rows}</table></details>'
        yield f'<h2>{self._("each")}</h2>\n<div class="tiles">'
        yield from map(self._chart, summary.categories)
        yield "</div>"

    def _chart(self, group: Group) -> str:
        """All measures of one category, behind a click."""
        name = escape(group_name(group.name, self.language))
        head = f'{name} <span class="soft">{group.passed}/{group.questions}</span>'
        return f"<details><summary>{head}</summary>{measured.of_group(group, self.gate, self.language)}</details>"

    def _word(self, name: str) -> str:
        return escape(word(name, self.language))

    def _table(self, groups: Sequence[Group]) -> str:
        shown = [metric for metric in METRICS if any(metric in group.measures for group in groups)]
        heads = [self._("group"), self._("questions"), self._("passed"), *(self._word(f"metric.{m}") for m in shown)]
        heads += [self._("p50"), self._("p95")]
        lines = ["<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"]
        for group in groups:
            name = escape(group_name(group.name, self.language))
            cells = [f"<td>{name}</td>", f"<td>{group.questions}</td>", f"<td>{group.passed}</td>"]
            cells += [self._cell(group, metric) for metric in shown]
            taken = group.latency
            cells += [_milliseconds(value) for value in ((taken.p50, taken.p95) if taken else (None, None))]
            lines.append("<tr>" + "".join(cells) + "</tr>")
        return '<div class="scroll"><table>' + "\n".join(lines) + "</table></div>"

    def _cell(self, group: Group, metric: Metric) -> str:
        value = group.measures.get(metric)
        if value is None:
            return "<td>–</td>"
        low = any(breach.group == group.name and breach.metric == metric for breach in self.breaches)
        interval = f"<small>{share(value.low)}–{share(value.high)}</small>"
        opening = '<td class="low">' if low else "<td>"
        return f"{opening}{share(value.value)}{interval}</td>"

    def _changes(self) -> Iterator[str]:
        found = self.comparison
        if found is None:
            return
        yield f"<h2>{self._('comparison', run=self.compared_with)}</h2>"
        told = sentences.moved(found, self.language) if found.changes else word("report.apart", self.language)
        yield f"<p>{escape(told)}</p>"
        if left := sentences.uncompared(found, self.language):
            yield f'<p class="soft">{escape(left)}</p>'
        if found.changes:
            yield self._beside(found)
        for name, moved in (("broken", found.broken), ("fixed", found.fixed)):
            for change in moved:
                yield self._change(name, change)

    def _beside(self, found: Comparison) -> str:
        """Both runs by category, over the questions they share."""
        heads = ("group", "compared", "before", "after", "fixed", "broken", "p")
        lines = ["<tr>" + "".join(f"<th>{self._(head)}</th>" for head in heads) + "</tr>"]
        for name, part in (*found.categories, ("overall", found)):
            numbers = (len(part.changes), part.before.passed, part.after.passed, len(part.fixed), len(part.broken))
            cells = "".join(f"<td>{number}</td>" for number in numbers)
            lines.append(f"<tr><td>{escape(group_name(name, self.language))}</td>{cells}<td>{part.p:.3g}</td></tr>")
        return '<div class="scroll"><table>' + "\n".join(lines) + "</table></div>"

    def _change(self, name: str, change: Change) -> str:
        side = change.after if name == "broken" else change.before
        return self._entry(side, self._(name))

    def _judging(self) -> Iterator[str]:
        """What the judging model said, apart from the scores."""
        said = self.record.judging
        if said is None:
            return
        title, *lines = told_of(said, self.language)
        yield f"<h2>{escape(title)}</h2>"
        yield "<ul>" + "".join(f"<li>{escape(line.strip())}</li>" for line in lines) + "</ul>"
        asked = {case.id: case.question for case in self.record.cases}
        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{escape(asked.get(name, ''))}</td><td>{o.usefulness}</td>"
            f"<td>{o.faithfulness}</td><td>{escape(o.reason)}</td></tr>"
            for name, o in said.lowest(_LOWEST)
        )
        if rows:
            heads = "".join(
                f"<th>{self._word(f'judge.{name}')}</th>" for name in ("usefulness", "faithfulness", "reason")
            )
            summary = self._word("judge.lowest")
            yield (
                f'<details><summary>{summary}</summary><div class="scroll"><table class="facts">'
                f"<tr><th></th><th></th>{heads}</tr>{rows}</table></div></details>"
            )

    def _failures(self, scored: Sequence[Scored]) -> Iterator[str]:
        wrong = failures(scored)
        if not wrong:
            yield f"<h2>{self._('none')}</h2>"
            return
        yield f"<h2>{self._('failures', count=len(wrong))}</h2>"
        yield from (self._entry(result) for result in wrong)

    def _entry(self, result: Scored, label: str = "") -> str:
        case, given = result.case, result.prediction
        expected = [self._worded(case, code) for code in case.gold_codes]
        expected += [" · ".join(phrase.replace("|", " / ") for phrase in case.must_include)]
        if not case.answerable:
            expected.append(word("report.refuse", self.language))
        facts = [
            ("history", "\n".join(f"{turn.role}: {turn.content}" for turn in case.history)),
            ("expected", "\n".join(filter(None, [*expected, case.notes]))),
            ("acceptable", " ".join(case.acceptable_codes)),
            ("given", "\n".join(filter(None, (" ".join(given.cited_codes), given.answer_text)))),
        ]
        lines = "".join(f"<dt>{self._(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts if text)
        why = escape("\n".join(reasons(result, self.language)))
        head = f"{label} <b>{escape(case.id)}</b>{escape(case.question)}"
        category = escape(group_name(case.category, self.language))
        return (
            f'<details><summary>{head} <span class="soft">{category}</span></summary><dl>'
            f'<dt>{self._("why")}</dt><dd class="why">{why}</dd>{lines}</dl></details>'
        )

    def _worded(self, case: Case, code: str) -> str:
        return f"{code} {self.wording(case.standard, code)}".rstrip() if self.wording else code

    def _run(self) -> Iterator[str]:
        record = self.record
        engine = record.model or word(f"report.{record.engine}", self.language)
        embedding = record.manifest.get("embedding")
        model = [str(embedding.get(name, "")) for name in ("model", "revision")] if isinstance(embedding, dict) else []
        facts = [
            ("run", record.id),
            ("started", record.started),
            ("seconds", f"{record.seconds:.1f}"),
            ("engine", engine),
            ("embedding", " ".join(model)),
            ("corpus", record.corpus),
            ("set", record.set),
            ("built", str(record.manifest.get("built", ""))),
            ("code", str(record.manifest.get("code", ""))),
            ("settings", " ".join(f"{name}={value}" for name, value in record.settings.items())),
        ]
        rows = "".join(f"<tr><th>{self._(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts)
        yield f'<h2>{self._("run")}</h2>\n<table class="facts">{rows}</table>'


def _milliseconds(value: Estimate | None) -> str:
    if value is None:
        return "<td>–</td>"
    return f"<td>{value.value:.0f}<small>{value.low:.0f}–{value.high:.0f}</small></td>"
