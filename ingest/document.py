"""What an index is built from: a document as it was read, with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.index.generation import StoredStandard, current
from assistant.standard.companion import Companion

from .parse import Parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document ready to be indexed."""

    parsed: Parsed
    companion: Companion

    @property
    def stored(self) -> StoredStandard:
        """What a generation keeps of it."""
        return StoredStandard(
            standard=self.parsed.standard,
            source_text=self.parsed.source.text,
            source_name=self.parsed.source.name,
            glosses=self.companion.glosses,
        )


def digests(documents: Sequence[Document | StoredStandard], root: Path) -> dict[str, str]:
    """The hash of each document's file; of what stays, the one that the published index has."""
    stay = {d.source_name for d in documents if isinstance(d, StoredStandard)}
    before = current(root).manifest.sources if stay else {}
    kept = {name: before[name] for name in stay if name in before}
    return kept | {d.parsed.source.name: d.parsed.source.sha256 for d in documents if isinstance(d, Document)}
