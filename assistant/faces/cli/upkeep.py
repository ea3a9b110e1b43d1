"""`doctor`, `backup` and `restore`: what an operator looks after."""

import sys
from pathlib import Path
from typing import Annotated

from ...evaluation.backup import Copied, backup, restore
from ...language.catalogue.area import ERRORS
from ...settings import Settings, load
from ..manage.installation import examine
from .command import Argument, Command


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


class Backup(Command):
    """copy feedback and runs into one file, also while the app runs"""

    file: Annotated[Path, Argument("the file to write, FILE.zip", placed=True)]
    replace: Annotated[bool, Argument("overwrite a file of that name")] = False

    def run(self, settings: Settings) -> int:
        """Write it; 1 when a record of a run could not be read and was left out."""
        copied = backup(settings.runs, self.file, replace=self.replace)
        _tell(copied, settings.runs.name, self.file.name)
        if copied.left:
            print(ERRORS.both("command.left_out", names=", ".join(copied.left)), file=sys.stderr)
        return 1 if copied.left else 0


class Restore(Command):
    """bring back what `backup` wrote"""

    file: Annotated[Path, Argument("a file that backup wrote, FILE.zip", placed=True)]
    replace: Annotated[bool, Argument("overwrite feedback and runs that differ")] = False

    def run(self, settings: Settings) -> int:
        """Read it whole, then bring it back."""
        _tell(restore(self.file, settings.runs, replace=self.replace), self.file.name, settings.runs.name)
        return 0


def _tell(copied: Copied, source: str, target: str) -> None:
    counted = ERRORS.both("command.copied", ratings=copied.ratings, runs=copied.runs)
    print(f"{source} → {target}: {counted}", file=sys.stderr)
