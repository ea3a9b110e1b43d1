"""Edges from the words of the language and the shapes of numbers, levels and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..language.folding import HAN
from ..retrieval.words import normal
from ..standard.code import ICAP, kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from .codes import Mention, between
from .span import Edge, Reading
from .words import Sense, Word, ranks, words

_SIMPLE = {
    "K": Kind.KNOWLEDGE,
    "S": Kind.SKILL,
    "O": Kind.OUTPUT,
    "P": Kind.INDICATOR,
    "T": Kind.TASK,
    "V": Kind.ACTIVITY,
    "A": Kind.ATTITUDE,
}

_WHOLE = 0.5
"""What it costs to take a word of the lexicon as text."""


def shapes(folded: str) -> Iterator[Edge]:
    """Levels, places in an order, ordinals and amounts."""
    lexicon = words()
    for match in lexicon.shape("level").finditer(folded):
        n = lexicon.number(next(g for g in match.groups() if g))
        if n:
            yield Edge(match.start(), match.end(), 0.12, (Reading("LVL", n),))
    for match in lexicon.shape("place").finditer(folded):
        n = lexicon.number(next(g for g in match.groups() if g))
        order = "least" if lexicon.shape("fewest").search(match[0]) else "most"
        by = "level" if lexicon.shape("by_level").search(match[0]) else None
        yield Edge(match.start(), match.end(), 0.2, (Reading("M", (order, by, n or 2)),))
    for match in lexicon.shape("more").finditer(folded):
        order = "least" if lexicon.shape("fewest").search(match[0]) else "most"
        yield Edge(match.start(), match.end(), 0.35, (Reading("M", (order, None, 1)),))
    for match in lexicon.shape("several").finditer(folded):
        groups = [g for g in match.groups() if g]
        n = lexicon.number(groups[-1])
        last = bool(lexicon.shape("from_end").match(groups[0]))
        if n:
            yield Edge(match.start(), match.end(), 0.3, (Reading("ORD", (-1 if last else 1, n)),))
    for match in lexicon.shape("ordinal").finditer(folded):
        groups = [g for g in match.groups() if g]
        n = lexicon.number(groups[0]) if groups else 1
        if groups and lexicon.shape("last_one").match(groups[0]):
            n = -2 if groups[0].endswith("二") else -1
        if n:
            yield Edge(match.start(), match.end(), 0.3, (Reading("ORD", (n, 1)),))
    for match in lexicon.shape("amount").finditer(folded):
        n = lexicon.number(next(g for g in match.groups() if g))
        if n is not None:
            article = n == 1 and not match[0].strip()[0].isdigit()
            blocks = (Reading("K", (Kind.TASK,)),) if lexicon.shape("blocks").search(match[0]) else ()
            yield Edge(match.start(), match.end(), 0.35, (Reading("AMT", n, article), *blocks))


def least(folded: str) -> Iterator[Edge]:
    """What makes the number before it the least: level 4 plus."""
    for match in words().shape("at_least").finditer(folded):
        yield Edge(match.start(), match.end(), 0.3, (Reading("BEHIND", ">="),))


def proforms(folded: str) -> Iterator[Edge]:
    """The word that stands in the place of a name behind what tells which is meant: the staff one."""
    for match in words().shape("proform").finditer(folded):
        yield Edge(match.start(1), match.end(1), 0.3, (Reading("K", UPPER, weak=True),))


def settled(folded: str) -> Iterator[Edge]:
    """What someone has already: T5.2 我已經抄好了."""
    for match in words().shape("settled").finditer(folded):
        yield Edge(match.start(), match.end(), 0.2, (Reading("neg.drop", "drop"),))


def tallies(folded: str, ends: Iterable[int]) -> Iterator[Edge]:
    """What asks for a number right behind the name of a kind, of which it ends: 技能數."""
    for end in ends:
        if found := words().shape("tally").match(folded, end):
            yield Edge(end, found.end(), 0.05, (Reading("act.count", "count"),))


def range_ends(folded: str, mention: Mention) -> tuple[Mention, ...]:
    """The first and the last of a range of places that someone goes from one end of to the other; else the mention."""
    lexicon = words()
    places = len(mention.codes) > 1 and all(kind_of(code) in UPPER for code in mention.codes)
    if not places or not lexicon.shape("leaving").search(folded, 0, mention.start):
        return (mention,)
    middle = lexicon.shape("until").search(folded, mention.start, mention.end)
    if not middle:
        return (mention,)
    first = Mention(mention.start, middle.start(), mention.codes[:1])
    return first, Mention(middle.end(), mention.end, mention.codes[-1:])


def letters(folded: str, text: str) -> Iterator[Edge]:
    """Capital letters that stand alone for kinds: K and S of T5; none where the folded question is hidden."""
    found = words().shape("letter").finditer(text) if len(text) == len(folded) else ()
    for match in found:
        if folded[match.start()] != " ":
            yield Edge(match.start(), match.end(), 0.2, (Reading("K", (_SIMPLE[match[0]],)),))


def bare(folded: str) -> Iterator[tuple[int, int, tuple[tuple[str, ...], ...]]]:
    """Numbers that may be codes without their letter or their dots, with every code they may mean.

    5.1 and 5-1 may be T5.1; 6-3-4 may be P6.3.4 or O6.3.4; p633 is P6.3.3, which no standard has otherwise; 1.1到1.3 is
    from T1.1 to T1.3.
    """
    lexicon = words()
    before = None
    for match in lexicon.shape("bare").finditer(folded):
        head, one, two = match.groups()
        numbers = f"{int(head)}.{int(one)}" + (f".{int(two)}" if two else "")
        yield match.start(), match.end(), _lettered(numbers)
        if before and lexicon.shape("through").fullmatch(folded, before[0].end(), match.start()):
            yield before[0].start(), match.end(), _lettered(before[1], numbers)
        before = match, numbers
    for match in lexicon.shape("dictated").finditer(folded):
        said = ".".join(str(lexicon.number(n)) for n in match.groups() if n)
        yield match.start(), match.end(), _lettered(said)
    for match in lexicon.shape("spoken").finditer(folded):
        spoken = (lexicon.number(w) for w in match[2].split())
        yield match.start(), match.end(), ((match[1].upper() + ".".join(str(n) for n in spoken if n is not None),),)
    for match in lexicon.shape("uttered").finditer(folded):
        uttered = (lexicon.number(w) for w in match[0].split())
        yield match.start(), match.end(), _lettered(".".join(str(n) for n in uttered if n is not None))
    for match in lexicon.shape("squeezed").finditer(folded):
        yield match.start(), match.end(), ((match[1].upper() + ".".join(match[2]),),)


def _lettered(numbers: str, last: str = "") -> tuple[tuple[str, ...], ...]:
    """Every code, or every range of codes, that numbers may be without their letter."""
    kinds = (Kind.INDICATOR, Kind.OUTPUT) if numbers.count(".") > 1 else (Kind.ACTIVITY,)
    shapes = (ICAP.shapes[kind].letter for kind in kinds)
    return tuple(tuple(between(s, numbers, last)) if last else (s + numbers,) for s in shapes)


def twice(folded: str, found: Sequence[Word]) -> Iterator[Word]:
    """The words, with a verb said twice for a question: 需不需要 asks whether, and denies nothing."""
    doubled = (m for m in words().shape("whether").finditer(folded) if not words().senses(m[0]))  # 好不好 has its own
    asking = {match.start() + 1: match.span() for match in doubled}
    for word in found:
        if word.start in asking and any(sense.tag in ("neg", "except") for sense in word.senses):
            start, end = asking[word.start]
            word = Word(start, max(end, word.end), (Sense("act", "yesno"),))
        yield word


def lexical(word: Word) -> Edge:
    """A word of the lexicon with everything it may mean."""
    readings: list[Reading] = []
    filler = all(s.tag == "filler" or s.tag == "conj" for s in word.senses)
    for sense in word.senses:
        readings += _senses(sense)
    weak = all(s.weak or s.tag == "filler" for s in word.senses)
    size = word.end - word.start
    cost = (0.35 if filler else 0.3) + (0.12 if weak and not filler else 0) - 0.01 * size
    return Edge(word.start, word.end, cost, tuple(readings), filler)


def strong(folded: str, edges: Sequence[Edge]) -> list[Edge]:
    """The edges without their weak meanings: a word that is but weakly a kind is text, not torn into shorter ones."""
    kept = []
    for edge in edges:
        readings = tuple(r for r in edge.readings if not r.weak)
        if readings or edge.filler:
            kept.append(Edge(edge.start, edge.end, edge.cost, readings, edge.filler))
        elif all(r.tag == "K" for r in edge.readings):
            text = (Reading("X", (folded[edge.start : edge.end], False)),)
            kept.append(Edge(edge.start, edge.end, max(edge.cost, _WHOLE), text))
    return kept


def typos(folded: str, wording: str, known: frozenset[str]) -> Iterator[Edge]:
    """Words written with another character of the same sound, or misspelt: 態渡, 計能, knowldge.

    :param wording: what the standard says, folded; `known`: the English words of its glosses. They are no misspellings.
    """
    for word in re.finditer(r"[a-z]+", folded):
        entry = "" if word[0] in known else words().meant(word[0])
        readings = tuple(r for s in words().senses(entry) if not s.weak for r in _senses(s)) if entry else ()
        if readings:
            yield Edge(word.start(), word.end(), 0.3, readings)
    for start in range(len(folded) - 1):
        for end in range(start + 2, min(start + 5, len(folded)) + 1):
            part = folded[start:end]
            if not all(map(HAN.match, part)):
                break
            if part in words() or part in wording:
                continue
            for entry in words().sounding(part):
                if sum(a != b for a, b in zip(entry, part, strict=False)) == 1:
                    senses = words().senses(entry)
                    readings = tuple(r for s in senses if not s.weak for r in _senses(s))
                    if readings:
                        yield Edge(start, end, 0.5, readings)


def occupation(folded: str, own: str, english: Sequence[str]) -> Iterator[Edge]:
    """Where the standard's own occupation is named, whole or shortened: 客服經理, customer service head."""
    ends = {own[-2:], *(r for r, same in ranks().items() if same == own[-2:])}
    for tail in ends:
        at = folded.find(tail)
        while at >= 0:
            for start in range(max(0, at - len(own)), at - 1):
                body = normal(folded[start:at]).replace("的", "")
                if HAN.match(folded[start]) and len(body) > 1 and _within(body, own[:-2]):
                    yield Edge(start, at + len(tail), 0.2, (Reading("whole.whole", "whole"),))
                    break
            at = folded.find(tail, at + 1)
    if len(english) > 1:
        last = {english[-1], *(r for r, same in ranks().items() if same == english[-1])}
        found = list(re.finditer(r"[a-z]+", folded))
        for n, word in enumerate(found):
            if word[0].removesuffix("s") in last:
                begin = n
                while (
                    begin and found[begin - 1][0] in english[:-1] and found[begin - 1].end() + 1 == found[begin].start()
                ):
                    begin -= 1
                if n - begin >= min(2, len(english) - 1):
                    yield Edge(found[begin].start(), word.end(), 0.2, (Reading("whole.whole", "whole"),))


def _within(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


def _senses(sense: Sense) -> list[Reading]:
    if sense.tag == "kind":
        return [Reading("K", (Kind(sense.value),), sense.weak)]
    if sense.tag == "says" and sense.value == "mentions":
        return [Reading("says.says", "mentions")]
    if sense.tag == "kinds":
        return [Reading("K", tuple(_SIMPLE[letter] for letter in sense.value), sense.weak)]
    if sense.tag == "top":
        order = "most" if sense.value in ("most", "high") else "least"
        by = "level" if sense.value in ("high", "low") else None
        return [Reading("M", (order, by, 1))]
    if sense.tag == "than":
        return [
            Reading("THAN", {"over": ">", "atleast": ">=", "under": "<", "atmost": "<=", "exactly": "="}[sense.value])
        ]
    if sense.tag == "behind":
        return [Reading("BEHIND", {"atleast": ">=", "atmost": "<="}[sense.value])]
    if sense.tag == "conj":
        return [Reading({"and": "and", "or": "or", "not": "but"}[sense.value], None)]
    if sense.tag == "filler":
        return []
    return [Reading(f"{sense.tag}.{sense.value}", sense.value, sense.weak)]
