"""What another assistant wrote of a standard, sentence by sentence: borne out by the table, or not, and why."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from ...answer.assistant import Assistant
from ...answer.proof import Facts
from ...answer.worded.evidence import Evidence, gather
from ...answer.worded.scrutiny import Scrutiny
from ...answer.worded.statement import NAMED, read
from ...answer.worded.stream import Sentences, unmarked
from ...errors import UsageError
from ...language.catalogue.area import MODEL
from ...language.tag import Language
from ...question.form import Coded, Show
from ...standard.model import Kind
from ...standard.relations import Relations
from .output import SentenceVerified

LONGEST = 10_000
"""Longest text that is looked at, in characters."""
MOST = 200
"""Sentences that are looked at."""
_ITEMS = 60  # items that one sentence may name; of more it is no sentence
_END = re.compile(r"[。.!?！？]*$")


def verified_sentences(
    assistant: Assistant, text: str, standard: str | None, language: Language
) -> Iterator[SentenceVerified]:
    """Each sentence of a text, by the checks that a chat model's sentences pass before they are shown.

    One that names no item says nothing that could be looked up, and is told as such.

    :param language: of the text, in which reasons are told.
    :raises UsageError: when there is no such standard, or when the text has more sentences than `MOST`.
    """
    relations, cut = assistant.relations(standard), Sentences()
    sentences = [*cut.feed(text), *cut.close()]
    if len(sentences) > MOST:
        raise UsageError("tools.many_sentences", count=len(sentences), most=MOST)
    evidence = partial(_evidence, assistant, relations, Facts(relations.standard), language)
    names = evidence(relations.of_kind(Kind.TASK)[0].code)
    for sentence in map(unmarked, sentences):
        tokens = [token for token in read(sentence, names).tokens if token.symbol in NAMED]
        codes = tuple(dict.fromkeys(code for token in tokens for code in token.codes))
        unknown = tuple(code for code in codes if not relations.find(code))
        proved, cause = None, ""
        if unknown or len(codes) > _ITEMS:
            proved, cause = False, "code" if unknown else "length"
        elif codes:
            alike = [code for token in tokens for code in token.alike]
            found = evidence(*dict.fromkeys((*codes, *alike[:_ITEMS])))
            cause = Scrutiny(found).check(_citing(sentence, found.by_number)).cause or ""
            proved = not cause
        yield SentenceVerified(
            text=sentence,
            codes=codes,
            unknown=unknown,
            proved=proved,
            reason=MODEL.say(f"cause.{cause}", language) if cause else "",
        )


def _evidence(assistant: Assistant, relations: Relations, facts: Facts, language: Language, *codes: str) -> Evidence:
    code = relations.standard.code
    answer = assistant.run(Show(of=Coded(codes=codes)), language, code)
    return gather(answer, relations, facts, assistant.glosses(code), assistant.settings.chat_evidence)


def _citing(sentence: str, numbers: Iterable[int]) -> str:
    """A sentence with numbers of evidence at its end, as a chat model has to write it."""
    end = _END.search(sentence)
    at = end.start() if end else len(sentence)
    return f"{sentence[:at]} [{', '.join(map(str, numbers))}]{sentence[at:]}"
