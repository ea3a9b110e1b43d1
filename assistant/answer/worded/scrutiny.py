"""The check of every sentence a model writes: it is shown only if all of it was read, and what was read is proved.

The model is not asked what it claims: what it says about its own sentence binds nobody. The program reads the claims
out of the sentence itself (`readings`) and proves each from the standard (`claims`). A word that was not read, a clause
that makes no claim and a claim that fails drop the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...language.folding import fold
from ...language.tag import Language
from ...standard.code import key, kind_of
from ...standard.model import Kind
from ...standard.relations import UPPER
from . import form
from .evidence import Evidence
from .lexis import lexis
from .prompt import instructions
from .readings import proved
from .restated import restated
from .statement import Statement, Token, read
from .stream import LONGEST
from .term import Context
from .titles import astray

Cause = Literal[
    "length",
    "markup",
    "no_citation",
    "foreign_citation",
    "leak",
    "repeated",
    "language",
    "code",
    "wording",
    "number",
    "relation",
    "kind",
    "incomplete",
    "negation",
    "ungrounded",
]
"""Why a sentence is dropped: each an entry `cause` of `catalogue/model.toml`."""
_ANSWERING = {"yes", "no", "is", "of", "needs", "holds", "produces", "all"}
"""Words an answer to a yes-or-no question opens with."""
_LEAKED: Mapping[Language, int] = {"zh-TW": 12, "zh-CN": 12, "en": 30}
"""Length of a run shared with the instructions, and not with the evidence, that counts as a leak, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One sentence and what came of it; `cause` is None when it may be shown."""

    statement: Statement
    cause: str | None


@dataclass(slots=True)
class Scrutiny:
    """Checks the sentences of one reply against one evidence, in the order in which they come."""

    evidence: Evidence
    _said: set[str] = field(default_factory=set)
    _context: Context = field(init=False)

    def __post_init__(self) -> None:
        self._context = _asked(self.evidence)

    def check(self, sentence: str) -> Verdict:
        """Check one sentence; the first cause found is the one told.

        A number behind a verb at its end may stand for a thing or for what bears the sentence out: both are tried.
        """
        statement = read(sentence, self.evidence)
        cause = self._cause(statement)
        if cause is not None and statement.nouns:
            other = read(sentence, self.evidence, spelt=False)
            if self._cause(other) is None:
                statement, cause = other, None
        self._said.add(bare(statement.text))
        return Verdict(statement=statement, cause=cause)

    def _cause(self, statement: Statement) -> Cause | None:
        cause = next((cause for cause, fails in self._causes(statement) if fails()), None)
        return self._claimed(statement) if cause is None and not _stated(statement) else cause

    def _causes(self, s: Statement) -> tuple[tuple[Cause, Callable[[], bool]], ...]:
        answer = self.evidence.answer
        return (
            ("length", lambda: len(s.raw) >= LONGEST or not bare(s.text)),
            ("markup", lambda: form.markup(s)),
            ("no_citation", lambda: not s.cited),
            ("foreign_citation", lambda: bool(s.foreign)),
            ("repeated", lambda: bare(s.text) in self._said),
            ("leak", lambda: _leaked(s, self.evidence.answer.language)),
            ("code", lambda: not set(s.named) <= s.supported),
            ("wording", lambda: not _stated(s) and not form.quoted(s)),
            ("relation", lambda: not _stated(s) and astray(s.tokens, self.evidence.relations)),
            ("language", lambda: not _stated(s) and not form.language(s, answer.language, answer.question)),
        )

    def _claimed(self, statement: Statement) -> Cause | None:
        """Why what a sentence says is not shown; None when a reading of all of it is proved."""
        if restated(statement, self.evidence, self._context.items, self._context.owners):
            return None
        if any(t.symbol == "unread" for t in statement.tokens):
            return "ungrounded"
        if not {t.value for t in statement.tokens if isinstance(t.value, Kind)} <= _kinds(self.evidence):
            return "kind"
        tokens, answers = opened(statement.tokens)
        opening = self.evidence.answer.blocks and answers is not None and self._told(statement, answers)
        if answers is not None and not opening and not self._answered(tokens, answers):
            return "ungrounded"
        cause, after = proved(tokens, self._context, self.evidence.facts)
        if cause is None:
            self._context = after
        return cause

    def _told(self, statement: Statement, affirmed: bool) -> bool:
        """Whether a checked sentence that is cited opens with the same yes or no."""
        facts = [p for p in (statement.passages if affirmed else self.evidence.passages) if p.kind == "fact"]
        told = [read(p.text, self.evidence).tokens for p in facts]
        if not affirmed:
            return any(t.symbol == "no" for tokens in told for t in tokens)
        return any(opened(tokens)[1] for tokens in told)

    def _answered(self, tokens: Sequence[Token], affirmed: bool) -> bool:
        """Whether a sentence that opens with yes or no goes on to say of what was asked that it is so, or is not."""
        question = read(self.evidence.answer.question, self.evidence).tokens
        asked, said = ({*_subjects(of)} for of in (question, tokens))
        denied = any(t.symbol == "no" for t in tokens)
        return affirmed is not denied and asked <= said and not any(t.symbol == "no" for t in question)


def opened(tokens: Sequence[Token]) -> tuple[Sequence[Token], bool | None]:
    """The tokens behind an opening yes or no, and which it is; None where there is none."""
    end = next((at for at, t in enumerate(tokens) if t.symbol not in _ANSWERING), 0)
    if not end or end == len(tokens) or tokens[end].symbol != "comma":
        return tokens, None
    return tokens[end + 1 :], all(t.symbol != "no" for t in tokens[:end])


def _subjects(tokens: Sequence[Token]) -> Iterator[object]:
    """What tokens speak of: codes, kinds, those of items among them, and numbers."""
    for token in tokens:
        yield from token.codes
        yield from (kind_of(code) for code in token.codes)
        if isinstance(token.value, int | Kind):
            yield token.value


def _asked(evidence: Evidence) -> Context:
    """What the question was about: whom the answer's lists stand under, and what they list."""
    lists = [p for p in evidence.passages if p.listed]
    parents = tuple(dict.fromkeys(key(p.parent) for p in lists if p.parent))
    facts = [p for p in evidence.passages if p.kind == "fact"]
    own = list(dict.fromkeys(key(c) for p in facts or evidence.passages[:1] for c in p.own))
    owners = parents or tuple(c for c in own if kind_of(c) in UPPER)
    items = tuple(c for c in own if kind_of(c) not in UPPER) or owners
    one = len(lists) == 1 or not parents
    listed = tuple(key(c) for p in lists for c in p.codes if key(c) not in parents) if one else ()
    if listed and not parents:
        items = listed
    kinds = {p.listed for p in lists}
    said = {w.value for p in facts for _, w in lexis().cut(p.text_folded) if isinstance(w.value, Kind)}
    kinds = kinds if len(kinds) == 1 else {k for k in said if k not in UPPER}
    owners = tuple(o for o in owners if not any((low, o) in evidence.facts.above for low in owners))
    items = tuple(c for c in items if not any((low, c) in evidence.facts.above for low in items))
    if not owners:
        held = {key(c) for p in lists for c in p.codes}
        tasks = evidence.facts.lists.get((Kind.TASK, None), [])
        owners = tuple(t for t in tasks if held and all((c, t) in evidence.facts.above for c in held))
    found = frozenset(k for p in evidence.passages for k in p.keys) if evidence.answer.method == "retrieval" else None
    return Context(
        owners=owners,
        items=items,
        asked=items,
        listed=listed,
        kind=next(iter(kinds)) if len(kinds) == 1 else None,
        pair=owners if len(owners) == 2 else (),
        found=found,
        matched=tuple(key(c) for p in lists if not p.parent and not p.complete for c in p.codes),
    )


