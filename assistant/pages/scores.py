"""The numbers of a run on the page: a headline, a chart and tables by category and language."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ..answer.render import escape
from ..evaluation import chart, measured
from ..evaluation.comparison import Comparison
from ..evaluation.gate import Gate
from ..evaluation.judging import GRADES, Judging
from ..evaluation.metrics import LOWER_IS_BETTER, METRICS, Metric
from ..evaluation.record import Record
from ..evaluation.sentences import span
from ..evaluation.statistics import Estimate
from ..evaluation.summary import Group, Summary
from ..evaluation.verdict import told_of
from ..evaluation.words import group_name, share, word
from .fragment import fragment
from .language import language, t

_HEADLINE: tuple[Metric, ...] = ("exact", "recall", "grounded", "abstention", "over_abstention")
_GROUP = 170
"""Width of the column of names in pixels."""
_LOWEST = 50
"""Opinions listed."""


def headline(summary: Summary, compared: Comparison | None) -> None:
    """The main measures of the whole run with their intervals, and how they moved over the questions of both runs."""
    now = summary.overall.measures
    before = compared.before.measures if compared and compared.changes else {}
    after = compared.after.measures if compared and compared.changes else {}
    with st.container(horizontal=True, gap="large", key="evaluation_headline"):
        for metric in (m for m in _HEADLINE if m in now):
            moved = (after[metric].value - before[metric].value) * 100 if metric in before else 0.0
            with st.container(width="content", gap=None):
                st.metric(
                    word(f"short.{metric}" if metric == "over_abstention" else f"metric.{metric}", language()),
                    share(now[metric].value),
                    delta=f"{moved:+.1f}" if round(moved, 1) else None,
                    delta_color="inverse" if metric in LOWER_IS_BETTER else "normal",
                    help=word(f"about.{metric}", language()),
                )
                st.caption(f"{share(now[metric].low)}–{share(now[metric].high)}")


def draw(summary: Summary, gate: Gate | None, compared: Comparison | None) -> None:
    """A chart of one measure by category, and all measures in tables."""
    metric = st.selectbox(
        t("evaluation.measure"),
        [m for m in METRICS if m in summary.overall.measures],
        format_func=lambda m: word(f"metric.{m}", language()),
    )
    st.caption(word(f"about.{metric}", language()))
    drawn = measured.by_group(metric, (*summary.categories, summary.overall), gate, language())
    st.html(fragment("item.measured", style=chart.style(), drawn=drawn))
    names = ["by_category", "by_language", *(["beside"] if compared and compared.changes else [])]
    tabs = st.tabs([t(f"evaluation.{name}") for name in names])
    with tabs[0]:
        _table((*summary.categories, summary.overall))
    with tabs[1]:
        _table((*summary.languages, summary.overall))
    if compared and compared.changes:
        with tabs[2]:
            _beside(compared)


def opinions(shown: Record, said: Judging) -> None:
    """What a judging model said of the run, apart from the scores."""
    title, *lines = told_of(said, language())
    asked = {case.id: case.question for case in shown.cases}
    with st.expander(escape(title), icon=":material/gavel:"):
        for line in lines:
            st.markdown(escape(line.strip()))
        rows = [
            {
                t("evaluation.id"): name,
                t("evaluation.question"): asked.get(name, ""),
                **{word(f"judge.{grade}", language()): getattr(opinion, grade) for grade in GRADES},
                word("judge.reason", language()): opinion.reason,
            }
            for name, opinion in said.lowest(_LOWEST)
        ]
        if rows:
            st.caption(word("judge.lowest", language()))
            st.dataframe(rows, hide_index=True)


def _table(groups: tuple[Group, ...]) -> None:
    shown = [metric for metric in METRICS if any(metric in group.measures for group in groups)]
    rows: list[dict[str, Any]] = []
    for group in groups:
        row: dict[str, Any] = {
            t("evaluation.group"): group_name(group.name, language()),
            t("evaluation.questions"): group.questions,
            t("evaluation.right"): group.passed,
        }
        for metric in shown:
            value = group.measures.get(metric)
            row[word(f"metric.{metric}", language())] = _told(value) if value else ""
        taken = group.latency
        row[word("report.p50", language())] = span(taken.p50) if taken else ""
        row[word("report.p95", language())] = span(taken.p95) if taken else ""
        rows.append(row)
    pinned = {t("evaluation.group"): st.column_config.TextColumn(width=_GROUP, pinned=True)}
    st.dataframe(rows, hide_index=True, width="stretch", height="content", column_config=pinned)


def _beside(compared: Comparison) -> None:
    """Both runs by category, over the questions they share."""
    rows = [
        {
            word("report.group", language()): group_name(name, language()),
            word("report.compared", language()): len(part.changes),
            word("report.before", language()): part.before.passed,
            word("report.after", language()): part.after.passed,
            word("report.fixed", language()): len(part.fixed),
            word("report.broken", language()): len(part.broken),
            word("report.p", language()): f"{part.p:.3g}",
        }
        for name, part in (*compared.categories, ("overall", compared))
    ]
    st.dataframe(rows, hide_index=True, width="stretch", height="content")


def _told(value: Estimate) -> str:
    return f"{share(value.value)} [{share(value.low)}–{share(value.high)}]"
