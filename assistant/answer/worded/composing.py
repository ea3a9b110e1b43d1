"""Putting an answer together: the sentences of a model that passed, the facts of the table that they left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...language.catalogue.area import MODEL
from ...language.folding import fold
from ...standard.code import ICAP, key
from ..model import Answer, Block, Check, Sentence, plain, reference, references
from ..proof import prove
from .evidence import Evidence, aside
from .lexis import lexis
from .scrutiny import Verdict
from .statement import Statement
from .stream import split_marks

LEAST = 0.5
"""Least share of a reply that must pass, in sentences, for any of it to be shown."""
_MOST_CHIPS = 6
"""Codes shown for one number; of a longer list only what it hangs on is."""
_FIRST = ("reading", "correction")
"""Roles of the sentences that come before all others."""
_CODE = re.compile(ICAP.printed.pattern, re.IGNORECASE)
"""A code inside other text, also in the small letters that a model may write."""


def sentence(statement: Statement, evidence: Evidence) -> Sentence:
    """A checked sentence for the page: its evidence numbers turned into codes, its codes into references.

    A number in the place of a word becomes the code itself; one behind the words becomes the codes they do not name.
    """
    shown = set(statement.written)
    parts: list[str] = []
    words = set(statement.nouns)
    for piece in split_marks(statement.raw):
        if isinstance(piece, str):
            parts.append(_referenced(piece, evidence))
            continue
        codes = [c for n in piece if n in evidence.by_number for c in evidence.by_number[n].own]
        fresh = [c for c in dict.fromkeys(codes) if key(c) not in shown][:_MOST_CHIPS]
        shown |= {key(c) for c in fresh}
        noun = set(piece) <= words
        parts.append(_chips(fresh, noun=noun, english=evidence.answer.language == "en"))
    text = re.sub(r"[^\S\n]+", " ", "".join(parts)).strip()
    text = re.sub(r"\s+(?=[。，、；：！？,.;:!?（])", "", text)
    if moved := re.search(r"([。！？])((?:（[^（）]*）)+)$", text):  # codes go before the full stop
        text = text[: moved.start()] + moved[2] + moved[1]
    return Sentence(text=text)


def _chips(codes: Sequence[str], noun: bool, english: bool) -> str:
    if not codes:
        return ""
    joined = (", " if english else "、").join(map(reference, codes))
    if noun:
        return f" {joined} "
    return f" ({joined})" if english else f"（{joined}）"


def _referenced(text: str, evidence: Evidence) -> str:
    """Written codes as references, in their printed form."""

    def printed(match: re.Match[str]) -> str:
        found = evidence.relations.find(match[0])
        return reference(found[0].code) if found else match[0]

    return _CODE.sub(printed, text)


def compose(evidence: Evidence, verdicts: Sequence[Verdict], *, cut: bool = False) -> Answer | None:
    """The worded answer; None when too little of the reply is left.

    How the question was read, corrections, limits and lists stay as the rules word them. So does every sentence of
    theirs whose codes, numbers and quotations the model's sentences do not all repeat: no fact is lost in the wording.

    :param cut: whether the reply reached its length limit.
    """
    passed = [v.statement for v in verdicts if v.cause is None]
    if not passed or len(passed) < LEAST * len(verdicts):
        return None
    answer = evidence.answer
    worded = [sentence(statement, evidence) for statement in passed]
    before, after = _kept(evidence, passed)
    blocks: list[Block] = [*sorted(before, key=_rank)]
    blocks += worded
    blocks += [b for b in answer.blocks if not isinstance(b, Sentence)]
    blocks += after
    blocks += _notes(evidence, verdicts, cut)
    again = prove(blocks, answer.citations, (), evidence.facts)
    if not all(check.holds for check in again):
        return None
    proof = dict.fromkeys((*answer.proof, *again, *_checks(passed)))
    return replace(answer, method="model", blocks=tuple(blocks), proof=tuple(proof))


def _rank(block: Sentence) -> int:
    return _FIRST.index(block.role) if block.role in _FIRST else len(_FIRST)


def _notes(evidence: Evidence, verdicts: Sequence[Verdict], cut: bool) -> list[Sentence]:
    """What readers are told: sentences left out and why, a reply that was cut, evidence too much for a prompt."""
    language = evidence.answer.language
    causes = [v.cause for v in verdicts if v.cause is not None]
    notes = []
    if causes:
        told = (", " if language == "en" else "、").join(
            MODEL.say(f"cause.{c}", language) for c in dict.fromkeys(causes)
        )
        notes.append(MODEL.say("told.dropped", language, n=len(causes), causes=told))
    if cut:
        notes.append(MODEL.say("told.cut", language))
    if not evidence.whole:
        notes.append(MODEL.say("told.evidence", language, n=len(evidence.passages), limit=evidence.limit))
    return [Sentence(text=text, role="note") for text in notes]


def _kept(evidence: Evidence, passed: Sequence[Statement]) -> tuple[list[Sentence], list[Sentence]]:
    """The rule-worded sentences that stay, those before the first list and those behind."""
    texts = "\n".join(s.folded for s in passed)
    codes = {c for s in passed for c in s.named}
    said = {n for s in passed for n in lexis().numbers(s.folded)}
    cited = {n for s in passed for n in s.cited}
    before: list[Sentence] = []
    after: list[Sentence] = []
    listed, number = False, 0
    for block in evidence.answer.blocks:
        if isinstance(block, Sentence) and aside(block, evidence.answer):
            (after if listed else before).append(block)
            continue
        number += 1
        if not isinstance(block, Sentence):
            listed = True
        elif block.role in ("correction", "limit") or not _repeated(block, texts, codes, said, number in cited):
            (after if listed and block.role != "correction" else before).append(block)
    return before, after


def _repeated(block: Sentence, texts: str, codes: set[str], said: set[int], cited: bool) -> bool:
    """Whether the model's sentences say all that can be checked of a rule-worded one."""
    text = fold(plain(block.text))
    named = {key(c) for c in references(block.text)}
    quoted = [q for q in re.findall(r"[「《](.+?)[」》]", text) if q not in texts] if not named else []
    wanted = set(lexis().numbers(_CODE.sub(" ", re.sub(r"[(（][^()（）]*[)）]", "", text))))
    return cited and named <= codes and wanted <= said and not quoted


def _checks(passed: Sequence[Statement]) -> list[Check]:
    """What was checked of the model's sentences, for the reader."""
    return [Check(rule="wording", claim="[" + ", ".join(map(str, s.cited)) + "] " + s.text, holds=True) for s in passed]
