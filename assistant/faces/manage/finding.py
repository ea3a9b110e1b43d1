"""What `doctor` finds of one thing that it looks at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from ...errors import AssistantError
from ...language.catalogue.area import DOCTOR
from ...settings import Settings

say = DOCTOR.both


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; what to do about it where it is not fine. `grave`: answers or data suffer from it."""

    name: str
    state: str
    remedy: str = ""
    grave: bool = True

    @property
    def fine(self) -> bool:
        """Whether nothing suffers."""
        return not self.remedy or not self.grave


Look = Callable[[Settings], Iterator[Finding]]


def mended(name: str, entry: str) -> Callable[[Look], Look]:
    """Have an error that ends a look told as a finding of that name, with an entry that says what to do about it."""

    def guarded(look: Look) -> Look:
        @wraps(look)
        def looked(settings: Settings) -> Iterator[Finding]:
            try:
                yield from look(settings)
            except AssistantError as error:
                yield Finding(name, str(error), say(entry, folder=settings.runs.name))

        return looked

    return guarded
