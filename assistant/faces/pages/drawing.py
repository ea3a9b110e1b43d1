"""What is drawn from files: HTML with the macros of `templates/`, charts with the specifications in `charts/`."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

import streamlit as st

from ...language.folding import fold
from ...standard.code import clean, order
from ..export.files import templates
from .language import t

_HERE = Path(__file__).parent
_BLANK = re.compile(r'"\$(\w+)"')


def fragment(name: str, /, **values: object) -> str:
    """A piece of HTML, everything in it escaped: `grid.map` is the macro `map` of `templates/grid.html`."""
    file, _, macro = name.partition(".")
    return str(getattr(_TEMPLATES.get_template(f"{file}.html").module, macro)(**values))


def chart(name: str, told: str, **values: object) -> None:
    """Draw a chart in the colours of the reader's page, each `"$name"` of its specification filled with its value.

    :param told: what it shows, for those who cannot see it.
    :raises KeyError: when the specification asks for a value that is not given.
    """
    values |= tomllib.loads(_read("colours.toml"))[st.context.theme.type or "light"]
    spec = _BLANK.sub(lambda blank: json.dumps(values[blank[1]]), _read(f"{name}.json"))
    st.vega_lite_chart(spec=json.loads(spec), alt=told, width="stretch")


@cache
def _read(name: str) -> str:
    return (_HERE / "charts" / name).read_text("utf-8")


def _target(code: str, home: str = "") -> str:
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


_ORDERED = partial(sorted, key=lambda item: order(item.code))
_TEMPLATES = templates(_HERE / "templates", t=t, target=_target, pieces=_pieces, ordered=_ORDERED)
