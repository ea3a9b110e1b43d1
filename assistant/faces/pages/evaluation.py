"""The evaluation page: run a set, see where answers are right, compare two runs, take the numbers along."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from ...answer.render import escape
from ...errors import AssistantError, UsageError
from ...evaluation import gate, record, sentences, sheet, standing, table
from ...evaluation.cases import Case, loads
from ...evaluation.comparison import RunComparison, compare
from ...evaluation.engine import answerer, check_gold, coverage, grading, wording
from ...evaluation.record import Engine, RunRecord
from ...evaluation.report import Report
from ...evaluation.run import Job
from ...evaluation.summary import Scored, Summary, summarize
from ...evaluation.words import word
from ...language.catalogue.area import told
from ..export.edition import Edition
from . import results
from .frame import framed, top
from .language import language, t
from .session import assistant, settings, zone
from .widgets import download, pick_one

SECONDS = 1
"""Between one look at a run in progress and the next."""
_SETS = {"all": "", "given": "D", "own": "E", "accepted": "F", "file": ""}
"""The sets of questions, with what the ids of each begin with."""


@framed
def page(shown: Edition) -> None:
    """The evaluation."""
    top(shown, "evaluation.title")
    st.caption(t("evaluation.lead"))
    try:
        runs = _runs()
        _start(first=not runs)
        if runs:
            _results(runs)
        elif running() is None:
            st.info(t("evaluation.none"), icon=":material/science:")
    except UsageError as error:
        st.warning("  \n".join(map(escape, told(error, language()).splitlines())), icon=":material/info:")


@st.cache_resource(show_spinner=False)
def jobs() -> list[Job]:
    """The run in progress, if any: one for all readers, so that two never contend for the machine."""
    return []


def running() -> Job | None:
    """The run that has not ended yet."""
    return next((job for job in jobs() if job.running), None)


def _start(*, first: bool) -> None:
    if job := running():
        with st.container(border=True):
            _watch(job)
        return
    for ended in jobs():
        if failure := ended.failure:
            reason = str(failure) or type(failure).__name__
            if isinstance(failure, AssistantError):
                reason = told(failure, language())
            st.error(escape(t("evaluation.failed", reason=reason)), icon=":material/error:")
    with st.expander(t("evaluation.new"), icon=":material/play_circle:", expanded=first):
        _choice()


@st.fragment(run_every=SECONDS)
def _watch(job: Job) -> None:
    if not job.running:
        if job.kept:
            st.session_state.evaluation_run = job.kept
        st.rerun()
    st.progress(job.done / job.total, t("evaluation.progress", done=job.done, total=job.total))
    if st.button(t("evaluation.stop"), icon=":material/stop:", key="evaluation_stop", disabled=job.stopping):
        job.stop()
    if job.stopping:
        st.caption(t("evaluation.stopping"))


def _choice() -> None:
    names = {name: t(f"evaluation.set_{name}") for name in _SETS}
    chosen = pick_one(t("evaluation.set"), names, "evaluation_set", labelled=True)
    cases: Sequence[Case] = ()
    if chosen != "file":
        cases = [case for case in standing.cases(settings()) if case.id.startswith(_SETS[chosen])]
    elif given := st.file_uploader(t("evaluation.file"), type=["jsonl", *sheet.ENDINGS]):
        cases = loads(given.name, given.getvalue())
        check_gold(assistant(), cases)
    model = settings().chat_model
    engine: Engine = "rules"
    if model:  # else there is no choice
        engines: dict[Engine, str] = {"rules": t("evaluation.engine_rules")}
        engines["model"] = escape(t("evaluation.engine_model", model=model))
        engine = pick_one(t("evaluation.engine"), engines, "evaluation_engine", labelled=True)
    empty = chosen == "accepted" and not cases
    st.caption(t("evaluation.accepted_none") if empty else t(f"evaluation.size_{engine}", count=len(cases)))
    for covered in coverage(assistant(), cases, language()):
        st.caption(escape(covered))
    judged = bool(model) and st.checkbox(
        t("evaluation.judge", model=escape(model)), help=t("evaluation.judge_help"), key="evaluation_judge"
    )
    if st.button(t("evaluation.run"), icon=":material/play_arrow:", type="primary", disabled=not cases):
        asked = answerer(assistant(), settings(), engine)
        judge = grading(assistant(), settings()) if judged else None
        jobs()[:] = [Job(asked, settings(), cases, engine, judge)]
        st.rerun()


@st.cache_resource(show_spinner=False, max_entries=8)
def _record(identity: str, changed: int) -> RunRecord:
    """A run, read once; it is not copied, and nobody changes it."""
    return record.read(record.path(settings().runs, identity))


@st.cache_data(show_spinner=False, max_entries=2000)
def _line(identity: str, changed: int) -> tuple[str, str, bool, int, int] | None:
    """When a run began, its model, whether it is complete, how many are right, of how many; None of an unreadable one.

    That is kept, for a record is megabytes, and there may be hundreds.
    """
    try:
        run = record.read(record.path(settings().runs, identity))
    except UsageError:
        return None
    right = sum(s.verdict.passed for s in run.scored)
    return run.started, run.model, run.complete, right, len(run.predictions)


def _changed(identity: str) -> int:
    """When the record of a run was written, in nanoseconds; 0 where there is none."""
    try:
        return record.path(settings().runs, identity).stat().st_mtime_ns
    except OSError:
        return 0


def _runs() -> dict[str, str]:
    """The runs that have ended and can be read, newest first: by id when it was, by which engine, how many right."""
    job, told = running(), dict[str, str]()
    ended = [run for run in record.kept(settings().runs) if job is None or run != job.id]
    for identity in ended:
        if line := _line(identity, _changed(identity)):
            started, model, complete, right, count = line
            moment = f"{datetime.fromisoformat(started).astimezone(zone()):%Y-%m-%d %H:%M:%S}"
            name, engine = "label" if complete else "label_partial", model or t("evaluation.engine_rules")
            told[identity] = t(f"evaluation.{name}", moment=moment, engine=engine, right=right, count=count)
    if damaged := len(ended) - len(told):
        st.caption(t("evaluation.damaged", count=damaged))
    return told


def _results(kept: dict[str, str]) -> None:
    labels = {"": t("evaluation.nothing")} | kept

    def label(run: str) -> str:
        return labels.get(run, run)  # of a run that has gone meanwhile, its id

    left, right = st.columns(2)
    chosen = left.selectbox(t("evaluation.shown"), list(kept), format_func=label, key="evaluation_run")
    others = [run for run in labels if run != chosen]
    against = right.selectbox(t("evaluation.against"), others, format_func=label, key="evaluation_against")
    shown = _record(str(chosen), _changed(str(chosen)))
    before = _record(against, _changed(against)) if against else None
    scored = shown.scored  # computed at every look
    compared = compare(before.scored, scored) if before else None
    summary = summarize(scored)
    report = _report(shown, scored, compared, before)
    _head(report, summary)
    results.scores(summary, report.gate, compared)
    if shown.judging:
        results.opinions(shown, shown.judging)
    results.questions(shown, before, table.states(scored, compared))
    made = {
        "html": report.html,
        "csv": lambda: table.as_csv(scored, language()),
        "json": lambda: shown.model_dump_json(indent=1),
    }
    with st.container(horizontal=True, key="evaluation_downloads"):
        for ending, file in made.items():
            download(t(f"evaluation.{ending}"), file, f"evaluation-{shown.id}.{ending}", f"evaluation_{ending}")


def _report(
    shown: RunRecord, scored: Sequence[Scored], compared: RunComparison | None, before: RunRecord | None
) -> Report:
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
    results.headline(summary, report.comparison)
    if report.comparison:
        _compared(report.comparison, report.changed)
    if told := sentences.weakest(summary, language()):
        st.markdown(f"**{escape(told)}**")
    said = (sentences.smallest, sentences.answered, sentences.latency)
    st.caption("  \n".join(escape(line) for tell in said if (line := tell(summary, language()))))


def _compared(found: RunComparison, changed: tuple[str, ...]) -> None:
    if not found.changes:
        st.info(word("report.apart", language()), icon=":material/info:")
        return
    st.markdown(escape(sentences.moved(found, language())))
    told = (sentences.uncompared(found, language()), sentences.differing(changed, language()))
    st.caption("  \n".join((t("evaluation.shared", count=len(found.changes)), *filter(None, told))))
