"""`python -m training.reader QUESTIONS.jsonl…`: fit the weights by which readings of a question are ranked.

Each file is in the form of an evaluation set. A reading is right when its form answers the question exactly, so nothing
but codes and phrases is needed; which of the right forms is best is left open. Of the writers of
the questions (the letters and digits that their ids begin with) each is left out once, and what is reported is
measured on them. The weights go, with that report, to `assistant/question/weights.toml`.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from assistant import Assistant
from assistant.evaluation.cases import Case
from assistant.question.rank import FILE, Ranker
from assistant.question.reader import Reader
from assistant.question.spans import Spanner
from assistant.settings import ROOT
from assistant.settings import load as settings
from assistant.standard.companion import NAME, gloss

from .ranking import Weights, bands, certainty, fit, judged, sure
from .samples import Best, Judge, Sample, cases_of, examples, near_misses, sample, unrelated, writer_of

ALSO = tuple(
    ROOT / f"{name}.jsonl"
    for name in (
        "corpus/evaluation/own",
        "corpus/evaluation/given",
        "tests/questions/variants_a",
        "tests/questions/unseen/variants_a",
        "tests/questions/unseen/variants_b",
        "tests/questions/variants_b",
        "tests/questions/semantic_a",
        "tests/questions/semantic_c",
        "tests/questions/true_premises",
        "tests/questions/unanswerable",
    )
)
"""The repository's own sets: always fitted on, for half the weight, and never left out."""
EXAMPLES = ROOT / "tests/question/examples.jsonl"
"""The table of examples that specifies the language: its forms are right by design, so it weighs more."""
NEAR = ROOT / "tests/question/near_misses.jsonl"  # questions for what no standard gives
START = Path(__file__).with_name("reader_start.toml")
ASKED = 2.0  # weight of a question by the writers that are left out in turn; one of the repository's own sets weighs 1
TOLD = 2.5  # weight of one of the repository's own questions that tells a situation: there are few of them
SHARE = 20  # questions that a process reads at a time
LEAST = 0.005  # size below which a weight is not written
Tally = Counter[tuple[str, str]]
"""By writer or category: questions (`asked`), those read `right`, and those with a right candidate `among` theirs."""


def reader(assistant: Assistant, weights: Mapping[str, float], standard: str | None = None) -> Reader:
    """The reader of a standard of the index (None: the first), with other weights than those of the file."""
    relations, glosses = assistant.relations(standard), assistant.glosses(standard)
    by_item = {id(i): gloss(glosses, i) for i in relations.items}
    spanner = Spanner(relations, relations.standard.name, glosses.get(NAME, ""), by_item)
    retrieve = assistant.retrieve(standard)

    @lru_cache(maxsize=8192)
    def support(text: str) -> float:
        return retrieve(text, None, 5, ()).support

    return Reader(spanner, Ranker(assistant.ranker(standard).run, weights), support)


def tally(samples: Iterable[Sample], weights: Mapping[str, float]) -> Tally:
    """How many questions are read right."""
    counts: Tally = Counter()
    for one in samples:
        best = one.best(weights)
        for name in ("all", one.category, f"writer {one.writer}"):
            counts[name, "asked"] += 1
            counts[name, "right"] += best is not None and best.right
            counts[name, "among"] += any(one.right)
    return counts


def crossed(asked: Sequence[Sample], also: Sequence[Sample], start: Mapping[str, float]) -> tuple[Tally, list[Best]]:
    """The tally over writers left out of the fit, and what each of their questions to the table was read as."""
    counts: Tally = Counter()
    seen: list[Best] = []
    for writer in sorted({s.writer for s in asked}):
        out = [s for s in asked if s.writer == writer]
        weights = fit([*(s for s in asked if s.writer != writer), *also], start)
        counts += tally(out, weights)
        seen += [best for s in out if (best := s.best(weights)) and best.table]
    return counts, seen


def report(title: str, counts: Tally) -> Iterator[str]:
    """A tally in lines."""
    yield f"{title}:"
    for name in sorted({name for name, _ in counts}):
        asked, right, among = (counts[name, what] for what in ("asked", "right", "among"))
        yield f"  {name:24} {asked:5}  right {right / asked:.3f}  among the candidates {among / asked:.3f}"


