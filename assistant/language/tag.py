"""The languages that a question is asked in and an answer is worded in."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh-TW", "zh-CN", "en"]
