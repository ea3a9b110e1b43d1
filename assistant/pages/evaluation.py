"""The evaluation page: run a set, see where answers are right, compare two runs, take the numbers along."""

from __future__ import annotations

import streamlit as st

from ..errors import UsageError
from ..evaluation import gate, record, standing, table
from ..evaluation.cases import Case, parse
from ..evaluation.comparison import Comparison, compare
from ..evaluation.engine import answerer, grading
from ..evaluation.job import Job
from ..evaluation.record import Engine, Record
from ..evaluation.report import Report, changes, told
from ..evaluation.summary import summarize
from ..render import escape
from . import examined, scores, trouble
from .card import titlebar
from .language import language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, settings, standard

SECONDS = 1
"""Between one look at a run in progress and the next."""
_SETS = ("all", "given", "own", "accepted", "file")
_PREFIX = {"given": "D", "own": "E", "accepted": "F"}


def page() -> None:
    """Draw the page, or why there is nothing to measure."""
    try:
        current = standard()
    except INDEX_TROUBLE as error:
        trouble.index(error)
        return
    citations(current, beside=False)
    titlebar(current)
    st.header(t("evaluation.title"))
    try:
        _start()
        _results()
    except UsageError as error:
        st.warning(escape(str(error)), icon=":material/info:")


@st.cache_resource(show_spinner=False)
def jobs() -> list[Job]:
    """The run in progress, if any: one for all readers, so that two never contend for the machine."""
    return []


@st.cache_data(show_spinner=False, max_entries=8)
def _record(identity: str) -> Record:
    return record.read(record.path(settings().runs, identity))


def _readable(identity: str) -> bool:
    try:
        return bool(_record(identity).id)
    except UsageError:
        return False


def _start() -> None:
    running = next((job for job in jobs() if job.running), None)
    with st.expander(t("evaluation.new"), icon=":material/play_circle:", expanded=running is not None):
        if running:
            _progress(running)
            return
        chosen = st.segmented_control(
            t("evaluation.set"),
            _SETS,
            default="all",
            required=True,
            format_func=lambda name: t(f"evaluation.set_{name}"),
            key="evaluation_set",
        )
        uploaded = st.file_uploader(t("evaluation.file"), type="jsonl") if chosen == "file" else None
        cases = _uploaded(uploaded.getvalue()) if uploaded else _chosen(str(chosen))
        engine = _engine()
        st.caption(t(f"evaluation.size_{engine}", count=len(cases)))
        judged = bool(settings().chat_model) and st.checkbox(
            t("evaluation.judge", model=escape(settings().chat_model)),
            help=t("evaluation.judge_help"),
            key="evaluation_judge",
        )
        if st.button(t("evaluation.run"), icon=":material/play_arrow:", type="primary", disabled=not cases):
            asked = answerer(assistant(), settings(), engine)
            judge = grading(assistant(), settings()) if judged else None
            jobs()[:] = [Job(asked, settings(), cases, engine, judge)]
            st.rerun()
        for job in jobs():
            if job.failure:
                st.error(escape(t("evaluation.failed", reason=job.failure)), icon=":material/error:")


def _engine() -> Engine:
    """The engine chosen; there is a choice only where a chat model is configured."""
    if not settings().chat_model:
        return "rules"
    names = {"rules": t("evaluation.engine_rules"), "model": t("evaluation.engine_model", model=settings().chat_model)}
    chosen = st.segmented_control(
        t("evaluation.engine"),
        list(names),
        default="rules",
        required=True,
        format_func=lambda name: escape(names[name]),
        key="evaluation_engine",
    )
    return "model" if chosen == "model" else "rules"


def _chosen(name: str) -> list[Case]:
    if name == "file":
        return []
    found = standing.cases(settings())
    return [case for case in found if case.id.startswith(_PREFIX.get(name, ""))]


def _uploaded(content: bytes) -> list[Case]:
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(t("evaluation.encoding")) from error
    found = [parse(line, t("evaluation.line", line=n)) for n, line in enumerate(lines, 1) if line.strip()]
    repeated = {case.id for case in found if sum(other.id == case.id for other in found) > 1}
    if repeated:
        raise UsageError(t("evaluation.repeated", ids=" ".join(sorted(repeated))))
    return found


def _progress(job: Job) -> None:
    @st.fragment(run_every=SECONDS)
    def watch() -> None:
        if not job.running:
            if job.kept:
                st.session_state.evaluation_run = job.kept
            st.rerun()
        st.progress(job.done / job.total, t("evaluation.progress", done=job.done, total=job.total))
        if st.button(t("evaluation.stop"), icon=":material/stop:", key="evaluation_stop"):
            job.stop()

    watch()


def _results() -> None:
    everything = list(record.kept(settings().runs))
    kept = [run for run in everything if _readable(run)]
    if len(kept) < len(everything):
        st.caption(t("evaluation.damaged", count=len(everything) - len(kept)))
    if not kept:
        st.info(t("evaluation.none"), icon=":material/science:")
        return
    left, right = st.columns(2)
    chosen = left.selectbox(t("evaluation.shown"), kept, format_func=_label, key="evaluation_run")
    others = [None, *(run for run in kept if run != chosen)]
    against = right.selectbox(
        t("evaluation.against"), others, format_func=lambda run: _label(run) if run else t("evaluation.nothing")
    )
    shown = _record(str(chosen))
    before = _record(against) if against else None
    compared = compare(before.scored, shown.scored) if before else None
    report = _report(shown, compared, against or "")
    _head(report, before)
    scores.draw(shown)
    if shown.judging:
        scores.opinions(shown, shown.judging)
    examined.draw(shown, before, table.states(shown.scored, compared))
    _downloads(report)


def _label(identity: str) -> str:
    run = _record(identity)
    right = sum(s.verdict.passed for s in run.scored)
    name = "label" if run.complete else "label_partial"
    moment = run.started.replace("T", " ").removesuffix("+00:00") + " UTC"
    return t(f"evaluation.{name}", moment=moment, right=right, count=len(run.predictions))


def _report(shown: Record, compared: Comparison | None, against: str) -> Report:
    limits = gate.read(standing.gate(settings()))
    return Report(
        record=shown,
        gate=limits,
        breaches=gate.breaches(limits, summarize(shown.scored)),
        comparison=compared,
        compared_with=against,
        language=language(),
    )


def _head(report: Report, before: Record | None) -> None:
    if report.breaches:
        lines = "\n".join(f"- {escape(line)}" for line in told(report.breaches, language()))
        st.error(f"**{t('evaluation.below')}**\n\n{lines}", icon=":material/gpp_maybe:")
    else:
        st.badge(t("evaluation.above"), icon=":material/verified_user:", color="green")
    scores.headline(report.record, before)
    if report.comparison:
        st.markdown(escape(changes(report.comparison, language())))


def _downloads(report: Report) -> None:
    run, scored = report.record, report.record.scored
    with st.container(horizontal=True, key="evaluation_downloads"):
        for name, made, mime in (
            ("html", report.html, "text/html"),
            ("csv", lambda: table.as_csv(scored, language()), "text/csv"),
            ("json", lambda: run.model_dump_json(indent=1), "application/json"),
        ):
            st.download_button(
                t(f"evaluation.{name}"),
                data=made,
                file_name=f"evaluation-{run.id}.{name}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"evaluation_{name}",
            )
