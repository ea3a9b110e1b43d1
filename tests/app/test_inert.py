"""No text of a reader, a standard or a model reaches the browser as anything but text, on any page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from double import Double
from google.protobuf.message import Message
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample import standard
from sample_answers import skills_of_t5
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block
from test_chat import ask
from test_feedback_page import ENTRY
from test_render import HOSTILE

from assistant.answer.model import Row
from assistant.answer.render import escape, inline, table
from assistant.evaluation.feedback import FeedbackStore
from assistant.faces.pages.message import labels
from assistant.question.conversation import Turn

PAGES = ("requirements", "compare", "checklist", "team", "search", "health", "source", "evaluation", "feedback")
BAD = (
    "zz <b id=zz>zz</b><script>zz()</script> ![zz](//zz.example/a) [zz](https://zz.example) https://zz.example"
    " :red[zz] $zz$ `zz` **zz** \" onmouseover=zz() ' </style></template>"
)
_READER = MarkdownIt("gfm-like", {"html": True, "linkify": True})
_CODES = {"code", "kind", "form", "status", "knowledge", "skills", "related", "role", "parent", "parents", "standard"}
"""Fields whose text says what something is, rather than being shown as it comes."""
_PLAIN = {"Text", "Code", "TextInput", "TextArea", "ChatInput", "Selectbox", "BidiComponent"}
"""Elements that Streamlit shows as they are."""


def hostile(value: Any) -> Any:
    """A value with markup in every text that it holds."""
    if isinstance(value, str):
        return f"{value}{BAD}"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(hostile, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    told = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
    return replace(
        value,
        **{
            name: hostile(one)
            for name, one in told.items()
            if one and not (name in _CODES and (isinstance(one, str) or isinstance(one[0], str)))
        },
    )


class _Tags(HTMLParser):
    """What a piece of HTML would have a browser do for a text of ours."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is no part of a page, or an attribute that runs or leads away."""
        named = {name: value or "" for name, value in attrs}
        if tag in ("b", "script") or named.get("id") == "zz" or any(name.startswith("on") for name in named):
            self.found.append(f"<{tag} {named}>")
        led = [value for name, value in named.items() if name in ("href", "src")]
        self.found += [value for value in led if re.match(r"(?i)\s*(javascript|//|https?)", value)]


def live(text: str) -> list[str]:
    """What of a Markdown text is markup where it should be none: links, pictures, HTML, and Streamlit's own."""
    found = [t for top in _READER.parse(text) for t in (top, *(top.children or ()))]
    told = [f"link {t.attrs['href']}" for t in found if t.type == "link_open" and "zz" in str(t.attrs["href"])]
    told += [t.type for t in found if t.type in ("image", "html_inline", "html_block", "code_inline")]
    return told + re.findall(r"(?<!\\):red\[zz|(?<!\\)\$zz|(?<!\\)\*\*zz", text)


def texts(message: Message) -> Iterator[str]:
    """Every text of an element that its browser part reads as Markdown."""
    if type(message).__name__ in _PLAIN:
        return
    for field, value in message.ListFields():
        if field.type == field.TYPE_STRING and field.name in ("body", "label", "help", "caption", "title"):
            yield from [value] if isinstance(value, str) else value
        elif field.type == field.TYPE_MESSAGE:
            for one in [value] if isinstance(value, Message) else value:
                if isinstance(one, Message):
                    yield from texts(one)


def elements(block: Block) -> Iterator[Any]:
    """What stands on a page, in any depth."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield child
            yield from elements(child)
        else:
            yield child


def check(app: AppTest) -> int:
    """Look at all that a page shows; how often a text of ours stands there."""
    assert not app.exception
    seen = 0
    for element in elements(app._tree):
        proto = getattr(element, "proto", None)
        if proto is None:
            continue
        if type(proto).__name__ == "Html":
            assert not _Tags(proto.body).found
            seen += proto.body.count("zz.example")
            continue
        for text in texts(proto):
            assert not live(text), (type(proto).__name__, text)
            seen += text.count("example")
    return seen


def _draw(name: str) -> None:
    import importlib

    importlib.import_module(f"assistant.faces.pages.{name}").page()


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_a_standard_becomes_markup(
    name: str, double: Double, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page over a standard that is full of markup, in its tables too, and what a reader said of an answer."""
    monkeypatch.setenv("ASSISTANT_RUNS", str(tmp_path))
    said = Turn(role="user", content=BAD)
    entry = ENTRY.model_copy(update={"question": BAD, "answer_text": BAD, "comment": BAD, "history": (said,)})
    FeedbackStore(tmp_path).rate("one", entry)
    double.loaded = (hostile(standard()),)
    app = AppTest.from_function(_draw, args=(name,), default_timeout=90)
    app.query_params.update({"lang": "en", "words": "zz", "with": "T1,T5", "ref": "S27"})
    seen = check(app.run())
    assert seen or name in ("team", "evaluation")


def test_no_text_of_a_reader_or_a_model_becomes_markup(double: Double, open_app: Callable[..., AppTest]) -> None:
    """The question as typed, an answer whose every text is hostile, and the list of conversations."""
    double.loaded = (hostile(standard()),)
    answer = skills_of_t5("T5")
    double.replies["zz"] = lambda question: replace(
        answer,
        question=question,
        blocks=tuple(hostile(block) for block in answer.blocks),
        citations=tuple(hostile(one) for one in answer.citations),
        proof=tuple(replace(one, claim=f"{one.claim}{BAD}") for one in answer.proof),
        suggestions=(BAD,),
    )
    app = ask(open_app(), BAD)
    assert check(app) > 10


@settings(max_examples=40)
@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(HOSTILE)), max_size=4).map("".join))
def test_no_text_of_an_answer_becomes_markup(text: str) -> None:
    """In a sentence, a suggestion, a cell, a sub-point or a gloss: its only links are those of its codes."""
    row = Row(code="S27", text=text, details=(text, text), gloss=text)
    shown = (inline(text), escape(text), table((row, row), labels("en")))
    for markdown in shown:
        found = [t for top in _READER.parse(markdown) for t in (top, *(top.children or ()))]
        assert not [t for t in found if t.type in ("image", "html_inline", "html_block")]
        assert {str(t.attrs["href"]) for t in found if t.type == "link_open"} <= {"#cite-S27"}
