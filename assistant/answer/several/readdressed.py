"""An answer from the table of one standard as it is told from another: its codes become addresses."""

from dataclasses import replace

from ...standard.address import seen
from ..model import REFERENCE, Answer, Block, Listing, Sentence, reference


def told_from(answer: Answer, home: str) -> Answer:
    """The answer with the codes of its own standard as addresses, where that is not `home`; its proof stays.

    What it offers to ask next is left out: it names codes of its own standard.
    """
    own = answer.standard
    if own == home:
        return answer

    def linked(text: str) -> str:
        return REFERENCE.sub(lambda found: reference(seen(found[1], own, home)), text)

    def moved(block: Block) -> Block:
        if isinstance(block, Sentence):
            return replace(block, text=linked(block.text))
        rows = tuple(replace(row, code=seen(row.code, own, home) if row.code else "") for row in block.rows)
        parent = seen(block.parent, own, home) if block.parent else block.parent
        return replace(block, title=linked(block.title), parent=parent, rows=rows)

    return replace(
        answer,
        standard=home,
        blocks=tuple(map(moved, answer.blocks)),
        retrieved=tuple(seen(code, own, home) for code in answer.retrieved),
        suggestions=(),
    )


def standards_in(answer: Answer) -> tuple[str, ...]:
    """The standards that an answer cites or lists items of, its own first."""
    codes = (row.code for block in answer.blocks if isinstance(block, Listing) for row in block.rows)
    listed = (seen_in for code in codes if (seen_in := code.rpartition(":")[0]))
    return tuple(dict.fromkeys((answer.standard, *(c.standard for c in answer.citations), *listed)))
