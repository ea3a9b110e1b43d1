"""The questions of a run: a table to filter, and one question opened beside its evidence and proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ..answer.render import chip, escape
from ..evaluation.cases import CATEGORIES, LANGUAGES
from ..evaluation.record import Record
from ..evaluation.summary import Scored
from ..evaluation.table import State
from ..evaluation.words import group_name, reasons
from .language import language, t
from .session import assistant

_ICONS = {"right": "✓", "wrong": "✗", "fixed": "▲", "broken": "▼"}
_HEIGHT = 420
"""Height of the table in pixels."""
_FEW = 10
"""Rows up to which the table is as high as they are."""


def draw(shown: Record, before: Record | None, states: Mapping[str, State]) -> None:
    """The table, worst first, and below it the question that was picked."""
    st.subheader(t("evaluation.each"))
    found = _filtered(shown.scored, states)
    found.sort(key=lambda s: (-s.verdict.badness if not s.verdict.passed else 1, s.case.id))
    st.caption(t("evaluation.found", count=len(found), total=len(shown.scored)))
    picked = st.dataframe(
        [_row(s, states[s.case.id]) for s in found],
        hide_index=True,
        width="stretch",
        height=_HEIGHT if len(found) > _FEW else "content",
        column_config={t("evaluation.question"): st.column_config.TextColumn(width="large")},
        on_select="rerun",
        selection_mode="single-row",
        key="evaluation_table",
    )
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found):
        _opened(found[rows[0]], before)
    elif found:
        st.caption(t("evaluation.pick"))


def _filtered(scored: Sequence[Scored], states: Mapping[str, State]) -> list[Scored]:
    one, two, three, four = st.columns(4)
    kinds = [state for state in _ICONS if state in states.values()]
    wanted = one.multiselect(
        t("evaluation.state"),
        kinds,
        format_func=lambda s: f"{_ICONS[s]} {t(f'evaluation.state_{s}')}",
        placeholder=t("evaluation.any"),
    )
    categories = two.multiselect(
        t("evaluation.category"), CATEGORIES, format_func=_named, placeholder=t("evaluation.any")
    )
    languages = three.multiselect(
        t("evaluation.language"), LANGUAGES, format_func=_named, placeholder=t("evaluation.any")
    )
    text = four.text_input(t("evaluation.search")).strip().casefold()
    return [
        s
        for s in scored
        if (not wanted or states[s.case.id] in wanted)
        and (not categories or s.case.category in categories)
        and (not languages or s.case.lang in languages)
        and text in f"{s.case.id} {s.case.question} {s.prediction.answer_text}".casefold()
    ]


def _named(name: str) -> str:
    return group_name(name, language())


def _row(s: Scored, state: State) -> dict[str, object]:
    return {
        t("evaluation.state"): f"{_ICONS[state]} {t(f'evaluation.state_{state}')}",
        t("evaluation.id"): s.case.id,
        t("evaluation.category"): _named(s.case.category),
        t("evaluation.question"): s.case.question,
        t("evaluation.why"): "; ".join(reasons(s, language())),
    }


def _opened(s: Scored, before: Record | None) -> None:
    case = s.case
    earlier = next((b for b in before.scored if b.case.id == case.id), None) if before else None
    with st.container(border=True, key="evaluation_opened"):
        st.markdown(f"**{escape(case.id)}** {escape(case.question)}")
        for turn in case.history:
            st.caption(f"{t(f'evaluation.role_{turn.role}')}: {escape(turn.content)}")
        _expected(s)
        if earlier is None:
            answer, proof = st.columns(2, gap="medium")
            with answer:
                _answer(s, t("evaluation.given"))
            with proof:
                _proof(s)
            return
        for column, side, title in zip(st.columns(2, gap="medium"), (earlier, s), ("before", "after"), strict=True):
            with column:
                _answer(side, t(f"evaluation.{title}"))
                _proof(side)


def _expected(s: Scored) -> None:
    case = s.case
    if case.answerable:
        phrases = [escape(phrase.replace("|", " / ")) for phrase in case.must_include]
        st.markdown(f"**{t('evaluation.expected')}** {_chips(case.gold_codes)} {' · '.join(phrases)}")
    else:
        st.markdown(f"**{t('evaluation.expected')}** {t('evaluation.refusal')}")
    if case.acceptable_codes:
        st.markdown(f"**{t('evaluation.acceptable')}** {_chips(case.acceptable_codes)}")
    if case.notes:
        st.caption(escape(case.notes))


def _answer(s: Scored, title: str) -> None:
    given = s.prediction
    st.markdown(f"**{title}** {t('evaluation.refused') if given.refused else ''}")
    st.text(given.answer_text or given.error)
    for reason in reasons(s, language()):
        st.markdown(f":red[:material/close:] {escape(reason)}")


def _proof(s: Scored) -> None:
    """What the answer rests on, and which of its statements the table bears out."""
    given = s.prediction
    st.markdown(f"**{t('evaluation.evidence')}**")
    if not given.cited_codes:
        st.caption(t("evaluation.no_evidence"))
    relations = assistant().relations(s.case.standard)
    for code in given.cited_codes:
        for item in relations.find(code):
            st.markdown(f"{chip(item.code)} {escape(item.text)}")
    st.markdown(f"**{t('evaluation.proof')}**")
    if not given.checked:
        st.caption(t("evaluation.no_proof"))
    for rule, count in given.checked.items():
        false = sum(claim.startswith(f"{rule}: ") for claim in given.unborne)
        icon = ":red[:material/close:]" if false else ":green[:material/check:]"
        st.markdown(f"{icon} {t(f'rule.{rule}')} {count - false}/{count}")
    for claim in given.unborne:
        st.markdown(f":red[:material/close:] {escape(claim)}")
    if given.retrieved_codes:
        st.markdown(f"**{t('evaluation.retrieved')}** {_chips(given.retrieved_codes)}")


def _chips(codes: Sequence[str]) -> str:
    return " ".join(map(chip, codes))
