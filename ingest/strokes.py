"""The ruled lines of a scanned page: long and thin strokes of a picture, which is turned until they are level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .grid import Grid, Rule
from .recognition import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

DARK = 150
"""Up to which grey a pixel is ink; the colour of a heading's cell is lighter."""
_SHORTEST = {False: 20.0, True: 14.5}
"""Length in points from which level and upright strokes are rules; a stroke of a character is shorter."""
_THICKEST = 4.0  # points up to which a stroke is a rule and no black area
_TURNED = 3.0  # degrees by which a page may lie askew
_AROUND = 5  # pixels around a table in which its borders lie
Mask = NDArray[np.bool_]


def upright(image: Image) -> Picture:
    """The picture in grey, turned so that its lines are level."""
    from PIL.Image import Resampling

    grey = image.convert("L")
    turned = _skew(np.asarray(grey))
    if abs(turned) >= 0.05:
        grey = grey.rotate(turned, resample=Resampling.BICUBIC, fillcolor=255)
    return np.asarray(grey, dtype=np.uint8)


def _skew(picture: Picture) -> float:
    """By how many degrees its lines fall to the right: the turn under which ink gathers in the fewest rows."""
    ys, xs = np.nonzero(picture[:: max(1, len(picture) // 1200)] < DARK)
    if not len(xs):
        return 0.0
    every = max(1, len(xs) // 100_000)
    ys, xs = ys[::every] * max(1, len(picture) // 1200), xs[::every]

    def gathered(degrees: float) -> float:
        rows = np.round(ys - xs * np.tan(np.radians(degrees))).astype(np.int64)
        return float(np.square(np.bincount(rows - rows.min()).astype(np.float64)).sum())

    best = max(np.arange(-_TURNED, _TURNED + 0.1, 0.2), key=gathered)
    return float(max(np.arange(best - 0.2, best + 0.21, 0.02), key=gathered))


class Strokes:
    """Where the ink of a picture is a long and thin line: `rules`, one for each row of pixels, which `grids` joins."""

    def __init__(self, picture: Picture, scale: float) -> None:
        self._picture, self._scale = picture, scale
        self._level, self._upright = (_strokes(picture < DARK, scale, upright=way) for way in (False, True))
        self.rules = [*_runs(self._level, scale, upright=False), *_runs(self._upright, scale, upright=True)]

    def erased(self, tables: list[Grid]) -> Picture:
        """The picture without those of its tables; elsewhere they may be strokes of large characters."""
        drawn = _wider(self._level | self._upright)
        blank = self._picture.copy()
        for table in tables:
            edges = (table.top, table.bottom, table.left, table.right)
            top, bottom, left, right = (max(round(edge * self._scale), 0) for edge in edges)
            part = slice(max(top - _AROUND, 0), bottom + _AROUND), slice(max(left - _AROUND, 0), right + _AROUND)
            blank[part][drawn[part]] = 255
        return blank


def _strokes(ink: Mask, scale: float, *, upright: bool) -> Mask:
    along = 0 if upright else 1
    long = _opened(ink, round(_SHORTEST[upright] * scale), along)
    return long & ~_opened(long, round(_THICKEST * scale), 1 - along)


def _opened(ink: Mask, length: int, axis: int) -> Mask:
    """Ink in runs of at least a length along an axis."""
    ink = np.moveaxis(ink, axis, 1)
    if ink.shape[1] < length:
        return np.zeros_like(np.moveaxis(ink, 1, axis))
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    begins = sums[:, length:] - sums[:, :-length] == length
    begun = np.cumsum(np.pad(begins, ((0, 0), (length, length - 1))), axis=1, dtype=np.int32)
    return np.moveaxis(begun[:, length:] - begun[:, :-length] > 0, 1, axis)


def _runs(strokes: Mask, scale: float, *, upright: bool) -> Iterator[Rule]:
    lines = np.pad((strokes.T if upright else strokes).astype(np.int8), ((0, 0), (1, 1)))
    changes = np.diff(lines, axis=1)
    for (at, start), (_, end) in zip(np.argwhere(changes == 1), np.argwhere(changes == -1), strict=True):
        yield Rule(upright, float(at) / scale, float(start) / scale, float(end) / scale)


def _wider(mask: Mask) -> Mask:
    """A mask with a border of two pixels."""
    wide = mask.copy()
    for axis in (0, 1):
        for by in (-2, -1, 1, 2):
            wide |= np.roll(mask, by, axis)
    return wide
