"""`python -m training.search [--copies N]`: exact search beside the store's own, on the published index.

Both search the same vectors for the same questions. Reported are medians, so that a noisy machine does not decide, the
share of exact neighbours that the store's search finds, and what opening each costs. With more copies the records are
multiplied, each copy turned a little, as an index of more standards would be.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.cases import Case
from assistant.index.chroma_store import CONFIGURATION
from assistant.index.embedding import embedder
from assistant.index.generation import current
from assistant.index.vectors import Vectors
from assistant.settings import ROOT, load

QUESTIONS = ROOT / "corpus/evaluation/own.jsonl"
MOST = 200
"""Neighbours looked for, as retrieval does for a question of all kinds."""
TURNED = 0.05
"""How far a copy is turned away from the original."""


def median(run: Callable[[NDArray[np.float32]], object], questions: list[NDArray[np.float32]]) -> float:
    """Milliseconds that a question takes."""
    times = []
    for vector in questions:
        start = time.perf_counter()
        run(vector)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and report."""
    import chromadb

    options = argparse.ArgumentParser(prog="python -m training.search", description=__doc__)
    options.add_argument("--copies", type=int, default=1, help="how often the records are taken")
    given = options.parse_args()
    settings = load()
    generation = current(settings.index)
    model = embedder(settings)
    lines = [Case.model_validate_json(x) for x in QUESTIONS.read_text(encoding="utf-8").splitlines() if x.strip()]
    questions = [v for c in lines if (v := model.query(c.question)) is not None]
    start = time.perf_counter()
    own = Vectors.open(generation)
    opened = (time.perf_counter() - start) * 1000
    random = np.random.default_rng(0)
    base = np.load(generation.vectors)
    turned = [
        base + TURNED * random.standard_normal(base.shape).astype(np.float32) * (n > 0) for n in range(given.copies)
    ]
    matrix = np.concatenate([t / np.linalg.norm(t, axis=1, keepdims=True) for t in turned])
    folder = Path(tempfile.mkdtemp())
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

    shared = statistics.mean(len(exact(v) & approximate(v)) / MOST for v in questions)
    once = median(lambda v: own.near(v, frozenset(own.sizes), MOST), questions)
    product, search = median(exact, questions), median(approximate, questions)
    print(f"{len(matrix)} vectors, {len(questions)} questions, {MOST} neighbours")
    print(f"  product alone {product:.2f} ms · the store's search {search:.2f} ms")
    print(f"  of the exact neighbours the store finds {shared:.3f}")
    print(f"  records and vectors opened in {opened:.0f} ms · searched with their records in {once:.2f} ms a question")
    print(f"  {generation.vectors.stat().st_size / 1e6:.1f} MB of vectors · {size(folder) / 1e6:.1f} MB of the store")
    shutil.rmtree(folder, ignore_errors=True)


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


if __name__ == "__main__":
    main()
