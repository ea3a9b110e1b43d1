"""`backup` and `restore`: feedback and runs into one file, and back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from ...evaluation.backup import Copied, backup, restore
from ...settings import Settings
from .command import Argument, Command


@dataclass(frozen=True, kw_only=True)
class Backup(Command):
    """copy feedback and runs into one file, also while the app runs"""

    file: Annotated[Path, Argument("the file to write, FILE.zip", placed=True)]
    replace: Annotated[bool, Argument("overwrite a file of that name")] = False

    def run(self, settings: Settings) -> int:
        """Write it; 1 when a record of a run could not be read and was left out.

        :raises UsageError, StoreFault: when it may not or cannot be written.
        """
        copied = backup(settings.runs, self.file, replace=self.replace)
        _tell(copied, settings.runs.name, self.file.name)
        if copied.left:
            told = "、".join(copied.left)
            print(f"讀不出來而略過：{told}。 Left out, no records of runs: {told}.", file=sys.stderr)
        return 1 if copied.left else 0


@dataclass(frozen=True, kw_only=True)
class Restore(Command):
    """bring back what `backup` wrote"""

    file: Annotated[Path, Argument("a file that backup wrote, FILE.zip", placed=True)]
    replace: Annotated[bool, Argument("overwrite feedback and runs that differ")] = False

    def run(self, settings: Settings) -> int:
        """Read it whole, then bring it back.

        :raises UsageError, StoreFault: when it is no whole backup, or may not or cannot be brought back.
        """
        _tell(restore(self.file, settings.runs, replace=self.replace), self.file.name, settings.runs.name)
        return 0


def _tell(copied: Copied, source: str, target: str) -> None:
    print(f"{source} → {target}：回饋 ratings {copied.ratings}、評測 runs {copied.runs}", file=sys.stderr)
