"""The tools: the standard looked up, listed, searched, compared, asked, and what is said of it checked.

A tool is a method; what its caller reads of it are its docstring and the types of its arguments.
"""

import json
from functools import cache, partial
from typing import Annotated

from pydantic import BeforeValidator, Field

from ...answer.assistant import Assistant
from ...answer.model import Answer
from ...answer.proof import Facts
from ...errors import UsageError
from ...language.tag import Language
from ...language.wording import wording
from ...question.conversation import Turn
from ...question.form import Question
from ...question.notation import data, loads
from ...question.take import take
from ...standard.address import parted
from ...standard.code import ICAP, clean
from ...standard.model import Kind
from ...standard.relations import OF_CELL, UPPER, Item, Relations
from ..manage.found_items import search
from ..manage.journal import note
from ..manage.shared_items import Side, kinds_of, shared
from . import output
from .citation import verified
from .output import items_found
from .written_answer import LONGEST, verified_sentences

StandardCode = Annotated[str | None, Field(max_length=60, description="code of the standard; null for the default one")]
Form = Annotated[
    Question,
    BeforeValidator(lambda raw: loads(json.dumps(raw)) if isinstance(raw, dict) else raw),
    Field(description="what is asked, as a form of the closed query language"),
]
"""A form as other programs send it; a part that the language does not have is refused, not passed over."""


