"""The evaluation page: run a set, see where answers are right, compare two runs, take the numbers along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from ...answer.render import escape
from ...errors import UsageError
from ...evaluation import gate, record, sentences, standing, table
from ...evaluation.comparison import Comparison, compare
from ...evaluation.engine import wording
from ...evaluation.record import Record
from ...evaluation.report import Report
from ...evaluation.summary import Scored, Summary, summarize
from ...evaluation.words import word
from ..export.edition import Edition
from . import examined, scores, starting
from .download import download
from .frame import framed, top
from .language import language, t
from .session import assistant, settings


@framed
def page(shown: Edition) -> None:
    """The evaluation."""
    top(shown, "evaluation.title")
    st.caption(t("evaluation.lead"))
    try:
        runs = _runs()
        starting.draw(first=not runs)
        _results(runs)
    except UsageError as error:
        st.warning("  \n".join(map(escape, str(error).splitlines())), icon=":material/info:")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What is told of a run where it is chosen: a record is megabytes, and there may be hundreds."""

    started: str
    model: str
    complete: bool
    right: int
    count: int


@st.cache_resource(show_spinner=False, max_entries=8)
def _read(identity: str, changed: int) -> Record:
    return record.read(record.path(settings().runs, identity))


def _record(identity: str) -> Record:
    """A run, read once; it is not copied, and nobody changes it."""
    return _read(identity, _changed(identity))


@st.cache_data(show_spinner=False, max_entries=2000)
def _line(identity: str, changed: int) -> _Line | None:
    """Of a run that can be read, read once; None of any other."""
    try:
        run = record.read(record.path(settings().runs, identity))
    except UsageError:
        return None
    right, count = sum(s.verdict.passed for s in run.scored), len(run.predictions)
    return _Line(started=run.started, model=run.model, complete=run.complete, right=right, count=count)


def _changed(identity: str) -> int:
    """When the record of a run was written, in nanoseconds; 0 where there is none."""
    try:
        return record.path(settings().runs, identity).stat().st_mtime_ns
    except OSError:
        return 0


def _label(identity: str) -> str:
    """A run in a line: when, by which engine, how many right."""
    run = _line(identity, _changed(identity))
    if run is None:
        return identity
    name = "label" if run.complete else "label_partial"
    zone = _zone(st.context.timezone or "UTC")
    moment = f"{datetime.fromisoformat(run.started).astimezone(zone):%Y-%m-%d %H:%M:%S}"
    engine = run.model or t("evaluation.engine_rules")
    return t(f"evaluation.{name}", moment=moment, engine=engine, right=run.right, count=run.count)


def _zone(name: str) -> ZoneInfo:
    """The reader's time zone, or UTC where it is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _runs() -> list[str]:
    """The ids of the runs that have ended and can be read, newest first."""
    job, kept, damaged = starting.running(), list[str](), 0
    for run in record.kept(settings().runs):
        if job is None or run != job.id:
            if _line(run, _changed(run)):
                kept.append(run)
            else:
                damaged += 1
    if damaged:
        st.caption(t("evaluation.damaged", count=damaged))
    return kept


def _results(kept: list[str]) -> None:
    if not kept:
        if starting.running() is None:
            st.info(t("evaluation.none"), icon=":material/science:")
        return

    def label(run: str | None) -> str:
        return _label(run) if run else t("evaluation.nothing")

    left, right = st.columns(2)
    chosen = left.selectbox(t("evaluation.shown"), kept, format_func=label, key="evaluation_run")
    others = [None, *(run for run in kept if run != chosen)]
    against = right.selectbox(t("evaluation.against"), others, format_func=label, key="evaluation_against")
    shown = _record(str(chosen))
    before = _record(against) if against else None
    scored = shown.scored  # computed at every look
    compared = compare(before.scored, scored) if before else None
    summary = summarize(scored)
    report = _report(shown, scored, compared, before)
    _head(report, summary)
    scores.draw(summary, report.gate, compared)
    if shown.judging:
        scores.opinions(shown, shown.judging)
    examined.draw(shown, before, table.states(scored, compared))
    _downloads(report, scored)


def _report(shown: Record, scored: Sequence[Scored], compared: Comparison | None, before: Record | None) -> Report:
    limits = gate.read(standing.gate(settings()), (*shown.cases, *standing.shipped(settings())))
    guarded = standing.guarded(settings(), scored)
    return Report(
        record=shown,
        gate=limits if guarded else None,
        breaches=gate.breaches(limits, summarize(guarded)),
        comparison=compared,
        compared_with=before.id if before else "",
        changed=shown.differs(before) if before else (),
        language=language(),
        wording=wording(assistant()),
    )


def _head(report: Report, summary: Summary) -> None:
    asked = {prediction.id for prediction in report.record.predictions}
    left = sum(case.id not in asked for case in standing.shipped(settings()))
    if report.breaches:
        broken = "\n".join(f"- {escape(line)}" for line in sentences.breached(report.breaches, language()))
        st.error(f"**{t('evaluation.below')}**\n\n{broken}", icon=":material/gpp_maybe:")
    elif report.gate is None:
        st.badge(t("evaluation.not_judged"), icon=":material/shield:", color="gray")
    elif left:
        st.badge(t("evaluation.above_part"), icon=":material/shield:", color="gray")
    else:
        st.badge(t("evaluation.above"), icon=":material/verified_user:", color="green")
    if left:
        st.caption(t("evaluation.part", count=left))
    if told := sentences.unworded(summary, report.record.engine, language()):
        st.warning(told, icon=":material/info:")
    if told := sentences.failed(summary, language()):
        st.error(escape(told), icon=":material/error:")
    scores.headline(summary, report.comparison)
    if report.comparison:
        _compared(report.comparison, report.changed)
    if told := sentences.weakest(summary, language()):
        st.markdown(f"**{escape(told)}**")
    said = (sentences.smallest, sentences.answered, sentences.latency)
    st.caption("  \n".join(escape(line) for tell in said if (line := tell(summary, language()))))


def _compared(found: Comparison, changed: tuple[str, ...]) -> None:
    if not found.changes:
        st.info(word("report.apart", language()), icon=":material/info:")
        return
    st.markdown(escape(sentences.moved(found, language())))
    told = (sentences.uncompared(found, language()), sentences.differing(changed, language()))
    st.caption("  \n".join((t("evaluation.shared", count=len(found.changes)), *filter(None, told))))


def _downloads(report: Report, scored: Sequence[Scored]) -> None:
    run = report.record
    made = {
        "html": report.html,
        "csv": lambda: table.as_csv(scored, language()),
        "json": lambda: run.model_dump_json(indent=1),
    }
    with st.container(horizontal=True, key="evaluation_downloads"):
        for ending, file in made.items():
            download(t(f"evaluation.{ending}"), file, f"evaluation-{run.id}.{ending}", f"evaluation_{ending}")
