"""What is odd about wording: doubled characters, one text under two codes, two spellings of one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.standard.model import Erratum, Kind, Standard

from .printed import items

_PARTICLES = "的其如與及和或在是以為將由於對從向但並且之該此也而所被把"
_DOUBLED = re.compile(f"([{_PARTICLES}])\\1")
_FIRST = re.compile(r"[.,，、。;；:：)）」]")
_SPELLINGS = (
    ("計畫", "計劃"),
    ("聯繫", "連繫"),
    ("利害關係人", "利益關係人"),
    ("利益關係人", "利益相關人"),
    ("部分", "部份"),
    ("瞭解", "了解"),
    ("身分", "身份"),
    ("臺灣", "台灣"),
    ("公布", "公佈"),
    ("帳號", "賬號"),
    ("部門", "部們"),
    ("汙染", "污染"),
)
"""Pairs of spellings that are used for one word; a document should keep to one."""
_PAIRS = (("(", ")"), ("（", "）"), ("「", "」"), ("《", "》"))
_COMPARED = (Kind.OUTPUT, Kind.INDICATOR, Kind.KNOWLEDGE, Kind.SKILL)
_SENTENCE_END = "。！？；：:;.!?」）)"


def _texts(standard: Standard) -> Iterator[tuple[str, str]]:
    """Every piece of wording with the code of its item; empty for what has none."""
    for item in items(standard):
        yield item.code or item.home, item.wording
    yield "", "\n".join((standard.description, *standard.notes, *standard.prerequisites))


def same_wording(standard: Standard) -> Iterator[Erratum]:
    """Items of one kind that say the same under different codes, or share a heading over different bullets."""
    named: dict[tuple[Kind, str], dict[str, tuple[str, ...]]] = {}
    for item in items(standard):
        if item.code and item.kind in _COMPARED:
            named.setdefault((item.kind, item.text), {}).setdefault(item.code, item.details)
    for (_, name), codes in named.items():
        if len(codes) < 2:
            continue
        first, *others = codes
        same = len(set(codes.values())) == 1
        kind = "same_wording" if same else "same_heading"
        what = "文字完全相同" if same else "標題相同，但其下的細項不同"
        message = f"{'、'.join(codes)} 代碼不同而{what}：「{name}」。"
        yield Erratum(code=first, kind=kind, message=message, related=tuple(others))


def variants(standard: Standard) -> Iterator[Erratum]:
    """Words that the document spells in two ways; the rarer one is named."""
    texts = list(_texts(standard))
    for pair in _SPELLINGS:
        places = {word: [code for code, text in texts if word in text] for word in pair}
        if not all(places.values()):
            continue
        rare, common = sorted(pair, key=lambda word: len(places[word]))
        codes = tuple(dict.fromkeys(code for code in places[rare] if code))
        where = f"（{'、'.join(codes[:8])}{'…' if len(codes) > 8 else ''}）" if codes else "（說明文字）"
        message = f"用字不一：多處作「{common}」，{len(places[rare])} 處作「{rare}」{where}。"
        yield Erratum(code=codes[0] if codes else None, kind="spelling_variant", message=message, related=codes[1:])


def characters(standard: Standard) -> Iterator[Erratum]:
    """Doubled particles, wording that begins with a stop, and wording that seems cut off."""
    for code, text in _texts(standard):
        for found in _DOUBLED.finditer(text):
            near = text[max(found.start() - 4, 0) : found.end() + 4]
            message = f"{code}「{near}」中「{found[0]}」重複一字，疑為多印。".lstrip()
            yield Erratum(code=code or None, kind="repeated_character", message=message)
        if code and _FIRST.match(text):
            message = f"{code} 的文字以標點「{text[0]}」開頭。"
            yield Erratum(code=code, kind="odd_punctuation", message=message)
        if code and (len(text.strip()) < 2 or any(text.count(a) != text.count(b) for a, b in _PAIRS)):
            message = f"{code}「{text.partition(chr(10))[0][-24:]}」文字不完整或括號不成對。"
            yield Erratum(code=code, kind="truncated_wording", message=message)


def notes(standard: Standard) -> Iterator[Erratum]:
    """Notes that stop in the middle of a sentence, which the next one takes up."""
    cut = [number for number, note in enumerate(standard.notes[:-1], 1) if note[-1:] not in _SENTENCE_END]
    if cut:
        listed = "、".join(f"第 {number} 點接第 {number + 1} 點" for number in cut)
        yield Erratum(code=None, kind="note_cut", message=f"說明與補充事項有一句話分印為兩點：{listed}。")
