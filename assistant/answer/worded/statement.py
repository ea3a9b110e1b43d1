"""One sentence of a reply, cut completely into tokens: items, details, numbers, words of the lexis, what is unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...language.folding import fold
from ...question.codes import mentions
from ...retrieval.words import stems
from ...standard.code import clean, key, kind_of
from ...standard.companion import gloss
from ...standard.model import Kind
from ...standard.relations import UPPER
from .evidence import Evidence, Passage
from .lexis import lexis
from .stream import marks, split_marks, spoken, unmarked

ICAP_FIELD = re.compile(r"[A-Z]{3}|[A-Z]?\d{4}")
"""Codes of categories, occupations and industries."""
_SHORTEST = 4
"""Wording shorter than this is no sign that an item is meant, in characters."""
_RUN = re.compile(r"[^「」『』《》“”‘’\"()（）\[\]【】]+")
_PUNCTUATION = {",": "comma", "。": "comma", ";": "stop", ":": "colon", "—": "comma", "–": "comma"}
_END = re.compile(r"[\s.。!?]+$")
NAMED = ("upper", "item")
"""What a token is that names an item."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of `lexis.toml` at `start`; the codes it names, or of the items whose detail it is; what else it says.

    `alike` are other items of the same name, where only the name is said, `title` is the name said of a code that is
    printed twice; beside the code it is a token of its own.
    """

    symbol: str
    start: int
    codes: tuple[str, ...] = ()
    value: Kind | str | int | None = None
    written: bool = False
    alike: tuple[str, ...] = ()
    title: str = ""

    @property
    def number(self) -> int | None:
        """The number or level it names."""
        return self.value if isinstance(self.value, int) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence beside its evidence.

    `text` is the sentence without evidence numbers, those in the place of words spelt out, `folded` the same in
    compared form, `passages` what its numbers lead to, `foreign` the numbers that lead nowhere, `nouns`
    those in the place of words, `own` the text without what names items or repeats their wording.
    """

    raw: str
    text: str
    folded: str
    cited: tuple[int, ...]
    passages: tuple[Passage, ...]
    foreign: tuple[int, ...]
    nouns: tuple[int, ...]
    tokens: tuple[Token, ...]
    own: str
    above: frozenset[str] = frozenset()

    @property
    def written(self) -> tuple[str, ...]:
        """The codes written out."""
        return tuple(dict.fromkeys(c for t in self.tokens if t.written for c in t.codes))

    @property
    def named(self) -> tuple[str, ...]:
        """The codes named, written out or by wording."""
        return tuple(dict.fromkeys(c for t in self.tokens if t.symbol in NAMED for c in t.codes))

    @property
    def supported(self) -> frozenset[str]:
        """The codes that the cited passages hold."""
        return frozenset(k for p in self.passages for k in p.keys) | self.above


def read(raw: str, evidence: Evidence, *, spelt: bool = True) -> Statement:
    """Read one sentence against its evidence; with `spelt` numbers may stand in the place of words."""
    nouns = spoken(raw) if spelt else ()
    text = clean(unmarked(_spelt(raw, nouns, evidence)))
    folded = fold(text)
    cited = marks(raw)
    passages = tuple(evidence.by_number[n] for n in cited if n in evidence.by_number)
    spans = _asked(folded, _wordings(text, folded, passages, evidence), evidence)
    own = list(text)
    for start, end, _ in spans:
        own[start:end] = " " * (end - start)
    return Statement(
        raw=raw,
        text=text,
        folded=folded,
        cited=cited,
        passages=passages,
        foreign=tuple(n for n in cited if n not in evidence.by_number),
        nouns=nouns,
        tokens=tuple(_questioned(_tokens(folded, spans), folded, evidence)),
        own="".join(own),
        above=frozenset(up for low, up in evidence.facts.above if any(low in p.keys for p in passages)),
    )


