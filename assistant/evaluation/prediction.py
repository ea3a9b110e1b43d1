"""What is scored of an answer: words, codes, and how many of its statements the standard bears out."""

from collections import Counter

from pydantic import BaseModel, NonNegativeFloat, NonNegativeInt

from ..answer.model import Answer
from ..answer.proof import Tables, prove


class Prediction(BaseModel, frozen=True, extra="ignore"):
    """One answer as data. Latency in milliseconds.

    `checked` counts by rule what was compared with the standard, `unborne` names what does not hold
    there; both are empty where nothing was stated. `proved` tells that the page marks it as proved from the table:
    read surely, and borne out. `error` says why there is no answer.
    """

    id: str
    answer_text: str = ""
    cited_codes: tuple[str, ...] = ()
    retrieved_codes: tuple[str, ...] | None = None
    refused: bool = False
    latency_ms: NonNegativeFloat | None = None
    checked: dict[str, NonNegativeInt] = {}
    unborne: tuple[str, ...] = ()
    method: str = ""
    proved: bool = False
    error: str = ""


def stated(identity: str, answer: Answer) -> Prediction:
    """The prediction an answer makes, as a predictions file holds it: what it says, nothing of it proved."""
    return Prediction(
        id=identity,
        answer_text=answer.text,
        cited_codes=answer.cited_codes,
        refused=answer.refused,
        latency_ms=round(answer.elapsed_ms, 2),
        **({"retrieved_codes": answer.retrieved} if answer.retrieved else {}),
    )


def of(identity: str, answer: Answer, facts: Tables) -> Prediction:
    """The same with its statements proved anew; the answer's own proof is not believed."""
    checks = prove(answer.blocks, answer.citations, (), facts)
    known = {
        "checked": Counter(check.rule for check in checks),
        "unborne": tuple(f"{check.rule}: {check.claim}" for check in checks if not check.holds),
        "method": answer.method,
        "proved": answer.proved,
    }
    return stated(identity, answer).model_copy(update=known)
