"""The optical character recognition that is installed, if any: where text stands in a picture, and what it says."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import Unreadable

Picture = NDArray[np.uint8]
"""Rows of pixels from black (0) to white (255)."""
Area = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of a picture, in pixels; right and bottom are outside."""
_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}
"""The models in the package itself; any other would be downloaded."""
_SIDE = 1500  # longest side of a picture in which lines are looked for, in pixels; they are read in the full one


def recogniser(name: str) -> Recogniser:
    """The one that is installed.

    :param name: the file that needs it.
    :raises Unreadable: when none is.
    """
    try:
        return _engine()
    except ImportError as error:
        raise Unreadable("document.no_recogniser", name=name) from error


@lru_cache(maxsize=1)
def _engine() -> Recogniser:
    return Recogniser()


class Recogniser:
    """Sees text in pictures: RapidOCR with the models of its package."""

    def __init__(self) -> None:
        import rapidocr

        models = Path(rapidocr.__file__).parent / "models"
        if not all((models / file).is_file() for file in _MODELS.values()):
            raise ImportError(f"{rapidocr.__file__} brings other models")
        params = {f"{part}.model_path": str(models / file) for part, file in _MODELS.items()} | {
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.max_side_len": _SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": int(os.environ.get("OMP_NUM_THREADS") or -1),
        }
        self._see: Any = rapidocr.RapidOCR(params=params)

    def areas(self, picture: Picture) -> list[Area]:
        """Where lines of text stand."""
        boxes = self._see(_coloured(picture), use_det=True, use_rec=False).boxes
        found: list[Area] = []
        for box in () if boxes is None else boxes:
            (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
            found.append((int(left), int(top), int(right) + 1, int(bottom) + 1))
        return found

    def text(self, line: Picture) -> tuple[str, float]:
        """What a line says, empty when nothing can be made out, and how sure that is, from 0 to 1."""
        found = self._see(_coloured(line), use_det=False, use_rec=True)
        return (str(found.txts[0]).strip(), float(found.scores[0])) if found.txts else ("", 0.0)


def _coloured(picture: Picture) -> NDArray[np.uint8]:
    return np.repeat(picture[:, :, None], 3, axis=2)
