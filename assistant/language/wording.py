"""The words of answers: templates per language, read from `<tag>.toml`. No facts, no decisions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ..standard.model import Kind
from .lexicon import FOLDER
from .tag import Language

_LOOSE = re.compile("\ue001(?=[\u3400-\u9fff])")
_TIGHT = re.compile("(?<=」) | (?=「)")


class Wording:
    """Templates and small grammar of one language."""

    def __init__(self, language: Language, tables: Mapping[str, Any]) -> None:
        self.language = language
        self._tables = tables

    def say(self, key: str, **values: object) -> str:
        """Fill the template `section.name`.

        A template may have the forms `one` and `many`; `n` chooses.

        :raises KeyError: when the language has no such template: a defect, found by a test.
        """
        section, name = key.split(".")
        template = self._tables[section][name]
        if isinstance(template, Mapping):
            template = template["one" if values.get("n") == 1 else "many"]
        return str(template).format(**values)

    def sentence(self, key: str, **values: object) -> str:
        """Fill a template that is a sentence of its own: a capital first, blanks only where they belong."""
        text = self.say(key, **values)
        if self.language == "en":
            return text[:1].upper() + text[1:]
        return _TIGHT.sub("", _LOOSE.sub(r"\g<0> ", text))

    def kind(self, kind: Kind, n: int = 2) -> str:
        """The name of a kind, in the number that `n` asks for."""
        name = self._tables["kind"][kind]
        return str(name["one" if n == 1 else "many"] if isinstance(name, Mapping) else name)

    def counted(self, n: int, kind: Kind) -> str:
        """`4 項技能`, `4 skills`."""
        return self.say("phrase.counted", n=n, kind=self.kind(kind, n))

    def join(self, parts: Iterable[str]) -> str:
        """Join parts as the language lists things."""
        found = list(parts)
        mark, last = self._tables["list"]["mark"], self._tables["list"]["last"]
        return mark.join(found[:-1]) + last + found[-1] if len(found) > 1 else "".join(found)

    def quote(self, text: str) -> str:
        """Wording of the source, set apart."""
        return f"「{text}」"


def tables(text: str) -> Mapping[str, Any]:
    """A language file with the words of its table `word` in the places of their names."""
    for name, word in tomllib.loads(text)["word"].items():
        text = text.replace(f"{{word.{name}}}", word)
    return tomllib.loads(text)


@cache
def wording(language: Language) -> Wording:
    """The words of a language, read once."""
    return Wording(language, tables((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))
