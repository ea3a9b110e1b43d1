"""Pieces of HTML for a page, drawn with its templates: `grid.map` is the macro `map` of `templates/grid.html`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from ...language.folding import fold
from ...standard.code import clean, order
from ...standard.relations import Item
from ..export.files import templates
from .language import t


def fragment(name: str, /, **values: object) -> str:
    """A piece of HTML, everything in it escaped; codes in it are links for the citation layer."""
    file, _, macro = name.partition(".")
    return str(getattr(_TEMPLATES.get_template(f"{file}.html").module, macro)(**values))


def target(code: str, home: str = "") -> str:
    """The address of a code inside the page; `home` is the standard it leads into, where not the reader's own."""
    return f"#cite-{quote(code, safe='')}" + (f"@{quote(home, safe='')}" if home else "")


def _pieces(text: str, words: str) -> Iterator[tuple[str, bool]]:
    """A text cut where one of the words stands in it, whatever its variant or case, and whether a piece is one."""
    wanted = "|".join(re.escape(word) for word in fold(words).split())
    plain, end = fold(text), 0
    if wanted and len(clean(text)) == len(text):
        for match in re.finditer(wanted, plain):
            yield text[end : match.start()], False
            yield text[slice(*match.span())], True
            end = match.end()
    yield text[end:], False


def _ordered(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: order(item.code))


_TEMPLATES = templates(Path(__file__).with_name("templates"), t=t, target=target, pieces=_pieces, ordered=_ordered)
