"""The numbers of a run on the page: a headline, a chart and tables by category and language."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ...answer.render import escape
from ...evaluation import chart
from ...evaluation.comparison import Comparison
from ...evaluation.gate import Gate
from ...evaluation.judging import GRADES, Judging
from ...evaluation.metrics import LOWER_IS_BETTER, METRICS, Metric
from ...evaluation.record import Record
from ...evaluation.sentences import span, told_of
from ...evaluation.statistics import Estimate
from ...evaluation.summary import Group, Summary
from ...evaluation.words import group_name, share, word
from .fragment import fragment
from .language import language, t

_HEADLINE: tuple[Metric, ...] = ("exact", "recall", "grounded", "abstention", "over_abstention")
_GROUP = 170
"""Width of the column of names in pixels."""
_LOWEST = 50
"""Opinions listed."""


def headline(summary: Summary, compared: Comparison | None) -> None:
    """The main measures of the whole run with their intervals, and how they moved over the questions of both runs."""
    now, both = summary.overall.measures, compared if compared and compared.changes else None
    with st.container(horizontal=True, gap="large", key="evaluation_headline"):
        for metric in (m for m in _HEADLINE if m in now):
            moved = 0.0
            if both and metric in both.before.measures:
                moved = (both.after.measures[metric].value - both.before.measures[metric].value) * 100
            with st.container(width="content", gap=None):
                st.metric(
                    _word(f"short.{metric}" if metric == "over_abstention" else f"metric.{metric}"),
                    share(now[metric].value),
                    delta=f"{moved:+.1f}" if round(moved, 1) else None,
                    delta_color="inverse" if metric in LOWER_IS_BETTER else "normal",
                    help=_word(f"about.{metric}"),
                )
                st.caption(f"{share(now[metric].low)}–{share(now[metric].high)}")


def draw(summary: Summary, gate: Gate | None, compared: Comparison | None) -> None:
    """A chart of one measure by category, and all measures in tables."""
    names: dict[Metric, str] = {m: _word(f"metric.{m}") for m in METRICS if m in summary.overall.measures}
    metric = st.selectbox(t("evaluation.measure"), list(names), format_func=lambda one: names[one])
    st.caption(_word(f"about.{metric}"))
    drawn = chart.by_group(metric, (*summary.categories, summary.overall), gate, language())
    st.html(fragment("item.measured", style=chart.style(), drawn=drawn))
    tables = {
        "by_category": partial(_table, (*summary.categories, summary.overall)),
        "by_language": partial(_table, (*summary.languages, summary.overall)),
    }
    if summary.tags:
        tables["by_tag"] = partial(_table, summary.tags)
    if compared and compared.changes:
        tables["beside"] = partial(_beside, compared)
    for tab, table in zip(st.tabs([t(f"evaluation.{name}") for name in tables]), tables.values(), strict=True):
        with tab:
            table()


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
                **{_word(f"judge.{grade}"): getattr(opinion, grade) for grade in GRADES},
                _word("judge.reason"): opinion.reason,
            }
            for name, opinion in said.lowest(_LOWEST)
        ]
        if rows:
            st.caption(_word("judge.lowest"))
            st.dataframe(rows, hide_index=True)


def _table(groups: tuple[Group, ...]) -> None:
    shown = [metric for metric in METRICS if any(metric in group.measures for group in groups)]
    rows = [
        {
            t("evaluation.group"): group_name(group.name, language()),
            t("evaluation.questions"): group.questions,
            t("evaluation.right"): group.passed,
            **{_word(f"metric.{metric}"): _told(group.measures.get(metric)) for metric in shown},
            _word("report.p50"): span(group.latency.p50) if group.latency else "",
            _word("report.p95"): span(group.latency.p95) if group.latency else "",
        }
        for group in groups
    ]
    pinned = {t("evaluation.group"): st.column_config.TextColumn(width=_GROUP, pinned=True)}
    st.dataframe(rows, hide_index=True, width="stretch", height="content", column_config=pinned)


def _beside(compared: Comparison) -> None:
    """Both runs by category, over the questions they share."""
    rows = [
        {
            _word("report.group"): group_name(name, language()),
            _word("report.compared"): len(part.changes),
            _word("report.before"): part.before.passed,
            _word("report.after"): part.after.passed,
            _word("report.fixed"): len(part.fixed),
            _word("report.broken"): len(part.broken),
            _word("report.p"): f"{part.p:.3g}",
        }
        for name, part in (*compared.categories, ("overall", compared))
    ]
    st.dataframe(rows, hide_index=True, width="stretch", height="content")


def _told(value: Estimate | None) -> str:
    return f"{share(value.value)} [{share(value.low)}–{share(value.high)}]" if value else ""


def _word(name: str) -> str:
    return word(name, language())