def _spelt(raw: str, nouns: tuple[int, ...], evidence: Evidence) -> str:
    """The sentence with the numbers that stand in the place of words spelt out as the codes they stand for."""
    words = set(nouns)
    parts: list[str] = []
    for piece in split_marks(raw):
        if isinstance(piece, str):
            parts.append(piece)
        elif set(piece) <= words:
            parts.append(", ".join(c for n in piece if n in evidence.by_number for c in evidence.by_number[n].own))
    return "".join(parts)


_Spans = list[tuple[int, int, Token]]
_LEAST_ASKED = 3
"""Shortest stretch of the question that a sentence may say again, in characters."""
_QUOTED = re.compile(r"[「『“\"‘]([^「」『』“”\"‘’]+)[」』”\"’]")


def _asked(folded: str, spans: _Spans, evidence: Evidence) -> _Spans:
    """With stretches of the question: those in quotation marks, and where a search has answered, what it was about."""
    question, quotes = fold(evidence.answer.question), [m.span(1) for m in _QUOTED.finditer(folded)]
    free = [(start, end) for start, end in quotes if folded[start:end] in question]
    if evidence.answer.method == "retrieval":
        free += [span for span in _said_again(folded, question) if not _overlaps(span, free)]
    quoted = {start for start, _ in quotes}
    taken = [(start, end) for start, end, _ in spans]
    new = [(s, e, folded[s:e] if s in quoted else None) for s, e in free if not _overlaps((s, e), taken)]
    return sorted([*spans, *((s, e, Token("asked", s, value=v)) for s, e, v in new)], key=lambda span: span[0])


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _said_again(folded: str, question: str) -> Iterator[tuple[int, int]]:
    """The longest stretches of a sentence that stand in the question; not English ones, which are cut into words."""
    at = 0
    while at < len(folded):
        end = at + _LEAST_ASKED
        said = folded[at:end]
        found = said[0].isalnum() and not said.isascii() and len(said) == _LEAST_ASKED and said in question
        while found and end < len(folded) and folded[end].isalnum() and folded[at : end + 1] in question:
            end += 1
        if found:
            yield at, end
        at = end if found else at + 1


def _questioned(tokens: Iterable[Token], folded: str, evidence: Evidence) -> Iterator[Token]:
    """Words in no list that are the question's own: an English one with its stem, Chinese signs side by side."""
    question, every = fold(evidence.answer.question), list(tokens)
    known, unread = stems(question), {t.start for t in every if t.symbol == "unread"}
    for token in every:
        first = last = token.start
        while first - 1 in unread:
            first -= 1
        while last + 1 in unread:
            last += 1
        run, word = folded[first : last + 1], re.match(r"[a-z']+", folded[token.start :])
        own = {*stems(word[0])} <= known if word else len(run) > 1 and run in question
        yield replace(token, symbol="asked", value=None) if token.symbol == "unread" and own else token


def _tokens(folded: str, spans: _Spans) -> Iterator[Token]:
    """The tokens in order; an item called by its code and its name is one."""
    at, last = 0, None
    end = len(_END.sub("", folded))
    for start, stop, token in [*spans, (end, end, None)]:
        between = list(_words(folded, at, start))
        yield from between
        last = between[-1] if between else last
        if token and not (last and last.symbol == token.symbol and last.codes == token.codes):
            yield token
        elif token and token.title:
            yield replace(token, symbol="title")
        last, at = token, stop


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for run in _RUN.finditer(text, start, end):
        for at, word in lexis().cut(run[0]):
            mark = _PUNCTUATION.get(run[0][at])
            for symbol in (mark,) if mark else word.symbols:
                yield Token(symbol, run.start() + at, value=word.value)


