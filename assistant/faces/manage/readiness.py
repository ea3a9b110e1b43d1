"""Whether the assistant answers: one question of the table and one by meaning, asked of the real one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ...answer.assistant import Assistant
from ...answer.model import Answer
from ...errors import AssistantError
from ...language.wording import wording
from ...question.form import Situation
from ...standard.model import Kind

Way = Literal["table", "meaning"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One question asked; `fault` says why it was not answered as it should be, empty where it was."""

    way: Way
    fault: str = ""


def probes(assistant: Assistant) -> tuple[Probe, Probe]:
    """Ask of the standard that questions go to by default: what its first task is, and an activity in its own words."""
    return _probe("table", lambda: _looked_up(assistant)), _probe("meaning", lambda: _found(assistant))


def _probe(way: Way, ask: Callable[[], bool]) -> Probe:
    try:
        right = ask()
    except AssistantError as error:
        return Probe(way, str(error))
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the question is not answered
        return Probe(way, type(error).__name__)
    return Probe(
        way,
        "" if right else "答案不對，請執行 python -m ingest 重建索引。 The answer is wrong; run `python -m ingest`.",
    )


def _looked_up(assistant: Assistant) -> bool:
    code = assistant.relations().of_kind(Kind.TASK)[0].code
    answer = assistant.ask(wording("zh-TW").say("suggest.what", code=code))
    return answer.method == "table" and code in answer.cited_codes and _borne_out(answer)


def _found(assistant: Assistant) -> bool:
    relations = assistant.relations()
    item = (relations.of_kind(Kind.ACTIVITY) or relations.items)[0]
    answer = assistant.run(Situation(item.text))
    return answer.method == "retrieval" and item.code in answer.retrieved and _borne_out(answer)


def _borne_out(answer: Answer) -> bool:
    return bool(answer.proof) and all(check.holds for check in answer.proof)
