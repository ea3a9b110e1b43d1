"""What a session holds of the checklist of a standard; between sessions it is the reader's browser that keeps it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ...standard.relations import Relations
from ..manage import checklist as rating
from ..manage import saved_checklist as saved
from ..manage.checklist import Checklist


class Held:
    """The checklist as it is now.

    `round` counts how often the rows on the page had to begin again from it, `source` how often the whole of it came
    from elsewhere; `read` is the file it came from, and `field` counts how often the field for files was emptied.
    """

    def __init__(self, standard: str) -> None:
        self.kept = Checklist(standard=standard)
        self.round, self.source, self.read, self.field = 0, 0, "", 0

    @property
    def key(self) -> str:
        """The key of the choice; another after the whole was replaced."""
        return f"checklist_chosen_{self.kept.standard}_{self.source}"

    @property
    def file(self) -> str:
        """The key of the field for files; another, and so empty, after what was in it was done with."""
        return f"checklist_file_{self.kept.standard}_{self.field}"

    def begin(self, kept: Checklist) -> None:
        """Go on from another choice."""
        self.kept = kept
        self.round += 1

    def replace(self, kept: Checklist, read: str = "") -> None:
        """Go on from a checklist that came from elsewhere; `read` is the print of its file."""
        self.begin(kept)
        self.source, self.read = self.source + 1, read

    def empty(self) -> None:
        """Empty the field for files: what is on the page stays."""
        self.field += 1

    def clear(self) -> None:
        """Forget everything; the browser then forgets it too."""
        self.empty()
        self.replace(Checklist(standard=self.kept.standard))

    def rate(self, code: str, point: int | None, remark: str) -> None:
        """Take a rating and a remark into what is kept now: several may change before the page is drawn again."""
        self.kept = rating.rated(self.kept, code, point, remark)

    def aim(self, code: str, target: int | None, weight: int | None) -> None:
        """Take over what the organisation sets for an item."""
        self.kept = rating.aimed(self.kept, code, target, weight)

    def tell(self, **facts: Any) -> None:
        """Take over who is rated, in which role, when and by whom."""
        self.kept = self.kept.model_copy(update=facts)

    def save(self) -> str:
        """What is kept as a file, with what was rated a moment ago."""
        return saved.save(self.kept)

    def choose(self, code: str) -> None:
        """Begin with a task or activity."""
        st.session_state[self.key] = [code]

    def recover(self, relations: Relations, text: str, again: bool) -> None:
        """Take over what the browser kept.

        :param again: whether another window changed it just now; then it holds for this one too.
        """
        found = saved.recovered(text, relations)
        taken = found if again else rating.joined(found, self.kept)
        if taken != self.kept:
            self.replace(taken, self.read)