def _wordings(text: str, folded: str, passages: tuple[Passage, ...], evidence: Evidence) -> _Spans:
    """Codes, names of items, details of the cited ones and texts of the profile; the longest where several fit.

    A name that several items share is that of the one that the sentence writes out or cites, among those cited of one
    that hangs on what it writes out.
    """
    written = {(m.start, m.end): m.codes for m in mentions(folded, text)}
    out = [c for codes in written.values() for c in codes]
    cited = sorted(
        dict.fromkeys(key(c) for p in passages for c in p.codes),
        key=lambda code: not any((code, above) in evidence.facts.above for above in out),
    )
    own = {key(c) for p in passages if p.kind == "item" for c in p.own}
    first = [*out, *(key(c) for p in passages[:1] for c in p.own)]
    found: dict[tuple[int, int], list[Token]] = {}
    for wording, token in _known(evidence, own):
        for match in re.finditer(_whole(wording), folded) if wording in folded else ():
            if not _overlaps(match.span(), written):
                found.setdefault(match.span(), []).append(token)
    chosen = {
        span: _one(tokens, span[0], (*_before(span[0], written), *first, *cited)) for span, tokens in found.items()
    }
    chosen |= {span: Token(_symbol(codes[0]), span[0], codes, written=True) for span, codes in written.items()}
    spans: _Spans = []
    for (start, end), token in sorted(chosen.items(), key=lambda entry: (entry[0][0], -entry[0][1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end, token))
    return spans


def _before(start: int, written: Mapping[tuple[int, int], tuple[str, ...]]) -> tuple[str, ...]:
    """The codes written last before a place."""
    return next((written[span] for span in sorted(written, reverse=True) if span[1] <= start), ())


def _one(tokens: list[Token], start: int, likely: Sequence[str]) -> Token:
    """The token of a stretch that is wording of several things: an item before a detail before the profile."""
    symbol = next(s for s in (*NAMED, "detail", "standard", "text") if any(t.symbol == s for t in tokens))
    fitting = [t for t in tokens if t.symbol == symbol]
    codes = tuple(c for t in fitting for c in t.codes)
    if symbol in NAMED:
        every = tuple(dict.fromkeys(codes))
        codes = (*(c for c in likely if c in codes), *codes)[:1]
        title = next((t.title for t in fitting if t.codes == codes), "")
        return Token(symbol, start, codes, alike=tuple(c for c in every if c not in codes), title=title)
    return Token(symbol, start, codes, fitting[0].value)


def _doing(gloss: str) -> str:
    """`communicating with people` of `communicate with people`: the project's own English as a sentence bends it."""
    verb, blank, rest = gloss.partition(" ")
    return verb.removesuffix("e") + "ing" + blank + rest if gloss.isascii() and blank else ""


def _symbol(code: str) -> str:
    return "upper" if kind_of(code) in UPPER else "item"


def _known(evidence: Evidence, own: set[str]) -> Iterator[tuple[str, Token]]:
    """Wording in compared form, and what it stands for."""
    english = evidence.answer.language == "en"
    for item in evidence.relations.items:
        if not item.code:
            continue
        code = key(item.code)
        name, _, rest = gloss(evidence.glosses, item).partition(": ") if english else ("", "", "")
        several = len(evidence.facts.wordings(item.code)) > 1
        for wording in (item.text, name):
            yield _plain(wording), Token(_symbol(code), 0, (code,), title=fold(item.text) if several else "")
        if code in own:
            for wording in (*item.details, *re.split(r"[,;]\s*", rest), rest):
                yield _plain(wording), Token("detail", 0, (code,))
                yield _plain(_doing(wording)), Token("detail", 0, (code,))
    for field, values in evidence.facts.profile.items():
        for part in (p for value in values for p in (value, *re.split("[，,；]", value))):
            token = Token("standard" if field in ("name", "code") else "text", 0, value=field)
            yield (fold(part) if ICAP_FIELD.fullmatch(part) else _plain(part)), token


@lru_cache(maxsize=8192)
def _plain(wording: str) -> str:
    text = fold(wording).strip("。. ")
    return text if len(text) >= _SHORTEST else "\n"


def _whole(wording: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(wording)}(?![a-z0-9])" if wording.isascii() else re.escape(wording)
