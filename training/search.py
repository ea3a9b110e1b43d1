"""`python -m training.search [--copies N]`: exact search beside the store's own, on the published index.

Both search the same vectors for the same questions. Reported are medians, so that a noisy machine does not decide, the
share of exact neighbours that the store's search finds, and what opening each costs. With more copies the records are
multiplied, each copy turned a little, as an index of more standards would be.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.cases import load
from assistant.index.chroma_store import CONFIGURATION
from assistant.index.embedding import embedder
from assistant.index.generation import current
from assistant.index.vectors import Vectors
from assistant.settings import ROOT
from assistant.settings import load as chosen

QUESTIONS = ROOT / "corpus/evaluation/own.jsonl"
MOST = 200  # neighbours looked for, as retrieval does for a question of all kinds
TURNED = 0.05  # how far a copy is turned away from the original


def main() -> None:
    """Measure and report."""
    options = argparse.ArgumentParser(prog="python -m training.search", description=__doc__)
    options.add_argument("--copies", type=int, default=1, help="how often the records are taken")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        measure(given.copies, Path(folder))


def measure(copies: int, folder: Path) -> None:
    """Measure and print.

    :param folder: an empty one for the store.
    """
    import chromadb

    settings = chosen()
    generation = current(settings.index)
    model = embedder(settings)
    questions = [v for c in load([QUESTIONS]) if (v := model.query(c.question)) is not None]
    start = time.perf_counter()
    own = Vectors.open(generation)
    opened = (time.perf_counter() - start) * 1000
    random = np.random.default_rng(0)
    base = np.load(generation.vectors)
    turned = [base + TURNED * random.standard_normal(base.shape).astype(np.float32) * (n > 0) for n in range(copies)]
    matrix = np.concatenate([t / np.linalg.norm(t, axis=1, keepdims=True) for t in turned])
    client = chromadb.PersistentClient(str(folder))
    store = client.create_collection("search", configuration=CONFIGURATION)  # type: ignore[arg-type]
    for first in range(0, len(matrix), 5000):
        some = matrix[first : first + 5000]
        store.add(ids=[str(first + n) for n in range(len(some))], embeddings=some)

    def exact(vector: NDArray[np.float32]) -> set[int]:
        scores = matrix @ vector
        return set(np.argpartition(-scores, MOST)[:MOST].tolist())

    def approximate(vector: NDArray[np.float32]) -> set[int]:
        found = store.query(query_embeddings=np.asarray([vector]), n_results=MOST, include=["distances"])
        return {int(i) for i in found["ids"][0]}

    def median(search: Callable[[NDArray[np.float32]], object]) -> float:
        """Milliseconds that a question takes."""
        times = [time.perf_counter()]
        for vector in questions:
            search(vector)
            times.append(time.perf_counter())
        return statistics.median(np.diff(times)) * 1000

    shared = statistics.mean(len(exact(v) & approximate(v)) / MOST for v in questions)
    once = median(lambda v: own.near(v, frozenset(own.sizes), MOST))
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    print(f"{len(matrix)} vectors, {len(questions)} questions, {MOST} neighbours")
    print(f"  product alone {median(exact):.2f} ms · the store's search {median(approximate):.2f} ms")
    print(f"  of the exact neighbours the store finds {shared:.3f}")
    print(f"  records and vectors opened in {opened:.0f} ms · searched with their records in {once:.2f} ms a question")
    print(f"  {generation.vectors.stat().st_size / 1e6:.1f} MB of vectors · {size / 1e6:.1f} MB of the store")


if __name__ == "__main__":
    main()
