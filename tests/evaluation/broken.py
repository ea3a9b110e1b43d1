"""Assistants that are wrong on purpose, each in one way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import Answer, Assistant, Citation, Turn
from assistant.answer.model import Listing, Row
from assistant.standard.model import Kind, Standard
from assistant.standard.relations import Item


class Honest:
    """The assistant as it is; what is broken derives from it and changes one thing."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards of the assistant."""
        return self.assistant.standards

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Its answer, spoiled."""
        return self.spoil(self.assistant.ask(question, history, standard))

    def spoil(self, answer: Answer) -> Answer:
        """Make an answer wrong."""
        return answer

    def cite(self, item: Item) -> Citation:
        """A citation that is true in itself."""
        code = self.standards[0].code
        return Citation(standard=code, code=item.code, kind=item.kind, text=item.text, parents=item.parents)


class DropsAnItem(Honest):
    """Leaves out the last row of a list, and its citation."""

    def spoil(self, answer: Answer) -> Answer:
        """Shorten the first list."""
        listing = next((b for b in answer.listings if len(b.rows) > 1), None)
        if listing is None:
            return answer
        lost = listing.rows[-1].code
        short = replace(listing, rows=listing.rows[:-1])
        return replace(
            answer,
            blocks=tuple(short if b is listing else b for b in answer.blocks),
            citations=tuple(c for c in answer.citations if c.code != lost),
        )


class AddsAForeignCode(Honest):
    """Adds a row that exists but does not belong, with a citation."""

    def spoil(self, answer: Answer) -> Answer:
        """Lengthen the first list by an item of its kind from elsewhere."""
        listing = next(iter(answer.listings), None)
        if listing is None:
            return answer
        shown = {row.code for row in listing.rows}
        items = self.assistant.relations().of_kind(listing.kind)
        foreign = next((i for i in items if i.code not in shown), None)
        if foreign is None:
            return answer
        longer = replace(listing, rows=(*listing.rows, Row(code=foreign.code, text=foreign.text)))
        return replace(
            answer,
            blocks=tuple(longer if b is listing else b for b in answer.blocks),
            citations=(*answer.citations, self.cite(foreign)),
        )


class CitesAWrongRelation(Honest):
    """Says of every item it cites that it hangs on another task or activity than it does."""

    def spoil(self, answer: Answer) -> Answer:
        """Replace the parents of every citation that has some."""
        return replace(answer, citations=tuple(self._astray(c) if c.parents else c for c in answer.citations))

    def _astray(self, citation: Citation) -> Citation:
        relations = self.assistant.relations()
        kind = relations.get(citation.parents[0]).kind
        others = (i.code for i in relations.of_kind(kind) if i.code not in citation.parents)
        return replace(citation, parents=(next(others),))


class NamesAWrongHome(Honest):
    """Names a neighbouring task or activity as the home of an item, and proves that one instead."""

    def spoil(self, answer: Answer) -> Answer:
        """Exchange every cited task and activity for its neighbour."""
        relations = self.assistant.relations()

        def moved(citation: Citation) -> Citation:
            if citation.kind not in (Kind.TASK, Kind.ACTIVITY):
                return citation
            items = relations.of_kind(citation.kind)
            place = next(n for n, item in enumerate(items) if item.code == citation.code)
            return self.cite(items[(place + 1) % len(items)])

        return replace(answer, citations=tuple(moved(c) for c in answer.citations))


class AnswersTheUnanswerable(Honest):
    """Never refuses: gives the first task for whatever it does not know."""

    def spoil(self, answer: Answer) -> Answer:
        """Turn a refusal into a claim."""
        return (
            replace(answer, refused=False, citations=(self.cite(self.assistant.relations().get("T1")),))
            if answer.refused
            else answer
        )


class RefusesEverything(Honest):
    """Always declines."""

    def spoil(self, answer: Answer) -> Answer:
        """Forget the answer."""
        return replace(answer, refused=True, blocks=(), citations=(), proof=())


class SwapsKnowledgeAndSkills(Honest):
    """Takes knowledge for skills and skills for knowledge, and answers that without a mistake."""

    _PAIRS = (("技能", "知識"), ("技能", "知识"), ("skill", "knowledge"))

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Answer the other question."""
        for skill, knowledge in self._PAIRS:
            if skill in question and knowledge not in question:
                return super().ask(question.replace(skill, knowledge), history, standard)
            if knowledge in question and skill not in question:
                return super().ask(question.replace(knowledge, skill), history, standard)
        return super().ask(question, history, standard)


class IgnoresHistory(Honest):
    """Hears only the last question."""

    def ask(self, question: str, history: Sequence[Turn] = (), standard: str | None = None) -> Answer:
        """Answer as if nothing had been said before."""
        return super().ask(question, (), standard)


class ShowsLessThanItCites(Honest):
    """Cites a list completely, but shows only its first row."""

    def spoil(self, answer: Answer) -> Answer:
        """Cut every list to one row, and claim nothing of it."""

        def cut(block: Listing) -> Listing:
            return replace(block, rows=block.rows[:1], complete=False)

        return replace(answer, blocks=tuple(cut(b) if isinstance(b, Listing) else b for b in answer.blocks))
