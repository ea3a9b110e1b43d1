"""`python -m training.measure [STANDARDS]`: how well everyday questions are answered, as a Markdown table.

Every set in the repository is asked of the assistant as a reader would ask. With a folder of other standards (`*.txt`),
the questions on them are asked of an index of their own, without any companion.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import opencc

from assistant import Answer, Assistant, Settings
from assistant.evaluation.cases import Case, load
from assistant.settings import ROOT
from assistant.settings import load as settings
from assistant.standard.companion import Companion
from ingest.build import build
from ingest.document import Document
from ingest.parse import parse
from ingest.source import read

_QUESTIONS = ROOT / "tests" / "questions"
SETS = {
    "given": ROOT / "corpus" / "evaluation" / "given.jsonl",
    "own": ROOT / "corpus" / "evaluation" / "own.jsonl",
    "semantic A (tuned on)": _QUESTIONS / "semantic_a.jsonl",
    "semantic B (kept aside)": _QUESTIONS / "semantic_b.jsonl",
    "semantic C (tuned on)": _QUESTIONS / "semantic_c.jsonl",
    "semantic D (kept aside)": _QUESTIONS / "semantic_d.jsonl",
}
UNANSWERABLE = tuple(_QUESTIONS / f"{name}.jsonl" for name in ("unanswerable", "semantic_c", "semantic_d"))
OTHERS = {
    "others E (tuned on)": _QUESTIONS / "semantic_e.jsonl",
    "others F (kept aside)": _QUESTIONS / "semantic_f.jsonl",
    "others, first writers": _QUESTIONS / "semantic_others.jsonl",
}
"""Sets over standards that nothing was trained on; each question names its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what was answered."""

    case: Case
    answer: Answer

    def recall(self, most: int) -> float:
        """Share of the gold codes among the first found, or cited where nothing had to be searched."""
        return recall(self.answer.retrieved or self.answer.cited_codes, self.case, most)

    @property
    def precision(self) -> float:
        """Share of the cited codes that are gold or acceptable."""
        cited = set(self.answer.cited_codes)
        return len(cited & {*self.case.gold_codes, *self.case.acceptable_codes}) / len(cited) if cited else 0.0

    @property
    def gold_cited(self) -> float:
        """Share of the gold codes that are cited."""
        return len(set(self.answer.cited_codes) & set(self.case.gold_codes)) / len(self.case.gold_codes)


def recall(found: Sequence[str], case: Case, most: int) -> float:
    """Recall@k: gold codes among the first found, of as many as can be there."""
    return len(set(found[:most]) & set(case.gold_codes)) / min(most, len(case.gold_codes))


def semantic(file: Path) -> list[Case]:
    """The everyday questions of a set that have an answer and stand alone."""
    return [c for c in load([file]) if c.category.startswith("semantic") and c.answerable and not c.history]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m training.measure", description=__doc__)
    options.add_argument("standards", type=Path, nargs="?", help="folder of other standards, one text file each")
    given = options.parse_args()
    assistant = Assistant(settings())
    print("| set | language | questions | recall@5 | recall@10 | cited right | gold cited | declined |")
    print("|---|---|---|---|---|---|---|---|")
    everything: list[Asked] = []
    for name, file in SETS.items():
        if file.exists():
            asked = list(_ask(assistant, semantic(file)))
            everything += asked
            _rows(name, asked)
    simplified = opencc.OpenCC("t2s")
    chinese = [a for a in everything if a.case.lang == "zh-TW"]
    converted = [a.case.model_copy(update={"question": simplified.convert(a.case.question)}) for a in chinese]
    _row("all zh-TW questions", "zh-TW", chinese)
    _row("the same in Simplified", "zh-CN", list(_ask(assistant, converted)))
    if given.standards:
        with tempfile.TemporaryDirectory() as aside:
            others = Assistant(_installed(given.standards, Path(aside) / "index"))
            for name, file in OTHERS.items():
                _rows(name, list(_ask(others, semantic(file))))
    _abstention(assistant)
    print(f"\nMedian time of these answers: {statistics.median(a.answer.elapsed_ms for a in everything):.1f} ms")


def _ask(assistant: Assistant, cases: Iterable[Case]) -> Iterator[Asked]:
    return (Asked(case, assistant.ask(case.question, standard=case.standard)) for case in cases)


def _rows(name: str, asked: Sequence[Asked]) -> None:
    for language in ("zh", "en"):
        _row(name, language, [a for a in asked if (a.case.lang == "en") == (language == "en")])


def _row(name: str, language: str, asked: Sequence[Asked]) -> None:
    if not asked:
        return
    answered = [a for a in asked if not a.answer.refused] or asked
    numbers = [
        statistics.mean(a.recall(5) for a in asked),
        statistics.mean(a.recall(10) for a in asked),
        statistics.mean(a.precision for a in answered),
        statistics.mean(a.gold_cited for a in answered),
        1 - len(answered) / len(asked),
    ]
    print(f"| {name} | {language} | {len(asked)} | " + " | ".join(f"{n:.2f}" for n in numbers) + " |")


def _installed(folder: Path, index: Path) -> Settings:
    """An index of the standards that the other sets ask about, none with a companion."""
    wanted = {c.standard for file in OTHERS.values() for c in semantic(file) if c.standard}
    documents = [Document(parsed=parse(read(folder / f"{code}.txt")), companion=Companion()) for code in sorted(wanted)]
    chosen = Settings(index=index)
    build(documents, chosen)
    return chosen


def _abstention(assistant: Assistant) -> None:
    """How many of the questions without an answer are declined, by why there is none: how the note begins."""
    asked = list(_ask(assistant, (c for f in UNANSWERABLE if f.exists() for c in load([f]) if not c.answerable)))
    if not asked:
        return
    print("\n| unanswerable | tuned on | declined | kept aside | declined |")
    print("|---|---|---|---|---|")
    kinds = [a.case.notes.partition(":")[0] for a in asked]
    for kind in [*dict.fromkeys(kinds), ""]:
        some = [a for a, own in zip(asked, kinds, strict=True) if kind in ("", own)]
        parts = [[a for a in some if _aside(a.case) is aside] for aside in (False, True)]
        print(f"| {kind or 'all'} | " + " | ".join(f"{len(p)} | {_declined(p)}" for p in parts) + " |")


def _declined(asked: Sequence[Asked]) -> str:
    return f"{statistics.mean(a.answer.refused for a in asked):.2f}" if asked else "–"


def _aside(case: Case) -> bool:
    """Whether an unanswerable question is kept aside: every second of the first set, and all of set D."""
    return case.id.startswith("SD") or case.id.startswith("UN") and int(case.id[2:]) % 2 == 0


if __name__ == "__main__":
    main()
