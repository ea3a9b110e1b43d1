"""`doctor`: what is there, which index and model are in use, what is missing and how to get it."""

from __future__ import annotations

from dataclasses import dataclass

from ...settings import Settings, load
from ..manage.installation import examine
from .command import Command


@dataclass(frozen=True, kw_only=True)
class Doctor(Command):
    """what is installed, in use and missing"""

    def settings(self) -> Settings:
        """The settings, with misspelt ones left to be found."""
        return load(self.index, strict=False)

    def run(self, settings: Settings) -> int:
        """Print every finding with its remedy; 1 when something suffers."""
        findings = list(examine(settings))
        for finding in findings:
            print(f"{'✗' if not finding.fine else '!' if finding.remedy else '✓'} {finding.name}: {finding.state}")
            if finding.remedy:
                print(f"  → {finding.remedy}")
        return 0 if all(finding.fine for finding in findings) else 1
