"""What a run needs beside the rules: the configured chat model before them or as a judge, and the standards' words."""

from collections.abc import Callable, Iterator, Sequence

from ..answer.assistant import Assistant
from ..answer.worded.chat import Chat
from ..answer.worded.provider import configured
from ..answer.worded.writer import Writer
from ..errors import UsageError
from ..language.entries import all_of
from ..language.tag import Language
from ..settings import Settings
from ..standard.relations import Relations
from . import sentences, standing
from .cases import Case
from .judging import Judge
from .record import Engine
from .run import Answerer


def answerer(finder: Assistant, settings: Settings, engine: Engine) -> Answerer:
    """What a run asks: the rules, or the configured chat model before them.

    :raises UsageError: when a model is asked for and none is configured.
    """
    return finder if engine == "rules" else Writer(finder=finder, chat=_chat(settings), settings=settings)


def grading(finder: Assistant, settings: Settings) -> Judge:
    """The configured chat model as a judge of answers.

    :raises UsageError: when none is configured, or the labelled sample is bad.
    """
    sample = standing.labelled(settings)
    return Judge(chat=_chat(settings), settings=settings, relations=finder.relations, sample=sample)


def wording(finder: Assistant) -> Callable[[str | None, str], str]:
    """What the standards of a finder print under a code; empty where a standard or a code is not there."""
    loaded = {None, *finder.titles}

    def printed(standard: str | None, code: str) -> str:
        items = finder.relations(standard).find(code) if standard in loaded else ()
        return " / ".join(dict.fromkeys(item.text for item in items))

    return printed


def asked(finder: Assistant, cases: Sequence[Case]) -> dict[str, Relations]:
    """The standards that questions are about, by code; the one of those that name none stands first."""
    home = finder.relations().standard.code
    named = dict.fromkeys((home, *(case.standard or home for case in cases)))
    return {code: finder.relations(code) for code in named if code in finder.titles}


def coverage(finder: Assistant, cases: Sequence[Case], language: Language) -> Iterator[str]:
    """How much of each standard that it asks about a set covers, a sentence each."""
    home = finder.relations().standard.code
    for code, held in asked(finder, cases).items():
        if own := [case for case in cases if (case.standard or home) == code]:
            yield sentences.covered(own, held, language)


def check_gold(finder: Assistant, cases: Sequence[Case]) -> None:
    """Make sure that every expected code can be cited; a question with one that its standard lacks is never right.

    :raises UsageError: naming each such question and code.
    """
    loaded, faults = {None, *finder.titles}, []
    for case in cases:
        relations = finder.relations(case.standard) if case.gold_codes and case.standard in loaded else None
        lacking = [code for code in case.gold_codes if relations and not relations.find(code)]
        if lacking:
            faults.append(UsageError("evaluation.unknown_gold", case=case.id, codes=" ".join(lacking)))
    if faults:
        raise all_of(faults)


def _chat(settings: Settings) -> Chat:
    chat = configured(settings)
    if chat is None:
        raise UsageError("evaluation.no_chat_model")
    return chat
