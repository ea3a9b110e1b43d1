"""The texts of one area of the product, from its file beside this one: entries `section.name`, a column a language.

Simplified Chinese is made of Traditional, with the phrases of the mainland; `simplified.toml` says where that errs.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from ...errors import AssistantError
from ..folding import converted
from ..tag import Language

Text = str | Mapping[str, str]
"""A template, or the forms `one` and `many` of one."""
_WRITTEN: tuple[Language, ...] = ("zh-TW", "en")


@dataclass(frozen=True, slots=True)
class Area:
    """One area. Its file is read when a text is first asked for, Simplified derived when that is."""

    name: str

    @property
    def file(self) -> Path:
        """Where its texts are written."""
        return Path(__file__).with_name(f"{self.name}.toml")

    def texts(self, language: Language) -> Mapping[str, Text]:
        """Every entry in a language, blanks and all."""
        return _texts(self, language)

    def say(self, entry: str, language: Language, /, **values: object) -> str:
        """An entry in a language, its blanks filled in; where it has forms, `n` chooses.

        :raises KeyError: when there is no such entry or blank: a defect, found by a test.
        """
        text = _texts(self, language)[entry]
        if isinstance(text, Mapping):
            text = text["one" if values.get("n") == 1 else "many"]
        return text.format(**values)

    def both(self, entry: str, /, **values: object) -> str:
        """An entry in Chinese and English, for whoever runs an installation; once where they are alike."""
        return " ".join(dict.fromkeys(self.say(entry, language, **values) for language in _WRITTEN))

    def spoken(self, language: Language) -> Callable[..., str]:
        """What says an entry in that language, its blanks given by name."""
        return lambda entry, /, **values: self.say(entry, language, **values)


ANSWERS = Area("answers")  # what answers say
MODEL = Area("model")  # what readers are told of a chat model
EVALUATION = Area("evaluation")  # reports and summaries of evaluations
PAGES = Area("pages")  # the pages, and the files that they offer
DOCTOR = Area("doctor")  # what `doctor` says of an installation
FAULTS = Area("faults")  # what can be wrong with an entry of a data file
ERRORS = Area("errors")  # what errors say, by room
LEDGER = Area("ledger")  # what is odd in a source, by kind and form


def told(error: AssistantError, language: Language) -> str:
    """What an error says in one language; one without an entry is told as it is."""
    if error.entry not in ERRORS.texts(language):
        return str(error)
    within = {name: told(value, language) for name, value in error.values.items() if isinstance(value, AssistantError)}
    return ERRORS.say(error.entry, language, **error.filled(language) | within)


class Corrections(BaseModel, extra="forbid", frozen=True):
    """What replaces words of a derived text, in this order, for `all` areas and then for one; entries written out."""

    terms: Mapping[str, Mapping[str, str]]
    entries: Mapping[str, str]


@cache
def corrections() -> Corrections:
    """Those that are shipped, read once."""
    return Corrections.model_validate(tomllib.loads(Path(__file__).with_name("simplified.toml").read_text("utf-8")))


@cache
def _texts(area: Area, language: Language) -> Mapping[str, Text]:
    """The texts of an area, with the words of its section `word` in the places of their names."""
    texts = {entry: _in(language, area, entry, columns) for entry, columns in _read(area).items()}
    for word in [entry for entry in texts if entry.startswith("word.")]:
        texts = {entry: _with(text, f"{{{word}}}", str(texts[word])) for entry, text in texts.items()}
    return texts


@cache
def _read(area: Area) -> Mapping[str, Mapping[str, Text]]:
    sections = tomllib.loads(area.file.read_text("utf-8"))
    return {f"{section}.{name}": entry for section, named in sections.items() for name, entry in named.items()}


def _in(language: Language, area: Area, entry: str, columns: Mapping[str, Text]) -> Text:
    if language != "zh-CN":
        return columns[language]
    known = corrections()
    if written := known.entries.get(f"{area.name}.{entry}"):
        return written
    text = converted(str(columns["zh-TW"]), "tw2sp")
    for terms in (known.terms["all"], known.terms.get(area.name, {})):
        for wrong, right in terms.items():
            text = text.replace(wrong, right)
    return text


def _with(text: Text, blank: str, word: str) -> Text:
    if isinstance(text, Mapping):
        return {form: said.replace(blank, word) for form, said in text.items()}
    return text.replace(blank, word)
