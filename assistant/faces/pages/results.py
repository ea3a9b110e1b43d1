"""What came of a run: its measures, a chart and tables of them, and its questions, one opened beside its evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from ...answer.render import chip, escape
from ...evaluation import chart
from ...evaluation.cases import LANGUAGES, names
from ...evaluation.comparison import RunComparison, State
from ...evaluation.gate import Gate
from ...evaluation.judging import GRADES, Judging
from ...evaluation.metrics import LOWER_IS_BETTER, METRICS, Metric
from ...evaluation.record import RunRecord
from ...evaluation.sentences import span, told_of
from ...evaluation.statistics import Estimate
from ...evaluation.summary import QuestionGroup, Scored, Summary
from ...evaluation.words import group_name, reasons, share, word
from .drawing import fragment
from .language import language, t
from .session import assistant

_HEADLINE: tuple[Metric, ...] = ("exact", "recall", "grounded", "abstention", "over_abstention")
_GROUP = 170
"""Width of the column of names in pixels."""
_LOWEST = 50
"""Opinions listed."""
_ICONS = {"right": "✓", "wrong": "✗", "fixed": "▲", "broken": "▼"}
_HEIGHT = 420
"""Height of the table of questions in pixels."""
_FEW = 10
"""Rows up to which the table is as high as they are."""
_GOOD, _BAD = ":green[:material/check:]", ":red[:material/close:]"


def headline(summary: Summary, compared: RunComparison | None) -> None:
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


def scores(summary: Summary, gate: Gate | None, compared: RunComparison | None) -> None:
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


def opinions(shown: RunRecord, said: Judging) -> None:
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


def _table(groups: tuple[QuestionGroup, ...]) -> None:
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


def _beside(compared: RunComparison) -> None:
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


def questions(shown: RunRecord, before: RunRecord | None, states: Mapping[str, State]) -> None:
    """A table to filter, worst first, and below it the question that was picked."""
    st.header(t("evaluation.each"))
    scored = shown.scored
    found = _filtered(scored, states)
    found.sort(key=lambda s: (-s.verdict.badness if not s.verdict.passed else 1, s.case.id))
    st.caption(t("evaluation.found", count=len(found), total=len(scored)))
    rows = [
        {
            t("evaluation.state"): _state(states[s.case.id]),
            t("evaluation.id"): s.case.id,
            t("evaluation.category"): group_name(s.case.category, language()),
            t("evaluation.question"): s.case.question,
            t("evaluation.why"): "; ".join(reasons(s, language())),
        }
        for s in found
    ]
    picked = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=_HEIGHT if len(found) > _FEW else "content",
        column_config={t("evaluation.question"): st.column_config.TextColumn(width="large")},
        on_select="rerun",
        selection_mode="single-row",
        key="evaluation_table",
    )["selection"]["rows"]
    if picked and picked[0] < len(found):
        _opened(found[picked[0]], before)
    elif found:
        st.caption(t("evaluation.pick"))


def _state(state: str) -> str:
    return f"{_ICONS[state]} {t(f'evaluation.state_{state}')}"


def _filtered(scored: Sequence[Scored], states: Mapping[str, State]) -> list[Scored]:
    group = partial(group_name, language=language())
    filters: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "state": ([state for state in _ICONS if state in states.values()], _state),
        "category": (names(s.case for s in scored), group),
        "language": (LANGUAGES, group),
    }
    if tags := sorted({tag for s in scored for tag in s.case.tags}):
        filters["tag"] = (tags, str)
    *columns, last = st.columns(len(filters) + 1)
    wanted = {}
    for column, (name, (options, named)) in zip(columns, filters.items(), strict=True):
        label, anything = t(f"evaluation.{name}"), t("evaluation.any")
        wanted[name] = set(column.multiselect(label, options, format_func=named, placeholder=anything))
    text = last.text_input(t("evaluation.search")).strip().casefold()

    def fits(s: Scored) -> bool:
        case = s.case
        own = {"state": (states[case.id],), "category": (case.category,), "language": (case.lang,), "tag": case.tags}
        whole = f"{case.id} {case.question} {s.prediction.answer_text}"
        return text in whole.casefold() and all(not chosen or chosen & set(own[n]) for n, chosen in wanted.items())

    return list(filter(fits, scored))


def _opened(s: Scored, before: RunRecord | None) -> None:
    case = s.case
    earlier = next((b for b in before.scored if b.case.id == case.id), None) if before else None
    with st.container(border=True, key="evaluation_opened"):
        st.markdown(f"**{escape(case.id)}** {escape(case.question)}")
        for turn in case.history:
            st.caption(f"{t(f'evaluation.role_{turn.role}')}: {escape(turn.content)}")
        _expected(s)
        one, two = st.columns(2, gap="medium")
        with one:
            _answer(earlier or s, t("evaluation.before" if earlier else "evaluation.given"))
            if earlier:
                _proof(earlier)
        with two:
            if earlier:
                _answer(s, t("evaluation.after"))
            _proof(s)


def _expected(s: Scored) -> None:
    case, expected = s.case, t("evaluation.refusal")
    if case.answerable:
        phrases = " · ".join(escape(phrase.replace("|", " / ")) for phrase in case.must_include)
        expected = f"{_chips(case.gold_codes)} {phrases}"
    st.markdown(f"**{t('evaluation.expected')}** {expected}")
    if case.acceptable_codes:
        st.markdown(f"**{t('evaluation.acceptable')}** {_chips(case.acceptable_codes)}")
    if case.notes:
        st.caption(escape(case.notes))


def _answer(s: Scored, title: str) -> None:
    given = s.prediction
    st.markdown(f"**{title}** {t('evaluation.refused') if given.refused else ''}")
    st.text(given.answer_text or given.error)
    for reason in reasons(s, language()):
        st.markdown(f"{_BAD} {escape(reason)}")


def _proof(s: Scored) -> None:
    given, relations = s.prediction, assistant().relations(s.case.standard)
    st.markdown(f"**{t('evaluation.evidence')}**")
    if not given.cited_codes:
        st.caption(t("evaluation.no_evidence"))
    for item in (item for code in given.cited_codes for item in relations.find(code)):
        st.markdown(f"{chip(item.code)} {escape(item.text)}")
    st.markdown(f"**{t('evaluation.proof')}**")
    if not given.checked:
        st.caption(t("evaluation.no_proof"))
    for rule, count in given.checked.items():
        false = sum(claim.startswith(f"{rule}: ") for claim in given.unborne)
        st.markdown(f"{_BAD if false else _GOOD} {t(f'rule.{rule}')} {count - false}/{count}")
    for claim in given.unborne:
        st.markdown(f"{_BAD} {escape(claim)}")
    if given.retrieved_codes:
        st.markdown(f"**{t('evaluation.retrieved')}** {_chips(given.retrieved_codes)}")


def _chips(codes: Iterable[str]) -> str:
    return " ".join(map(chip, codes))
