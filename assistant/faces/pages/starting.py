"""Starting a run: which questions, which engine, and its progress with a stop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ...answer.render import escape
from ...evaluation import sheet, standing
from ...evaluation.cases import Case, loads
from ...evaluation.engine import answerer, check_gold, coverage, grading
from ...evaluation.record import Engine
from ...evaluation.run import Job
from . import pick
from .language import language, t
from .session import assistant, settings

SECONDS = 1
"""Between one look at a run in progress and the next."""
_SETS = {"all": "", "given": "D", "own": "E", "accepted": "F", "file": ""}
"""The sets of questions, with what the ids of each begin with."""


@st.cache_resource(show_spinner=False)
def jobs() -> list[Job]:
    """The run in progress, if any: one for all readers, so that two never contend for the machine."""
    return []


def running() -> Job | None:
    """The run that has not ended yet."""
    return next((job for job in jobs() if job.running), None)


def draw(*, first: bool) -> None:
    """The choice of a run, or the progress of the one that is running.

    :param first: whether there is no run yet, so that the choice stands open.

    :raises UsageError: when the questions cannot be read.
    """
    if job := running():
        with st.container(border=True):
            _progress(job)
        return
    for ended in jobs():
        if ended.failure:
            st.error(escape(t("evaluation.failed", reason=ended.failure)), icon=":material/error:")
    with st.expander(t("evaluation.new"), icon=":material/play_circle:", expanded=first):
        _choice()


def _choice() -> None:
    names = {name: t(f"evaluation.set_{name}") for name in _SETS}
    chosen = pick.one(t("evaluation.set"), names, "evaluation_set", labelled=True)
    cases = _uploaded() if chosen == "file" else _standing(_SETS[chosen])
    engine, model = _engine(), settings().chat_model
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


def _uploaded() -> Sequence[Case]:
    given = st.file_uploader(t("evaluation.file"), type=["jsonl", *sheet.ENDINGS])
    cases = loads(given.name, given.getvalue()) if given else ()
    check_gold(assistant(), cases)
    return cases


def _standing(prefix: str) -> Sequence[Case]:
    return [case for case in standing.cases(settings()) if case.id.startswith(prefix)]


def _engine() -> Engine:
    """The engine chosen; there is a choice only where a chat model is configured."""
    model = settings().chat_model
    if not model:
        return "rules"
    names = {"rules": t("evaluation.engine_rules"), "model": escape(t("evaluation.engine_model", model=model))}
    chosen = pick.one(t("evaluation.engine"), names, "evaluation_engine", labelled=True)
    return "model" if chosen == "model" else "rules"


def _progress(job: Job) -> None:
    @st.fragment(run_every=SECONDS)
    def watch() -> None:
        if not job.running:
            if job.kept:
                st.session_state.evaluation_run = job.kept
            st.rerun()
        st.progress(job.done / job.total, t("evaluation.progress", done=job.done, total=job.total))
        if st.button(t("evaluation.stop"), icon=":material/stop:", key="evaluation_stop", disabled=job.stopping):
            job.stop()
        if job.stopping:
            st.caption(t("evaluation.stopping"))

    watch()
