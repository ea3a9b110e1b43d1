"""The questions of a run: a table to filter, and one question opened beside its evidence and proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from ...answer.render import chip, escape
from ...evaluation.cases import LANGUAGES, names
from ...evaluation.comparison import State
from ...evaluation.record import Record
from ...evaluation.summary import Scored
from ...evaluation.words import group_name, reasons
from .language import language, t
from .session import assistant

_ICONS = {"right": "✓", "wrong": "✗", "fixed": "▲", "broken": "▼"}
_HEIGHT = 420
"""Height of the table in pixels."""
_FEW = 10
"""Rows up to which the table is as high as they are."""
_GOOD, _BAD = ":green[:material/check:]", ":red[:material/close:]"


def draw(shown: Record, before: Record | None, states: Mapping[str, State]) -> None:
    """The table, worst first, and below it the question that was picked."""
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
    filters: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "state": ([state for state in _ICONS if state in states.values()], _state),
        "category": (names(s.case for s in scored), partial(group_name, language=language())),
        "language": (LANGUAGES, partial(group_name, language=language())),
    }
    if tags := sorted({tag for s in scored for tag in s.case.tags}):
        filters["tag"] = (tags, str)
    *columns, last = st.columns(len(filters) + 1)
    wanted = {}
    for column, (name, (options, named)) in zip(columns, filters.items(), strict=True):
        label, anything = t(f"evaluation.{name}"), t("evaluation.any")
        wanted[name] = column.multiselect(label, options, format_func=named, placeholder=anything)
    text = last.text_input(t("evaluation.search")).strip().casefold()

    def fits(s: Scored) -> bool:
        case = s.case
        own = {"state": (states[case.id],), "category": (case.category,), "language": (case.lang,), "tag": case.tags}
        whole = f"{s.case.id} {s.case.question} {s.prediction.answer_text}"
        return text in whole.casefold() and all(
            not chosen or set(chosen).intersection(own[name]) for name, chosen in wanted.items()
        )

    return list(filter(fits, scored))


def _opened(s: Scored, before: Record | None) -> None:
    case = s.case
    earlier = next((b for b in before.scored if b.case.id == case.id), None) if before else None
    with st.container(border=True, key="evaluation_opened"):
        st.markdown(f"**{escape(case.id)}** {escape(case.question)}")
        for turn in case.history:
            st.caption(f"{t(f'evaluation.role_{turn.role}')}: {escape(turn.content)}")
        _expected(s)
        one, two = st.columns(2, gap="medium")
        sides = [(one, s, "given", True, False), (two, s, "", False, True)]
        if earlier:
            sides = [(one, earlier, "before", True, True), (two, s, "after", True, True)]
        for column, side, title, answered, proved in sides:
            with column:
                if answered:
                    _answer(side, t(f"evaluation.{title}"))
                if proved:
                    _proof(side)


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
    """What the answer rests on, and which of its statements the table bears out."""
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
