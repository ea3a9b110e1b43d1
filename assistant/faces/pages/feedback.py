"""What readers thought of answers, and the review that makes questions of it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ...answer.render import chip, escape
from ...errors import StoreFault, UsageError
from ...evaluation import standing
from ...evaluation.cases import CATEGORIES, LANGUAGES, Case, Category, as_lines, parse
from ...evaluation.feedback import Feedback, FeedbackStore, RatedAnswer, Rating, Status
from ...evaluation.phrase import codes, holds
from ...evaluation.words import group_name
from ...language.catalogue.area import told
from ...language.folding import fold
from ...standard.code import clean, key
from ..export.edition import Edition
from .frame import framed, top
from .language import language, t
from .session import assistant, settings
from .widgets import download, pick_one

_ANY = "any"
_SHOULD_ANSWER = ("refused", "incomplete")
"""Reasons by which the standard answers a question that was refused."""
_FAULTS = ("wrong", "incomplete", "refused")
"""Reasons that a question with the same codes as the answer would deny."""
_STEP = 20
"""Rated answers listed at first, and how many more at a time."""
_Asked = tuple[str, int]
"""A question without its looks, and how many turns came before it."""


@framed
def page(shown: Edition) -> None:
    """The feedback."""
    top(shown, "feedback.title")
    st.caption(t("feedback.lead"))
    store = FeedbackStore(settings().runs)
    try:
        everything, unreadable = store.read()
    except StoreFault as fault:
        st.error(told(fault, language()), icon=":material/error:")
        return
    if unreadable:
        st.warning(t("feedback.unreadable", n=unreadable), icon=":material/broken_image:")
    if not everything:
        st.info(t("feedback.none"), icon=":material/thumbs_up_down:")
        return
    counts = {status: sum(item.status == status for item in everything) for status in get_args(Status)}
    statuses = {status: f"{t(f'feedback.status_{status}')} {count}" for status, count in counts.items()}
    ratings = {name: t(f"feedback.rating_{name}") for name in (_ANY, *get_args(Rating))}
    one, two = st.columns(2)
    with one:
        chosen = pick_one(t("feedback.status"), statuses, "feedback_status", labelled=True)
    with two:
        rating = pick_one(t("feedback.rating"), ratings, "feedback_rating", labelled=True)
    if accepted := st.session_state.pop("feedback_accepted", None):
        st.success(t("feedback.accepted_as", id=accepted), icon=":material/check_circle:")
    listed = [item for item in everything if item.status == chosen and rating in (_ANY, item.entry.rating)]
    if not listed:
        st.info(t(f"feedback.nothing_{chosen}"), icon=":material/inbox:")
    reach = st.session_state.setdefault("feedback_reach", _STEP)
    known = _known(everything) if chosen == "open" else {}
    for item in listed[:reach]:
        _item(item, store, known)
    if (left := len(listed) - reach) > 0:
        more = t("feedback.more", count=min(_STEP, left), left=left)
        st.button(
            more, icon=":material/expand_more:", on_click=partial(st.session_state.update, feedback_reach=reach + _STEP)
        )
    with st.container(horizontal=True):
        download(t("feedback.export"), store.export, "feedback.jsonl", "feedback_export")
        download(t("feedback.export_cases"), lambda: as_lines(store.cases()), "accepted.jsonl", "feedback_cases")


def _item(item: Feedback, store: FeedbackStore, known: Mapping[_Asked, Mapping[str, str | None]]) -> None:
    entry = item.entry
    thumb = ":material/thumb_up:" if entry.rating == "up" else ":material/thumb_down:"
    why = [t(f"feedback.reason_{entry.reason}") if entry.reason else "", entry.comment]
    with st.expander(f"{thumb} {item.case_id} {escape(entry.question)}"):
        if any(why):
            st.markdown(f"**{t('feedback.said')}** {escape(' · '.join(filter(None, why)))}")
        for turn in entry.history:
            st.caption(f"{t(f'evaluation.role_{turn.role}')}: {escape(turn.content)}")
        st.text(entry.answer_text)
        if entry.cited_codes:
            st.markdown(" ".join(map(chip, entry.cited_codes)))
        if item.status == "open":
            alike = known[_asked(entry)].items()
            same = [name for name, code in alike if name != item.case_id and code in (None, entry.standard)]
            if same:
                st.warning(escape(t("feedback.same", ids=" ".join(same))), icon=":material/content_copy:")
            if entry.earlier > len(entry.history):
                st.warning(t("feedback.earlier", count=entry.earlier), icon=":material/history:")
            _form(item, store)
            return
        if item.case:
            st.code(as_lines([item.case]), language="json", wrap_lines=True)
        st.button(t("feedback.reopen"), key=f"reopen_{item.id}", on_click=store.reopen, args=(item.id,))


def _form(item: Feedback, store: FeedbackStore) -> None:
    entry = item.entry
    named, rest = _told_apart(item)
    with st.form(f"review_{item.id}", border=False):
        made: dict[str, object] = {"question": st.text_area(t("evaluation.question"), entry.question)}
        one, two = st.columns(2)
        made["category"] = _group(one, "evaluation.category", CATEGORIES, _guess(entry))
        made["lang"] = _group(two, "evaluation.language", LANGUAGES, entry.language)
        made["answerable"] = st.checkbox(t("feedback.answerable"), _answerable(entry))
        for field, name, filled in (("gold_codes", "gold", rest), ("acceptable_codes", "acceptable", named)):
            given = st.text_input(t(f"feedback.{name}"), " ".join(filled), help=t(f"feedback.{name}_help"))
            made[field] = clean(given).replace("、", " ").replace(",", " ").split()
        phrases = st.text_area(t("feedback.phrases"), help=t("feedback.phrases_help"))
        made["must_include"] = [line.strip() for line in phrases.splitlines() if line.strip()]
        made["notes"] = st.text_input(t("feedback.notes"), entry.comment)
        with st.container(horizontal=True):
            accepted = st.form_submit_button(t("feedback.accept"), icon=":material/check:", type="primary")
            rejected = st.form_submit_button(t("feedback.reject"), icon=":material/close:")
    if rejected:
        store.reject(item.id)
        st.rerun()
    if accepted:
        history = [turn.model_dump() for turn in entry.history]
        _accept(item, made | {"id": item.case_id, "history": history, "standard": entry.standard}, store)


def _group(place: DeltaGenerator, name: str, options: tuple[str, ...], chosen: str) -> str:
    position = options.index(chosen) if chosen in options else 0
    return place.selectbox(t(name), options, index=position, format_func=partial(group_name, language=language()))


def _accept(item: Feedback, made: dict[str, object], store: FeedbackStore) -> None:
    try:
        case: Case = parse(json.dumps(made), item.case_id)
    except UsageError as error:
        st.warning(escape(told(error, language())), icon=":material/info:")
        return
    relations = assistant().relations(case.standard)
    if unknown := [code for code in case.gold_codes if not relations.find(code)]:
        st.warning(escape(t("feedback.unknown_codes", codes=" ".join(unknown))), icon=":material/info:")
        return
    if contradicted := _contradicted(item.entry, case):
        st.warning(t(f"feedback.against_{contradicted}"), icon=":material/info:")
        return
    store.accept(item.id, case)
    st.session_state.feedback_accepted = case.id
    st.rerun()


def _known(everything: Sequence[Feedback]) -> Mapping[_Asked, Mapping[str, str | None]]:
    """The questions of the set and the open ones that were rated: of which standard each is, by its id."""
    known: defaultdict[_Asked, dict[str, str | None]] = defaultdict(dict)
    for case in standing.cases(settings()):
        known[_asked(case)][case.id] = case.standard
    for item in everything:
        if item.status == "open":
            known[_asked(item.entry)][item.case_id] = item.entry.standard
    return known


def _asked(question: Case | RatedAnswer) -> _Asked:
    return "".join(fold(question.question).split()), len(question.history)


def _answerable(entry: RatedAnswer) -> bool:
    """Whether the standard is held to answer it: not what was refused, unless the reader says that it should."""
    return not entry.refused or entry.reason in _SHOULD_ANSWER


def _contradicted(entry: RatedAnswer, case: Case) -> str:
    """What the reader said, or the category, that the question as it would be kept denies; empty where they agree."""
    if case.category == "unanswerable" and case.answerable:
        return "category"
    kept = [key(code) for code in case.gold_codes]
    cited = [key(code) for code in entry.cited_codes]
    allowed = {*kept, *map(key, case.acceptable_codes)}
    right = case.answerable != entry.refused and set(kept) <= set(cited) <= allowed | codes(entry.question)
    right = right and not (case.must_include and not all(holds(entry.answer_text, one) for one in case.must_include))
    return entry.reason if entry.reason in _FAULTS and right else ""


def _guess(entry: RatedAnswer) -> Category:
    if not _answerable(entry):
        return "unanswerable"
    if entry.history:
        return "follow_up"
    if entry.method == "retrieval" or (entry.refused and not codes(entry.question)):
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
