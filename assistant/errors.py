"""Everything that can go wrong, as one small tree.

A message is one sentence or two: what, where, and what to do. It never holds a secret or an absolute path.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "language/catalogue/errors.toml"


class AssistantError(Exception):
    """Root of the tree; `exit_code` is what a command line returns for it, `status` what an HTTP server does.

    `entry` is that of its text in the catalogue of errors; `values` fill its blanks: a value may be an error itself,
    or a call that says it in a language. As text it is Chinese and English, line by line, for whoever runs an
    installation.
    """

    exit_code = 1
    status = 500

    def __init__(self, entry: str, /, **values: object) -> None:
        super().__init__(entry)
        self.entry, self.values = entry, values

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.entry!r}, {self.values})"

    def __str__(self) -> str:
        columns = _texts().get(self.entry)
        if columns is None:
            return self.entry
        lines = [text.format_map(_Blanks(self.filled(language))).split("\n") for language, text in columns.items()]
        rows = zip(*lines, strict=True) if len({*map(len, lines)}) == 1 else [tuple(map("\n".join, lines))]
        return "\n".join(" ".join(dict.fromkeys(row)) for row in rows)

    def filled(self, language: str) -> dict[str, object]:
        """The values of the blanks in a language."""
        return {name: _in(language, value) for name, value in self.values.items()}


class _Blanks(dict[str, object]):
    """A blank without a value stays one: telling of a fault is no place for another."""

    def __missing__(self, blank: str) -> str:
        return f"{{{blank}}}"


def _in(language: str, value: object) -> object:
    if isinstance(value, AssistantError) and value.entry in _texts():
        return _texts()[value.entry]["en" if language == "en" else "zh-TW"].format(**value.filled(language))
    return value(language) if callable(value) else value


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    sections = tomllib.loads(FILE.read_text("utf-8"))
    return {f"{section}.{name}": columns for section, named in sections.items() for name, columns in named.items()}


class CorpusError(AssistantError):
    """A source document, not the program, is at fault."""


class Unreadable(CorpusError):
    """The file is empty, binary, too large, or in another encoding."""


class Malformed(CorpusError):
    """The text is not a competency standard, or not a whole one."""


class Lossy(CorpusError):
    """Parsed, but some code or text of the document could not be placed."""


class Unconfirmed(CorpusError):
    """The text of a scan is sound, but a program made it out; publishing it takes a person's yes."""

    exit_code = 5


class _Unavailable(AssistantError):
    """Something of this installation, which a later request may find in order."""

    status = 503


class IndexMissing(_Unavailable):
    """Nothing has been built and published here yet."""


class IndexMismatch(_Unavailable):
    """The index was built with other code or another embedding model."""


class IndexDamaged(_Unavailable):
    """A file of the index differs from what the build recorded."""


class IndexBusy(_Unavailable):
    """Another process is building the index and holds its lock."""

    exit_code = 3


class EmbeddingError(_Unavailable):
    """The embedding model cannot be loaded or returns unusable vectors."""


class StoreFault(_Unavailable):
    """A file or folder of the operator's own data is locked, damaged, or may not be written."""


class QuestionError(AssistantError):
    """The question itself cannot be taken."""

    status = 422


class EmptyQuestion(QuestionError):
    """Nothing but blanks, punctuation or control characters."""


class QuestionTooLong(QuestionError):
    """Longer than the limit in the settings."""

    status = 413


class QuestionTooCostly(QuestionError):
    """More searches by meaning than the settings allow for one question."""


class TooMany(AssistantError):
    """More questions than the settings allow; `crowded`: of all readers together, not of this one alone."""

    status = 429

    def __init__(self, crowded: bool) -> None:
        super().__init__("question.too_many")
        self.crowded = crowded


class ModelFault(AssistantError):
    """The chat model failed; `reason` is an entry of the catalogue of faults, and nothing else is told of it.

    What the provider said is left out on purpose: it may hold an address, a key or the words of a reader.
    `wait` is how long the provider asked to be left alone, in seconds; None when it did not say.
    """

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class UsageError(AssistantError):
    """A setting or an argument that cannot be honoured."""

    exit_code = 2
    status = 400
