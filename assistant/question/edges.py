"""Edges from the words of the language and the shapes of numbers, levels and places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..language.folding import HAN
from ..retrieval.words import normal
from ..standard.code import ICAP, kind_of
from ..standard.model import Kind
from ..standard.relations import UPPER
from .codes import Mention, between
from .span import Edge, SpanReading, plain
from .words import FoundWord, Sense, ranks, words

_SIMPLE = {
    "K": Kind.KNOWLEDGE,
    "S": Kind.SKILL,
    "O": Kind.OUTPUT,
    "P": Kind.INDICATOR,
    "T": Kind.TASK,
    "V": Kind.ACTIVITY,
    "A": Kind.ATTITUDE,
}

_FIXED = (
    ("at_least", 0, 0.3, SpanReading("BEHIND", ">=")),  # level 4 plus
    ("proform", 1, 0.3, SpanReading("K", UPPER, weak=True)),  # the staff one
    ("settled", 0, 0.2, SpanReading("neg.drop", "drop")),  # T5.2 我已經抄好了
)
"""Shapes that mean one thing: the group that does, what it costs, and what it means."""
_THAN = {"over": ">", "atleast": ">=", "under": "<", "atmost": "<=", "exactly": "="}
_JOINS = {"and": "and", "or": "or", "not": "but"}
_WHOLE = 0.5
"""What it costs to take a word of the lexicon as text."""


def shapes(folded: str, text: str) -> Iterator[Edge]:
    """Levels, places in an order, ordinals, amounts, and what stands for a name or a kind."""
    yield from _numbers(folded)
    for name, group, cost, reading in _FIXED:
        yield from (Edge(*m.span(group), cost, (reading,)) for m in words().shape(name).finditer(folded))
    # capital letters that stand alone for kinds: K and S of T5; none where the folded question is hidden
    for match in words().shape("letter").finditer(text) if len(text) == len(folded) else ():
        if folded[match.start()] != " ":
            yield Edge(*match.span(), 0.2, (SpanReading("K", (_SIMPLE[match[0]],)),))


def _found(name: str, folded: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    """Where a shape stands, with the groups of it that do."""
    return ((m, [g for g in m.groups() if g]) for m in words().shape(name).finditer(folded))


def _numbers(folded: str) -> Iterator[Edge]:
    number = words().number
    for match, groups in _found("level", folded):
        if n := number(groups[0]):
            yield Edge(*match.span(), 0.12, (SpanReading("LVL", n),))
    yield from _orders(folded)
    for match, groups in _found("amount", folded):
        if (n := number(groups[0])) is not None:
            article = n == 1 and not match[0].strip()[0].isdigit()
            blocks = (SpanReading("K", (Kind.TASK,)),) if words().shape("blocks").search(match[0]) else ()
            yield Edge(*match.span(), 0.35, (SpanReading("AMT", n, article), *blocks))


def _orders(folded: str) -> Iterator[Edge]:
    """Places in an order and in a list."""
    shape, number = words().shape, words().number
    for match, groups in _found("place", folded):
        by = "level" if shape("by_level").search(match[0]) else None
        yield Edge(*match.span(), 0.2, (SpanReading("M", (_end(match[0]), by, number(groups[0]) or 2)),))
    for match, _ in _found("more", folded):
        yield Edge(*match.span(), 0.35, (SpanReading("M", (_end(match[0]), None, 1)),))
    for match, groups in _found("several", folded):
        if n := number(groups[-1]):
            yield Edge(*match.span(), 0.3, (SpanReading("ORD", (-1 if shape("from_end").match(groups[0]) else 1, n)),))
    for match, groups in _found("ordinal", folded):
        n = number(groups[0]) if groups else 1
        if groups and shape("last_one").match(groups[0]):
            n = -2 if groups[0].endswith("二") else -1
        if n:
            yield Edge(*match.span(), 0.3, (SpanReading("ORD", (n, 1)),))


def _end(text: str) -> str:
    return "least" if words().shape("fewest").search(text) else "most"


def tallies(folded: str, ends: Iterable[int]) -> Iterator[Edge]:
    """What asks for a number right behind the name of a kind, of which it ends: 技能數."""
    for end in ends:
        if found := words().shape("tally").match(folded, end):
            yield Edge(end, found.end(), 0.05, (SpanReading("act.count", "count"),))


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


def bare(folded: str) -> Iterator[tuple[int, int, tuple[tuple[str, ...], ...]]]:
    """Numbers that may be codes without their letter or their dots, with every code they may mean.

    5.1 and 5-1 may be T5.1; 6-3-4 may be P6.3.4 or O6.3.4; p633 is P6.3.3, which no standard has otherwise; 1.1到1.3 is
    from T1.1 to T1.3.
    """
    shape, number = words().shape, words().number

    def dotted(spoken: Iterable[str]) -> str:
        return ".".join(str(n) for n in map(number, spoken) if n is not None)

    before = None
    for match in shape("bare").finditer(folded):
        numbers = ".".join(str(int(n)) for n in match.groups() if n)
        yield *match.span(), _lettered(numbers)
        if before and shape("through").fullmatch(folded, before[0].end(), match.start()):
            yield before[0].start(), match.end(), _lettered(before[1], numbers)
        before = match, numbers
    for match in shape("dictated").finditer(folded):
        yield *match.span(), _lettered(".".join(str(number(n)) for n in match.groups() if n))
    for match in shape("spoken").finditer(folded):
        yield *match.span(), ((match[1].upper() + dotted(match[2].split()),),)
    for match in shape("uttered").finditer(folded):
        yield *match.span(), _lettered(dotted(match[0].split()))
    for match in shape("squeezed").finditer(folded):
        yield *match.span(), ((match[1].upper() + ".".join(match[2]),),)


def _lettered(numbers: str, last: str = "") -> tuple[tuple[str, ...], ...]:
    """Every code, or every range of codes, that numbers may be without their letter."""
    kinds = (Kind.INDICATOR, Kind.OUTPUT) if numbers.count(".") > 1 else (Kind.ACTIVITY,)
    shapes = (ICAP.shapes[kind].letter for kind in kinds)
    return tuple(tuple(between(s, numbers, last)) if last else (s + numbers,) for s in shapes)


def twice(folded: str, found: Sequence[FoundWord]) -> Iterator[FoundWord]:
    """The words, with a verb said twice for a question: 需不需要 asks whether, and denies nothing."""
    doubled = (m for m in words().shape("whether").finditer(folded) if not words().senses(m[0]))  # 好不好 has its own
    asking = {match.start() + 1: match.span() for match in doubled}
    for word in found:
        if word.start in asking and any(sense.tag in ("neg", "except") for sense in word.senses):
            start, end = asking[word.start]
            word = FoundWord(start, max(end, word.end), (Sense("act", "yesno"),))
        yield word


def lexical(word: FoundWord) -> Edge:
    """A word of the lexicon with everything it may mean."""
    filler = all(s.tag in ("filler", "conj") for s in word.senses)
    weak = all(s.weak or s.tag == "filler" for s in word.senses)
    cost = (0.35 if filler else 0.42 if weak else 0.3) - 0.01 * (word.end - word.start)
    return Edge(word.start, word.end, cost, tuple(r for s in word.senses for r in _senses(s)), filler)


def strong(folded: str, edges: Sequence[Edge]) -> list[Edge]:
    """The edges without their weak meanings: a word that is but weakly a kind is text, not torn into shorter ones."""
    kept = []
    for edge in edges:
        readings = tuple(r for r in edge.readings if not r.weak)
        if readings or edge.filler:
            kept.append(replace(edge, readings=readings))
        elif all(r.tag == "K" for r in edge.readings):
            text = (plain(folded[edge.start : edge.end]),)
            kept.append(replace(edge, cost=max(edge.cost, _WHOLE), readings=text))
    return kept


def typos(folded: str, wording: str, known: frozenset[str]) -> Iterator[Edge]:
    """Words written with another character of the same sound, or misspelt: 態渡, 計能, knowldge.

    :param wording: what the standard says, folded; `known`: the English words of its glosses. They are no misspellings.
    """
    for word in re.finditer(r"[a-z]+", folded):
        if word[0] not in known and (readings := _surely(words().meant(word[0]))):
            yield Edge(*word.span(), 0.3, readings)
    for start in range(len(folded) - 1):
        for end in range(start + 2, min(start + 5, len(folded)) + 1):
            part = folded[start:end]
            if not all(map(HAN.match, part)):
                break
            if part not in words() and part not in wording:
                alike = (e for e in words().sounding(part) if sum(a != b for a, b in zip(e, part, strict=False)) == 1)
                yield from (Edge(start, end, 0.5, readings) for e in alike if (readings := _surely(e)))


def _surely(entry: str) -> tuple[SpanReading, ...]:
    """What an entry of the lexicon means beyond doubt."""
    return tuple(r for s in words().senses(entry) if not s.weak for r in _senses(s))


def occupation(folded: str, own: str, english: Sequence[str]) -> Iterator[Edge]:
    """Where the standard's own occupation is named, whole or shortened: 客服經理, customer service head."""
    ends = {own[-2:], *(r for r, same in ranks().items() if same == own[-2:])}
    for tail in ends:
        at = folded.find(tail)
        while at >= 0:
            for start in range(max(0, at - len(own)), at - 1):
                body = normal(folded[start:at]).replace("的", "")
                if HAN.match(folded[start]) and len(body) > 1 and _within(body, own[:-2]):
                    yield Edge(start, at + len(tail), 0.2, (SpanReading("whole.whole", "whole"),))
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
                    yield Edge(found[begin].start(), word.end(), 0.2, (SpanReading("whole.whole", "whole"),))


def _within(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


def _senses(sense: Sense) -> list[SpanReading]:
    match sense.tag, sense.value:
        case "filler", _:
            return []
        case "kind", kind:
            return [SpanReading("K", (Kind(kind),), sense.weak)]
        case "kinds", letters:
            return [SpanReading("K", tuple(_SIMPLE[letter] for letter in letters), sense.weak)]
        case "says", "mentions":
            return [SpanReading("says.says", "mentions")]
        case "top", end:
            order = "most" if end in ("most", "high") else "least"
            return [SpanReading("M", (order, "level" if end in ("high", "low") else None, 1))]
        case "than" | "behind", than:
            return [SpanReading(sense.tag.upper(), _THAN[than])]
        case "conj", word:
            return [SpanReading(_JOINS[word], None)]
    return [SpanReading(f"{sense.tag}.{sense.value}", sense.value, sense.weak)]
