"""The languages that a question is asked in and an answer is worded in."""

from typing import Literal, cast, get_args

Language = Literal["zh-TW", "zh-CN", "en"]


def tag(name: str) -> Language:
    """The language of that name; Traditional Chinese where the program has none of it."""
    return cast(Language, name) if name in get_args(Language) else "zh-TW"
