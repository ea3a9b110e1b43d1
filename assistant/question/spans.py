"""Question → spans: every stretch of it with everything it may mean.

Codes, names of items, shapes of numbers, words of the lexicon and wording of the standard compete for the characters;
the cheapest cover wins, and a second cover without the standard's wording stands beside it. What nothing covers is
text.
"""

from collections.abc import Mapping, Sequence

from ..language.folding import HAN, fold
from ..standard.code import ICAP, kind_of
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY, Relations
from .clauses import Stretch, background, choices, hide
from .codes import Mention, mentions, undotted
from .description import descriptions
from .edges import bare, lexical, occupation, range_ends, shapes, strong, tallies, twice, typos
from .form import Below, Coded, Set
from .sets import union
from .span import Edge, QuestionSpan, SpanReading, Spans, cheapest, joined
from .verbatim import Verbatim, apposed, quotations
from .words import FoundWord, function_words, words

_BREAKS = ",，。;；!！?？、\n"
"""What a clause ends with."""
_CODED = ("categories", "occupations", "industries")
"""Fields that are printed with codes."""


class Spanner:
    """Finds the spans of questions about one standard."""

    def __init__(
        self, relations: Relations, own: str, own_english: str = "", glosses: Mapping[int, str] | None = None
    ) -> None:
        """:param own: the standard's name, which means the whole of it however it is shortened.

        :param glosses: the English name of each item by its `id`; English readers name items so.
        """
        self.relations = relations
        self._verbatim = Verbatim(relations, glosses or {})
        self._own = fold(own)
        self._own_english = fold(own_english).split()

    def covers(self, folded: str, text: str) -> list[Spans]:
        """The covers of a question, the likeliest first: of the whole, and of clauses that may be all that is asked."""
        told = background(folded)
        found: dict[tuple[QuestionSpan, ...], Spans] = {}

        def add(
            hidden: Sequence[Stretch], edges: list[Edge], plain: str, made: str, tags: tuple[str, ...] = ()
        ) -> None:
            spans = joined(plain, cheapest(plain, edges))
            found.setdefault(spans, Spans(text, folded, spans, tuple(hidden), made, tags))

        plain = hide(folded, told)
        ways = self._alternatives(plain, text)
        for made, edges in ways:
            add(told, edges, plain, made)
        if any(self._describes(folded[start:end]) for start, end in told):
            add((), self._alternatives(folded, text)[-1][1], folded, "whole")
        for choice in choices(folded, ways[0][1], told):
            rest = hide(folded, choice.hidden)
            wording = self._verbatim.edges(rest)
            add(choice.hidden, [*self._edges(rest, text, wording), *wording], rest, choice.name, choice.tags)
        return list(found.values())

    def _alternatives(self, folded: str, text: str) -> list[tuple[str, list[Edge]]]:
        """The edges that a cover may be made of, by name: all, without wording, without weak words, by description."""
        wording = self._verbatim.edges(folded)
        base = self._edges(folded, text, wording)
        described = descriptions(folded, [*base, *wording])
        found = [("", [*base, *wording]), ("plain", base), ("strong", [*strong(folded, base), *wording])]
        return [*found, ("described", [*base, *wording, *described])] if described else found

    def _describes(self, clause: str) -> bool:
        """Whether a clause of background may describe what is asked about: in the standard's wording, or as 那一塊."""
        found = words().shape("described").search(clause)
        return bool(found and found[0] != "的") or self._verbatim.worded(clause)

    def _edges(self, folded: str, text: str, wording: Sequence[Edge]) -> list[Edge]:
        edges = list(shapes(folded, text))
        found: list[FoundWord] = []
        initial = True
        for start, char in enumerate(folded):
            if char in _BREAKS:
                initial = True
            elif char != " ":
                found += (w for w in words().at(folded, start, initial) if not self._torn(folded, w))
                initial = False
        found = list(twice(folded, found))
        ends = [(w.end, Kind(s.value)) for w in found for s in w.senses if s.tag == "kind" and not s.weak]
        mentioned = mentions(folded, text, ends, words().number)
        for start, end, codes in bare(folded):
            lettered = folded[start].isalpha()
            if not lettered and any(m.start < end and start < m.end for m in mentioned):
                continue
            printed = (tuple(i.code for c in said for i in self.relations.find(c)[:1]) for said in codes)
            held = tuple(SpanReading("S", Coded(p), weak=not lettered) for p in printed if p)
            if held:
                edges.append(Edge(start, end, 0.05 if lettered else 0.3, held))
                mentioned = [m for m in mentioned if (m.start, m.end) != (start, end)]
        edges += tallies(folded, (end for end, _ in ends))
        for mention in (m for one in mentioned for m in range_ends(folded, one)):
            edges.append(self._coded(folded, mention, found, ends))
        edges += [lexical(w) for w in found]
        edges += [lexical(tailed) for w in found if (tailed := _tailed(folded, w))]
        edges += occupation(folded, self._own, self._own_english)
        edges += typos(folded, self._verbatim.text, self._verbatim.known)
        edges += quotations(folded, self._verbatim.quoted)
        return [*edges, *apposed(folded, edges, wording)]

    def _torn(self, folded: str, word: FoundWord) -> bool:
        """Whether a word is part of one of the standard: 組 of 組織, and 客服員 where 員工 is meant."""
        at, edge = word.start, function_words("zh")
        if any(s.tag == "occupation" for s in word.senses):
            across = folded[word.end - 1 : word.end + 1]
            return len(across) > 1 and all(map(HAN.match, across)) and across in self._verbatim.names
        if word.end - at > 1 or folded[at] in edge or not HAN.match(folded[at]):
            return False
        pairs = (folded[start : start + 2] for start in (at, at - 1) if start >= 0)
        return any(len(pair) > 1 and edge.isdisjoint(pair) and pair in self._verbatim.names for pair in pairs)

    def _coded(self, folded: str, mention: Mention, found: list[FoundWord], ends: list[tuple[int, Kind]]) -> Edge:
        start = mention.start
        behind = any(end == start for end, _ in ends) and folded[start : start + 1] not in set(ICAP.letters.lower())
        named = (w.start for w in found if w.end == start and any(s.tag == "kind" for s in w.senses))
        begin = next(named, start) if behind else start
        known = (self.relations.find(c) or self.relations.find(undotted(c)) for c in mention.codes)
        printed = tuple(items[0].code if items else code for code, items in zip(mention.codes, known, strict=True))
        series = tuple(s for c in printed if (s := self._series(c)))
        meant = union(series) if len(series) == len(printed) else Coded(tuple(dict.fromkeys(printed)))
        return Edge(begin, mention.end, 0.05, (SpanReading("S", meant),))

    def _series(self, code: str) -> Set | None:
        """What the beginning of codes stands for: P5.1 is every indicator of T5.1."""
        place = ICAP.relettered(code, Kind.ACTIVITY)
        if self.relations.find(code) or kind_of(code) not in OF_ACTIVITY or not self.relations.find(place):
            return None
        return Below(Coded((self.relations.find(place)[0].code,)), kind_of(code))


def _tailed(folded: str, word: FoundWord) -> FoundWord | None:
    """A field that is printed with codes, with the words behind it that ask for them: 行業別之名稱及代碼."""
    senses = tuple(s for s in word.senses if s.tag == "field" and s.value in _CODED)
    tail = words().shape("tail").match(folded, word.end) if senses else None
    return FoundWord(word.start, tail.end(), senses) if tail else None
