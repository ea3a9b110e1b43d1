"""English word → a crude stem, enough to bring `risk`, `risks` and `recruiting`, `recruitment` together."""

import re
from functools import lru_cache

_ENDED = re.compile(
    r"(.{4,}?)(?:ational|isation|ization|ations?|ities|ments?|ings?|ives?|ions?|ies|ity|als?|ers?|ors?|ed|es|s|e|y)"
    r"|(.{3})s"
)
"""A word with its ending, the longest that leaves four letters; three are enough where a mere `s` is cut."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The word without its ending, if enough is left."""
    ended = _ENDED.fullmatch(word)
    return ended[1] or ended[2] if ended else word