class Toolbox:
    """The tools over an assistant. Each raises UsageError for a standard, a task or an activity that is not there."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def lookup(
        self,
        codes: Annotated[list[Annotated[str, Field(max_length=80)]], Field(min_length=1, max_length=200)],
        standard: StandardCode = None,
    ) -> output.Lookup:
        """What is printed under codes such as T5, T5.1, O5.1.1, P5.1.4, K39, S27, A05, or under an address of another
        standard such as BGM1219-004v2:T1: wording, place, level, lines."""
        found, unknown = list[output.ItemFound](), list[output.Unknown]()
        for told in codes:
            own, code = _parted(told, standard)
            relations = self._assistant.relations(own)
            if items := relations.find(code):
                found += items_found(self._assistant, items, own)
            else:
                unknown.append(output.Unknown(code=told, nearest=_nearest(relations, code)))
        return output.Lookup(found=tuple(dict.fromkeys(found)), unknown=tuple(unknown))

    def listing(
        self,
        kind: Kind,
        parent: Annotated[
            str | None, Field(max_length=80, description="a task or activity, such as T5; null for the whole standard")
        ] = None,
        standard: StandardCode = None,
    ) -> output.CompleteList:
        """Every item of a kind under a task or activity, or in the standard. Complete: never cut by a search."""
        standard, parent = _parted(parent, standard) if parent else (standard, None)
        relations = self._assistant.relations(standard)
        above = _above(relations, kind, parent) if parent else None
        items = items_found(self._assistant, relations.children(kind, above.code if above else None), standard)
        coarse = above is not None and kind in OF_CELL and Side(relations=relations, code=above.code).coarse
        return output.CompleteList(
            kind=kind,
            parent=above.code if above else None,
            count=len(items),
            items=items,
            shared_by_task=above.parents[0] if above and coarse else "",
        )

    def search(
        self,
        text: Annotated[str, Field(min_length=1, max_length=500, description="words, codes or a situation at work")],
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        standard: StandardCode = None,
    ) -> output.Search:
        """Items by code, by words of the source, or near in meaning. Not complete: use `list` for lists."""
        own = self._assistant
        found = search(text, own.relations(standard), own.glosses(standard), own.retrieve(standard))
        items = items_found(self._assistant, (entry.item for entry in found.found[:limit]), standard)
        return output.Search(
            hits=tuple(output.Hit(item=item, reason=e.reason) for item, e in zip(items, found.found, strict=False)),
            unknown=found.unknown,
            left_off=max(len(found.found) - limit, 0),
        )

    def compare(
        self,
        sides: Annotated[list[output.SideAsked], Field(min_length=2, max_length=4)],
        kinds: Annotated[list[Kind] | None, Field(description="null for all that can be compared")] = None,
    ) -> output.Comparison:
        """Tasks, activities or whole standards side by side: what all have, what some lack."""
        found = [_side(self._assistant.relations(side.standard), side.code) for side in sides]
        rows = [
            output.Requirement(kind=kind, text=row.text, codes=tuple(tuple(i.code for i in held) for held in row.held))
            for kind in kinds_of(found)
            if not kinds or kind in kinds
            for row in shared(found, kind)
        ]
        return output.Comparison(
            sides=tuple(
                output.SideFound(
                    standard=s.relations.standard.code, code=s.code, name=s.name, levels=s.levels, coarse=s.coarse
                )
                for s in found
            ),
            shared=tuple(row for row in rows if all(row.codes)),
            differing=tuple(row for row in rows if not all(row.codes)),
        )

    def ask(
        self,
        question: Annotated[str, Field(description="in Chinese or English")],
        history: Annotated[list[Turn] | None, Field(description="the turns before it, oldest first")] = None,
        standard: StandardCode = None,
        language: Annotated[Language | None, Field(description="of the answer; null: that of the question")] = None,
    ) -> output.Answered:
        """An answer by rule with its evidence, every claim checked against the table. It says when it knows nothing."""
        return self._answered(self._assistant.ask(question, history or (), standard, language=language))

    def query(
        self,
        form: Form,
        language: Annotated[Language, Field(description="of the answer")] = "zh-TW",
        standard: StandardCode = None,
    ) -> output.Answered:
        """An answer to a form, such as {"op": "list", "of": {"op": "below", "of": {"op": "coded", "codes": ["T5"]},
        "kind": "skill"}}. Exact: nothing has to be understood. `ask` tells the form that it read a question as."""
        return self._answered(self._assistant.run(form, language, standard))

    def verify_citations(
        self,
        citations: Annotated[list[output.CitationClaimed], Field(min_length=1, max_length=200)],
        standard: StandardCode = None,
    ) -> output.Verification:
        """Whether citations hold: the code exists, it says the quoted words, it stands in the claimed relation."""
        relations, results = self._assistant.relations(standard), []
        facts = cache(lambda own: Facts(self._assistant.relations(own).standard))
        for claimed in citations:
            own, code = _parted(claimed.code, standard)
            home, glosses = self._assistant.relations(own), self._assistant.glosses(own)
            items = home.find(code)
            printed = items_found(self._assistant, items, own)
            nearest = () if items else _nearest(home, code)
            results.append(verified(claimed, items, facts(own), glosses, printed=printed, nearest=nearest))
        holding = sum(result.holds for result in results)
        return output.Verification(
            standard=relations.standard.code,
            all_hold=holding == len(results),
            holding=holding,
            results=tuple(results),
        )

    def verify_answer(
        self,
        text: Annotated[
            str, Field(min_length=1, max_length=LONGEST, description="an answer about the standard, in plain sentences")
        ],
        standard: StandardCode = None,
        language: Annotated[Language | None, Field(description="of the text; null: as it seems")] = None,
    ) -> output.AnswerVerified:
        """Whether a text is borne out by the table, sentence by sentence. Codes need not be marked as citations. What
        is not proved may still be true, in words that were not read: do not show it as the standard's."""
        spoken = language or take(text, LONGEST).language
        found = tuple(verified_sentences(self._assistant, text, standard, spoken))
        proved, not_proved, passed_over = (sum(one.proved is told for one in found) for told in (True, False, None))
        return output.AnswerVerified(
            standard=self._assistant.relations(standard).standard.code,
            all_proved=proved == len(found) > 0,
            proved=proved,
            not_proved=not_proved,
            not_looked_at=passed_over,
            sentences=found,
        )

    def _answered(self, answer: Answer) -> output.Answered:
        read = answer.understood
        same = ("text", "standard", "language", "method", "confidence", "refused", "suggestions")
        return output.Answered(
            **{name: getattr(answer, name) for name in same},
            id=note(answer, self._assistant.settings),
            evidence=tuple(
                output.Evidence(
                    standard=c.standard,
                    code=c.code,
                    kind=c.kind,
                    text=c.text,
                    hangs_on=c.parents,
                    **output.printed_at(c.spans),
                )
                for c in answer.citations
            ),
            checks=len(answer.proof),
            checks_held=sum(check.holds for check in answer.proof),
            understood=read
            and output.Understood(
                form=data(read.form),
                words=read.words,
                probability=round(read.probability, 4),
                unread=read.unread,
                others=tuple(data(form) for _, form in read.others),
            ),
        )


def _parted(told: str, standard: str | None) -> tuple[str | None, str]:
    """The standard and the code that are meant by a code or an address."""
    own, code = parted(clean(told))
    return own or standard, code


def _nearest(relations: Relations, code: str) -> tuple[str, ...]:
    return relations.nearest(code) if ICAP.is_code(code) else ()


def _above(relations: Relations, kind: Kind, parent: str) -> Item:
    """The task or activity on which something of a kind may hang."""
    found = relations.find(parent)
    if not found:
        raise UsageError("tools.no_parent", standard=relations.standard.code, code=parent)
    if found[0].kind not in UPPER or kind in (Kind.TASK, Kind.ATTITUDE):
        called = partial(_called, kind)
        raise UsageError("tools.no_such_place", kind=called, code=found[0].code)
    return found[0]


def _called(kind: Kind, language: Language) -> str:
    return wording(language).kind(kind, 1)


def _side(relations: Relations, code: str) -> Side:
    found = relations.find(code) if code else ()
    if code and (not found or found[0].kind not in UPPER):
        raise UsageError("tools.no_side", standard=relations.standard.code, code=code)
    return Side(relations=relations, code=found[0].code if found else "")
