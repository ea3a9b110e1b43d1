"""A trained table becomes a model folder that sentence-transformers and model2vec load."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import StaticEmbedding
from tokenizers import Tokenizer

from . import sources, vocabulary


def levelled(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same at a mean square of 1 a row, so that models put side by side weigh the same."""
    return np.asarray(rows / np.sqrt((rows**2).sum(axis=1).mean()), dtype=np.float32)


def reduced(rows: NDArray[np.float32], dimension: int) -> NDArray[np.float32]:
    """The same in fewer dimensions, those of greatest variance over the table. *Shape:* (tokens, dimension)."""
    _, _, axes = np.linalg.svd(rows, full_matrices=False)
    return np.asarray(rows @ axes[:dimension].T, dtype=np.float32)


def export(rows: NDArray[np.float32], tokenizer: Tokenizer, folder: Path) -> None:
    """Write the folder anew: weights in half precision, a compact tokenizer, NOTICE."""
    shutil.rmtree(folder, ignore_errors=True)
    module = StaticEmbedding(tokenizer, embedding_weights=rows)
    module.embedding.weight.data = module.embedding.weight.data.to(torch.float16)
    SentenceTransformer(modules=[module], device="cpu").save_pretrained(str(folder), create_model_card=False)
    (folder / "tokenizer.json").write_text(vocabulary.compact(tokenizer), "utf-8")
    (folder / "NOTICE.md").write_text(notice(folder.name), "utf-8")


def notice(name: str) -> str:
    """What the folder holds and whose work is in it."""
    derived = "\n".join(f"- {s['origin']} — {s['licence']}" for s in sources.SOURCES.values())
    return f"""# {name}

A static embedding: one vector a token, a text is the mean of its tokens. Made by `python -m training`.
Weights and tokenizer were derived by training on the sources below, and are offered under CC BY-SA 4.0 because of them.

{derived}
- all-MiniLM-L6-v2, whose vectors of English texts were imitated — Apache-2.0
- jieba's word frequencies — MIT; OpenCC's character tables — Apache-2.0
- the shipped standard, the companion beside it and a lexicon of the trade, written for this project — CC BY-SA 4.0

Load: `SentenceTransformer(folder, device="cpu").float()` or `model2vec.StaticModel.from_pretrained(folder)`.
"""
