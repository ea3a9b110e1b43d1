"""The words of answers in one language, with the little grammar that they need. No facts, no decisions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..standard.model import Kind
from .catalogue.area import ANSWERS
from .tag import Language

_LOOSE = re.compile("\ue001(?=[\u3400-\u9fff])")
_TIGHT = re.compile("(?<=」) | (?=「)")


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of answers in one language."""

    language: Language

    def say(self, entry: str, /, **values: object) -> str:
        """An entry, filled in; where it has forms, `n` chooses.

        :raises KeyError: when there is no such entry: a defect, found by a test.
        """
        return ANSWERS.say(entry, self.language, **values)

    def sentence(self, entry: str, /, **values: object) -> str:
        """An entry that is a sentence of its own: a capital first, blanks only where they belong."""
        text = self.say(entry, **values)
        if self.language == "en":
            return text[:1].upper() + text[1:]
        return _TIGHT.sub("", _LOOSE.sub(r"\g<0> ", text))

    def kind(self, kind: Kind, n: int = 2) -> str:
        """The name of a kind, in the number that `n` asks for."""
        return self.say(f"kind.{kind}", n=n)

    def counted(self, n: int, kind: Kind) -> str:
        """`4 項技能`, `4 skills`."""
        return self.say("phrase.counted", n=n, kind=self.kind(kind, n))

    def join(self, parts: Iterable[str]) -> str:
        """Join parts as the language lists things."""
        *first, last = list(parts) or [""]
        return self.say("list.mark").join(first) + self.say("list.last") + last if first else last

    def quote(self, text: str) -> str:
        """Wording of the source, set apart."""
        return f"「{text}」"


@cache
def wording(language: Language) -> Wording:
    """The words of a language."""
    return Wording(language)
