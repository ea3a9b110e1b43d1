"""What readers thought of answers, and the review that makes questions of it."""

from __future__ import annotations

import json
from typing import get_args

import streamlit as st

from ..answer.render import chip, escape
from ..errors import UsageError
from ..evaluation.cases import CATEGORIES, LANGUAGES, Case, Category, as_lines, parse
from ..evaluation.feedback import Feedback, FeedbackStore, Rating, Status
from ..evaluation.phrase import codes
from ..evaluation.words import group_name
from ..standard.code import clean, key
from . import trouble
from .card import titlebar
from .language import language, t
from .panel import citations
from .session import INDEX_TROUBLE, assistant, settings, standard

_ANY = "any"
_STEP = 20
"""Rated answers listed at first, and how many more at a time."""


def page() -> None:
    """Draw the page, or why it cannot be shown."""
    try:
        current = standard()
    except INDEX_TROUBLE as error:
        trouble.index(error)
        return
    citations(current)
    titlebar(current)
    st.header(t("feedback.title"))
    st.caption(t("feedback.lead"))
    store = FeedbackStore(settings().runs)
    everything = store.all()
    if not everything:
        st.info(t("feedback.none"), icon=":material/thumbs_up_down:")
        return
    counts = {status: sum(item.status == status for item in everything) for status in get_args(Status)}
    one, two = st.columns(2)
    chosen = one.segmented_control(
        t("feedback.status"),
        list(counts),
        default="open",
        required=True,
        format_func=lambda status: f"{t(f'feedback.status_{status}')} {counts[status]}",
        key="feedback_status",
    )
    rating = two.segmented_control(
        t("feedback.rating"),
        [_ANY, *get_args(Rating)],
        default=_ANY,
        required=True,
        format_func=lambda name: t(f"feedback.rating_{name}"),
        key="feedback_rating",
    )
    if accepted := st.session_state.pop("feedback_accepted", None):
        st.success(t("feedback.accepted_as", id=accepted), icon=":material/check_circle:")
    shown = [item for item in everything if item.status == chosen and rating in (_ANY, item.entry.rating)]
    if not shown:
        st.info(t(f"feedback.nothing_{chosen}"), icon=":material/inbox:")
    reach = st.session_state.get("feedback_reach", _STEP)
    for item in shown[:reach]:
        _item(item, store)
    if left := len(shown) - reach if len(shown) > reach else 0:
        more = min(_STEP, left)
        st.button(t("feedback.more", count=more, left=left), icon=":material/expand_more:", on_click=_further)
    _downloads(store)


def _further() -> None:
    st.session_state.feedback_reach = st.session_state.get("feedback_reach", _STEP) + _STEP


def _item(item: Feedback, store: FeedbackStore) -> None:
    entry = item.entry
    thumb = ":material/thumb_up:" if entry.rating == "up" else ":material/thumb_down:"
    why = " · ".join(filter(None, (t(f"feedback.reason_{entry.reason}") if entry.reason else "", entry.comment)))
    with st.expander(f"{thumb} {item.case_id} {escape(entry.question)}"):
        if why:
            st.markdown(f"**{t('feedback.said')}** {escape(why)}")
        for turn in entry.history:
            st.caption(f"{t(f'evaluation.role_{turn.role}')}: {escape(turn.content)}")
        st.text(entry.answer_text)
        if entry.cited_codes:
            st.markdown(" ".join(map(chip, entry.cited_codes)))
        if item.status == "open":
            if entry.earlier > len(entry.history):
                st.warning(t("feedback.earlier", count=entry.earlier), icon=":material/history:")
            _form(item, store)
        elif item.case:
            st.code(as_lines([item.case]), language="json", wrap_lines=True)
        if item.status != "open":
            st.button(t("feedback.reopen"), key=f"reopen_{item.id}", on_click=store.reopen, args=(item.id,))


