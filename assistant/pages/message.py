"""One answer on the page: how it was found, its words and lists, its proof, and what to do with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import cast

import streamlit as st

from ..answer.model import Answer, Block, Check, Listing, Sentence, plain
from ..answer.render import Labels, as_document, as_text, chip, inline, table
from ..export.workbook import workbook
from ..language.tag import Language
from ..standard.model import Standard
from . import places, reading, taken, thumbs
from .download import EXCEL, stem
from .language import t, words

FIRST_ROWS = 12
_WORD = re.compile(r"[A-Z][0-9.]*[0-9]")
_METHODS = {
    "table": (":material/table_rows:", "blue"),
    "retrieval": (":material/search:", "violet"),
    "model": (":material/edit_note:", "orange"),
    "none": (":material/block:", "gray"),
}


def labels(language: Language) -> Labels:
    """The words around an answer, in the language of the answer."""
    names = ("code", "name", "content", "gloss", "sources", "method", "separator")
    entries = {name: words(f"answer.{name}", language) for name in names}
    return Labels(**entries, line=words("answer.line", language, standard="{standard}", lines="{lines}"))


def origin(standard: Standard) -> str:
    """The standard as people cite it: code, name, version and date."""
    version = next((v for v in standard.versions if v.code == standard.code), None)
    parts = [standard.code, standard.name, *((version.version, version.date) if version else ())]
    return " ".join(filter(None, parts))


def way(answer: Answer) -> str:
    """How an answer was found and how much of it was checked, in words."""
    found = words(f"method.{answer.method}", answer.language)
    doubts = (words(doubt, answer.language) for doubt in reading.doubts(answer))
    return " · ".join(filter(None, (found, *doubts, _proved(answer))))


def copy_text(answer: Answer, standard: Standard) -> str:
    """What the copy button puts on the clipboard."""
    return as_text(answer, labels(answer.language), origin(standard), way(answer))


def draw(answer: Answer, standard: Standard, place: str, offer: reading.Offer) -> None:
    """Draw an answer under its reading.

    :param place: makes the keys of its widgets unique on the page.
    """
    reading.line(answer, place)
    reading.choices(offer, answer.language, place)
    _badges(answer)
    below = [block for block in answer.blocks if _role(block) != "reading"]
    for position, (role, blocks) in enumerate(groupby(below, _role)):
        if role == "list":
            for block in blocks:
                _listing(cast(Listing, block), answer.language)
        else:
            texts = [cast(Sentence, block).text for block in blocks]
            _sentences(role, texts, answer.language, f"{place}_{position}")
    _actions(answer, standard, place)
    thumbs.reason(answer, place)
    reading.explained(answer, offer)
    if answer.proof and not reading.small_talk(answer):
        _proof(answer)


def _proved(answer: Answer) -> str:
    """What the checks came to; that they passed is said only of what is proved, and a refusal proves nothing."""
    failed = sum(not check.holds for check in answer.proof)
    if failed:
        return words("answer.failed", answer.language, count=failed)
    if answer.refused or answer.confidence != "proved" or not answer.proof:
        return ""
    return words("answer.proved", answer.language, count=len(answer.proof))


def _badges(answer: Answer) -> None:
    """How it was found and what may be relied on; nothing is claimed under a greeting."""
    if reading.small_talk(answer):
        return
    icon, color = _METHODS[answer.method]
    if answer.method == "table" and answer.confidence != "proved":
        color = "gray"
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(words(f"method.{answer.method}", answer.language), icon=icon, color=color)  # type: ignore[arg-type]
        complete = [b for b in answer.listings if b.complete]
        if complete and len(complete) == len(answer.listings):
            count = sum(len(b.rows) for b in complete)
            label = words("answer.complete", answer.language, count=count, total=count)
            st.badge(label, icon=":material/check:", color="green" if answer.confidence == "proved" else "gray")
        for doubt in reading.doubts(answer):
            st.badge(words(doubt, answer.language), icon=":material/help:", color="gray")
        if proved := _proved(answer):
            holds = all(check.holds for check in answer.proof)
            icon, color = (":material/verified:", "green") if holds else (":material/error:", "red")
            st.badge(proved, icon=icon, color=color)  # type: ignore[arg-type]


def _role(block: Block) -> str:
    return block.role if isinstance(block, Sentence) else "list"


def _sentences(role: str, texts: Sequence[str], language: Language, place: str) -> None:
    """Neighbouring sentences of one role; all but the lead are set apart under one name."""
    body = "\n\n".join(map(inline, texts))
    if role == "lead":
        st.markdown(body)
        return
    with st.container(key=f"aside_{role}_{place}"):
        st.markdown(f"**{words(f'answer.{role}', language)}** {body}")


def _listing(listing: Listing, language: Language) -> None:
    names, count = labels(language), len(listing.rows)
    if listing.title:
        st.markdown(f"**{inline(listing.title)}**")
    if count <= FIRST_ROWS:
        st.markdown(table(listing.rows, names))
        return
    st.caption(words("answer.count", language, count=count, first=FIRST_ROWS))
    st.markdown(table(listing.rows[:FIRST_ROWS], names))
    with st.expander(words("answer.rest", language, rest=count - FIRST_ROWS, count=count)):
        st.markdown(table(listing.rows[FIRST_ROWS:], names))


def _proof(answer: Answer) -> None:
    """The checks, a line for each rule: how many, and the codes they looked at."""
    lines = []
    for rule in dict.fromkeys(check.rule for check in answer.proof):
        checks = [check for check in answer.proof if check.rule == rule]
        icon = ":green[:material/check:]" if all(c.holds for c in checks) else ":red[:material/close:]"
        name = words("answer.rule", answer.language, rule=words(f"rule.{rule}", answer.language), count=len(checks))
        lines.append(f"- {icon} {name} {_looked_at(checks, answer.cited_codes)}")
    with st.expander(words("answer.proof", answer.language), type="compact", icon=":material/fact_check:"):
        st.markdown("\n".join(lines))


def _looked_at(checks: Sequence[Check], cited: Sequence[str]) -> str:
    named = {word for check in checks for word in _WORD.findall(plain(check.claim))}
    return " ".join(chip(code) for code in cited if code in named)


def _actions(answer: Answer, standard: Standard, place: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"actions_{place}"):
        if not reading.small_talk(answer):
            _taking(answer, standard, place)
        thumbs.choice(answer, place)


def _taking(answer: Answer, standard: Standard, place: str) -> None:
    """What takes the answer along, or leads on from it."""
    # The citation layer takes the click: copying needs no run of the page.
    st.button(t("answer.copy"), icon=":material/content_copy:", type="tertiary", key=f"copy_{place}")
    st.download_button(
        t("answer.download"),
        data=partial(as_document, answer, labels(answer.language), origin(standard), way(answer)),
        file_name=f"{stem(standard.code, answer.question)}.md",
        mime="text/markdown",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"download_{place}",
    )
    if answer.citations:
        st.download_button(
            t("export.excel"),
            data=partial(_workbook, standard, answer.cited_codes),
            file_name=f"{stem(standard.code, answer.question)}.xlsx",
            mime=EXCEL,
            icon=":material/table_view:",
            type="tertiary",
            on_click="ignore",
            key=f"excel_{place}",
        )
        places.link("map", t("map.open_short"), ":material/grid_on:", standard, _place(answer))


def _place(answer: Answer) -> str:
    """The code that an answer is looked up by on the map: the first it lists, or else the first it cites."""
    listed = (row.code for listing in answer.listings for row in listing.rows if row.code)
    return next(listed, answer.cited_codes[0])


def _workbook(standard: Standard, codes: tuple[str, ...]) -> bytes:
    """The items an answer cites, a row for each, with where they stand and a link."""
    return workbook([taken.listed(standard, codes)])
