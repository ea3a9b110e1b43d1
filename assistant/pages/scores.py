"""The numbers of a run on the page: a headline, a chart and a table by category and language."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ..evaluation.judging import GRADES, Judging
from ..evaluation.metrics import METRICS, Metric
from ..evaluation.record import Record
from ..evaluation.statistics import Estimate
from ..evaluation.summary import Group, summarize
from ..evaluation.verdict import told_of
from ..evaluation.words import group_name, share, word
from ..render import escape
from .language import language, t

_HEADLINE: tuple[Metric, ...] = ("exact", "recall", "grounded", "refusal")
_LOWEST = 50
"""Opinions listed."""
_ROW = 28
"""Height of a bar in pixels."""


def headline(shown: Record, before: Record | None) -> None:
    """Four measures of the whole run, with what changed since another."""
    now = summarize(shown.scored).overall.measures
    then = summarize(before.scored).overall.measures if before else {}
    for column, metric in zip(st.columns(len(_HEADLINE)), _HEADLINE, strict=True):
        if metric not in now:
            continue
        moved = (now[metric].mean - then[metric].mean) * 100 if metric in then else 0.0
        column.metric(
            word(f"metric.{metric}", language()),
            share(now[metric].mean),
            delta=f"{moved:+.1f}" if round(moved, 1) else None,
            help=word(f"about.{metric}", language()),
        )


def draw(shown: Record) -> None:
    """A chart of one measure by category, and all measures in tables."""
    summary = summarize(shown.scored)
    metric = st.selectbox(
        t("evaluation.measure"),
        [m for m in METRICS if m in summary.overall.measures],
        format_func=lambda m: word(f"metric.{m}", language()),
        help=t("evaluation.interval"),
    )
    st.caption(word(f"about.{metric}", language()))
    _chart(metric, (*summary.categories, summary.overall))
    by_category, by_language = st.tabs([t("evaluation.by_category"), t("evaluation.by_language")])
    with by_category:
        _table((*summary.categories, summary.overall))
    with by_language:
        _table((*summary.languages, summary.overall))


def opinions(shown: Record, said: Judging) -> None:
    """What a judging model said of the run, apart from the scores."""
    title, *lines = told_of(said, language())
    asked = {case.id: case.question for case in shown.cases}
    with st.expander(escape(title), icon=":material/gavel:"):
        for line in lines:
            st.markdown(escape(line.strip()))
        rows = [
            {
                "id": name,
                t("evaluation.question"): asked.get(name, ""),
                **{word(f"judge.{grade}", language()): getattr(opinion, grade) for grade in GRADES},
                word("judge.reason", language()): opinion.reason,
            }
            for name, opinion in said.lowest(_LOWEST)
        ]
        if rows:
            st.caption(word("judge.lowest", language()))
            st.dataframe(rows, hide_index=True)


def _chart(metric: Metric, groups: tuple[Group, ...]) -> None:
    rows = [
        {"group": group_name(g.name, language()), "mean": m.mean, "low": m.low, "high": m.high, "told": _told(m)}
        for g in groups
        if (m := g.measures.get(metric))
    ]
    shares = {"scale": {"domain": [0, 1]}, "axis": {"format": "%"}, "title": None}
    group = {"field": "group", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 240}}
    bar = {"x": {"field": "mean", "type": "quantitative", **shares}}
    whisker = {"x": {"field": "low", "type": "quantitative", **shares}, "x2": {"field": "high"}}
    spec = {
        "data": {"values": rows},
        "height": _ROW * len(rows),
        "encoding": {"y": group, "tooltip": [{"field": "group"}, {"field": "told"}]},
        "layer": [
            {"mark": {"type": "bar", "height": _ROW // 2}, "encoding": bar},
            {"mark": {"type": "rule", "strokeWidth": 2, "color": "#c98a1b"}, "encoding": whisker},
        ],
    }
    st.vega_lite_chart(spec=spec, width="stretch")


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
        rows.append(row)
    st.dataframe(rows, hide_index=True, width="stretch")


def _told(value: Estimate) -> str:
    return f"{share(value.mean)} [{share(value.low)}–{share(value.high)}]"
