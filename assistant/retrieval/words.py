"""Words of texts in comparable form, and the items that hold a phrase as written. No vectors."""

import re
from collections.abc import Mapping
from functools import lru_cache

from ..language.everyday import same
from ..language.folding import HAN, HAN_CLASS, fold
from ..language.lexicon import lexicon
from ..language.stem import stem
from ..standard.companion import gloss
from ..standard.relations import Item, Relations

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def normal(folded: str) -> str:
    """A folded text with blanks inside Chinese and known spelling variants levelled; lengths may change."""
    text = re.sub(f"(?<=[{HAN_CLASS}]) +| +(?=[{HAN_CLASS}])", "", folded)
    for variant, form in lexicon().variants.items():
        if variant.isascii():
            text = re.sub(rf"(?<![a-z0-9]){variant}(?![a-z0-9])", form, text)
        else:
            text = text.replace(variant, form)
    return text


@lru_cache(maxsize=4096)
def levelled(folded: str) -> str:
    """A folded text with those spelling variants levelled that are as long as what they stand for: positions stay."""
    for variant, form in lexicon().variants.items():
        if len(variant) == len(form):
            folded = folded.replace(variant, form)
    return folded


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """A text folded and levelled."""
    return normal(fold(text))


@lru_cache(maxsize=4096)
def alike(text: str) -> tuple[str, ...]:
    """The Chinese words that mean the same as a word or phrase, in comparable form."""
    return tuple(dict.fromkeys(map(comparable, same(text))))


def stems(text: str) -> frozenset[str]:
    """Stems of the English words that carry content."""
    return frozenset(stem(w) for w in _WORD.findall(text) if len(w) > 1 and not lexicon().stopped(w))


def pairs(text: str) -> frozenset[str]:
    """Character pairs of the Chinese in a text; a single character stands for itself."""
    han = "".join(HAN.findall(text))
    return frozenset(han[i : i + 2] for i in range(len(han) - 1)) or frozenset(han)


def literal(phrase: str, relations: Relations, glosses: Mapping[str, str]) -> tuple[Item, ...]:
    """The items whose name, details or gloss (by code, for English) hold a folded phrase as written."""
    plain = normal(phrase)
    latin = not HAN.search(plain)
    need = stems(plain) if latin else frozenset()

    def holds(item: Item) -> bool:
        name, details = comparable(item.text), comparable("\n".join(item.details))
        if _within(plain, name, latin) or _within(plain, details, latin):
            return True
        return bool(need) and need <= stems(f"{fold(gloss(glosses, item))} {name}")

    return tuple(item for item in relations.items if holds(item))


def _within(plain: str, text: str, latin: bool) -> bool:
    if not latin:
        return plain in text
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(plain)}(?:e?s)?(?![a-z0-9])", text))
