"""What `doctor` finds of one thing that it looks at."""

from dataclasses import dataclass

from ...language.catalogue.area import DOCTOR

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