def _form(item: Feedback, store: FeedbackStore) -> None:
    entry = item.entry
    with st.form(f"review_{item.id}", border=False):
        question = st.text_area(t("evaluation.question"), entry.question)
        one, two = st.columns(2)
        category = one.selectbox(
            t("evaluation.category"),
            CATEGORIES,
            index=CATEGORIES.index(_guess(item)),
            format_func=lambda name: group_name(name, language()),
        )
        lang = two.selectbox(
            t("evaluation.language"),
            LANGUAGES,
            index=[*LANGUAGES, entry.language].index(entry.language),
            format_func=lambda name: group_name(name, language()),
        )
        answerable = st.checkbox(t("feedback.answerable"), not entry.refused)
        named, rest = _told_apart(item)
        gold = st.text_input(t("feedback.gold"), " ".join(rest), help=t("feedback.gold_help"))
        acceptable = st.text_input(t("feedback.acceptable"), " ".join(named), help=t("feedback.acceptable_help"))
        phrases = st.text_area(t("feedback.phrases"), help=t("feedback.phrases_help"))
        notes = st.text_input(t("feedback.notes"), entry.comment)
        with st.container(horizontal=True):
            accepted = st.form_submit_button(t("feedback.accept"), icon=":material/check:", type="primary")
            rejected = st.form_submit_button(t("feedback.reject"), icon=":material/close:")
    if rejected:
        store.reject(item.id)
        st.rerun()
    if accepted:
        made = {
            "id": item.case_id,
            "lang": lang,
            "category": category,
            "question": question,
            "history": [turn.model_dump() for turn in entry.history],
            "answerable": answerable,
            "gold_codes": _codes(gold),
            "acceptable_codes": _codes(acceptable),
            "must_include": [line.strip() for line in phrases.splitlines() if line.strip()],
            "notes": notes,
            "standard": entry.standard,
        }
        _accept(item, made, store)


def _accept(item: Feedback, made: dict[str, object], store: FeedbackStore) -> None:
    try:
        case: Case = parse(json.dumps(made), item.case_id)
    except UsageError as error:
        st.warning(escape(str(error)), icon=":material/info:")
        return
    relations = assistant().relations(case.standard)
    unknown = [code for code in case.gold_codes if not relations.find(code)]
    if unknown:
        st.warning(escape(t("feedback.unknown_codes", codes=" ".join(unknown))), icon=":material/info:")
        return
    store.accept(item.id, case)
    st.session_state.feedback_accepted = case.id
    st.rerun()


def _guess(item: Feedback) -> Category:
    """The category the reviewer most likely wants."""
    entry = item.entry
    if entry.refused:
        return "unanswerable"
    if entry.history:
        return "follow_up"
    if entry.method == "retrieval":
        return "semantic_en" if entry.language == "en" else "semantic_zh"
    return "list_by_parent" if len(entry.cited_codes) > 2 else "code_lookup"


def _told_apart(item: Feedback) -> tuple[list[str], list[str]]:
    """The codes an answer cites as acceptable and expected ones.

    Acceptable is what the question names already or what stands above the others, as long as others are left.
    """
    cited = list(item.entry.cited_codes)
    if item.entry.refused:
        return cited, []
    asked = codes(item.entry.question)
    rest = [code for code in cited if key(code) not in asked]
    relations = assistant().relations(item.entry.standard)
    found = [entry for code in rest for entry in relations.find(code)]
    rest = [code for code in rest if not any(relations.under(entry, code) for entry in found if entry.code != code)]
    return ([code for code in cited if code not in rest], rest) if rest else ([], cited)


def _codes(text: str) -> list[str]:
    return clean(text).replace("、", " ").replace(",", " ").split()


def _downloads(store: FeedbackStore) -> None:
    with st.container(horizontal=True):
        for name, made in (("export", store.export), ("export_cases", lambda: as_lines(store.cases()))):
            st.download_button(
                t(f"feedback.{name}"),
                data=made,
                file_name="feedback.jsonl" if name == "export" else "accepted.jsonl",
                mime="application/x-ndjson",
                icon=":material/download:",
                on_click="ignore",
                key=f"feedback_{name}",
            )