def written(weights: Mapping[str, float], certain: Mapping[str, float], limit: float, lines: Iterable[str]) -> str:
    """The content of the file of weights."""

    def kept(entries: Mapping[str, float]) -> Iterator[str]:
        return (f'"{name}" = {round(w, 3)}' for name, w in sorted(entries.items()) if abs(w) >= LEAST)

    head = ["# Written by `python -m training.reader`; nobody edits it by hand.", *(f"# {line}" for line in lines)]
    tables = ["[decision]", f"sure = {limit}", "", "[certainty]", *kept(certain), "", "[weight]", *kept(weights)]
    return "\n".join([*head, *tables]) + "\n"


Asked = tuple[float, Case, Case | None]  # a question with its weight, and another that was asked before it
_OPEN: dict[str, tuple[Reader, Judge]] = {}  # what a process reads with and judges by, by standard


def _opened(weights: Mapping[str, float]) -> None:
    assistant = Assistant(settings())
    for standard in standards(assistant):
        reading = reader(assistant, weights, standard)
        _OPEN[standard] = reading, Judge(assistant, reading.support, standard)


def standards(assistant: Assistant) -> tuple[str, ...]:
    """The codes of the standards of the index, beginning with the one that is asked about where none is named."""
    first = assistant.relations().standard.code
    return first, *(s.code for s in assistant.standards if s.code != first)


def _sampled(asked: Asked) -> Sample:
    weight, case, before = asked
    return sample(*_OPEN[case.standard or next(iter(_OPEN))], case, weight, before)


def sampled(weights: Mapping[str, float], cases: Sequence[tuple[float, Case]], jobs: int) -> list[Sample]:
    """The samples of all questions, those behind another question and the tables beside them, by several processes."""
    asked: list[Asked] = [*((weight, case, None) for weight, case in cases), *unrelated(cases)]
    with ProcessPoolExecutor(jobs, initializer=_opened, initargs=(weights,)) as pool:
        samples = list(pool.map(_sampled, asked, chunksize=SHARE))
    reading = reader(Assistant(settings()), weights)
    return [*samples, *examples(reading, EXAMPLES), *near_misses(reading, NEAR)]


def main() -> None:
    """Fit, report and write."""
    options = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    options.add_argument("questions", type=Path, nargs="+", help="sets of questions by writers, each left out once")
    options.add_argument("--also", type=Path, nargs="*", default=ALSO, help="sets fitted on for half the weight")
    options.add_argument("--start", type=Path, default=START, help="weights to stay near")
    options.add_argument("--rounds", type=int, default=1, help="fits, each over the candidates of the last weights")
    options.add_argument("--jobs", type=int, default=2, help="processes that read the questions")
    options.add_argument("--out", type=Path, default=FILE)
    given = options.parse_args()
    held = standards(Assistant(settings()))
    start, weights = (dict(tomllib.loads(f.read_text("utf-8"))["weight"]) for f in (given.start, FILE))
    sets = [(ASKED, f) for f in given.questions]
    sets += [(TOLD if f.name.startswith("semantic") else 1.0, f) for f in given.also]
    every = [(weight, case) for weight, f in sets for case in cases_of(f)]
    cases = [(weight, case) for weight, case in every if case.standard in (None, *held)]
    if missing := sorted({c.standard for _, c in every if c.standard} - {*held}):
        print(f"Passed over, being about standards that the index does not hold: {', '.join(missing)}")
    writers = {writer_of(case) for f in given.questions for case in cases_of(f)}
    lines: list[str] = []
    certain, limit = Weights(), 0.0
    for done in range(given.rounds):
        samples = sampled(weights, cases, given.jobs)
        if done == given.rounds - 1:
            asked, also = ([s for s in samples if (s.writer in writers) is side] for side in (True, False))
            left_out, seen = crossed(asked, also, start)
            readings = judged(seen)
            lines += [*report("Writers left out of the fit, each once", left_out), *bands(readings)]
            certain, limit = certainty(seen), sure(readings)
        weights = fit(samples, start)
        print(*report(f"round {done + 1}, all that was fitted on", tally(samples, weights)), sep="\n", flush=True)
    print(*lines, sep="\n")
    given.out.write_text(written(weights, certain, limit, lines), encoding="utf-8")
    print(f"{given.out.name} written: {len(weights)} weights, sure from {limit}")


if __name__ == "__main__":
    main()