def _kinds(evidence: Evidence) -> set[Kind]:
    """The kinds that the evidence and the question speak of."""
    texts = (fold(evidence.answer.question), *(p.text_folded for p in evidence.passages if p.kind == "fact"))
    found = {word.value for text in texts for _, word in lexis().cut(text) if isinstance(word.value, Kind)}
    return found | {kind_of(c) for c in evidence.keys} | {p.listed for p in evidence.passages if p.listed}


def bare(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


def _stated(statement: Statement) -> bool:
    """Whether a sentence stands word for word at the head of a checked one that it cites, up to the end of a clause."""
    said = bare(statement.folded)
    return any(said in _beginnings(p.text_folded) for p in statement.passages if p.kind == "fact")


def _beginnings(fact: str) -> Iterator[str]:
    for sentence in re.split(r"[。；;!?]|\.\s", fact):
        parts = re.split(r"([,，])", sentence)
        yield from (bare("".join(parts[:end])) for end in range(1, len(parts) + 1, 2))


def _leaked(statement: Statement, language: Language) -> bool:
    told, said = fold(instructions("answer", language)), statement.folded
    support = "\n".join(p.text_folded for p in statement.passages)
    length = _LEAKED[language]
    runs = (said[i : i + length] for i in range(len(said) - length + 1))
    return any(run in told and run not in support for run in runs)
