"""One answer on the page: how it was found, its words and lists, its proof, and what to do with it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any, cast

import streamlit as st

from ...answer.model import Answer, Block, Check, Listing, Sentence, plain
from ...answer.render import Labels, as_document, as_text, chip, inline, table
from ...answer.several.readdressed import standards_in
from ...language.catalogue.area import PAGES
from ...language.tag import Language
from ...standard.address import MARK
from ...standard.model import Standard
from ..export.cover import Cover, View
from ..export.edition import Edition
from ..export.files import stem
from ..export.items import items
from ..export.transcript import ToldAnswer, markdown, word
from ..export.workbook import workbook
from . import reading, thumbs
from .address import link
from .conversation import Exchange, address
from .language import t
from .session import assistant, edition, now
from .widgets import button, download, share

FIRST_ROWS = 12
MOST_CARDS = 12
"""Standards beside the one at hand whose items have hover cards."""
_WORD = re.compile(r"(?:[A-Za-z0-9-]+:)?[A-Z][0-9.]*[0-9]")
_METHODS = {
    "table": (":material/table_rows:", "blue"),
    "retrieval": (":material/search:", "violet"),
    "model": (":material/edit_note:", "orange"),
    "none": (":material/block:", "gray"),
}


def labels(language: Language) -> Labels:
    """The words around an answer, in the language of the answer."""
    names, say = ("code", "name", "content", "gloss", "sources", "method", "separator"), PAGES.spoken(language)
    return Labels(**{name: say(f"answer.{name}") for name in names}, word=say)


def origin(standard: Standard) -> str:
    """The standard as people cite it: code, name, version and date."""
    version = standard.version
    parts = [standard.code, standard.name, *((version.version, version.date) if version else ())]
    return " ".join(filter(None, parts))


def way(answer: Answer) -> str:
    """How an answer was found and how much of it was checked, in words."""
    say = PAGES.spoken(answer.language)
    return " · ".join(
        filter(None, (say(f"method.{answer.method}"), *map(say, reading.doubts(answer)), _proved(answer)))
    )


def copy_text(answer: Answer, standard: Standard) -> str:
    """What the copy button puts on the clipboard."""
    return as_text(answer, *_around(answer, standard))


def _around(answer: Answer, standard: Standard) -> tuple[Labels, str, str]:
    return labels(answer.language), origin(standard), way(answer)


def told(exchanges: Sequence[Exchange]) -> str:
    """What the last answer says first, for those who hear the page; empty while there is none."""
    last = exchanges[-1].outcome if exchanges else None
    if not isinstance(last, Answer):
        return ""
    return " ".join(plain(block.text) for block in last.blocks if isinstance(block, Sentence) and block.role == "lead")


def others(exchanges: Sequence[Exchange], current: Standard) -> list[Standard]:
    """Further standards whose items stand in a conversation, the last first; of many only so many have hover cards."""
    answers = (exchange.outcome for exchange in reversed(exchanges) if isinstance(exchange.outcome, Answer))
    codes = dict.fromkeys(code for answer in answers for code in standards_in(answer) if code != current.code)
    return [assistant().relations(code).standard for code in list(codes)[:MOST_CARDS]]


def draw(answer: Answer, exchange: Exchange, standard: Standard, place: str, *, last: bool) -> None:
    """Draw an answer under its reading; `place` makes the keys of its widgets unique on the page.

    Only the last of a conversation can be read otherwise: later questions were read in the light of those before.
    """
    small_talk = reading.small_talk(answer)
    reading.line(answer, place)
    if last:
        reading.choices(exchange, answer.language, place)
    if not small_talk:  # nothing is claimed under a greeting
        _badges(answer)
    below = [block for block in answer.blocks if _role(block) != "reading"]
    for position, (role, blocks) in enumerate(groupby(below, _role)):
        if role == "list":
            for block in blocks:
                _listing(cast(Listing, block), answer.language)
            continue
        body = "\n\n".join(inline(cast(Sentence, block).text) for block in blocks)
        if role == "lead":
            st.markdown(body)
        else:  # neighbours of one role are set apart under its name
            with st.container(key=f"aside_{role}_{place}_{position}"):
                st.markdown(f"**{PAGES.say(f'answer.{role}', answer.language)}** {body}")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"actions_{place}"):
        if not small_talk:
            _taking(answer, standard, place)
        thumbs.choice(answer, place)
    thumbs.reason(answer, place)
    reading.explained(answer, chosen=exchange.form is not None)
    if answer.proof and not small_talk:
        _proof(answer)


def _proved(answer: Answer) -> str:
    """What the checks came to; that they passed is said only of what is proved, and a refusal proves nothing."""
    failed = sum(not check.holds for check in answer.proof)
    if failed:
        return PAGES.say("answer.failed", answer.language, count=failed)
    if answer.refused or answer.confidence != "proved" or not answer.proof:
        return ""
    return PAGES.say("answer.proved", answer.language, count=len(answer.proof))


def _badges(answer: Answer) -> None:
    sure, say = answer.confidence == "proved", PAGES.spoken(answer.language)
    icon, color = _METHODS[answer.method]
    badges = [(say(f"method.{answer.method}"), icon, "gray" if color == "blue" and not sure else color)]
    if answer.listings and all(listing.complete for listing in answer.listings):
        count = sum(len(listing.rows) for listing in answer.listings)
        complete = say("answer.complete", count=count, total=count)
        badges.append((complete, ":material/check:", "green" if sure else "gray"))
    badges += [(say(doubt), ":material/help:", "gray") for doubt in reading.doubts(answer)]
    if proved := _proved(answer):
        holds = all(check.holds for check in answer.proof)
        badges.append((proved, ":material/verified:", "green") if holds else (proved, ":material/error:", "red"))
    with st.container(horizontal=True, gap="xsmall"):
        for label, icon, color in badges:
            st.badge(label, icon=icon, color=cast(Any, color))


def _role(block: Block) -> str:
    return block.role if isinstance(block, Sentence) else "list"


def _listing(listing: Listing, language: Language) -> None:
    say, names, count = PAGES.spoken(language), labels(language), len(listing.rows)
    if listing.title:
        st.markdown(f"**{inline(listing.title)}**")
    if count > FIRST_ROWS:
        st.caption(say("answer.count", count=count, first=FIRST_ROWS))
    st.markdown(table(listing.rows[:FIRST_ROWS], names))
    if count > FIRST_ROWS:
        with st.expander(say("answer.rest", rest=count - FIRST_ROWS, count=count)):
            st.markdown(table(listing.rows[FIRST_ROWS:], names))


def _proof(answer: Answer) -> None:
    say = PAGES.spoken(answer.language)
    rules: dict[str, list[Check]] = {}
    for check in answer.proof:
        rules.setdefault(check.rule, []).append(check)
    lines = []
    for rule, checks in rules.items():
        icon = ":green[:material/check:]" if all(c.holds for c in checks) else ":red[:material/close:]"
        named = {word for check in checks for word in _WORD.findall(plain(check.claim))}
        codes = " ".join(chip(code) for code in answer.cited_codes if code in named)
        lines.append(f"- {icon} {say('answer.rule', rule=say(f'rule.{rule}'), count=len(checks))} {codes}")
    with st.expander(say("answer.proof"), type="compact", icon=":material/fact_check:"):
        st.markdown("\n".join(lines))


def _taking(answer: Answer, standard: Standard, place: str) -> None:
    # The citation layer takes the click: copying needs no run of the page.
    button(t("answer.copy"), "content_copy", f"copy_{place}")
    title, asked, codes = t("app.chat"), (answer.question,), answer.cited_codes
    shown = View(editions=(edition(standard),), title=title, narrowed=asked, page="", named=address(answer))
    name = stem(standard.code, answer.question)
    document = partial(as_document, answer, *_around(answer, standard))
    download(t("answer.download"), document, f"{name}.md", f"download_{place}", look="tertiary")
    if codes:
        listed = partial(_workbook, shown.cover(now()), _cited(answer))
        download(t("export.excel"), listed, f"{name}.xlsx", f"excel_{place}", icon="table_view", look="tertiary")
        rows = (row.code for listing in answer.listings for row in listing.rows if row.code)
        marked = ",".join(code for code in dict.fromkeys((*rows, *codes)) if MARK not in code)
        link("map", t("map.open_short"), "grid_on", standard, ref=marked)
    share(shown.address)


def whole(title: str, exchanges: Sequence[Exchange], standard: Standard) -> None:
    """What takes a whole conversation along: its questions with what was answered to them."""
    answers = [exchange.outcome for exchange in exchanges if isinstance(exchange.outcome, Answer)]
    if not answers:
        return
    told = [
        ToldAnswer(answer=one, labels=labels(one.language), origin=origin(standard), way=way(one)) for one in answers
    ]
    shown = View(editions=(edition(standard),), title=title, narrowed=(t("chat.whole", count=len(answers)),))
    cover, name = replace(shown.cover(now()), notes=(t("chat.verbatim"),)), stem(standard.code, title)
    files = (("word", word, "docx", "description"), ("markdown", markdown, "md", "download"))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="whole"):
        st.caption(t("chat.take"), width="content")
        for kind, write, ending, icon in files:
            made = partial(write, cover, told)
            download(t(f"export.{kind}"), made, f"{name}.{ending}", f"whole_{ending}", icon=icon, look="tertiary")


def _cited(answer: Answer) -> dict[str, tuple[Edition, list[str]]]:
    """The codes that an answer cites, by the standard that prints them, as the reader is shown it."""
    codes: dict[str, dict[str, None]] = {}
    for cited in answer.citations:
        codes.setdefault(cited.standard, {})[cited.code] = None
    return {code: (edition(assistant().relations(code).standard), list(own)) for code, own in codes.items()}


def _workbook(cover: Cover, cited: dict[str, tuple[Edition, list[str]]]) -> bytes:
    sheets = []
    for title, (own, codes) in cited.items():
        found = [item for code in codes for item in own.relations.find(code)]
        sheets.append(items(own, found, title if len(cited) > 1 else ""))
    return workbook(cover, sheets)
