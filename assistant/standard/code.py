"""The grammar of codes: how one is written, how people type it, and when two are the same.

`ICAP` is the one place that knows it. The printed form is what is shown; the *key* is what is compared, so that
K1 = K01, ｔ５ = T5 and A5 = A05 (no leading zeros).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .address import address, parted
from .model import Kind

_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]")


def clean(text: str) -> str:
    """Fold width and compatibility forms (NFKC) and drop what cannot be seen; blanks and lines stay."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", _CONTROL.sub("", text)))


def visible(text: str) -> str:
    """Drop what cannot be seen, the marks of references among it, and leave everything else as it is written."""
    return _INVISIBLE.sub("", _CONTROL.sub("", text))


@dataclass(frozen=True, slots=True)
class Shape:
    """How codes of a kind are written: a letter and so many numbers; a misprint may have up to `slack` more or less."""

    letter: str
    numbers: int
    slack: int = 0

    def fits(self, code: str) -> bool:
        """Whether a code of this letter has as many numbers as it should."""
        return abs(code.count(".") + 1 - self.numbers) <= self.slack


@dataclass(frozen=True, eq=False)
class CodeScheme:
    """How a family of standards writes its codes. `shapes` stand in the order of the table.

    `lookalikes` pairs letters of other scripts, which documents print instead, with those of the scheme.
    """

    shapes: Mapping[Kind, Shape]
    lookalikes: tuple[str, str] = ("", "")

    @cached_property
    def letters(self) -> str:
        """Every letter that codes begin with, each once."""
        return "".join(dict.fromkeys(shape.letter for shape in self.shapes.values()))

    @cached_property
    def printed(self) -> re.Pattern[str]:
        """A code inside other text, as documents print it."""
        return re.compile(rf"(?<![A-Za-z0-9.])[{self.letters}]\d+(?:\.\d+)*(?![A-Za-z0-9])")

    @cached_property
    def _written(self) -> re.Pattern[str]:
        return re.compile(rf"([{self.letters}])\.?(\d+(?:\.\d+)*)")

    @cached_property
    def _narrowed(self) -> dict[int, str]:
        wide = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
        return wide | {ord(a): b for a, b in zip(*self.lookalikes, strict=True)}

    def narrow(self, text: str) -> str:
        """The text in narrow letters, digits and marks; one character for one, so that places stay."""
        return text.translate(self._narrowed)

    def _read(self, code: str) -> tuple[str, tuple[int, ...]]:
        """The letter and the numbers of a code; an address may name the standard before it."""
        found = self._written.fullmatch(_folded(parted(code)[1]))
        if not found:
            raise ValueError(f"{code!r} is not the code of an item")
        return found[1], tuple(map(int, found[2].split(".")))

    def key(self, code: str) -> str:
        """The form in which codes are compared: `K01`, `k 1` and `Ｋ１` give `K1`; an address keeps its standard.

        :raises ValueError: when `code` is not an item code; so do `numbers`, `kind_of` and `order`.
        """
        letter, numbers = self._read(code)
        return address(parted(code)[0], letter + ".".join(map(str, numbers)))

    def is_code(self, text: str) -> bool:
        """Whether a text has the form of a code, whatever standard has it."""
        return bool(self._written.fullmatch(_folded(text)))

    def numbers(self, code: str) -> tuple[int, ...]:
        """The numbers of a code."""
        return self._read(code)[1]

    def kind_of(self, code: str) -> Kind:
        """The kind that a code's letter and length stand for."""
        letter, numbers = self._read(code)
        kinds = [kind for kind, shape in self.shapes.items() if shape.letter == letter]
        return min(kinds, key=lambda kind: abs(self.shapes[kind].numbers - len(numbers)))

    def order(self, code: str) -> tuple[int, tuple[int, ...]]:
        """Sort key that puts letters in the order of the table and 2 before 10."""
        letter, numbers = self._read(code)
        return self.letters.index(letter), numbers

    def relettered(self, code: str, kind: Kind) -> str:
        """The numbers of a code, as they are written, under the letter of a kind: P5.1 as T5.1."""
        return self.shapes[kind].letter + code.lstrip(self.letters)


def _folded(code: str) -> str:
    return re.sub(r"\s+", "", clean(code)).upper().replace("-", ".").rstrip(".")


ICAP = CodeScheme(
    shapes={
        Kind.TASK: Shape("T", 1),
        Kind.ACTIVITY: Shape("T", 2),
        Kind.OUTPUT: Shape("O", 3, slack=1),
        Kind.INDICATOR: Shape("P", 3, slack=1),
        Kind.KNOWLEDGE: Shape("K", 1),
        Kind.SKILL: Shape("S", 1),
        Kind.ATTITUDE: Shape("A", 1),
    },
    lookalikes=("ТОРКЅАΤΟΡΚΑ", "TOPKSATOPKA"),
)
"""The codes of Taiwan's competency standards: T5, T5.1, O5.1.1, P5.1.4, K39, S27, A05."""

key = lru_cache(maxsize=16384)(ICAP.key)
numbers = lru_cache(maxsize=16384)(ICAP.numbers)
kind_of = lru_cache(maxsize=16384)(ICAP.kind_of)
order = lru_cache(maxsize=16384)(ICAP.order)
