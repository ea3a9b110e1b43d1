"""An answer as Markdown for the page, and as text that leaves it.

All that comes from a source, a person or a model is escaped: it shows as itself and becomes no link, image, formula or
markup. The only links made here are chips: `#cite-CODE`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..standard.place import told
from .model import REFERENCE, Answer, Citation, Listing, Row, Sentence, plain

_JOINER = "\u2060"
# Streamlit turns these pairs into typographic signs, and `:streamlit:` into a picture.
_PAIRS = re.compile(r"--|->|<-|>=|<=|~=|:(?=streamlit:)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Literal addresses become links even behind a backslash; an invisible joiner keeps them text.
_SCHEME = re.compile(r"(?i)(https?|ftp|mailto|xmpp)\\:")
_WWW = re.compile(r"(?i)(www)\\\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words around an answer, in its language; `word` gives its entries that have blanks."""

    code: str
    name: str
    content: str
    gloss: str
    sources: str
    method: str
    separator: str
    word: Callable[..., str]


def escape(text: str) -> str:
    """The text as Markdown that shows exactly itself, on one line."""
    text = _PAIRS.sub(lambda m: m[0][0] + _JOINER + m[0][1:], " ".join(text.split()))
    text = _PUNCTUATION.sub(r"\\\1", text)
    text = _SCHEME.sub(rf"\1{_JOINER}\\:", text)
    return _WWW.sub(rf"\1{_JOINER}\\.", text).replace("\\@", _JOINER + "\\@")


def chip(address: str) -> str:
    """A link that the page turns into a chip. `STANDARD:CODE` leads into another standard."""
    standard, _, code = address.rpartition(":")
    target = quote(code, safe="") + (f"@{quote(standard, safe='')}" if standard else "")
    return f"[{escape(address)}](#cite-{target})"


def inline(text: str) -> str:
    """A text of an answer as Markdown, its references as chips."""
    parts = REFERENCE.split(text)
    return "".join(chip(part) if position % 2 else escape(part) for position, part in enumerate(parts))


def table(rows: Sequence[Row], labels: Labels) -> str:
    """Rows as a Markdown table: code, name and, where some row has more to say, a third column."""
    third = _third(rows, labels)
    lines = [tuple(map(escape, (labels.code, labels.name, third)))]
    for row in rows:
        name = escape(row.text)
        gloss = f"*{escape(row.gloss)}*" if row.gloss else ""
        more = " ".join(filter(None, (gloss, escape(labels.separator.join(row.details)))))
        lines.append((chip(row.code) if row.code else "", f"**{name}**" if third else name, more))
    return _grid([line if third else line[:2] for line in lines])


def _third(rows: Sequence[Row], labels: Labels) -> str:
    if any(row.details for row in rows):
        return labels.content
    return labels.gloss if any(row.gloss for row in rows) else ""


def _grid(lines: Sequence[Sequence[str]]) -> str:
    heads, *rows = lines
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["---"] * len(heads), *rows))


def as_text(answer: Answer, labels: Labels, origin: str, way: str) -> str:
    """The answer for the clipboard: its words, then what it rests on.

    :param origin: the standard, as people cite it; `way`: how the answer was found and checked, in words.
    """
    parts = [answer.text, "", f"{labels.sources}: {origin}"]
    parts += [" ".join(filter(None, (answer.called(c), c.text, where(c, labels)))) for c in answer.citations]
    return "\n".join([*parts, f"{labels.method}: {way}"])


def as_document(answer: Answer, labels: Labels, origin: str, way: str) -> str:
    """The answer as a Markdown file: question, words and tables, sources with their lines; parameters as above."""
    parts = [f"# {literal(answer.question)}"]
    for block in answer.blocks:
        if isinstance(block, Sentence):
            parts.append(("> " if block.role != "lead" else "") + literal(plain(block.text)))
        else:
            heads, *rows = cells(block, labels)
            title = f"## {literal(plain(block.title))}\n\n" if block.title else ""
            parts.append(title + _grid([heads, *(tuple(map(literal, row)) for row in rows)]))
    parts.append(f"## {labels.sources}\n\n{literal(origin)}")
    if answer.citations:
        cited = (f"- **{answer.called(c)}** {literal(c.text)} {where(c, labels)}".rstrip() for c in answer.citations)
        parts.append("\n".join(cited))
    parts.append(f"{labels.method}: {literal(way)}")
    return "\n\n".join(parts) + "\n"


def cells(listing: Listing, labels: Labels) -> list[tuple[str, ...]]:
    """A list as the lines of a table, the headings first; a third column where some row has more to say."""
    third = _third(listing.rows, labels)
    lines = [(labels.code, labels.name, third)]
    for row in listing.rows:
        lines.append((row.code, row.text, labels.separator.join(filter(None, (*row.details, row.gloss)))))
    return [line if third else line[:2] for line in lines]


def literal(text: str) -> str:
    """Markdown for other programs: only what would change the look is escaped, nothing invisible added."""
    return re.sub(r"([\\`*_\[\]<>|#$])", r"\\\1", " ".join(text.split()))


def where(citation: Citation, labels: Labels) -> str:
    """Where a cited item is printed, in words; empty where that is not known."""
    found = told(citation.spans, labels.word)
    return labels.word("answer.printed", standard=citation.standard, places=found) if found else ""
